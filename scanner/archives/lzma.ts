// Decompresses raw LZMA: literals, and matches that refer back to earlier output.
import { size as asWords } from '../text/numbers.ts';
import { INITIAL, RangeDecoder } from './range-decoder.ts';
import { UnreadableArchive } from './archive-errors.ts';

/** Maximum input bytes of one symbol. */
export const LONGEST_SYMBOL = 20;
/** Maximum output of one call, in bytes. */
export const MOST_AT_ONCE = 32 * 1024;
/** Initial size of the output window, which doubles up to the size of the dictionary. Bytes. */
const FIRST_MEMORY = 64 * 1024;
/** Memory that the highest level of xz needs, in bytes. */
const USUAL_MEMORY = 64 * 1024 * 1024;

const STATES = 12;
const POSITIONS = 16;
/** Offsets of each kind of probability in the table. */
const IS_MATCH = 0;
const IS_REP = IS_MATCH + STATES * POSITIONS;
const IS_REP0 = IS_REP + STATES;
const IS_REP1 = IS_REP0 + STATES;
const IS_REP2 = IS_REP1 + STATES;
const IS_REP0_LONG = IS_REP2 + STATES;
const SLOT = IS_REP0_LONG + STATES * POSITIONS;
const SPECIAL = SLOT + 4 * 64;
const ALIGN = SPECIAL + 128;
const LENGTH = ALIGN + 16;
/** Probabilities of a length: two choices, 8 lengths for each position, 8 more, and 256 more. */
const LOW = 2;
const MIDDLE = LOW + POSITIONS * 8;
const HIGH = MIDDLE + POSITIONS * 8;
const REP_LENGTH = LENGTH + HIGH + 256;
const LITERAL = REP_LENGTH + HIGH + 256;

/**
 * Decompresses LZMA: the innermost layer of xz, lzip and `.lzma`. Synchronous, one part at a time; it holds only the
 * dictionary, and nothing that must be released. Written from the public-domain specification of LZMA: decompressors on
 * npm share a global lock or need a compiler, and do not report where a stream ends.
 */
export class Lzma {
  readonly input = new RangeDecoder();
  /** Whether the end mark of a stream of unknown length was read. */
  isEnded = false;
  /** Whether invalid data was found; the output before it is valid. */
  isBroken = false;
  readonly #dictionary: number;
  readonly #most: number;
  #memory: Buffer;
  /** Where the next byte is written. */
  #next = 0;
  /** Bytes since the last reset of the dictionary, as far as they matter. */
  #known = 0;
  /** The same; only its lowest bits matter. */
  #position = 0;
  #table = new Uint16Array(0);
  #literalContext = 0;
  #literalMask = 0;
  #positionMask = 0;
  #state = 0;
  readonly #reps = new Int32Array(4);
  /** The rest of a match that did not fit. */
  #left = 0;

  /**
   * @param dictionary bytes that matches reach back
   * @param most memory limit in bytes, if above {@link USUAL_MEMORY}
   */
  constructor(dictionary: number, most: number) {
    this.#dictionary = Math.max(dictionary, FIRST_MEMORY);
    this.#most = Math.max(most, USUAL_MEMORY);
    this.#memory = Buffer.allocUnsafeSlow(FIRST_MEMORY);
  }

  /**
   * Ends a packed chunk.
   * @returns whether nothing of it is left over
   */
  finish(): boolean {
    return this.#left === 0 && this.input.finish();
  }

  /**
   * @param properties the byte with the parameters of the stream
   * @throws UnreadableArchive for an invalid one
   */
  setProperties(properties: number): void {
    if (properties >= 225) throw damaged();
    const literalPosition = Math.trunc(properties / 9) % 5;
    this.#literalContext = properties % 9;
    this.#literalMask = (1 << literalPosition) - 1;
    this.#positionMask = (1 << Math.trunc(properties / 45)) - 1;
    this.#table = new Uint16Array(LITERAL + (0x300 << (this.#literalContext + literalPosition)));
    this.resetState();
  }

  resetState(): void {
    this.#table.fill(INITIAL);
    this.#state = 0;
    this.#reps.fill(0);
    this.#left = 0;
  }

  resetDictionary(): void {
    this.#known = 0;
    this.#position = 0;
  }

  /**
   * Starts a packed chunk.
   * @throws UnreadableArchive
   */
  start(): void {
    if (this.#table.length === 0 || !this.input.start()) throw damaged();
  }

  /** Adds uncompressed bytes. */
  copy(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + this.#memory.length - this.#next);
      this.#memory.set(part, this.#next);
      this.#advance(part.length);
      at += part.length;
    }
  }

  /**
   * Decompresses more.
   * @param most bytes, up to {@link MOST_AT_ONCE}
   * @param safe no symbol starts at or after this offset of the input
   * @returns the output in memory of its own: shorter than `most` at the end mark, at damage, and at the end of the
   *   input
   * @throws UnreadableArchive for a dictionary that needs too much memory
   */
  unpack(most: number, safe: number): Buffer {
    this.#makeRoom(most);
    const start = this.#next;
    let done = 0;
    while (done < most && !this.isEnded && !this.isBroken) {
      if (this.#left > 0) done += this.#copyMatch(most - done);
      else if (this.input.at >= safe) break;
      else done += this.#symbol();
    }
    const out = Buffer.allocUnsafe(done);
    const first = Math.min(done, this.#memory.length - start);
    this.#memory.copy(out, 0, start, start + first);
    this.#memory.copy(out, first, 0, done - first);
    return out;
  }

  /** Grows until the dictionary is full for the first time, so short streams take little memory. */
  #makeRoom(count: number): void {
    let size = this.#memory.length;
    if (size === this.#dictionary || this.#next + count < size) return;
    while (size < this.#dictionary && this.#next + count >= size) size *= 2;
    size = Math.min(size, this.#dictionary);
    if (size > this.#most)
      throw new UnreadableArchive(
        `unpacking the rest takes ${asWords(this.#dictionary)} of memory`,
        `Unpack it and scan the folder, or raise the limit: --archive-limits memory=${this.#dictionary}`,
      );
    const larger = Buffer.allocUnsafeSlow(size);
    this.#memory.copy(larger, 0, 0, this.#next);
    this.#memory = larger;
  }

  #advance(count: number): void {
    this.#next += count;
    if (this.#next >= this.#memory.length) this.#next -= this.#memory.length;
    this.#position = (this.#position + count) & 15;
    if (this.#known < this.#dictionary) this.#known += count;
  }

  /** @returns how many bytes were output: one, or none if a match starts */
  #symbol(): number {
    const { input } = this;
    const table = this.#table;
    const state = this.#state;
    const position = this.#position & this.#positionMask;
    if (input.bit(table, IS_MATCH + state * POSITIONS + position) === 0) {
      this.#literal(state);
      return 1;
    }
    if (input.bit(table, IS_REP + state) === 0) this.#match(state, position);
    else this.#repeated(state, position);
    if (!this.isEnded && this.#reps[0]! >>> 0 >= Math.min(this.#known, this.#dictionary)) {
      this.isBroken = true;
      this.#left = 0;
    }
    return 0;
  }

  #match(state: number, position: number): void {
    const reps = this.#reps;
    const length = this.#length(LENGTH, position);
    const distance = this.#distance(length);
    reps.copyWithin(1, 0, 3);
    reps[0] = distance;
    this.#state = state < 7 ? 7 : 10;
    this.#left = length + 2;
    if (distance !== -1) return;
    this.isEnded = true;
    this.#left = 0;
  }

  #repeated(state: number, position: number): void {
    const { input } = this;
    const table = this.#table;
    const reps = this.#reps;
    if (input.bit(table, IS_REP0 + state) === 0) {
      if (input.bit(table, IS_REP0_LONG + state * POSITIONS + position) === 0) {
        this.#state = state < 7 ? 9 : 11;
        this.#left = 1;
        return;
      }
    } else {
      const which = input.bit(table, IS_REP1 + state) === 0 ? 1 : 2 + input.bit(table, IS_REP2 + state);
      const distance = reps[which]!;
      reps.copyWithin(1, 0, which);
      reps[0] = distance;
    }
    this.#left = this.#length(REP_LENGTH, position) + 2;
    this.#state = state < 7 ? 8 : 11;
  }

  #copyMatch(room: number): number {
    const memory = this.#memory;
    const count = Math.min(room, this.#left);
    let to = this.#next;
    let from = this.#source();
    if (from === to - 1 && to + count <= memory.length) memory.fill(memory[from]!, to, to + count);
    else {
      for (let left = count; left > 0; left -= 1) {
        memory[to] = memory[from]!;
        to += 1;
        from += 1;
        if (to === memory.length) to = 0;
        if (from === memory.length) from = 0;
      }
    }
    this.#advance(count);
    this.#left -= count;
    return count;
  }

  /** Where the last match started, moved along. */
  #source(): number {
    const from = this.#next - this.#reps[0]! - 1;
    return from < 0 ? from + this.#memory.length : from;
  }

  #literal(state: number): void {
    const { input } = this;
    const table = this.#table;
    const memory = this.#memory;
    const before = this.#known === 0 ? 0 : memory[(this.#next === 0 ? memory.length : this.#next) - 1]!;
    const base =
      LITERAL +
      0x300 * (((this.#position & this.#literalMask) << this.#literalContext) + (before >> (8 - this.#literalContext)));
    let symbol = 1;
    if (state >= 7) {
      let match = memory[this.#source()]! << 1;
      let offset = 0x100;
      while (symbol < 0x100) {
        const matchBit = match & offset;
        match <<= 1;
        const bit = input.bit(table, base + offset + matchBit + symbol);
        symbol = (symbol << 1) | bit;
        offset &= bit === 0 ? ~matchBit : matchBit;
      }
    } else while (symbol < 0x100) symbol = (symbol << 1) | input.bit(table, base + symbol);
    memory[this.#next] = symbol;
    this.#advance(1);
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  #length(base: number, position: number): number {
    const { input } = this;
    const table = this.#table;
    if (input.bit(table, base) === 0) return input.tree(table, base + LOW + position * 8, 3);
    if (input.bit(table, base + 1) === 0) return 8 + input.tree(table, base + MIDDLE + position * 8, 3);
    return 16 + input.tree(table, base + HIGH, 8);
  }

  /** @returns the distance of a match minus one; -1 for the end mark */
  #distance(length: number): number {
    const { input } = this;
    const table = this.#table;
    const slot = input.tree(table, SLOT + Math.min(length, 3) * 64, 6);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << count;
    if (slot < 14) return high + input.reversed(table, SPECIAL + high - slot, count);
    return (high + (input.direct(count - 4) << 4) + input.reversed(table, ALIGN, 4)) | 0;
  }
}

function damaged(): UnreadableArchive {
  return new UnreadableArchive('it is damaged');
}
