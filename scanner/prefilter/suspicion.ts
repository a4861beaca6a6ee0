import { FirstLook, mayHoldHidden, mayHoldJoined } from '../../src/index.ts';
import type { Observer } from '../model/source.ts';
import type { ScanMarks } from './traces.ts';

/** Tells from a file and the traces in it whether any judgement could find something there. */
export class SuspicionCheck {
  readonly #firstLook: FirstLook;

  constructor({ minimumConfidence, settings }: Observer['criteria']) {
    this.#firstLook = new FirstLook(minimumConfidence, settings);
  }

  /** Whatever the path of the file and the repository turn out to be. */
  mayBeFound(bytes: Uint8Array, { traces, platform }: ScanMarks): boolean {
    // Values in pieces leave no traces.
    const mayBeJoined = (platform !== 0 && mayHoldJoined(bytes)) || mayHoldHidden(bytes);
    if (traces.length === 0) return mayBeJoined && this.#firstLook.at(bytes) !== 'none';
    return this.#firstLook.at(bytes, traces, mayBeJoined) !== 'none';
  }
}
