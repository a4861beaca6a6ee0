import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TempRepo } from '../../../support/repo.ts';

/** The built command. Run `npm run build` before the tests. */
const COMMAND = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../dist/cli.cjs');

export interface GitRun {
  readonly status: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

/** A repository that runs its hooks, with the built command in its `node_modules`. */
export class HookedRepo extends TempRepo {
  /** @param options.command false for a project without the command */
  constructor(options: { readonly command?: boolean } = {}) {
    super();
    this.write('.gitignore', 'node_modules\n');
    if (options.command !== false) this.installCommand('.');
  }

  installCommand(folder: string): void {
    const bin = this.path(folder, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(realpathSync(COMMAND), path.join(bin, 'navixy-secrets'));
    chmodSync(COMMAND, 0o755);
  }

  hook(name: string, script: string): string {
    const file = this.write(path.join('.git', 'hooks', name), script);
    chmodSync(file, 0o755);
    return file;
  }

  has(...parts: string[]): boolean {
    return existsSync(this.path(...parts));
  }

  /** Runs git with its hooks. Does not throw if git fails. */
  try(args: readonly string[], options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): GitRun {
    const env = {
      PATH: process.env['PATH'],
      HOME: this.root,
      XDG_CACHE_HOME: '/dev/null',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ann',
      GIT_AUTHOR_EMAIL: 'ann@fleet.example',
      GIT_COMMITTER_NAME: 'Ann',
      GIT_COMMITTER_EMAIL: 'ann@fleet.example',
      ...options.env,
    };
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: options.cwd ?? this.root,
      env,
      encoding: 'utf8',
      input: '',
    });
    return { status, output: stdout + stderr };
  }
}
