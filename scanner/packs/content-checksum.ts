// A checksum for file content: SHA-256, or the faster keyed Poly1305 if the cache has a secret key.
import { createCipheriv, createHash } from 'node:crypto';

/** Length of a checksum in bytes; shorter ones are padded with zeros. */
export const SUM_LENGTH = 32;

export interface ContentChecksum {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

const CIPHER = 'chacha20-poly1305';
const NONCE = new Uint8Array(12);

/**
 * A checksum that identifies content: SHA-256, or with a key Poly1305 (RFC 8439), which is seven times as fast. Without
 * the key, nobody can construct two contents with the same checksum: the chance is below 2^-70 for each pair of
 * segments. Using one key for all content is safe here, because the checksums stay secret: only a SHA-256 over all of
 * them is stored.
 * @param key 32 random secret bytes
 */
export function contentChecksum(key?: Uint8Array): ContentChecksum {
  const sum = new Uint8Array(SUM_LENGTH);
  if (key === undefined) {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  }
  // The content is authenticated only; nothing is encrypted.
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

/** Whether this Node supports keyed checksums: a FIPS build does not. */
export function hasKeyedSums(): boolean {
  try {
    contentChecksum(new Uint8Array(32)).digest();
    return true;
  } catch {
    return false;
  }
}
