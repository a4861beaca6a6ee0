// Runs the command `repos`.

import { ExitCode, Failure } from '../../library/errors.ts';
import { isInShard, shardOf } from '../../library/repositories.ts';
import { count, jsonText, mask, visible } from '../../library/text.ts';
import { listFrom } from '../terminal/read-repository-list.ts';
import type { CommandContext } from '../context.ts';

export interface ReposOptions {
  /** A file with a path or a URL per line; `-` for standard input. */
  readonly list: string;
  /** `I/N` or `auto`. Default: all. */
  readonly shard?: string;
  /** The folder for clones of URLs. */
  readonly clones?: string;
  readonly format: 'text' | 'json';
  /** Also print what looks like a value; the URL of a gist does. */
  readonly showSecrets?: boolean;
}

/**
 * Prints the repositories of a shard and their folders, for a job that clones them before it scans them.
 * @returns the exit code
 */
export async function runRepos(
  { list, shard: word, clones, format, showSecrets = false }: ReposOptions,
  around: CommandContext,
): Promise<ExitCode> {
  const { io, env } = around;
  const shard = shardOf(word, env);
  const all = await listFrom(list, around, clones);
  const mine = all
    .filter(({ name }) => isInShard(name, shard))
    .map(({ name, url, folder }) => {
      if (folder === undefined)
        throw new Failure(
          `${name} is a URL, and there is no folder for its clone`,
          'Say where clones lie: --clones FOLDER, and the same with "scan --repos".',
        );
      return { repository: url ?? name, folder };
    });
  // GitHub's matrix needs a single line.
  const print = showSecrets ? io.withValues : io.stdout;
  if (format === 'json') print(`${jsonText(mine)}\n`);
  else for (const { repository, folder } of mine) print(`${visible(repository)}\t${visible(folder)}\n`);
  const masked = mine.filter(
    ({ repository, folder }) => mask(repository) !== repository || mask(folder) !== folder,
  ).length;
  if (masked === 0 || showSecrets) return ExitCode.Clean;
  io.stderr(
    `${count(masked, 'line')} of these cannot be used: 32 digits that may be a key are masked.\n  Where they ` +
      `are none, as in the address of a gist, add --show-secrets.\n`,
  );
  return ExitCode.Failed;
}
