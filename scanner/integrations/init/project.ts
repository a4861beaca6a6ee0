// Facts about a project, read from its files.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../model/failure.ts';
import { cannotRead } from '../../io/file-failures.ts';
import { MOST_SETTINGS, readFound } from '../../io/small-file.ts';
import { parseJson } from '../../io/parse-json.ts';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

interface Manifest {
  readonly type?: string;
  readonly packageManager?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

const LOCKS: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

/** Facts about a project, read from its files; none of its code is run. */
export class Project {
  readonly root: string;
  readonly manifestText: string | undefined;
  readonly manifest: Manifest;

  /** @param root absolute path of the top of the working tree */
  constructor(root: string) {
    this.root = root;
    this.manifestText = this.read('package.json');
    this.manifest = this.manifestText === undefined ? {} : parse(this.manifestText, path.join(root, 'package.json'));
  }

  /** @returns undefined for a missing file */
  read(file: string): string | undefined {
    const full = path.join(this.root, file);
    try {
      return readFound(full, MOST_SETTINGS)?.toString();
    } catch (error) {
      throw cannotRead(full, error);
    }
  }

  has(file: string): boolean {
    return existsSync(path.join(this.root, file));
  }

  /** The first of these files that exists. */
  first(files: readonly string[]): string | undefined {
    return files.find((file) => this.has(file));
  }

  list(folder: string): string[] {
    const full = path.join(this.root, folder);
    try {
      return this.has(folder)
        ? readdirSync(full)
            .sort()
            .map((name) => `${folder}/${name}`)
        : [];
    } catch (error) {
      throw cannotRead(`the folder ${full}`, error);
    }
  }

  /** The version range of a dependency. */
  dependency(name: string): string | undefined {
    return this.manifest.devDependencies?.[name] ?? this.manifest.dependencies?.[name];
  }

  get packageManager(): PackageManager {
    const named = /^(npm|pnpm|yarn|bun)@/.exec(this.manifest.packageManager ?? '')?.[1];
    if (named !== undefined) return named as PackageManager;
    return LOCKS.find(([file]) => this.has(file))?.[1] ?? 'npm';
  }

  /** The command with which a hook starts the installed tool; it fails if the tool is not installed. */
  get runner(): string {
    switch (this.packageManager) {
      case 'pnpm':
        return 'pnpm exec navixy-secrets';
      case 'yarn':
        return 'yarn run navixy-secrets';
      case 'bun':
        return 'bun run navixy-secrets';
      case 'npm':
        return 'npx --no -- navixy-secrets';
    }
  }
}

function parse(text: string, file: string): Manifest {
  const value = parseJson(text, file, 'Correct it first.');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Manifest;
  throw new Failure(`${file} holds no object`, 'Correct it first.');
}
