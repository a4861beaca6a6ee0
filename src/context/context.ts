import { unescapeFragment } from '../encodings.ts';
import type { HashRun } from '../hash-runs.ts';
import { nameInBlock, nameOfTable } from './blocks.ts';
import { isTelling, nameBefore } from './name-before.ts';
import { bareRowLength, Columns } from './tables.ts';
import type { Context, NamedBy } from './types.ts';
import { urlAround } from './url-around.ts';

const WINDOW_BEFORE = 480;
const WINDOW_AFTER = 240;

/** `NVX <value>`, and what people write instead: `NVX:`, `NVX%20`, `"NVX " + "<value>"`, `NVX${'<value>'}`. */
const SCHEME = /(?<![\p{L}\p{N}_])nvx(?:[^\p{L}\p{N}\n=]|\\n){0,10}$/iu;

/** `$url = '…?hash='; $url .= '<value>'`: the value continues the literal before. */
const APPENDED = /(?<=[=\s])["'`];?\s{0,20}\$?\w{1,40}\s{0,3}[.+]=\s{0,3}["'`]$/;

/** What a reader of names stumbles over: closing tags, accessors of C# and Swift, lengths of serialized PHP. */
const NOISE = /<\/[\w:.-]{1,40}>|\{\s*get;[^{}]{0,60}\}|";s:\d{1,6}:(?=")/g;

/** The first reading whose name says something; else the last, which is the plainest. */
function mostTelling(...readings: readonly (() => NamedBy | undefined)[]): NamedBy | undefined {
  let last: NamedBy | undefined;
  for (const read of readings) {
    const named = read();
    if (named !== undefined && isTelling(named)) return named;
    last = named ?? last;
  }
  return last;
}

function rowOf(before: string): string {
  const length = bareRowLength(before);
  return length === undefined ? before : before.slice(before.length - length);
}

/**
 * @param columns of the same text, kept between calls
 * @returns the surroundings of `run`; the cost does not depend on the length of the text
 */
export function readContext(text: string, run: HashRun, columns = new Columns(text)): Context {
  const raw = text.slice(Math.max(0, run.start - WINDOW_BEFORE), run.start);
  const before = unescapeFragment(raw).replace(APPENDED, '');
  const after = unescapeFragment(text.slice(run.end, run.end + WINDOW_AFTER));
  const readable = before.replace(NOISE, (noise) => (noise.startsWith('<') ? '</>' : noise.startsWith('"') ? '":' : ''));
  return {
    value: text.slice(run.start, run.end),
    before,
    after,
    wasEscaped: raw !== before,
    named: mostTelling(() => columns.of(run.start), () => nameInBlock(before, after), () => nameBefore(rowOf(readable)), () => nameOfTable(readable)),
    url: urlAround(before),
    hasScheme: SCHEME.test(before.slice(-20)),
  };
}
