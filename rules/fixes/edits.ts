/** Building blocks for fixes and suggestions. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../syntax/ast.ts';

export type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;

/** @returns the range of a property with its comma and space; `undefined` if it contains a comment */
export function rangeWithComma(property: Node, sourceCode: SourceCode): readonly [number, number] | undefined {
  const before = sourceCode.getTokenBefore(property)!;
  const after = sourceCode.getTokenAfter(property)!;
  const next = after.value === ',' ? sourceCode.getTokenAfter(after)! : after;
  const [start, end] = property.range;
  const range: [number, number] =
    before.value === ',' ? [before.range[0], end] : [next.value === '}' ? before.range[1] : start, next.range[0]];
  return hasComment(range, sourceCode) ? undefined : range;
}

/** Whether a range contains any part of a comment. */
export function hasComment([from, to]: readonly [number, number], sourceCode: SourceCode): boolean {
  return sourceCode.getAllComments().some((comment) => comment.range[0] < to && comment.range[1] > from);
}

/** Inserts a property before the existing properties of an object. */
export function insertFirst(
  object: TSESTree.ObjectExpression,
  text: string,
  fixer: TSESLint.RuleFixer,
  sourceCode: SourceCode,
): TSESLint.RuleFix {
  const brace = sourceCode.getFirstToken(object)!;
  return fixer.insertTextAfter(brace, object.properties.length === 0 ? ` ${text} ` : ` ${text},`);
}

/** @returns a range extended to its whole line, if nothing else is on that line */
export function withLine([start, end]: readonly [number, number], text: string): readonly [number, number] {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next + 1;
  return text.slice(from, start).trim() === '' && text.slice(end, to).trim() === '' ? [from, to] : [start, end];
}
