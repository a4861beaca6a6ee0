// Decides for each finding whether settings, an inline comment or the baseline suppress it.

import { isExpired, type AllowEntry, type Settings } from '../../src/index.ts';
import { AllowList } from './allow-list.ts';
import type { Baseline } from './baseline.ts';
import type { Finding } from '../model/finding.ts';
import { checkAllowed, PatternStart } from '../io/path-patterns.ts';
import { IGNORE_WORD } from '../prefilter/ignore-word.ts';
import type { InlineTrust, Suppression, Warning } from '../model/suppression.ts';

export interface SuppressOptions {
  readonly settings?: Settings;
  /** Absolute path of the folder that patterns of the settings are relative to. Default: the folder of the scan. */
  readonly settingsFolder?: string;
  /** Findings that are already known. */
  readonly baseline?: Baseline;
  /** Whether comments `navixy-secrets-ignore: reason` count: all, none, or only trusted ones. Default: all. */
  readonly inlineIgnores?: boolean | InlineTrust;
  /** The time to compare expiry dates with, also used as the start of the scan. Default: the clock. */
  readonly now?: Date;
}

/** Whether a finding is suppressed, and warnings about it. */
export interface SuppressOutcome {
  readonly by: Suppression | undefined;
  readonly warnings: readonly Warning[];
}

/** Decides which findings are suppressed, and by what: settings, then an inline comment, then the baseline. */
export class Suppressor {
  readonly #options: SuppressOptions;
  readonly #now: Date;
  readonly #allow: readonly AllowEntry[];
  readonly #allowed: AllowList;
  /** Absent if no entry has a pattern. */
  readonly #start: PatternStart | undefined;

  /** @throws Failure for an invalid pattern */
  constructor(options: SuppressOptions & { readonly cwd: string }) {
    this.#options = options;
    this.#now = options.now ?? new Date();
    this.#allow = options.settings?.allow ?? [];
    this.#allow.forEach(checkAllowed);
    this.#allowed = new AllowList(this.#allow, this.#now);
    this.#start = this.#allow.some((entry) => 'path' in entry)
      ? new PatternStart(options.settingsFolder ?? options.cwd)
      : undefined;
  }

  /** Warnings about settings entries that do not depend on findings: expired entries must be renewed or deleted. */
  get warnings(): Warning[] {
    return this.#allow
      .filter((entry) => isExpired(entry, this.#now))
      .map((entry) => ({
        type: 'ignore-expired',
        message:
          `the settings' ignore of ` +
          `${'path' in entry ? entry.path : `sha256 ${entry.sha256.slice(0, 12)}…`} (${entry.reason}) expired ` +
          `on ${entry.expires!} and hides nothing any more; delete it, or decide again`,
      }));
  }

  async decide(finding: Finding): Promise<SuppressOutcome> {
    const allowed = this.#allowed.entryFor(finding.secret, finding.root, finding.path, () =>
      this.#start?.pathOf(finding.root, finding.path),
    );
    if (allowed !== undefined) return { by: { type: 'settings', ...allowed }, warnings: [] };
    const inline = await this.#inline(finding);
    if (inline.by !== undefined) return inline;
    return { by: this.#options.baseline?.match(finding), warnings: inline.warnings };
  }

  async #inline({ ignore, secret, path }: Finding): Promise<SuppressOutcome> {
    const trust = this.#options.inlineIgnores ?? true;
    if (ignore === undefined || trust === false) return { by: undefined, warnings: [] };
    const { reason, line } = ignore;
    const nothing = (type: Warning['type'], message: string): SuppressOutcome => ({
      by: undefined,
      warnings: [{ type, path, line, message }],
    });
    if (reason === undefined)
      return nothing(
        'ignore-without-reason',
        `${IGNORE_WORD} does nothing without a reason; write: ${IGNORE_WORD}: why this is not a leak`,
      );
    if (trust !== true && !(await trust.trusts(secret)))
      return nothing('ignore-not-trusted', `this ${IGNORE_WORD} does not count: ${trust.because}`);
    return { by: { type: 'inline', reason, line }, warnings: [] };
  }
}
