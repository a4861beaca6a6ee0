import { ownText } from './own-text.ts';

const values = new WeakMap<Secret, string>();

/**
 * A credential that never prints itself: `String()`, templates, `JSON.stringify`, `util.inspect`
 * and error messages all see {@link Secret.redacted}. The value is kept outside the object, so no
 * debugger dump, spread or `Object.entries` reaches it either. {@link reveal} is the one way in.
 */
export class Secret {
  /** First and last four characters, e.g. `a6aa…5fc3`; `…` alone when the value is too short to mask. */
  readonly redacted: string;
  #fingerprint: string | undefined;

  /** @param value the characters as found, in any case */
  constructor(value: string) {
    values.set(this, value);
    this.redacted = redact(value);
    Object.freeze(this);
  }

  /** Hex SHA-256 of the value in lower case: says "the same secret" across reports without showing it. */
  get sha256(): string {
    return sha256(reveal(this).toLowerCase());
  }

  /**
   * Stable name of the secret, 20 hex digits: it depends on the value alone, so it outlives moved
   * lines, renamed files and rebases. Salted, so that it is not a prefix of {@link sha256}.
   */
  get fingerprint(): string {
    return (this.#fingerprint ??= ownText(sha256(`navixy-secrets/1\0${reveal(this).toLowerCase()}`).slice(0, 20)));
  }

  /** @returns whether both hold the same value, letter case aside */
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

/** Keeps one {@link Secret} for each value, so that documents with the same values share what is known of them. */
export class SecretPool {
  readonly #known = new Map<string, Secret>();

  /** @param value the characters as found, in any case; may point into a document, which is not kept */
  of(value: string): Secret {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const own = ownText(value);
    const secret = new Secret(own);
    if (this.#known.size >= MOST_POOLED) this.#known.clear();
    this.#known.set(own, secret);
    return secret;
  }
}

/** Values that are kept; with more of them, some secrets have two objects, which changes nothing but memory. */
const MOST_POOLED = 250_000;

/**
 * The value itself. Only the API client, which must send it, and `--show-secrets` may call this;
 * the lint configuration of this repository holds everyone else to that.
 */
export function reveal(secret: Secret): string {
  const value = values.get(secret);
  if (value === undefined) throw new TypeError('not a Secret of this process');
  return value;
}

/** @returns `value` with everything but its first and last four characters masked */
function redact(value: string): string {
  return value.length < 16 ? '…' : `${value.slice(0, 4)}…${value.slice(-4)}`;
}

/** Loaded when first needed: it is a fifth of what the lint entry takes to load, and most files hold no secret. */
function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', text, 'hex');
}
