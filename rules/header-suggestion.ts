import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findHashRuns } from '../src/hash-runs.ts';
import { type Node, type SourceCode, chainNames, enclosingFunction, propertyName, unwrap } from './ast.ts';
import { findVariable } from './scopes.ts';

type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;
/** Clients whose options with `headers` come second; and those that take a body in between. */
const OPTIONS_SECOND = /^(?:(?:(?:window|globalThis|self|global)\.)?fetch|UrlFetchApp\.fetch|axios(?:\.(?:get|delete|head|options))?|(?:got|ky)(?:\.\w+)?)$/;
const OPTIONS_THIRD = /^axios\.(?:post|put|patch)$/;
const QUERY_OPTIONS = /^(?:params|searchParams|qs|query)$/;

/**
 * @param site the operand that puts a hash into the URL of a call
 * @returns a fix that takes it out of the URL or the `params` and puts it into the `Authorization` header, where both
 * are written out in the call; `undefined` where it takes more than that
 */
export function getHeaderFix(site: Node, sourceCode: SourceCode): TSESLint.ReportFixFunction | undefined {
  const value = sourceCode.getText(site);
  // A suggestion never repeats a value, and never drops a comment.
  if (findHashRuns(value).length > 0 || sourceCode.getCommentsInside(site).length > 0) return undefined;
  const header = `\`NVX \${${value}}\``;
  const cut = getTemplateCut(site, sourceCode) ?? getSumCut(site, sourceCode);
  const call = cut && getCall(cut.url, sourceCode);
  const put = call && getHeaderPut(call, header, sourceCode);
  return cut && put ? (fixer) => [cut.edit(fixer), put(fixer)] : getParameterFix(site, header, sourceCode);
}

/** @returns the call that an address is written in, or the one use of the constant that holds it */
function getCall(url: Node, sourceCode: SourceCode): TSESTree.CallExpression | undefined {
  const { parent } = url;
  if (parent?.type === 'CallExpression') return parent.arguments[0] === url ? parent : undefined;
  if (parent?.type !== 'VariableDeclarator' || parent.parent.kind !== 'const' || parent.id.type !== 'Identifier') return undefined;
  const uses = findVariable(parent.id, sourceCode)?.references.filter(({ init }) => init !== true) ?? [];
  const [use] = uses;
  if (!use || uses.length !== 1) return undefined;
  const call = (use.identifier as Node).parent;
  // Within one function the value means the same where it is used.
  if (call?.type !== 'CallExpression' || call.arguments[0] !== use.identifier) return undefined;
  return enclosingFunction(call) === enclosingFunction(url) ? call : undefined;
}

/** `get(url, { params: { hash, limit } })` -> `get(url, { headers: …, params: { limit } })` */
function getParameterFix(site: Node, header: string, sourceCode: SourceCode): TSESLint.ReportFixFunction | undefined {
  const property = site.parent;
  const query = property?.type === 'Property' && property.parent.type === 'ObjectExpression' ? property.parent : undefined;
  const holder = query?.parent;
  if (!query || holder?.type !== 'Property' || !QUERY_OPTIONS.test(propertyName(holder) ?? '')) return undefined;
  const call = holder.parent.parent;
  if (call?.type !== 'CallExpression' || call.arguments[optionsIndex(call) ?? -1] !== holder.parent) return undefined;
  const put = getHeaderPut(call, header, sourceCode);
  const removed = query.properties.length === 1 ? holder : property!;
  if (removed === holder && holder.parent.properties.length === 1) {
    const isCommented = sourceCode.getCommentsInside(holder).length > 0;
    return isCommented ? undefined : (fixer) => fixer.replaceText(holder, `headers: { Authorization: ${header} }`);
  }
  const range = put && rangeWithComma(removed, sourceCode);
  return put && range && ((fixer) => [put(fixer), fixer.removeRange(range)]);
}

/** A property with the comma and the space that set it off; `undefined` if a comment would go too. */
function rangeWithComma(property: Node, sourceCode: SourceCode): [number, number] | undefined {
  const before = sourceCode.getTokenBefore(property)!;
  const after = sourceCode.getTokenAfter(property)!;
  const next = after.value === ',' ? sourceCode.getTokenAfter(after)! : after;
  const range: [number, number] = after.value === ',' && next.value !== '}' ? [property.range[0], next.range[0]] : [before.value === ',' ? before.range[0] : property.range[0], property.range[1]];
  const isCommented = sourceCode.getAllComments().some((comment) => comment.range[0] < range[1] && comment.range[1] > range[0]);
  return isCommented ? undefined : range;
}

function optionsIndex(call: TSESTree.CallExpression): 1 | 2 | undefined {
  const callee = chainNames(call.callee).join('.');
  if (OPTIONS_SECOND.test(callee)) return 1;
  return OPTIONS_THIRD.test(callee) ? 2 : undefined;
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
  const index = optionsIndex(call);
  const last = index === undefined ? undefined : call.arguments[index - 1];
  if (index === undefined || !last || last.type === 'SpreadElement' || call.arguments.length > index + 1) return undefined;
  const init = call.arguments[index];
  // An argument in parentheses of its own: what is put after it would land inside them.
  const next = sourceCode.getTokenAfter(last);
  if (next?.value === ')' && next.range[1] !== call.range[1]) return undefined;
  if (!init) return (fixer) => fixer.insertTextAfter(last, `, { headers: { Authorization: ${header} } }`);
  const options = unwrap(init);
  if (options.type !== 'ObjectExpression' || options.properties.some((one) => one.type === 'SpreadElement')) return undefined;
  const headers = options.properties.find(
    (one): one is TSESTree.Property => one.type === 'Property' && propertyName(one) === 'headers',
  );
  if (!headers) return (fixer) => insertFirst(options, `headers: { Authorization: ${header} }`, fixer, sourceCode);
  const names = unwrap(headers.value);
  if (names.type !== 'ObjectExpression') return undefined;
  const isTaken = names.properties.some(
    (one) => one.type === 'SpreadElement' || propertyName(one)?.toLowerCase() === 'authorization',
  );
  return isTaken ? undefined : (fixer) => insertFirst(names, `Authorization: ${header}`, fixer, sourceCode);
}

function insertFirst(object: TSESTree.ObjectExpression, text: string, fixer: TSESLint.RuleFixer, sourceCode: SourceCode): TSESLint.RuleFix {
  const brace = sourceCode.getFirstToken(object)!;
  return fixer.insertTextAfter(brace, object.properties.length === 0 ? ` ${text} ` : ` ${text},`);
}
