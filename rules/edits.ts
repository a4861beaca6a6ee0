/** Pieces of fixes and suggestions. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from './ast.ts';

export type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;

/** @returns a property with the comma and the space that set it off; `undefined` if a comment would go too */
export function rangeWithComma(property: Node, sourceCode: SourceCode): [number, number] | undefined {
  const before = sourceCode.getTokenBefore(property)!;
  const after = sourceCode.getTokenAfter(property)!;
  const next = after.value === ',' ? sourceCode.getTokenAfter(after)! : after;
  const isFollowed = after.value === ',' && next.value !== '}';
  const range: [number, number] = isFollowed
    ? [property.range[0], next.range[0]]
    : [before.value === ',' ? before.range[0] : property.range[0], property.range[1]];
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
