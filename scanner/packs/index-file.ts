// Reads a pack index (`.idx`): finds an object id and the offset of the object in the pack.
import { closeSync, fstatSync, readSync } from 'node:fs';
import { PackDamage } from './pack-damage.ts';
import { openFile } from './pack-handle.ts';

/** The content of an `.idx` file, as plain data that a worker thread can share. */
export interface IndexData {
  /** The whole file. */
  readonly bytes: Uint8Array;
  readonly hashLength: number;
}

const MAGIC = 0xff744f63;
const FANOUT = 256;

/**
 * The index of one pack: its objects, sorted by id, and their offsets. Versions 1 and 2. Everything is checked against
 * the length of the file before it is used.
 */
export class PackIndex {
  readonly data: IndexData;
  readonly count: number;
  readonly #bytes: Buffer;
  readonly #hashLength: number;
  readonly #fanout: Uint32Array;
  readonly #oids: number;
  /** Bytes from one id to the next: version 1 stores the offset before each id. */
  readonly #stride: number;
  readonly #offsets: number;
  readonly #largeOffsets: number;

  /** @throws PackDamage if the file is not an index, or contradicts itself */
  constructor(data: IndexData) {
    this.data = data;
    const bytes = (this.#bytes = Buffer.from(data.bytes.buffer, data.bytes.byteOffset, data.bytes.byteLength));
    const hash = (this.#hashLength = data.hashLength);
    if (bytes.length < FANOUT * 4 + 2 * hash) throw new PackDamage('the index is too short');
    const isVersion2 = bytes.readUInt32BE(0) === MAGIC;
    if (isVersion2 && bytes.readUInt32BE(4) !== 2)
      throw new PackDamage(`the index has the unknown version ${bytes.readUInt32BE(4)}`);
    const start = isVersion2 ? 8 : 0;
    this.#fanout = readFanout(bytes, start);
    this.count = this.#fanout[FANOUT - 1]!;
    const table = start + FANOUT * 4;
    this.#stride = isVersion2 ? hash : hash + 4;
    this.#oids = isVersion2 ? table : table + 4;
    this.#offsets = isVersion2 ? table + this.count * (hash + 4) : table;
    this.#largeOffsets = isVersion2 ? this.#offsets + this.count * 4 : bytes.length - 2 * hash;
    const minLength = isVersion2 ? this.#largeOffsets + 2 * hash : table + this.count * this.#stride + 2 * hash;
    if (bytes.length < minLength) throw new PackDamage('the index ends before its tables do');
  }

  /**
   * @param file absolute path of an `.idx`
   * @throws PackDamage if it is gone, or is not an index
   */
  static open(file: string, hashLength: number): PackIndex {
    const opened = openFile(file);
    try {
      const { size } = fstatSync(opened);
      // The header is checked first: a file can be arbitrarily large and sparse.
      const start = readFully(opened, Buffer.alloc(Math.min(size, 8 + FANOUT * 4)));
      if (size > maxLength(start, hashLength)) throw new PackDamage('the index is longer than its tables');
      // Read directly into shared memory: the index of a large repository is 30 MB.
      return new PackIndex({ bytes: readFully(opened, new Uint8Array(allocateShared(size))), hashLength });
    } finally {
      closeSync(opened);
    }
  }

  /** Checksum of the pack that this index was made for. */
  get packChecksum(): Buffer {
    return this.#bytes.subarray(-2 * this.#hashLength, -this.#hashLength);
  }

  /** @param position in the order of ids */
  offsetAt(position: number): number {
    if (this.#stride !== this.#hashLength) return this.#bytes.readUInt32BE(this.#offsets + position * this.#stride);
    const offset = this.#bytes.readUInt32BE(this.#offsets + position * 4);
    if (offset < 0x80000000) return offset;
    const at = this.#largeOffsets + (offset - 0x80000000) * 8;
    if (at + 8 > this.#bytes.length - 2 * this.#hashLength)
      throw new PackDamage('the index names an offset outside its table');
    return this.#bytes.readUInt32BE(at) * 0x100000000 + this.#bytes.readUInt32BE(at + 4);
  }

  /** @returns the offset of an id in the file */
  oidStart(position: number): number {
    return this.#oids + position * this.#stride;
  }

  oidAt(position: number): string {
    const at = this.oidStart(position);
    return this.#bytes.toString('hex', at, at + this.#hashLength);
  }

  /**
   * @param source contains an id in binary at `at`
   * @returns its position, or -1. Ids are distributed evenly, so interpolation search is faster than binary search
   */
  find(source: Uint8Array, at: number): number {
    const first = source[at]!;
    let low = first === 0 ? 0 : this.#fanout[first - 1]!;
    let high = this.#fanout[first]!;
    const bytes = this.#bytes;
    const wanted = ((source[at]! << 24) | (source[at + 1]! << 16) | (source[at + 2]! << 8) | source[at + 3]!) >>> 0;
    let lowKey = first * 0x1000000;
    let highKey = lowKey + 0x1000000;
    while (low < high) {
      // Alternating with a binary step limits a hostile index with clustered ids to twice the cost of binary search.
      const guess =
        high - low < 8 ? (low + high) >>> 1 : low + Math.floor(((wanted - lowKey) / (highKey - lowKey)) * (high - low));
      const middle = Math.min(high - 1, Math.max(low, guess));
      const here = this.#oids + middle * this.#stride;
      const key = ((bytes[here]! << 24) | (bytes[here + 1]! << 16) | (bytes[here + 2]! << 8) | bytes[here + 3]!) >>> 0;
      const order = key === wanted ? this.#compare(here, source, at) : key - wanted;
      if (order === 0) return middle;
      if (order < 0) {
        low = middle + 1;
        lowKey = key;
      } else {
        high = middle;
        highKey = key + 1;
      }
      if (high - low > 8) {
        const half = (low + high) >>> 1;
        const halfAt = this.#oids + half * this.#stride;
        const halfKey =
          ((bytes[halfAt]! << 24) | (bytes[halfAt + 1]! << 16) | (bytes[halfAt + 2]! << 8) | bytes[halfAt + 3]!) >>> 0;
        if (halfKey < wanted) {
          low = half + 1;
          lowKey = halfKey;
        } else if (halfKey > wanted) {
          high = half;
          highKey = halfKey + 1;
        }
      }
    }
    return -1;
  }

  #compare(here: number, source: Uint8Array, at: number): number {
    for (let step = 4; step < this.#hashLength; step += 1) {
      const difference = this.#bytes[here + step]! - source[at + step]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

function allocateShared(bytes: number): SharedArrayBuffer {
  try {
    return new SharedArrayBuffer(bytes);
  } catch (error) {
    throw new PackDamage(`there is no memory for its ${bytes} bytes: ${(error as Error).message}`);
  }
}

/** Reads a file from its start. */
function readFully<Memory extends Uint8Array>(file: number, memory: Memory): Memory {
  for (let done = 0; done < memory.length;) {
    const length = readSync(file, memory, done, memory.length - done, done);
    if (length === 0) throw new PackDamage('the index became shorter while it was read');
    done += length;
  }
  return memory;
}

/** @param start the start of the file: its header, and the table with the number of ids up to each first byte */
function maxLength(start: Buffer, hashLength: number): number {
  const isVersion2 = start.length >= 8 && start.readUInt32BE(0) === MAGIC;
  const last = (isVersion2 ? 8 : 0) + (FANOUT - 1) * 4;
  // The constructor rejects a file that is too short.
  const count = last + 4 <= start.length ? start.readUInt32BE(last) : 0;
  return last + 4 + count * (isVersion2 ? hashLength + 16 : hashLength + 4) + 2 * hashLength;
}

function readFanout(bytes: Buffer, start: number): Uint32Array {
  const fanout = new Uint32Array(FANOUT);
  for (let at = 0; at < FANOUT; at += 1) {
    fanout[at] = bytes.readUInt32BE(start + at * 4);
    if (at > 0 && fanout[at]! < fanout[at - 1]!) throw new PackDamage('the index is not sorted');
  }
  return fanout;
}
