// Decides from a file's bytes and scan marks whether it may contain a finding.
import { WindowJudge, mayHoldHidden, mayHoldJoined } from '../../src/index.ts';
import type { Observer } from '../model/source.ts';
import type { ScanMarks } from './traces.ts';

/** Decides from a file and its scan marks whether any verdict could be a finding. */
export class SuspicionCheck {
  readonly #windowJudge: WindowJudge;

  constructor({ minimumConfidence, settings }: Observer['criteria']) {
    this.#windowJudge = new WindowJudge(minimumConfidence, settings);
  }

  /** @returns whether the file may contain a finding, under any path and in any repository */
  mayHoldFinding(bytes: Uint8Array, { traces, platform }: ScanMarks): boolean {
    // Split values leave no traces.
    const mayBeSplit = (platform !== 0 && mayHoldJoined(bytes)) || mayHoldHidden(bytes);
    if (traces.length === 0) return mayBeSplit && this.#windowJudge.judge(bytes) !== 'none';
    return this.#windowJudge.judge(bytes, traces, mayBeSplit) !== 'none';
  }
}
