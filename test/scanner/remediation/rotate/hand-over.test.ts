import { chmodSync, chownSync, existsSync, linkSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { destinationOf, splitWords } from '../../../../scanner/cli/arguments/destination-options.ts';
import { Failure } from '../../../../scanner/model/failure.ts';
import {
  checkDestination,
  type Destination,
  type ReadyDestination,
} from '../../../../scanner/remediation/rotate/key-destination.ts';
import { inspectEntry } from '../../../../scanner/remediation/rotate/env-file.ts';
import { deliverKey } from '../../../../scanner/remediation/rotate/deliver-key.ts';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';

const value = hex('new key');
const old = hex('old key');
let folder: TempFolder;

beforeEach(() => (folder = new TempFolder()));
afterEach(() => folder[Symbol.dispose]());

interface Delivered {
  readonly receipt: Awaited<ReturnType<typeof deliverKey>>;
  readonly stdout: string;
  readonly stderr: string;
}

async function deliver(
  destination: Destination,
  env: NodeJS.ProcessEnv = {},
  signal?: AbortSignal,
): Promise<Delivered> {
  let stdout = '';
  let stderr = '';
  const screen = {
    stdout: (chunk: string) => void (stdout += chunk),
    stderr: (chunk: string) => void (stderr += chunk),
  };
  const receipt = await deliverKey(new Secret(value), ready(destination), {
    cwd: folder.root,
    env,
    screen,
    signal,
    secrets: [new Secret(value), new Secret(old)],
  });
  return { receipt, stdout, stderr };
}

/** A destination after its check. */
function ready(destination: Destination): ReadyDestination {
  if (destination.type === 'file') return { destination, file: folder.path(destination.path) };
  return destination.type === 'env'
    ? { destination, entry: inspectEntry(folder.path(destination.path), destination.name) }
    : { destination };
}

describe('a .env entry', () => {
  const entry = (path = '.env'): Destination => ({ type: 'env', path, name: 'NAVIXY_KEY' });

  test.each([
    ['a new file', undefined, `NAVIXY_KEY=${value}\n`],
    ['a file without it', 'A=1', `A=1\nNAVIXY_KEY=${value}\n`],
    ['the old value', `A=1\nNAVIXY_KEY=${old}\nB=2\n`, `A=1\nNAVIXY_KEY=${value}\nB=2\n`],
    ['export, quotes and spaces', `export NAVIXY_KEY = "${old}" # main\n`, `export NAVIXY_KEY = "${value}" # main\n`],
    [
      'single quotes and a comment',
      `NAVIXY_KEY='${old}'  # fleet\r\nB=1\r\n`,
      `NAVIXY_KEY='${value}'  # fleet\r\nB=1\r\n`,
    ],
    ['a comment', `NAVIXY_KEY=${old} # fleet\n`, `NAVIXY_KEY=${value} # fleet\n`],
    ['no value', `NAVIXY_KEY=\nB=1\n`, `NAVIXY_KEY=${value}\nB=1\n`],
    ['no value and a comment', `NAVIXY_KEY= # fleet`, `NAVIXY_KEY=${value} # fleet`],
    ['empty quotes', `NAVIXY_KEY=""\n`, `NAVIXY_KEY="${value}"\n`],
    ['a file with a byte order mark', `\uFEFFNAVIXY_KEY=${old}\nB=1\n`, `\uFEFFNAVIXY_KEY=${value}\nB=1\n`],
    ['a file of a byte order mark', '\uFEFF', `\uFEFFNAVIXY_KEY=${value}\n`],
    ['the export after it', `NAVIXY_KEY=${old}\nexport NAVIXY_KEY\n`, `NAVIXY_KEY=${value}\nexport NAVIXY_KEY\n`],
    [
      'a text of another entry',
      `A="x\nNAVIXY_KEY=${old}\ny"\nB=1\n`,
      `A="x\nNAVIXY_KEY=${old}\ny"\nB=1\nNAVIXY_KEY=${value}\n`,
    ],
    [
      'a text before the entry',
      `A="x\nNAVIXY_KEY=1\n"\nNAVIXY_KEY=${old}\n`,
      `A="x\nNAVIXY_KEY=1\n"\nNAVIXY_KEY=${value}\n`,
    ],
    [
      'a comment that mentions the entry',
      `# NAVIXY_KEY=1\nA=1 # or NAVIXY_KEY=2\n`,
      `# NAVIXY_KEY=1\nA=1 # or NAVIXY_KEY=2\nNAVIXY_KEY=${value}\n`,
    ],
    ['a comment with an apostrophe', `# don't\nNAVIXY_KEY=${old}\n`, `# don't\nNAVIXY_KEY=${value}\n`],
    ['a file with an unmatched quote', `A=it's\nNAVIXY_KEY=${old}\n`, `A=it's\nNAVIXY_KEY=${value}\n`],
    ['Windows line ends', `A=1\r\nNAVIXY_KEY=${old}\r\nB=2\r\n`, `A=1\r\nNAVIXY_KEY=${value}\r\nB=2\r\n`],
    [
      'names that only resemble it',
      `MY_NAVIXY_KEY=1\nNAVIXY_KEY_2=2\n#NAVIXY_KEY=3\n`,
      `MY_NAVIXY_KEY=1\nNAVIXY_KEY_2=2\n#NAVIXY_KEY=3\nNAVIXY_KEY=${value}\n`,
    ],
    ['two of them', `NAVIXY_KEY=1\nNAVIXY_KEY=1\n`, `NAVIXY_KEY=${value}\nNAVIXY_KEY=${value}\n`],
  ])('is written into %s', async (_name, before, after) => {
    if (before !== undefined) folder.write('.env', before);
    expect((await deliver(entry())).receipt.arrived).toBe('yes');
    expect(readFileSync(folder.path('.env'), 'utf8')).toBe(after);
    expect(readdirSync(folder.root)).toEqual(['.env']);
  });

  test.each([
    ['other assignments after it', `export NAVIXY_KEY=${old} OTHER=keep\n`],
    ['a command after it', `NAVIXY_KEY=${old}; export NAVIXY_KEY\n`],
    ['a value of two lines', `NAVIXY_KEY="${old}\nsecond"\nB=1\n`],
    ['a value on the next line', `NAVIXY_KEY=\\\n${old}\nB=1\n`],
    ['a continued line before it', `A=1 \\\nNAVIXY_KEY=${old}\n`],
    ['a continued line at the end', 'A=1\\\n'],
    ['another variable for its value', `NAVIXY_KEY=\${BASE}\n`],
    ['a command for its value', 'NAVIXY_KEY="$(pass show navixy)"\n'],
    ['a value in parts', `NAVIXY_KEY="${old}"tail\n`],
    ['a list', `NAVIXY_KEY=(${old})\n`],
    ['words', 'NAVIXY_KEY=one two\n'],
    ['a comment that only some parsers accept', `NAVIXY_KEY=${old}#fleet\n`],
    ['an addition', `NAVIXY_KEY=1\nNAVIXY_KEY+=2\n`],
    ['a declaration', `declare -x NAVIXY_KEY="${old}"\n`],
    ['an assignment after another', `A=1 NAVIXY_KEY=${old}\n`],
    ['a colon', `NAVIXY_KEY: ${old}\n`],
    ['two different values', 'NAVIXY_KEY=1\nNAVIXY_KEY=2\n'],
    ['a place that only a shell treats as quoted', `A=it's\nNAVIXY_KEY=${old}\nB=it's\n`],
    ['the line ends of old Macs', `A=1\rNAVIXY_KEY=${old}\rB=1\r`],
    ['UTF-16', Buffer.from(`\uFEFFNAVIXY_KEY=${old}\r\n`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(`NAVIXY_KEY=${old}\r\n`, 'utf16le')],
  ])('with %s is refused before any change', (_name, before) => {
    folder.write('.env', before);
    expect(() => ready(entry())).toThrow(Failure);
    expect(readFileSync(folder.path('.env')).equals(Buffer.from(before))).toBe(true);
    expect(readdirSync(folder.root)).toEqual(['.env']);
  });

  test('is refused if the file is no longer plain', async () => {
    folder.write('.env', `NAVIXY_KEY=${old}\n`);
    const looked = ready(entry());
    const now = `NAVIXY_KEY=${old} B=1\n`;
    folder.write('.env', now);
    expect(
      await deliverKey(new Secret(value), looked, {
        cwd: folder.root,
        env: {},
        screen: undefined,
        signal: undefined,
        secrets: [],
      }),
    ).toMatchObject({ arrived: 'no' });
    expect(readFileSync(folder.path('.env'), 'utf8')).toBe(now);
  });

  test('is refused in a file with another hard link', () => {
    folder.write('.env', `NAVIXY_KEY=${old}\n`);
    linkSync(folder.path('.env'), folder.path('other'));
    expect(() => ready(entry())).toThrow('has other hard links');
    expect(readFileSync(folder.path('other'), 'utf8')).toBe(`NAVIXY_KEY=${old}\n`);
  });

  test.skipIf(process.getuid?.() !== 0)('keeps owner, group and mode', async () => {
    folder.write('.env', `NAVIXY_KEY=${old}\n`);
    chownSync(folder.path('.env'), 1234, 2345);
    chmodSync(folder.path('.env'), 0o640);
    expect((await deliver(entry())).receipt.arrived).toBe('yes');
    const { uid, gid, mode } = statSync(folder.path('.env'));
    expect([uid, gid, mode & 0o777]).toEqual([1234, 2345, 0o640]);
  });

  test('keeps bytes of other entries that are not UTF-8', async () => {
    const before = Buffer.concat([Buffer.from('A='), Buffer.from([0xe4, 0xff, 0x80]), Buffer.from('\nB=é\n')]);
    folder.write('.env', before);
    await deliver(entry());
    expect(readFileSync(folder.path('.env')).subarray(0, before.length).equals(before)).toBe(true);
  });

  test('is private in a new file, and keeps the mode of an existing one', async () => {
    await deliver(entry());
    expect(statSync(folder.path('.env')).mode & 0o777).toBe(0o600);
    chmodSync(folder.path('.env'), 0o640);
    await deliver(entry());
    expect(statSync(folder.path('.env')).mode & 0o777).toBe(0o640);
  });

  test('is written to the target of a link', async () => {
    folder.write('real.env', 'A=1\n');
    symlinkSync('real.env', folder.path('.env'));
    await deliver(entry());
    expect(readFileSync(folder.path('real.env'), 'utf8')).toBe(`A=1\nNAVIXY_KEY=${value}\n`);
  });

  test('fails with a message if the directory is missing, without a partial file', async () => {
    expect((await deliver(entry('gone/.env'))).receipt).toEqual({
      arrived: 'no',
      detail: 'NAVIXY_KEY in gone/.env: the folder is not there',
    });
  });
});

describe('a program', () => {
  const node = (script: string): Destination => ({ type: 'command', words: [process.execPath, '-e', script] });

  test('gets the value only on standard input', async () => {
    const dump = `const fs = require('fs'); const out = { stdin: fs.readFileSync(0, 'utf8'), env: process.env, argv: process.argv };
      if (fs.existsSync('/proc/self/cmdline')) { out.cmdline = fs.readFileSync('/proc/self/cmdline', 'latin1'); out.environ = fs.readFileSync('/proc/self/environ', 'latin1'); out.parent = fs.readFileSync('/proc/' + process.ppid + '/cmdline', 'latin1'); }
      fs.writeFileSync('seen.json', JSON.stringify(out));`;
    const env = {
      PATH: process.env['PATH'],
      NAVIXY_PASSWORD: 'the password',
      NAVIXY_LOGIN: 'owner',
      OLD_KEY: old,
      URL_WITH: `https://x/?hash=${old.toUpperCase()}`,
      INSIDE: `a${value}f`,
      OTHER: 'stays',
    };
    const { receipt } = await deliver(node(dump), env);
    expect(receipt).toEqual({ arrived: 'yes', detail: 'node took it' });
    const { stdin, ...rest } = JSON.parse(readFileSync(folder.path('seen.json'), 'utf8')) as {
      stdin: string;
      env: Record<string, string>;
    };
    expect(stdin).toBe(value);
    const elsewhere = JSON.stringify(rest).toLowerCase();
    for (const hidden of [value, old, 'the password', 'owner']) expect(elsewhere).not.toContain(hidden);
    expect(rest.env['OTHER']).toBe('stays');
  });

  test('that prints the value on failure does not expose it in the message', async () => {
    const { receipt } = await deliver(
      node(`process.stdin.on('data', (d) => { console.error('bad value ' + d); process.exitCode = 4; })`),
    );
    expect(receipt.arrived).toBe('maybe');
    expect(receipt.detail).toBe('node ended with status 4: bad value …');
    expect(JSON.stringify(receipt)).not.toContain(value);
  });

  test.each([
    ['cut off', 'v.slice(0, -1)'],
    ['in halves', 'v.slice(0, 16)'],
    ['in pairs', "v.replace(/../g, '$& ')"],
    ['in single digits', "v.split('').join(' ')"],
    ['within other digits', "'deadbeef' + v"],
    ['in upper case', 'v.toUpperCase()'],
    ['in base64', "Buffer.from(v).toString('base64')"],
    ['in escapes', "v.replace(/./g, (c) => '%' + c.charCodeAt(0).toString(16))"],
    ['backwards', "v.split('').reverse().join('')"],
  ])('that prints the value %s does not expose any part of it in the message', async (_name, spelling) => {
    const script = `let v = ''; process.stdin.on('data', (d) => (v += d)).on('end', () => { console.error('The vault refused ' + (${spelling}) + ' and HTTP said: not now.'); process.exitCode = 3; })`;
    const { receipt } = await deliver(node(script));
    expect(receipt).toEqual({
      arrived: 'maybe',
      detail: 'node ended with status 3: The vault refused … and HTTP said: not now.',
    });
  });

  test('with a background process that keeps its output open is finished when it exits', async () => {
    const { receipt } = await deliver({
      type: 'command',
      words: ['sh', '-c', 'cat > got; sleep 60 & echo $! > pid; exit 0'],
    });
    expect(receipt).toEqual({ arrived: 'yes', detail: 'sh took it' });
    expect(readFileSync(folder.path('got'), 'utf8')).toBe(value);
    // The background process is still running, so nothing waited for it.
    process.kill(Number(readFileSync(folder.path('pid'), 'utf8')), 'SIGKILL');
  });

  test('that ignores signals is not waited for', async () => {
    const stop = new AbortController();
    const pending = deliver(
      { type: 'command', words: ['sh', '-c', 'trap "" TERM; : > up; while :; do sleep 0.05; done'] },
      { PATH: process.env['PATH'] },
      stop.signal,
    );
    while (!existsSync(folder.path('up'))) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect((await pending).receipt).toEqual({ arrived: 'maybe', detail: 'sh was stopped' });
  });

  test('that does not read is judged by its exit code', async () => {
    expect((await deliver(node('process.exit(0)'))).receipt.arrived).toBe('yes');
  });

  test('that does not exist has not received the value', async () => {
    expect((await deliver({ type: 'command', words: ['no-such-program-here'] })).receipt).toEqual({
      arrived: 'no',
      detail: 'no-such-program-here: no such program',
    });
  });

  test('that is aborted may have received the value', async () => {
    const stop = new AbortController();
    const pending = deliver(
      node(`require('fs').writeFileSync('up', ''); setInterval(() => {}, 1000)`),
      {},
      stop.signal,
    );
    while (!existsSync(folder.path('up'))) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect((await pending).receipt).toEqual({ arrived: 'maybe', detail: 'node was stopped' });
  });
});

test('prints the value only with --show, with a warning', async () => {
  const { stdout, stderr } = await deliver({ type: 'screen' });
  expect(stdout).toBe(`${value}\n`);
  expect(stderr).toContain('Warning: --show prints the new value');
});

describe('the destination', () => {
  test.each([
    [{ toFile: 'k' }, { type: 'file', path: 'k' }],
    [{ toEnv: 'C:/x/.env:KEY' }, { type: 'env', path: 'C:/x/.env', name: 'KEY' }],
    [
      { toGithub: 'KEY', repo: 'o/r' },
      { type: 'command', words: ['gh', 'secret', 'set', 'KEY', '--repo', 'o/r'] },
    ],
    [{ toGitlab: 'KEY' }, { type: 'command', words: ['glab', 'variable', 'set', 'KEY', '--masked'] }],
    [
      { toCommand: 'vault kv put "secret/a b" key=-' },
      { type: 'command', words: ['vault', 'kv', 'put', 'secret/a b', 'key=-'] },
    ],
    [{ show: true }, { type: 'screen' }],
    [{}, undefined],
  ])('is parsed from %j', (options, expected) => {
    expect(destinationOf(options)).toEqual(expected);
  });

  test.each([
    [{ toFile: 'k', show: true }, 'one place only'],
    [{ toEnv: '.env' }, 'needs FILE:NAME'],
    [{ toEnv: '.env:A=B' }, 'is not a name'],
    [{ toGithub: '--body' }, 'is not a name'],
    [{ toCommand: 'a "b' }, 'quote that is not closed'],
    [{ toCommand: '  ' }, 'the command is empty'],
  ])('%j is refused', (options, message) => {
    expect(() => destinationOf(options)).toThrow(message);
  });

  test.each([
    ['a b', ['a', 'b']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`x="a $b" y='q"r' "s\\"t"`, ['x=a $b', 'y=q"r', 's"t']],
    [`a ''`, ['a', '']],
  ])('splits the command %s', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  test('in a repository must be ignored by git', async () => {
    using repo = new TempRepo();
    repo.write('.gitignore', '.env\n');
    const env = { PATH: process.env['PATH'] };
    await expect(checkDestination({ type: 'file', path: 'key.txt' }, repo.root, env)).rejects.toThrow(
      'would be the next leak',
    );
    await expect(checkDestination({ type: 'env', path: '.env', name: 'K' }, repo.root, env)).resolves.toMatchObject({
      entry: { file: repo.path('.env') },
    });
  });

  test('must not exist if it is a file, and must exist if it is a program', async () => {
    folder.write('key', 'mine');
    await expect(checkDestination({ type: 'file', path: 'key' }, folder.root, {})).rejects.toThrow('exists already');
    await expect(
      checkDestination({ type: 'command', words: ['gh'] }, folder.root, { PATH: folder.root }),
    ).rejects.toThrow('the program gh was not found');
  });
});
