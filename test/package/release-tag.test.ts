// Tests a release tag, cloned without access to a registry: the action, the GitLab job and the hook of
// the pre-commit program run from it.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TempFolder, TempRepo } from '../support/repo.ts';
import { hex } from '../support/hex.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
const TAG = `v${version}`;
const value = hex('release tag');

interface Step {
  readonly id: string;
  readonly run: string;
}

describe('the tag of a release', () => {
  let folder: TempFolder;
  let source: TempRepo;
  let project: TempRepo;

  /** Runs a script without an npm registry and with an empty npm cache. */
  const offline = (script: string, env: Readonly<Record<string, string>> = {}, cwd = folder.root) => {
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: folder.path('home'),
        GIT_CONFIG_GLOBAL: '/dev/null',
        npm_config_offline: 'true',
        npm_config_update_notifier: 'false',
        npm_config_registry: 'http://127.0.0.1:9/',
        npm_config_cache: folder.path('empty-cache'),
        ...env,
      },
    });
    return { status, stdout, stderr };
  };
  const clone = () => folder.path('clone');

  beforeAll(() => {
    folder = new TempFolder();
    folder.write('home/.keep', '');
    const tree = folder.path('tree');
    execFileSync(process.execPath, [path.join(ROOT, 'scripts/release-tree.mjs'), tree, '--self-contained'], {
      stdio: 'ignore',
    });
    source = new TempRepo();
    source.write('src/index.ts', 'export {};\n');
    source.commit('Release');
    execFileSync(process.execPath, [path.join(ROOT, 'scripts/release-tag.mjs'), tree], {
      cwd: source.root,
      env: { ...process.env, ...PERSON },
      stdio: 'ignore',
    });
    source.git('clone', '--quiet', '--depth', '1', '--branch', TAG, '--', `file://${source.root}`, clone());
    project = new TempRepo();
    project.write('.env', `NAVIXY_API_KEY=${value}\n`);
    project.git('add', '.env');
  });
  afterAll(() => {
    for (const each of [folder, source, project]) each[Symbol.dispose]();
  });

  it('is a commit on top of the released one, with the built files and no source', () => {
    expect(source.git('rev-parse', `${TAG}^{commit}^`)).toBe(source.git('rev-parse', 'main'));
    expect(source.git('ls-tree', '--name-only', TAG).split('\n')).toEqual([
      ...['.pre-commit-hooks.yaml', 'CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'action.yml'],
      ...['dist', 'docs', 'package.json', 'schemas', 'templates'],
    ]);
    expect(source.git('status', '--porcelain')).toBe('');
    expect(source.git('ls-tree', TAG, 'dist/cli.cjs')).toMatch(/^100755 /);
    const manifest = JSON.parse(readFileSync(path.join(clone(), 'package.json'), 'utf8')) as object;
    expect(Object.keys(manifest)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:scripts|dependencies|devDependencies)$/)]),
    );
    expect(readFileSync(path.join(clone(), 'dist/THIRD-PARTY-LICENSES'), 'utf8')).toMatch(/^## fast-glob /m);
  });

  it('is run by the GitHub action without an installation', () => {
    const action = parse(readFileSync(path.join(clone(), 'action.yml'), 'utf8')) as { runs: { steps: Step[] } };
    const [install, scan] = action.runs.steps;
    const temp = { HOME_FOLDER: folder.path('temp') };
    const first = folder.write('first', '');
    expect(
      offline(install!.run, { ...temp, GITHUB_OUTPUT: first, ACTION_PATH: clone(), VERSION: '' }, project.root),
    ).toEqual({ status: 0, stdout: '', stderr: '' });
    const cli = `${clone()}/dist/cli.cjs`;
    expect(readFileSync(first, 'utf8')).toBe(`cli=${cli}\n`);
    const second = folder.write('second', '');
    const inputs = { FAIL_ON: 'any', MIN_CONFIDENCE: '', VERIFY: '', RANGE: '', ARGS: '--staged' };
    const env = { CLI: cli, REPORTS: folder.path('temp'), GITHUB_OUTPUT: second, GITHUB_ACTIONS: 'true', ...inputs };
    expect(offline(scan!.run, env, project.root).status).toBe(1);
    const report = JSON.parse(readFileSync(folder.path('temp/report.json'), 'utf8')) as {
      findings: { path: string }[];
    };
    expect(report.findings.map((finding) => finding.path)).toEqual(['.env']);
  });

  it('is the version in the GitLab job, which runs it', () => {
    const text = readFileSync(path.join(clone(), 'templates/gitlab-ci.yml'), 'utf8');
    const { variables, script } = (parse(text) as Record<string, { variables: object; script: string[] }>)[
      'navixy-secrets'
    ]!;
    expect(variables).toMatchObject({
      NAVIXY_SECRETS_REPOSITORY: expect.stringMatching(/^https:\/\/.+\/eslint-plugin-navixy\.git$/) as string,
      NAVIXY_SECRETS_VERSION: TAG,
    });
    // The job has its own machine. Here, /tmp is shared.
    const here = script.map((line) => line.replaceAll('/tmp', path.dirname(folder.write('gitlab/.keep', ''))));
    const env = { NAVIXY_SECRETS_REPOSITORY: `file://${source.root}`, NAVIXY_SECRETS_VERSION: TAG };
    const run = offline(
      here.join('\n').replace(' ci ', ' ci --staged '),
      { ...env, NAVIXY_SECRETS_FAIL_ON: 'any' },
      project.root,
    );
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 1, stderr: expect.any(String) as string });
    expect(existsSync(project.path('gl-secret-detection-report.json'))).toBe(true);
  });

  it('is installed by the pre-commit program, and stops a commit', () => {
    // The commands of pre-commit for "language: node" (pre_commit/languages/node.py).
    const prefix = folder.path('prefix');
    const install = 'npm install --include=dev --include=prod --ignore-prepublish --no-progress --no-save';
    const packed = offline(`${install} && npm pack`, {}, clone());
    expect(packed.status).toBe(0);
    const tarball = path.join(clone(), packed.stdout.trim().split('\n').at(-1)!);
    expect(offline(`npm install -g '${tarball}'`, { npm_config_prefix: prefix }).status).toBe(0);
    expect(statSync(path.join(prefix, 'bin/navixy-secrets')).isFile()).toBe(true);
    const hooks = parse(readFileSync(path.join(clone(), '.pre-commit-hooks.yaml'), 'utf8')) as { entry: string }[];
    const run = offline(hooks[0]!.entry, { PATH: `${prefix}/bin:${process.env['PATH']}` }, project.root);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('navixy-secrets stopped this commit: 1 secret found.');
    expect(run.stdout).not.toContain(value);
  });

  it('can be installed by npm as a git URL, as a single package', () => {
    const url = `git+file://${source.root}#${TAG}`;
    folder.write('user/package.json', '{ "name": "user", "private": true }\n');
    const env = { npm_config_audit: 'false', npm_config_fund: 'false' };
    expect(offline(`npm install --save-dev '${url}'`, env, folder.path('user'))).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^\nadded 1 package in \d+m?s\n$/) as string,
      stderr: '',
    });
  });
});

const PERSON = {
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@fleet.example',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@fleet.example',
};
