// Judges the values in a block of a stream: only the windows around them, if all are plain digits.

import {
  spansInBytes,
  type KnownValues,
  type SearchedPart,
  type SpanCriteria,
  type ValueSpan,
} from '../../src/index.ts';
import { scanByteRuns } from '../../src/hash-runs.ts';
import { WindowedBytes } from '../../src/windowed-bytes.ts';

/** Characters around a value that are judged with it; the same as in `src/window-judge.ts`. */
const BEFORE = 2048;
const AFTER = 1536;

/** A block of a stream, with the context before it. */
export interface Block {
  readonly bytes: Buffer;
  /** Where the block starts; the bytes before are context. */
  readonly from: number;
  /** Where a value may end at most: the last digits of a block may continue. */
  readonly to: number;
  /** The first line of the stream, if it names columns; else ''. */
  readonly header: string;
  /** Whether every value is 32 digits in bytes: not encoded, not in pieces, not in wide characters. */
  readonly isPlain: boolean;
}

/** @returns the stretches of a block to mask, in order; `known` receives the values found */
export function spansInBlock(block: Block, criteria: SpanCriteria, known: KnownValues): readonly ValueSpan[] {
  const { bytes, from, to, header } = block;
  const isEnding = ({ end }: ValueSpan) => end <= to;
  const runs = block.isPlain ? plainRuns(bytes, from) : undefined;
  if (runs === undefined) return spansInBytes(bytes, criteria, known, { from, header }).filter(isEnding);
  const document = new WindowedBytes(bytes, false);
  const uses: SearchedPart['uses'] = { isSentAsCredential: (name) => document.uses.isSentAsCredential(name) };
  return windowsAround(runs, document).flatMap(({ start, end, low, high }) =>
    spansInBytes(bytes.subarray(low, high), criteria, known, { from: start - low, to: end - low, header, uses })
      .map((span) => ({ ...span, start: span.start + low, end: span.end + low }))
      .filter(isEnding),
  );
}

interface Run {
  readonly start: number;
  readonly end: number;
}

function plainRuns(bytes: Buffer, from: number): Run[] {
  const runs: Run[] = [];
  scanByteRuns(bytes, ({ start, end }) => {
    if (end > from) runs.push({ start, end });
    return false;
  });
  return runs;
}

/** A stretch of values, and the window that is judged. */
interface Window extends Run {
  readonly low: number;
  readonly high: number;
}

/** Joins windows that overlap, so no value lies in the context of another window. */
function windowsAround(runs: readonly Run[], document: WindowedBytes): Window[] {
  const windows: Window[] = [];
  for (const { start, end } of runs) {
    const low = document.before(start, BEFORE);
    const high = document.after(end, AFTER);
    const last = windows.at(-1);
    if (last !== undefined && low < last.high) windows[windows.length - 1] = { ...last, end, high };
    else windows.push({ start, end, low, high });
  }
  return windows;
}
