import { COMMENT_ENDS, commentThatSays } from '../../src/comments.ts';
import type { Text } from '../../src/document-text.ts';
import type { DocumentText, LocatedDetection } from '../../src/index.ts';
import { ownText } from '../../src/own-text.ts';
import { mask } from '../text/mask.ts';
import type { InlineIgnore } from '../model/suppression.ts';

export const IGNORE_WORD = 'navixy-secrets-ignore';

const COMMENT = commentThatSays(String.raw`${IGNORE_WORD}(?![\w-])`);
/** What has no comments, JSON above all, takes a key of that name. */
const KEY = new RegExp(String.raw`(["'])${IGNORE_WORD}\1[ \t]*:[ \t]*(["'])((?:(?!\2)[^\\]|\\.)*)\2`, 'gi');
/** A line that nobody reads, of a bundle for example, is ignored by no comment in it. In characters. */
const LONGEST_LINE = 1000;
const LONGEST_REASON = 200;

interface Comment {
  readonly reason: string | undefined;
  /** Nothing else is on its line, so that it speaks about the next one. */
  readonly isAlone: boolean;
}

/**
 * The comments `navixy-secrets-ignore: reason` of one document, as text shows them: what stands in decoded
 * base64, or in a binary, is seen by no reviewer and counts for nothing.
 */
export class InlineIgnores {
  readonly #text: Text;

  /** @returns undefined for a document that has none, which is nearly every one */
  static of(document: DocumentText): InlineIgnores | undefined {
    const { bytes, mark, mark16 } = document;
    const isUtf32 = mark === 'utf-32le' || mark === 'utf-32be';
    if (!isUtf32 && mark16 === undefined && (!view(bytes).includes(IGNORE_WORD) || bytes.includes(0))) return undefined;
    const wide = isUtf32 ? document.utf32?.text : mark16 && document.wide(mark16);
    const text = wide ?? document.plain;
    return text.content.includes(IGNORE_WORD) ? new InlineIgnores(text) : undefined;
  }

  private constructor(text: Text) {
    this.#text = text;
  }

  /**
   * @returns the comment on a line of the detection, or alone on the line above; one with a reason before one without
   */
  find({ line, endLine }: Pick<LocatedDetection, 'endLine' | 'line'>): InlineIgnore | undefined {
    const near = [line, endLine, line - 1].flatMap((at) => this.#on(at, at === line - 1));
    return near.find(({ reason }) => reason !== undefined) ?? near[0];
  }

  #on(line: number, mustBeAlone: boolean): InlineIgnore[] {
    const { content, positions } = this.#text;
    if (line < 1) return [];
    const [start, end] = [positions.startOf(line), positions.endOf(line)];
    if (end - start > LONGEST_LINE) return [];
    const text = content.slice(start, end);
    if (!text.includes(IGNORE_WORD)) return [];
    return commentsOn(text)
      .filter(({ isAlone }) => isAlone || !mustBeAlone)
      .map(({ reason }) => ({ reason, line }));
  }
}

function commentsOn(text: string): Comment[] {
  const isAlone = (start: number, end: number) =>
    /^[\s{]*$/.test(text.slice(0, start)) && /^[\s},]*$/.test(text.slice(end));
  const keys = [...text.matchAll(KEY)].map((match) => ({
    reason: reasonIn(match[3]!),
    isAlone: isAlone(match.index, match.index + match[0].length),
  }));
  if (keys.length > 0) return keys;
  return [...text.matchAll(COMMENT)].map((match) => {
    const [whole, opener, , rest = ''] = match;
    const closer = opener === undefined ? -1 : rest.indexOf(COMMENT_ENDS[opener]!);
    const said = closer === -1 ? rest : rest.slice(0, closer);
    const length = closer === -1 ? whole.length : whole.length - rest.length + closer + COMMENT_ENDS[opener!]!.length;
    return {
      reason: reasonIn(/^[ \t]*:(.*)$/.exec(said)?.[1] ?? ''),
      isAlone: isAlone(match.index, match.index + length),
    };
  });
}

/** @returns the reason if it says anything; a value pasted into it is masked */
function reasonIn(said: string): string | undefined {
  return /[\p{L}\p{N}]/u.test(said) ? ownText(mask(said.trim()).slice(0, LONGEST_REASON)) : undefined;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
