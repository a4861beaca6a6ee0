import type { JsonReport } from '../json.ts';
import { short } from '../words.ts';
import { link, text } from './markup.ts';

const LOOKS: Readonly<Record<string, string>> = {
  files: 'files on disk', staged: 'the git index', history: 'the whole history', range: 'the commits', 'git-folder': 'the other files of .git', all: 'everything: files, index, history, .git', diff: 'a diff',
};
const MOST_PATHS = 3;

/** What was looked at, where and when, in one line; nothing for a report that was put together from others. */
export function scopeLine({ scope, versionControl }: JsonReport): string {
  if (scope === undefined) return '';
  const { what, range, paths, cwd, startedAt } = scope;
  const more = paths.length - MOST_PATHS;
  const named = paths.length === 0 ? '' : ` in ${paths.slice(0, MOST_PATHS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const { home, branch, commit } = versionControl ?? {};
  const parts = [
    home === undefined ? text(cwd.split(/[\\/]/).filter((part) => part !== '').at(-1) ?? cwd) : link(home, home.replace(/^https?:\/\//, '')),
    text([...(branch === undefined ? [] : [`branch ${branch}`]), ...(commit === undefined ? [] : [`at ${short(commit)}`])].join(' ')),
    text(`${LOOKS[what] ?? what}${typeof range === 'string' ? ` ${range}` : ''}${named}`),
    text(startedAt.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC')),
  ];
  return `<p class="dim">${parts.filter((part) => part !== '').join(' · ')}</p>`;
}
