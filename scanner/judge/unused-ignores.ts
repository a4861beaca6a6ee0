// Finds comments `navixy-secrets-ignore` that ignore nothing, so that they are removed before they hide a new secret.
import { detectEach, type DetectOptions, type DocumentText } from '../../src/index.ts';
import type { ScanDocument } from '../model/document.ts';
import type { Warning } from '../model/suppression.ts';
import { IGNORE_WORD } from '../prefilter/ignore-word.ts';
import type { InlineIgnores } from './ignore-comments.ts';

/** Larger documents may be read in parts, and a comment may be in another part than its value. Bytes. */
const MAX_SIZE = 1024 * 1024;
/** In prose, a comment is usually an example of one. */
const PROSE = /\.(?:mdx?|markdown|rst|adoc|txt)$/i;

/** Whether the user can remove a comment of a document: it is a whole file on disk, or a staged one. */
export function isEditable({ origin, onlyLines, linesBefore = 0, path, bytes }: ScanDocument): boolean {
  return (
    (origin.type === 'file' || origin.type === 'staged') &&
    onlyLines === undefined &&
    linesBefore === 0 &&
    bytes.length <= MAX_SIZE &&
    !PROSE.test(path)
  );
}

/**
 * @param ignores the comments of the document, which have been asked about each of its findings
 * @param options of the scan
 * @returns a warning for each comment at which no value can be a finding, whatever the least confidence is
 */
export function unusedIgnores(
  ignores: InlineIgnores | undefined,
  text: DocumentText,
  options: DetectOptions & { readonly path: string },
): Warning[] {
  if (ignores === undefined || ignores.unused().length === 0) return [];
  for (const found of detectEach(text, { ...options, minimumConfidence: 'low', repositoryUsesPlatform: true })) {
    const one = found?.withPlatform ?? found?.withoutPlatform;
    if (one !== undefined) ignores.find(one);
  }
  return ignores.unused().map(({ line, word }) => ({
    type: 'ignore-unused',
    path: options.path,
    line,
    message:
      word === IGNORE_WORD
        ? `this ${IGNORE_WORD} hides nothing; remove it`
        : `${word} is no known comment and hides nothing; write: ${IGNORE_WORD}: why this is not a leak`,
  }));
}
