// Report format JSON lines, written while the scan is running.

import { reveal } from '../../../src/secret.ts';
import type { NotLookedAt } from '../../model/finding.ts';
import type { Warning } from '../../model/suppression.ts';
import type { ScanEvent } from '../../model/scan-report.ts';
import { jsonText } from '../../text/clean.ts';
import { maskDeep } from '../../text/mask.ts';
import type { ReportFormat } from '../format-interface.ts';
import { asOccurrence, asSuppressed, nameOf } from '../json-report.ts';
import type { JsonFinding, JsonOccurrence, JsonReport, JsonSuppressed } from '../json-report-types.ts';
import { asFound, type Hide } from '../hide-values.ts';

/** A line of the report. The last line is the summary; without it the report is incomplete. */
export type JsonLine =
  /**
   * `sighting`: a secret that was found in the history, once for each secret; findings follow when the origin is known.
   */
  | ({ readonly type: 'sighting' | 'finding' } & Pick<JsonFinding, 'fingerprint' | 'sha256' | 'redacted' | 'secret'> &
      JsonOccurrence)
  | ({ readonly type: 'suppressed' } & JsonSuppressed)
  | { readonly type: 'warning'; readonly warning: Warning }
  | ({ readonly type: 'not-looked-at' } & NotLookedAt)
  /** Only with `--verify`, after the findings: the platform's answer for a secret. */
  | { readonly type: 'status'; readonly fingerprint: string; readonly api: NonNullable<JsonFinding['api']> }
  | ({ readonly type: 'summary' } & Pick<
      JsonReport,
      'version' | 'tool' | 'scope' | 'complete' | 'empty' | 'repositories' | 'shared' | 'summary'
    >);

/** One JSON object per line, written as soon as it is known. */
export const jsonl: ReportFormat = {
  event(event, { showSecrets }) {
    const line = lineOf(event, showSecrets);
    return line === undefined ? '' : asText(line);
  },
  *lines({ findings, suppressed, warnings, notLookedAt }) {
    for (const { fingerprint, sha256, redacted, occurrences } of findings)
      for (const place of occurrences) yield asText({ type: 'finding', fingerprint, sha256, redacted, ...place });
    for (const one of suppressed) yield asText({ type: 'suppressed', ...one });
    for (const warning of warnings) yield asText({ type: 'warning', warning });
    for (const one of notLookedAt) yield asText({ type: 'not-looked-at', ...one });
  },
  *render({ version, tool, scope, complete, empty, repositories, shared, summary, findings }) {
    for (const { fingerprint, api } of findings)
      if (api !== undefined) yield asText({ type: 'status', fingerprint, api });
    const optional = Object.fromEntries(
      Object.entries({ empty, repositories, shared }).filter(([, value]) => value !== undefined),
    );
    yield asText({
      type: 'summary',
      version,
      tool,
      ...(scope === undefined ? {} : { scope }),
      complete,
      ...optional,
      summary,
    });
  },
};

/** Not all secrets are known yet, so everything with the shape of a value is masked, even harmless checksums. */
function lineOf(event: ScanEvent, showSecrets: boolean): JsonLine | undefined {
  const hide: Hide = showSecrets ? asFound : maskDeep;
  switch (event.type) {
    case 'sighting':
    case 'finding': {
      const { secret } = event.finding;
      return {
        type: event.type,
        ...nameOf(secret),
        ...(showSecrets ? { secret: reveal(secret) } : {}),
        ...asOccurrence(event.finding, hide),
      };
    }
    case 'suppressed':
      return { type: 'suppressed', ...asSuppressed(event.suppressed, hide) };
    case 'warning':
      return { type: 'warning', warning: hide(event.warning) };
    case 'not-looked-at':
      return { type: 'not-looked-at', ...hide(event.notLookedAt) };
    case 'summary':
      return undefined;
  }
}

function asText(line: JsonLine): string {
  return `${jsonText(line)}\n`;
}
