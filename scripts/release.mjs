// Commits a release: npm run release -- 1.2.3
//
// Sets the version in package.json, gives the changes in CHANGELOG.md that version and today's date, and commits both.
// Pushed to main, the workflow .github/workflows/release.yml publishes the commit. RELEASING.md has all steps.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = 'usage: npm run release -- VERSION, e.g. 1.2.3 or 1.2.3-rc.1';
const VERSION = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;
/** Domains that no one can have (RFC 2606). */
const PLACEHOLDER = /^(?:git\+)?https?:\/\/[^/]*\.example(?:[:/]|$)/;
/** The README of a published package must not say this. */
const NOT_YET = 'The package is not on the npm registry yet';

const { positionals } = parseArgs({ allowPositionals: true });
try {
  if (positionals.length !== 1) throw new Error(USAGE);
  release(positionals[0]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}

function release(version) {
  const { repository, homepage = '', bugs } = JSON.parse(readFileSync('package.json', 'utf8'));
  if (!VERSION.test(version)) throw new Error(`"${version}" is not a version\n  ${USAGE}`);
  const placeholder = [repository.url, homepage, bugs?.url ?? ''].find((url) => PLACEHOLDER.test(url));
  if (placeholder !== undefined)
    throw new Error(
      `package.json has a placeholder for the repository: ${placeholder}\n  Edit repository, homepage and bugs there first.`,
    );
  if (readFileSync('README.md', 'utf8').includes(NOT_YET))
    throw new Error(`README.md says "${NOT_YET}".\n  Remove that paragraph and its commands first.`);
  if (git('status', '--porcelain') !== '') throw new Error('There are changes that are not committed.');
  if (git('tag', '--list', `v${version}`) !== '') throw new Error(`v${version} is released already.`);
  const changes = readFileSync('CHANGELOG.md', 'utf8');
  const dated = withRelease(changes, version);
  run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version', '--ignore-scripts');
  writeFileSync('CHANGELOG.md', dated);
  git('commit', '--quiet', '--all', '--message', `Release v${version}`);
  console.log(`Committed "Release v${version}". To publish it: git push origin main`);
}

/**
 * @param {string} changes the text of CHANGELOG.md
 * @param {string} version
 * @returns {string} the text with an empty section for unreleased changes above those of this version
 */
function withRelease(changes, version) {
  const [heading, text] = /^## \[Unreleased\]\n(.*?)(?=^## |(?![^]))/ms.exec(changes) ?? [];
  if (text === undefined || text.trim() === '') throw new Error('CHANGELOG.md has no changes under "## [Unreleased]".');
  const date = new Date().toISOString().slice(0, 10);
  return changes.replace(heading, () => `## [Unreleased]\n\n## [${version}] - ${date}\n${text}`);
}

function git(...args) {
  return run('git', ...args);
}

function run(program, ...args) {
  return execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  }).trim();
}
