// Declares the commands `verify`, `revoke`, `rotate` and `keys`.

import { Option, type Command } from 'commander';
import type { ScanInputs, CommandContext } from '../context.ts';
import { Advice } from '../../library/advice.ts';
import { ExitCode } from '../../library/errors.ts';
import { runsInCi } from '../../library/report.ts';
import { clean } from '../../library/text.ts';
import type { KindFilter } from '../../library/revoke.ts';
import type { ScanReport } from '../../library/scan.ts';
import { withApi, withEvidence, type ApiCliOptions } from './platform-options.ts';
import { FROM_STDIN, unlisted } from './input-options.ts';
import { withLimits, type LimitWords } from './limit-options.ts';
import { destinationOf, type DestinationOptions } from './destination-options.ts';
import { KEYS_EXAMPLES, REVOKE_EXAMPLES, ROTATE_EXAMPLES, VERIFY_EXAMPLES } from './examples.ts';
import { examples } from './short-help.ts';

/** Options of every command that talks to the platform. */
export interface Common extends ApiCliOptions, LimitWords, Omit<ScanInputs, 'paths'> {
  readonly color?: boolean;
  readonly evidence?: string;
}

interface VerifyCli extends Common {
  readonly only?: readonly string[];
  readonly identify?: boolean;
  readonly format: 'text' | 'json';
}

interface RevokeCli extends Common {
  readonly only?: readonly string[];
  readonly kind?: readonly KindFilter[];
  readonly identify?: boolean;
  readonly yes?: boolean;
}

interface RotateCli extends Common, DestinationOptions {
  readonly only?: string;
  readonly use?: string;
  readonly deployed?: boolean;
  readonly yes?: boolean;
}

interface KeysCli extends Common {
  readonly format: 'text' | 'json';
}

/** What the program passes to each command's registration. */
export interface Wiring {
  readonly program: Command;
  /** Adds the options that select what to scan. */
  readonly withInputs: (command: Command) => Command;
  readonly context: (options: { color?: boolean }) => CommandContext;
  readonly exit: (code: ExitCode) => void;
}

const FORMAT = (): Option => new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text');
const ONLY = '--only <fingerprint...>';

/** Registers `verify`, `revoke`, `rotate` and `keys`. @returns the commands */
export function registerApiCommands(wiring: Wiring): readonly Command[] {
  return [registerVerify(wiring), registerRevoke(wiring), registerRotate(wiring), registerKeys(wiring)];
}

function registerVerify(wiring: Wiring): Command {
  return withEvidence(withApi(withLimits(wiring.withInputs(wiring.program.command('verify')))))
    .description('find leaked hashes and say which are alive; changes nothing')
    .option(ONLY, 'only these secrets')
    .option('--identify', 'say whose the living ones are (personal data)')
    .addOption(FORMAT())
    .addHelpText('after', examples(VERIFY_EXAMPLES))
    .action(async (paths: string[], options: VerifyCli) => {
      const { report, online } = await scanned(paths, options, wiring);
      const { runVerify } = await import('../commands/run-verify.ts');
      const { exitCode } = await runVerify({
        ...online,
        findings: report.findings,
        format: options.format,
        identify: options.identify === true,
        ...only(options.only),
      });
      wiring.exit(unlessIncomplete(exitCode, report, options));
    });
}

function registerRevoke(wiring: Wiring): Command {
  return withEvidence(withApi(withLimits(wiring.withInputs(wiring.program.command('revoke')))))
    .description('find leaked hashes, check which are alive, and revoke those after a yes')
    .option('--yes', 'do not ask; required without a terminal')
    .option(ONLY, 'only these secrets')
    .addOption(
      new Option('--kind <kind...>', 'only what turns out to be of this kind').choices([
        'api-key',
        'session',
        'panel-session',
      ]),
    )
    .option('--identify', 'say whose the living ones are (personal data)')
    .addHelpText('after', examples(REVOKE_EXAMPLES))
    .action(async (paths: string[], options: RevokeCli) => {
      const { report, online } = await scanned(paths, options, wiring);
      const { runRevoke } = await import('../commands/run-revoke.ts');
      const { exitCode } = await runRevoke({
        ...online,
        findings: report.findings,
        yes: options.yes === true,
        identify: options.identify === true,
        ...only(options.only),
        ...(options.kind === undefined ? {} : { kinds: options.kind }),
      });
      wiring.exit(unlessIncomplete(exitCode, report, options));
    });
}

function registerRotate(wiring: Wiring): Command {
  const command = withEvidence(withApi(withLimits(wiring.withInputs(wiring.program.command('rotate')))));
  return unlisted(command, ...FROM_STDIN)
    .description('replace an API key: make a new one, hand it over, delete the old one when you say so')
    .option('--only <fingerprint>', 'the key to replace, by the fingerprint that scan or keys shows')
    .option('--to-file <file>', 'put the new value into this new file (mode 0600)')
    .option('--to-env <file:name>', 'put it into this entry of a .env file')
    .option('--to-command <command>', 'give it to this command on its standard input')
    .option('--to-github <name>', 'set this secret of a GitHub repository, with gh')
    .option('--to-gitlab <name>', 'set this variable of a GitLab project, with glab')
    .option('--repo <repo>', 'the repository for --to-github and --to-gitlab')
    .option('--show', 'print the new value; warns')
    .option('--use <fingerprint>', 'use this key of the account, which an interrupted run made, instead of making one')
    .option('--deployed', 'the new value is in use as soon as it is handed over: delete the old key without waiting')
    .option('--yes', 'do not ask before the plan is carried out; required without a terminal')
    .addHelpText('after', examples(ROTATE_EXAMPLES))
    .action(async (paths: string[], options: RotateCli) => {
      const destination = destinationOf(options);
      const { online, report, around } = await scanned(paths, options, wiring);
      const { runRotate } = await import('../commands/run-rotate.ts');
      const { exitCode } = await runRotate({
        ...online,
        findings: report.findings,
        destination,
        cwd: around.cwd,
        deployed: options.deployed === true,
        yes: options.yes === true,
        ...(options.only === undefined ? {} : { only: options.only }),
        ...(options.use === undefined ? {} : { use: options.use }),
      });
      wiring.exit(exitCode);
    });
}

function registerKeys(wiring: Wiring): Command {
  const command = withEvidence(withApi(withLimits(wiring.withInputs(wiring.program.command('keys')))));
  return unlisted(command, '--staged', ...FROM_STDIN)
    .description("list an account's API keys: which leaked, which are old, which nobody could name")
    .addOption(FORMAT())
    .addHelpText('after', examples(KEYS_EXAMPLES))
    .action(async (paths: string[], options: KeysCli) => {
      const { report, online } = await scanned(paths, options, wiring);
      const { runKeys } = await import('../commands/run-keys.ts');
      const { exitCode } = await runKeys({ ...online, findings: report.findings, format: options.format });
      wiring.exit(unlessIncomplete(exitCode, report, options));
    });
}

/** Scans for secrets first, and reports what was skipped. @returns the report, and options for the command */
export async function scanned(paths: readonly string[], options: Common, { context }: Wiring) {
  const around = context(options.color === undefined ? {} : { color: options.color });
  // Loaded on demand, so a plain scan does not load the network client.
  const { onlineOptions } = await import('./convert-online-options.ts');
  const { collect } = await import('../commands/run-scan.ts');
  const report = await collect({ ...options, paths }, around);
  for (const { path, reason, remedy } of report.notLookedAt) {
    around.io.stderr(
      `${clean(`Not scanned: ${path}: ${reason}`)}${remedy === undefined ? '' : `\n  do: ${clean(remedy)}`}\n`,
    );
  }
  const { documents } = report.summary;
  const advice = new Advice({ ...options, paths }, { cwd: around.cwd, isReadElsewhere: runsInCi(around.env) });
  return {
    around,
    report,
    online: { ...onlineOptions(options, { ...options, paths }, report, around), advice, documents },
  };
}

/** Success is only certain if everything was scanned. @returns the exit code, 2 instead of 0 after an incomplete scan */
export function unlessIncomplete(
  exitCode: ExitCode,
  report: ScanReport,
  { allowIncomplete = false }: LimitWords,
): ExitCode {
  return exitCode === ExitCode.Clean && !report.complete && !allowIncomplete ? ExitCode.Failed : exitCode;
}

function only(fingerprints: readonly string[] | undefined): { readonly only?: readonly string[] } {
  return fingerprints === undefined ? {} : { only: fingerprints };
}
