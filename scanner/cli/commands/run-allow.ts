// Runs the command `allow`.

import path from 'node:path';
import { commandLine, pathWords } from '../../library/advice.ts';
import { ExitCode, Failure } from '../../library/errors.ts';
import type { Explained } from '../../library/explain.ts';
import { applyAllow, planAllow } from '../../library/settings.ts';
import { clean, mask } from '../../library/text.ts';
import { diffOf } from '../terminal/diff.ts';
import { explainedAt } from './run-explain.ts';
import type { CommandContext } from '../context.ts';

export interface AllowCommandOptions {
  readonly reason: string;
  /** Last valid day, `YYYY-MM-DD` in UTC. */
  readonly until?: string;
  /** The settings file to write. */
  readonly config?: string;
  /** A JSON report to search for the fingerprint. */
  readonly report?: string;
}

/** Accepts a finding in the settings and shows the change. @returns the exit code */
export async function runAllow(place: string, options: AllowCommandOptions, around: CommandContext): Promise<ExitCode> {
  const { io, cwd } = around;
  const { until, config } = options;
  const reason = options.reason.trim();
  const report = options.report === undefined ? {} : { report: options.report };
  if (mask(reason) !== reason)
    throw new Failure('the reason holds a value', 'The settings are read by others: say why it is harmless, in words.');
  if (until !== undefined && until < new Date().toISOString().slice(0, until.length))
    throw new Failure(`--until ${until} is over`, 'Name a later day, e.g. the end of the year.');
  const one = theOne(place, await explainedAt(place, report, around));
  const { redacted, sha256 } = one;
  const change = await planAllow({
    cwd,
    ...(config === undefined ? {} : { config }),
    entry: { sha256, reason, ...(until === undefined ? {} : { expires: until }) },
  });
  const name = path.relative(cwd, change.file);
  if (change.after === change.before) {
    io.stdout(`${clean(`${name} accepts ${redacted} already, with that reason; nothing changed.`)}\n`);
    return ExitCode.Clean;
  }
  await applyAllow(change);
  const { before, after } = change;
  io.stdout(await diffOf({ file: name, after, ...(before === undefined ? {} : { before }) }));
  io.stdout(
    `\n${clean(`Wrote ${name}: ${redacted} is no longer reported${until === undefined ? '' : `, until ${until} ends`}. Commit the file.`)}\n`,
  );
  io.stdout(`If it may open an account, revoke it too: ${revoking(place, one)}\n`);
  return ExitCode.Clean;
}

/** A command that finds the value although the settings accept it. */
function revoking(place: string, { path: file, fingerprint }: Explained): string {
  const { words, isSame } = pathWords(file);
  return commandLine([
    'revoke',
    '--no-config',
    ...(place !== fingerprint && isSame ? words : []),
    '--only',
    fingerprint,
  ]);
}

/** @throws Failure if the place has no finding, or several values */
function theOne(place: string, explained: readonly Explained[]): Explained {
  const found = explained.filter(({ confidence }) => confidence !== null);
  const [first] = found;
  if (first === undefined)
    throw new Failure(
      `the value at ${place} is no finding, so there is nothing to allow`,
      `See why: ${commandLine(['explain', place])}`,
    );
  const others = found.filter(({ sha256 }) => sha256 !== first.sha256);
  if (others.length > 0)
    throw new Failure(
      `${place} has more than one value`,
      `Name one: ${found.map(({ path: file, line, column }) => `${file}:${line}:${column}`).join(', ')}`,
    );
  return first;
}
