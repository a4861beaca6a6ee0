// Converts offsets, paths and root types between ESLint's languages.
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** @returns the positions of a range, in the convention of the file's language */
export function rangeToLoc(
  start: number,
  end: number,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESTree.SourceLocation {
  return { start: positionAt(start, sourceCode), end: positionAt(end, sourceCode) };
}

function positionAt(offset: number, sourceCode: Readonly<TSESLint.SourceCode>): TSESTree.Position {
  // Languages of older plugins lack `getLocFromIndex`; they count lines and columns from 1.
  if (typeof sourceCode.getLocFromIndex === 'function') return sourceCode.getLocFromIndex(offset);
  const lines = sourceCode.text.slice(0, offset).split(/\r\n|[\r\n\u2028\u2029]/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

/** @returns the path relative to the project, with slashes; the file name is evidence too */
export function relativePath(filename: string, cwd: string | undefined): string {
  const path = filename.replaceAll('\\', '/');
  const root = `${(cwd ?? '').replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return path.startsWith(root) ? path.slice(root.length) : path;
}

/** @returns the node type of a tree's root, which is read from the tree to support every language */
export function rootType(sourceCode: Readonly<TSESLint.SourceCode>): string {
  const ast = sourceCode.ast as { type?: unknown } | null;
  return typeof ast?.type === 'string' ? ast.type : 'Program';
}
