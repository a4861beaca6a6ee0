/** Finds the expressions that expose a hash when a value is logged or stored. */
import type { TSESTree } from '@typescript-eslint/utils';
import { kindReturnedBy } from '../../src/navixy/call-facts.ts';
import { endsWithScheme, isAuthorization } from '../../src/navixy/carriers.ts';
import type { Analysis } from './analysis.ts';
import { responsePartsOf, isHashPart, isWholeBody, pathsOf } from './response-flow.ts';
import { type Node, chainNames, propertyName, unwrap, outermost } from '../syntax/ast.ts';
import { isHashName } from '../platform/credential-names.ts';
import { hasNoHash } from './hashless-responses.ts';
import { findQueryHashes } from './query-hashes.ts';
import type { Question } from './traversal.ts';
import type { Chunk, Sequence } from '../syntax/values.ts';

/** The form in which a hash is exposed. */
export type Shape = 'answer' | 'body' | 'hash' | 'header' | 'url';

export interface Exposure {
  readonly node: Node;
  readonly shape: Shape;
}

/** Calls whose result still contains their argument, for a reader of the output. */
const TRANSPARENT_CALLS = new Set([
  'JSON.stringify',
  'String',
  'util.inspect',
  'inspect',
  'util.format',
  'format',
  'encodeURIComponent',
  'encodeURI',
  'Object.assign',
  'Object.fromEntries',
  'Object.entries',
  'Object.values',
  'structuredClone',
  'Promise.resolve',
]);
const TRANSPARENT_METHODS = new Set(['toString', 'trim', 'concat', 'join', 'toLowerCase', 'toJSON', 'flat', 'filter']);
const COLLECTIONS = /^(?:URLSearchParams|Headers|FormData|Map|HttpParams|HttpHeaders)$/;

/**
 * @returns the parts of an expression that expose a hash: the hash itself, or a URL, header, body or configuration that
 *   contains it. Facts about a hash (`hash ? 'set' : 'missing'`, `hash.slice(0, 4)`, `mask(hash)`) expose nothing;
 *   literals belong to `no-hardcoded-hash`.
 */
export function findExposures(given: Node, analysis: Analysis): Exposure[] {
  const found: Exposure[] = [];
  const pending: Node[] = [given];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const node = unwrap(next);
    found.push(...readOwnExposure(node, analysis));
    pending.push(...partsOf(node).reverse());
  }
  return found;
}

/** @returns the parts of an expression that its value contains */
function partsOf(node: Node): Node[] {
  switch (node.type) {
    case 'TemplateLiteral':
      return [...node.expressions];
    case 'TaggedTemplateExpression':
      return chainNames(node.tag).join('.') === 'String.raw' ? [...node.quasi.expressions] : [];
    case 'BinaryExpression':
      return node.operator === '+' ? [node.left, node.right] : [];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'LogicalExpression':
      return node.operator === '&&' ? [node.right] : [node.left, node.right];
    case 'AssignmentExpression':
      return [node.right];
    case 'ArrayExpression':
      return node.elements.filter((element) => element !== null);
    case 'ObjectExpression':
      return partsOfObject(node);
    case 'SpreadElement':
      return [node.argument];
    case 'NewExpression':
      return [...node.arguments];
    case 'CallExpression':
      return partsOfCall(node);
    default:
      return [];
  }
}

/** `{ ...answer, hash: undefined }`: overwritten properties are not exposed. */
function partsOfObject({ properties }: TSESTree.ObjectExpression): Node[] {
  return properties.flatMap((property, index) => {
    if (property.type !== 'SpreadElement') return [property.value as Node];
    const isCovered = properties
      .slice(index + 1)
      .some((later) => later.type === 'Property' && isHashName(propertyName(later) ?? ''));
    return isCovered ? [] : [property.argument];
  });
}

/** @returns what an expression itself exposes, apart from its parts */
function readOwnExposure(node: Node, analysis: Analysis): Exposure[] {
  switch (node.type) {
    case 'TemplateLiteral':
      return findInAddress(node, analysis);
    case 'BinaryExpression':
      // The left operand of a sum is another sum, which was evaluated with the whole.
      return node.operator === '+' && !isPartOfSum(node) ? findInAddress(node, analysis) : [];
    case 'CallExpression':
      return readCall(node, analysis);
    case 'Identifier':
    case 'MemberExpression':
      return readReference(node, analysis);
    default:
      return [];
  }
}

function isPartOfSum(node: Node): boolean {
  const { parent } = outermost(node);
  return parent?.type === 'BinaryExpression' && parent.operator === '+';
}

/** A URL built in place: the operand after `?hash=` is a hash, whatever its name. */
function findInAddress(node: Node, analysis: Analysis): Exposure[] {
  return findQueryHashes(analysis.evaluator.evaluate(node)).flatMap(({ site, chunk, address, carrier }) => {
    const isInPlace =
      site.range[0] >= node.range[0] &&
      site.range[1] <= node.range[1] &&
      site.type !== 'TemplateElement' &&
      site.type !== 'Literal';
    const isPlatform = carrier === 'panel_session_key' || analysis.platform.endpoint(address) !== undefined;
    return isInPlace && isPlatform && isValue(chunk, analysis) ? [{ node: site, shape: 'hash' as const }] : [];
  });
}

function partsOfCall(node: TSESTree.CallExpression): Node[] {
  const names = chainNames(node.callee);
  const callee = unwrap(node.callee);
  if (TRANSPARENT_CALLS.has(names.join('.'))) {
    // A replacer may remove the hash.
    const [, replacer] = node.arguments;
    const isFiltered =
      names.at(-1) === 'stringify' && replacer && !(replacer.type === 'Literal' && replacer.value === null);
    return isFiltered ? [] : [...node.arguments];
  }
  if (callee.type !== 'MemberExpression' || !TRANSPARENT_METHODS.has(names.at(-1) ?? '')) return [];
  return [callee.object, ...(names.at(-1) === 'concat' ? node.arguments : [])];
}

/** A call of a local helper that builds the URL or the header. */
function readCall(node: TSESTree.CallExpression, analysis: Analysis): Exposure[] {
  if (analysis.credentials.has(node)) return [{ node, shape: 'hash' }];
  const names = chainNames(node.callee);
  if (
    TRANSPARENT_CALLS.has(names.join('.')) ||
    (unwrap(node.callee).type === 'MemberExpression' && TRANSPARENT_METHODS.has(names.at(-1) ?? ''))
  )
    return [];
  const isLocal = analysis.tracer.functionsOf(node.callee).length > 0;
  const shape = (isLocal ? shapeOfText(node, analysis) : undefined) ?? shapeOfResponse(node, analysis);
  return shape ? [{ node, shape }] : [];
}

function readReference(node: Node, analysis: Analysis): Exposure[] {
  if (analysis.credentials.has(node)) return [{ node, shape: 'hash' }];
  const shape = shapeOfText(node, analysis) ?? shapeOfResponse(node, analysis) ?? shapeOfEntries(node, analysis);
  return shape ? [{ node, shape }] : [];
}

/** A text with `?hash=` or `NVX ` before a value. */
function shapeOfText(node: Node, analysis: Analysis): Shape | undefined {
  const value = analysis.evaluator.evaluate(node);
  for (const sequence of value) {
    if (sequence.length === 1 && sequence[0]!.text === undefined) continue;
    if (
      sequence.some(
        (chunk, index) => index > 0 && endsWithScheme(sequence[index - 1]!.text ?? '') && isValue(chunk, analysis),
      )
    )
      return 'header';
    if (isBody(sequence, analysis)) return 'body';
  }
  return findQueryHashes(value).some(({ chunk, address, carrier }) => {
    if (!isValue(chunk, analysis)) return false;
    return (
      carrier === 'panel_session_key' ||
      analysis.platform.endpoint(address) !== undefined ||
      isCredential(chunk, analysis)
    );
  })
    ? 'url'
    : undefined;
}

/** A form body: `login=x&hash=` before an expression that is certainly a hash. */
function isBody(sequence: Sequence, analysis: Analysis): boolean {
  return sequence.some(
    (chunk, index) =>
      index > 0 && /(?:^|&)hash=$/.test(sequence[index - 1]!.text ?? '') && isCredential(chunk, analysis),
  );
}

function isValue({ text, origin }: Chunk, analysis: Analysis): boolean {
  if (text !== undefined) return /^[\da-f]{32}/i.test(text);
  return origin.type !== 'CallExpression' || analysis.credentials.has(origin);
}

function isCredential({ text, origin }: Chunk, analysis: Analysis): boolean {
  return text === undefined ? analysis.credentials.has(origin) : /^[\da-f]{32}$/i.test(text);
}

/** The whole response of a login. */
function shapeOfResponse(node: Node, analysis: Analysis): Shape | undefined {
  const answers = responsePartsOf(node, analysis);
  const gives = (paths: readonly string[]): boolean => paths.some((path) => kindReturnedBy(path) !== undefined);
  const isGiven = answers.some((answer) => gives(pathsOf(answer)) && (isWholeBody(answer) || isHashPart(answer)));
  return isGiven && !hasNoHash(node, analysis) ? 'answer' : undefined;
}

/** Maximum nesting; deeper structures are not headers, bodies or options. */
const MAX_NESTING = 3;

const SHAPE: Question<Shape | undefined, Analysis> = {
  answer: (node, analysis, nesting) => readEntries(node, analysis, Number(nesting)),
  circular: () => undefined,
  unknown: () => undefined,
};

/** Headers, a body or options that contain a hash, possibly nested. */
function shapeOfEntries(node: Node, analysis: Analysis, nesting = 0): Shape | undefined {
  return nesting > MAX_NESTING ? undefined : analysis.traversal.ask(SHAPE, node, analysis, String(nesting));
}

function readEntries(node: Node, analysis: Analysis, nesting: number): Shape | undefined {
  const isStructure = analysis.tracer
    .sources(node)
    .some(
      (source) =>
        source.type === 'ObjectExpression' ||
        ((source.type === 'NewExpression' || source.type === 'CallExpression') &&
          (COLLECTIONS.test(chainNames(source.callee).join('.')) ||
            chainNames(source.callee).join('.') === 'JSON.stringify')),
    );
  if (!isStructure) return undefined;
  for (const { name, value } of analysis.entries([node])) {
    const one = unwrap(value);
    if (isAuthorization(name) && shapeOfText(one, analysis) === 'header') return 'header';
    const isReference = one.type === 'Identifier' || one.type === 'MemberExpression';
    if (isReference && analysis.credentials.has(one)) return 'body';
    const inner =
      one === node
        ? undefined
        : (shapeOfEntries(one, analysis, nesting + 1) ?? (isReference ? undefined : shapeOfText(one, analysis)));
    if (inner) return inner;
  }
  return undefined;
}
