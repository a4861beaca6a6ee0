// The command line: declares all commands and runs the one that was called.

import { Command, CommanderError, Option } from 'commander';
import { registerApiCommands, type Wiring } from './arguments/platform-commands.ts';
import { registerBaseline } from './arguments/baseline-commands.ts';
import { withApi } from './arguments/platform-options.ts';
import { failOnOption, registerCi, type CiWiring } from './arguments/ci-command.ts';
import { registerCompletion } from './arguments/completion-command.ts';
import { refuseOpposites } from './arguments/exclusive-options.ts';
import { registerHookCommands } from './arguments/hook-commands.ts';
import { registerInit } from './arguments/init-command.ts';
import { withInputs } from './arguments/input-options.ts';
import { withLimits } from './arguments/limit-options.ts';
import { withReports, withVerbosity, type ReportOptions } from './arguments/report-options.ts';
import type { ExplainCommandOptions } from './commands/run-explain.ts';
import type { RepositoriesOptions } from './commands/run-scan-repositories.ts';
import { runScan } from './commands/run-scan.ts';
import type { CommandContext } from './context.ts';
import { registerMerge } from './arguments/merge-command.ts';
import { registerPurge } from './arguments/purge-command.ts';
import { registerRedact } from './arguments/redact-command.ts';
import { registerRules } from './arguments/rules-command.ts';
import { registerRepos } from './arguments/repos-command.ts';
import { registerSettingsCommands } from './arguments/settings-commands.ts';
import { withCalls } from '../library/advice.ts';
import { ExitCode, Failure, TOOL } from '../library/errors.ts';
import { clean } from '../library/text.ts';
import type { Screen } from './terminal/io.ts';
import { examples, withShortHelp } from './arguments/short-help.ts';

const SCAN_EXAMPLES = `
Examples:
  navixy-secrets scan                      this repository as it is on disk, untracked files included
  navixy-secrets scan src .env             only these
  navixy-secrets scan --staged             what the next commit would add; for a pre-commit hook
  navixy-secrets scan --history            everything this repository ever stored: deleted files, stashes,
                                           amended commits, messages, objects nothing leads to any more
  navixy-secrets scan --history --cache    the same, reading only what came since the last time
  navixy-secrets scan --all ~/work/fleet   all of that: ignored files, index, history, .git/config, submodules
  navixy-secrets scan --since origin/main  each commit of this branch, for CI
  navixy-secrets scan --range v1.0..v2.0   the commits between two tags
  navixy-secrets scan 'src/**/*.ts' --exclude '*.test.ts'
  git diff main | navixy-secrets scan --diff
  git show HEAD:app.js | navixy-secrets scan -
  navixy-secrets scan --verify --fail-on alive              fail only for what still opens an account
  navixy-secrets scan --output report.html                  a page to read and to hand on; the text is printed all the same
  navixy-secrets scan --format sarif --output out.sarif --format github      several reports of one scan
  navixy-secrets scan --format json | jq -r '.findings[] | "\\(.path):\\(.line) \\(.redacted)"'

Exit status: 0 nothing found, 1 something found, 2 not everything could be scanned.
A value is never printed; "a6aa…5fc3" shows its first and last four characters.`;

const EXPLAIN_EXAMPLES = `
Examples:
  navixy-secrets explain src/app.js:12           every value on that line
  navixy-secrets explain src/app.js:12:22        the value at that column
  navixy-secrets explain .env:3 --format json
  navixy-secrets explain 53f8bfb3ae0bb6cb0dc5    a finding in the files here, by its fingerprint
  navixy-secrets explain 53f8bfb3ae0bb6cb0dc5 --report history.json

Values that are no finding are explained too. Exit status: 0 explained, 2 nothing stands there.`;

/** Heading for options that decide what counts as a finding. */
const WHAT_COUNTS = 'What counts:';

/**
 * Runs a command line that commander parses.
 * @param argv arguments after the program's name
 * @param context makes the context of the command from its options
 * @throws what the command throws
 */
export async function runProgram(
  argv: readonly string[],
  io: Screen,
  context: (options: { color?: boolean }) => CommandContext,
): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.Clean;
  const program = new Command(TOOL.name)
    .description('Finds leaked Navixy API keys and session hashes, says which are alive, and revokes or replaces them.')
    .version(TOOL.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help: -h the most used options, --help all of them')
    .helpCommand(false)
    .addHelpText('after', '\nStart with "navixy-secrets scan". "navixy-secrets scan --help" has examples.');
  const scan = withApi(withVerbosity(withReports(withLimits(withScan(program.command('scan'))))))
    .description(
      'look for leaked hashes in files, the git index, commits, the whole git history, diffs or standard input',
    )
    .optionsGroup(WHAT_COUNTS)
    .option(
      '--baseline <file>',
      'known findings that are not reported again; default: that of the settings, else .navixy-secrets-baseline.json if it is there',
    )
    .option('--no-baseline', 'report known findings too')
    .optionsGroup('Many repositories:')
    .option('--repos <file>', 'scan the repositories of a list, a path or a URL on each line; "-" is standard input')
    .option(
      '--shard <i/n>',
      'with --repos: only the i-th of n parts; "auto" reads it from GitHub, GitLab, Kubernetes or Slurm',
    )
    .option(
      '--clones <folder>',
      'with --repos: where the clones of URLs lie; "navixy-secrets repos" says which and where',
    )
    .option(
      '--results <folder>',
      'with --repos: keep the result of each repository there, for "merge", and go on where an earlier run was',
    )
    .optionsGroup('Options:')
    .option('--verify', 'ask the platform which of the found ones are alive')
    .addOption(failOnOption())
    .option('--show-secrets', 'print the values themselves, for who must; warns')
    .addHelpText('after', examples(SCAN_EXAMPLES))
    .action(
      async (
        paths: string[],
        {
          format,
          output,
          repos,
          ...options
        }: Omit<RepositoriesOptions, 'paths' | 'reports' | 'repos'> &
          ReportOptions & { color?: boolean; repos?: string },
      ) => {
        if (repos !== undefined) {
          const { runRepositories } = await import('./commands/run-scan-repositories.ts');
          exitCode = await runRepositories(
            { ...options, repos, paths, reports: format ?? output ?? [] },
            context(options),
          );
          return;
        }
        if ((options.shard ?? options.results ?? options.clones) !== undefined)
          throw new Failure('--shard, --clones and --results are for --repos', 'Add --repos FILE.');
        exitCode = await runScan({ ...options, paths, reports: format ?? output ?? [] }, context(options));
      },
    );
  // A hook calls `scan` and waits, so the other commands are not declared for it.
  const others =
    argv[0] === 'scan'
      ? []
      : registerOthers({ program, withInputs: withScan, withScan, context, exit: (code) => (exitCode = code) }, io);
  const help = program.commands.length === 1 ? [] : [registerHelp(program)];
  for (const command of [program, scan, ...others, ...help]) {
    refuseOpposites(command);
    withShortHelp(command)
      .exitOverride()
      .configureOutput({
        writeOut: (text) => io.stdout(withCalls(text)),
        writeErr: (text) => io.stderr(withCalls(text)),
        outputError: (said, write) => write(complaint(said)),
      });
    command.showHelpAfterError('(--help shows how it is used)');
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Clean : ExitCode.Failed;
    throw error;
  }
  return exitCode;
}

/** `explain`: why a value is a finding or not. */
function registerExplain({ program, context, exit }: Wiring): Command {
  return program
    .command('explain')
    .description('show the evidence for and against a value, and how it led to the verdict')
    .argument('<place>', 'FILE:LINE, FILE:LINE:COLUMN or a fingerprint, as a report shows them')
    .option('--report <file>', 'a JSON report in which to look for the fingerprint')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .option('--config <file>', 'settings to use')
    .option('--no-config', 'use no settings')
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .addHelpText('after', examples(EXPLAIN_EXAMPLES))
    .action(async (place: string, options: ExplainCommandOptions & { color?: boolean }) => {
      const { runExplain } = await import('./commands/run-explain.ts');
      exit(await runExplain(place, options, context(options)));
    });
}

/** Declares the other commands. */
function registerOthers(wiring: Wiring & CiWiring, io: Screen): readonly Command[] {
  const { program } = wiring;
  const commands = [
    registerExplain(wiring),
    ...registerSettingsCommands(wiring),
    ...registerApiCommands(wiring),
    registerPurge(wiring),
    ...registerBaseline(wiring),
    registerRedact(wiring),
    registerRules(wiring),
    registerMerge(wiring),
    registerRepos(wiring),
    ...registerHookCommands(wiring),
    registerCi(wiring),
    registerInit(wiring),
  ];
  return [...commands, registerCompletion(program, io)];
}

/** `help NAME`. Commander would show the program's help for an unknown name. */
function registerHelp(program: Command): Command {
  return program
    .command('help')
    .description('print the help of a command')
    .argument('[command]', 'its name')
    .action((name: string | undefined) => {
      if (name === undefined) return program.outputHelp();
      const command = program.commands.find((one) => one.name() === name);
      if (command !== undefined) return command.outputHelp();
      const names = program.commands.map((one) => one.name()).join(', ');
      return program.error(`error: unknown command '${name}'; the commands are ${names}`);
    });
}

/** Adds the options shared by all commands that scan: what to scan, what counts, and the output. */
function withScan(command: Command): Command {
  return withInputs(command)
    .optionsGroup(WHAT_COUNTS)
    .addOption(
      new Option(
        '--min-confidence <level>',
        'the least confidence that counts as found; default: that of the settings, else medium',
      ).choices(['low', 'medium', 'high']),
    )
    .option(
      '--config <file>',
      'settings to use; default: .navixy-secrets.json or "navixy" in package.json, here or above',
    )
    .option('--no-config', 'use no settings')
    .option('--no-inline-ignores', 'report what a comment "navixy-secrets-ignore: reason" hides too')
    .option(
      '--trust-base <ref>',
      'take settings, baseline and ignores from this commit, not from the files under test; for CI',
    )
    .optionsGroup('Reports:')
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .optionsGroup('Options:');
}

/** An error quotes the command line: it becomes one line, except for commander's suggestion below it. */
function complaint(said: string): string {
  const advice = /\n\(Did you mean [^\n]*\?\)\n$/.exec(said)?.[0] ?? '\n';
  return clean(said.slice(0, -advice.length)) + advice;
}
