import { unescapeFragment } from './encodings.ts';
import type { HashRun } from './hash-runs.ts';
import { isFiller } from './names.ts';

/** A name before the value and the characters between them. */
export interface NamedBy {
  readonly name: string;
  /** How name and value are joined. */
  readonly join: 'assignment' | 'query' | 'argument' | 'element' | 'label' | 'fallback';
  /** Up to four words right before the name, as in "API key for" + "production". */
  readonly phrase?: string;
}

/** The URL that the value is part of. */
export interface UrlAround {
  /** `https:`, `ws:` …; absent for a relative URL. */
  readonly scheme?: string;
  /** Absent when relative, or when a variable stands in its place. */
  readonly host?: string;
  /** From the first slash (or the start of a relative URL) to `?` or `#`. */
  readonly path: string;
  /** What stands between path and value: `?hash=`, `#`, `/`. */
  readonly tail: string;
}

/** What stands around one run, read in a bounded window. */
export interface Context {
  readonly value: string;
  /** The window before the value with its escapes written out; ends where the value begins. */
  readonly before: string;
  readonly after: string;
  readonly named: NamedBy | undefined;
  readonly url: UrlAround | undefined;
  /** Whether the header scheme `NVX` stands right before the value. */
  readonly hasScheme: boolean;
}

const WINDOW_BEFORE = 480;
const WINDOW_AFTER = 160;

/** `NVX <value>`, and what people write instead: `NVX:`, `NVX%20`, `"NVX " + "<value>"`, `NVX${'<value>'}`. */
const SCHEME = /(?<![\p{L}\p{N}_])nvx(?:[^\p{L}\p{N}\n=]|\\n){0,10}$/iu;

/** @returns the surroundings of `run`; the cost does not depend on the length of the text */
export function readContext(text: string, run: HashRun): Context {
  const before = unescapeFragment(text.slice(Math.max(0, run.start - WINDOW_BEFORE), run.start));
  const after = unescapeFragment(text.slice(run.end, run.end + WINDOW_AFTER));
  return {
    value: text.slice(run.start, run.end),
    before,
    after,
    named: nameBefore(before) ?? nameAfter(before, after),
    url: urlAround(before),
    hasScheme: SCHEME.test(before),
  };
}

const MOST_WORDS = 8;
const MOST_PHRASE = 4;
const WORD = /[\p{L}\p{N}_$]/u;

/** Walks back word by word over types, wrappers and calls to the name that the value was given. */
function nameBefore(before: string): NamedBy | undefined {
  let end = before.length;
  let between = '';
  for (let count = 0; count < MOST_WORDS && end > 0; count += 1) {
    let wordEnd = end;
    while (wordEnd > 0 && !WORD.test(before[wordEnd - 1]!)) wordEnd -= 1;
    let wordStart = wordEnd;
    while (wordStart > 0 && isNamePart(before, wordStart - 1)) wordStart -= 1;
    if (wordStart === wordEnd) return undefined;
    const gap = before.slice(wordEnd, end);
    if (isBreak(gap)) return undefined;
    const word = before.slice(wordStart, wordEnd);
    between = gap + between;
    const join = joinOf(between, before[wordStart - 1], count > 0);
    if (join === undefined) return undefined;
    if (!isFiller(word) && !isLiteralWord(word)) return { name: word, join, ...phraseBefore(before, wordStart) };
    between = ` ${between}`;
    end = wordStart;
  }
  return undefined;
}

/** A number, or another digest of a list: it names nothing. */
function isLiteralWord(word: string): boolean {
  return /^[\p{N}_$-]+$/u.test(word) || /^[0-9a-f]{12,}$/i.test(word);
}

function phraseBefore(before: string, at: number): { phrase?: string } {
  if (before[at - 1] !== ' ') return {};
  const match = /(?:^|[^\p{L}\p{N}_' -])((?:[\p{L}\p{N}_'-]+ )+)$/u.exec(before.slice(Math.max(0, at - 80), at));
  const words = match?.[1]?.trim().split(' ').slice(-MOST_PHRASE) ?? [];
  return words.length === 0 ? {} : { phrase: words.join(' ') };
}

/** A hyphen inside a name belongs to it (`x-api-key`), at its edge it does not. */
function isNamePart(text: string, at: number): boolean {
  const char = text[at]!;
  if (WORD.test(char)) return true;
  return char === '-' && at > 0 && WORD.test(text[at - 1]!) && WORD.test(text[at + 1] ?? ' ');
}

/** A statement, an object or a paragraph ended in between, so the word is not this value's name. */
function isBreak(gap: string): boolean {
  return /;\s*$|;\s*\S|\n\s*\n|\}\s*,|^\s*\}|\]\s*,\s*\[|\.\s+\S|\.\s*\n/.test(gap) && !/^;\s*"?$/.test(gap);
}

/** @param wrapped whether a wrapper (`value:`, `return`) stands in between, so that the value may be on a later line */
function joinOf(gap: string, charBeforeName: string | undefined, wrapped: boolean): NamedBy['join'] | undefined {
  if (/^\]?=(?:["'`]?\s*[+.&,]?\s*["'`])?$/.test(gap) && (charBeforeName === '?' || charBeforeName === '&')) return 'query';
  const lines = gap.split(/\r\n|[\r\n]/);
  const head = lines[0]!;
  if (lines.length > 3) return undefined;
  if (/\|\||\?\?|:-|\?:/.test(gap)) return 'fallback';
  if (/(?:=|:|=>|->|<-|:=)/.test(gap)) {
    if (lines.length > 1 && !wrapped && !/[=:>(,\\+|?{[&-]\s*["'`]?\s*$/.test(head)) return undefined;
    return 'assignment';
  }
  if (/^["'`]?\s*(?:\)|\])?\s*[,(]/.test(gap) || /,/.test(gap)) return 'argument';
  if (/^[^>]*>/.test(gap)) return 'element';
  if (lines.length > 2) return undefined;
  return 'label';
}

/** `{"value": "<value>", "name": "hash"}`: the name may come after its value. */
function nameAfter(before: string, after: string): NamedBy | undefined {
  if (!/["']?value["']?\s*[:=]\s*["']?$/.test(before)) return undefined;
  const match = /^["']?\s*,?\s*["']?(?:key|name)["']?\s*[:=]\s*["']([\p{L}_][\p{L}\p{N}_-]{0,60})["']/u.exec(after);
  return match === null ? undefined : { name: match[1]!, join: 'assignment' };
}

const URL_BREAK = /[\s"'`<>|\\^{}()[\],;]/;

/** Reads back from the value over URL characters; a template hole or a variable ends the host. */
function urlAround(before: string): UrlAround | undefined {
  let start = before.length;
  while (start > 0 && !URL_BREAK.test(before[start - 1]!)) start -= 1;
  const joined = start > 0 ? gluedLiteral(before, start) : undefined;
  const text = joined ?? before.slice(start);
  const absolute = /([a-z][a-z0-9+.-]{1,12}:)\/\/(?:[^\s/?#@]*@)?([^\s/?#]*)([^?#]*)([?#].*)?$/i.exec(text);
  if (absolute !== null) {
    const host = absolute[2]!.replace(/:\d*$/, '').toLowerCase();
    return {
      scheme: absolute[1]!.toLowerCase(),
      ...(host === '' ? {} : { host }),
      path: absolute[3] ?? '',
      tail: absolute[4] ?? '',
    };
  }
  const relative = /^(?:\/\/([^/?#\s]+))?([\p{L}\p{N}_.~%/-]*)([?#].*)$/su.exec(text);
  if (relative === null) return undefined;
  return { ...(relative[1] === undefined ? {} : { host: relative[1].toLowerCase() }), path: relative[2]!, tail: relative[3]! };
}

/** `'…/tracker/list?hash=' + '<value>'`: the URL ends in the literal before. */
function gluedLiteral(before: string, start: number): string | undefined {
  const glue = /[?&][\p{L}_[\]]{1,40}=["'`]\s*(?:\+|\.|&|,|\.\.|~|<<)?\s*["'`]$/u.exec(before.slice(0, start));
  if (glue === null || start !== before.length) return undefined;
  let from = glue.index;
  while (from > 0 && !URL_BREAK.test(before[from - 1]!)) from -= 1;
  return before.slice(from).replace(/["'`].*$/s, '');
}
