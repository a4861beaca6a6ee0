// Where a secret is now: in the current files, on branches, or only in the history.

import type { JsonFinding } from './json-report-types.ts';

type Places = Pick<JsonFinding, 'occurrences'>;

/** Whether it is in current files: on disk, in the index or in HEAD. */
function isPresent({ occurrences }: Places): boolean {
  return occurrences.some(
    ({ origin: { type, inHead } }) => inHead === true || (type !== 'commit' && type !== 'blob' && type !== 'message'),
  );
}

/** Whether it is in current files or on a branch. */
export function isLive(places: Places): boolean {
  return isPresent(places) || refsWith(places, 'branches') !== '';
}

/** @returns e.g. `on main and 2 more`, `in the files`, `on tag v1` or `history only` */
export function whereabouts(places: Places): string {
  const branches = refsWith(places, 'branches');
  if (branches !== '') return `on ${branches}`;
  if (isPresent(places)) return 'in the files';
  const tags = refsWith(places, 'tags');
  return tags === '' ? 'history only' : `on tag ${tags}`;
}

/** @returns the refs whose commit has the secret; empty if there are none */
function refsWith({ occurrences }: Places, kind: 'branches' | 'tags'): string {
  const lists = occurrences.flatMap(({ origin }) => origin[kind] ?? []);
  const names = new Set(lists.flatMap((list) => list.names.slice(0, list.holding)));
  const more = Math.max(names.size, ...lists.map(({ holding }) => holding)) - 1;
  const [first] = names;
  return first === undefined ? '' : more === 0 ? first : `${first} and ${more} more`;
}
