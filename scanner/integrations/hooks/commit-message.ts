// What of a commit message will be in the commit. What git does to it depends on its command line, which no hook is
// told; so only what git's own words in the message prove, or its settings, is left out. In doubt a line is looked at.
import { tryGit } from '../../git/run-git.ts';
import type { GitContext } from '../../model/git-context.ts';

/** What is known of how git will clean a message between the hook and the commit. */
export interface Cleanup {
  /** Whether an editor was used: without one git writes no words of its own, and cuts nothing off. */
  readonly isEdited: boolean;
  /** What comments begin with, as latin1; absent where git chooses a character for each message. */
  readonly comment?: string;
  /** Whether the settings make git cut at every scissors line, not only at the one it writes itself. */
  readonly cutsAtScissors: boolean;
}

/** The rest of a scissors line, behind what comments begin with. */
const SCISSORS = ` ${'-'.repeat(24)} >8 ${'-'.repeat(24)}`;
/** git writes it below its scissors line. */
const BELOW_SCISSORS = ' Do not modify or remove the line above.';
/** Lines of comment between the scissors line and the diff, at most, in any language. */
const MOST_BELOW = 8;
/** What git chooses from, where it chooses. */
const CHOICE = /^[#;@!$%^&|:]/;

/**
 * Blanks what will not be in the commit: comments, and the diff below the scissors. Lines keep their
 * numbers, and the bytes of the others are untouched.
 */
export function committedPart(message: Uint8Array, cleanup: Cleanup): Buffer {
  const lines = Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString('latin1').split('\n');
  const cut = cleanup.isEdited
    ? lines.findIndex((line, at) => isCut(line, lines.slice(at + 1, at + 2 + MOST_BELOW), cleanup))
    : -1;
  const kept = cut < 0 ? lines : lines.slice(0, cut);
  const comment = cleanup.isEdited ? strippedComment(kept, cleanup.comment) : undefined;
  return Buffer.from(
    kept.map((line) => (comment !== undefined && line.startsWith(comment) ? '' : line)).join('\n'),
    'latin1',
  );
}

/** @param below the lines that follow */
function isCut(line: string, below: readonly string[], { comment, cutsAtScissors }: Cleanup): boolean {
  if (!line.endsWith(SCISSORS)) return false;
  const prefix = line.slice(0, -SCISSORS.length);
  if (comment === undefined ? prefix.length !== 1 || !CHOICE.test(prefix) : prefix !== comment) return false;
  if (cutsAtScissors || below[0] === prefix + BELOW_SCISSORS) return true;
  // In other languages what git writes there is told by its shape: comments, and then the diff.
  const first = below.findIndex((one) => !one.startsWith(prefix));
  return first > 0 && below[first]!.startsWith('diff --');
}

/** @returns what the lines begin with that git says it will take out; undefined where it does not say so, in English */
function strippedComment(lines: readonly string[], comment: string | undefined): string | undefined {
  for (const line of lines) {
    const prefix = comment ?? CHOICE.exec(line)?.[0];
    if (prefix === undefined || !line.startsWith(prefix)) continue;
    if (line.includes(`'${prefix}' will be ignored`) || line.includes(`"${prefix}" will be ignored`)) return prefix;
  }
  return undefined;
}

/** Git tells a hook that no editor was used by `GIT_EDITOR=:`. */
export async function cleanupOf(context: GitContext): Promise<Cleanup> {
  const settings = await readSettings(context);
  const comment = settings.get('core.commentstring') ?? settings.get('core.commentchar') ?? '#';
  return {
    isEdited: context.env['GIT_EDITOR'] !== ':',
    ...(comment === 'auto' || comment === '' ? {} : { comment: Buffer.from(comment).toString('latin1') }),
    cutsAtScissors:
      settings.get('commit.cleanup') === 'scissors' ||
      !/^(?:false|no|off|0|)$/i.test(settings.get('commit.verbose') ?? ''),
  };
}

async function readSettings(context: GitContext): Promise<Map<string, string>> {
  const keys = '^(core\\.comment(char|string)|commit\\.(cleanup|verbose))$';
  const { stdout } = await tryGit({ ...context, ownSettings: true }, ['config', '-z', '--get-regexp', keys]);
  // A key alone means yes.
  const entries = stdout
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => (entry.includes('\n') ? entry : `${entry}\ntrue`));
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('\n')), entry.slice(entry.indexOf('\n') + 1)]));
}
