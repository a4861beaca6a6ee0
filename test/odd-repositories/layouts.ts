// Odd layouts of repositories: bare, with a separate git directory, linked, shallow, with alternates, incomplete.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { ALL, HISTORY, looks, TREE, type Look, type OddRepo, type Scenario } from './scenario.ts';

/** Creates a repository at `origin` with the secret in an earlier commit. */
function withHistory(repo: OddRepo, at = 'origin'): string {
  const root = repo.path(at);
  mkdirSync(root, { recursive: true });
  const git = (...args: string[]) => repo.gitWith({ cwd: root }, ...args);
  git('init', '-q', '-b', 'main');
  writeFileSync(`${root}/a.ts`, repo.leak);
  git('add', '-A');
  git('commit', '-q', '-m', 'one');
  writeFileSync(`${root}/a.ts`, 'clean\n');
  git('commit', '-q', '-a', '-m', 'two');
  return root;
}

const history = (folder: string, expected: Look['expected'], ...more: string[]): Look => ({
  argv: ['scan', '--history', ...more, folder],
  expected,
});

/** Moves the objects elsewhere and refers to them as an alternate. */
function borrowed(
  line: (objects: string) => string | Buffer,
  store = 'store',
  expected: Look['expected'] = 'found',
): Scenario['make'] {
  return (repo) => {
    const root = withHistory(repo);
    const objects = repo.path(store);
    renameSync(`${root}/.git/objects`, objects);
    mkdirSync(`${root}/.git/objects/info`, { recursive: true });
    mkdirSync(`${root}/.git/objects/pack`);
    writeFileSync(`${root}/.git/objects/info/alternates`, line(objects));
    return [history(root, 'listed'), history(root, expected, '--allow-alternates')];
  };
}

export const LAYOUT_SCENARIOS: readonly Scenario[] = [
  { name: 'an empty repository', make: () => [...looks('clean', TREE, HISTORY, ALL, ['scan', '--staged'])] },
  {
    name: 'a bare repository',
    make: (repo) => {
      repo.git('clone', '-q', '--bare', withHistory(repo), repo.path('bare.git'));
      return [
        history(repo.path('bare.git'), 'found'),
        { argv: ['scan', '--all', repo.path('bare.git')], expected: 'found' },
      ];
    },
  },
  {
    name: 'a bare repository, from within its refs',
    make: (repo) => {
      repo.git('clone', '-q', '--bare', withHistory(repo), repo.path('bare.git'));
      return [{ argv: HISTORY, cwd: repo.path('bare.git', 'refs'), expected: 'found or listed' }];
    },
  },
  {
    name: 'a git folder by itself that says bare = false',
    make: (repo) => {
      renameSync(`${withHistory(repo)}/.git`, repo.path('alone'));
      return [history(repo.path('alone'), 'found')];
    },
  },
  {
    name: 'a git folder by itself whose core.worktree is elsewhere',
    make: (repo) => {
      const root = withHistory(repo);
      repo.gitWith({ cwd: root }, 'config', 'core.worktree', repo.path('nowhere'));
      renameSync(`${root}/.git`, repo.path('alone'));
      return [history(repo.path('alone'), 'found')];
    },
  },
  {
    name: 'a git folder made with --separate-git-dir',
    make: (repo) => {
      const root = withHistory(repo);
      repo.gitWith({ cwd: root }, 'init', '-q', '--separate-git-dir', repo.path('apart'));
      return [history(root, 'found'), history(repo.path('apart'), 'found')];
    },
  },
  {
    name: 'a submodule, its folder in .git/modules, and the whole',
    make: (repo) => {
      const inner = withHistory(repo, 'inner');
      const outer = withHistory(repo, 'outer');
      repo.gitWith({ cwd: outer }, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub dir');
      repo.gitWith({ cwd: outer }, 'commit', '-q', '-m', 'submodule');
      rmSync(inner, { recursive: true });
      return [
        history(`${outer}/sub dir`, 'found'),
        history(`${outer}/.git/modules/sub dir`, 'found'),
        { argv: ['scan', '--all', outer], expected: 'found' },
      ];
    },
  },
  {
    name: 'a submodule that was never fetched',
    make: (repo) => {
      repo.commitTree(repo.tree(['100644', 'a.ts', repo.dangling(repo.leak)], ['160000', 'sub', 'a'.repeat(40)]));
      return looks('found', HISTORY);
    },
  },
  {
    name: 'a linked working tree',
    make: (repo) => {
      const root = withHistory(repo);
      repo.gitWith({ cwd: root }, 'worktree', 'add', '-q', '--detach', repo.path('linked tree'));
      return [
        history(repo.path('linked tree'), 'found'),
        { argv: ['scan', '--all', repo.path('linked tree')], expected: 'found' },
      ];
    },
  },
  {
    name: 'a linked working tree whose repository is gone',
    make: (repo) => {
      const root = withHistory(repo);
      repo.gitWith({ cwd: root }, 'worktree', 'add', '-q', '--detach', repo.path('linked'));
      rmSync(root, { recursive: true });
      writeFileSync(repo.path('linked', 'b.ts'), repo.leak);
      return [
        history(repo.path('linked'), 'listed'),
        { argv: ['scan', repo.path('linked')], expected: 'found or listed' },
      ];
    },
  },
  {
    name: 'a .git file that names itself',
    make: (repo) => {
      repo.write('loop/.git', 'gitdir: .git\n');
      repo.write('loop/a.ts', repo.leak);
      return [{ argv: ['scan', repo.path('loop')], expected: 'found or listed' }, history(repo.path('loop'), 'listed')];
    },
  },
  {
    name: 'a .git file of two megabytes',
    make: (repo) => {
      repo.write('big/.git', `gitdir: ${'x'.repeat(2_000_000)}\n`);
      repo.write('big/a.ts', repo.leak);
      return [{ argv: ['scan', repo.path('big')], expected: 'found or listed' }, history(repo.path('big'), 'listed')];
    },
  },
  {
    name: 'a repository whose .git is a link',
    make: (repo) => {
      const root = withHistory(repo);
      renameSync(`${root}/.git`, repo.path('real'));
      symlinkSync(repo.path('real'), `${root}/.git`);
      return [history(root, 'found or listed')];
    },
  },
  {
    name: 'nested repositories: one untracked, one in an ignored folder',
    make: (repo) => {
      withHistory(repo, 'nested');
      withHistory(repo, 'ignored/nested');
      repo.write('.gitignore', 'ignored\n');
      return looks('found', ALL);
    },
  },
  {
    name: 'a shallow clone',
    make: (repo) => {
      repo.git('clone', '-q', '--depth=1', `file://${withHistory(repo)}`, repo.path('shallow'));
      return [history(repo.path('shallow'), 'listed')];
    },
  },
  {
    name: 'a partial clone',
    make: (repo) => {
      const root = withHistory(repo);
      repo.gitWith({ cwd: root }, 'config', 'uploadpack.allowFilter', 'true');
      repo.git('clone', '-q', '--filter=blob:none', '--no-checkout', `file://${root}`, repo.path('partial'));
      rmSync(root, { recursive: true });
      return [history(repo.path('partial'), 'listed')];
    },
  },
  {
    name: 'a repository with SHA-256 ids',
    make: (repo) => {
      const root = repo.path('sha256');
      mkdirSync(root);
      const git = (...args: string[]) => repo.gitWith({ cwd: root }, ...args);
      git('init', '-q', '--object-format=sha256');
      writeFileSync(`${root}/a.ts`, repo.leak);
      git('add', '-A');
      git('commit', '-q', '-m', 'one');
      git('rm', '-q', 'a.ts');
      git('commit', '-q', '-m', 'two');
      return [history(root, 'found')];
    },
  },
  { name: 'objects that are borrowed', make: borrowed((objects) => `${objects}\n`) },
  { name: 'objects that are borrowed, by a relative path', make: borrowed(() => '../../../store\n') },
  {
    name: 'objects that are borrowed, by a quoted path',
    make: borrowed((objects) => `"${objects.replace(/t/, '\\164')}"\n`),
  },
  {
    name: 'objects that are borrowed, behind comments and nonsense',
    make: borrowed((objects) => `# comment\n\n"unended\n/no/such/folder\n${objects}\n`, 'store', 'found, incomplete'),
  },
  {
    name: 'objects that are borrowed, from a path with spaces and quotes',
    make: borrowed((objects) => `${objects}\n`, 'a "store" of objects'),
  },
  { name: 'objects that are borrowed, from a path in latin-1', make: latin1Store },
  {
    name: 'objects that are borrowed from itself, round and round',
    make: borrowed((objects) => `${objects}\n../objects\n.\n`),
  },
  {
    name: 'objects that are borrowed at two removes',
    make: (repo) => {
      const [look] = borrowed((objects) => `${objects}\n`)(repo);
      const root = look!.argv[2]!;
      renameSync(repo.path('store'), repo.path('further'));
      mkdirSync(repo.path('store', 'info'), { recursive: true });
      writeFileSync(repo.path('store', 'info', 'alternates'), `${repo.path('further')}\n`);
      return [history(root, 'listed'), history(root, 'found', '--allow-alternates')];
    },
  },
  {
    name: 'a repository without HEAD',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      rmSync(repo.path('.git', 'HEAD'));
      return looks('found or listed', TREE, HISTORY, ALL);
    },
  },
  {
    name: 'a repository without objects',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      rmSync(repo.path('.git', 'objects'), { recursive: true });
      return [...looks('found or listed', TREE), ...looks('listed', HISTORY)];
    },
  },
  {
    name: 'a repository without refs',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      rmSync(repo.path('.git', 'refs'), { recursive: true });
      return looks('found or listed', TREE, HISTORY);
    },
  },
  {
    name: 'a copy of a repository in a folder with odd letters',
    make: (repo) => {
      const root = withHistory(repo);
      const odd = repo.path('a b "c" \'d\' $(e) \u00e9\n#');
      cpSync(root, odd, { recursive: true });
      return [history(odd, 'found'), { argv: HISTORY, cwd: odd, expected: 'found' }];
    },
  },
  {
    name: 'a repository in a format of the future',
    make: (repo) => {
      const root = withHistory(repo);
      repo.gitWith({ cwd: root }, 'config', 'core.repositoryFormatVersion', '99');
      return [history(root, 'listed'), { argv: ['scan', root], expected: 'listed' }];
    },
  },
  {
    name: 'a repository with an extension that git does not know',
    make: (repo) => {
      const root = withHistory(repo);
      repo.gitWith({ cwd: root }, 'config', 'core.repositoryFormatVersion', '1');
      repo.gitWith({ cwd: root }, 'config', 'extensions.objectStorage', 'cloud');
      return [history(root, 'listed')];
    },
  },
];

function latin1Store(repo: OddRepo): Look[] {
  const root = withHistory(repo);
  const store = Buffer.concat([Buffer.from(`${repo.root}/st`), Buffer.from([0xf6]), Buffer.from('re')]);
  execFileSync('sh', ['-c', `mv "$1/.git/objects" "$2/st$(printf '\\366')re"`, 'sh', root, repo.root]);
  mkdirSync(`${root}/.git/objects/info`, { recursive: true });
  mkdirSync(`${root}/.git/objects/pack`);
  writeFileSync(`${root}/.git/objects/info/alternates`, Buffer.concat([store, Buffer.from('\n')]));
  return [history(root, 'listed'), history(root, 'found or listed', '--allow-alternates')];
}
