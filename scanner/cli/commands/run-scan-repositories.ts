// Runs `scan --repos`.

import path from 'node:path';
import { refuseWithoutVerify } from '../arguments/exclusive-options.ts';
import { sourceOptions } from '../arguments/input-options.ts';
import { targetsOf } from '../arguments/report-targets.ts';
import { exitCodeOf, Failure, failing, type ExitCode } from '../../library/errors.ts';
import { runsInCi } from '../../library/report.ts';
import { ResultsFolder, scanRepositories, shardOf } from '../../library/repositories.ts';
import { readPolicy } from '../../library/scan.ts';
import { clean, count } from '../../library/text.ts';
import { listFrom } from '../terminal/read-repository-list.ts';
import { ReportWriter } from '../terminal/report-writer.ts';
import { collectWith, type ScanCommandOptions } from './run-scan.ts';
import type { CommandContext } from '../context.ts';

export interface RepositoriesOptions extends ScanCommandOptions {
  /** A file with a path or a URL per line; `-` for standard input. */
  readonly repos: string;
  /** `I/N` or `auto`. Default: all. */
  readonly shard?: string;
  /** The folder with the clones of URLs. */
  readonly clones?: string;
  /** A folder for the result of each repository. */
  readonly results?: string;
}

/** `scan --repos`: scans many repositories and reports them together. @returns the exit code */
export async function runRepositories(options: RepositoriesOptions, around: CommandContext): Promise<ExitCode> {
  const { io, cwd, env, signal } = around;
  check(options);
  refuseWithoutVerify(options);
  const isQuiet = options.quiet === true;
  const shard = shardOf(options.shard, env);
  const repositories = await listFrom(options.repos, around, options.clones);
  const writer = await ReportWriter.open(targetsOf(options.reports ?? []), {
    io,
    cwd,
    showSecrets: false,
    colors: around.colors,
    inputs: options,
    isReadElsewhere: runsInCi(env),
    isQuiet,
  });
  if (options.verbose === true) (await import('../terminal/verbose.ts')).sayPolicy(options, around);
  // Baselines and settings inside the scanned repositories are not trusted: the caller's apply.
  const policy = await readPolicy({
    cwd,
    env,
    ...(options.config === undefined ? {} : { config: options.config }),
    ...(typeof options.baseline === 'string' ? { baseline: options.baseline } : {}),
  });
  // A single repository may have no matching file, but not all of them.
  const inputs = { ...options, paths: [], mayLeaveNothing: true };
  const { paths: _paths, ...source } = sourceOptions(inputs);
  const { baseline, settings } = policy;
  const day =
    settings.allow?.some(({ expires }) => expires !== undefined) === true ? new Date().toISOString().slice(0, 10) : '';
  const { report, resumed } = await scanRepositories({
    repositories,
    shard,
    env,
    measure: {
      source,
      settings,
      baseline: baseline?.toString(),
      minimum: options.minConfidence,
      inline: options.inlineIgnores !== false,
      maxSize: options.maxSize,
      day,
    },
    ...(options.results === undefined ? {} : { results: new ResultsFolder(path.resolve(cwd, options.results)) }),
    ...(signal === undefined ? {} : { signal }),
    // Patterns apply to every repository, so they start at the top of each.
    scan: async (folder) => collectWith({ ...policy, settingsFolder: folder }, inputs, { ...around, cwd: folder }),
    onRepository: ({ name, at, of, resumed: isDone }) => {
      if (!isQuiet) io.stderr(`${at + 1} of ${of}: ${clean(name)}${isDone ? ' (done before)' : ''}\n`);
    },
  });
  if (resumed > 0 && !isQuiet)
    io.stderr(
      `${count(resumed, 'repository', 'repositories')} not scanned again: same tool, settings and state as the ` +
        `result in ${clean(options.results ?? '')}.\n`,
    );
  if (shard.total > 1 && !isQuiet)
    io.stderr(
      `Shard ${shard.index} of ${shard.total}: ${report.repositories?.length ?? 0} of ${count(repositories.length, 'repository', 'repositories')}.\n`,
    );
  await writer.write(report);
  return exitCodeOf({
    findings: failing(report.findings, options.failOn ?? 'any'),
    complete: report.complete || options.allowIncomplete === true,
  });
}

function check({
  verify,
  failOn,
  showSecrets,
  trustBase,
  paths,
  staged,
  since,
  range,
  diff,
  stdinPath,
}: RepositoriesOptions): void {
  const without: Readonly<Record<string, unknown>> = {
    '--verify': verify,
    '--fail-on alive': failOn === 'alive',
    '--show-secrets': showSecrets,
    '--trust-base': trustBase,
    '--staged': staged,
    '--since': since,
    '--range': range,
    '--diff': diff,
    '--stdin-path': stdinPath,
  };
  const [wrong] = Object.entries(without).filter(([, value]) => value !== undefined && value !== false);
  if (wrong !== undefined)
    throw new Failure(`--repos does not go with ${wrong[0]}`, 'Scan the repositories on their own for that.');
  if (paths.length > 0)
    throw new Failure('--repos takes the repositories from its list, and no paths', 'Write the paths into the list.');
}
