import pc from 'picocolors';
import { exitCodeOf, type ExitCode } from '../public/errors.ts';
import { HookReport, scanForHook, type HookScan, type HookType, type Occasion } from '../public/hooks.ts';
import type { Confidence } from '../public/scan.ts';
import type { Surroundings } from './scan.ts';

export interface HookOptions {
  readonly minConfidence?: Confidence;
  readonly config?: string | boolean;
}

/**
 * Is the git hook: looks at what git is about to do and stops it for a secret.
 * @param args what git gives to a hook of this type
 * @returns the exit status; git goes on for 0 alone
 */
export async function runHook(type: HookType, args: readonly string[], { minConfidence, config }: HookOptions, around: Surroundings): Promise<ExitCode> {
  const { cwd, env, io, signal } = around;
  const found = await scanForHook(type, {
    cwd, env, args,
    ...(type === 'pre-push' ? { stdin: io.stdin } : {}),
    ...(config === undefined ? {} : { config }),
    ...(minConfidence === undefined ? {} : { minimumConfidence: minConfidence }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (found === undefined) {
    io.stdout('navixy-secrets: nothing is pushed but deletions; there is nothing to look at.\n');
    return exitCodeOf({ findings: 0, complete: true });
  }
  const { report } = found;
  io.stdout(new HookReport(report, occasionOf(found), pc.createColors(around.colors)).toString());
  return exitCodeOf({ findings: report.findings.length, complete: report.complete });
}

const UNKNOWN_DESTINATION = 'where the push goes was not said, so all commits count: navixy-secrets hook pre-push "$@"';

/** How the report speaks of what was looked at. */
function occasionOf(found: HookScan): Occasion {
  const commit = { stops: 'commit', bypass: 'To commit all the same: git commit --no-verify' };
  const stage: Occasion['next'] = (file, place) => [
    `Read the value from the environment instead, then stage the file again: git add ${file}`,
    'Was it ever pushed or sent? Then revoke it: navixy-secrets revoke --staged',
    `No credential? See navixy-secrets explain ${place}, or end the line with a comment: navixy-secrets-ignore: REASON`,
  ];
  switch (found.looked) {
    case 'staged':
      return { ...commit, next: stage, noun: 'staged file' };
    case 'files':
      return { ...commit, next: stage, noun: 'file', note: 'nothing is staged, so the files on disk were looked at instead' };
    case 'message':
      return {
        ...commit,
        noun: 'message',
        next: () => [`Commit again with a message without the value; your text is kept in ${found.file}`, `Was it ever pushed or sent? Then revoke it: navixy-secrets revoke ${found.file}`],
        place: () => 'commit message',
      };
    case 'push':
      return {
        stops: 'push',
        noun: 'document',
        next: () => [
          'Take it out of the commits that are not pushed yet: git commit --amend, or git rebase -i',
          'Was it ever pushed or sent? Then revoke it: navixy-secrets revoke --history',
        ],
        bypass: 'To push all the same: git push --no-verify',
        note: [
          found.words,
          ...(found.isFirstRefOnly ? ['the pre-commit program tells of the first ref of a push only'] : []),
          ...(found.isDestinationUnknown === true ? [UNKNOWN_DESTINATION] : []),
        ].join('; '),
        place: ({ path: name, origin }) => (origin.commit === undefined ? name : `${name} in commit ${origin.commit.slice(0, 12)}`),
      };
  }
}
