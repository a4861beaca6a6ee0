// Declares the command `ci` and the option `--fail-on`.

import { Option, type Command } from 'commander';
import type { ScanCommandOptions } from '../commands/run-scan.ts';
import type { CommandContext } from '../context.ts';
import { FAIL_ON, type ExitCode } from '../../library/errors.ts';
import { withApi } from './platform-options.ts';
import { FROM_STDIN, unlisted } from './input-options.ts';
import { withLimits } from './limit-options.ts';
import { withReports, withVerbosity, type ReportOptions } from './report-options.ts';
import { examples } from './short-help.ts';

const CI_EXAMPLES = `
Examples:
  navixy-secrets ci                                  reads from the CI's variables what the job is about
  navixy-secrets ci --fail-on high                   reports everything, fails for what is certain
  navixy-secrets ci --format sarif --output navixy.sarif
  navixy-secrets ci --since origin/main              a CI that is not known: say what to scan

A pull or merge request: its commits. A push: what is new. A schedule or a run by hand: the whole history.
Knows GitHub Actions, GitLab CI, Bitbucket Pipelines, Azure Pipelines, CircleCI, Jenkins,
Buildkite, Travis CI, Drone, Woodpecker and AppVeyor.
Exit status: 0 nothing found, 1 something found, 2 not everything could be scanned.`;

/** `--fail-on`, for each command that decides about a build. @param alive describes `alive` in this command */
export function failOnOption(alive = 'one that is "alive" (needs --verify)'): Option {
  return new Option(
    '--fail-on <what>',
    `what makes the exit status 1: any finding, one of at least that confidence, ${alive}, or none`,
  )
    .choices(FAIL_ON)
    .default('any');
}

export interface CiWiring {
  readonly program: Command;
  readonly withScan: (command: Command) => Command;
  readonly context: (options: { color?: boolean }) => CommandContext;
  readonly exit: (code: ExitCode) => void;
}

/** Registers `ci`. @returns the command */
export function registerCi({ program, withScan, context, exit }: CiWiring): Command {
  const command = withApi(withLimits(withVerbosity(withReports(withScan(program.command('ci'))))));
  return unlisted(command, '--staged', '--git-folder', ...FROM_STDIN)
    .description(
      'run in a CI job: scan the commits of the pull request, push or schedule, and report in the format of that CI',
    )
    .option('--verify', 'ask the platform which of the found ones are alive')
    .addOption(failOnOption())
    .addHelpText('after', examples(CI_EXAMPLES))
    .action(
      async (
        paths: string[],
        {
          format,
          output,
          ...options
        }: Omit<ScanCommandOptions, 'paths' | 'reports'> & ReportOptions & { color?: boolean },
      ) => {
        const { runCi } = await import('../commands/run-ci.ts');
        exit(await runCi({ ...options, paths, reports: format ?? output ?? [] }, context(options)));
      },
    );
}
