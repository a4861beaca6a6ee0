// Titles of keys that replace others, by which this run and later ones know them.
import { randomBytes } from 'node:crypto';
import type { Secret } from '../../../src/secret.ts';

/** Which key a key was made to replace, and by which run: `[rotated 0123abcd-89ab45cd]` at the end of its title. */
const TAG = /\[rotated ([0-9a-f]{8})-[0-9a-f]{8}\]$/u;

const LONGEST_TITLE = 255;

/** Of a key whose own title is empty; the platform wants one. */
const UNTITLED = 'Rotated by navixy-secrets';

/**
 * The title of a key that replaces another. It names the old key by its fingerprint, and the run by something that
 * nobody else can have come upon: so this run knows its key again when the answer to its creation got lost, takes
 * nobody else's for it, and a later run knows what was left behind.
 */
export class RotationTitle {
  /** What the key is to be called. */
  readonly text: string;
  readonly #tag: string;

  constructor(old: { readonly secret: Secret; readonly title: string }) {
    this.#tag = ` [rotated ${nameOf(old.secret)}-${randomBytes(4).toString('hex')}]`;
    const plain = withoutTag(old.title)
      .replace(/\p{Cc}/gu, ' ')
      .trim();
    this.text = `${shortened(plain === '' ? UNTITLED : plain, LONGEST_TITLE - this.#tag.length)}${this.#tag}`;
  }

  /** Whether a key with this title was made by this run; the server may have changed the words before the tag. */
  isOf(title: string): boolean {
    return title.endsWith(this.#tag.trim());
  }
}

/** Whether a key with this title was made to replace `old`. */
export function replaces(title: string, old: Pick<Secret, 'fingerprint'>): boolean {
  return TAG.exec(title)?.[1] === nameOf(old);
}

/** @returns what people called the key */
export function withoutTag(title: string): string {
  return title.replace(TAG, '').trimEnd();
}

function nameOf(secret: Pick<Secret, 'fingerprint'>): string {
  return secret.fingerprint.slice(0, 8);
}

/** Cut between characters, never within one. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  let result = '';
  for (const character of text) {
    if (result.length + character.length > length) break;
    result += character;
  }
  return result;
}
