// Delivers a new key to its destination without exposing it to other processes.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { reveal, Secret } from '../../../src/secret.ts';
import { clean } from '../../text/clean.ts';
import type { Environment } from '../session/leaked-secret.ts';
import { reasonNotWritten, reasonOf } from '../../io/errno-reasons.ts';
import { createFile } from '../../io/replace-file.ts';
import { describeDestination, type ReadyDestination } from './key-destination.ts';
import { EnvEntryChanged, setEntry } from './env-file.ts';

/** The result of a delivery. */
export type Receipt =
  | { readonly arrived: 'yes'; readonly detail: string }
  /** `maybe`: a program failed but may have stored the value. */
  | { readonly arrived: 'no' | 'maybe'; readonly detail: string };

/** Where to show the new value, if requested. */
export interface Screen {
  /** Receives the value and a line break, nothing else; throws or rejects if writing fails. */
  readonly stdout: (chunk: string) => void | Promise<void>;
  /** Receives the warning before the value. */
  readonly stderr: (chunk: string) => void;
}

export interface DeliveryOptions {
  readonly cwd: string;
  readonly env: Environment;
  /** For a destination `screen`. */
  readonly screen: Screen | undefined;
  readonly signal: AbortSignal | undefined;
  /** Values that must not be in a program's environment; the new value never is. */
  readonly secrets: readonly Secret[];
}

/** Credentials of the account's owner; a program that stores a value does not need them. */
const WITHHELD = /^NAVIXY_(?:LOGIN|PASSWORD)$/iu;
/** Overlapping matches, because a value may be inside a longer run of digits. */
const HEX_RUN = /(?=([0-9a-fA-F]{32}))/gu;
const MOST_OUTPUT = 2000;
/** Maximum number of characters of a program's output to inspect. */
const MOST_SHOWN = 200;
/** Milliseconds to wait for output after a program's end, and for its end after it was told to stop. */
const GRACE_MS = 1000;

/**
 * Delivers a value to its destination. This is the only code outside the API client that reveals a value. The value is
 * written to a file or a pipe, never to an argument or the environment, which every process of the user can read.
 */
export async function deliverKey(secret: Secret, ready: ReadyDestination, options: DeliveryOptions): Promise<Receipt> {
  const { destination, file, entry } = ready;
  const value = reveal(secret);
  const detail = describeDestination(destination);
  try {
    if (entry !== undefined) setEntry(entry, value);
    else if (file !== undefined) createFile(file, `${value}\n`, 0o600);
    else if (destination.type === 'command') return await pipeToProgram(value, destination.words, options);
    else return await show(value, detail, options.screen);
    return { arrived: 'yes', detail };
  } catch (error) {
    const why = error instanceof EnvEntryChanged ? clean(error.message) : reasonNotWritten(error);
    return { arrived: 'no', detail: `${detail}: ${why}` };
  }
}

/** A value that was only partly written may have been seen anyway. */
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
 * Writes the value to a program's standard input, without a line break, because stores keep their input unchanged. The
 * program is finished when its process ends, even if a child process keeps its output open. After a stop it gets a
 * grace period; then it is not waited for.
 */
function pipeToProgram(
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
      // Child processes of the program must not keep this process alive.
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
    // A program that does not read its input ends with its own exit code, which is more useful.
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

/** Removes the owner's credentials and all variables with a value of this run: the old key is often among them. */
function withoutSecrets(env: Environment, secrets: readonly Secret[]): NodeJS.ProcessEnv {
  const holds = (text: string): boolean =>
    [...text.matchAll(HEX_RUN)].some(([, run = '']) => secrets.some((secret) => secret.equals(new Secret(run))));
  return Object.fromEntries(
    Object.entries(env).filter(([name, text]) => text !== undefined && !WITHHELD.test(name) && !holds(text)),
  );
}

/**
 * An ordinary word: it cannot be a piece of a value in any spelling, which has digits, mixed case, or only letters up
 * to f.
 */
const WORD = /^["'(]?(?:bad|(?=[A-Za-z]?[a-z]*[g-z])[A-Za-z][a-z]+|(?=[A-F]*[G-Z])[A-Z]{2,8})[.,:;!?)"']*$/u;
/** Overlapping matches; five such letters in a row that are also in the value are no coincidence. */
const PIECES = /(?=([a-f]{5}))/gu;

/**
 * The ordinary words of the first line of a program's output. The program may repeat the value in any form: truncated,
 * in pairs, within other digits, in base64. So everything except ordinary words becomes an ellipsis.
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
