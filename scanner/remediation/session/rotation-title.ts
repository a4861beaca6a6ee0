// Titles of replacement keys, by which this run and later runs recognise them.

import { randomBytes } from 'node:crypto';
import type { Secret } from '../../../src/secret.ts';

/** The replaced key and the run, at the end of a title: `[rotated 0123abcd-89ab45cd]`. */
const TAG = /\[rotated ([0-9a-f]{8})-[0-9a-f]{8}\]$/u;

const LONGEST_TITLE = 255;

/** For a key without a title; the platform requires one. */
const UNTITLED = 'Rotated by navixy-secrets';

/**
 * The title of a replacement key. It contains the fingerprint of the old key and a random run id. So this run
 * recognises its key if the answer to its creation is lost, never mistakes another key for it, and a later run
 * recognises leftovers.
 */
export class RotationTitle {
  /** The title for the key. */
  readonly text: string;
  readonly #tag: string;

  constructor(old: { readonly secret: Secret; readonly title: string }) {
    this.#tag = ` [rotated ${nameOf(old.secret)}-${randomBytes(4).toString('hex')}]`;
    const plain = withoutTag(old.title)
      .replace(/\p{Cc}/gu, ' ')
      .trim();
    this.text = `${shortened(plain === '' ? UNTITLED : plain, LONGEST_TITLE - this.#tag.length)}${this.#tag}`;
  }

  /** Whether a key with this title was created by this run; the server may have changed the words before the tag. */
  isOf(title: string): boolean {
    return title.endsWith(this.#tag.trim());
  }
}

/** Whether a key with this title was created to replace `old`. */
export function replaces(title: string, old: Pick<Secret, 'fingerprint'>): boolean {
  return TAG.exec(title)?.[1] === nameOf(old);
}

/** @returns the title that people gave the key */
export function withoutTag(title: string): string {
  return title.replace(TAG, '').trimEnd();
}

function nameOf(secret: Pick<Secret, 'fingerprint'>): string {
  return secret.fingerprint.slice(0, 8);
}

/** Cuts between characters, never within a surrogate pair. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  let result = '';
  for (const character of text) {
    if (result.length + character.length > length) break;
    result += character;
  }
  return result;
}
