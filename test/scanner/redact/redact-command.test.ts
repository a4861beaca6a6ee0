import {
  appendFileSync,
  chmodSync,
  linkSync,
  lstatSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redactInPlace, redactInput } from '../../../scanner/index.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder } from '../../support/repo.ts';
import { cli } from '../run.ts';

const value = hex('redact command');
const shown = `${value.slice(0, 4)}…${value.slice(-4)}`;
const LOG = `worker 7 saw ${value}\nGET https://api.navixy.com/v2/x?hash=${value} 200\nend`;
const REDACTED = LOG.replaceAll(value, shown);

let folder: TempFolder;
beforeEach(() => (folder = new TempFolder()));
afterEach(() => folder[Symbol.dispose]());
const run = (
  args: readonly string[],
  more: { readonly stdin?: string | Uint8Array; readonly env?: NodeJS.ProcessEnv } = {},
) => cli(['redact', ...args], { cwd: folder.root, ...more });

describe('redact', () => {
  it('copies standard input', async () => {
    expect(await run([], { stdin: `GET https://api.navixy.com/v2/x?hash=${value} 200` })).toEqual({
      exitCode: 0,
      stdout: `GET https://api.navixy.com/v2/x?hash=${shown} 200`,
      stderr: 'standard input: masked 1 value; revoke what is still active\n',
    });
    expect(await run(['-'], { stdin: 'nothing here\n' })).toEqual({
      exitCode: 0,
      stdout: 'nothing here\n',
      stderr: '',
    });
  });

  it('copies files, and redacts a value also before the line that identifies it', async () => {
    folder.write('a log.txt', LOG);
    folder.write('b.txt', 'nothing\n');
    expect(await run(['b.txt', 'a log.txt'])).toEqual({
      exitCode: 0,
      stdout: `nothing\n${REDACTED}`,
      stderr: 'a log.txt: masked 2 values (1 secret); revoke what is still active\n',
    });
    expect(readFileSync(folder.path('a log.txt'), 'utf8')).toBe(LOG);
  });

  it('only counts with --check', async () => {
    folder.write('a.txt', LOG);
    folder.write('b.txt', 'nothing\n');
    expect(await run(['--check', 'a.txt', 'b.txt'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'a.txt: 2 values (1 secret) to mask\n',
    });
    expect(await run(['--check', 'b.txt'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect((await run(['--check'], { stdin: LOG })).exitCode).toBe(1);
  });

  it('continues after an unreadable file, and exits with 2', async () => {
    folder.write('a.txt', LOG);
    expect(await run(['none.txt', 'a.txt'])).toEqual({
      exitCode: 2,
      stdout: REDACTED,
      stderr: [
        'navixy-secrets: cannot read none.txt: no such file',
        '  Check the spelling; paths are relative to the current folder.',
        'a.txt: masked 2 values (1 secret); revoke what is still active',
        '',
      ].join('\n'),
    });
    expect((await run(['--check', 'none.txt', 'a.txt'])).exitCode).toBe(2);
  });

  it('copies an archive unchanged, and exits with 2', async () => {
    folder.write('a.log.gz', gzipSync(LOG));
    const why =
      'navixy-secrets: a.log.gz is an archive, and its content is not redacted\n' +
      '  Unpack it, redact the files, and pack them again.\n';
    expect(await run(['a.log.gz'])).toEqual({ exitCode: 2, stdout: '', stderr: why });
    expect(await run(['--check', 'a.log.gz'])).toEqual({ exitCode: 2, stdout: '', stderr: why });
    const written: Uint8Array[] = [];
    const input = (async function* () {
      yield gzipSync(LOG);
    })();
    await expect(redactInput(input, (bytes) => void written.push(bytes))).rejects.toThrow(
      'standard input is an archive, and its content is not redacted',
    );
    expect(Buffer.concat(written)).toEqual(gzipSync(LOG));
  });

  it('redacts more with --min-confidence low, and names from the settings', async () => {
    const line = `gate7 ${value}\nFLEET_GATE7=${value}\n`;
    expect((await run([], { stdin: line })).stdout).toBe(line);
    folder.write('.navixy-secrets.json', JSON.stringify({ names: ['FLEET_GATE7'], minimumConfidence: 'high' }));
    expect((await run([], { stdin: line })).stdout).toBe(
      `gate7 ${value}\nFLEET_GATE7=${shown}\n`.replace(value, shown),
    );
    expect((await run(['--no-config'], { stdin: line })).stdout).toBe(line);
    const hint = `api_token: ${value}\n`;
    expect((await run(['--min-confidence', 'high'], { stdin: hint })).stdout).toBe(hint);
    expect((await run(['--min-confidence', 'low'], { stdin: hint })).stdout).toBe(`api_token: ${shown}\n`);
  });

  it.each([
    [['--check', '--in-place', 'a'], '--check writes nothing, and --in-place replaces files\n  Name one of them.'],
    [
      ['--in-place'],
      '--in-place needs files: standard input cannot be replaced\n  Name the files: navixy-secrets redact --in-place FILE',
    ],
    [['--key-file', 'k'], '--key-file is for --consistent\n  Add --consistent.'],
    [
      ['--consistent'],
      `--consistent needs a key\n  Create one: (umask 077 && openssl rand -base64 32 > redact.key), then add --key-file redact.key or set NAVIXY_REDACT_KEY.`,
    ],
  ])('refuses %j', async (args, why) => {
    expect(await run(args)).toEqual({ exitCode: 2, stdout: '', stderr: `navixy-secrets: ${why}\n` });
  });
});

describe('redact --consistent', () => {
  const key = 'a key that is long enough';

  it('writes pseudonyms with a key from a file or a variable', async () => {
    const file = folder.write('key', `${key}\n`);
    chmodSync(file, 0o600);
    folder.write('a.txt', LOG);
    const ofFile = await run(['--consistent', '--key-file', 'key', 'a.txt']);
    const ofVariable = await run(['--consistent', 'a.txt'], { env: { NAVIXY_REDACT_KEY: key } });
    expect(ofFile).toEqual(ofVariable);
    const [pseudonym] = /redacted-[0-9a-f]{16}/.exec(ofFile.stdout)!;
    expect(ofFile.stdout).toBe(LOG.replaceAll(value, pseudonym));
  });

  it('refuses a key that is readable by others, and a short key', async () => {
    const file = folder.write('key', key);
    chmodSync(file, 0o640);
    expect(await run(['--consistent', '--key-file', 'key'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'navixy-secrets: other users can read the key key\n  Take that away: chmod 600 key\n',
    });
    expect((await run(['--consistent'], { env: { NAVIXY_REDACT_KEY: 'short' }, stdin: 'a' })).stderr).toBe(
      'navixy-secrets: the key for pseudonyms has fewer than 16 bytes\n  Create one: openssl rand -base64 32\n',
    );
    expect((await run(['--consistent', '--key-file', 'none'])).stderr).toBe(
      'navixy-secrets: cannot read the key none: no such file\n  Check the spelling; paths are relative to the current folder.\n',
    );
  });
});

describe('redact --in-place', () => {
  it('replaces a file and keeps its mode, and does not touch a file without values', async () => {
    const file = folder.write('a.txt', LOG);
    chmodSync(file, 0o640);
    const other = folder.write('b.txt', 'nothing\n');
    const identity = () => {
      const { ino, mtimeNs, ctimeNs } = lstatSync(other, { bigint: true });
      return [ino, mtimeNs, ctimeNs];
    };
    const before = identity();
    expect(await run(['--in-place', 'a.txt', 'b.txt'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'a.txt: masked 2 values (1 secret); revoke what is still active\n',
    });
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([REDACTED, 0o640]);
    expect(identity()).toEqual(before);
    expect(readdirSync(folder.root).sort()).toEqual(['a.txt', 'b.txt']);
  });

  it('refuses a link, a file with another hard link, a directory and an archive', async () => {
    folder.write('target.txt', LOG);
    symlinkSync('target.txt', folder.path('link.txt'));
    folder.write('one.txt', LOG);
    linkSync(folder.path('one.txt'), folder.path('two.txt'));
    folder.write('a.gz', gzipSync(LOG));
    const names = ['link.txt', 'one.txt', '.', 'a.gz'];
    const runs = await Promise.all(names.map((name) => run(['--in-place', name])));
    expect(runs.map(({ exitCode, stderr }) => [exitCode, stderr.split('\n')[0]])).toEqual([
      [2, 'navixy-secrets: link.txt is a link, and only regular files are replaced'],
      [2, 'navixy-secrets: one.txt has 2 names (hard links), and the others would keep the values'],
      [2, 'navixy-secrets: . is not a regular file'],
      [2, 'navixy-secrets: a.gz is an archive, and its content is not redacted'],
    ]);
    expect(['target.txt', 'one.txt'].map((name) => readFileSync(folder.path(name), 'utf8'))).toEqual([LOG, LOG]);
  });

  it('does not replace a file that changes while it is read', async () => {
    const file = folder.write('a.txt', LOG);
    // Asked before each read.
    const signal = Object.assign(new AbortController().signal, {
      throwIfAborted: () => appendFileSync(file, 'more\n'),
    });
    await expect(redactInPlace(file, { name: 'a.txt', signal })).rejects.toThrow(
      'a.txt changed while it was read; it is as it was',
    );
    expect(readFileSync(file, 'utf8').startsWith(LOG)).toBe(true);
    expect(readdirSync(folder.root)).toEqual(['a.txt']);
  });
});

describe('an interrupt', () => {
  it('ends a stream after writing the received bytes, and exits with 2', async () => {
    const stop = new AbortController();
    const written: string[] = [];
    const input = (async function* () {
      yield `navixy hash=${value}\nunfini`;
      setImmediate(() => stop.abort());
      yield await new Promise<string>(() => undefined);
    })();
    const ended = redactInput(input, (bytes) => void written.push(Buffer.from(bytes).toString()), {
      signal: stop.signal,
    });
    await expect(ended).rejects.toThrow('This operation was aborted');
    expect(written).toEqual([`navixy hash=${shown}\n`, 'unfini']);
    expect(await cli(['redact'], { cwd: folder.root, stdin: 'a\n', signal: stop.signal })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'navixy-secrets: interrupted: not everything was redacted\n',
    });
  });
});
