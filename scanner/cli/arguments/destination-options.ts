// Options for the destination of a rotated key.

import { Failure } from '../../library/errors.ts';
import type { Destination } from '../../library/rotate.ts';
import { clean } from '../../library/text.ts';

/** Options for the destination of the new value. */
export interface DestinationOptions {
  readonly toFile?: string;
  /** `FILE:NAME` */
  readonly toEnv?: string;
  readonly toCommand?: string;
  /** Name of a secret in a GitHub repository, set with `gh`. */
  readonly toGithub?: string;
  /** Name of a variable in a GitLab project, set with `glab`. */
  readonly toGitlab?: string;
  /** Repository for the last two; default: the one of the current folder. */
  readonly repo?: string;
  readonly show?: boolean;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/**
 * @returns the destination; `undefined` if no option names one
 * @throws Failure for several destinations, or one in a wrong form
 */
export function destinationOf(options: DestinationOptions): Destination | undefined {
  const { toFile, toEnv, toCommand, toGithub, toGitlab, repo, show } = options;
  const all: Destination[] = [];
  if (toFile !== undefined) all.push({ type: 'file', path: toFile });
  if (toEnv !== undefined) all.push(envEntry(toEnv));
  if (toCommand !== undefined) all.push({ type: 'command', words: splitWords(toCommand) });
  const repository = repo === undefined ? [] : ['--repo', repo];
  if (toGithub !== undefined)
    all.push({ type: 'command', words: ['gh', 'secret', 'set', named(toGithub), ...repository] });
  if (toGitlab !== undefined)
    all.push({ type: 'command', words: ['glab', 'variable', 'set', named(toGitlab), '--masked', ...repository] });
  if (show === true) all.push({ type: 'screen' });
  if (all.length > 1)
    throw new Failure(
      'The new value can go to one place only.',
      'Name one of --to-file, --to-env, --to-command, --to-github, --to-gitlab and --show.',
    );
  return all[0];
}

function envEntry(text: string): Destination {
  const at = text.lastIndexOf(':');
  if (at <= 0) throw new Failure('--to-env needs FILE:NAME, such as .env:NAVIXY_API_KEY');
  return { type: 'env', path: text.slice(0, at), name: named(text.slice(at + 1)) };
}

function named(name: string): string {
  if (!NAME.test(name))
    throw new Failure(`${clean(name)} is not a name: letters, digits and underscores, such as NAVIXY_API_KEY`);
  return name;
}

/**
 * Splits a command line into words, with quotes and backslashes as in a shell, but without a shell.
 * @throws Failure for an unclosed quote or an empty command
 */
export function splitWords(text: string): readonly string[] {
  const pattern = /\s*((?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+)/gsuy;
  const words: string[] = [];
  let end = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    words.push(unquote(match[1] ?? ''));
    end = pattern.lastIndex;
  }
  if (text.slice(end).trim() !== '') throw new Failure('the command has a quote that is not closed');
  if (words.length === 0) throw new Failure('the command is empty');
  return words;
}

function unquote(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gsu,
    (_whole, single?: string, double?: string, escaped?: string) => {
      return single ?? double?.replace(/\\(["\\$`])/gsu, '$1') ?? escaped ?? '';
    },
  );
}
