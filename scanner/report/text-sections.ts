// The text report for a terminal: findings with places, reasons and next steps, and a summary.

import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import { visible } from '../text/clean.ts';
import { mask } from '../text/mask.ts';
import { wrap } from '../text/wrap.ts';
import type { ReportContext } from './format-interface.ts';
import type { JsonFinding, JsonOccurrence, ReportView } from './json-report-types.ts';
import { historyLines } from './history-lines.ts';
import { count } from '../text/numbers.ts';
import { nextSteps } from './next-steps.ts';
import { sharedLines } from './shared-secrets.ts';
import { suppressedLines, warningLines } from './suppressed-lines.ts';
import { headline, isEmpty, describeSkipped, reasons, shortId } from './wording.ts';
import { KIND_NAMES } from '../model/kind-names.ts';

type TextOptions = Pick<ReportContext, 'advice' | 'colors' | 'columns' | 'cwd' | 'showSecrets'>;

/** Places of one secret that are listed in full; the rest is summarised in one line. */
const IN_FULL = 3;
const IN_BRIEF = 5;
const SKIPPED_LISTED = 10;
/** Origins whose path exists on this machine. */
const ON_DISK: ReadonlySet<string> = new Set(['file', 'stdin', 'staged', 'git-folder']);

/** The report for people: what was found where and why, what to do, and how much was scanned. */
export class TextReport {
  readonly #report: ReportView;
  readonly #options: TextOptions;

  constructor(report: ReportView, options: TextOptions) {
    this.#report = report;
    this.#options = options;
  }

  /** @returns the report in pieces, with a final line break */
  *parts(): Generator<string> {
    for (const finding of this.#report.findings) yield `${this.#secret(finding)}\n\n`;
    yield `${[this.#nextSteps(), this.#suppressed(), this.#shared(), this.#notLookedAt(), this.#summary()].filter((part) => part !== '').join('\n\n')}\n`;
  }

  #secret({ secret, redacted, fingerprint, kind, confidence, occurrences }: JsonFinding): string {
    const { colors: c } = this.#options;
    const color = confidence === 'high' ? c.red : confidence === 'medium' ? c.yellow : c.dim;
    const head = `${color('●')} ${c.bold(secret ?? redacted)}  ${KIND_NAMES[kind]}, ${color(`${confidence} confidence`)}  ${c.dim(`fingerprint ${fingerprint}`)}`;
    const full = occurrences.slice(0, IN_FULL).map((place) => this.#place(place));
    return [head, ...full, ...this.#more(occurrences.slice(IN_FULL))].join('\n');
  }

  #place(finding: JsonOccurrence): string {
    const { colors: c } = this.#options;
    const lines = [`  ${c.cyan(this.#position(finding))}`];
    for (const line of this.#origin(finding)) lines.push(this.#wrapped(`    ${line}`, 6));
    if (finding.excerpt !== undefined) lines.push(`    ${c.dim('│')} ${visible(finding.excerpt)}`);
    lines.push(this.#wrapped(`    ${c.dim('why:')} ${this.#prose(reasons(finding.evidence))}`, 6));
    return lines.join('\n');
  }

  #more(rest: readonly JsonOccurrence[]): string[] {
    if (rest.length === 0) return [];
    const named = rest
      .slice(0, IN_BRIEF)
      .map((finding) => this.#position(finding))
      .join(', ');
    return [`  and ${count(rest.length, 'more place')} (${named}${rest.length > IN_BRIEF ? ', …' : ''})`];
  }

  /** `file:line:column`; content that is only in git gets its commit on the line below. */
  #position(finding: JsonOccurrence): string {
    const repository = finding.repository === undefined ? '' : `${finding.repository}: `;
    return this.#text(
      `${repository}${finding.repository === undefined ? this.#shownPath(finding) : finding.path}:${finding.line}:${finding.column}`,
    );
  }

  #shownPath({ path: name, root, origin }: JsonOccurrence): string {
    if (origin.type === 'stdin' && /^-(?=!\/|$)/.test(name)) return name.replace('-', 'standard input');
    if (root === '' || !ON_DISK.has(origin.type)) return escapeWorkflowCommand(name);
    const full = path.join(root, name);
    return isBelow(this.#options.cwd, full) ? escapeWorkflowCommand(path.relative(this.#options.cwd, full)) : full;
  }

  #origin(place: JsonOccurrence): string[] {
    return [...(place.origin.inName === true ? ['in the name'] : []), ...this.#source(place)];
  }

  #source({ origin, versions = 1 }: JsonOccurrence): string[] {
    switch (origin.type) {
      case 'file':
      case 'stdin':
      case 'git-folder':
        return [];
      case 'diff':
        return [
          ...(origin.isRemovedLine === true ? ['removed by the diff'] : []),
          ...(origin.commit === undefined ? [] : [`commit ${shortId(origin.commit)}`]),
        ];
      case 'staged':
        return ['staged for the next commit'];
      case 'blob':
        if (origin.isUntraced === true)
          return [`object ${shortId(origin.blob)}; which commits and paths hold it was not found out`];
        return [
          `object ${shortId(origin.blob)}, in no commit that is left; anyone with a copy of the repository can still read it`,
        ];
      default:
        return historyLines(origin, versions, {
          commit: this.#options.colors.yellow,
          link: (url) => this.#options.colors.dim(this.#text(url)),
          prose: (text) => this.#prose(text),
          text: (text) => this.#text(text),
        });
    }
  }

  #nextSteps(): string {
    const { findings } = this.#report;
    if (findings.length === 0) return '';
    const { colors: c, advice } = this.#options;
    const steps = nextSteps(findings, advice).map(
      ({ words, command }, at) =>
        `${this.#wrapped(`  ${at + 1}. ${this.#text(words)}`, 5)}${command === undefined ? '' : `\n       ${c.bold(command)}`}`,
    );
    return [c.bold('What to do next'), ...steps].join('\n');
  }

  #suppressed(): string {
    const { colors: c } = this.#options;
    const sections = [
      { title: 'Suppressed', lines: suppressedLines(this.#report) },
      { title: 'About the ignores', lines: warningLines(this.#report) },
    ];
    return sections
      .filter(({ lines }) => lines.length > 0)
      .map(({ title, lines }) => [c.bold(title), ...lines.map((line) => `  ${this.#prose(line)}`)].join('\n'))
      .join('\n\n');
  }

  #notLookedAt(): string {
    const { notLookedAt } = this.#report;
    if (notLookedAt.length === 0) return '';
    const { colors: c } = this.#options;
    const listed = notLookedAt.slice(0, SKIPPED_LISTED).map(
      (one) =>
        `  ${describeSkipped(one)
          .split('\n')
          .map((line) => this.#text(line))
          .join('\n    ')}`,
    );
    const rest = notLookedAt.length - listed.length;
    return [c.bold(c.red('Not scanned')), ...listed, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
  }

  #shared(): string {
    const lines = sharedLines(this.#report);
    return lines.length === 0
      ? ''
      : [this.#options.colors.bold('In several repositories'), ...lines.map((line) => `  ${this.#text(line)}`)].join(
          '\n',
        );
  }

  #summary(): string {
    const { summary, complete } = this.#report;
    const { colors: c } = this.#options;
    const said = headline(this.#report);
    if (!complete) return c.bold(c.red(`${said} (see above).`));
    return summary.findings === 0 && !isEmpty(this.#report) ? c.green(`${said}.`) : c.bold(`${said}.`);
  }

  #wrapped(line: string, indent: number): string {
    return wrap(line, this.#options.columns, indent);
  }

  #text(text: string): string {
    return visible(text);
  }

  #prose(text: string): string {
    return visible(this.#options.showSecrets ? text : mask(text));
  }
}

/** GitHub's runner would execute it as a workflow command. */
function escapeWorkflowCommand(name: string): string {
  return name.startsWith('::') ? `./${name}` : name;
}
