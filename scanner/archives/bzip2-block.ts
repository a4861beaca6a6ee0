// Decodes one bzip2 block: prefix codes, move-to-front, Burrows-Wheeler transform and runs.
import type { BitReader } from './bit-reader.ts';
import { UnreadableArchive } from './archive-errors.ts';

const LONGEST_CODE = 20;
const GROUP = 50;
const LARGEST = 900_000;

const CRC = new Uint32Array(256).map((_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

/** A prefix code: for each length, its largest code, and the offset from a code to its index in `symbols`. */
interface Code {
  readonly shortest: number;
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
}

/** Decodes one block at a time: prefix codes, move-to-front, the Burrows-Wheeler transform, and runs. */
export class Bzip2Block {
  /** Checksum of the content, once it has been read to its end. */
  crc = 0;
  /** Low byte: the last column; above it: the index of the next byte. */
  readonly #column = new Uint32Array(LARGEST);
  readonly #counts = new Int32Array(257);
  #length = 0;
  #origin = 0;

  /**
   * Reads a block after its checksum.
   * @param most size limit of the block in bytes before runs are expanded
   * @throws UnreadableArchive
   */
  read(input: BitReader, most: number): void {
    if (input.bits(1) === 1) throw damaged('it is of an old kind');
    this.#origin = input.bits(24);
    const used = usedBytes(input);
    const groups = input.bits(3);
    const selectors = readSelectors(input, groups, input.bits(15));
    const codes = Array.from({ length: groups }, () => readCode(input, used.length + 2));
    this.#readSymbols(input, used, selectors, codes, most);
    if (this.#length > 0 && this.#origin >= this.#length) throw damaged('its beginning is out of range');
    this.#linkBack();
  }

  #readSymbols(input: BitReader, order: Uint8Array, selectors: Uint8Array, codes: readonly Code[], most: number): void {
    const column = this.#column;
    const end = order.length + 1;
    let length = 0;
    let run = 0;
    let place = 1;
    let which = 0;
    for (let left = 0; ; left -= 1) {
      if (left === 0) {
        if (which >= selectors.length) throw damaged('it has too few selectors');
        left = GROUP;
      }
      const code = codes[selectors[left === GROUP ? which++ : which - 1]!]!;
      const symbol = nextSymbol(input, code);
      if (symbol <= 1) {
        run += place << symbol;
        place *= 2;
        if (run > most) throw damaged('a run is too long');
        continue;
      }
      if (length + run + 1 > most + (symbol === end ? 1 : 0)) throw damaged('it is too long');
      if (run > 0) {
        column.fill(order[0]!, length, length + run);
        length += run;
        run = 0;
        place = 1;
      }
      if (symbol === end) break;
      const at = symbol - 1;
      const byte = order[at]!;
      order.copyWithin(1, 0, at);
      order[0] = byte;
      column[length] = byte;
      length += 1;
    }
    this.#length = length;
  }

  /** Stores the index of the next byte above each byte. */
  #linkBack(): void {
    const column = this.#column;
    const counts = this.#counts.fill(0);
    for (let at = 0; at < this.#length; at += 1) counts[(column[at]! & 255) + 1]! += 1;
    for (let byte = 1; byte < 257; byte += 1) counts[byte]! += counts[byte - 1]!;
    for (let at = 0; at < this.#length; at += 1) {
      const byte = column[at]! & 255;
      column[counts[byte]!]! |= at << 8;
      counts[byte]! += 1;
    }
  }

  /** Yields the content in chunks of `size` bytes. */
  *content(size: number): Generator<Buffer> {
    const column = this.#column;
    let crc = 0xffffffff;
    let at = this.#length === 0 ? 0 : column[this.#origin]! >>> 8;
    let same = 0;
    let before = -1;
    let chunk = Buffer.allocUnsafe(size);
    let filled = 0;
    for (let left = this.#length; left > 0; left -= 1) {
      const entry = column[at]!;
      const byte = entry & 255;
      at = entry >>> 8;
      // Four equal bytes are followed by the number of repetitions.
      const isCount = same === 4;
      const value = isCount ? before : byte;
      for (let times = isCount ? byte : 1; times > 0; times -= 1) {
        crc = ((crc << 8) ^ CRC[(crc >>> 24) ^ value]!) >>> 0;
        chunk[filled] = value;
        filled += 1;
        if (filled < size) continue;
        yield chunk;
        chunk = Buffer.allocUnsafe(size);
        filled = 0;
      }
      if (isCount) same = 0;
      else same = byte === before && same > 0 ? same + 1 : 1;
      before = isCount ? before : byte;
    }
    if (filled > 0) yield chunk.subarray(0, filled);
    this.crc = (crc ^ 0xffffffff) >>> 0;
  }
}

function usedBytes(input: BitReader): Uint8Array {
  const used: number[] = [];
  const rows = input.bits(16);
  for (let row = 0; row < 16; row += 1) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const bits = input.bits(16);
    for (let column = 0; column < 16; column += 1) if ((bits & (0x8000 >> column)) !== 0) used.push(row * 16 + column);
  }
  if (used.length === 0) throw damaged('it uses no byte');
  return Uint8Array.from(used);
}

function readSelectors(input: BitReader, groups: number, count: number): Uint8Array {
  if (groups < 2 || groups > 6 || count === 0) throw damaged('its codes are out of range');
  const selectors = new Uint8Array(count);
  const order = [0, 1, 2, 3, 4, 5];
  for (let at = 0; at < count; at += 1) {
    let place = 0;
    while (input.bits(1) === 1) if (++place >= groups) throw damaged('a selector is out of range');
    order.unshift(...order.splice(place, 1));
    selectors[at] = order[0]!;
  }
  return selectors;
}

function readCode(input: BitReader, count: number): Code {
  const lengths = new Uint8Array(count);
  let length = input.bits(5);
  for (let at = 0; at < count; at += 1) {
    for (;;) {
      if (length < 1 || length > LONGEST_CODE) throw damaged('the length of a code is out of range');
      if (input.bits(1) === 0) break;
      length += input.bits(1) === 0 ? 1 : -1;
    }
    lengths[at] = length;
  }
  const symbols = new Uint16Array(count);
  const limit = new Int32Array(LONGEST_CODE + 2).fill(-1);
  const base = new Int32Array(LONGEST_CODE + 2);
  let code = 0;
  let place = 0;
  for (let size = 1; size <= LONGEST_CODE; size += 1) {
    base[size] = code - place;
    for (let symbol = 0; symbol < count; symbol += 1) {
      if (lengths[symbol] !== size) continue;
      symbols[place] = symbol;
      place += 1;
      code += 1;
    }
    limit[size] = code - 1;
    code *= 2;
  }
  return { shortest: Math.min(...lengths), limit, base, symbols };
}

function nextSymbol(input: BitReader, { shortest, limit, base, symbols }: Code): number {
  let length = shortest;
  let code = input.bits(length);
  while (code > limit[length]!) {
    length += 1;
    if (length > LONGEST_CODE) throw damaged('a code is not in use');
    code = code * 2 + input.bits(1);
  }
  const place = code - base[length]!;
  if (place < 0 || place >= symbols.length) throw damaged('a code is out of range');
  return symbols[place]!;
}

function damaged(why: string): UnreadableArchive {
  return new UnreadableArchive(`it is damaged (${why})`);
}
