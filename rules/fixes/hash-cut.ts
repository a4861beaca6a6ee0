/** Removes a hash from a text: a URL, or a form body built by hand. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../syntax/ast.ts';
import { type Edit, hasComment } from './edits.ts';

/** The removal of a part of a text. */
export interface TextCut {
  /** The whole expression for the text. */
  readonly text: Node;
  readonly edit: Edit;
}

/** The text before the value: after `?` or `&` of a URL, or at the start of a body. */
const PARAMETER_START = /(?:[?&]|^)hash=$/;

/**
 * @returns how to remove the value at `site` with its parameter's name; `undefined` if it is not part of a text, or if
 *   a comment would be removed
 */
export function findTextCut(site: Node, sourceCode: SourceCode): TextCut | undefined {
  const { parent } = site;
  if (parent?.type === 'TemplateLiteral') return cutTemplate(parent, site, sourceCode);
  return parent?.type === 'BinaryExpression' ? cutSum(parent, site, sourceCode) : undefined;
}

/** `…?hash=${h}&x=1` -> `…?x=1`; `…&hash=${h}` -> `…` */
function cutTemplate(template: TSESTree.TemplateLiteral, site: Node, sourceCode: SourceCode): TextCut | undefined {
  const index = template.expressions.indexOf(site as TSESTree.Expression);
  const [before, after] = [template.quasis[index], template.quasis[index + 1]];
  const joint = before && PARAMETER_START.exec(before.value.raw)?.[0];
  if (!before || !after || !joint) return undefined;
  const rest = after.value.raw;
  if (rest !== '' && !rest.startsWith('&')) return undefined;
  const isFirst = !joint.startsWith('&');
  // The start of a later part is not the start of the text.
  if (!/^[?&]/.test(joint) && index > 0) return undefined;
  if (isFirst && rest === '' && !after.tail) return undefined;
  // The range of a quasi includes its delimiters: "`" or "}" before, "${" or "`" after.
  const textEnd = before.range[1] - (sourceCode.text.slice(0, before.range[1]).endsWith('${') ? 2 : 0);
  const from = textEnd - joint.length;
  const to = closingBrace(site, sourceCode) + 1;
  if (hasComment([from, to], sourceCode)) return undefined;
  const hasRest = isFirst && rest !== '';
  const kept = joint.startsWith('?') ? '?' : '';
  return {
    text: template,
    edit: (fixer) => (hasRest ? fixer.replaceTextRange([from, to + 1], kept) : fixer.removeRange([from, to])),
  };
}

function closingBrace(site: Node, sourceCode: SourceCode): number {
  const token = sourceCode.getTokenAfter(site);
  let at = token?.range[0] ?? site.range[1];
  while (sourceCode.text[at] !== '}') at += 1;
  return at;
}

/** `base + '…?hash=' + h` -> `base + '…'` */
function cutSum(sum: TSESTree.BinaryExpression, site: Node, sourceCode: SourceCode): TextCut | undefined {
  if (sum.operator !== '+' || sum.right !== site) return undefined;
  const isLong = sum.left.type === 'BinaryExpression' && sum.left.operator === '+';
  const last = isLong ? (sum.left as TSESTree.BinaryExpression).right : sum.left;
  if (last.type !== 'Literal' || typeof last.value !== 'string') return undefined;
  const joint = PARAMETER_START.exec(last.value)?.[0];
  const end = last.range[1] - 1;
  if (!joint || (isLong && !/^[?&]/.test(joint)) || sourceCode.text.slice(end - joint.length, end) !== joint)
    return undefined;
  if (hasComment([last.range[1], site.range[0]], sourceCode)) return undefined;
  const closed = sourceCode.text[end] ?? '';
  return { text: sum, edit: (fixer) => fixer.replaceTextRange([end - joint.length, sum.range[1]], closed) };
}
