// HTML report: one line on what was scanned, where and when.

import path from 'node:path';
import { isBelow } from '../../io/containment.ts';
import type { ReportView } from '../json-report-types.ts';
import type { VersionControl } from '../version-control.ts';
import { shortId } from '../wording.ts';
import { link, text } from './markup.ts';

const LOOKS: Readonly<Record<string, string>> = {
  files: 'files',
  staged: 'the git index',
  history: 'the whole history',
  range: 'the commits',
  'git-folder': 'the other files of .git',
  all: 'everything: files, index, history, .git',
  diff: 'a diff',
};
const STDIN = '-';
const MOST_PATHS = 3;

/**
 * What was scanned, where and when, in one line; empty for a merged report. The repository is that of the current
 * folder, so it is not named if something outside of it was scanned.
 */
export function scopeLine({ scope, versionControl }: ReportView): string {
  if (scope === undefined) return '';
  const { what, range, paths, cwd, startedAt } = scope;
  const more = paths.length - MOST_PATHS;
  const named =
    paths.length === 0 ? '' : ` in ${paths.slice(0, MOST_PATHS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const isElsewhere = paths.some((name) => name === STDIN || !isBelow(cwd, path.resolve(cwd, name)));
  const parts = [
    ...(isElsewhere ? [] : placeOf(path.basename(cwd), versionControl)),
    text(
      paths.every((name) => name === STDIN) && paths.length > 0
        ? 'standard input'
        : `${LOOKS[what] ?? what}${typeof range === 'string' ? ` ${range}` : ''}${named}`,
    ),
    `<span class="whole">${text(startedAt.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC'))}</span>`,
  ];
  return `<p class="dim">${parts.filter((part) => part !== '').join(' · ')}</p>`;
}

function placeOf(folder: string, { home, branch, commit }: Partial<VersionControl> = {}): string[] {
  const state = [
    ...(branch === undefined ? [] : [`branch ${branch}`]),
    ...(commit === undefined ? [] : [`at ${shortId(commit)}`]),
  ].join(' ');
  return [home === undefined ? text(folder) : link(home, home.replace(/^https?:\/\//, '')), text(state)];
}
