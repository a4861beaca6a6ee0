#!/usr/bin/env node
import nodeModule from 'node:module';
import type { Interrupts, runCli as RunCli } from './cli/program.ts';

// A failure until it is known to be none.
process.exitCode = 2;
// What takes long makes much that lives short, to which Node would give 32 MB more: collecting it more often costs
// less. And every thread optimises what it runs for itself, which was a seventh of a long scan: later, and less
// inlined, costs less. So does collecting it in the thread that made it, where all cores have work anyhow.
const FLAGS = ['--semi-space-growth-factor=1', '--no-parallel-scavenge', '--max-inlined-bytecode-size-cumulative=200'];
// Of Node 20; later ones have a compiler between, and complain about the word.
const [V8] = process.versions.v8.split('.').map(Number) as [number];
if (V8 === 11) FLAGS.push('--interrupt-budget=300000');
/**
 * Of Node 26. What is not known there is written to standard error, so versions that nobody has tried are left alone.
 */
const LAST_TRIED = 14;
/** Milliseconds: a hook has ended by then. */
const LONGER = 25;
/**
 * A heap that holds so much is let grow by a third before it is collected, not to four times its size: many findings.
 */
const MANY = ['--heap-growing-percent=30'];
/** Bytes in use, and milliseconds between two looks. */
const LARGE_HEAP = 64 << 20;
const LOOK = 250;
setTimeout(async () => {
  if (V8 > LAST_TRIED) return;
  const { getHeapStatistics, setFlagsFromString } = await import('node:v8');
  for (const flag of FLAGS) setFlagsFromString(flag);
  const looking = setInterval(() => {
    if (getHeapStatistics().used_heap_size < LARGE_HEAP) return;
    for (const flag of MANY) setFlagsFromString(flag);
    clearInterval(looking);
  }, LOOK).unref();
}, LONGER).unref();

try {
  // Before anything else is loaded, where Node can (22.8 and later): what is loaded later comes from the cache.
  if ('enableCompileCache' in nodeModule) (await import('./io/compile-cache.ts')).useCompileCache(process.env);
  const { Interrupts, isInputClosed, runCli } = await import('./cli/program.ts');
  start(new Interrupts(process), runCli, isInputClosed);
} catch (error) {
  process.stderr.write(
    `navixy-secrets: its own files cannot be loaded: ${String(error)}\n  Install it again: npm ci\n`,
  );
}

/** Starts the command. It is not awaited: where the loop runs dry under an await of a module, Node ends with 13. */
function start(ending: Interrupts, runCli: typeof RunCli, isInputClosed: () => boolean): void {
  // What nobody reads to its end would keep the process.
  let isStdinOpen = false;
  const io = {
    stdout: (chunk: string) => void process.stdout.write(chunk),
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
