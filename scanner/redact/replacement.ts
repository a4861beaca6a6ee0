// Decides what is written in the place of a value: its masked form, or a pseudonym.

import { pseudonym, type Confidence, type Secret, type Settings } from '../../src/index.ts';
import { Failure } from '../model/failure.ts';

/** What to redact, and what to write instead. */
export interface RedactOptions {
  /** Minimum confidence of a value. Default: that of the settings, else `medium`. */
  readonly minimumConfidence?: Confidence;
  /** White-label hosts and further names, as in a settings file. */
  readonly settings?: Settings;
  /**
   * A key of at least 16 bytes. With it, each value becomes a pseudonym such as `redacted-5d1f0c2b9a7e4f38`, which is
   * the same for the same value and key. Default: the masked form `a6aa…5fc3`.
   */
  readonly key?: string | Uint8Array;
}

/** Bytes of the shortest key. */
const SHORTEST_KEY = 16;

/** @returns the text to write in the place of a value */
export type Replace = (secret: Secret) => string;

/** @throws Failure for a key that is too short */
export function replacementOf({ key }: RedactOptions): Replace {
  if (key === undefined) return ({ redacted }) => redacted;
  const bytes = typeof key === 'string' ? Buffer.from(key) : key;
  if (bytes.length < SHORTEST_KEY)
    throw new Failure(
      `the key for pseudonyms has fewer than ${SHORTEST_KEY} bytes`,
      'Create one: openssl rand -base64 32',
    );
  return (secret) => pseudonym(secret, bytes);
}

/** @returns the criteria of judgement */
export function criteriaOf({ minimumConfidence, settings = {} }: RedactOptions) {
  return { settings, minimumConfidence: minimumConfidence ?? settings.minimumConfidence ?? 'medium' };
}

/** Line breaks of a value that is spread over lines; they stay, so line numbers do not change. */
export function lineBreaks(text: string): string {
  return text.replace(/[^\r\n]+/g, '');
}
