import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ScanCommandOptions, ScanInputs, Surroundings } from './commands/scan.ts';
import { explain, ExitCode } from './exit-code.ts';
import type { CliIo } from './io.ts';
import { TOOL } from './tool.ts';

export interface CliResult {
  readonly exitCode: ExitCode;
}

const SCAN_EXAMPLES = `
Examples:
  navixy-secrets scan                      this repository as it is on disk, untracked files included
  navixy-secrets scan src .env             only these
  navixy-secrets scan --staged             what the next commit would add; for a pre-commit hook
  navixy-secrets scan --history            everything this repository ever stored: deleted files, stashes,
                                           amended commits, messages, objects nothing leads to any more
  git show HEAD:app.js | navixy-secrets scan -
  navixy-secrets scan --format json | jq -r '.findings[] | "\\(.path):\\(.line) \\(.redacted)"'

Exit status: 0 nothing found, 1 something found, 2 not everything could be looked at.
A value is never printed; "a6aa…5fc3" shows its first and last four characters.`;

const REVOKE_EXAMPLES = `
Examples:
  navixy-secrets revoke                    find, check which are alive, show the plan, ask, revoke, check again
  navixy-secrets revoke --history          the same for everything in the history
  navixy-secrets revoke --api-url https://api.gps.brand.example    a white-label installation
  navixy-secrets revoke --only 0123456789abcdef0123                one secret, by the fingerprint that scan shows

Deleting an API key needs its owner: NAVIXY_LOGIN and NAVIXY_PASSWORD, or a prompt. Never an argument.
Exit status: 0 everything found is proven dead, 1 something is alive, 2 it could not be found out.`;

/**
 * Runs a command line. Touches no process global; everything it needs is passed in.
 * @param argv the arguments after the program's name
 * @param signal ends the command early; it then says so and returns 2
 */
export async function runCli(argv: readonly string[], io: CliIo, env: NodeJS.ProcessEnv, cwd: string, signal?: AbortSignal): Promise<CliResult> {
  let exitCode: ExitCode = ExitCode.Clean;
  const surroundings = (options: { color?: boolean }): Surroundings => ({
    io, env, cwd, colors: options.color !== false && wantsColors(env, io), ...(signal === undefined ? {} : { signal }),
  });
  const program = new Command(TOOL.name)
    .description('Finds leaked Navixy API keys and session hashes, says which are alive, and revokes them.')
    .version(TOOL.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .addHelpText('after', '\nStart with "navixy-secrets scan". "navixy-secrets scan --help" has examples.');
  const scan = withInputs(program.command('scan'))
    .description('look for leaked hashes in files, the git index, the git history or standard input')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .option('--show-secrets', 'print the values themselves, for who must; warns')
    .addHelpText('after', SCAN_EXAMPLES)
    .action(async (paths: string[], options: Omit<ScanCommandOptions, 'paths'> & { color?: boolean }) => {
      const { runScan } = await import('./commands/scan.ts');
      exitCode = await runScan({ ...options, paths }, surroundings(options));
    });
  const revoke = withInputs(program.command('revoke'))
    .description('find leaked hashes, check which are alive, and revoke those after a yes')
    .option('--yes', 'do not ask; needed where there is no terminal')
    .option('--api-url <url>', 'ask this API instead of the official ones; may be repeated', gather)
    .option('--only <fingerprint...>', 'only these secrets')
    .addHelpText('after', REVOKE_EXAMPLES)
    .action(async (paths: string[], options: RevokeCliOptions) => {
      exitCode = await revokeFound({ ...options, paths }, surroundings(options));
    });
  for (const command of [program, scan, revoke]) {
    command.exitOverride().configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
    command.showHelpAfterError('(--help shows how it is used)');
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? ExitCode.Clean : ExitCode.Failed };
    io.stderr(`${TOOL.name}: ${explain(error)}\n`);
    return { exitCode: ExitCode.Failed };
  }
  return { exitCode };
}

interface RevokeCliOptions extends Omit<ScanInputs, 'paths'> {
  readonly yes?: boolean;
  readonly apiUrl?: readonly string[];
  readonly only?: readonly string[];
  readonly color?: boolean;
}

function withInputs(command: Command): Command {
  return command
    .argument('[path...]', 'files or folders; "-" is standard input; default: the current folder')
    .addOption(new Option('--staged', 'the git index: what the next commit would add').conflicts('history'))
    .addOption(new Option('--history', 'every object of the git repository, reachable or not').conflicts('staged'))
    .addOption(new Option('--min-confidence <level>', 'the least confidence that counts as found').choices(['low', 'medium', 'high']).default('medium'))
    .option('--no-color', 'no colours; NO_COLOR does the same');
}

async function revokeFound(options: RevokeCliOptions & ScanInputs, around: Surroundings): Promise<ExitCode> {
  const { collect } = await import('./commands/scan.ts');
  const { runRevoke } = await import('./commands/revoke.ts');
  const { io, env, signal, colors } = around;
  const report = await collect(options, around);
  for (const { path, reason, remedy } of report.notLookedAt) {
    const { printable } = await import('./report/clean.ts');
    io.stderr(`${printable(`Not looked at: ${path}: ${reason}`)}${remedy === undefined ? '' : `\n  do: ${remedy}`}\n`);
  }
  const { exitCode } = await runRevoke({
    findings: report.findings,
    ...(options.only === undefined ? {} : { only: options.only }),
    baseUrls: options.apiUrl ?? [],
    // Standard input that was scanned has no answers left in it.
    interactive: io.isInTerminal && io.isErrTerminal && !options.paths.includes('-'),
    yes: options.yes === true,
    io: { stdout: io.stdout, stderr: io.stderr },
    env,
    colors,
    ...(signal === undefined ? {} : { signal }),
  });
  return exitCode === ExitCode.Clean && !report.complete ? ExitCode.Failed : exitCode;
}

function gather(url: string, previous: readonly string[] = []): string[] {
  if (!URL.canParse(url)) throw new InvalidArgumentError('It is not a URL; an example: https://api.gps.brand.example/v2');
  return [...previous, url];
}

/** https://no-color.org, and FORCE_COLOR for logs that show colours. */
function wantsColors(env: NodeJS.ProcessEnv, io: CliIo): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return io.isOutTerminal && env['TERM'] !== 'dumb';
}
