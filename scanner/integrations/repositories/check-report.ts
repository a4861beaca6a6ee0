import keepsToSchema from 'virtual:report-schema';

/** Reports have eight levels; whatever is deeper was made to bring a program down. */
const MOST_LEVELS = 40;

/**
 * Says what is wrong with a report that came from elsewhere, by schemas/report-1.json. What the schema does not name
 * may be there: a later version may have written it.
 * @param value of a file, as JSON has it
 * @returns undefined where nothing is; else the place and the reason, with names as found
 */
export function flawOf(value: unknown): string | undefined {
  if (isDeeper(value, MOST_LEVELS)) return `is nested more than ${MOST_LEVELS} levels deep`;
  if (keepsToSchema(value)) return undefined;
  const [error] = keepsToSchema.errors ?? [];
  return `${placeOf(error?.instancePath ?? '')} ${error?.message ?? 'is not as the schema has it'}`;
}

/** `/findings/0/line` as `findings[0].line`. */
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
