// Finds the name that precedes a value, by walking back over types, wrappers and calls.
import { lazy } from '../lazy.ts';
import { isFiller, isNeutral, readName } from '../names.ts';
import { detachedCopy } from '../detached-copy.ts';
import type { NamedBy } from './types.ts';

const MAX_WORDS = 8;
const MAX_PHRASE = 6;
const LETTER = lazy(() => /[\p{L}\p{N}_$]/u);
/** Longest filler word between a name and its value, with room for separators; characters. */
const MAX_FILLER_LENGTH = 40;

/** `hash = cap; // '…'`: a comment keeps the previous value. */
const ASSIGNMENT_BEFORE_COMMENT =
  /(?:^|[\n;{}(,])\s{0,40}(?:(?:const|let|var|val|final|static|private|public|string|String|auto)\s{1,4}){0,3}([$@\w.]{1,60}(?:->\w{1,60})?)\s{0,4}:?=\s{0,4}[^\n=;]{1,120};?[ \t]{0,8}(?:\/\/+|#+|--|\/\*)[ \t]{0,4}["'`]$/;
const COMMENT_BEFORE = /(?:\/\/|#|--|\/\*)[ \t]{0,4}["'`]$/;

/** @returns the name assigned on the same line, if the value is quoted in that line's comment */
export function nameAcrossComment(before: string): NamedBy | undefined {
  if (!COMMENT_BEFORE.test(before.slice(-8))) return undefined;
  const name = ASSIGNMENT_BEFORE_COMMENT.exec(before.slice(-260))?.[1];
  return name === undefined ? undefined : { name, join: 'assignment' };
}

/** Walks back word by word, over types, wrappers and calls, to the name of the value. */
export function nameBefore(before: string): NamedBy | undefined {
  let end = before.length;
  let between = '';
  let first: NamedBy | undefined;
  let reason: 'call' | 'prose' | undefined;
  for (let count = 0; count < MAX_WORDS && end > 0; count += 1) {
    const word = wordBefore(before, end);
    if (word === undefined) break;
    const gap = before.slice(word.end, end);
    between = gap + between;
    const join = breaks.of(gap) === true ? undefined : joinBefore(between, before[word.start - 1], count > 0);
    if (join === undefined) break;
    end = word.start;
    const name = before.slice(word.start, word.end);
    between = ` ${between}`;
    if (name.length <= MAX_FILLER_LENGTH && isFiller(name)) continue;
    if (isLiteralWord(name)) {
      // `{ 0: "…", 1: "…" }`: here the number is the name; elsewhere it is an argument or another list item.
      if (count === 0 && join === 'assignment' && /^\d+$/.test(name)) return { name, join };
      continue;
    }
    const named: NamedBy = { name, join, isQuoted: /^["']\s*:/.test(gap), ...phraseBefore(before, word.start) };
    if (isInformative(named) && (reason !== 'call' || join !== 'label')) return named;
    first ??= named;
    reason ??= reasonToContinue(named, gap);
    if (reason === undefined) break;
  }
  return first;
}

/** A call, or an uninformative word of prose, may have an informative name before it: `hash = writable('…')`. */
function reasonToContinue({ name, join }: NamedBy, gap: string): 'call' | 'prose' | undefined {
  if (/^\s*(?:<[^<>]{0,40}>)?\(/.test(gap)) return 'call';
  return join === 'label' && isNeutral(name) ? 'prose' : undefined;
}

/** @returns whether a name is evidence for or against a credential */
export function isInformative({ name, phrase }: NamedBy): boolean {
  return (
    readName(name).class !== 'unknown' || (phrase !== undefined && readName(`${phrase} ${name}`).class !== 'unknown')
  );
}

function wordBefore(text: string, end: number): { start: number; end: number } | undefined {
  let wordEnd = end;
  while (wordEnd > 0 && !isLetter(text, wordEnd - 1)) wordEnd -= 1;
  let start = wordEnd;
  while (start > 0 && isNamePart(text, start - 1)) start -= 1;
  return start === wordEnd ? undefined : { start, end: wordEnd };
}

/** {@link LETTER} as a table for ASCII. */
const LETTERS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9_$]/.test(String.fromCharCode(code)) ? 1 : 0,
);

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? LETTERS[code] === 1 : LETTER().test(text[at]!);
}

/** A hyphen is part of a name only between two letters (`x-api-key`). */
function isNamePart(text: string, at: number): boolean {
  if (isLetter(text, at)) return true;
  return text[at] === '-' && at > 0 && isLetter(text, at - 1) && isLetter(text, at + 1);
}

/** Whether a word is a number or another digest of a list, so not a name. */
function isLiteralWord(word: string): boolean {
  const code = word.charCodeAt(0);
  // Quick exit: most names start with a letter that is not a hex digit.
  if ((code >= 103 && code <= 122) || (code >= 71 && code <= 90)) return false;
  return /^[\p{N}_$-]+$/u.test(word) || /^[0-9a-f]{12,}$/i.test(word);
}

/** The prose before a name, or the objects that it is a member of. */
function phraseBefore(before: string, at: number): { phrase?: string } {
  const window = before.slice(Math.max(0, at - 120), at);
  const last = window.at(-1);
  if (last !== ' ' && last !== '.') return {};
  const pattern =
    last === ' '
      ? /(?:^|[^\p{L}\p{N}_' -] ?)((?:[\p{L}\p{N}_'-]+ )+)$/u
      : /(?:^|[^\p{L}\p{N}_.])((?:[\p{L}\p{N}_]+\.)+)$/u;
  const found = pattern.exec(window);
  // A tag is not a word of prose: `<FleetMap hash="…">`.
  if (found?.[0].startsWith('<') === true) return {};
  const words =
    found?.[1]
      ?.trim()
      .split(/[ .]/)
      .filter((word) => word !== '')
      .slice(-MAX_PHRASE) ?? [];
  return words.length === 0 ? {} : { phrase: words.join(' ') };
}

/** Whether a statement, an object, a sentence or a paragraph ends in the gap, so the word does not name this value. */
function isBreak(gap: string): boolean {
  if (/^;\s*"?$/.test(gap)) return false;
  return /;\s*\S|;\s*$|\n\s*\n|\}\s*,|^\s*\}|\]\s*,\s*\[|^\.\s+$/.test(gap);
}

/**
 * @param isQuery whether the name may start a query parameter
 * @param wrapped whether a wrapper (`value:`, `return`) is in between, so the value may be on a later line
 */
function joinOf(gap: string, isQuery: boolean, wrapped: boolean): NamedBy['join'] | undefined {
  if (isQuery && /^\]?=(?:["'`]?\s*[+.&,]?\s*["'`])?$/.test(gap)) return 'query';
  const lines = gap.split(/\r\n|[\r\n]/);
  if (lines.length > 3) return undefined;
  if (/\|\||\?\?|:-|\?:/.test(gap)) return 'fallback';
  if (/[=:]|->|<-/.test(gap)) {
    if (lines.length > 1 && !wrapped && !/[=:>(,\\+|?{[&-]\s*["'`]?\s*$/.test(lines[0]!)) return undefined;
    return 'assignment';
  }
  if (/^["'`]?\s*[)\]]?\s*[,(]/.test(gap) || gap.includes(',')) return 'argument';
  if (gap.includes('>')) return 'element';
  return lines.length > 2 ? undefined : 'label';
}

/** Caches the meaning of the gap between two words, since the same few gaps recur. */
class Memo<Meaning> {
  readonly #known = new Map<string, Meaning>();
  readonly #compute: (text: string) => Meaning;

  constructor(compute: (text: string) => Meaning) {
    this.#compute = compute;
  }

  of(text: string): Meaning {
    const known = this.#known.get(text);
    if (known !== undefined || text.length > MAX_MEMO_KEY_LENGTH) return known ?? this.#compute(text);
    if (this.#known.size >= MAX_MEMOS) this.#known.clear();
    const meaning = this.#compute(text);
    this.#known.set(detachedCopy(text), meaning);
    return meaning;
  }
}

const MAX_MEMO_KEY_LENGTH = 40;
const MAX_MEMOS = 500;

const breaks = new Memo(isBreak);
const NO_JOIN = 'none';
const joins = [false, true].map((isQuery) =>
  [false, true].map((wrapped) => new Memo((gap) => joinOf(gap, isQuery, wrapped) ?? NO_JOIN)),
);

function joinBefore(gap: string, charBeforeName: string | undefined, wrapped: boolean): NamedBy['join'] | undefined {
  const isQuery = charBeforeName === '?' || charBeforeName === '&';
  const join = joins[isQuery ? 1 : 0]![wrapped ? 1 : 0]!.of(gap);
  return join === NO_JOIN ? undefined : join;
}
