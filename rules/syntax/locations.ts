import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** @returns the positions of a range as the file's language counts them */
export function rangeToLoc(
  start: number,
  end: number,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESTree.SourceLocation {
  return { start: positionAt(start, sourceCode), end: positionAt(end, sourceCode) };
}

function positionAt(offset: number, sourceCode: Readonly<TSESLint.SourceCode>): TSESTree.Position {
  // Languages of older plugins have no `getLocFromIndex`; theirs count lines from 1 and columns from 1.
  if (typeof sourceCode.getLocFromIndex === 'function') return sourceCode.getLocFromIndex(offset);
  const lines = sourceCode.text.slice(0, offset).split(/\r\n|[\r\n\u2028\u2029]/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

/** @returns the path as the project sees it, with slashes, for the file's name is evidence too */
export function relativePath(filename: string, cwd: string | undefined): string {
  const path = filename.replaceAll('\\', '/');
  const root = `${(cwd ?? '').replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return path.startsWith(root) ? path.slice(root.length) : path;
}

/** @returns the node type of a tree's root, which is asked for so that no language is left out */
export function rootType(sourceCode: Readonly<TSESLint.SourceCode>): string {
  const ast = sourceCode.ast as { type?: unknown } | null;
  return typeof ast?.type === 'string' ? ast.type : 'Program';
}
