// Masks the values in a stream of bytes of any encoding, whatever its chunks are.

import { isUtf8 } from 'node:buffer';
import { Columns } from '../../src/context/csv-columns.ts';
import { decodeDocument, KnownValues, mayHoldJoined } from '../../src/index.ts';
import type { ValueSpan } from '../../src/index.ts';
import { hasEscapedName } from '../../src/hidden-values.ts';
import { PROBE } from '../../src/spellings/base64.ts';
import { scanMarks } from '../prefilter/hash-traces.ts';
import { Core } from '../wasm/core.ts';
import { spansInBlock } from './judge-block.ts';
import { criteriaOf, lineBreaks, replacementOf, type RedactOptions, type Replace } from './replacement.ts';
import { StreamEncoding } from './stream-encoding.ts';

/** Bytes without a line end that are held back at most. */
const LONGEST_LINE = 1024 * 1024;
/** Bytes of a longer line that are held back when its start is written, more than any value takes. */
const OVERLAP = 64 * 1024;
/** Bytes before a line that are judged with it: a name on an earlier line, a host. */
const CONTEXT = 4096;
/** Longest first line that may name columns, in bytes; the same as in `src/windowed-bytes.ts`. */
const LONGEST_HEADER = 16_000;
const LINE_FEED = 10;
const EMPTY = Buffer.alloc(0);

/** How a stream is read. */
export interface StreamOptions {
  /**
   * Bytes after a line that are judged with it, so its end is written later. Default: none, for a stream that somebody
   * watches.
   */
  readonly lookahead?: number;
  /** Values that are known before the stream starts. */
  readonly known?: KnownValues;
}

/**
 * Masks values in bytes that arrive in chunks. Complete lines are returned at once, so a stream can be watched; a line
 * is judged with the lines before it and with what has arrived. A value that was found once is masked wherever it
 * occurs later.
 */
export class Redactor {
  /** Values that were replaced. */
  replaced = 0;
  readonly #criteria: ReturnType<typeof criteriaOf>;
  readonly #replace: Replace;
  readonly #lookahead: number;
  readonly #known: KnownValues;
  #chunks: Buffer[] = [];
  #length = 0;
  #hasLine = false;
  #context: Buffer = EMPTY;
  #encoding: StreamEncoding | undefined;
  #isStart = true;
  #header = '';
  /** Whether the bytes judged last name the platform. */
  #wasNamed = false;
  #core: Core | undefined | null;

  /** @throws Failure for a key that is too short */
  constructor(options: RedactOptions = {}, { lookahead = 0, known = new KnownValues() }: StreamOptions = {}) {
    this.#criteria = criteriaOf(options);
    this.#replace = replacementOf(options);
    this.#lookahead = lookahead;
    this.#known = known;
  }

  /** Different values found, including those known from the start. */
  get secrets(): number {
    return this.#known.size;
  }

  /**
   * @param chunk must not change until it is returned
   * @returns the bytes that are ready, in pieces
   */
  push(chunk: Uint8Array): Buffer[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const ready: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += LONGEST_LINE) {
      const part = bytes.subarray(at, at + LONGEST_LINE);
      this.#chunks.push(part);
      this.#length += part.length;
      this.#hasLine ||= part.includes(LINE_FEED);
      if ((this.#hasLine && this.#length > this.#lookahead) || this.#length >= LONGEST_LINE)
        ready.push(...this.#take(false));
    }
    return ready;
  }

  /** @returns the rest of the stream */
  end(): Buffer[] {
    return this.#length === 0 ? [] : this.#take(true);
  }

  #take(isEnd: boolean): Buffer[] {
    const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks, this.#length);
    this.#chunks = [bytes];
    this.#encoding ??= StreamEncoding.of(bytes) ?? (isEnd ? new StreamEncoding(undefined) : undefined);
    const encoding = this.#encoding;
    if (encoding === undefined) return [];
    const isTooLong = this.#length >= LONGEST_LINE;
    let cut = isEnd ? bytes.length : encoding.lastLineEnd(bytes, bytes.length - this.#lookahead);
    if (cut === 0 && isTooLong) cut = encoding.boundary(bytes, bytes.length - OVERLAP);
    if (cut === 0) return [];
    if (this.#isStart) this.#header = headerOf(bytes, encoding);
    const spans = this.#spans(bytes, encoding, isEnd);
    // A value that goes on after the cut is written as a whole, unless its line is too long to wait.
    const crossing = isEnd ? undefined : spans.find(({ start, end }) => start < cut && end > cut);
    if (crossing !== undefined && (crossing.start > 0 || !isTooLong)) cut = crossing.start;
    return cut === 0 ? [] : this.#written(bytes, cut, spans, encoding);
  }

  #written(bytes: Buffer, until: number, spans: readonly ValueSpan[], encoding: StreamEncoding): Buffer[] {
    const pieces: Buffer[] = [];
    let cut = until;
    let done = 0;
    let isText: boolean | undefined;
    for (const { start, end, secret, encoding: around } of spans) {
      if (start >= cut) break;
      const breaks = lineBreaks(encoding.textOf(bytes.subarray(start, end), around));
      isText ??= isUtf8(bytes.subarray(0, encoding.boundary(bytes, cut)));
      pieces.push(bytes.subarray(done, start), encoding.write(this.#replace(secret) + breaks, around, isText));
      this.replaced += 1;
      done = end;
      cut = Math.max(cut, end);
    }
    pieces.push(bytes.subarray(done, cut));
    this.#advance(bytes, cut, encoding);
    return pieces.length === 1 ? pieces : [Buffer.concat(pieces)];
  }

  #advance(bytes: Buffer, cut: number, encoding: StreamEncoding): void {
    this.#isStart = false;
    const before =
      cut >= CONTEXT
        ? bytes.subarray(cut - CONTEXT, cut)
        : Buffer.concat([this.#context, bytes.subarray(0, cut)]).subarray(-CONTEXT);
    // Copied, so it does not keep a whole chunk in memory.
    this.#context = Buffer.from(before.subarray(encoding.firstCharacter(before)));
    const rest = bytes.subarray(cut);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    this.#hasLine = rest.includes(LINE_FEED);
  }

  #spans(bytes: Buffer, encoding: StreamEncoding, isEnd: boolean): readonly ValueSpan[] {
    const mark = this.#isStart ? EMPTY : encoding.mark;
    const traces = this.#tracesIn(mark.length === 0 ? bytes : Buffer.concat([mark, bytes]));
    if (traces === 'none') return [];
    const before = Buffer.concat([mark, this.#context]);
    const judged = Buffer.concat([before, bytes.subarray(0, encoding.lastCharacter(bytes))]);
    const block = {
      bytes: judged,
      from: before.length,
      to: isEnd ? judged.length : judged.length - 1,
      header: this.#header,
      isPlain: traces === 'plain',
    };
    return spansInBlock(block, this.#criteria, this.#known).map((span) => ({
      ...span,
      start: span.start - before.length,
      end: span.end - before.length,
    }));
  }

  /** Whether bytes may hold a value, and if so, whether all are 32 digits in bytes. */
  #tracesIn(bytes: Buffer): 'none' | 'plain' | 'other' {
    this.#core ??= Core.createStandalone(3 * LONGEST_LINE, 0) ?? null;
    const core = this.#core === null || bytes.length > this.#core.memory.length ? undefined : this.#core;
    if (core !== undefined) bytes.copy(core.memory);
    const { traces, platform, isWide } = scanMarks(core?.memory ?? bytes, 0, bytes.length, true, core);
    // A name in the lines before counts too.
    const isNamed = platform !== 0 || this.#wasNamed || hasEscapedName(bytes);
    this.#wasNamed = platform !== 0;
    if (isNamed && core?.mayHoldSplit(0, bytes.length) !== false && mayHoldJoined(bytes)) return 'other';
    if (traces.length === 0) return 'none';
    const isEncoded = traces.some((end, at) => at % 2 === 1 && PROBE === end - traces[at - 1]!);
    return isWide || isEncoded || bytes.includes(0) ? 'other' : 'plain';
  }
}

/** @returns the first line of a stream if it names the columns of a table; else '' */
function headerOf(bytes: Buffer, encoding: StreamEncoding): string {
  const line = decodeDocument(bytes.subarray(0, LONGEST_HEADER - (LONGEST_HEADER % encoding.unit))).split('\n', 1)[0]!;
  return new Columns(`${line}\n`).hasHeader ? `${line}\n` : '';
}
