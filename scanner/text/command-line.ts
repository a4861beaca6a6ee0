// How a command of this tool is written wherever one is printed.
import { shellWord } from './shell.ts';

/** How the tool is called: the one place that decides it. */
const CALL = 'navixy-secrets';

/**
 * A command that holds nothing of the run.
 * @param words as they are printed; those in capitals are for the reader to replace
 */
export function call(words: string): string {
  return `${CALL} ${words}`;
}

/** A word that the reader replaces, e.g. `FILE`; it is printed without quotes. */
export class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export type Word = Placeholder | string;

/**
 * @param words of the command line, as the program gets them
 * @param avoided see {@link shellWord}
 * @returns a line that can be copied into a shell
 */
export function commandLine(words: readonly Word[], avoided?: RegExp): string {
  return [CALL, ...words.map((word) => (word instanceof Placeholder ? word.name : shellWord(word, avoided)))].join(' ');
}
