// The short report of a git hook.

import type pc from 'picocolors';
import type { Finding, NotLookedAt } from '../../model/finding.ts';
import { clean } from '../../text/clean.ts';
import { count, grouped, size } from '../../text/numbers.ts';
import { isEmpty, reasons } from '../../report/wording.ts';
import type { ScanReport } from '../../model/scan-report.ts';
import { reportedSecrets, type ReportedSecret } from '../../model/reported-secrets.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';

/** Words for the report of a hook type. */
export interface HookWording {
  /** The stopped action: `commit` or `push`. */
  readonly stops: string;
  /** The scanned items, e.g. `staged file`; the plural adds an s. */
  readonly noun: string;
  /** Next steps, one per line; commands are shell-ready and at the end of their lines. */
  readonly next: (found: readonly ReportedSecret[]) => readonly string[];
  /** How to skip the hook. */
  readonly bypass: string;
  /** The name of a finding's place; default: its path. */
  readonly place?: (finding: Finding) => string;
  /** A command that shows all findings, for when they do not fit on a screen. */
  readonly all: (found: readonly ReportedSecret[]) => string;
  /** The commits that were scanned, for the last line of a report. */
  readonly scope?: string;
  /** Always printed, because the hook scanned something else than its user expects. */
  readonly note?: string;
}

/** Number of secrets shown with reason and line, so that the report fits on a screen. */
const IN_FULL = 3;
const IN_BRIEF = 8;
const SKIPPED_LISTED = 5;

/** The report of a hook: nothing if all is well, otherwise less than a screen. */
export class HookReport {
  readonly #report: ScanReport;
  readonly #occasion: HookWording;
  readonly #colors: () => ReturnType<typeof pc.createColors>;

  /** @param colors asked only if there is something to report */
  constructor(report: ScanReport, occasion: HookWording, colors: () => ReturnType<typeof pc.createColors>) {
    this.#report = report;
    this.#occasion = occasion;
    this.#colors = colors;
  }

  toString(): string {
    const secrets = reportedSecrets(this.#report.findings);
    const looked = this.#looked();
    // An amended message, a deletion, a branch of known commits: git says itself what it does.
    if (isEmpty(this.#report) && this.#occasion.note === undefined) return '';
    if (isEmpty(this.#report)) return `navixy-secrets: nothing to scan: ${this.#empty()}.\n`;
    // People who commit all day only read output that is rare.
    if (secrets.length === 0 && this.#report.complete)
      return this.#hasNothingToReport() ? '' : `navixy-secrets: nothing found in ${looked}.\n`;
    const { stops, next, bypass } = this.#occasion;
    const c = this.#colors();
    const parts = [
      c.bold(
        c.red(
          secrets.length === 0
            ? `navixy-secrets stopped this ${stops}: not everything could be scanned.`
            : `navixy-secrets stopped this ${stops}: ${count(secrets.length, 'secret')} found.`,
        ),
      ),
      ...secrets.slice(0, IN_FULL).map((secret) => this.#secret(secret)),
      ...this.#more(secrets),
      ...this.#skipped(),
      ...(secrets.length === 0
        ? []
        : [[c.bold('What to do'), ...next(secrets).map((line, at) => `  ${at + 1}. ${this.#text(line)}`)].join('\n')]),
      `${bypass}\nScanned ${looked}.`,
    ];
    return `${parts.join('\n\n')}\n`;
  }

  /** Whether there is nothing to report. */
  #hasNothingToReport(): boolean {
    return this.#report.suppressed.length === 0 && this.#occasion.note === undefined;
  }

  #secret({ secret, kind, confidence, primary, occurrences }: ReportedSecret): string {
    const c = this.#colors();
    return [
      `${c.red('●')} ${c.bold(secret.redacted)}  ${KIND_NAMES[kind]}, ${confidence} confidence`,
      `  ${c.cyan(this.#place(primary))}${occurrences.length > 1 ? ` and ${count(occurrences.length - 1, 'more place')}` : ''}`,
      ...(primary.excerpt === undefined ? [] : [`    ${c.dim('│')} ${this.#text(primary.excerpt)}`]),
      `    ${c.dim('why:')} ${this.#text(reasons(primary.evidence))}`,
    ].join('\n');
  }

  #more(all: readonly ReportedSecret[]): string[] {
    if (all.length <= IN_FULL) return [];
    const rest = all.length - IN_FULL - IN_BRIEF;
    const lines = all
      .slice(IN_FULL, IN_FULL + IN_BRIEF)
      .map(({ secret, primary }) => `● ${secret.redacted}  ${this.#place(primary)}`);
    return [
      [
        ...lines,
        ...(rest > 0 ? [`and ${grouped(rest)} more; all of them: ${this.#text(this.#occasion.all(all))}`] : []),
      ].join('\n'),
    ];
  }

  #skipped(): string[] {
    const { notLookedAt } = this.#report;
    if (notLookedAt.length === 0) return [];
    const rest = notLookedAt.length - SKIPPED_LISTED;
    const lines = notLookedAt
      .slice(0, SKIPPED_LISTED)
      .map(
        ({ path, reason, remedy }: NotLookedAt) =>
          this.#text(`  ${path}: ${reason}`) + (remedy === undefined ? '' : `\n    do: ${this.#text(remedy)}`),
      );
    return [[this.#colors().bold('Not scanned'), ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n')];
  }

  #place(finding: Finding): string {
    const named = this.#occasion.place?.(finding) ?? finding.path;
    return this.#text(`${named}:${finding.line}:${finding.column}`);
  }

  #empty(): string {
    const note = this.#occasion.note === undefined ? [] : [this.#occasion.note];
    return clean([...(this.#report.empty ?? []).map(({ message }) => message), ...note].join('; '));
  }

  #looked(): string {
    const { summary, suppressed } = this.#report;
    const allowed =
      suppressed.length === 0
        ? ''
        : `; ${count(suppressed.length, 'place')} set aside by settings, comments or a baseline`;
    const { scope, note } = this.#occasion;
    const rest = [scope, note].map((one) => (one === undefined ? '' : `; ${this.#text(one)}`)).join('');
    return `${count(summary.documents, this.#occasion.noun)} (${size(summary.bytes)})${allowed}${rest}`;
  }

  #text(text: string): string {
    return clean(text);
  }
}
