import { spawn } from 'node:child_process';
import path from 'node:path';
import { reveal, Secret } from '../../../src/secret.ts';
import { clean } from '../../text/clean.ts';
import type { Environment } from '../session/leaked-secret.ts';
import { reasonNotWritten, reasonOf } from '../../io/errno-reasons.ts';
import { createFile } from '../../io/replace-file.ts';
import { describeDestination, type ReadyDestination } from './key-destination.ts';
import { EnvEntryChanged, setEntry } from './env-file.ts';

/** What came of handing a value over. */
export type Receipt =
  | { readonly arrived: 'yes'; readonly detail: string }
  /** `maybe`: a program failed that may have kept the value all the same. */
  | { readonly arrived: 'no' | 'maybe'; readonly detail: string };

/** Where a person sees the new value, when it was asked for. */
export interface Screen {
  /** Is given the value and a line break, and nothing else; fails, or rejects, when they could not be written. */
  readonly stdout: (chunk: string) => void | Promise<void>;
  /** Is given the warning before it. */
  readonly stderr: (chunk: string) => void;
}

export interface DeliveryOptions {
  readonly cwd: string;
  readonly env: Environment;
  /** For a destination `screen`. */
  readonly screen: Screen | undefined;
  readonly signal: AbortSignal | undefined;
  /** Values that must not be in the environment of a program; the new one is never there. */
  readonly secrets: readonly Secret[];
}

/** For the owner's login only; a program that stores a value has no use for it. */
const WITHHELD = /^NAVIXY_(?:LOGIN|PASSWORD)$/iu;
/** Overlapping, for a value may stand in the middle of other digits. */
const HEX_RUN = /(?=([0-9a-fA-F]{32}))/gu;
const MOST_OUTPUT = 2000;
/** Characters of it that are looked at for people. */
const MOST_SHOWN = 200;
/** How long output is waited for after the end of a program, and the end after it was told to stop; milliseconds. */
const GRACE_MS = 1000;

/**
 * Gives a value to where the user wants it: the one place outside the API client that sees it. It
 * goes into a file or down a pipe, never into an argument or the environment, where every process of
 * the user could read it.
 */
export async function deliverKey(secret: Secret, ready: ReadyDestination, options: DeliveryOptions): Promise<Receipt> {
  const { destination, file, entry } = ready;
  const value = reveal(secret);
  const detail = describeDestination(destination);
  try {
    if (entry !== undefined) setEntry(entry, value);
    else if (file !== undefined) createFile(file, `${value}\n`, 0o600);
    else if (destination.type === 'command') return await pipe(value, destination.words, options);
    else return await show(value, detail, options.screen);
    return { arrived: 'yes', detail };
  } catch (error) {
    const why = error instanceof EnvEntryChanged ? clean(error.message) : reasonNotWritten(error);
    return { arrived: 'no', detail: `${detail}: ${why}` };
  }
}

/** What could not be written whole may have been seen all the same. */
async function show(value: string, detail: string, screen: Screen | undefined): Promise<Receipt> {
  if (screen === undefined) return { arrived: 'no', detail: 'there is no screen' };
  screen.stderr('Warning: --show prints the new value. Keep it out of logs, tickets and chats.\n');
  try {
    await screen.stdout(`${value}\n`);
  } catch {
    return { arrived: 'maybe', detail: `${detail} could not be written to` };
  }
  return { arrived: 'yes', detail };
}

/**
 * Writes the value to a program's standard input, without a line break: stores keep what they get. A program is over
 * when it has ended, also where something that it left behind holds its output open; when it is stopped, it gets a
 * moment to end, and then no more is waited for.
 */
function pipe(
  value: string,
  words: readonly string[],
  { cwd, env, signal, secrets }: DeliveryOptions,
): Promise<Receipt> {
  const [program = '', ...args] = words;
  const name = clean(path.basename(program));
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: withoutSecrets(env, secrets),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    const timers: NodeJS.Timeout[] = [];
    const over = (receipt: Receipt): void => {
      signal?.removeEventListener('abort', stop);
      for (const timer of timers) clearTimeout(timer);
      // What the program left behind must not keep this one.
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      child.unref();
      resolve(receipt);
    };
    const ended = (code: number | null): void => {
      if (code === 0) over({ arrived: 'yes', detail: `${name} took it` });
      else if (signal?.aborted === true) over({ arrived: 'maybe', detail: `${name} was stopped` });
      else
        over({
          arrived: 'maybe',
          detail: `${name} ended with ${code === null ? 'a signal' : `status ${code}`}${wordsIn(said, value)}`,
        });
    };
    const stop = (): void => {
      child.kill('SIGTERM');
      timers.push(
        setTimeout(() => {
          child.kill('SIGKILL');
          over({ arrived: 'maybe', detail: `${name} was stopped` });
        }, GRACE_MS),
      );
    };
    child.stdout.on('data', () => undefined);
    child.stderr.on('data', (chunk: Buffer) => {
      if (said.length < MOST_OUTPUT) said += chunk.toString('utf8');
    });
    // A program that does not read ends with a status of its own, which tells more.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such program' : reasonOf(error);
      over({ arrived: child.pid === undefined ? 'no' : 'maybe', detail: `${name}: ${why}` });
    });
    child.on('close', ended);
    child.on('exit', (code) => timers.push(setTimeout(() => ended(code), GRACE_MS)));
    child.stdin.end(value);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop);
  });
}

/** Drops the owner's login and whatever holds a value of this run: the old key is often right there. */
function withoutSecrets(env: Environment, secrets: readonly Secret[]): NodeJS.ProcessEnv {
  const holds = (text: string): boolean =>
    [...text.matchAll(HEX_RUN)].some(([, run = '']) => secrets.some((secret) => secret.equals(new Secret(run))));
  return Object.fromEntries(
    Object.entries(env).filter(([name, text]) => text !== undefined && !WITHHELD.test(name) && !holds(text)),
  );
}

/** A word of a language: no piece of a value in any spelling, which has digits, both cases or no letter beyond f. */
const WORD = /^["'(]?(?:bad|(?=[A-Za-z]?[a-z]*[g-z])[A-Za-z][a-z]+|(?=[A-F]*[G-Z])[A-Z]{2,8})[.,:;!?)"']*$/u;
/** Overlapping; so many letters in a row are no chance where the value holds them too. */
const PIECES = /(?=([a-f]{5}))/gu;

/**
 * The plain words of the first line that a program said. It may repeat what it was given, in any form: cut off, in
 * pairs, within other digits, in base64. So all that is not a plain word becomes an ellipsis.
 */
function wordsIn(said: string, value: string): string {
  const line = said.split('\n').find((text) => text.trim() !== '') ?? '';
  const isPiece = (word: string): boolean =>
    [...word.toLowerCase().matchAll(PIECES)].some(([, piece = '']) => value.includes(piece));
  const isWord = (word: string): boolean => WORD.test(word) && !isPiece(word);
  const words = line
    .trim()
    .slice(0, MOST_SHOWN)
    .split(/\s+/u)
    .map((word) => (isWord(word) ? word : '…'));
  const shown = words.join(' ').replace(/…(?: …)+/gu, '…');
  return /[a-z]/iu.test(shown) ? `: ${shown}` : '';
}
