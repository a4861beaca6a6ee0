import { isAscii, isUtf8 } from 'node:buffer';
import { findCandidates, type Candidate } from './candidates.ts';
import type { Judged } from './classify.ts';
import { Columns } from './context/tables.ts';
import { detectInBytes, reaches } from './detect.ts';
import { byteOrderMark, decodeBytes } from './encodings.ts';
import { findHashRuns, scanByteRuns } from './hash-runs.ts';
import { contextsOf, judgeAtBest, judgeOf } from './judge.ts';
import { PlatformMarks } from './platform-marks.ts';
import { PROBE } from './spellings/base64.ts';
import { findJoined, isWorthJoining } from './spellings/joined.ts';
import type { Confidence, DetectOptions, Settings } from './types.ts';
import { Uses } from './uses.ts';
import { readValue } from './value-shape.ts';

/** What a document can come to, whatever its path: nothing; something if the repository or the path names the platform; something anyhow. */
export type Suspicion = 'none' | 'conditional' | 'certain';

/**
 * Characters around a value that its judgement can depend on: the statement of an SQL dump before, and marks of the
 * platform, which may begin {@link platformLevel}'s 1,200 away, with a host name from the settings.
 */
const BEFORE = 2048;
const AFTER = 1536;
/** Longest line in which a header of a table is looked for, in bytes. */
const LONGEST_HEADER = 16_000;
/** Less than is decoded on each side of a probe, so that it does not matter which one is met first; bytes. */
const LONGEST_STRETCH = 1900;
/** Windows that are remembered. */
const MOST_KNOWN = 200_000;

/** The judgement of one window. */
interface Known {
  readonly suspicion: Suspicion;
  /** Names whose use elsewhere in the document would change it; in none of those seen so far was there one. */
  readonly names: readonly string[];
}

/**
 * The first judgement of documents that are mostly alike, such as the versions of a file: what stands around a value
 * is judged once, and remembered by its content. Says the same as {@link detectInBytes} for a path and a repository
 * that name the platform, at a fraction of its cost.
 */
export class FirstLook {
  readonly #minimum: Confidence;
  readonly #settings: Settings;
  readonly #known = new Map<string, Known>();
  readonly #harmless = new Map<string, boolean>();
  // An attacker shall not know which windows look alike.
  readonly #seed = Math.trunc(Math.random() * 2 ** 32);

  constructor(minimum: Confidence, settings: Settings = {}) {
    this.#minimum = minimum;
    this.#settings = settings;
  }

  /**
   * @param traces pairs of offsets: where runs of digits are, with what stands next to them; or {@link PROBE}
   * characters of base64 of such a run; with none, a value can only be in pieces. Left out where that is not known: then the document is judged whole.
   * @param mayBeJoined false when it is known that no value in pieces is in the document, or no name of the platform, without which none counts
   */
  at(bytes: Uint8Array, traces?: readonly number[], mayBeJoined = true): Suspicion {
    if (traces === undefined || (bytes.includes(0) && !isReadPlainly(bytes))) return this.#whole(bytes);
    const document = new Viewed(bytes, mayBeJoined);
    if (traces.length === 0) return document.isJoined ? this.#whole(bytes) : 'none';
    if (document.isTable || document.isJoined) return this.#whole(bytes);
    let suspicion: Suspicion = 'none';
    const stretches = new Set<number>();
    for (let at = 0; at < traces.length; at += 2) {
      const start = traces[at]!;
      const end = traces[at + 1]!;
      const isEncoded = end - start === PROBE;
      if (!isEncoded && this.#isHarmless(document, start, end)) continue;
      const [from, to] = isEncoded ? document.stretchOf(start, end) : [start, end];
      // What does not come to an end may be longer than what is decoded at a time.
      if (isEncoded && to - from > LONGEST_STRETCH) return this.#whole(bytes);
      if (isEncoded && stretches.has(from)) continue;
      if (isEncoded) stretches.add(from);
      const seen = this.#window(document, from, to, isEncoded);
      if (seen === 'certain') return seen;
      if (seen === 'conditional') suspicion = seen;
    }
    return suspicion === 'conditional' && document.isAboutPlatform(this.#settings.hosts ?? []) ? 'certain' : suspicion;
  }

  #whole(bytes: Uint8Array): Suspicion {
    if (detectInBytes(bytes, this.#named).length === 0) return 'none';
    return detectInBytes(bytes, this.#unnamed).length > 0 ? 'certain' : 'conditional';
  }

  get #named(): DetectOptions {
    return { path: 'navixy', repositoryUsesPlatform: true, settings: this.#settings, minimumConfidence: this.#minimum };
  }

  get #unnamed(): DetectOptions {
    return { settings: this.#settings, minimumConfidence: this.#minimum };
  }

  /** Samples and placeholders are low at most, whatever stands around them. */
  #isHarmless(document: Viewed, start: number, end: number): boolean {
    if (this.#minimum === 'low') return false;
    const { bytes } = document;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    const known = this.#harmless.get(text);
    if (known !== undefined) return known;
    const isHarmless = findHashRuns(text).every((run) => readValue(text.slice(run.start, run.end)).some(({ signal }) => signal === 'documented-sample' || signal === 'placeholder'));
    if (this.#harmless.size < MOST_KNOWN) this.#harmless.set(text, isHarmless);
    return isHarmless;
  }

  #window(document: Viewed, traceStart: number, traceEnd: number, isEncoded: boolean): Suspicion {
    const start = document.before(traceStart, 0);
    const end = document.after(traceEnd, 0);
    const from = document.before(start, BEFORE);
    const to = document.after(end, AFTER);
    const key = this.#key(document, from, to, start - from, isEncoded ? -1 : end - from);
    const known = this.#known.get(key);
    if (known !== undefined && known.names.every((name) => !document.uses.reachesCarrier(name))) return known.suspicion;
    const names = new Set<string>();
    let isReached = false;
    const uses = {
      reachesCarrier(name: string): boolean {
        names.add(name);
        const reaches = document.uses.reachesCarrier(name);
        isReached ||= reaches;
        return reaches;
      },
    };
    const suspicion = this.#judge(document, [from, start, end, to], isEncoded ? inBase64 : inPlain, uses);
    if (!isReached && this.#known.size < MOST_KNOWN) this.#known.set(key, { suspicion, names: [...names] });
    return suspicion;
  }

  #judge(document: Viewed, [from, start, end, to]: readonly [number, number, number, number], find: (text: string) => Candidate[], uses: Pick<Uses, 'reachesCarrier'>): Suspicion {
    const first = document.text(from, start);
    const inside = first + document.text(start, end);
    const text = inside + document.text(end, to);
    const candidates = find(text).filter((one) => one.start < inside.length && one.end > first.length);
    if (candidates.length === 0) return 'none';
    const contextOf = contextsOf(text, new Columns(text, ''));
    const isFound = ({ verdict }: Judged) => verdict !== undefined && reaches(verdict.confidence, this.#minimum);
    const likely = candidates.filter((candidate) => isFound(judgeAtBest(contextOf(candidate), this.#named)));
    if (likely.length === 0) return 'none';
    const isAny = (options: DetectOptions) => {
      const judge = judgeOf(text, options, contextOf, uses);
      return likely.some((candidate) => isFound(judge(candidate)));
    };
    if (!isAny(this.#named)) return 'none';
    return isAny(this.#unnamed) ? 'certain' : 'conditional';
  }

  /** Two hashes of 32 bits: among a million windows two are mistaken for one another once in ten million runs. */
  #key({ bytes, words, isUtf8: isText }: Viewed, from: number, to: number, start: number, end: number): string {
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

/** Whether a document with zeros, mostly a picture or a program, is still read as one text by {@link detectInBytes}, since all that it has are values of plain digits. */
function isReadPlainly(bytes: Uint8Array): boolean {
  const mark = byteOrderMark(bytes);
  if (mark === 'utf-16le' || mark === 'utf-16be') return false;
  let isPlain = false;
  scanByteRuns(bytes, ({ stride }) => {
    isPlain = stride === 1;
    return !isPlain;
  });
  return isPlain;
}

function inPlain(text: string): Candidate[] {
  return findHashRuns(text).map((run) => ({ start: run.start, end: run.end, encoding: 'plain', view: text, run, isInner: false }));
}

function inBase64(text: string): Candidate[] {
  return findCandidates(text).filter(({ encoding }) => encoding === 'base64');
}

/** What base64 can have in it: its characters, and line ends with what stands around them, also written out. */
const OF_BASE64 = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \t\r\n\\') OF_BASE64[character.charCodeAt(0)] = 1;

/** A document, and what of it is found out when it is asked for. */
class Viewed {
  readonly bytes: Uint8Array;
  /** Whether it is UTF-8 with more than ASCII in it, else each byte is a character. */
  readonly isUtf8: boolean;
  /** The same bytes, to be read four at a time from anywhere. */
  readonly words: DataView;
  /** Where its text begins. */
  readonly #low: number;
  readonly #mayBeJoined: boolean;
  #uses: Uses | undefined;
  #whole: string | undefined;

  /** @param mayBeJoined false when it is known not to be */
  constructor(bytes: Uint8Array, mayBeJoined: boolean) {
    this.bytes = bytes;
    this.isUtf8 = !isAscii(bytes) && isUtf8(bytes);
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#low = byteOrderMark(bytes) === 'utf-8' ? 3 : 0;
    this.#mayBeJoined = mayBeJoined;
  }

  /** Whether its first line names columns. */
  get isTable(): boolean {
    const end = this.bytes.subarray(0, LONGEST_HEADER).indexOf(10);
    return end !== -1 && new Columns(this.text(this.#low, end + 1)).hasHeader;
  }

  /** Whether it has values that are written in pieces. */
  get isJoined(): boolean {
    return this.#mayBeJoined && isWorthJoining(this.#text) && findJoined(this.#text).length > 0;
  }

  get uses(): Uses {
    return (this.#uses ??= new Uses(this.#text));
  }

  /** @returns where the base64 around a probe begins and ends, or farther away */
  stretchOf(start: number, end: number): readonly [number, number] {
    let from = start;
    while (from > this.#low && end - from <= LONGEST_STRETCH && OF_BASE64[this.bytes[from - 1]!] === 1) from -= 1;
    let to = end;
    while (to < this.bytes.length && to - from <= LONGEST_STRETCH && OF_BASE64[this.bytes[to]!] === 1) to += 1;
    return [from, to];
  }

  /** Whether the platform is named anywhere in it. */
  isAboutPlatform(hosts: readonly string[]): boolean {
    return new PlatformMarks(this.#text, undefined, hosts).isAnywhere;
  }

  text(from: number, to: number): string {
    const part = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, to - from);
    return part.toString(this.isUtf8 ? 'utf8' : 'latin1');
  }

  /** @returns where the character starts that `at` is in, and then `count` characters before */
  before(at: number, count: number): number {
    let here = Math.max(at, this.#low);
    if (!this.isUtf8) return Math.max(here - count, this.#low);
    while (here > this.#low && isContinued(this.bytes[here]!)) here -= 1;
    for (let left = count; left > 0 && here > this.#low; left -= 1) {
      if (left > 4 && here - 4 >= this.#low && this.#areAscii(here - 4)) {
        here -= 4;
        left -= 3;
        continue;
      }
      here -= 1;
      while (here > this.#low && isContinued(this.bytes[here]!)) here -= 1;
    }
    return here;
  }

  /** @returns where the character ends that ends at `at` or after, and then `count` characters after */
  after(at: number, count: number): number {
    const { length } = this.bytes;
    if (!this.isUtf8) return Math.min(at + count, length);
    let here = at;
    while (here < length && isContinued(this.bytes[here]!)) here += 1;
    for (let left = count; left > 0 && here < length; left -= 1) {
      // What follows them must not go on with the last.
      if (left > 4 && here + 4 < length && this.#areAscii(here) && !isContinued(this.bytes[here + 4]!)) {
        here += 4;
        left -= 3;
        continue;
      }
      here += 1;
      while (here < length && isContinued(this.bytes[here]!)) here += 1;
    }
    return here;
  }

  /** Whether four bytes are a character each. */
  #areAscii(at: number): boolean {
    return (this.words.getInt32(at, true) & 0x80808080) === 0;
  }

  get #text(): string {
    return (this.#whole ??= this.isUtf8 ? decodeBytes(this.bytes) : this.text(this.#low, this.bytes.length));
  }
}

/** Whether a byte of UTF-8 goes on with a character. */
function isContinued(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
