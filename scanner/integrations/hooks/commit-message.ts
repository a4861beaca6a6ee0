// Finds the part of a commit message that will be committed. How git cleans a message depends on its command line,
// which a hook does not get. So only lines are dropped that git's own words in the message, or the settings, prove to
// be dropped. In doubt a line is scanned.

import { tryGit } from '../../git/run-git.ts';
import type { GitContext } from '../../model/git-context.ts';

/** What is known about how git cleans a message after the hook. */
export interface Cleanup {
  /** Whether an editor was used: without one, git adds no comments of its own and cuts nothing off. */
  readonly isEdited: boolean;
  /** The comment prefix, as latin1; absent if git chooses a character for each message. */
  readonly comment?: string;
  /** Whether the settings make git cut at every scissors line, not only at its own. */
  readonly cutsAtScissors: boolean;
}

/** The rest of a scissors line, after the comment prefix. */
const SCISSORS = ` ${'-'.repeat(24)} >8 ${'-'.repeat(24)}`;
/** The line that git writes below its scissors line. */
const BELOW_SCISSORS = ' Do not modify or remove the line above.';
/** Maximum number of comment lines between the scissors line and the diff, in any language. */
const MOST_BELOW = 8;
/** Characters from which git chooses a prefix. */
const CHOICE = /^[#;@!$%^&|:]/;

/**
 * Blanks what will not be committed: comments, and the diff below the scissors line. Line numbers and all other bytes
 * stay the same.
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

/** @param below the following lines */
function isCut(line: string, below: readonly string[], { comment, cutsAtScissors }: Cleanup): boolean {
  if (!line.endsWith(SCISSORS)) return false;
  const prefix = line.slice(0, -SCISSORS.length);
  if (comment === undefined ? prefix.length !== 1 || !CHOICE.test(prefix) : prefix !== comment) return false;
  if (cutsAtScissors || below[0] === prefix + BELOW_SCISSORS) return true;
  // In other languages, git's text is recognised by its shape: comments, followed by the diff.
  const first = below.findIndex((one) => !one.startsWith(prefix));
  return first > 0 && below[first]!.startsWith('diff --');
}

/** @returns the prefix of lines that git announces to remove; undefined without such an announcement in English */
function strippedComment(lines: readonly string[], comment: string | undefined): string | undefined {
  for (const line of lines) {
    const prefix = comment ?? CHOICE.exec(line)?.[0];
    if (prefix === undefined || !line.startsWith(prefix)) continue;
    if (line.includes(`'${prefix}' will be ignored`) || line.includes(`"${prefix}" will be ignored`)) return prefix;
  }
  return undefined;
}

/** Git sets `GIT_EDITOR=:` for a hook if no editor was used. */
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
  // A key without a value means true.
  const entries = stdout
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => (entry.includes('\n') ? entry : `${entry}\ntrue`));
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('\n')), entry.slice(entry.indexOf('\n') + 1)]));
}
