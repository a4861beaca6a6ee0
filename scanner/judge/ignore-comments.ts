// Finds the comments `navixy-secrets-ignore: reason` that suppress a finding on their line or the next one.
import { COMMENT_ENDS, commentPattern } from '../../src/comment-patterns.ts';
import type { DecodedText } from '../../src/document-text.ts';
import type { DocumentText, LocatedDetection } from '../../src/index.ts';
import { detachedCopy } from '../../src/detached-copy.ts';
import { lazy } from '../../src/lazy.ts';
import { mask } from '../text/mask.ts';
import type { InlineIgnore } from '../model/suppression.ts';
import { IGNORE_WORD } from '../prefilter/ignore-word.ts';

const comment = lazy(() => commentPattern(String.raw`${IGNORE_WORD}(?![\w-])`));
/** The same with another ending, which people write by analogy with other tools. */
const similar = lazy(() => commentPattern(String.raw`${IGNORE_WORD}[\w-]*`));
/** Formats without comments, such as JSON, take a key with that name instead. */
const KEY = new RegExp(String.raw`(["'])${IGNORE_WORD}\1[ \t]*:[ \t]*(["'])((?:(?!\2)[^\\]|\\.)*)\2`, 'gi');
const KEY_ON_LINE = new RegExp(KEY.source, 'i');
/** A complete text in quotation marks. */
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
/** Comments on longer lines, such as those of a bundle, do not count: nobody reviews them. In characters. */
const MAX_LINE = 1000;
const MAX_REASON = 200;

/** The end of a line whose statement goes on in the next one, without what opens a block of other statements. */
const GOES_ON = /(?:[=([:+\\`]|[=-]>|&&|\|\||\?\?|[|>][+-]?\d?)[ \t]*$/;
/** The same, or what opens an object or an argument list. */
const OPENS = new RegExp(String.raw`\{[ \t]*$|${GOES_ON.source}`);

interface Comment {
  readonly reason: string | undefined;
  /** Whether the line holds nothing else; the comment then applies to the next line. */
  readonly isAlone: boolean;
  /** Whether it stands behind what opens or begins a statement of the next line, and applies to that line. */
  readonly isBehindOpening: boolean;
}

/**
 * The comments `navixy-secrets-ignore: reason` of one document. Only visible text counts: no reviewer sees comments in
 * decoded base64 or in a binary file.
 */
export class InlineIgnores {
  readonly #text: DecodedText;
  /** Lines of comments that {@link find} has met. */
  readonly #used = new Set<number>();

  /** @returns undefined for a document without such comments, which is almost every document */
  static of(document: DocumentText): InlineIgnores | undefined {
    const { bytes, mark, mark16 } = document;
    const isUtf32 = mark === 'utf-32le' || mark === 'utf-32be';
    if (!isUtf32 && mark16 === undefined && (!asBuffer(bytes).includes(IGNORE_WORD) || bytes.includes(0)))
      return undefined;
    const wide = isUtf32 ? document.utf32?.text : mark16 && document.wide(mark16);
    const text = wide ?? document.plain;
    return text.content.includes(IGNORE_WORD) ? new InlineIgnores(text) : undefined;
  }

  private constructor(text: DecodedText) {
    this.#text = text;
  }

  /**
   * @returns the comment on a line of the detection, above it, above a statement that has the value on its second line,
   *   or behind the bracket that opens it; comments with a reason come first
   */
  find({ line, endLine }: Pick<LocatedDetection, 'endLine' | 'line'>): InlineIgnore | undefined {
    const near = [
      ...[line, endLine].flatMap((at) => this.#commentsOnLine(at, () => true)),
      ...this.#commentsOnLine(line - 1, ({ isAlone, isBehindOpening }) => isAlone || isBehindOpening),
      ...(GOES_ON.test(this.#line(line - 1)) ? this.#commentsOnLine(line - 2, ({ isAlone }) => isAlone) : []),
    ];
    for (const { line: used } of near) this.#used.add(used);
    return near.find(({ reason }) => reason !== undefined) ?? near[0];
  }

  /**
   * @returns the comments that {@link find} has not met, with the word that each begins with; those in quotation marks
   *   are texts of a program
   */
  unused(): { readonly line: number; readonly word: string }[] {
    const { content, positions } = this.#text;
    const lines = new Set<number>();
    for (let at = content.indexOf(IGNORE_WORD); at >= 0; at = content.indexOf(IGNORE_WORD, at + 1))
      lines.add(positions.lineOf(at));
    return [...lines].flatMap((line) => {
      const word = this.#used.has(line) ? undefined : wordOn(this.#line(line));
      return word === undefined ? [] : [{ line, word }];
    });
  }

  #commentsOnLine(line: number, counts: (comment: Comment) => boolean): InlineIgnore[] {
    const text = this.#line(line);
    if (!text.includes(IGNORE_WORD)) return [];
    return commentsOn(text)
      .filter(counts)
      .map(({ reason }) => ({ reason, line }));
  }

  /** @returns the text of a line; empty for a line that is too long, or before the first */
  #line(line: number): string {
    const { content, positions } = this.#text;
    if (line < 1) return '';
    const [start, end] = [positions.startOf(line), positions.endOf(line)];
    return end - start > MAX_LINE ? '' : content.slice(start, end).replace(/\r?\n?$/, '');
  }
}

/** @returns the word of the first comment on a line that is not within quotation marks */
function wordOn(text: string): string | undefined {
  const isText = (start: number) => /["'`]/.test(text.slice(0, start).replace(QUOTED, ''));
  const key = KEY_ON_LINE.exec(text);
  if (key !== null && !isText(key.index)) return IGNORE_WORD;
  // `'` begins a comment in Basic, and a text elsewhere.
  const isQuoted = ([whole, , , rest = '']: RegExpExecArray) => whole.startsWith("'") && rest.includes("'");
  return [...text.matchAll(similar())].find((match) => !isText(match.index) && !isQuoted(match))?.[2];
}

function commentsOn(text: string): Comment[] {
  const isAlone = (start: number, end: number) =>
    /^[\s{]*$/.test(text.slice(0, start)) && /^[\s},]*$/.test(text.slice(end));
  const keys = [...text.matchAll(KEY)].map((match) => ({
    reason: reasonIn(match[3]!),
    isAlone: isAlone(match.index, match.index + match[0].length),
    isBehindOpening: false,
  }));
  if (keys.length > 0) return keys;
  return [...text.matchAll(comment())].map((match) => {
    const [whole, opener, , rest = ''] = match;
    const closer = opener === undefined ? -1 : rest.indexOf(COMMENT_ENDS[opener]!);
    const body = closer === -1 ? rest : rest.slice(0, closer);
    const length = closer === -1 ? whole.length : whole.length - rest.length + closer + COMMENT_ENDS[opener!]!.length;
    return {
      reason: reasonIn(/^[ \t]*:(.*)$/.exec(body)?.[1] ?? ''),
      isAlone: isAlone(match.index, match.index + length),
      isBehindOpening: OPENS.test(text.slice(0, match.index)) && /^[\s}]*$/.test(text.slice(match.index + length)),
    };
  });
}

/** @returns the reason if it contains a letter or digit, with any pasted value masked */
function reasonIn(text: string): string | undefined {
  return /[\p{L}\p{N}]/u.test(text) ? detachedCopy(mask(text.trim()).slice(0, MAX_REASON)) : undefined;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
