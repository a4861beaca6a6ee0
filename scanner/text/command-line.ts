// Formats commands of this tool for messages and reports.

import { CALL } from './installed-as.ts';
import { shellWord } from './shell.ts';

/**
 * A command that needs no options of the run.
 * @param words printed unchanged; words in capitals are placeholders
 */
export function call(words: string): string {
  return `${CALL} ${words}`;
}

/** A placeholder for the reader to replace, e.g. `FILE`; printed without quotes. */
export class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export type Word = Placeholder | string;

/**
 * @param words of the command line, unquoted
 * @param avoided see {@link shellWord}
 * @returns a line that can be pasted into a shell
 */
export function commandLine(words: readonly Word[], avoided?: RegExp): string {
  return [CALL, ...words.map((word) => (word instanceof Placeholder ? word.name : shellWord(word, avoided)))].join(' ');
}
