// Makes the tag of a release in the repository of the current folder: node scripts/release-tag.mjs FOLDER
//
// FOLDER was written by "release-tree.mjs FOLDER --self-contained". The tag v1.2.3 points to a commit that has exactly
// these files and HEAD as its parent. No branch has that commit. The GitHub action, GitLab and pre-commit run from it.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const [folder, ...more] = process.argv.slice(2);
if (folder === undefined || more.length > 0) {
  console.error('usage: node scripts/release-tag.mjs FOLDER');
  process.exitCode = 2;
} else console.log(tag(path.resolve(folder)));

/** @returns {string} the name of the tag */
function tag(folder) {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const name = `v${version}`;
  const work = mkdtempSync(path.join(tmpdir(), 'release-tag-'));
  const repository = execFileSync('git', ['rev-parse', '--absolute-git-dir'], { encoding: 'utf8' }).trim();
  // An index of its own: that of the working tree stays as it is.
  const index = path.join(work, 'index');
  const env = { ...process.env, GIT_DIR: repository, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index };
  const git = (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8', env }).trim();
  try {
    git('-c', 'core.autocrlf=false', 'add', '--all', '--force', '.');
    // Where files have no such mode, as on Windows.
    git('update-index', '--chmod=+x', 'dist/cli.cjs');
    const commit = git('commit-tree', git('write-tree'), '-p', 'HEAD', '-m', `${name}, built`);
    git('tag', '--annotate', '--message', name, name, commit);
    return name;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
