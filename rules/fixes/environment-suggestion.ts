// Suggests reading a hardcoded value from the environment, or removing it where a variable already provides it.
import type { TSESLint } from '@typescript-eslint/utils';
import { findHashRuns } from '../../src/hash-runs.ts';
import { type Node, type SourceCode, outermost } from '../syntax/ast.ts';
import type { EnvironmentAccess } from './environment-access.ts';
import { getDefaultRemoval } from './environment-default.ts';
import type { Edit } from './edits.ts';
import { environmentName } from './environment-name.ts';

export interface EnvironmentSuggestion {
  /** What provides the value after the fix: an expression, or the variable whose default is removed. */
  readonly expression: string;
  readonly replacesDefault: boolean;
  readonly fix: TSESLint.ReportFixFunction;
}

const SCHEME = 'NVX ';

/**
 * @param start offset of the first digit of the value
 * @param access how the code of the file reads a variable
 * @returns a fix that reads the value from the environment; `undefined` if the surrounding code allows no expression,
 *   or if more than the value would have to change
 */
export function getEnvironmentSuggestion(
  start: number,
  end: number,
  access: EnvironmentAccess,
  sourceCode: SourceCode,
): EnvironmentSuggestion | undefined {
  const node = sourceCode.getNodeByRangeIndex(start) as Node | null;
  if (!node || sourceCode.getAllComments().some((comment) => comment.range[0] <= start && end <= comment.range[1]))
    return undefined;
  if (node.type === 'TemplateElement') return forTemplate(node, start, end, access, sourceCode);
  if (node.type !== 'Literal' || typeof node.value !== 'string' || !allowsExpression(node)) return undefined;
  const expression = access.expressionFor(environmentName(node));
  const [from, to] = node.range;
  const before = sourceCode.text.slice(from + 1, start);
  if (end !== to - 1 || (before !== '' && before !== SCHEME)) return undefined;
  const removal = before === '' ? getRemoval(node, sourceCode) : undefined;
  if (removal) return removal;
  const written = before === '' ? expression : `\`${SCHEME}\${${expression}}\``;
  const isAttribute = node.parent.type === 'JSXAttribute';
  return {
    expression,
    replacesDefault: false,
    fix: withImport(access, (fixer) => fixer.replaceText(node, isAttribute ? `{${written}}` : written)),
  };
}

function withImport({ importEdit }: EnvironmentAccess, edit: Edit): TSESLint.ReportFixFunction {
  return (fixer) => (importEdit ? [importEdit(fixer), edit(fixer)] : edit(fixer));
}

function forTemplate(
  element: Node,
  start: number,
  end: number,
  access: EnvironmentAccess,
  sourceCode: SourceCode,
): EnvironmentSuggestion | undefined {
  const literal = element.parent;
  if (
    literal?.type !== 'TemplateLiteral' ||
    literal.parent.type === 'TaggedTemplateExpression' ||
    !allowsExpression(literal)
  )
    return undefined;
  const expression = access.expressionFor(environmentName(literal));
  // The range of a whole template includes its back quotes.
  const isWhole = literal.range[0] + 1 === start && literal.range[1] - 1 === end;
  const removal = isWhole ? getRemoval(literal, sourceCode) : undefined;
  if (removal) return removal;
  return {
    expression,
    replacesDefault: false,
    fix: withImport(access, (fixer) =>
      isWhole ? fixer.replaceText(literal, expression) : fixer.replaceTextRange([start, end], `\${${expression}}`),
    ),
  };
}

/**
 * Whether an expression may replace the literal; not as a key, module name, type, enum member, directive or `as const`.
 */
function allowsExpression(node: Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  switch (parent.type) {
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
    case 'AccessorProperty':
      return parent.value === node;
    case 'TSAsExpression':
    case 'TSTypeAssertion':
      return (
        parent.typeAnnotation.type !== 'TSTypeReference' ||
        !('name' in parent.typeAnnotation.typeName) ||
        parent.typeAnnotation.typeName.name !== 'const'
      );
    case 'ExpressionStatement':
      return parent.directive === undefined;
    default:
      return !/^(?:TS(?!Satisfies|NonNull)|Import|Export(?!Default))/.test(parent.type);
  }
}

/** If something else already provides the value, only removes the literal. */
function getRemoval(literal: Node, sourceCode: SourceCode): EnvironmentSuggestion | undefined {
  const fallback = getFallback(literal, sourceCode);
  if (fallback)
    return { expression: fallback.text, replacesDefault: false, fix: (fixer) => fixer.removeRange(fallback.range) };
  const removal = getDefaultRemoval(literal, sourceCode);
  return removal && { expression: removal.variable, replacesDefault: true, fix: removal.fix };
}

/** `process.env.X || '…'`: removes only the fallback. */
function getFallback(literal: Node, sourceCode: SourceCode): { text: string; range: [number, number] } | undefined {
  const node = outermost(literal);
  const { parent } = node;
  if (parent?.type !== 'LogicalExpression' || parent.operator === '&&' || parent.right !== node) return undefined;
  const range: [number, number] = [endWithParentheses(parent.left, sourceCode), parent.range[1]];
  const hasComment = sourceCode
    .getAllComments()
    .some((comment) => comment.range[0] >= range[0] && comment.range[1] <= range[1]);
  const text = sourceCode.getText(parent.left);
  return hasComment || findHashRuns(text).length > 0 ? undefined : { text, range };
}

/** The end of an operand, including its parentheses. */
function endWithParentheses(node: Node, sourceCode: SourceCode): number {
  let end = node.range[1];
  for (let token = sourceCode.getTokenAfter(node); token?.value === ')'; token = sourceCode.getTokenAfter(token))
    end = token.range[1];
  return end;
}
