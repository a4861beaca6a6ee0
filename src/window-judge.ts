// Judges the windows around values and caches the results, so similar versions of a file are judged once.
import { findCandidates, type Candidate } from './candidates.ts';
import { Columns } from './context/csv-columns.ts';
import { hasDetection, mostLikely } from './detect.ts';
import { DocumentText } from './document-text.ts';
import { wideEncoding } from './text-encodings.ts';
import { findHashRuns, scanByteRuns } from './hash-runs.ts';
import { TextOrigin, TextJudge } from './judge.ts';
import { PROBE } from './spellings/base64.ts';
import type { Confidence, DetectOptions, MayHold, Settings } from './types.ts';
import type { NameUses } from './name-uses.ts';
import { readValueShape } from './placeholders.ts';
import { MAX_STRETCH_LENGTH, WindowedBytes } from './windowed-bytes.ts';

/**
 * Characters around a value that can affect its verdict: the SQL statement before it, and marks of the platform, which
 * may start 1,200 characters away ({@link platformLevel}) with a host name from the settings.
 */
const BEFORE = 2048;
const AFTER = 1536;
/** Values with overlapping windows are judged together, in groups of at most this many bytes. */
const MAX_GROUP_LENGTH = 16_000;
/**
 * On average one in this many values ends a group. Its digits decide, so all versions of a document are split alike.
 */
const GROUP_DIVISOR = 16;
/** Maximum number of cached windows. */
const MAX_CACHED = 200_000;

const WITH_PLATFORM = new TextOrigin('navixy', true);
const WITHOUT_PLATFORM = new TextOrigin(undefined, false);

/** A group of values that are judged together, as byte offsets in the document. */
interface Group {
  readonly start: number;
  readonly end: number;
  /** Whether the values are in base64. */
  readonly isEncoded: boolean;
}

/** The cached verdict on one group and its window. */
interface CachedWindow {
  readonly answer: MayHold;
  /** Names whose use elsewhere in the document would change the verdict; none was used in any document so far. */
  readonly names: readonly string[];
}

/**
 * Judges documents that are mostly alike, such as the versions of a file. Each window around a value is judged once and
 * its result cached by content. The result equals that of `detectInBytes` for a path and a repository that name the
 * platform, at a fraction of the cost.
 */
export class WindowJudge {
  readonly #minimum: Confidence;
  readonly #settings: Settings;
  readonly #cachedWindows = new Map<string, CachedWindow>();
  readonly #cachedHarmless = new Map<string, boolean>();
  // Random, so an attacker cannot construct windows with the same hash.
  readonly #seed = Math.trunc(Math.random() * 2 ** 32);

  constructor(minimum: Confidence, settings: Settings = {}) {
    this.#minimum = minimum;
    this.#settings = settings;
  }

  /**
   * Whether a document may hold a finding.
   * @param traces pairs of offsets of runs of digits with the characters next to them, or of {@link PROBE} characters
   *   of base64 of such a run. If empty, only values in pieces are possible. If omitted, the whole document is judged.
   * @param mayBeJoined false if the document is known to have no value in pieces, or no name of the platform, which
   *   such values need
   */
  mayHold(bytes: Uint8Array, traces?: readonly number[], mayBeJoined = true): MayHold {
    if (traces === undefined || (bytes.includes(0) && !isReadAsOneText(bytes))) return this.#judgeWhole(bytes);
    const document = new WindowedBytes(bytes, mayBeJoined);
    if (traces.length === 0) return document.isJoined ? this.#judgeWhole(bytes) : 'no';
    if (document.isTable || document.isJoined) return this.#judgeWhole(bytes);
    let answer: MayHold = 'no';
    const isAboutPlatform = () => document.isAboutPlatform(this.#settings.hosts ?? []);
    for (const { start, end, isEncoded } of this.#groups(document, traces)) {
      // A longer stretch may exceed what is decoded at a time.
      if (isEncoded && end - start > MAX_STRETCH_LENGTH) return this.#judgeWhole(bytes);
      const seen = this.#judgeGroup(document, start, end, isEncoded);
      if (seen === 'yes' || (seen === 'if-platform' && answer === 'no' && isAboutPlatform())) return 'yes';
      if (seen === 'if-platform') answer = seen;
    }
    return answer;
  }

  /** Groups the values with overlapping windows, and yields each stretch of base64. */
  *#groups(document: WindowedBytes, traces: readonly number[]): Generator<Group> {
    let group: Group | undefined;
    let encoded: Group | undefined;
    for (const { start, end } of inOrder(traces)) {
      if (end - start === PROBE) {
        if (encoded !== undefined && start < encoded.end) continue;
        const [from, to] = document.stretchOf(start, end);
        encoded = { start: from, end: to, isEncoded: true };
        yield encoded;
        continue;
      }
      if (this.#isHarmless(document, start, end)) continue;
      if (group !== undefined && (start - group.end > BEFORE + AFTER || end - group.start > MAX_GROUP_LENGTH)) {
        yield group;
        group = undefined;
      }
      group = { start: group?.start ?? start, end: Math.max(group?.end ?? end, end), isEncoded: false };
      if (!endsGroup(document.bytes, start, end)) continue;
      yield group;
      group = undefined;
    }
    if (group !== undefined) yield group;
  }

  #judgeWhole(bytes: Uint8Array): MayHold {
    const document = new DocumentText(bytes);
    if (!hasDetection(document, this.#withPlatform)) return 'no';
    return hasDetection(document, this.#withoutPlatform) ? 'yes' : 'if-platform';
  }

  get #withPlatform(): DetectOptions {
    return mostLikely({ settings: this.#settings, minimumConfidence: this.#minimum });
  }

  get #withoutPlatform(): DetectOptions {
    return { settings: this.#settings, minimumConfidence: this.#minimum };
  }

  /** Samples and placeholders have low confidence at most, in any context. */
  #isHarmless(document: WindowedBytes, start: number, end: number): boolean {
    if (this.#minimum === 'low') return false;
    const { bytes } = document;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    const known = this.#cachedHarmless.get(text);
    if (known !== undefined) return known;
    const isHarmless = findHashRuns(text).every((run) =>
      readValueShape(text.slice(run.start, run.end)).some(
        ({ signal }) => signal === 'documented-sample' || signal === 'placeholder',
      ),
    );
    if (this.#cachedHarmless.size < MAX_CACHED) this.#cachedHarmless.set(text, isHarmless);
    return isHarmless;
  }

  #judgeGroup(document: WindowedBytes, traceStart: number, traceEnd: number, isEncoded: boolean): MayHold {
    const start = document.before(traceStart, 0);
    const end = document.after(traceEnd, 0);
    const from = document.before(start, BEFORE);
    const to = document.after(end, AFTER);
    const key = this.#key(document, from, to, start - from, isEncoded ? -1 : end - from);
    const known = this.#cachedWindows.get(key);
    if (known !== undefined && known.names.every((name) => !document.uses.isSentAsCredential(name)))
      return known.answer;
    const names = new Set<string>();
    let isAnySent = false;
    const uses = {
      isSentAsCredential(name: string): boolean {
        names.add(name);
        const isSent = document.uses.isSentAsCredential(name);
        isAnySent ||= isSent;
        return isSent;
      },
    };
    const answer = this.#judgeWindow(
      document,
      [from, start, end, to],
      isEncoded ? base64Candidates : plainCandidates,
      uses,
    );
    if (!isAnySent && this.#cachedWindows.size < MAX_CACHED)
      this.#cachedWindows.set(key, { answer, names: [...names] });
    return answer;
  }

  #judgeWindow(
    document: WindowedBytes,
    [from, start, end, to]: readonly [number, number, number, number],
    find: (text: string) => Candidate[],
    uses: Pick<NameUses, 'isSentAsCredential'>,
  ): MayHold {
    const first = document.text(from, start);
    const inside = first + document.text(start, end);
    const text = inside + document.text(end, to);
    const candidates = find(text).filter((one) => one.start < inside.length && one.end > first.length);
    if (candidates.length === 0) return 'no';
    const judge = new TextJudge(text, this.#settings, { columns: new Columns(text, ''), uses });
    const isFound = (candidate: Candidate, around: TextOrigin) =>
      judge.judge(candidate, around, this.#minimum)?.verdict !== undefined;
    let answer: MayHold = 'no';
    for (const candidate of candidates) {
      if (!isFound(candidate, WITH_PLATFORM)) continue;
      if (isFound(candidate, WITHOUT_PLATFORM)) return 'yes';
      answer = 'if-platform';
    }
    return answer;
  }

  /** Combines two 32-bit hashes: with a million windows, a collision occurs once in ten million runs. */
  #key({ bytes, words, isUtf8: isText }: WindowedBytes, from: number, to: number, start: number, end: number): string {
    let one = this.#seed | 0;
    let other = ~this.#seed;
    let at = from;
    for (; at + 3 < to; at += 4) {
      const word = words.getInt32(at, true);
      one = Math.imul(one ^ word, 0x85ebca6b) ^ (one >>> 15);
      other = Math.imul(other + word, 0x2c1b3c6d) ^ (other >>> 13);
    }
    for (; at < to; at += 1) {
      one = Math.imul(one ^ bytes[at]!, 0x85ebca6b) ^ (one >>> 15);
      other = Math.imul(other + bytes[at]!, 0x2c1b3c6d) ^ (other >>> 13);
    }
    return `${one},${other},${to - from},${start},${end},${isText}`;
  }
}

/**
 * Whether `detectInBytes` reads a document with zero bytes, mostly an image or a program, as one text: all its values
 * are plain digits.
 */
function isReadAsOneText(bytes: Uint8Array): boolean {
  const wide = wideEncoding(bytes);
  if (wide !== undefined && (wide.start > 0 || wide.encoding === 'utf-32le' || wide.encoding === 'utf-32be'))
    return false;
  let isPlain = false;
  scanByteRuns(bytes, ({ stride }) => {
    isPlain = stride === 1;
    return !isPlain;
  });
  return isPlain;
}

/** Sorts traces by position: those copied from a delta base come last. */
function inOrder(traces: readonly number[]): Iterable<{ readonly start: number; readonly end: number }> {
  const pairs: { start: number; end: number }[] = [];
  let isSorted = true;
  for (let at = 0; at < traces.length; at += 2) {
    isSorted &&= at === 0 || traces[at - 2]! <= traces[at]!;
    pairs.push({ start: traces[at]!, end: traces[at + 1]! });
  }
  return isSorted ? pairs : pairs.sort((one, other) => one.start - other.start);
}

/** Whether a group ends with this value; depends on its digits only. */
function endsGroup(bytes: Uint8Array, start: number, end: number): boolean {
  let sum = 0;
  for (let at = start; at < end; at += 1) sum += bytes[at]!;
  return sum % GROUP_DIVISOR === 0;
}

function plainCandidates(text: string): Candidate[] {
  return findHashRuns(text).map((run) => ({
    start: run.start,
    end: run.end,
    encoding: 'plain',
    view: text,
    run,
    isInner: false,
  }));
}

function base64Candidates(text: string): Candidate[] {
  return [...findCandidates(text)].filter(({ encoding }) => encoding === 'base64');
}
