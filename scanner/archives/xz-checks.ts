// The checksums of xz blocks: CRC32, CRC64 and SHA-256.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The checksum of an xz block. */
export interface Check {
  /** Bytes. */
  readonly length: number;
  add(chunk: Buffer): void;
  /** @returns the expected checksum; undefined for an undefined kind */
  digest(): Buffer | undefined;
}

/** Length of each kind in bytes, in groups of three from 1 on; 0 is none. */
const LENGTHS = [4, 8, 16, 32, 64];

/** @param kind from the stream header, 0…15 */
export function checkOf(kind: number): Check {
  if (kind === 1) return new Crc32();
  if (kind === 4) return new Crc64();
  if (kind === 10) return new Sha256();
  const length = kind === 0 ? 0 : (LENGTHS[Math.trunc((kind - 1) / 3)] ?? 0);
  return { length, add: () => undefined, digest: () => undefined };
}

class Crc32 implements Check {
  readonly length = 4;
  #sum = 0;

  add(chunk: Buffer): void {
    this.#sum = crc32(chunk, this.#sum);
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(this.#sum);
    return bytes;
  }
}

class Sha256 implements Check {
  readonly length = 32;
  readonly #hash = createHash('sha256');

  add(chunk: Buffer): void {
    this.#hash.update(chunk);
  }

  digest(): Buffer {
    return this.#hash.digest();
  }
}

/** Upper and lower half of each byte's table entry: ECMA-182, lowest bit first. */
const UPPER = new Int32Array(256);
const LOWER = new Int32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let sum = BigInt(byte);
  for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1n) === 0n ? sum >> 1n : (sum >> 1n) ^ 0xc96c5795d7870f42n;
  UPPER[byte] = Number(BigInt.asIntN(32, sum >> 32n));
  LOWER[byte] = Number(BigInt.asIntN(32, sum));
}

class Crc64 implements Check {
  readonly length = 8;
  #upper = -1;
  #lower = -1;

  add(chunk: Buffer): void {
    let upper = this.#upper;
    let lower = this.#lower;
    for (const byte of chunk) {
      const index = (lower ^ byte) & 255;
      lower = ((lower >>> 8) | (upper << 24)) ^ LOWER[index]!;
      upper = (upper >>> 8) ^ UPPER[index]!;
    }
    this.#upper = upper;
    this.#lower = lower;
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32LE(~this.#lower, 0);
    bytes.writeInt32LE(~this.#upper, 4);
    return bytes;
  }
}
