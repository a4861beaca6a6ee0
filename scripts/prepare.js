/**
 * Builds the package when it is installed from source: after `npm ci` in a clone, and from a git URL, as used by the
 * pre-commit program and `npm install git+…`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const isThere = (...parts) => existsSync(path.join(root, ...parts));

/** npm passes its own settings on as variables; `--global` in them would install our packages elsewhere. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_config_(?:global|location|prefix|dry_run|omit)$/i.test(name)),
);

function npm(...args) {
  // Standard output belongs to `npm pack`, which prints only the name of the file.
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    env,
    stdio: ['ignore', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const isGlobal = process.env['npm_config_global'] === 'true';
// `npm install --global git+…` runs this twice, the first time without devDependencies (https://github.com/npm/cli: a
// git dependency is prepared with its own --global still in force).
if (!isThere('node_modules', 'tsdown'))
  npm('ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--silent');
if (!(isGlobal && isThere('dist', 'cli.cjs'))) npm('run', 'build', '--silent');
