// Runs the command `redact`.

import path from 'node:path';
import { call } from '../../library/advice.ts';
import { ExitCode, explainError, Failure, TOOL } from '../../library/errors.ts';
import {
  checkFile,
  readKeyFile,
  redactFile,
  redactInPlace,
  redactInput,
  redactSettings,
  type FileOptions,
  type Redaction,
} from '../../library/redact.ts';
import type { Confidence } from '../../library/scan.ts';
import { clean, count } from '../../library/text.ts';
import type { CommandContext } from '../context.ts';
import { closedInput } from '../terminal/closed-input.ts';

export interface RedactCommandOptions {
  readonly files: readonly string[];
  readonly inPlace?: boolean;
  readonly check?: boolean;
  readonly consistent?: boolean;
  readonly keyFile?: string;
  readonly minConfidence: Confidence;
  readonly config?: string | boolean;
}

/** The variable with the key for pseudonyms. */
const KEY = 'NAVIXY_REDACT_KEY';
const STDIN = '-';

/** Masks values in standard input or files. @returns the exit code */
export async function runRedact(options: RedactCommandOptions, around: CommandContext): Promise<ExitCode> {
  const files = options.files.length === 0 ? [STDIN] : options.files;
  const { io, cwd } = around;
  refuse(options, files);
  const key = keyOf(options, around);
  const signal = AbortSignal.any([around.signal, io.stdoutLost].filter((one) => one !== undefined));
  const shared = {
    minimumConfidence: options.minConfidence,
    settings: redactSettings(cwd, options.config),
    ...(key === undefined ? {} : { key }),
    signal,
  };
  let found = 0;
  let isComplete = true;
  for (const file of files) {
    const name = file === STDIN ? 'standard input' : file;
    try {
      const redaction = await redactOne(file, { ...shared, name }, options, around);
      found += redaction.values;
      if (redaction.values > 0) io.stderr(`${clean(sentence(name, redaction, options))}\n`);
    } catch (error) {
      if (io.stdoutLost?.aborted === true) return ExitCode.Failed;
      if (signal.aborted) throw new Failure('interrupted: not everything was redacted');
      isComplete = false;
      io.stderr(`${TOOL.name}: ${explainError(error)}\n`);
    }
  }
  if (!isComplete) return ExitCode.Failed;
  return options.check === true && found > 0 ? ExitCode.Found : ExitCode.Clean;
}

function redactOne(
  file: string,
  options: FileOptions,
  { inPlace = false, check = false }: RedactCommandOptions,
  { io, cwd }: CommandContext,
): Promise<Redaction> {
  const write = check ? () => undefined : io.stdoutBytes;
  if (file === STDIN) return redactInput(io.isInClosed?.() === true ? closedInput() : io.stdin, write, options);
  const full = path.resolve(cwd, file);
  if (check) return checkFile(full, options);
  return inPlace ? redactInPlace(full, options) : redactFile(full, write, options);
}

/** @throws Failure for options that contradict each other */
function refuse(
  { inPlace = false, check = false, consistent = false, keyFile }: RedactCommandOptions,
  files: readonly string[],
) {
  if (inPlace && check) throw new Failure('--check writes nothing, and --in-place replaces files', 'Name one of them.');
  if (inPlace && files.includes(STDIN))
    throw new Failure(
      '--in-place needs files: standard input cannot be replaced',
      `Name the files: ${call('redact --in-place FILE')}`,
    );
  if (keyFile !== undefined && !consistent) throw new Failure('--key-file is for --consistent', 'Add --consistent.');
}

/** The key never comes from an argument: other users can see those. */
function keyOf({ consistent = false, keyFile }: RedactCommandOptions, { env, cwd }: CommandContext) {
  if (!consistent) return undefined;
  if (keyFile !== undefined) return readKeyFile(path.resolve(cwd, keyFile), keyFile);
  const key = env[KEY];
  if (key === undefined || key === '')
    throw new Failure(
      '--consistent needs a key',
      `Create one: (umask 077 && openssl rand -base64 32 > redact.key), then add --key-file redact.key or set ${KEY}.`,
    );
  return key;
}

function sentence(name: string, { values, secrets }: Redaction, { check = false }: RedactCommandOptions): string {
  const amount = `${count(values, 'value')}${secrets === values ? '' : ` (${count(secrets, 'secret')})`}`;
  return check ? `${name}: ${amount} to mask` : `${name}: masked ${amount}; revoke what is still active`;
}
