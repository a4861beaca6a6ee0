// Reverses the filters that xz applies before compression: delta and branch converters.
import { UnreadableArchive } from './archive-errors.ts';

/** Reverses a filter that was applied before compression. */
export interface Filter {
  /** @returns the finished output, in memory of its own */
  push(bytes: Buffer): Buffer;
  /** @returns the bytes held back, unchanged */
  end(): Buffer;
}

const DELTA = 3;

/**
 * Converts absolute call targets back to relative ones.
 * @returns how many bytes are done
 */
type Conversion = (bytes: Buffer, position: number) => number;

/**
 * @param id from the block header
 * @throws UnreadableArchive for an unknown filter
 */
export function filterOf(id: number, properties: Buffer): Filter {
  if (id === DELTA) return new Delta((properties[0] ?? 0) + 1);
  const conversion = CONVERSIONS[id]?.();
  if (conversion === undefined)
    throw new UnreadableArchive(
      `it is packed in a way that cannot be opened (filter ${id})`,
      'Unpack it and scan the folder.',
    );
  return new Calls(conversion, properties.length >= 4 ? properties.readUInt32LE(0) : 0);
}

/** Each byte was stored as its difference from an earlier byte. */
class Delta implements Filter {
  readonly #history: Uint8Array;
  #at = 0;

  constructor(distance: number) {
    this.#history = new Uint8Array(distance);
  }

  push(bytes: Buffer): Buffer {
    const done = Buffer.from(bytes);
    for (let place = 0; place < done.length; place += 1) {
      this.#history[this.#at]! += done[place]!;
      done[place] = this.#history[this.#at]!;
      this.#at = (this.#at + 1) % this.#history.length;
    }
    return done;
  }

  end(): Buffer {
    return Buffer.alloc(0);
  }
}

/** Call targets in machine code. */
class Calls implements Filter {
  readonly #convert: Conversion;
  #position: number;
  #held: Buffer = Buffer.alloc(0);

  constructor(convert: Conversion, position: number) {
    this.#convert = convert;
    this.#position = position;
  }

  push(bytes: Buffer): Buffer {
    const all = Buffer.concat([this.#held, bytes]);
    const done = this.#convert(all, this.#position);
    this.#position += done;
    this.#held = all.subarray(done);
    return all.subarray(0, done);
  }

  end(): Buffer {
    return this.#held;
  }
}

const CONVERSIONS: Readonly<Record<number, () => Conversion>> = {
  4: x86,
  5: () =>
    inWords((bytes, at, position) => {
      const word = bytes.readUInt32BE(at);
      if ((word & 0xfc000003) >>> 0 === 0x48000001)
        bytes.writeUInt32BE((((word & 0x03fffffc) - position) & 0x03fffffc) | 0x48000001, at);
    }),
  7: () =>
    inWords((bytes, at, position) => {
      if (bytes[at + 3] === 0xeb)
        bytes.writeUIntLE((((bytes.readUIntLE(at, 3) << 2) - (position + 8)) >>> 2) & 0xffffff, at, 3);
    }),
  8: () => thumb,
  9: () =>
    inWords((bytes, at, position) => {
      const word = bytes.readUInt32BE(at);
      if (word >>> 22 !== 0x100 && word >>> 22 !== 0x1ff) return;
      const target = ((word << 2) - position) >>> 2;
      bytes.writeInt32BE((0x40000000 - (target & 0x400000)) | 0x40000000 | (target & 0x3fffff), at);
    }),
  10: () => inWords(arm64),
};

function inWords(convert: (bytes: Buffer, at: number, position: number) => void): Conversion {
  return (bytes, position) => {
    let at = 0;
    for (; at + 4 <= bytes.length; at += 4) convert(bytes, at, position + at);
    return at;
  };
}

function arm64(bytes: Buffer, at: number, position: number): void {
  const word = bytes.readUInt32LE(at);
  if (word >>> 26 === 0x25) {
    bytes.writeInt32LE(0x94000000 | ((word - Math.floor(position / 4)) & 0x03ffffff), at);
    return;
  }
  if ((word & 0x9f000000) >>> 0 !== 0x90000000) return;
  const page = ((word >>> 29) & 3) | ((word >>> 3) & 0x1ffffc);
  if (((page + 0x20000) & 0x1c0000) !== 0) return;
  const target = page - Math.floor(position / 4096);
  bytes.writeInt32LE(
    (word & 0x9000001f) | ((target & 3) << 29) | ((target & 0x3fffc) << 3) | (-(target & 0x20000) & 0xe00000),
    at,
  );
}

function thumb(bytes: Buffer, position: number): number {
  let at = 0;
  for (; at + 4 <= bytes.length; at += 2) {
    if ((bytes[at + 1]! & 0xf8) !== 0xf0 || (bytes[at + 3]! & 0xf8) !== 0xf8) continue;
    const stored = ((bytes[at + 1]! & 7) << 19) | (bytes[at]! << 11) | ((bytes[at + 3]! & 7) << 8) | bytes[at + 2]!;
    const target = ((stored << 1) - (position + at + 4)) >>> 1;
    bytes[at + 1] = 0xf0 | ((target >>> 19) & 7);
    bytes[at] = target >>> 11;
    bytes[at + 3] = 0xf8 | ((target >>> 8) & 7);
    bytes[at + 2] = target;
    at += 2;
  }
  return at;
}

/** By the three bytes before an opcode: whether it may be one, and which byte of its target decides. */
const MAY_BE_CALL = [true, true, true, false, true, false, false, false];
const TELLING = [0, 1, 2, 2, 3, 3, 3, 3];

/** x86 instructions have no fixed length: the bytes before an opcode decide whether it is one. */
function x86(): Conversion {
  let mask = 0;
  const isFar = (byte: number) => byte === 0 || byte === 0xff;
  return (bytes, position) => {
    const last = bytes.length - 4;
    let before = -1;
    let at = 0;
    for (; at < last; at += 1) {
      if ((bytes[at]! & 0xfe) !== 0xe8) continue;
      const distance = at - before;
      mask = distance > 3 ? 0 : (mask << (distance - 1)) & 7;
      before = at;
      if (mask !== 0 && (MAY_BE_CALL[mask] === false || isFar(bytes[at + 4 - TELLING[mask]!]!))) {
        mask = (mask << 1) | 1;
        continue;
      }
      if (!isFar(bytes[at + 4]!)) {
        mask = (mask << 1) | 1;
        continue;
      }
      let stored = bytes.readInt32LE(at + 1);
      let target = (stored - (position + at + 5)) | 0;
      for (
        const shift = TELLING[mask]! * 8;
        mask !== 0 && isFar((target >>> (24 - shift)) & 255);
        target = (stored - (position + at + 5)) | 0
      ) {
        stored = target ^ ((1 << (32 - shift)) - 1);
      }
      target &= 0x01ffffff;
      bytes.writeInt32LE(target | -(target & 0x01000000), at + 1);
      at += 4;
    }
    const distance = at - before;
    mask = distance > 3 ? 0 : mask << (distance - 1);
    return Math.max(0, at);
  };
}
