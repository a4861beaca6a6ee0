import { classify, type Judged } from './classify.ts';
import { baseUrlNear } from './base-url.ts';
import { readContext } from './context.ts';
import { byteOrderMark, decodeBytes, decodeUtf16, guessUtf16, type ByteOrder } from './encodings.ts';
import { findHashRuns, scanByteRuns, type HashRun } from './hash-runs.ts';
import { compactName } from './names.ts';
import { platformLevel } from './platform-level.ts';
import { PlatformMarks } from './platform-marks.ts';
import { Positions } from './positions.ts';
import { Secret } from './secret.ts';
import type { Confidence, DetectOptions, Detection, Encoding, LocatedDetection, Region } from './types.ts';

const ORDER: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

/** @returns whether `confidence` reaches `minimum` */
export function reaches(confidence: Confidence, minimum: Confidence): boolean {
  return ORDER[confidence] >= ORDER[minimum];
}

/**
 * Judges every run of 32 hex digits in a text.
 * @param text the whole document; a fragment has less context and is judged more cautiously
 * @returns detections at or above `options.minimumConfidence`, in order of position
 */
export function detect(text: string, options: DetectOptions = {}): Detection[] {
  const minimum = options.minimumConfidence ?? 'medium';
  return judgeRuns(text, options).flatMap(({ run, judged, baseUrl }) => {
    const { verdict } = judged;
    if (verdict === undefined || !reaches(verdict.confidence, minimum)) return [];
    const secret = new Secret(text.slice(run.start, run.end));
    return [{ ...verdict, secret, start: run.start, end: run.end, encoding: encodingOf(text, run), ...(baseUrl === undefined ? {} : { baseUrl }) }];
  });
}

interface JudgedRun {
  readonly run: HashRun;
  readonly judged: Judged;
  readonly baseUrl: string | undefined;
}

function judgeRuns(text: string, options: DetectOptions): JudgedRun[] {
  const runs = findHashRuns(text);
  if (runs.length === 0) return [];
  const { hosts = [], names = [] } = options.settings ?? {};
  const given = new Set(names.map(compactName));
  const marks = new PlatformMarks(text, options.path, hosts);
  return runs.map((run) => {
    const context = readContext(text, run);
    const level = platformLevel(text, marks, run.start, run.end, options.repositoryUsesPlatform ?? false);
    const judged = classify(context, level, given, hosts);
    return { run, judged, baseUrl: judged.verdict === undefined ? undefined : baseUrlNear(text, run.start, context.url) };
  });
}

function encodingOf(text: string, run: HashRun): Encoding {
  if (run.escapeStart === run.start) return 'plain';
  const before = text[run.escapeStart - 1];
  if (before === '%') return 'percent';
  return before === '=' ? 'quoted-printable' : 'escape';
}

/** Whether {@link detectInBytes} could find anything: one skip scan, gigabytes a second, no decoding. */
export function mayHoldHash(bytes: Uint8Array): boolean {
  let found = false;
  scanByteRuns(bytes, () => (found = true));
  return found;
}

/**
 * The same for a document of unknown encoding (UTF-8, UTF-16 in both orders, latin-1, binary).
 * @returns detections with positions as an editor shows them
 */
export function detectInBytes(bytes: Uint8Array, options: DetectOptions = {}): LocatedDetection[] {
  const mark = byteOrderMark(bytes);
  if (mark === 'utf-16le' || mark === 'utf-16be') return locate(decodeUtf16(bytes.subarray(2), mark), options, mark);
  const wide: number[] = [];
  let plain = false;
  scanByteRuns(bytes, ({ start, stride }) => {
    if (stride === 2) wide.push(start);
    else plain = true;
    return false;
  });
  const found = plain ? locate(decodeBytes(bytes), options) : [];
  if (wide.length === 0) return found;
  const order = plain ? undefined : guessUtf16(bytes);
  if (order !== undefined) return locate(decodeUtf16(bytes, order), options, order);
  return [...found, ...islandDetections(bytes, wide, options)].sort((a, b) => a.line - b.line || a.column - b.column);
}

function locate(text: string, options: DetectOptions, encoding?: Encoding): LocatedDetection[] {
  const found = detect(text, options);
  if (found.length === 0) return [];
  const positions = new Positions(text);
  return found.map((detection) => ({
    ...detection,
    ...positions.region(detection.start, detection.end),
    ...(encoding === undefined ? {} : { encoding }),
  }));
}

/** Islands of UTF-16 in a binary, each judged as a text of its own. */
function islandDetections(bytes: Uint8Array, starts: readonly number[], options: DetectOptions): LocatedDetection[] {
  const found: LocatedDetection[] = [];
  let covered = 0;
  for (const start of starts) {
    if (start < covered) continue;
    // Between ASCII characters both orders read the same; the longer island has the right ends.
    const little = islandAround(bytes, start, 'utf-16le');
    const big = start > 0 && bytes[start - 1] === 0 ? islandAround(bytes, start - 1, 'utf-16be') : undefined;
    const island = big !== undefined && big.end - big.start > little.end - little.start ? big : little;
    covered = Math.max(island.end, start + 64);
    for (const detection of detect(decodeUtf16(bytes.subarray(island.start, island.end), island.order), options)) {
      const at = island.start + detection.start * 2;
      found.push({ ...detection, ...byteRegion(bytes, at, at + 64), encoding: island.order });
    }
  }
  return found;
}

interface Island {
  readonly start: number;
  readonly end: number;
  readonly order: ByteOrder;
}

/** The longest stretch of text around `at`: printable units of the first block, or two in a row of another. */
function islandAround(bytes: Uint8Array, at: number, order: ByteOrder): Island {
  const high = order === 'utf-16le' ? 1 : 0;
  const top = (unit: number) => bytes[unit + high];
  const isText = (unit: number) => {
    const block = top(unit);
    const low = bytes[unit + 1 - high];
    if (block === undefined || low === undefined) return false;
    if (block === 0) return low >= 32 || (low >= 9 && low <= 13);
    return block < 0xd8 && (top(unit - 2) === block || top(unit + 2) === block);
  };
  let start = at;
  while (start >= 2 && isText(start - 2)) start -= 2;
  let end = at;
  while (end + 1 < bytes.length && isText(end)) end += 2;
  return { start, end, order };
}

/** Position inside a binary: lines by LF, columns in bytes, which is what viewers of binaries show. */
function byteRegion(bytes: Uint8Array, start: number, end: number): Region {
  let line = 1;
  let lineStart = 0;
  for (let at = bytes.indexOf(10); at !== -1 && at < start; at = bytes.indexOf(10, at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: start - lineStart + 1, endLine: line, endColumn: end - lineStart + 1 };
}
