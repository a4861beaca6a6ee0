#!/usr/bin/env node
import nodeModule from 'node:module';

// Before anything else is loaded, where Node can (22.8 and later): what is loaded later comes from the cache.
if ('enableCompileCache' in nodeModule) (await import('./compile-cache.ts')).useCompileCache(process.env);
const { runCli } = await import('./cli.ts');

// What takes long makes much that lives short, to which Node would give 32 MB more: collecting it more often costs
// less. And every thread optimises what it runs for itself, which was a seventh of a long scan: later, and less inlined,
// costs less. So does collecting it in the thread that made it, where all cores have work anyhow.
const FLAGS = ['--semi-space-growth-factor=1', '--no-parallel-scavenge', '--max-inlined-bytecode-size-cumulative=200'];
// Of Node 20; later ones have a compiler between, and complain about the word.
const [V8] = process.versions.v8.split('.').map(Number) as [number];
if (V8 === 11) FLAGS.push('--interrupt-budget=300000');
/** Of Node 26. What is not known there is written to standard error, so versions that nobody has tried are left alone. */
const LAST_TRIED = 14;
/** Milliseconds: a hook has ended by then. */
const LONGER = 25;
setTimeout(async () => {
  if (V8 > LAST_TRIED) return;
  const { setFlagsFromString } = await import('node:v8');
  for (const flag of FLAGS) setFlagsFromString(flag);
}, LONGER).unref();

const interrupt = new AbortController();
// The first Ctrl-C lets the scan report what it has; the second ends at once, as if this were not here.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());

// Whoever reads us may close early (`| head`): that is no failure, but what follows is written to nobody.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// What nobody reads to its end would keep the process.
let isStdinOpen = false;
const { exitCode } = await runCli(
  process.argv.slice(2),
  {
    stdout: (chunk) => void process.stdout.write(chunk),
    stderr: (chunk) => void process.stderr.write(chunk),
    get stdin() {
      isStdinOpen = true;
      return process.stdin;
    },
    isOutTerminal: process.stdout.isTTY === true,
    isErrTerminal: process.stderr.isTTY === true,
    get errColumns() {
      return process.stderr.columns ?? 80;
    },
    isInTerminal: process.stdin.isTTY === true,
  },
  process.env,
  process.cwd(),
  interrupt.signal,
);
process.exitCode = exitCode;
if (isStdinOpen) process.stdin.destroy();
