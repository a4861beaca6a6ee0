#!/usr/bin/env node
// Entry point of the command `navixy-secrets`: sets V8 flags and the compile cache, wires process streams and signals
// and starts the command line.

import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import type { Interrupts, runCli as RunCli } from './cli/run-cli.ts';

// Counts as failed until the command sets another exit code.
process.exitCode = 2;
const [V8] = process.versions.v8.split('.').map(Number) as [number];
// Node 20 only, where they save 3 % of the processor time of a long scan; on Node 22 and 24 nothing. Node would grow the
// young generation by 32 MB for the many short-lived objects: a smaller one with more frequent collections costs less,
// and so does later optimisation with less inlining, because every thread optimises its own code.
const FLAGS =
  V8 === 11
    ? [
        '--semi-space-growth-factor=1',
        '--no-parallel-scavenge',
        '--max-inlined-bytecode-size-cumulative=200',
        '--interrupt-budget=300000',
      ]
    : [];
/** V8 of Node 26. V8 writes a warning to standard error for an unknown flag, so untested versions get no flags. */
const LAST_TRIED = 14;
/** Milliseconds. A hook has finished by then. */
const FLAGS_DELAY_MS = 100;
/**
 * For runs with many findings: a heap above the threshold grows by a third before the next collection, not to four
 * times its size.
 */
const LARGE_HEAP_FLAGS = ['--heap-growing-percent=30'];
/** Threshold in bytes, and milliseconds between two checks. */
const LARGE_HEAP = 64 << 20;
const HEAP_CHECK_MS = 250;
let keepCompiled = (): void => undefined;
setTimeout(() => {
  if (V8 > LAST_TRIED) return;
  if (FLAGS.length > 0) keepCompiled();
  for (const flag of FLAGS) setFlagsFromString(flag);
  const looking = setInterval(() => {
    if (getHeapStatistics().used_heap_size < LARGE_HEAP) return;
    for (const flag of LARGE_HEAP_FLAGS) setFlagsFromString(flag);
    clearInterval(looking);
  }, HEAP_CHECK_MS).unref();
}, FLAGS_DELAY_MS).unref();

void load().catch((error: unknown) => {
  process.stderr.write(
    `navixy-secrets: its own files cannot be loaded: ${String(error).split('\n')[0]}\n  Install it again: npm ci\n`,
  );
});

async function load(): Promise<void> {
  // Before any other import: modules loaded after this come from the compile cache.
  keepCompiled = await (await import('./io/compile-cache.ts')).useCompileCache(process);
  const { Interrupts, isInputClosed, runCli } = await import('./cli/run-cli.ts');
  start(new Interrupts(process), runCli, isInputClosed);
}

/** Starts the command. Not awaited: if the event loop is empty during a top-level await, Node exits with 13. */
function start(ending: Interrupts, runCli: typeof RunCli, isInputClosed: () => boolean): void {
  // Unread standard input would keep the process alive.
  let isStdinOpen = false;
  const io = {
    stdout: (chunk: string) => void ending.stdout.write(chunk),
    stdoutBytes: (bytes: Uint8Array) =>
      new Promise<void>((resolve) => {
        // A lost output is reported by its own event.
        if (ending.stdout.write(bytes, () => resolve())) resolve();
      }),
    stdoutLost: ending.outputLost,
    stdoutWritten: () =>
      new Promise<void>((resolve, reject) => ending.stdout.write('', (error) => (error ? reject(error) : resolve()))),
    stderr: (chunk: string) => void ending.stderr.write(chunk),
    get stdin() {
      isStdinOpen = true;
      return process.stdin;
    },
    isInClosed: isInputClosed,
    get isOutTerminal() {
      return ending.stdout.isTTY === true;
    },
    get isErrTerminal() {
      return ending.stderr.isTTY === true;
    },
    get outColumns() {
      return ending.stdout.columns ?? 80;
    },
    get errColumns() {
      return ending.stderr.columns ?? 80;
    },
    get isInTerminal() {
      return process.stdin.isTTY === true;
    },
  };
  const run = async (): Promise<void> => {
    const { exitCode } = await runCli(process.argv.slice(2), io, process.env, ending.cwd(), ending.signal);
    ending.done(exitCode);
    if (isStdinOpen) process.stdin.destroy();
  };
  void run().catch((error: unknown) => ending.fail(error));
}
