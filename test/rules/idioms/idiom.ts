import { createHash } from 'node:crypto';
import { hex } from '../../support/hex.ts';

/** The lines that reports are expected on, by rule name without prefix. */
export type Lines = Readonly<Record<string, readonly number[]>>;

/** A piece of code as teams write it, with the reports that the rule pages promise for it. */
export interface Idiom {
  readonly name: string;
  readonly file: string;
  /** Markers such as `«key»` stand for values made at run time. */
  readonly code: string;
  readonly expected: Lines;
  /** Reports on which the rule pages leave room: they count neither for nor against. */
  readonly either?: Lines;
}

/**
 * The code of an idiom with values in place of its markers.
 * @param idiom its name is the seed, so the same idiom always gets the same values
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
