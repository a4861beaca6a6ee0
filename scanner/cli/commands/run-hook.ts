// Runs the command `hook`, which git calls before a commit or push.

import path from 'node:path';
import pc from 'picocolors';
import {
  Advice,
  commandLine,
  filesToStage,
  pathWords,
  Placeholder,
  shellWord,
  takesNoComment,
  type CommandInputs,
  type Step,
} from '../../library/advice.ts';
import { exitCodeOf, type ExitCode } from '../../library/errors.ts';
import { HookReport, scanForHook, type HookScan, type HookWording, type RunType } from '../../library/hooks.ts';
import type { Confidence, Finding } from '../../library/scan.ts';
import { wrapText } from '../../library/text.ts';
import type { ReportedSecret } from '../../library/secrets.ts';
import type { CommandContext } from '../context.ts';

/** Maximum number of files that a command lists by name. */
const MOST_FILES = 5;

export interface HookOptions {
  readonly minConfidence?: Confidence;
  readonly config?: string | boolean;
}

/**
 * Runs as a git hook: scans what git is about to commit or push, and stops it if there is a secret.
 * @param args git's arguments for this hook type
 * @returns the exit code; git continues only for 0
 */
export async function runHook(
  type: RunType,
  args: readonly string[],
  options: HookOptions,
  around: CommandContext,
): Promise<ExitCode> {
  const { minConfidence, config } = options;
  const { cwd, env, io, signal } = around;
  const found = await scanForHook(type, {
    cwd,
    env,
    args,
    ...(type === 'pre-push' || type === 'pre-receive' ? { stdin: io.stdin } : {}),
    ...(config === undefined ? {} : { config }),
    ...(minConfidence === undefined ? {} : { minimumConfidence: minConfidence }),
    ...(signal === undefined ? {} : { signal }),
  });
  // A push that only deletes refs.
  if (found === undefined) return exitCodeOf({ findings: 0, complete: true });
  const { report } = found;
  const wording = hookWording(found, options, around);
  const text = new HookReport(report, wording, () => pc.createColors(around.colors)).toString();
  // Nothing is asked about the terminal for a clean commit: that alone takes 2 ms.
  if (text !== '') io.stdout(wrapText(text, io.isOutTerminal ? io.outColumns : undefined));
  return exitCodeOf({ findings: report.findings.length, complete: report.complete });
}

const unknownDestination = (): string =>
  `where the push goes was not said, so all commits count: ` +
  `${commandLine(['hook', 'pre-push', new Placeholder('"$@"')])}`;

/** Words of the report for this hook. */
function hookWording(
  found: HookScan,
  { minConfidence, config }: HookOptions,
  { cwd, env }: CommandContext,
): HookWording {
  const { top } = found;
  const here = folderOfUser(top, cwd, env);
  const advice = (inputs: CommandInputs): Advice =>
    new Advice(
      {
        ...inputs,
        ...(minConfidence === undefined ? {} : { minConfidence }),
        ...(config === undefined ? {} : { config: fromHere(here, cwd, config) }),
      },
      { cwd: here },
    );
  const sent = ({ command }: Step): string => `Was it ever pushed or sent? Revoke it first: ${command}`;
  const commit = { stops: 'commit', bypass: 'To commit all the same: git commit --no-verify' };
  const stage = (inputs: (all: readonly ReportedSecret[]) => CommandInputs): Pick<HookWording, 'all' | 'next'> => ({
    all: (all) => advice(inputs(all)).step('scan').command,
    next: (all) => nextOf(all, inputs),
  });
  const nextOf = (
    all: readonly ReportedSecret[],
    inputs: (all: readonly ReportedSecret[]) => CommandInputs,
  ): string[] => {
    const again = advice(inputs(all));
    return [
      sent(again.step('revoke', all)),
      ...again
        .removals(all)
        .map(({ words, command }) => (command === undefined ? words : `${words.slice(0, -1)}: ${command}`)),
      ...stagingOf(all, here),
      noCredential(all[0]!, here, again),
    ];
  };
  switch (found.looked) {
    case 'staged':
      return {
        ...commit,
        ...stage((all) => (isIndexKept(env) ? { staged: true } : { paths: filesOf(all, here) })),
        noun: 'staged file',
      };
    case 'files':
      return {
        ...commit,
        ...stage(() => ({ paths: here === top ? [] : [path.relative(here, top)] })),
        noun: 'file',
        note: 'nothing is staged, so the files on disk were scanned instead',
      };
    case 'message': {
      const file = path.relative(here, found.file);
      return {
        ...commit,
        noun: 'message',
        all: () => advice({ paths: [file] }).step('scan').command,
        next: (all) => [
          sent(advice({ paths: [file] }).step('revoke', all)),
          `Commit again with a message without the value; your text is kept in ${wordOf(file)}`,
        ],
        place: () => 'commit message',
      };
    }
    case 'push': {
      const notes = [
        ...(found.isFirstRefOnly ? ['the pre-commit program passes on only the first ref of a push'] : []),
        ...(found.isDestinationUnknown === true ? [unknownDestination()] : []),
      ];
      return {
        stops: 'push',
        noun: 'document',
        all: () => advice({ history: true }).step('scan').command,
        next: (all) => [
          sent(advice({ history: true }).step('revoke', all)),
          'Take it out of the commits that are not pushed yet: git commit --amend, or git rebase -i',
        ],
        bypass: 'To push all the same: git push --no-verify',
        scope: found.words,
        ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
        place: inCommit,
      };
    }
    case 'received':
      return {
        stops: 'push',
        noun: 'document',
        // Whoever pushed reads this, in a clone of their own.
        all: () => advice({ history: true }).step('scan').command,
        next: (all) => [
          sent(advice({ history: true }).step('revoke', all)),
          'Take it out of the commits of this push: git commit --amend, or git rebase -i',
          takesNoComment(all[0]!.primary.path)
            ? 'No credential? Put a key on its line: "navixy-secrets-ignore": "REASON".'
            : 'No credential? End the line with a comment "navixy-secrets-ignore: REASON".',
        ],
        bypass: 'Only the administrators of the server can let it through.',
        scope: found.words,
        place: inCommit,
      };
  }
}

/** The step that stages the edited files; git does not stage them by itself. */
function stagingOf(all: readonly ReportedSecret[], here: string): string[] {
  const files = filesToStage(all.flatMap(({ occurrences }) => occurrences)).map((file) => fromFolder(here, file));
  if (files.length === 0) return [];
  const named = files.slice(0, MOST_FILES);
  const rest = files.length - named.length;
  const literal = named.some((name) => /[*?[\]:\\]/u.test(name)) ? ' --literal-pathspecs' : '';
  return [
    `Then stage ${files.length === 1 ? 'the file' : 'the files'} again` +
      `${rest === 0 ? '' : ` (and ${rest} more)`}: git${literal} add ${named.map(wordOf).join(' ')}`,
  ];
}

/** The step for a value that is no credential; a comment would break a file of a format without comments. */
function noCredential(one: ReportedSecret, here: string, advice: Advice): string {
  const { fingerprint, primary, occurrences } = one;
  const file = fromFolder(here, primary);
  const accept = occurrences.some(({ path: name }) => takesNoComment(name))
    ? `Accept it: ${advice.allow(file, primary.line, fingerprint)}`
    : 'End the line with a comment "navixy-secrets-ignore: REASON"';
  return `No credential? ${accept}, or see: ${advice.explain(file, primary.line, fingerprint)}`;
}

function inCommit({ path: name, origin }: Finding): string {
  return origin.commit === undefined ? name : `${name} in commit ${origin.commit.slice(0, 12)}`;
}

function fromFolder(folder: string, { root, path: name }: { readonly root: string; readonly path: string }): string {
  return path.relative(folder, path.join(root, name));
}

/** Git runs a hook at the top of the working tree; the user may be in a folder below it. */
function folderOfUser(top: string, cwd: string, env: NodeJS.ProcessEnv): string {
  const prefix = env['GIT_PREFIX'];
  return prefix === undefined || path.isAbsolute(prefix) ? cwd : path.join(top, prefix);
}

function fromHere(here: string, cwd: string, config: string | boolean): string | boolean {
  return typeof config === 'string' ? path.relative(here, path.resolve(cwd, config)) : config;
}

/** `git commit -a` and `git commit FILE` use a temporary index, which is deleted after the hook. */
function isIndexKept(env: NodeJS.ProcessEnv): boolean {
  const index = env['GIT_INDEX_FILE'] ?? '';
  return index === '' || path.basename(index) === 'index';
}

/** If the index is deleted, the files on disk have the staged content; for many files, the whole folder is named. */
function filesOf(all: readonly ReportedSecret[], here: string): readonly string[] {
  const files = [
    ...new Set(
      all
        .flatMap(({ occurrences }) => occurrences)
        .map(({ root, path: name }) => path.relative(here, path.join(root, name))),
    ),
  ];
  return files.length <= MOST_FILES ? files : [path.relative(here, all[0]!.primary.root) || '.'];
}

function wordOf(file: string): string {
  const { words, isSame } = pathWords(file);
  return isSame ? shellWord(words[0]!) : 'FILE';
}
