import { createCipheriv, createHash } from 'node:crypto';

/** Bytes of a sum; a shorter one ends on zeros. */
export const SUM_LENGTH = 32;

export interface ContentChecksum {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

const CIPHER = 'chacha20-poly1305';
const NONCE = new Uint8Array(12);

/**
 * A sum by which content is known again: SHA-256, or with a key Poly1305 (RFC 8439), seven times as fast. Whoever
 * does not know the key cannot make two contents of one sum: the chance is below 2^-70 for each pair of segments.
 * One key for all content is safe here, as the sums themselves stay secret: only SHA-256 over all of them is kept.
 * @param key 32 bytes of chance that nobody else knows
 */
export function contentChecksum(key?: Uint8Array): ContentChecksum {
  const sum = new Uint8Array(SUM_LENGTH);
  if (key === undefined) {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  }
  // Content that is only authenticated, with nothing that is encrypted.
  const cipher = createCipheriv(CIPHER, key, NONCE, { authTagLength: 16 });
  return {
    update: (bytes) => void cipher.setAAD(bytes, { plaintextLength: 0 }),
    digest: () => {
      cipher.final();
      sum.set(cipher.getAuthTag());
      return sum;
    },
  };
}

/** Whether this Node has what a sum with a key is made with: a FIPS build does not. */
export function hasKeyedSums(): boolean {
  try {
    contentChecksum(new Uint8Array(32)).digest();
    return true;
  } catch {
    return false;
  }
}
