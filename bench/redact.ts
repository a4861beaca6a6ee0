// How fast `redact` copies a generated log, compared with `cat` (npm run bench:redact).

import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, run } from './measure.ts';

/**
 * npm run bench:redact -- [SIZE, megabytes of each log, default 1,000]
 *
 * Each log is piped three times through `cat` and through `redact`. MB/s is by the clock; processor time says what the
 * command costs beside other work.
 */
const megabytes = Number(process.argv[2] ?? 1000);
const ROUNDS = 3;
const PROGRAM = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist/cli.cjs');
const digest = (seed: string) => createHash('md5').update(seed).digest('hex');

const line = (at: number, host: string, more = '') =>
  `2026-11-29T06:${10 + (at % 50)}:12.${100 + (at % 900)}Z INFO [worker-${at % 7}] GET https://${host}/tracker/list?limit=${at} 200 ` +
  `${(at * 7919) % 900}ms id=0b8f7c2e-1d3a-4f5b-9c6d-${100_000_000_000 + at * 7919} {"lat":${(at % 900) / 10},"label":"truck ${at}"}${more}\n`;

const LOGS: Readonly<Record<string, (at: number) => string>> = {
  'another platform': (at) => line(at, 'api.fleet.example/v1'),
  'each line names the platform': (at) => line(at, 'api.eu.navixy.com/v2'),
  'a value on each 1,000th line': (at) =>
    line(at, 'api.eu.navixy.com/v2', at % 1000 === 0 ? ` hash=${digest(`value ${at % 5000}`)}` : ''),
  'a trace id of 32 digits on each line': (at) =>
    line(at, 'api.eu.navixy.com/v2', ` trace_id=${digest(`trace ${at}`)}`),
};

function write(file: string, lineOf: (at: number) => string, size: number): number {
  const out = openSync(file, 'w');
  let written = 0;
  for (let at = 0; written < size;) {
    let block = '';
    for (; block.length < 1e6; at += 1) block += lineOf(at);
    written += writeSync(out, block);
  }
  closeSync(out);
  return written;
}

const folder = mkdtempSync(path.join(tmpdir(), 'navixy-redact-'));
try {
  for (const [name, lineOf] of Object.entries(LOGS)) {
    const file = path.join(folder, 'app.log');
    // A trace id is judged on every line, which takes longer.
    const bytes = write(file, lineOf, (name.includes('trace id') ? 16 : megabytes) * 1e6);
    const commands: Readonly<Record<string, string>> = {
      cat: 'cat "$1" | cat',
      redact: 'cat "$1" | "$2" "$3" redact',
      'redact FILE': '"$2" "$3" redact "$1"',
    };
    for (const [how, command] of Object.entries(commands)) {
      const runs = [];
      for (let round = 0; round < ROUNDS; round += 1)
        runs.push(await run('sh', ['-c', command, 'sh', file, process.execPath, PROGRAM]));
      const seconds = median(runs.map((one) => one.seconds));
      const cpu = median(runs.map((one) => one.cpu));
      const memory = median(runs.map((one) => one.memory));
      console.log(
        `${name.padEnd(38)}${how.padEnd(13)}${(bytes / 1e6 / seconds).toFixed(0).padStart(6)} MB/s ` +
          `${(bytes / 1e6 / cpu).toFixed(0).padStart(6)} MB per processor second  ${memory.toFixed(0).padStart(4)} MiB`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
