import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, type JsonRun } from '../run.ts';

const diff = async (stdin: string | Uint8Array, ...args: string[]) =>
  json(['scan', '--diff', ...args], { cwd: '/', stdin });
const found = ({ report }: JsonRun) =>
  report.findings
    .flatMap(({ occurrences }) =>
      occurrences.map(
        ({ path, line, column, origin }) =>
          `${path}:${line}:${column}${origin.commit === undefined ? '' : ` ${origin.commit}`}`,
      ),
    )
    .sort();

/** @returns the diff that `change` makes in a repository with a file of twenty lines */
function changed(change: (repo: TempRepo) => void, ...args: string[]): string {
  using repo = new TempRepo();
  repo.write('a.ts', Array.from({ length: 20 }, (_, line) => `line ${line + 1}\n`).join(''));
  repo.write('old.ts', leak(hex('was there')));
  repo.commit('start');
  change(repo);
  repo.git('add', '-A', '-N');
  return `${repo.git('diff', ...args)}\n`;
}

const lines = (...with_: [number, string][]) =>
  Array.from({ length: 20 }, (_, line) => with_.find(([at]) => at === line + 1)?.[1] ?? `line ${line + 1}\n`).join('');

describe('scan --diff', () => {
  it.each([
    [],
    ['--no-prefix'],
    ['-U0'],
    ['--src-prefix=i/', '--dst-prefix=w/'],
    ['--color=always'],
    ['--full-index'],
    ['--word-diff=none'],
  ])('finds added lines, with their line numbers (git diff %j)', async (...args) => {
    const text = changed(
      (repo) => repo.write('a.ts', lines([5, `// new\n${leak(hex('five'))}`], [18, leak(hex('eighteen'))])),
      ...args,
    );
    const run = await diff(text);
    expect(found(run)).toEqual(['a.ts:19:29', 'a.ts:6:29']);
    expect(run.report.findings[0]?.occurrences[0]?.origin).toEqual({ type: 'diff' });
    expect([run.report.summary.documents, run.exitCode]).toEqual([1, 1]);
  });

  it('ignores removed and context lines, unless --diff-lines all is given', async () => {
    const text = changed((repo) => {
      repo.write('old.ts', '');
      repo.write('a.ts', lines([3, leak(hex('added'))]));
    });
    expect(found(await diff(text))).toEqual(['a.ts:3:29']);
    const all = await diff(text, '--diff-lines', 'all');
    expect(found(all)).toEqual(['a.ts:3:29', 'old.ts:1:29']);
    expect(
      all.report.findings.flatMap(({ occurrences }) => occurrences).find(({ path }) => path === 'old.ts')?.origin,
    ).toEqual({ type: 'diff', isRemovedLine: true });
  });

  it('uses context lines to judge an added value', async () => {
    const text = [
      '--- a/x.json',
      '+++ b/x.json',
      '@@ -1,3 +1,3 @@',
      ' {"url": "https://api.navixy.com/v2/tracker/list", "params": {',
      '-"hash": "",',
      `+"hash": "${hex('around')}",`,
      ' "x": 1}}',
      '',
    ].join('\n');
    expect(found(await diff(text))).toEqual(['x.json:2:10']);
  });

  it('reports commits of git log -p and git format-patch, and scans their messages', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    repo.write('a.ts', leak(hex('a')));
    const one = repo.commit('one');
    repo.write('b/c.ts', `x\n${leak(hex('b'))}`);
    const two = repo.commit(`two\n\nNAVIXY_HASH=${hex('message')}\n\n--- a/no.ts\nno diff\n@@ -1 +1 @@\n`);
    const expected = [`a.ts:1:29 ${one}`, `b/c.ts:2:29 ${two}`];
    for (const text of [repo.git('log', '-p', 'HEAD~2..'), repo.git('format-patch', '--stdout', 'HEAD~2')]) {
      const all = found(await diff(`${text}\n`));
      expect(all.filter((place) => !place.startsWith('-:'))).toEqual(expected);
      const message = text.split('\n').findIndex((line) => line.includes('NAVIXY_HASH=')) + 1;
      expect(all.filter((place) => place.startsWith('-:'))).toEqual([
        expect.stringMatching(new RegExp(`^-:${message}:`)),
      ]);
    }
  });

  it('reads the combined diff of a merge', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'base\n');
    repo.commit('base');
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('a.ts', 'side\n');
    repo.commit('side');
    repo.git('checkout', '-q', 'main');
    repo.write('a.ts', 'main\n');
    repo.commit('main');
    expect(() => repo.git('merge', 'side')).toThrow();
    repo.write('a.ts', `main\nside\n${leak(hex('resolved'))}`);
    const merge = repo.commit('merge');
    expect(found(await diff(`${repo.git('show', '--cc')}\n`))).toEqual([`a.ts:3:29 ${merge}`]);
  });

  it.each(['with space.ts', 'ünï.ts', 'quo"te.ts', 'tab\there.ts', 'b/b.ts', 'line\nbreak.ts'])(
    'reports the path %j unchanged',
    async (name) => {
      for (const quote of ['true', 'false']) {
        const text = changed((repo) => {
          repo.git('config', 'core.quotePath', quote);
          repo.write(name, leak(hex('path')));
        });
        const run = await diff(text);
        expect(run.report.findings.map(({ occurrences }) => occurrences[0]?.path)).toEqual([name]);
      }
    },
  );

  it('reports the new name of a renamed file, and finds a value in a name', async () => {
    const name = `NAVIXY_HASH=${hex('name')}`;
    const moved = changed(
      (repo) => {
        repo.git('mv', 'a.ts', 'b.ts');
        repo.write('b.ts', lines([3, leak(hex('renamed'))]));
      },
      '-M',
      'HEAD',
    );
    expect(moved).toContain('rename to b.ts');
    expect(found(await diff(moved))).toEqual(['b.ts:3:29']);
    for (const text of [
      changed((repo) => repo.git('mv', 'a.ts', name), '-M', 'HEAD'),
      changed((repo) => repo.write(name, 'x\n')),
    ]) {
      const { report } = await diff(text);
      expect(
        report.findings.map(({ occurrences }) =>
          occurrences.map(({ line, column, origin }) => [line, column, origin.inName]),
        ),
      ).toEqual([[[1, 13, true]]]);
    }
  });

  it('reads diff -u with lines that look like headers, without a final newline, and with CRLF', async () => {
    using folder = new TempFolder();
    folder.write('a/x.sql', 'one\n-- a comment\n++ b/y\nend');
    folder.write('b/x.sql', `one\n++ b/z\n${leak(hex('sql'))}end`);
    folder.write('b/crlf.ts', `x\r\n${leak(hex('crlf')).replace('\n', '\r\n')}`);
    const run = () => execFileSync('sh', ['-c', 'diff -urN a b; true'], { cwd: folder.root, encoding: 'utf8' });
    expect(found(await diff(run()))).toEqual(['crlf.ts:2:29', 'x.sql:3:29']);
    expect(found(await diff(run().replaceAll(/\r?\n/g, '\r\n')))).toEqual(['crlf.ts:2:29', 'x.sql:3:29']);
  });

  it('lists binary files and files on one side only as not scanned', async () => {
    const binary = (repo: TempRepo) =>
      repo.write('b.bin', Buffer.concat([Buffer.from([0, 1]), Buffer.from(leak(hex('binary')))]));
    for (const args of [[], ['--binary']]) {
      const { report, exitCode } = await diff(changed(binary, ...args));
      expect(report.notLookedAt).toEqual([
        {
          path: 'b.bin',
          reason: 'a binary file: the diff does not show what is in it',
          remedy: expect.stringContaining('--range'),
        },
      ]);
      expect(exitCode).toBe(2);
    }
    const one = await diff('diff -ur a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-1\n+2\nOnly in b: new.ts\n');
    expect(one.report.notLookedAt).toMatchObject([{ path: 'b/new.ts' }]);
    const gone = changed((repo) => {
      binary(repo);
      repo.commit('binary');
      repo.git('rm', '-q', 'b.bin');
    }, 'HEAD');
    expect((await diff(gone)).exitCode).toBe(0);
  });

  it('is incomplete when the diff is truncated or there is none', async () => {
    const text = changed((repo) => repo.write('a.ts', lines([3, leak(hex('added'))])));
    const cut = await diff(text.split('\n').slice(0, -3).join('\n'));
    expect([found(cut), cut.exitCode]).toEqual([['a.ts:3:29'], 2]);
    expect(cut.report.notLookedAt[0]?.reason).toContain('the diff is damaged');
    const none = await cli(['scan', '--diff'], { cwd: '/', stdin: 'hello\n' });
    expect(none.stdout).toContain('it holds no unified diff');
    expect(none.exitCode).toBe(2);
    expect((await diff('')).exitCode).toBe(0);
  });

  it('reads a hunk larger than its memory, and reports each place once', async () => {
    const count = 700_000;
    const filler = `+${'x'.repeat(60)}\n`;
    const body = [
      ...Array.from({ length: count }, (_, line) =>
        line === 5 || line === count - 5 || line % 250_000 === 249_999 ? `+${leak(hex(`line ${line}`))}` : filler,
      ),
    ].join('');
    const run = await diff(`--- /dev/null\n+++ b/big.ts\n@@ -0,0 +1,${count} @@\n${body}`);
    expect(found(run)).toEqual(['6', '250000', '500000', String(count - 4)].map((line) => `big.ts:${line}:29`).sort());
    expect(run.report.summary.documents).toBe(1);
    expect(run.report.notLookedAt).toEqual([]);
  });

  it('applies patterns, and counts the files they exclude', async () => {
    const text = changed((repo) => {
      repo.write('lib/x.ts', leak(hex('x')));
      repo.write('y.js', leak(hex('y')));
    });
    expect(found(await diff(text, '--exclude', 'lib'))).toEqual(['y.js:1:29']);
    expect(found(await diff(text, '--include', '*.ts'))).toEqual(['lib/x.ts:1:29']);
    expect((await diff(text, '--exclude', 'lib')).report.summary.excluded).toBe(1);
    expect((await cli(['scan', '--diff', 'lib'], { cwd: '/', stdin: text })).exitCode).toBe(2);
  });

  it('reports the line numbers of the new file, for random changes', async () => {
    using folder = new TempFolder();
    const line = fc.constantFrom('a\n', 'b\n', '- x\n', '+ y\n', '@@ -1 +1 @@\n', '\n', leak(hex('any')));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.array(line, { maxLength: 30 }), async (old, now) => {
        folder.write('old', old.join(''));
        folder.write('new', now.join(''));
        const text = execFileSync('sh', ['-c', 'diff -u old new; true'], { cwd: folder.root, encoding: 'utf8' });
        const kept = text.split('\n').reduce(
          ({ at, added }, row) => {
            const start = /^@@ -\S+ \+(\d+)/.exec(row)?.[1];
            if (start !== undefined && /^@@ -\d+(,\d+)? \+\d+(,\d+)? @@$/.test(row))
              return { at: Number(start), added };
            if (at === 0 || row.startsWith('-') || row === '') return { at, added };
            return { at: at + 1, added: row.startsWith('+') && row.includes(hex('any')) ? [...added, at] : added };
          },
          { at: 0, added: [] as number[] },
        );
        const run = await diff(text);
        expect(run.report.notLookedAt).toEqual([]);
        expect(found(run)).toEqual(kept.added.map((at) => `new:${at}:29`).sort());
      }),
      { numRuns: 40 },
    );
  });
});

describe('scan --stdin-path', () => {
  it('judges and reports standard input as the named file', async () => {
    using repo = new TempRepo();
    repo.write('src/a.ts', 'on disk\n');
    repo.commit('start');
    const { report } = await json(['scan', '--stdin-path', 'a.ts'], {
      cwd: repo.path('src'),
      stdin: leak(hex('buffer')),
    });
    expect(report.findings[0]?.occurrences).toMatchObject([
      { path: 'src/a.ts', root: repo.root, line: 1, origin: { type: 'stdin' } },
    ]);
    const { stdout } = await cli(['scan', '--stdin-path', 'a.ts'], {
      cwd: repo.path('src'),
      stdin: leak(hex('buffer')),
    });
    expect(stdout).toContain('\n  a.ts:1:29\n');
    expect((await cli(['scan', '--stdin-path', 'a.ts', 'b.ts'], { cwd: repo.root, stdin: '' })).exitCode).toBe(2);
  });

  it('works outside a repository', async () => {
    using folder = new TempFolder();
    const { report } = await json(['scan', '--stdin-path', 'x/a.ts'], { cwd: folder.root, stdin: leak(hex('buffer')) });
    expect(report.findings[0]?.occurrences).toMatchObject([{ path: 'x/a.ts', root: folder.root }]);
  });
});
