// Declares the command `repos`.

import { Option, type Command } from 'commander';
import type { ReposOptions } from '../commands/run-repos.ts';
import type { Wiring } from './platform-commands.ts';
import { examples } from './short-help.ts';

const EXAMPLES = `
Examples:
  navixy-secrets repos repositories.txt --shard 2/20 --clones mirrors     which repositories are in that part
  navixy-secrets repos repositories.txt --shard auto --clones mirrors |
    while IFS=$(printf '\\t') read -r url folder; do git clone --mirror -- "$url" "$folder"; done
  navixy-secrets scan --history --repos repositories.txt --shard auto --clones mirrors
  navixy-secrets repos repositories.txt --clones mirrors --format json    for fromJSON() of a GitHub matrix
  gh repo list fleet --limit 100000 --json url | navixy-secrets repos - --clones mirrors

Each line has the repository as the list has it, a tab, and the folder where "scan --repos" looks for it.
Nothing is fetched. Exit status: 0 listed, 2 the list cannot be read or a line had to be masked.`;

/** Registers `repos`. @returns the command */
export function registerRepos({ program, context, exit }: Omit<Wiring, 'withInputs'>): Command {
  return program
    .command('repos')
    .description('list the repositories of a shard and where their clones lie, for a job that clones them')
    .argument('<file>', 'a list with a path or a URL on each line, or the JSON of a forge; "-" is standard input')
    .option('--shard <i/n>', 'only the i-th of n parts; "auto" reads it from GitHub, GitLab, Kubernetes or Slurm')
    .option('--clones <folder>', 'the folder in which clones of URLs lie, in folders named by host and path')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .option('--show-secrets', 'print addresses that hold 32 digits like a key, e.g. those of gists')
    .addHelpText('after', examples(EXAMPLES))
    .action(async (list: string, options: Omit<ReposOptions, 'list'>) => {
      const { runRepos } = await import('../commands/run-repos.ts');
      exit(await runRepos({ ...options, list }, context({})));
    });
}
