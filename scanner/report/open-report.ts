// Renders a report in any format, at once or in pieces.

import pc from 'picocolors';
import { Advice } from '../advice/next-commands.ts';
import type { CommandInputs } from '../advice/inputs.ts';
import type { ScanEvent, ScanReport, Scope } from '../model/scan-report.ts';
import type { Verified } from '../remediation/verify/verify-secrets.ts';
import type { Parts, ReportFormat } from './format-interface.ts';
import { FORMATS, type FormatName } from './format-registry.ts';
import { viewOf } from './json-report.ts';
import type { JsonReport } from './json-report-types.ts';

export interface ReportOptions {
  /** Absolute path; paths inside it are shown relative to it. */
  readonly cwd: string;
  /** Whether `text` has colours. Default: no. */
  readonly colors?: boolean;
  /** Width at which `text` breaks lines between words. Default: it does not. */
  readonly columns?: number;
  /**
   * The environment with `PATH` for git: some formats then show the forge, branch and commit of the repository of
   * `cwd`. Default: they do not.
   */
  readonly env?: NodeJS.ProcessEnv;
  /** Options of the run, for commands that find the same secrets again. Default: taken from the report's scope. */
  readonly inputs?: CommandInputs;
  /** Whether the report is read on another machine, as in CI: commands are then for a clone. Default: no. */
  readonly isReadElsewhere?: boolean;
  /** Whether values are shown; formats made for uploading stay masked anyway. Default: no. */
  readonly showSecrets?: boolean;
}

/** A report in progress: the concatenated results of {@link event} and {@link end} are its text. */
export class OpenReport {
  readonly format: FormatName;
  /** Whether the report contains values. */
  readonly showsSecrets: boolean;
  readonly #written: ReportFormat;
  readonly #options: ReportOptions;
  #isTold = false;

  constructor(format: FormatName, written: ReportFormat, options: ReportOptions) {
    this.format = format;
    this.showsSecrets = options.showSecrets === true && FORMATS[format].showsSecrets;
    this.#written = written;
    this.#options = options;
  }

  /** For formats that are written while the scan is running (`jsonl`). @returns lines, or nothing */
  event(event: ScanEvent): string {
    this.#isTold = true;
    return this.#written.event?.(event, { showSecrets: this.showsSecrets }) ?? '';
  }

  /**
   * @param report of a scan; or plain data, from {@link toJson} or merged
   * @param verified the platform's answer for each secret, for `text`
   * @returns the report, or the part after the lines of {@link event}
   */
  async end(report: ScanReport | JsonReport, verified?: readonly Verified[]): Promise<string> {
    const parts: string[] = [];
    for await (const part of this.parts(report, verified)) parts.push(part);
    return parts.join('');
  }

  /** {@link end} in pieces, for reports longer than the longest string. */
  async *parts(report: ScanReport | JsonReport, verified?: readonly Verified[]): AsyncGenerator<string> {
    const { cwd, colors = false, columns, inputs, isReadElsewhere = false, env } = this.#options;
    const view = 'version' in report ? report : viewOf(report, { showSecrets: this.showsSecrets });
    if (!this.#isTold && this.#written.lines !== undefined) yield* gathered(this.#written.lines(view));
    yield* gathered(
      this.#written.render(view, {
        cwd,
        advice: new Advice(inputs ?? inputsOf(view.scope), {
          cwd: inputs === undefined ? (view.scope?.cwd ?? cwd) : cwd,
          isReadElsewhere,
        }),
        colors: pc.createColors(colors),
        showSecrets: this.showsSecrets,
        ...(columns === undefined ? {} : { columns }),
        ...(env === undefined
          ? {}
          : { versionControl: async () => (await import('./version-control.ts')).versionControlOf({ cwd, env }) }),
        ...(verified === undefined ? {} : { verified }),
      }),
    );
  }
}

/** The inputs of a run, as far as a report records them. */
function inputsOf({ what, range, paths = [] }: Partial<Scope> = {}): CommandInputs {
  const switches: Readonly<Record<NonNullable<typeof what>, CommandInputs>> = {
    all: { all: true },
    diff: { diff: true },
    files: {},
    'git-folder': { gitFolder: true },
    history: { history: true },
    range: {},
    staged: { staged: true },
  };
  return { ...(what === undefined ? {} : switches[what]), ...(range === undefined ? {} : { range }), paths };
}

/** Minimum number of characters per write. */
const PIECE = 64 * 1024;

/** Joins small pieces to pieces worth a write. */
async function* gathered(parts: Parts): AsyncGenerator<string> {
  let piece: string[] = [];
  let length = 0;
  for await (const part of parts) {
    piece.push(part);
    length += part.length;
    if (length < PIECE) continue;
    yield piece.join('');
    piece = [];
    length = 0;
  }
  if (length > 0) yield piece.join('');
}

/** Begins a report; formats are loaded on demand. */
export async function openReport(format: FormatName, options: ReportOptions): Promise<OpenReport> {
  return new OpenReport(format, await FORMATS[format].load(), options);
}

/** @returns a whole report with a final line break */
export async function renderReport(
  report: ScanReport | JsonReport,
  format: FormatName,
  options: ReportOptions & { readonly verified?: readonly Verified[] },
): Promise<string> {
  return (await openReport(format, options)).end(report, options.verified);
}
