import { readFileSync } from 'node:fs';
import path from 'node:path';
import pc from 'picocolors';
import type { Confidence } from '../../src/types.ts';
import { exitCodeOf, type ExitCode } from '../exit-code.ts';
import { cannotRead } from '../cannot-read.ts';
import { Failure } from '../failure.ts';
import { HookReport, type Occasion } from '../hooks/report.ts';
import type { HookType } from '../hooks/types.ts';
import { readPolicy } from '../ignores/policy.ts';
import { scan, type ScanOptions, type ScanReport } from '../scan.ts';
import type { Surroundings } from './scan.ts';

export interface HookOptions {
  readonly minConfidence?: Confidence;
  readonly config?: string | boolean;
}

/** What a hook looks at and how it speaks of it. */
interface Look {
  readonly scan: Omit<ScanOptions, 'cwd'>;
  readonly occasion: Occasion;
}

const COMMIT_BYPASS = 'To commit all the same: git commit --no-verify';

/**
 * Is the git hook: looks at what git is about to do and stops it for a secret.
 * @param args what git gives to a hook of this type
 * @returns the exit status; git goes on for 0 alone
 */
export async function runHook(type: HookType, args: readonly string[], options: HookOptions, around: Surroundings): Promise<ExitCode> {
  const { cwd, env } = around;
  const { settings, baseline } = await readPolicy({ cwd, env, baseline: true, ...(options.config === undefined ? {} : { config: options.config }) });
  const look = async ({ scan: what, occasion }: Look): Promise<readonly [ScanReport, Occasion]> => {
    const report = await scan({
      ...what,
      settings,
      ...(baseline === undefined ? {} : { baseline }),
      env,
      cwd,
      ...(options.minConfidence === undefined ? {} : { minimumConfidence: options.minConfidence }),
      ...(around.signal === undefined ? {} : { signal: around.signal }),
    });
    return [report, occasion];
  };
  const looked = type === 'pre-commit' ? await staged(look, around) : type === 'commit-msg' ? await message(args, look, around) : await push(look, around);
  if (looked === undefined) {
    around.io.stdout('navixy-secrets: nothing is pushed but deletions; there is nothing to look at.\n');
    return exitCodeOf({ findings: 0, complete: true });
  }
  const [report, occasion] = looked;
  around.io.stdout(new HookReport(report, occasion, pc.createColors(around.colors)).toString());
  return exitCodeOf({ findings: report.findings.length, complete: report.complete });
}

type Looking = (look: Look) => Promise<readonly [ScanReport, Occasion]>;

async function staged(look: Looking, { env }: Surroundings): ReturnType<Looking> {
  const next: Occasion['next'] = (file, place) => [
    `Read the value from the environment instead, then stage the file again: git add ${file}`,
    'Was it ever pushed or sent? Then revoke it: navixy-secrets revoke --staged',
    `No credential? See navixy-secrets explain ${place}, or end the line with a comment: navixy-secrets-ignore: REASON`,
  ];
  const common = { stops: 'commit', next, bypass: COMMIT_BYPASS };
  const result = await look({ scan: { what: 'staged' }, occasion: { ...common, noun: 'staged file' } });
  const [report] = result;
  // Git names the index to each hook it runs. Without that, somebody ran us by hand or over all files
  // (`pre-commit run --all-files`, a CI job): nothing staged would then mean nothing looked at.
  if (report.summary.documents > 0 || !report.complete || (env['GIT_INDEX_FILE'] ?? '') !== '') return result;
  return look({ scan: { what: 'files' }, occasion: { ...common, noun: 'file', note: 'nothing is staged, so the files on disk were looked at instead' } });
}

async function message([file]: readonly string[], look: Looking, { cwd, env }: Surroundings): ReturnType<Looking> {
  if (file === undefined) throw new Failure('a commit-msg hook needs the file of the message', 'Hand on what git gives to the hook: navixy-secrets hook commit-msg "$1"');
  const { cleanupOf, committedPart } = await import('../hooks/message.ts');
  const text = committedPart(readMessage(path.resolve(cwd, file)), await cleanupOf({ cwd, env }));
  return look({
    scan: { paths: ['-'], stdin: once(text) },
    occasion: {
      stops: 'commit',
      noun: 'message',
      next: () => [`Commit again with a message without the value; your text is kept in ${file}`, `Was it ever pushed or sent? Then revoke it: navixy-secrets revoke ${file}`],
      bypass: COMMIT_BYPASS,
      place: () => 'commit message',
    },
  });
}

function readMessage(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw cannotRead(`the commit message in ${file}`, error, 'Hand on what git gives to the hook: navixy-secrets hook commit-msg "$1"');
  }
}

async function push(look: Looking, { cwd, env, io }: Surroundings): Promise<Awaited<ReturnType<Looking>> | undefined> {
  const { knownCommits, parsePushed, rangeFromPreCommit, rangeOf } = await import('../hooks/pushed.ts');
  // The pre-commit program has read what git said already.
  const fromProgram = rangeFromPreCommit(env);
  const refs = fromProgram === undefined ? parsePushed(await readAll(io.stdin)) : [];
  // Nothing was said: all is up to date, or another hook read it before us. HEAD is looked at either way.
  const range = fromProgram ?? (refs.length === 0 ? { heads: ['HEAD'], bases: [], words: 'what is new on HEAD' } : rangeOf(refs));
  if (range === undefined) return undefined;
  return look({
    scan: { what: 'range', range: { heads: range.heads, bases: await knownCommits({ cwd, env }, range.bases), remote: true } },
    occasion: {
      stops: 'push',
      noun: 'document',
      next: () => [
        'Take it out of the commits that are not pushed yet: git commit --amend, or git rebase -i',
        'Was it ever pushed or sent? Then revoke it: navixy-secrets revoke --history',
      ],
      bypass: 'To push all the same: git push --no-verify',
      note: range.words + (fromProgram === undefined ? '' : '; the pre-commit program tells of the first ref of a push only'),
      place: ({ path: name, origin }) => (origin.commit === undefined ? name : `${name} in commit ${origin.commit.slice(0, 12)}`),
    },
  });
}

async function readAll(stdin: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
