import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scan } from '../../../scanner/index.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';
import { pageOf } from '../../../scanner/text/installed-as.ts';

const FILES = [
  'a.ts',
  'b.js',
  'src/a.ts',
  'src/b.js',
  'src/deep/c.ts',
  'lib/[x].ts',
  'lib/x.ts',
  'fixtures/a.ts',
  'src/fixtures/d.ts',
  'a b/@c,d=#~%&!<\'".ts',
  'naïve/日本.ts',
];

function tree<Folder extends TempFolder>(folder: Folder): Folder {
  for (const file of FILES) folder.write(file, leak(hex(file)));
  return folder;
}

const found = async (folder: TempFolder, args: readonly string[], cwd = folder.root): Promise<string[]> =>
  (await json(['scan', ...args], { cwd })).report.findings.map(({ path }) => path).sort();
const settings = (...paths: string[]): string =>
  JSON.stringify({ allow: paths.map((path) => ({ path, reason: 'made up' })) });

describe('patterns in settings, --exclude, --include and paths', () => {
  it.each([
    '*.ts',
    'fixtures',
    'fixtures/',
    './fixtures',
    'src/*',
    'src/**/*.ts',
    '**/*.js',
    '{a,b}.*',
    'src/{a.ts,deep}',
    'lib/[x].ts',
    '[ab].??',
    './!(src|lib)',
    'a b/**',
    FILES[9]!,
    'na?ve',
    './*/*.@(ts|js)',
    '**/+(c|d).ts',
  ])('have the same meaning: %s', async (pattern) => {
    using folder = tree(new TempFolder());
    const included = await found(folder, ['--include', pattern]);
    const excluded = await found(folder, ['--exclude', pattern]);
    expect(included.length).toBeGreaterThan(0);
    expect([...included, ...excluded].sort()).toEqual([...FILES].sort());
    folder.write('settings.json', settings(pattern));
    expect(await found(folder, ['--config', 'settings.json'])).toEqual(excluded);
    // A pattern as a path is always relative to the current directory.
    if ((pattern.startsWith('.') || /\/./.test(pattern)) && !FILES.includes(pattern))
      expect(await found(folder, [pattern])).toEqual(included);
  });

  it.each(['(x|xx)+y', '*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*y', `${'**/'.repeat(60)}y`, '+(+(x|xx)|x)y'])(
    'finish quickly: %s',
    async (pattern) => {
      using folder = new TempFolder();
      const deep = `${'x/'.repeat(60)}${'x'.repeat(250)}`;
      folder.write(deep, leak(hex('deep')));
      for (const args of [
        ['--exclude', pattern],
        ['--include', '*', '--exclude', `./${pattern}`],
      ])
        expect(await found(folder, args)).toEqual([deep]);
      expect((await cli(['scan', pattern], { cwd: folder.root })).stdout).toContain('no file matches');
      folder.write('.navixy-secrets.json', settings(pattern));
      expect(await found(folder, [])).toEqual([deep]);
    },
  );

  it.each<[args: string[], said: string]>([
    [
      ['--exclude', 'src/[a'],
      `navixy-secrets: the pattern "src/[a" has a "[" that is not closed; for the character itself write "\\["\n  ${pageOf('patterns.md')} says what a pattern may hold.\n`,
    ],
    [
      ['--include', 'a|b'],
      'the pattern "a|b" has a "|" outside of parentheses; write "{a,b}", or "\\|" for the character itself',
    ],
    [['{a,b}'.repeat(12)], 'stands for more than 1000 patterns by its braces'],
    [['src/*', '!src/(a'], 'the pattern "./src/(a" has a "(" that is not closed'],
  ])('are rejected before the scan if invalid: %j', async (args, said) => {
    using folder = tree(new TempFolder());
    const { exitCode, stdout, stderr } = await cli(['scan', ...args], { cwd: folder.root });
    expect(stdout).toBe('');
    expect(stderr).toContain(said);
    expect(exitCode).toBe(2);
  });

  it('are rejected in settings with the path of the entry', async () => {
    using folder = tree(new TempFolder());
    const file = folder.write('.navixy-secrets.json', settings('src', 'lib/**(x)'));
    const { exitCode, stdout, stderr } = await cli(['scan'], { cwd: folder.root });
    expect(stdout).toBe('');
    expect(stderr).toContain(`${file}:1:46: allow[1].path has "**" right before parentheses; write "*"\n`);
    expect(exitCode).toBe(2);
    // A program may pass settings that were not validated.
    await expect(scan({ cwd: folder.root, settings: { allow: [{ path: 'lib/**(x)', reason: 'r' }] } })).rejects.toThrow(
      'the pattern "lib/**(x)" has "**" right before parentheses',
    );
  });
});

describe('patterns in a settings file', () => {
  const files = [
    'top.ts',
    'fixtures/a.ts',
    'packages/front/fixtures/b.ts',
    'packages/front/src/c.ts',
    'packages/back/fixtures/d.ts',
  ];
  const repository = (): TempRepo => {
    const repo = new TempRepo();
    for (const file of files) repo.write(file, leak(hex(file)));
    return repo;
  };

  it.each<[name: string, content: string]>([
    ['.navixy-secrets.json', settings('./fixtures')],
    ['package.json', JSON.stringify({ navixy: JSON.parse(settings('fixtures/*')) as unknown })],
  ])('are relative to the directory of %s', async (name, content) => {
    using repo = repository();
    repo.write(`packages/front/${name}`, content);
    repo.git('add', '-A');
    const front = repo.path('packages/front');
    expect(await found(repo, [], front)).toEqual(['packages/front/src/c.ts']);
    expect(await found(repo, [], repo.path('packages/front/src'))).toEqual(['packages/front/src/c.ts']);
    // They do not apply elsewhere in the repository, from any working directory.
    expect(await found(repo, ['--staged'], front)).toEqual(
      files.filter((file) => file !== 'packages/front/fixtures/b.ts').sort(),
    );
    repo.commit('all');
    expect(await found(repo, ['--history'], front)).toEqual(
      files.filter((file) => file !== 'packages/front/fixtures/b.ts').sort(),
    );
    expect(await found(repo, ['--trust-base', 'HEAD'], front)).toEqual(['packages/front/src/c.ts']);
    expect(await found(repo, [])).toEqual([...files].sort());
  });

  it('match names only below that directory if they have no slash', async () => {
    using repo = repository();
    repo.write('packages/front/.navixy-secrets.json', settings('fixtures'));
    repo.git('add', '-A');
    expect(await found(repo, ['--staged'], repo.path('packages/front'))).toEqual(
      files.filter((file) => file !== 'packages/front/fixtures/b.ts').sort(),
    );
  });

  it('are relative to the current directory if --config names a file with another name', async () => {
    using repo = repository();
    repo.write('ci/secrets.json', settings('./fixtures'));
    expect(await found(repo, ['--config', 'ci/secrets.json'])).toEqual(
      files.filter((file) => file !== 'fixtures/a.ts').sort(),
    );
  });

  it('are relative to a directory reached through a link', async () => {
    using repo = repository();
    using elsewhere = new TempFolder();
    repo.write('packages/front/.navixy-secrets.json', settings('./fixtures'));
    symlinkSync(repo.path('packages/front'), elsewhere.path('link'));
    expect(await found(repo, [], elsewhere.path('link'))).toEqual(['packages/front/src/c.ts']);
  });

  it('are relative to the top of each repository with --repos', async () => {
    using fleet = new TempFolder();
    using repo = repository();
    fleet.write('.navixy-secrets.json', settings('./fixtures'));
    fleet.write('list.txt', `${repo.root}\n`);
    expect(await found(fleet, ['--repos', 'list.txt'])).toEqual(
      files.filter((file) => file !== 'fixtures/a.ts').sort(),
    );
  });
});

describe('a pattern as a path outside git', () => {
  it.each<[pattern: string, from: string, files: string[]]>([
    ['{src,lib,nowhere}/*.ts', '.', ['lib/[x].ts', 'lib/x.ts', 'src/a.ts']],
    ['../*.js', 'src', ['b.js']],
    ['../{src,src/deep}/*.ts', 'lib', ['src/a.ts', 'src/deep/c.ts']],
    [String.raw`lib/\[x\].*`, '.', ['lib/[x].ts']],
    ['src/**', '.', ['src/a.ts', 'src/b.js', 'src/deep/c.ts', 'src/fixtures/d.ts']],
    ['s*', '.', ['src/a.ts', 'src/b.js', 'src/deep/c.ts', 'src/fixtures/d.ts']],
  ])('finds the files of %s from %s', async (pattern, from, files) => {
    using folder = tree(new TempFolder());
    const { report } = await json(['scan', pattern], { cwd: folder.path(from) });
    expect(
      report.findings
        .map(({ path, root }) =>
          folder
            .path(root, path)
            .slice(folder.root.length + 1)
            .replace(folder.root.slice(1) + '/', ''),
        )
        .sort(),
    ).toEqual(files);
    expect(report.summary.documents).toBe(files.length);
  });

  it('may be an absolute path', async () => {
    using folder = tree(new TempFolder());
    using elsewhere = new TempFolder();
    expect(await found(folder, [folder.path('src/*.ts')], elsewhere.root)).toEqual(['a.ts']);
  });

  it('counts a file that matches two alternatives of braces once', async () => {
    using folder = tree(new TempFolder());
    const { report } = await json(['scan', '{src/**/*.ts,src/deep/*}'], { cwd: folder.root });
    expect(report.summary.documents).toBe(3);
  });

  it('lists unreadable files, but not in directories that cannot match', async () => {
    using folder = tree(new TempFolder());
    execFileSync('mkfifo', [folder.path('src/pipe.ts')]);
    symlinkSync(`https://api.navixy.com/v2/tracker/list?hash=${hex('in the target')}`, folder.path('src/link.ts'));
    mkdirSync(folder.path('other'));
    execFileSync('mkfifo', [folder.path('other/pipe.ts')]);
    folder.write('src/inner/.git/config', leak(hex('config')));
    const { report, exitCode } = await json(['scan', 'src/**/*.ts'], { cwd: folder.root });
    expect(report.findings.map(({ path }) => path).sort()).toEqual([
      'src/a.ts',
      'src/deep/c.ts',
      'src/fixtures/d.ts',
      'src/link.ts',
    ]);
    expect(report.notLookedAt.map(({ path, reason }) => [path, reason])).toEqual([
      [folder.path('src/pipe.ts'), 'neither a file nor a folder (pipe, socket or device)'],
    ]);
    expect(exitCode).toBe(2);
  });

  it('lists a directory whose path is too long to open', async () => {
    using folder = new TempFolder();
    // The path is too long for one call, so it is created step by step.
    execFileSync(
      'bash',
      [
        '-c',
        'for ((i = 0; i < 30; i++)); do name=$(printf "a%.0s" {1..200}); mkdir "$name" && cd -P "$name" || exit 1; done; echo x > file.ts',
      ],
      { cwd: folder.root },
    );
    try {
      const { report, exitCode } = await json(['scan', '**/*.ts'], { cwd: folder.root });
      expect(report.notLookedAt.map(({ reason }) => reason)).toContain('the path is too long');
      expect(exitCode).toBe(2);
    } finally {
      execFileSync('bash', ['-c', 'rm -rf a*'], { cwd: folder.root });
    }
  });

  it('stops when interrupted', async () => {
    using folder = tree(new TempFolder());
    const report = await scan({ cwd: folder.root, paths: ['**/*.ts'], signal: AbortSignal.abort() });
    expect(report.notLookedAt[0]?.reason).toContain('interrupted');
  });
});
