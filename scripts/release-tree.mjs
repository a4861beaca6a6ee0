// Copies what a release holds to a folder: node scripts/release-tree.mjs FOLDER [--self-contained]
//
// `npm publish` and `npm pack` take that folder. Its package.json has no scripts and no development dependencies, so
// npm has nothing to run or to warn about. With --self-contained, the dependencies are copied into the code, and the
// files for GitHub and pre-commit are added: the tag of a release holds this, and needs only Node.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '..');
/** What the tag has, and a package from npm does not. */
const FOR_TAG = ['action.yml', '.pre-commit-hooks.yaml'];
const ONLY_FOR_DEVELOPMENT = ['scripts', 'devDependencies'];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'self-contained': { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined || positionals.length > 1) {
  console.error('usage: node scripts/release-tree.mjs FOLDER [--self-contained]');
  process.exitCode = 2;
} else write(path.resolve(folder), values['self-contained']);

/**
 * @param {string} folder absolute path; must be in build/, absent or empty
 * @param {boolean} isSelfContained
 */
function write(folder, isSelfContained) {
  if (folder.startsWith(path.join(ROOT, 'build') + path.sep)) rmSync(folder, { recursive: true, force: true });
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
  if (!existsSync(path.join(ROOT, 'dist', 'cli.cjs'))) throw new Error('run npm run build first');
  mkdirSync(folder, { recursive: true });
  for (const file of packedFiles()) copy(file, folder);
  const left = new Set([...ONLY_FOR_DEVELOPMENT, ...(isSelfContained ? ['dependencies'] : [])]);
  const manifest = Object.fromEntries(
    Object.entries(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))).filter(([key]) => !left.has(key)),
  );
  fillIn(path.join(folder, 'templates', 'gitlab-ci.yml'), manifest);
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  if (!isSelfContained) return;
  for (const file of FOR_TAG) copy(file, folder);
  execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'build.mjs')], {
    cwd: ROOT,
    env: { ...process.env, SELF_CONTAINED: path.join(folder, 'dist') },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** The template is used apart from the package, so it names the release that it belongs to. */
function fillIn(file, { repository, version }) {
  const known = { REPOSITORY: repository.url.replace(/^git\+/, ''), VERSION: `v${version}` };
  const text = readFileSync(file, 'utf8').replace(/@(REPOSITORY|VERSION)@/g, (_, name) => known[name]);
  writeFileSync(file, text);
}

function copy(file, folder) {
  cpSync(path.join(ROOT, file), path.join(folder, file));
}

/** What `files` in package.json names, as npm understands it. */
function packedFiles() {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  return JSON.parse(listed)[0].files.map(({ path: file }) => file);
}
