#!/usr/bin/env node
// Entry point of the command `navixy-secrets`: sets V8 flags and the compile cache, wires process streams and signals
// and starts the command line.

import nodeModule from 'node:module';
import type { Interrupts, runCli as RunCli } from './cli/program.ts';

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
const FLAGS_DELAY_MS = 25;
/**
 * For runs with many findings: a heap above the threshold grows by a third before the next collection, not to four
 * times its size.
 */
const LARGE_HEAP_FLAGS = ['--heap-growing-percent=30'];
/** Threshold in bytes, and milliseconds between two checks. */
const LARGE_HEAP = 64 << 20;
const HEAP_CHECK_MS = 250;
setTimeout(async () => {
  if (V8 > LAST_TRIED) return;
  const { getHeapStatistics, setFlagsFromString } = await import('node:v8');
  for (const flag of FLAGS) setFlagsFromString(flag);
  const looking = setInterval(() => {
    if (getHeapStatistics().used_heap_size < LARGE_HEAP) return;
    for (const flag of LARGE_HEAP_FLAGS) setFlagsFromString(flag);
    clearInterval(looking);
  }, HEAP_CHECK_MS).unref();
}, FLAGS_DELAY_MS).unref();

try {
  // Before any other import: modules loaded after this come from the compile cache (Node 22.8 and later).
  if ('enableCompileCache' in nodeModule) (await import('./io/compile-cache.ts')).useCompileCache(process.env);
  const { Interrupts, isInputClosed, runCli } = await import('./cli/program.ts');
  start(new Interrupts(process), runCli, isInputClosed);
} catch (error) {
  process.stderr.write(
    `navixy-secrets: its own files cannot be loaded: ${String(error)}\n  Install it again: npm ci\n`,
  );
}

/** Starts the command. Not awaited: if the event loop is empty during a top-level await, Node exits with 13. */
function start(ending: Interrupts, runCli: typeof RunCli, isInputClosed: () => boolean): void {
  // Unread standard input would keep the process alive.
  let isStdinOpen = false;
  const io = {
    stdout: (chunk: string) => void process.stdout.write(chunk),
    stdoutBytes: (bytes: Uint8Array) =>
      new Promise<void>((resolve) => {
        // A lost output is reported by its own event.
        if (process.stdout.write(bytes, () => resolve())) resolve();
      }),
    stdoutLost: ending.outputLost,
    stdoutWritten: () =>
      new Promise<void>((resolve, reject) => process.stdout.write('', (error) => (error ? reject(error) : resolve()))),
    stderr: (chunk: string) => void process.stderr.write(chunk),
    get stdin() {
      isStdinOpen = true;
      return process.stdin;
    },
    isInClosed: isInputClosed,
    isOutTerminal: process.stdout.isTTY === true,
    isErrTerminal: process.stderr.isTTY === true,
    get outColumns() {
      return process.stdout.columns ?? 80;
    },
    get errColumns() {
      return process.stderr.columns ?? 80;
    },
    isInTerminal: process.stdin.isTTY === true,
  };
  const run = async (): Promise<void> => {
    const { exitCode } = await runCli(process.argv.slice(2), io, process.env, ending.cwd(), ending.signal);
    ending.done(exitCode);
    if (isStdinOpen) process.stdin.destroy();
  };
  void run().catch((error: unknown) => ending.fail(error));
}
