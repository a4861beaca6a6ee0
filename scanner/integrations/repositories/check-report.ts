// Validates reports from other machines against schemas/report-1.json.

import keepsToSchema from 'virtual:report-schema';

/** Reports have eight levels; deeper nesting is an attack. */
const MOST_LEVELS = 40;

/**
 * Finds what is wrong with an untrusted report, by schemas/report-1.json. Unknown fields are allowed: a later version
 * may have written them.
 * @param value parsed JSON
 * @returns undefined for a valid report; otherwise the place and the reason, with names not cleaned
 */
export function findFlaw(value: unknown): string | undefined {
  if (isDeeper(value, MOST_LEVELS)) return `is nested more than ${MOST_LEVELS} levels deep`;
  if (keepsToSchema(value)) return undefined;
  const [error] = keepsToSchema.errors ?? [];
  return `${placeOf(error?.instancePath ?? '')} ${error?.message ?? 'is not as the schema has it'}`;
}

/** Converts `/findings/0/line` to `findings[0].line`. */
function placeOf(pointer: string): string {
  if (pointer === '') return 'the report';
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : `${at === 0 ? '' : '.'}${part}`)).join('');
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1));
}
