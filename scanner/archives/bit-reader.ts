/** Bits of a stream, the first of a byte being the highest. Bytes that are not there are zeros; {@link past} tells. */
export class BitReader {
  bytes: Buffer = Buffer.alloc(0);
  /** In bits. */
  at = 0;

  /** @param count up to 24 */
  bits(count: number): number {
    const { bytes } = this;
    const byte = this.at >>> 3;
    // Four bytes hold any 24 bits, wherever they begin.
    const word = ((bytes[byte]! << 24) | (bytes[byte + 1]! << 16) | (bytes[byte + 2]! << 8) | bytes[byte + 3]!) >>> 0;
    const value = ((word << (this.at & 7)) >>> 0) >>> (32 - count);
    this.at += count;
    return count === 0 ? 0 : value;
  }

  get past(): boolean {
    return this.at > this.bytes.length * 8;
  }
}
