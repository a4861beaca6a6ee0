// Wraps a credential so it cannot be printed, logged or serialized by accident.
import { detachedCopy } from './detached-copy.ts';

const values = new WeakMap<Secret, string>();

/**
 * A credential that never prints itself: `String()`, templates, `JSON.stringify`, `util.inspect` and error messages
 * show {@link Secret.redacted}. The value is stored outside the object, so debugger dumps, spread and `Object.entries`
 * cannot reach it either. {@link reveal} is the only access.
 */
export class Secret {
  /** First and last four characters, e.g. `a6aa…5fc3`; only `…` when the value is too short to mask. */
  readonly redacted: string;
  #fingerprint: string | undefined;

  /** @param value the characters as found, in any letter case */
  constructor(value: string) {
    values.set(this, value);
    this.redacted = redact(value);
    Object.freeze(this);
  }

  /** Hex SHA-256 of the value in lower case: identifies the same secret across reports without showing it. */
  get sha256(): string {
    return sha256(reveal(this).toLowerCase());
  }

  /**
   * Stable identifier of the secret, 20 hex digits. It depends only on the value, so it survives moved lines, renamed
   * files and rebases. Salted, so it is not a prefix of {@link sha256}.
   */
  get fingerprint(): string {
    return (this.#fingerprint ??= detachedCopy(sha256(`navixy-secrets/1\0${reveal(this).toLowerCase()}`).slice(0, 20)));
  }

  /** @returns whether both have the same value, ignoring letter case */
  equals(other: Secret): boolean {
    return reveal(this).toLowerCase() === reveal(other).toLowerCase();
  }

  toString(): string {
    return this.redacted;
  }

  toJSON(): string {
    return this.redacted;
  }

  [Symbol.toPrimitive](): string {
    return this.redacted;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Secret(${this.redacted})`;
  }
}

/** Keeps one {@link Secret} per value, so documents with the same values share it. */
export class SecretPool {
  readonly #known = new Map<string, Secret>();

  /** @param value the characters as found, in any letter case; may reference a document, which is not kept in memory */
  of(value: string): Secret {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const own = detachedCopy(value);
    const secret = new Secret(own);
    if (this.#known.size >= MAX_POOLED) this.#known.clear();
    this.#known.set(own, secret);
    return secret;
  }
}

/** Maximum number of pooled values. Beyond it some secrets get two objects, which only costs memory. */
const MAX_POOLED = 250_000;

/**
 * Returns the value itself. Only the API client, which must send it, and `--show-secrets` may call this; the lint
 * configuration of this repository enforces it.
 */
export function reveal(secret: Secret): string {
  const value = values.get(secret);
  if (value === undefined) throw new TypeError('not a Secret of this process');
  return value;
}

/** Hex digits of a pseudonym: 64 bits, so two of a million values share one with a chance of 1 in 30 million. */
const PSEUDONYM_LENGTH = 16;

/**
 * A name for a secret that is the same wherever the key is the same, and that nobody can compute without the key.
 * @param key at least 16 bytes
 * @returns for example `redacted-5d1f0c2b9a7e4f38`
 */
export function pseudonym(secret: Secret, key: Uint8Array): string {
  const { createHmac } = process.getBuiltinModule('node:crypto');
  const digest = createHmac('sha256', key).update(reveal(secret).toLowerCase()).digest('hex');
  return `redacted-${digest.slice(0, PSEUDONYM_LENGTH)}`;
}

/** @returns `value` masked, except for its first and last four characters */
function redact(value: string): string {
  return value.length < 16 ? '…' : `${value.slice(0, 4)}…${value.slice(-4)}`;
}

/** Loads `node:crypto` on first use: it is a fifth of the lint entry's load time, and most files have no secret. */
function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', text, 'hex');
}
