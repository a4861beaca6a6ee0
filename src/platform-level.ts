// Determines how near to a value the platform is named.
import type { Context } from './context/types.ts';
import { evidenceFor } from './evidence.ts';
import { PlatformMarks, type Mark } from './platform-marks.ts';
import type { Evidence } from './types.ts';

/** How near to a value the platform is named. */
export interface PlatformLevel {
  readonly level: 'line' | 'near' | 'file' | 'repository' | 'none';
  readonly evidence: Evidence | undefined;
}

/** The position of a value in a document. */
export interface ValuePlace {
  readonly text: string;
  readonly marks: PlatformMarks;
  readonly start: number;
  readonly end: number;
}

/** Characters on each side that count as the same line, for files without line breaks. */
const LINE_REACH = 240;
/** Characters on each side that count as near: nine of ten surveyed leaks have the host within a few hundred. */
const NEAR_REACH = 1200;

/** Mentions of the platform outside the text. */
export interface OutsideMentions {
  /** A mark in the path. */
  readonly pathMark?: Mark | undefined;
  /** Whether other files of the repository name the platform. */
  readonly repositoryUsesPlatform?: boolean;
}

/** @returns the nearest level at which the platform is named around a value */
export function platformLevel(
  { text, marks, start, end }: ValuePlace,
  context: Context,
  hosts: readonly string[],
  { pathMark, repositoryUsesPlatform = false }: OutsideMentions,
): PlatformLevel {
  // A window with escapes is searched again after unescaping: `%2Fapi-v2%2Ftracker%2Flist`.
  const unescaped = context.wasEscaped
    ? new PlatformMarks(lastLine(context.before) + context.value + firstLine(context.after), hosts)
    : undefined;
  const onLine = findMarkOnLine({ text, marks, start, end }) ?? unescaped?.firstStrong();
  if (onLine !== undefined)
    return {
      level: 'line',
      evidence: evidenceFor('platform-on-line', `the same line names the platform (${wordsOf(onLine.text)})`),
    };
  const near = marks.strongWithin(start - NEAR_REACH, end + NEAR_REACH);
  if (near !== undefined)
    return {
      level: 'near',
      evidence: evidenceFor('platform-near', `the platform is named nearby (${wordsOf(near.text)})`),
    };
  const anywhere = marks.firstStrong() ?? pathMark;
  if (anywhere !== undefined)
    return {
      level: 'file',
      evidence: evidenceFor('platform-in-file', `the file names the platform (${wordsOf(anywhere.text)})`),
    };
  const weak =
    marks.weakWithin(start - LINE_REACH, end + LINE_REACH) ?? unescaped?.weakWithin(0, Number.POSITIVE_INFINITY);
  if (weak !== undefined)
    return {
      level: 'file',
      evidence: evidenceFor(
        'api-shape-near',
        `a call or field of the platform's API stands beside it (${wordsOf(weak.text)})`,
      ),
    };
  if (repositoryUsesPlatform)
    return {
      level: 'repository',
      evidence: evidenceFor('platform-in-repository', 'other files of the repository name the platform'),
    };
  return { level: 'none', evidence: undefined };
}

/** @returns a mark without the quotation marks and signs of the code around it */
function wordsOf(mark: string): string {
  return mark.replaceAll(/[^\p{L}\p{N}/._-]+/gu, ' ').trim();
}

function findMarkOnLine({ text, marks, start, end }: ValuePlace): Mark | undefined {
  // Most lines have no mark nearby; then their ends need not be found.
  if (marks.strongWithin(start - LINE_REACH, end + LINE_REACH) === undefined) return undefined;
  const [from, to] = lineAround(text, start, end);
  return marks.strongWithin(from, to);
}

function lineAround(text: string, start: number, end: number): [number, number] {
  let from = start;
  while (from > 0 && start - from < LINE_REACH && text[from - 1] !== '\n' && text[from - 1] !== '\r') from -= 1;
  let to = end;
  while (to < text.length && to - end < LINE_REACH && text[to] !== '\n' && text[to] !== '\r') to += 1;
  return [from, to];
}

function lastLine(before: string): string {
  return before.slice(before.lastIndexOf('\n') + 1);
}

function firstLine(after: string): string {
  const end = after.indexOf('\n');
  return end === -1 ? after : after.slice(0, end);
}
