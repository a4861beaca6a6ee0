import { PLACED_HARMLESS } from './placed-harmless.ts';
import { PLACED_LEAKS } from './placed-leaks.ts';

/** Where the platform is named: on the line of the value, only in another file of the repository, or nowhere. */
export const SETTINGS = ['line', 'repository', 'alone'] as const;

/**
 * A form that is judged in each of the {@link SETTINGS}. `source` says where its idea came from; `verdicts` has a sign
 * for each setting, `+` for a finding at `medium` or above and `-` for none.
 */
export type PlacedForm = readonly [name: string, source: string, text: string, verdicts: string];

/** Adds the platform on the line of the last value. Documents with an encoded value are not changed. */
export function onLine(document: string): string {
  const last = [...document.matchAll(/[0-9a-f]{32}/g)].at(-1);
  if (last === undefined) return document;
  const end = `${document}\n`.indexOf('\n', last.index);
  return `${document.slice(0, end)} // https://api.eu.navixy.com/v2${document.slice(end)}`;
}

export const PLACED_FORMS: readonly PlacedForm[] = [...PLACED_LEAKS, ...PLACED_HARMLESS];
