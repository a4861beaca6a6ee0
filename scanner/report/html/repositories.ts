// HTML report: tables of repositories and of secrets shared between them.

import type { ReportView } from '../json-report-types.ts';
import { count, grouped } from '../../text/numbers.ts';
import { link, text } from './markup.ts';

const MOST_ROWS = 100;
const MOST_NAMES = 20;

/** For a report about several repositories: findings per repository, incomplete ones first. */
export function repositoryTable({ repositories = [] }: ReportView): string {
  if (repositories.length === 0) return '';
  const sorted = [...repositories].sort(
    (one, other) =>
      Number(one.complete) - Number(other.complete) ||
      other.findings - one.findings ||
      (one.repository < other.repository ? -1 : 1),
  );
  const rows = sorted
    .slice(0, MOST_ROWS)
    .map(
      ({ repository, versionControl, complete, findings }) =>
        `<tr><td>${link(versionControl?.home, repository)}</td><td class="state">${complete ? 'whole' : 'incomplete'}</td><td class="count">${text(grouped(findings))}</td></tr>`,
    );
  const rest = sorted.slice(MOST_ROWS);
  const incomplete = rest.filter(({ complete }) => !complete).length;
  const left =
    rest.length === 0
      ? ''
      : `<p class="dim">and ${count(rest.length, 'more repository', 'more repositories')}, ${incomplete === 0 ? 'all scanned completely' : `${grouped(incomplete)} of them incomplete`}</p>`;
  return `<div class="card"><table><thead><tr><th scope="col">repository</th><th scope="col">scanned</th><th scope="col" class="count">secrets</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${left}`;
}

/** Secrets found in more than one repository. */
export function sharedSecrets({ shared = [] }: ReportView): string {
  if (shared.length === 0) return '';
  const items = shared.slice(0, MOST_ROWS).map(({ redacted, repositories }) => {
    const more = repositories.length - MOST_NAMES;
    return `<li><code>${text(redacted)}</code> in ${count(repositories.length, 'repository', 'repositories')}: ${text(repositories.slice(0, MOST_NAMES).join(', '))}${more > 0 ? ` and ${more} more` : ''}</li>`;
  });
  const rest = shared.length - items.length;
  return `<ul>${items.join('')}</ul>${rest > 0 ? `<p class="dim">and ${count(rest, 'more secret')}; the JSON report has them all.</p>` : ''}`;
}
