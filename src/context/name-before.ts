import { isFiller, isNeutral, readName } from '../names.ts';
import type { NamedBy } from './types.ts';

const MOST_WORDS = 8;
const MOST_PHRASE = 6;
const LETTER = /[\p{L}\p{N}_$]/u;

/** Walks back word by word over types, wrappers and calls to the name that the value was given. */
export function nameBefore(before: string): NamedBy | undefined {
  let end = before.length;
  let between = '';
  let first: NamedBy | undefined;
  let reason: 'call' | 'prose' | undefined;
  for (let count = 0; count < MOST_WORDS && end > 0; count += 1) {
    const word = wordBefore(before, end);
    if (word === undefined) break;
    const gap = before.slice(word.end, end);
    if (isBreak(gap)) break;
    between = gap + between;
    const join = joinOf(between, before[word.start - 1], count > 0);
    if (join === undefined) break;
    end = word.start;
    const name = before.slice(word.start, word.end);
    between = ` ${between}`;
    if (isFiller(name)) continue;
    if (isLiteralWord(name)) {
      // `{ 0: "…", 1: "…" }`: a number is the name; elsewhere it is an argument or another value of a list.
      if (count === 0 && join === 'assignment' && /^\d+$/.test(name)) return { name, join };
      continue;
    }
    const named: NamedBy = { name, join, isQuoted: /^["']\s*:/.test(gap), ...phraseBefore(before, word.start) };
    if (isTelling(named) && (reason !== 'call' || join !== 'label')) return named;
    first ??= named;
    reason ??= reasonToGoOn(named, gap);
    if (reason === undefined) break;
  }
  return first;
}

/** A call, and a word of prose that says nothing, may have a telling name before them: `hash = writable('…')`. */
function reasonToGoOn({ name, join }: NamedBy, gap: string): 'call' | 'prose' | undefined {
  if (/^\s*(?:<[^<>]{0,40}>)?\(/.test(gap)) return 'call';
  return join === 'label' && isNeutral(name) ? 'prose' : undefined;
}

/** @returns whether a name says what the value is, for or against */
export function isTelling({ name, phrase }: NamedBy): boolean {
  return readName(name).class !== 'unknown' || (phrase !== undefined && readName(`${phrase} ${name}`).class !== 'unknown');
}

function wordBefore(text: string, end: number): { start: number; end: number } | undefined {
  let wordEnd = end;
  while (wordEnd > 0 && !isLetter(text, wordEnd - 1)) wordEnd -= 1;
  let start = wordEnd;
  while (start > 0 && isNamePart(text, start - 1)) start -= 1;
  return start === wordEnd ? undefined : { start, end: wordEnd };
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36;
  return LETTER.test(text[at]!);
}

/** A hyphen inside a name belongs to it (`x-api-key`), at its edge it does not. */
function isNamePart(text: string, at: number): boolean {
  if (isLetter(text, at)) return true;
  return text[at] === '-' && at > 0 && isLetter(text, at - 1) && isLetter(text, at + 1);
}

/** A number, or another digest of a list: it names nothing. */
function isLiteralWord(word: string): boolean {
  return /^[\p{N}_$-]+$/u.test(word) || /^[0-9a-f]{12,}$/i.test(word);
}

/** Words of prose before a name, or the objects it is a member of. */
function phraseBefore(before: string, at: number): { phrase?: string } {
  const window = before.slice(Math.max(0, at - 120), at);
  const last = window.at(-1);
  if (last !== ' ' && last !== '.') return {};
  const pattern = last === ' ' ? /(?:^|[^\p{L}\p{N}_' -] ?)((?:[\p{L}\p{N}_'-]+ )+)$/u : /(?:^|[^\p{L}\p{N}_.])((?:[\p{L}\p{N}_]+\.)+)$/u;
  const words = pattern.exec(window)?.[1]?.trim().split(/[ .]/).filter((word) => word !== '').slice(-MOST_PHRASE) ?? [];
  return words.length === 0 ? {} : { phrase: words.join(' ') };
}

/** A statement, an object, a sentence or a paragraph ended in between, so the word is not this value's name. */
function isBreak(gap: string): boolean {
  if (/^;\s*"?$/.test(gap)) return false;
  return /;\s*\S|;\s*$|\n\s*\n|\}\s*,|^\s*\}|\]\s*,\s*\[|^\.\s+$/.test(gap);
}

/** @param wrapped whether a wrapper (`value:`, `return`) stands in between, so that the value may be on a later line */
function joinOf(gap: string, charBeforeName: string | undefined, wrapped: boolean): NamedBy['join'] | undefined {
  if (/^\]?=(?:["'`]?\s*[+.&,]?\s*["'`])?$/.test(gap) && (charBeforeName === '?' || charBeforeName === '&')) return 'query';
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
