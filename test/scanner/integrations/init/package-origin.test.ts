// Tests how `init` finds where the package came from, and what it writes for each origin.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { planInit, type InitPlan } from '../../../../scanner/integrations/init/init-plan.ts';
import { originOf, ownOrigin, type PackageOrigin } from '../../../../scanner/integrations/init/package-origin.ts';
import { TempRepo } from '../../../support/repo.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const VERSION = { range: '^0.1.0', exact: '0.1.0', isLocal: false };
const remote = (range: string): PackageOrigin => ({ range, exact: range, isLocal: false });
const local = (range: string): PackageOrigin => ({ range, exact: range, isLocal: true });

const installed = (written: unknown, kind = 'devDependencies', under = '/home/ann/fleet') =>
  originOf(`${under}/node_modules/eslint-plugin-navixy/dist/cli.cjs`, (name) =>
    name === path.join(under, 'package.json')
      ? JSON.stringify({ [kind]: { 'eslint-plugin-navixy': written } })
      : undefined,
  );

it.each([
  ['^0.0.1', VERSION],
  ['latest', VERSION],
  ['npm:eslint-plugin-navixy@0.1.0', VERSION],
  ['workspace:*', VERSION],
  ['catalog:', VERSION],
  [undefined, VERSION],
  [1, VERSION],
  ['git+https://git.example/o/n.git#v0.1.0', remote('git+https://git.example/o/n.git#v0.1.0')],
  ['github:o/n#v0.1.0', remote('github:o/n#v0.1.0')],
  ['o/n', remote('o/n')],
  ['https://files.example/n-0.1.0.tgz', remote('https://files.example/n-0.1.0.tgz')],
  ['git+ssh://git@git.example/o/n.git', remote('git+ssh://git@git.example/o/n.git')],
  ['git+https://ann:token@git.example/o/n.git', remote('git+https://git.example/o/n.git')],
  ['https://x.example/$(id)', VERSION],
  ["https://x.example/'", VERSION],
  ['file:../n-0.1.0.tgz', local('file:/home/ann/n-0.1.0.tgz')],
  ['file:///srv/n-0.1.0.tgz', local('file:/srv/n-0.1.0.tgz')],
  ['git+file:///srv/n.git#v0.1.0', local('git+file:///srv/n.git#v0.1.0')],
  ['link:../n', local('file:/home/ann/n')],
])('%j in package.json gives the origin %j', (written, origin) => {
  expect(installed(written)).toEqual(origin);
  expect(installed(written, 'dependencies')).toEqual(origin);
});

it('is the version if nothing else is known, as in a global installation', () => {
  expect(originOf('/usr/lib/node_modules/eslint-plugin-navixy/dist/cli.cjs', () => undefined)).toEqual(VERSION);
  expect(originOf('/srv/node_modules/eslint-plugin-navixy/dist/cli.cjs', () => 'null')).toEqual(VERSION);
  expect(originOf('/srv/node_modules/eslint-plugin-navixy/dist/cli.cjs', () => '{')).toEqual(VERSION);
});

it('is read from the project of a pnpm store and of an npx cache', () => {
  const store = '/home/ann/fleet/node_modules/.pnpm/eslint-plugin-navixy@file+n.tgz';
  const read = () => '{ "dependencies": { "eslint-plugin-navixy": "file:n.tgz" } }';
  expect(originOf(`${store}/node_modules/eslint-plugin-navixy/dist/cli.cjs`, read)).toEqual(
    local('file:/home/ann/fleet/n.tgz'),
  );
  expect(installed('file:../../../n.tgz', 'dependencies', '/home/ann/.npm/_npx/0a1b')).toEqual(
    local('file:/home/ann/n.tgz'),
  );
});

it('is the directory of a clone', () => {
  expect(ownOrigin()).toEqual(local(`file:${ROOT}`));
});

describe('init', () => {
  const plan = async (repo: TempRepo, origin: PackageOrigin): Promise<InitPlan> => {
    repo.write('package.json', '{\n  "name": "fleet"\n}\n');
    repo.write('.github/dependabot.yml', 'version: 2\n');
    repo.write('.pre-commit-config.yaml', 'repos:\n- repo: meta\n  hooks:\n  - id: identity\n');
    return planInit({ cwd: repo.root, env: { PATH: process.env['PATH'], HOME: repo.root }, origin });
  };
  const written = ({ parts }: InitPlan, file: string) =>
    parts.flatMap(({ changes = [] }) => changes).find((change) => change.file === file)?.after;

  it('writes a git URL everywhere, and lets npm build the package', async () => {
    using repo = new TempRepo();
    const url = 'git+https://git.example/o/n.git#v0.1.0';
    const planned = await plan(repo, remote(url));
    expect(written(planned, 'package.json')).toContain(`"eslint-plugin-navixy": "${url}"`);
    expect(written(planned, '.pre-commit-config.yaml')).toContain(
      `additional_dependencies: ['eslint-plugin-navixy@${url}']`,
    );
    expect(written(planned, '.github/workflows/navixy-secrets.yml')).toContain(
      `- run: npm install --no-audit --no-fund --prefix "$RUNNER_TEMP/navixy-secrets" "eslint-plugin-navixy@${url}"\n`,
    );
  });

  it('says that only this machine has a local file, and writes no CI that cannot install it', async () => {
    using repo = new TempRepo();
    const planned = await plan(repo, local("file:/srv/ann's/n.tgz"));
    expect(planned.parts.map(({ name, state, says }) => [name, state, says])).toEqual([
      [
        'package',
        'change',
        "package.json names eslint-plugin-navixy, from /srv/ann's/n.tgz, which only this machine has",
      ],
      ['eslint', 'none', expect.stringContaining('this project does not use ESLint')],
      ['hook', 'change', '.pre-commit-config.yaml runs navixy-secrets'],
      ['ci', 'by-hand', "a CI cannot install the package from /srv/ann's/n.tgz"],
    ]);
    expect(planned.parts.at(-1)?.steps).toEqual([
      'Install the package from a registry or a git URL, then run: navixy-secrets init --only ci',
    ]);
    expect(written(planned, 'package.json')).toContain(`"eslint-plugin-navixy": "file:/srv/ann's/n.tgz"`);
    expect(written(planned, '.pre-commit-config.yaml')).toContain("['eslint-plugin-navixy@file:/srv/ann''s/n.tgz']");
  });

  it('refers to a file in the project by a relative path', async () => {
    using repo = new TempRepo();
    const planned = await plan(repo, local(`file:${repo.path('vendor/n.tgz')}`));
    expect(written(planned, 'package.json')).toContain('"eslint-plugin-navixy": "file:vendor/n.tgz"');
    expect(planned.parts[0]?.says).toBe('package.json names eslint-plugin-navixy');
  });
});
