// GitLab report: links and typed details of a vulnerability.

import type { HistoryStep, RefList } from '../model/finding.ts';
import { clean } from '../text/clean.ts';
import { stepRemarks } from './history-lines.ts';
import type { JsonOccurrence, SharedSecret } from './json-report-types.ts';
import { webLink } from './printable-url.ts';
import { presence, shortId } from './wording.ts';
import { utcDay } from '../text/day.ts';

/**
 * A typed value for `details` in GitLab's report schema. test/support/schemas/gitlab-details.json defines the types and
 * their required fields.
 */
interface Detail {
  readonly type: 'text' | 'commit';
  readonly value: string;
}
interface List {
  readonly type: 'list';
  readonly items: readonly Detail[];
}
interface Table {
  readonly type: 'table';
  readonly header: readonly Detail[];
  readonly rows: readonly (readonly Detail[])[];
}
type Named = { readonly name: string } & (Detail | List | Table);

const COLUMNS = ['Commit', 'Date', 'Author', 'Subject', 'Remarks'];

/** @returns `links` of a vulnerability: the line and the commits on the forge; nothing if there are none */
export function linksOf({ origin: { url, introduced = [], removed = [] } }: JsonOccurrence): {
  readonly links?: readonly { readonly name: string; readonly url: string }[];
} {
  const links = [
    { name: 'The line', url },
    ...introduced.map((step) => ({ name: `Introduced by ${shortId(step.commit)}`, url: step.url })),
    ...removed.map((step) => ({ name: `Removed by ${shortId(step.commit)}`, url: step.url })),
  ].flatMap(({ name, url: address }) => {
    const safe = webLink(address);
    return safe === undefined ? [] : [{ name, url: safe }];
  });
  return links.length === 0 ? {} : { links };
}

/** @returns `details` of a vulnerability: its history and repositories; nothing if neither is known */
export function detailsOf(
  place: JsonOccurrence,
  shared: SharedSecret | undefined,
): { readonly details?: Readonly<Record<string, Named>> } {
  const {
    origin: { type, introduced, introductions = 0, removed, removals = 0, branches, tags, otherRefs },
    versions = 1,
    repository,
  } = place;
  // GitLab assumes that a commit belongs to the project to which the report is uploaded.
  const commitCell = (commit: string): Detail =>
    repository === undefined ? { type: 'commit', value: commit } : text(commit);
  const details: Readonly<Record<string, Named | undefined>> = {
    repository: repository === undefined ? undefined : { name: 'Repository', ...text(repository) },
    repositories: shared === undefined ? undefined : list('Repositories with the same secret', shared.repositories),
    introduced: steps('Introduced by', introduced, introductions, commitCell),
    removed: steps('Removed by', removed, removals, commitCell),
    state: type === 'commit' ? { name: 'Now', ...text(presence(place.origin)) } : undefined,
    branches: refs('Branches', branches),
    tags: refs('Tags', tags),
    otherRefs: refs('Other refs', otherRefs),
    versions: versions > 1 ? { name: 'Versions of the file that hold it', ...text(String(versions)) } : undefined,
  };
  const known = Object.entries(details).filter((entry): entry is [string, Named] => entry[1] !== undefined);
  return known.length === 0 ? {} : { details: Object.fromEntries(known) };
}

function steps(
  name: string,
  told: readonly HistoryStep[] = [],
  total: number,
  commitCell: (commit: string) => Detail,
): Named | undefined {
  if (told.length === 0) return undefined;
  const rows = told.map((step) => {
    const { commit, author, email, date, subject } = step;
    return [
      commitCell(commit),
      ...[utcDay(date), `${author} <${email}>`, subject, stepRemarks(step).join('; ')].map((cell) => text(cell || '—')),
    ];
  });
  const more = total - told.length;
  return {
    name: more > 0 ? `${name} (${more} more not listed)` : name,
    type: 'table',
    header: COLUMNS.map(text),
    rows,
  };
}

function refs(name: string, all: RefList | undefined): Named | undefined {
  if (all === undefined || all.total === 0) return undefined;
  const more = all.total - all.names.length;
  const words = all.names.map((ref, at) => (at < all.holding ? ref : `${ref} (in its history)`));
  return list(name, more > 0 ? [...words, `and ${more} more`] : words);
}

function list(name: string, words: readonly string[]): Named {
  return { name, type: 'list', items: words.map(text) };
}

function text(words: string): Detail {
  return { type: 'text', value: clean(words) };
}
