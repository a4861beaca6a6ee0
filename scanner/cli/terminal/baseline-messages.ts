// Messages of `baseline diff`.

import type pc from 'picocolors';
import type { Baseline, BaselineComparison, BaselineEntry } from '../../library/baseline.ts';
import { clean, count } from '../../library/text.ts';

/** Maximum number of paths listed per secret. */
const NAMED = 3;

/** New, gone and remaining secrets, for people. */
export function comparisonText(
  baseline: Baseline,
  { fresh, gone, here, moved }: BaselineComparison,
  c: ReturnType<typeof pc.createColors>,
): string {
  const section = (title: string, mark: string, entries: readonly BaselineEntry[]) =>
    entries.length === 0
      ? []
      : [
          [
            c.bold(title),
            ...entries.map(
              (entry) =>
                `  ${mark} ${clean(entry.redacted)}  ${where(entry)}  ${c.dim(`fingerprint ${entry.fingerprint}`)}`,
            ),
          ].join('\n'),
        ];
  const parts = [
    ...section('New', c.red('+'), fresh),
    ...section('Gone', c.green('-'), gone),
    ...section('Known secret, new place', c.yellow('~'), moved),
    `Against ${baseline.file}: ${fresh.length} new, ${gone.length} gone, ${count(here.length, 'secret')} still there.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function where({ paths }: BaselineEntry): string {
  const rest = paths.length - NAMED;
  return clean(paths.slice(0, NAMED).join(', ')) + (rest > 0 ? ` and ${rest} more` : '');
}
