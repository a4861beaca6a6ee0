import type { TSESTree } from '@typescript-eslint/utils';
import type { Analysis } from './analysis.ts';
import { answersOf, isHashPart, isWholeBody, pathsOf } from './answers.ts';
import { type Node, chainNames, unwrap } from './ast.ts';
import { kindGivenBy } from './credentials.ts';
import { findQueryHashes } from './query-hashes.ts';
import type { Chunk, Sequence } from './values.ts';

/** In what shape a hash is exposed. */
export type Shape = 'answer' | 'body' | 'hash' | 'header' | 'url';

export interface Exposed {
  readonly node: Node;
  readonly shape: Shape;
}

const MAX_DEPTH = 8;
/** Calls that give on what they are given, as far as a reader of the result is concerned. */
const SHOWING_CALLS = new Set(['JSON.stringify', 'String', 'util.inspect', 'inspect', 'util.format', 'format', 'encodeURIComponent', 'encodeURI', 'Object.assign', 'Object.fromEntries', 'Object.entries', 'Object.values', 'structuredClone', 'Promise.resolve']);
const SHOWING_METHODS = new Set(['toString', 'trim', 'concat', 'join', 'toLowerCase', 'toJSON', 'flat', 'filter']);
const MADE_OF_ENTRIES = /^(?:URLSearchParams|Headers|FormData|Map|HttpParams|HttpHeaders)$/;
const NVX_END = /(?:^|[\s"'`:=])NVX ?$/;

/**
 * @returns the places within an expression through which a hash is shown: itself, or a URL, header, body
 * or configuration that holds one. What only tells about it (`hash ? 'set' : 'missing'`, `hash.slice(0, 4)`,
 * `mask(hash)`) shows nothing, and neither does what is written out: that is `no-hardcoded-hash`'s.
 */
export function findExposed(given: Node, analysis: Analysis, depth = 0): Exposed[] {
  const node = unwrap(given);
  if (depth > MAX_DEPTH) return [];
  const inside = (one: Node): Exposed[] => findExposed(one, analysis, depth + 1);
  switch (node.type) {
    case 'TemplateLiteral':
      return [...findInAddress(node, analysis), ...node.expressions.flatMap(inside)];
    case 'TaggedTemplateExpression':
      return chainNames(node.tag).join('.') === 'String.raw' ? node.quasi.expressions.flatMap(inside) : [];
    case 'BinaryExpression':
      return node.operator === '+' ? [...findInAddress(node, analysis), ...inside(node.left), ...inside(node.right)] : [];
    case 'ConditionalExpression':
      return [...inside(node.consequent), ...inside(node.alternate)];
    case 'LogicalExpression':
      return node.operator === '&&' ? inside(node.right) : [...inside(node.left), ...inside(node.right)];
    case 'AssignmentExpression':
      return inside(node.right);
    case 'ArrayExpression':
      return node.elements.flatMap((element) => (element ? inside(element.type === 'SpreadElement' ? element.argument : element) : []));
    case 'ObjectExpression':
      return node.properties.flatMap((property) => inside(property.type === 'SpreadElement' ? property.argument : (property.value as Node)));
    case 'SpreadElement':
      return inside(node.argument);
    case 'NewExpression':
      return node.arguments.flatMap(inside);
    case 'CallExpression':
      return findInCall(node, analysis, inside);
    case 'Identifier':
    case 'MemberExpression':
      return readReference(node, analysis);
    default:
      return [];
  }
}

/** A URL put together in place: the operand after `?hash=` is a hash whatever it is called. */
function findInAddress(node: Node, analysis: Analysis): Exposed[] {
  return findQueryHashes(analysis.evaluator.evaluate(node)).flatMap(({ site, chunk, address, carrier }) => {
    const isInPlace = site.range[0] >= node.range[0] && site.range[1] <= node.range[1] && site.type !== 'TemplateElement' && site.type !== 'Literal';
    const isPlatform = carrier === 'panel_session_key' || analysis.platform.endpoint(address) !== undefined;
    return isInPlace && isPlatform && isValue(chunk, analysis) ? [{ node: site, shape: 'hash' as const }] : [];
  });
}

function findInCall(node: TSESTree.CallExpression, analysis: Analysis, inside: (one: Node) => Exposed[]): Exposed[] {
  const names = chainNames(node.callee);
  const callee = unwrap(node.callee);
  if (SHOWING_CALLS.has(names.join('.'))) {
    // A replacer may well be there to leave the hash out.
    const [, replacer] = node.arguments;
    if (names.at(-1) === 'stringify' && replacer && !(replacer.type === 'Literal' && replacer.value === null)) return [];
    return node.arguments.flatMap(inside);
  }
  if (callee.type === 'MemberExpression' && SHOWING_METHODS.has(names.at(-1) ?? '')) {
    return [...inside(callee.object), ...(names.at(-1) === 'concat' ? node.arguments.flatMap(inside) : [])];
  }
  // A local helper that builds the URL or the header.
  const shape = analysis.tracer.functionsOf(node.callee).length > 0 ? shapeOfText(node, analysis) : undefined;
  return shape ? [{ node, shape }] : [];
}

function readReference(node: Node, analysis: Analysis): Exposed[] {
  if (analysis.credentials.has(node)) return [{ node, shape: 'hash' }];
  const shape = shapeOfText(node, analysis) ?? shapeOfAnswer(node, analysis) ?? shapeOfEntries(node, analysis);
  return shape ? [{ node, shape }] : [];
}

/** A text that holds `?hash=` or `NVX ` and then a value. */
function shapeOfText(node: Node, analysis: Analysis): Shape | undefined {
  const value = analysis.evaluator.evaluate(node);
  for (const sequence of value) {
    if (sequence.length === 1 && sequence[0]!.text === undefined) continue;
    if (sequence.some((chunk, index) => index > 0 && NVX_END.test(sequence[index - 1]!.text ?? '') && isValue(chunk, analysis))) return 'header';
    if (isBody(sequence, analysis)) return 'body';
  }
  return findQueryHashes(value).some(({ chunk, address, carrier }) => {
    if (!isValue(chunk, analysis)) return false;
    return carrier === 'panel_session_key' || analysis.platform.endpoint(address) !== undefined || isCredential(chunk, analysis);
  })
    ? 'url'
    : undefined;
}

/** A form or JSON text: `login=x&hash=` and then a hash that is known to be one. */
function isBody(sequence: Sequence, analysis: Analysis): boolean {
  return sequence.some((chunk, index) => index > 0 && /(?:^|&)hash=$/.test(sequence[index - 1]!.text ?? '') && isCredential(chunk, analysis));
}

function isValue({ text, origin }: Chunk, analysis: Analysis): boolean {
  if (text !== undefined) return /^[\da-f]{32}/i.test(text);
  return origin.type !== 'CallExpression' || analysis.credentials.has(origin);
}

function isCredential({ text, origin }: Chunk, analysis: Analysis): boolean {
  return text === undefined ? analysis.credentials.has(origin) : /^[\da-f]{32}$/i.test(text);
}

/** The answer of a login, taken whole. */
function shapeOfAnswer(node: Node, analysis: Analysis): Shape | undefined {
  const answers = answersOf(node, analysis);
  const gives = (paths: readonly string[]): boolean => paths.some((path) => kindGivenBy(path) !== undefined);
  return answers.some((answer) => gives(pathsOf(answer)) && (isWholeBody(answer) || isHashPart(answer))) ? 'answer' : undefined;
}

/** Headers, a body or options that hold a hash, one level or two deep. */
function shapeOfEntries(node: Node, analysis: Analysis, depth = 0): Shape | undefined {
  const isStructure = analysis.tracer.sources(node).some(
    (source) => source.type === 'ObjectExpression' || ((source.type === 'NewExpression' || source.type === 'CallExpression') && (MADE_OF_ENTRIES.test(chainNames(source.callee).join('.')) || chainNames(source.callee).join('.') === 'JSON.stringify')),
  );
  if (!isStructure || depth > 3) return undefined;
  for (const { name, value } of analysis.entries([node])) {
    const one = unwrap(value);
    if (name.toLowerCase() === 'authorization' && shapeOfText(one, analysis) === 'header') return 'header';
    const isReference = one.type === 'Identifier' || one.type === 'MemberExpression';
    if (isReference && analysis.credentials.has(one)) return 'body';
    const inner = one === node ? undefined : (shapeOfEntries(one, analysis, depth + 1) ?? (isReference ? undefined : shapeOfText(one, analysis)));
    if (inner) return inner;
  }
  return undefined;
}
