// Reads bits from bytes, highest bit first.
/** Reads bits of a stream, highest bit first. Missing bytes read as zeros; see {@link past}. */
export class BitReader {
  bytes: Buffer = Buffer.alloc(0);
  /** Position in bits. */
  at = 0;

  /** @param count up to 24 */
  bits(count: number): number {
    const { bytes } = this;
    const byte = this.at >>> 3;
    // Four bytes contain any 24 bits, wherever they start.
    const word = ((bytes[byte]! << 24) | (bytes[byte + 1]! << 16) | (bytes[byte + 2]! << 8) | bytes[byte + 3]!) >>> 0;
    const value = ((word << (this.at & 7)) >>> 0) >>> (32 - count);
    this.at += count;
    return count === 0 ? 0 : value;
  }

  get past(): boolean {
    return this.at > this.bytes.length * 8;
  }
}
