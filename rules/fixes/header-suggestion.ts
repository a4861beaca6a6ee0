/** Suggests moving a hash to the `Authorization` header, if the call allows it. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findHashRuns } from '../../src/hash-runs.ts';
import { isAuthorization } from '../../src/navixy/carriers.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { type Node, type SourceCode, chainNames, enclosingFunction, propertyName, unwrap } from '../syntax/ast.ts';
import { type Edit, insertFirst, rangeWithComma } from './edits.ts';
import { type TextCut, findTextCut } from './hash-cut.ts';
import { type HashStatement, findStatement } from './hash-statement.ts';
import { clientCallOf, isSuperagent } from '../analysis/http-clients.ts';
import { findVariable } from '../syntax/scopes.ts';

type Fix = TSESLint.ReportFixFunction;
/** Conversions of an object to a body or a query. */
const CONVERTERS = /^(?:JSON\.stringify|URLSearchParams|(?:qs|querystring)\.stringify|\$\.param)$/;
const QUERY_OPTIONS = /^(?:params|searchParams|qs|query)$/;
const BODY_OPTIONS = /^(?:body|data|form|json|payload)$/;

/**
 * @param site the operand or value that sends a hash in the address, the query or the body of a call
 * @returns a fix that moves it to the header; `undefined` if that needs further changes
 */
export function getHeaderFix(site: Node, analysis: Analysis): Fix | undefined {
  const { sourceCode } = analysis;
  const value = sourceCode.getText(site);
  // A suggestion never repeats a value, and never drops a comment.
  if (findHashRuns(value).length > 0 || sourceCode.getCommentsInside(site).length > 0) return undefined;
  const header = `\`NVX \${${value}}\``;
  const cut = findTextCut(site, sourceCode);
  if (cut) return getTextFix(cut, header, analysis);
  const statement = findStatement(site, sourceCode);
  if (statement) return getStatementFix(statement, header, analysis);
  const property = site.parent;
  if (property?.type !== 'Property' || property.value !== site || property.parent.type !== 'ObjectExpression')
    return undefined;
  return getPropertyFix(property, property.parent, header, analysis);
}

/** `get(base + '?hash=' + h)` -> `get(base, { headers: … })` */
function getTextFix({ text, edit }: TextCut, header: string, analysis: Analysis): Fix | undefined {
  const { parent } = text;
  const isOption =
    parent?.type === 'Property' && parent.value === text && BODY_OPTIONS.test(propertyName(parent) ?? '');
  const call = isOption ? callOfOptions(parent, analysis) : callOfAddress(text, analysis.sourceCode);
  const put = call && getHeaderInsertion(call, header, analysis);
  return put && ((fixer) => [edit(fixer), put(fixer)]);
}

/** `params.append('hash', h); fetch(url, { body: params })` -> `fetch(url, { headers: …, body: params })` */
function getStatementFix({ use, removal }: HashStatement, header: string, analysis: Analysis): Fix | undefined {
  const holder = holderOf(use, analysis.sourceCode);
  const { parent } = holder;
  const call = parent?.type === 'CallExpression' ? callOfArgument(parent, holder, analysis) : undefined;
  const options = parent?.type === 'Property' && parent.value === holder ? callOfOptions(parent, analysis) : undefined;
  const target = call ?? options;
  const put = target && getHeaderInsertion(target, header, analysis);
  return put && ((fixer) => [removal(fixer), put(fixer)]);
}

/** @returns the call, if the argument is its address or its body */
function callOfArgument(
  call: TSESTree.CallExpression,
  argument: Node,
  analysis: Analysis,
): TSESTree.CallExpression | undefined {
  const position = call.arguments.indexOf(argument as TSESTree.CallExpressionArgument);
  return position === 0 || position === clientCallOf(call, analysis)?.body ? call : undefined;
}

/** @returns the call with the address, or with the only use of the constant that holds it */
function callOfAddress(url: Node, sourceCode: SourceCode): TSESTree.CallExpression | undefined {
  const { parent } = url;
  if (parent?.type === 'CallExpression') return parent.arguments[0] === url ? parent : undefined;
  const use = onlyUse(url, sourceCode);
  const call = use?.parent;
  return call?.type === 'CallExpression' && call.arguments[0] === use ? call : undefined;
}

/**
 * @returns the only read of the constant initialized by an expression; within the same function, the value is the same
 */
function onlyUse(value: Node, sourceCode: SourceCode): Node | undefined {
  const { parent } = value;
  const isConstant = parent?.type === 'VariableDeclarator' && parent.init === value && parent.parent.kind === 'const';
  if (!isConstant || parent.id.type !== 'Identifier') return undefined;
  const uses = findVariable(parent.id, sourceCode)?.references.filter(({ init }) => init !== true) ?? [];
  const use = uses[0]?.identifier as Node | undefined;
  return use && uses.length === 1 && enclosingFunction(use) === enclosingFunction(value) ? use : undefined;
}

/**
 * `get(url, { params: { hash, limit } })` -> `get(url, { headers: …, params: { limit } })`, and the same for bodies.
 */
function getPropertyFix(
  property: Node,
  object: TSESTree.ObjectExpression,
  header: string,
  analysis: Analysis,
): Fix | undefined {
  const { sourceCode } = analysis;
  const holder = holderOf(object, sourceCode);
  const { parent } = holder;
  if (parent?.type === 'CallExpression') {
    const link = getLinkFix(parent, property, object, header, analysis);
    if (link) return link;
    const position = parent.arguments.indexOf(holder as TSESTree.CallExpressionArgument);
    return clientCallOf(parent, analysis)?.body === position
      ? getMoveFix(parent, property, header, analysis)
      : undefined;
  }
  if (parent?.type !== 'Property' || parent.value !== holder) return undefined;
  const call = callOfOptions(parent, analysis);
  const name = propertyName(parent) ?? '';
  if (!call || (!QUERY_OPTIONS.test(name) && !BODY_OPTIONS.test(name))) return undefined;
  // An empty query is removed; an empty body stays, because some servers require one.
  const isWhole = QUERY_OPTIONS.test(name) && object.properties.length === 1 && object.range[0] >= parent.range[0];
  if (!isWhole) return getMoveFix(call, property, header, analysis);
  if ((parent.parent as TSESTree.ObjectExpression).properties.length > 1)
    return getMoveFix(call, parent, header, analysis);
  return sourceCode.getCommentsInside(parent).length > 0
    ? undefined
    : (fixer) => fixer.replaceText(parent, `headers: { Authorization: ${header} }`);
}

/** @returns the sent expression of an object: itself, its conversion, or the constant that holds either */
function holderOf(object: Node, sourceCode: SourceCode): Node {
  let node = object;
  for (let next = nextHolder(node, sourceCode); next; next = nextHolder(node, sourceCode)) node = next;
  return node;
}

function nextHolder(node: Node, sourceCode: SourceCode): Node | undefined {
  const { parent } = node;
  if (parent?.type === 'TSAsExpression' || parent?.type === 'TSSatisfiesExpression') return parent;
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') {
    return parent.arguments[0] === node && CONVERTERS.test(chainNames(parent.callee).join('.')) ? parent : undefined;
  }
  return onlyUse(node, sourceCode);
}

/** @returns the client call whose options contain an option */
function callOfOptions(option: Node, analysis: Analysis): TSESTree.CallExpression | undefined {
  const options = option.parent;
  const call = options?.parent;
  if (call?.type !== 'CallExpression') return undefined;
  return call.arguments[clientCallOf(call, analysis)?.options ?? -1] === options ? call : undefined;
}

function getMoveFix(call: TSESTree.CallExpression, removed: Node, header: string, analysis: Analysis): Fix | undefined {
  const put = getHeaderInsertion(call, header, analysis);
  const range = put && rangeWithComma(removed, analysis.sourceCode);
  return put && range && ((fixer) => [put(fixer), fixer.removeRange([...range])]);
}

/** `superagent.get(url).query({ hash })` -> `superagent.get(url).set('Authorization', …)` */
function getLinkFix(
  link: TSESTree.CallExpression,
  property: Node,
  object: TSESTree.ObjectExpression,
  header: string,
  analysis: Analysis,
): Fix | undefined {
  const callee = unwrap(link.callee);
  const isLink = callee.type === 'MemberExpression' && /^(?:query|send)$/.test(propertyName(callee) ?? '');
  if (!isLink || !isSuperagent(link, analysis) || analysis.sourceCode.getCommentsInside(object).length > 0)
    return undefined;
  const set = `set('Authorization', ${header})`;
  if (object.properties.length === 1)
    return (fixer) => fixer.replaceTextRange([callee.property.range[0], link.range[1]], set);
  const range = rangeWithComma(property, analysis.sourceCode);
  return range && ((fixer) => [fixer.removeRange([...range]), fixer.insertTextAfter(link, `.${set}`)]);
}

/** @returns an edit that adds the header to the call's options, which must be a literal or missing */
function getHeaderInsertion(call: TSESTree.CallExpression, header: string, analysis: Analysis): Edit | undefined {
  const { sourceCode } = analysis;
  const index = clientCallOf(call, analysis)?.options;
  if (
    index === undefined ||
    call.arguments.some(({ type }) => type === 'SpreadElement') ||
    call.arguments.length > index + 1
  )
    return undefined;
  const given = call.arguments[index];
  if (!given) return getOptionsInsertion(call, index, header, sourceCode);
  const options = unwrap(given);
  if (options.type !== 'ObjectExpression' || options.properties.some(({ type }) => type === 'SpreadElement'))
    return undefined;
  const headers = options.properties.find(
    (one): one is TSESTree.Property => one.type === 'Property' && propertyName(one) === 'headers',
  );
  if (!headers) return (fixer) => insertFirst(options, `headers: { Authorization: ${header} }`, fixer, sourceCode);
  const names = unwrap(headers.value);
  if (names.type !== 'ObjectExpression') return undefined;
  const isTaken = names.properties.some((one) => one.type === 'SpreadElement' || isAuthorization(propertyName(one)));
  return isTaken ? undefined : (fixer) => insertFirst(names, `Authorization: ${header}`, fixer, sourceCode);
}

/** Adds options after the last argument before them. */
function getOptionsInsertion(
  call: TSESTree.CallExpression,
  index: number,
  header: string,
  sourceCode: SourceCode,
): Edit | undefined {
  const last = call.arguments[index - 1];
  if (!last) return undefined;
  // For an argument in its own parentheses, inserted text would be inside them.
  const next = sourceCode.getTokenAfter(last);
  if (next?.value === ')' && next.range[1] !== call.range[1]) return undefined;
  return (fixer) => fixer.insertTextAfter(last, `, { headers: { Authorization: ${header} } }`);
}
