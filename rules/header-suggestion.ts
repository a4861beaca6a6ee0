import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findHashRuns } from '../src/hash-runs.ts';
import { type Node, type SourceCode, chainNames, staticName, unwrap } from './ast.ts';

type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;
const FETCH = /^(?:(?:window|globalThis|self|global)\.)?fetch$/;

/**
 * @param site the operand that puts a hash into the URL of a `fetch` call
 * @returns a fix that takes it out of the URL and puts it into the `Authorization` header, where both
 * are written out in the call; `undefined` where it takes more than that
 */
export function getHeaderFix(site: Node, sourceCode: SourceCode): TSESLint.ReportFixFunction | undefined {
  const value = sourceCode.getText(site);
  // A suggestion never repeats a value, and never drops a comment.
  if (findHashRuns(value).length > 0 || sourceCode.getCommentsInside(site).length > 0) return undefined;
  const cut = getTemplateCut(site, sourceCode) ?? getSumCut(site, sourceCode);
  const call = cut?.url.parent;
  if (!cut || call?.type !== 'CallExpression' || call.arguments[0] !== cut.url) return undefined;
  if (!FETCH.test(chainNames(call.callee).join('.'))) return undefined;
  const put = getHeaderPut(call, `\`NVX \${${value}}\``, sourceCode);
  return put && ((fixer) => [cut.edit(fixer), put(fixer)]);
}

interface Cut {
  readonly url: Node;
  readonly edit: Edit;
}

/** `…?hash=${h}&x=1` -> `…?x=1`; `…&hash=${h}` -> `…` */
function getTemplateCut(site: Node, sourceCode: SourceCode): Cut | undefined {
  const template = site.parent;
  if (template?.type !== 'TemplateLiteral') return undefined;
  const index = template.expressions.indexOf(site as TSESTree.Expression);
  const [before, after] = [template.quasis[index], template.quasis[index + 1]];
  const joint = before && /[?&]hash=$/.exec(before.value.raw)?.[0];
  if (!before || !after || !joint) return undefined;
  if (after.value.raw !== '' && !after.value.raw.startsWith('&')) return undefined;
  const isFirst = joint.startsWith('?');
  if (isFirst && after.value.raw === '' && !after.tail) return undefined;
  // The range of a quasi holds its delimiters: "`" or "}" in front, "${" or "`" behind.
  const textEnd = before.range[1] - (sourceCode.text.slice(0, before.range[1]).endsWith('${') ? 2 : 0);
  const from = textEnd - joint.length;
  const to = closingBrace(site, sourceCode) + 1;
  if (sourceCode.getAllComments().some((comment) => comment.range[0] >= from && comment.range[1] <= to)) return undefined;
  if (!isFirst || after.value.raw === '') return { url: template, edit: (fixer) => fixer.removeRange([from, to]) };
  return { url: template, edit: (fixer) => fixer.replaceTextRange([from, to + 1], '?') };
}

function closingBrace(site: Node, sourceCode: SourceCode): number {
  const token = sourceCode.getTokenAfter(site);
  let at = token?.range[0] ?? site.range[1];
  while (sourceCode.text[at] !== '}') at += 1;
  return at;
}

/** `base + '…?hash=' + h` -> `base + '…'` */
function getSumCut(site: Node, sourceCode: SourceCode): Cut | undefined {
  const sum = site.parent;
  if (sum?.type !== 'BinaryExpression' || sum.operator !== '+' || sum.right !== site) return undefined;
  const last = sum.left.type === 'BinaryExpression' && sum.left.operator === '+' ? sum.left.right : sum.left;
  if (last.type !== 'Literal' || typeof last.value !== 'string') return undefined;
  const joint = /[?&]hash=$/.exec(last.value)?.[0];
  const end = last.range[1] - 1;
  if (!joint || sourceCode.text.slice(end - joint.length, end) !== joint) return undefined;
  if (sourceCode.getAllComments().some((comment) => comment.range[0] >= last.range[1] && comment.range[1] <= site.range[0])) return undefined;
  const closed = sourceCode.text[end] ?? '';
  return { url: sum, edit: (fixer) => fixer.replaceTextRange([end - joint.length, sum.range[1]], closed) };
}

/** @returns an edit that adds the header to the call's options, which must be written out or missing */
function getHeaderPut(call: TSESTree.CallExpression, header: string, sourceCode: SourceCode): Edit | undefined {
  const [url, init] = call.arguments;
  if (!url || call.arguments.length > 2) return undefined;
  // An address in parentheses of its own: what is put after it would land inside them.
  const next = sourceCode.getTokenAfter(url);
  if (next?.value === ')' && next.range[1] !== call.range[1]) return undefined;
  if (!init) return (fixer) => fixer.insertTextAfter(url, `, { headers: { Authorization: ${header} } }`);
  const options = unwrap(init);
  if (options.type !== 'ObjectExpression' || options.properties.some((one) => one.type === 'SpreadElement')) return undefined;
  const headers = options.properties.find(
    (one): one is TSESTree.Property => one.type === 'Property' && staticName(one.key, one.computed) === 'headers',
  );
  if (!headers) return (fixer) => insertFirst(options, `headers: { Authorization: ${header} }`, fixer, sourceCode);
  const names = unwrap(headers.value);
  if (names.type !== 'ObjectExpression') return undefined;
  const isTaken = names.properties.some(
    (one) => one.type === 'SpreadElement' || staticName(one.key, one.computed)?.toLowerCase() === 'authorization',
  );
  return isTaken ? undefined : (fixer) => insertFirst(names, `Authorization: ${header}`, fixer, sourceCode);
}

function insertFirst(object: TSESTree.ObjectExpression, text: string, fixer: TSESLint.RuleFixer, sourceCode: SourceCode): TSESLint.RuleFix {
  const brace = sourceCode.getFirstToken(object)!;
  return fixer.insertTextAfter(brace, object.properties.length === 0 ? ` ${text} ` : ` ${text},`);
}
