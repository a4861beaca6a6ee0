import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TempFolder } from '../support/repo.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export interface Packed {
  readonly tarball: string;
  /** The files in the tarball, sorted. */
  readonly files: readonly string[];
}

/** Packs the package as a release does. */
export function pack(folder: TempFolder): Packed {
  const tree = folder.path('package');
  execFileSync(process.execPath, [path.join(ROOT, 'scripts/release-tree.mjs'), tree], { cwd: ROOT, stdio: 'ignore' });
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder.root, tree], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename, files }] = JSON.parse(out) as [{ filename: string; files: { path: string }[] }];
  return { tarball: folder.path(filename), files: files.map((file) => file.path).sort() };
}

/** An empty project with the tarball and some packages installed. */
export class Project extends TempFolder {
  /** @param flags flags for npm, such as --legacy-peer-deps */
  constructor(tarball: string, packages: readonly string[], flags: readonly string[] = []) {
    super();
    this.write('package.json', '{ "name": "empty", "private": true }\n');
    // Several projects use the same packages, so npm prefers its cache to the registry.
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...flags, tarball, ...packages], {
      cwd: this.root,
      stdio: 'ignore',
    });
  }

  /** Runs a file of `node_modules` with the Node under test. */
  run(file: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, [this.path('node_modules', file), ...args], {
      cwd: this.root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', NODE_NO_WARNINGS: '1' },
    });
  }

  /** Evaluates a script in the project. @returns its output */
  evaluate(script: string, type: 'module' | 'commonjs'): string {
    return execFileSync(process.execPath, [`--input-type=${type}`, '--eval', script], {
      cwd: this.root,
      encoding: 'utf8',
    }).trim();
  }
}
