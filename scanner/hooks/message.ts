import { tryGit, type GitContext } from '../git/run.ts';

/** What git does to a message between the hook and the commit. */
export interface Cleanup {
  /** Whether everything from the scissors line on goes, which is the diff of `git commit --verbose`. */
  readonly cutsAtScissors: boolean;
  /** Lines that begin with it go; absent when comments stay in the commit. */
  readonly comment?: string;
}

// `auto` makes git choose the character, so any may stand there.
const SCISSORS = /^\S{1,8} -{24} >8 -{24}$/;

/**
 * Blanks what will not be in the commit: comments, and the diff below the scissors. Lines keep their
 * numbers, and the bytes of the others are untouched.
 */
export function committedPart(message: Uint8Array, { cutsAtScissors, comment }: Cleanup): Buffer {
  const kept: string[] = [];
  for (const line of Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString('latin1').split('\n')) {
    if (cutsAtScissors && SCISSORS.test(line.trimEnd())) break;
    kept.push(comment !== undefined && line.startsWith(comment) ? '' : line);
  }
  return Buffer.from(kept.join('\n'), 'latin1');
}

/**
 * How git will clean the message of the commit that runs this hook. Git tells a hook that no editor
 * was used by `GIT_EDITOR=:`; then comments and all stay in the commit, so they are looked at.
 * `--cleanup` on git's command line is not told to hooks; only the setting is known.
 */
export async function cleanupOf(context: GitContext): Promise<Cleanup> {
  const settings = await readSettings(context);
  const isEdited = context.env['GIT_EDITOR'] !== ':';
  const mode = settings.get('commit.cleanup') ?? 'default';
  const comment = commentPrefix(settings);
  const strips = mode === 'strip' || (mode === 'default' && isEdited);
  return {
    cutsAtScissors: isEdited && mode !== 'verbatim' && mode !== 'whitespace',
    ...(strips && comment !== undefined ? { comment } : {}),
  };
}

/** @returns undefined for `auto`: the character is anyone's guess, so nothing counts as a comment */
function commentPrefix(settings: ReadonlyMap<string, string>): string | undefined {
  const prefix = settings.get('core.commentstring') ?? settings.get('core.commentchar') ?? '#';
  return prefix === 'auto' || prefix === '' ? undefined : Buffer.from(prefix).toString('latin1');
}

async function readSettings(context: GitContext): Promise<Map<string, string>> {
  const { stdout } = await tryGit({ ...context, ownSettings: true }, ['config', '-z', '--get-regexp', '^(core\\.comment(char|string)|commit\\.cleanup)$']);
  const entries = stdout.toString('utf8').split('\0').filter((entry) => entry.includes('\n'));
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('\n')), entry.slice(entry.indexOf('\n') + 1)]));
}
