import { ExitCode, Failure } from '../public/errors.ts';
import { isInShard, shardOf } from '../public/repositories.ts';
import { listFrom } from '../terminal/read-list.ts';
import type { Surroundings } from './scan.ts';

export interface ReposOptions {
  /** A file with a path or a URL on each line; `-` is standard input. */
  readonly list: string;
  /** `I/N` or `auto`. Default: all. */
  readonly shard?: string;
  /** Where the clones of URLs lie, or will. */
  readonly clones?: string;
  readonly format: 'text' | 'json';
}

/** Prints the repositories of a shard and their folders, for a job that clones them before it scans them. @returns the exit status */
export async function runRepos({ list, shard: word, clones, format }: ReposOptions, around: Surroundings): Promise<ExitCode> {
  const { io, env } = around;
  const shard = shardOf(word, env);
  const all = await listFrom(list, around, clones);
  const mine = all.filter(({ name }) => isInShard(name, shard)).map(({ name, url, folder }) => {
    if (folder === undefined) throw new Failure(`${name} is a URL, and there is no folder for its clone`, 'Say where clones lie: --clones FOLDER, and the same with "scan --repos".');
    return { repository: url ?? name, folder };
  });
  // A matrix of GitHub reads one line.
  if (format === 'json') io.stdout(`${JSON.stringify(mine)}\n`);
  else for (const { repository, folder } of mine) io.stdout(`${repository}\t${folder}\n`);
  return ExitCode.Clean;
}
