import { createHash } from 'node:crypto';
import { hex } from '../../support/hex.ts';

/** The lines with expected reports, by rule name without prefix. */
export type Lines = Readonly<Record<string, readonly number[]>>;

/** A piece of common code, with the documented reports. */
export interface Idiom {
  readonly name: string;
  readonly file: string;
  /** Markers such as `«key»` are replaced by values created at run time. */
  readonly code: string;
  readonly expected: Lines;
  /** Reports that the documentation leaves open. They are not counted. */
  readonly either?: Lines;
}

/**
 * Replaces the markers in the code of an idiom by values.
 * @param idiom the idiom; its name is the seed of the values
 * @returns the code to lint
 */
export function fillIdiom({ name, code }: Idiom): string {
  const key = hex(`idiom ${name} key`);
  const values: Record<string, string> = {
    key: key,
    'key.head': key.slice(0, 16),
    'key.tail': key.slice(16),
    sha1: createHash('sha1').update(name).digest('hex'),
  };
  return code.replace(/«([^»]+)»/g, (_, marker: string) => values[marker] ?? hex(`idiom ${name} ${marker}`));
}
