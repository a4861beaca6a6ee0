/** Pieces of fixes and suggestions. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../syntax/ast.ts';

export type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;

/** @returns a property with the comma and the space that set it off; `undefined` if a comment would go too */
export function rangeWithComma(property: Node, sourceCode: SourceCode): readonly [number, number] | undefined {
  const before = sourceCode.getTokenBefore(property)!;
  const after = sourceCode.getTokenAfter(property)!;
  const next = after.value === ',' ? sourceCode.getTokenAfter(after)! : after;
  const [start, end] = property.range;
  const range: [number, number] =
    before.value === ',' ? [before.range[0], end] : [next.value === '}' ? before.range[1] : start, next.range[0]];
  return hasComment(range, sourceCode) ? undefined : range;
}

/** Whether a comment lies in a range, whole or in part. */
export function hasComment([from, to]: readonly [number, number], sourceCode: SourceCode): boolean {
  return sourceCode.getAllComments().some((comment) => comment.range[0] < to && comment.range[1] > from);
}

/** Puts a property in front of those that an object has. */
export function insertFirst(
  object: TSESTree.ObjectExpression,
  text: string,
  fixer: TSESLint.RuleFixer,
  sourceCode: SourceCode,
): TSESLint.RuleFix {
  const brace = sourceCode.getFirstToken(object)!;
  return fixer.insertTextAfter(brace, object.properties.length === 0 ? ` ${text} ` : ` ${text},`);
}

/** @returns a range with its whole line, if nothing else stands there */
export function withLine([start, end]: readonly [number, number], text: string): readonly [number, number] {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next + 1;
  return text.slice(from, start).trim() === '' && text.slice(end, to).trim() === '' ? [from, to] : [start, end];
}
