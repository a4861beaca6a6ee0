import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { startNavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

const masked = (value: string) => `${value.slice(0, 4)}…${value.slice(-4)}`;

describe('the command line', () => {
  it('has a help with examples', async () => {
    const { stdout, exitCode } = await cli(['scan', '--help'], { cwd: '/' });
    for (const part of ['--staged', '--history', 'Examples:', 'Exit status: 0']) expect(stdout).toContain(part);
    expect(exitCode).toBe(0);
  });

  it('prints its version', async () => {
    const { stdout, exitCode } = await cli(['--version'], { cwd: '/' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(exitCode).toBe(0);
  });

  it.each([
    [['scan', '--bogus'], "unknown option '--bogus'"],
    [['scan', '--format', 'xml'], 'Allowed choices are text, json'],
    [['scan', '--min-confidence', 'huge'], 'Allowed choices are low, medium, high'],
    [['scan', '--staged', '--history'], 'cannot be used with'],
    [['bogus'], "unknown command 'bogus'"],
    [['revoke', '--api-url', 'nonsense'], 'It is not a URL'],
  ])('refuses %j with exit code 2', async (argv, said) => {
    const { stderr, exitCode } = await cli(argv, { cwd: '/' });
    expect(stderr).toContain(said);
    expect(exitCode).toBe(2);
  });

  it('shows the help of a command with "help NAME", and rejects unknown commands', async () => {
    const scan = await cli(['help', 'scan'], { cwd: '/' });
    expect([scan.exitCode, scan.stdout, scan.stderr]).toEqual([
      0,
      (await cli(['scan', '--help'], { cwd: '/' })).stdout,
      '',
    ]);
    const all = await cli(['help'], { cwd: '/' });
    expect([all.exitCode, all.stdout]).toEqual([0, (await cli(['--help'], { cwd: '/' })).stdout]);
    const nope = await cli(['help', 'nope'], { cwd: '/' });
    expect([nope.exitCode, nope.stdout]).toEqual([2, '']);
    expect(nope.stderr).toContain("error: unknown command 'nope'; the commands are scan, explain, ");
  });

  it('shows its help and fails without a command', async () => {
    const { stderr, stdout, exitCode } = await cli([], { cwd: '/' });
    expect(stdout + stderr).toContain('navixy-secrets scan');
    expect(exitCode).toBe(2);
  });

  it('counts findings from --min-confidence upwards', async () => {
    const stdin = `const hash = '${hex('low')}'; // our password\n`;
    const levels = await Promise.all(
      ['low', 'medium', 'high'].map(
        async (level) => (await cli(['scan', '-', '--min-confidence', level], { cwd: '/', stdin })).exitCode,
      ),
    );
    expect(levels).toEqual([1, 0, 0]);
  });

  it('uses colours only if requested', async () => {
    const options = { cwd: '/', stdin: leak(hex('colour')) };
    const colours = '\u001b[';
    expect((await cli(['scan', '-'], options)).stdout).not.toContain(colours);
    expect((await cli(['scan', '-'], { ...options, env: { FORCE_COLOR: '1' } })).stdout).toContain(colours);
    expect((await cli(['scan', '-'], { ...options, env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain(
      colours,
    );
    expect((await cli(['scan', '-', '--no-color'], { ...options, env: { FORCE_COLOR: '1' } })).stdout).not.toContain(
      colours,
    );
  });
});

describe('the text report', () => {
  it('reports place, value, evidence, next step and totals', async () => {
    using folder = new TempFolder();
    const value = hex('report');
    folder.write('src/a.ts', `\n  ${leak(value)}`);
    const { stdout } = await cli(['scan', 'src'], { cwd: folder.root });
    const [head, place, line, why] = stdout.split('\n');
    expect(head).toMatch(
      new RegExp(`^● ${masked(value)}  API key or session hash, high confidence  fingerprint [0-9a-f]{20}$`),
    );
    expect(place).toBe('  src/a.ts:2:31');
    expect(line).toBe(`    │ export const NAVIXY_HASH = '${masked(value)}';`);
    expect(why).toMatch(/^ {4}why: is called "NAVIXY_HASH"/);
    expect(stdout).toContain('navixy-secrets revoke src\n');
    expect(stdout).toMatch(/\n1 secret in 1 place; scanned 1 document, 66 B, in [\d.]+ m?s\.\n$/);
  });

  it('names the branch of a secret that was never in HEAD', async () => {
    using repo = new TempRepo();
    repo.write('b.ts', 'export {};');
    repo.commit('Begin');
    repo.git('checkout', '-q', '-b', 'feature/keys');
    repo.write('a.ts', leak(hex('branch')));
    repo.commit('Add the client');
    repo.git('checkout', '-q', 'main');
    for (const part of [['--history'], ['--range', 'main..feature/keys']]) {
      const { stdout } = await cli(['scan', ...part], { cwd: repo.root });
      expect(stdout).toContain('\n    not in HEAD, but on feature/keys\n');
    }
  });

  it('names commit, author, date and subject, and says that rewriting history does not help', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('commit')));
    const commit = repo.commit('Add the client', { at: 1_700_000_000 });
    repo.git('rm', '-q', 'a.ts');
    const removal = repo.commit('Remove it');
    const { stdout } = await cli(['scan', '--history'], { cwd: repo.root });
    const by = (id: string, day: string, subject: string) =>
      `by commit ${id.slice(0, 12)} by Ann Author <ann@fleet.example>, ${day}: "${subject}"`;
    expect(stdout).toContain(
      `    introduced ${by(commit, '2023-11-14', 'Add the client')}\n    removed ${by(removal, '2023-11-14', 'Remove it')}\n    not in HEAD, but still in the history; in the history of branch main\n`,
    );
    expect(stdout).toContain('navixy-secrets revoke --history\n');
    expect(stdout).toContain('Rewriting history does not undo a leak');
  });

  it('groups the places of one secret', async () => {
    using folder = new TempFolder();
    for (let file = 0; file < 20; file += 1) folder.write(`f${String(file).padStart(2, '0')}.ts`, leak(hex('same')));
    const { stdout } = await cli(['scan', '.'], { cwd: folder.root });
    expect(stdout.match(/●/g)).toHaveLength(1);
    expect(stdout).toContain('and 17 more places (f03.ts:1:29, f04.ts:1:29, f05.ts:1:29, f06.ts:1:29, f07.ts:1:29, …)');
    expect(stdout).toContain('1 secret in 20 places');
  });

  it('is the same every time', async () => {
    using repo = new TempRepo();
    for (const name of ['b', 'a', 'c']) repo.write(`${name}.ts`, leak(hex(name)));
    repo.commit('start');
    const runs = await Promise.all(
      [0, 1].map(async () =>
        (await cli(['scan', '--history'], { cwd: repo.root })).stdout.replace(/in [\d.]+ m?s/, ''),
      ),
    );
    expect(runs[0]).toBe(runs[1]);
  });
});

describe('a value', () => {
  it('is printed only with --show-secrets, with a warning', async () => {
    const value = hex('shown');
    const options = { cwd: '/', stdin: leak(value) };
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await cli(['scan', '-', '--format', format, '--show-secrets'], options);
      expect(stdout).toContain(value);
      expect(stderr).toContain('Warning: --show-secrets');
    }
  });

  it('is also redacted in paths, subjects and authors', async () => {
    using repo = new TempRepo();
    const value = hex('everywhere');
    repo.write(`dump-${value}.txt`, leak(value));
    repo.commit(`Use ${value} now`, { author: `A ${value}`, email: `${value}@fleet.example` });
    for (const args of [['scan'], ['scan', '--history'], ['scan', '--history', '--format', 'json']]) {
      const { stdout, stderr } = await cli(args, { cwd: repo.root });
      expect(stdout).toContain(masked(value));
      expect(stdout + stderr).not.toContain(value);
    }
  });

  it('is never printed, whatever surrounds it', async () => {
    const around = fc.string({
      unit: fc.constantFrom(
        'a',
        'F',
        '0',
        '9',
        ' ',
        '"',
        "'",
        '=',
        '%',
        '&',
        '?',
        '\n',
        '\r',
        '\u0000',
        'é',
        '日',
        '😀',
        'hash',
        'NVX ',
        'navixy',
        '\\u003d',
        '%3D',
        ':',
      ),
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(
        around,
        around,
        fc.nat(1000),
        fc.boolean(),
        fc.boolean(),
        async (before, after, seed, upper, wide) => {
          const value = upper ? hex(String(seed)).toUpperCase() : hex(String(seed));
          const text = `${before}${value}${after} hash=${value}\n\nNAVIXY_HASH="${value}"${after}\n`;
          const stdin = wide ? Buffer.from(`\ufeff${text}`, 'utf16le') : text;
          for (const format of ['text', 'json']) {
            const { stdout, stderr, exitCode } = await cli(
              ['scan', '-', '--format', format, '--min-confidence', 'low'],
              { cwd: '/', stdin },
            );
            expect(exitCode).toBe(1);
            expect((stdout + stderr).toLowerCase()).not.toContain(value.toLowerCase());
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('and its neighbours on the same line are redacted', async () => {
    const [one, other] = [hex('one'), hex('other')];
    const { stdout } = await cli(['scan', '-'], { cwd: '/', stdin: `NAVIXY_HASH=${one} md5=${other}\n` });
    expect(stdout).toContain(`NAVIXY_HASH=${masked(one)} md5=${masked(other)}`);
  });
});

describe('revoke', () => {
  it('uses the same scan, and does nothing without findings', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', 'x\n');
    const { stdout, exitCode } = await cli(['revoke', '.'], { cwd: folder.root });
    expect(stdout).toContain('Nothing to revoke');
    expect(exitCode).toBe(0);
  });

  it('ends the sessions found, at the given installation', async () => {
    using folder = new TempFolder();
    const session = hex('found and revoked');
    folder.write('a.ts', leak(session));
    const server = await startNavixyServer({
      users: [{ login: 'owner@fleet.example', password: 'x', sessions: [session] }],
    });
    try {
      const { stdout, exitCode } = await cli(['revoke', '.', '--yes', '--api-url', server.baseUrl], {
        cwd: folder.root,
      });
      expect(server.state.isAlive(session)).toBe(false);
      expect(stdout).toContain(masked(session));
      expect(stdout).not.toContain(session);
      expect(exitCode).toBe(0);
    } finally {
      await server.close();
    }
  });

  it('fails for a fingerprint that was not found', async () => {
    const { stderr, exitCode } = await cli(['revoke', '-', '--only', '0'.repeat(20)], {
      cwd: '/',
      stdin: leak(hex('only')),
    });
    expect(stderr).toContain('no secret has the fingerprint');
    expect(exitCode).toBe(2);
  });

  it('fails if not everything could be scanned', async () => {
    using folder = new TempFolder();
    const { stderr, exitCode } = await cli(['revoke', 'nope'], { cwd: folder.root });
    expect(stderr).toContain('no such file or folder');
    expect(exitCode).toBe(2);
  });
});

describe('JSON', () => {
  it('sorts findings by path, line and column', async () => {
    using folder = new TempFolder();
    folder.write('b.ts', leak(hex('b')));
    folder.write('a.ts', `${leak(hex('a2'))}${leak(hex('a1'))}`);
    const { report } = await json(['scan', '.'], { cwd: folder.root });
    expect(report.findings.map(({ path, line }) => [path, line])).toEqual([
      ['a.ts', 1],
      ['a.ts', 2],
      ['b.ts', 1],
    ]);
  });
});
