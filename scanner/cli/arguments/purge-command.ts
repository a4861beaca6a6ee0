// Declares the command `purge`.

import path from 'node:path';
import { Option, type Command } from 'commander';
import type { ScanInputs } from '../context.ts';
import { FROM_STDIN, unlisted } from './input-options.ts';
import { withLimits } from './limit-options.ts';
import { scanned, unlessIncomplete, type Common, type Wiring } from './platform-commands.ts';
import { withApi, withEvidence } from './platform-options.ts';
import { examples } from './short-help.ts';

interface PurgeCli extends Common {
  readonly only?: readonly string[];
  readonly output?: string;
  readonly allowAlive?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const EXAMPLES = `
Examples:
  navixy-secrets purge --dry-run           only the plan: what changes, what breaks, what stays
  navixy-secrets purge                     find, check that nothing is alive, show the plan, ask, make the clone
  navixy-secrets purge --history ../fleet.git --output ../fleet-clean.git
  navixy-secrets purge --only 0123456789abcdef0123    one secret, by the fingerprint that scan shows
  navixy-secrets purge --yes --evidence leak.jsonl    in a CI job, with a record

Best on a fresh "git clone --mirror URL": it has every branch of the server. Revoke the values first: whoever
has an old clone, a fork or a cached page still has them. Needs git filter-repo: pipx install git-filter-repo
The repository is only read. The clone is proven to differ in the values alone; you push it yourself.
Exit status: 0 purged and proven, 1 a value is still there, 2 it could not be done or proven.`;

/** Registers `purge`. @returns the command */
export function registerPurge(wiring: Wiring): Command {
  const command = withEvidence(withApi(withLimits(wiring.withInputs(wiring.program.command('purge')))));
  return unlisted(command, ...FROM_STDIN)
    .description('make a clone of the repository whose history has the leaked hashes no more')
    .addOption(new Option('--dry-run', 'only show the plan').conflicts('yes'))
    .option('--yes', 'do not ask; required without a terminal')
    .option('--only <fingerprint...>', 'only these secrets')
    .option('--output <folder>', 'where to make the clone; default: next to the repository, with "-purged.git"')
    .addOption(
      new Option('--allow-alive', 'purge values that may be alive too; the platform is not asked').conflicts([
        'apiUrl',
        'region',
        'trustConfig',
        'caFile',
      ]),
    )
    .addHelpText('after', examples(EXAMPLES))
    .action(async (paths: string[], options: PurgeCli) => {
      const inputs = withHistory(options);
      const { report, online, around } = await scanned(paths, inputs, wiring);
      const { runPurge } = await import('../commands/run-purge.ts');
      const { collect } = await import('../commands/run-scan.ts');
      const { exitCode } = await runPurge({
        ...online,
        findings: report.findings,
        isScanComplete: report.complete || options.allowIncomplete === true,
        cwd: around.cwd,
        dryRun: options.dryRun === true,
        yes: options.yes === true,
        allowAlive: options.allowAlive === true,
        rescan: async (folder) => collect({ ...inHistory(inputs), paths: [folder] }, around),
        ...(options.only === undefined ? {} : { only: options.only }),
        ...(options.output === undefined ? {} : { output: path.resolve(around.cwd, options.output) }),
      });
      wiring.exit(unlessIncomplete(exitCode, report, options));
    });
}

/** Without an option that says where to look, values are searched in the whole history. */
function withHistory(options: PurgeCli): PurgeCli {
  const { all, staged, gitFolder, since, range, diff, stdinPath } = options;
  return (all ?? staged ?? gitFolder ?? since ?? range ?? diff ?? stdinPath) === undefined
    ? { ...options, history: true }
    : options;
}

/** The inputs that decide what counts as a value, for a scan of a whole history. */
function inHistory({ minConfidence, config, inlineIgnores, quiet, ...limits }: PurgeCli): Omit<ScanInputs, 'paths'> {
  const { maxSize, timeout, archiveDepth, archiveLimits, jobs } = limits;
  return {
    history: true,
    ...Object.fromEntries(
      Object.entries({
        minConfidence,
        config,
        inlineIgnores,
        quiet,
        maxSize,
        timeout,
        archiveDepth,
        archiveLimits,
        jobs,
      }).filter(([, value]) => value !== undefined),
    ),
  };
}
