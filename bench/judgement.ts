// How the time to judge a document grows with its size (npm run bench:judgement).

import { createHash } from 'node:crypto';
import { detectInBytes } from '../src/index.ts';

/**
 * npm run bench:judgement -- [LARGEST, megabytes, default 100]
 *
 * Uses documents whose cost could grow too fast. Prints milliseconds per size, and the growth of time relative to the
 * growth of size: 1 is linear.
 */
const largest = Number(process.argv[2] ?? 100) * 1e6;
const digest = (seed: number) => createHash('md5').update(String(seed)).digest('hex');
const repeated = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  'one line, one candidate at its end': (length) =>
    `${repeated('var a=function(b){return b+1};', length)} navixy_hash=${digest(1)}`,
  'one line of candidates': (length) =>
    `// navixy ${Array.from({ length: length / 45 }, (_, at) => `"k${at % 1000}":"${digest(at % 5000)}"`).join(',')}`,
  'a line for each candidate': (length) =>
    `// navixy\n${Array.from({ length: length / 45 }, (_, at) => `hash: ${digest(at % 5000)}`).join('\n')}`,
  'base64 of hex': (length) =>
    `navixy ${Buffer.from(Array.from({ length: length / 44 }, (_, at) => digest(at % 5000)).join('')).toString('base64')}`,
  'spaces between quotes': (length) => `navixy "abc"${' '.repeat(length)}${digest(1)}`,
  'pieces that never make 32': (length) => `navixy ${repeated('"abcdef" + ', length)}${digest(1)}`,
  'words without an end': (length) => `navixy ${repeated('a_', length)}=${digest(1)}`,
  'hex without an end': (length) => `navixy ${repeated('ab', length)}`,
  'escapes without an end': (length) => `navixy ${repeated('%61', length)}`,
  'slashes without an end': (length) => `navixy ${repeated('/tracker', length)}?hash=${digest(1)}`,
  'the platform named everywhere': (length) => `${repeated('navixy tracker/list ', length)} hash=${digest(1)}`,
};

for (const [name, make] of Object.entries(SHAPES)) {
  const times: { readonly length: number; readonly time: number }[] = [];
  for (let length = 1e5; length <= largest; length *= 10) {
    const bytes = Buffer.from(make(length));
    const started = performance.now();
    detectInBytes(bytes);
    times.push({ length, time: performance.now() - started });
  }
  const [before, after] = times.slice(-2) as [{ length: number; time: number }, { length: number; time: number }];
  const growth = after.time / before.time / (after.length / before.length);
  console.log(
    `${name.padEnd(36)}${times.map(({ length, time }) => `${length / 1e6} MB ${time.toFixed(0)} ms`).join('   ')}   growth ${growth.toFixed(2)}`,
  );
}
