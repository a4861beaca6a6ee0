// The gate in front of judgement: decides which documents may hold a finding, under any path and in any repository.
import { mayHoldHidden, mayHoldJoined, WindowJudge, type MayHold } from '../../src/index.ts';
import { lazy } from '../../src/lazy.ts';
import type { Criteria, DocumentGate } from '../model/source.ts';
import type { Core } from '../wasm/core.ts';
import { hasTrace, scanMarks, type ScanMarks } from './hash-traces.ts';

/**
 * Three checks, each slower than the one before and run only on what is left: the bytes have a trace of a value, or
 * may hold one in pieces ({@link scanMarks}, in WebAssembly or TypeScript); and some verdict on the text around it is a
 * finding ({@link WindowJudge}). Never says no to a document in which judgement finds something.
 */
export class Prefilter implements DocumentGate {
  readonly #windowJudge: () => WindowJudge;
  readonly #core: Core | undefined;

  /** @param core for documents in its memory */
  constructor({ minimumConfidence, settings }: Criteria, core?: Core) {
    this.#windowJudge = lazy(() => new WindowJudge(minimumConfidence, settings));
    this.#core = core;
  }

  hasTrace(bytes: Uint8Array): boolean {
    return hasTrace(bytes);
  }

  /** @param marks of the document, if they are known already */
  mayHold(bytes: Uint8Array, marks: ScanMarks = scanMarks(bytes, 0, bytes.length, true)): MayHold {
    const mayBeSplit = (marks.platform !== 0 && this.#mayHoldSplit(bytes)) || mayHoldHidden(bytes);
    if (marks.traces.length === 0 && !mayBeSplit) return 'no';
    return this.#windowJudge().mayHold(bytes, marks.traces, mayBeSplit);
  }

  #mayHoldSplit(bytes: Uint8Array): boolean {
    const core = this.#core;
    const start = core === undefined ? -1 : bytes.byteOffset - core.memory.byteOffset;
    const isInCore = start >= 0 && bytes.buffer === core?.memory.buffer && start + bytes.length <= core.memory.length;
    return isInCore ? core.mayHoldSplit(start, start + bytes.length) : mayHoldJoined(bytes);
  }
}
