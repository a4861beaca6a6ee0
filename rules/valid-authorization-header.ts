// The rule `valid-authorization-header`: headers that are not `NVX <hash>`.
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findHashRuns } from '../src/hash-runs.ts';
import { SCHEME, isAuthorization, mentionsAuthorization } from '../src/navixy/carriers.ts';
import type { Analysis } from './analysis/analysis.ts';
import { type Node, chainNames, unwrap } from './syntax/ast.ts';
import { isCompared } from './analysis/comparison.ts';
import { createRule } from './create-rule.ts';
import { isHashName } from './platform/credential-names.ts';
import { rangeToLoc } from './syntax/locations.ts';
import { shorten } from './meta/message-length.ts';
import { onPlatformFile } from './analysis/platform-file.ts';
import { HOLE, type Sequence, toText } from './syntax/values.ts';
import { AUTH_LINK } from './analysis/object-writes.ts';

export type MessageIds = 'foreignScheme' | 'malformedScheme' | 'missingScheme' | 'writeScheme';
export type Options = readonly [];

const MAX_SCHEME = 20;
/** `NVX` in any letter case before a value, with common mistakes in between. */
const MALFORMED = new RegExp(String.raw`^(nvx(?:\s*[:=_-]\s*|\s+)?)(?=[${HOLE}\da-f])`, 'i');
const FOREIGN = /^(Bearer|Basic|Token|ApiKey|Api-Key|Key|Hash)(?:\s*:\s*|\s+)/i;
/** APIs of the platform with OAuth tokens: Repository, its identity provider, MCP. */
const BEARER_API = /keycloak|graphql|\/repo\/|\/mcp(?:\/|$)|mcp\.navixy|openid-connect|oauth/i;

/** Whether a text names the header, or sets it with a chained call. */
const maySetHeader = (text: string): boolean => mentionsAuthorization(text) || text.includes(AUTH_LINK);

interface Problem extends Pick<TSESLint.ReportDescriptor<MessageIds>, 'data' | 'messageId'> {
  readonly node: Node;
  /** The literal text to replace with `NVX `; absent when the scheme is missing. */
  readonly written?: string;
  /** Whether the scheme is built from several texts, so none can be replaced. */
  readonly isSplit?: boolean;
}

export default createRule<MessageIds, Options>({
  name: 'valid-authorization-header',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the `Authorization` header of Navixy calls to read `NVX <hash>`',
      recommended: true,
      since: '0.1.0',
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      malformedScheme: 'The platform refuses `{{scheme}}`: write `NVX`, one space and the hash.',
      foreignScheme: 'The platform does not accept the scheme `{{scheme}}`: write `NVX`, one space and the hash.',
      missingScheme: 'The header has no scheme: write `NVX`, one space and the hash.',
      writeScheme: 'Write `NVX ` before the hash.',
    },
  },
  create(context) {
    return onPlatformFile(context, maySetHeader, (analysis) => {
      for (const problem of findProblems(analysis)) report(problem, context);
    });
  },
});

function report(problem: Problem, context: Readonly<TSESLint.RuleContext<MessageIds, Options>>): void {
  const { node, written, isSplit: isSpread, ...descriptor } = problem;
  const fix = isSpread
    ? undefined
    : written === undefined
      ? getSchemeInsertion(node, context.sourceCode)
      : getSchemeFix(node, written, context.sourceCode);
  // `nvx` has no other meaning for the platform, so fixing its spelling is safe; another scheme may be meant for a
  // proxy.
  const isCertain = descriptor.messageId === 'malformedScheme' && written?.trim() !== written;
  context.report({
    loc: locationOf(node, context.sourceCode),
    ...descriptor,
    ...(isCertain && fix ? { fix } : { suggest: fix ? [{ messageId: 'writeScheme', fix }] : [] }),
  });
}

/** The range of a template part includes its delimiters, which vary. */
function locationOf(node: Node, sourceCode: Readonly<TSESLint.SourceCode>): TSESTree.SourceLocation {
  const start = node.range[0] + 1;
  return node.type === 'TemplateElement' ? rangeToLoc(start, start + node.value.raw.length, sourceCode) : node.loc;
}

function findProblems(analysis: Analysis): Iterable<Problem> {
  const problems = new Map<Node, Problem>();
  const add = (problem: Problem | undefined) => {
    if (problem && !problems.has(problem.node)) problems.set(problem.node, problem);
  };
  for (const { value } of analysis.authorizations) {
    if (isCompared(value)) continue;
    for (const sequence of analysis.evaluator.evaluate(value)) add(getMalformedProblem(sequence));
  }
  for (const request of analysis.requests) {
    const isForeign = request.address.some((sequence) => BEARER_API.test(toText(sequence)));
    const isSure = request.endpoints.some(
      ({ evidence }) => evidence === 'host' || evidence === 'api-v2' || evidence === 'name' || evidence === 'path',
    );
    if (isForeign || !isSure) continue;
    for (const { name, value } of analysis.entries(request.headers)) {
      if (!isAuthorization(name)) continue;
      for (const sequence of analysis.evaluator.evaluate(value))
        add(
          getMalformedProblem(sequence) ?? getForeignProblem(sequence) ?? getMissingProblem(sequence, value, analysis),
        );
    }
  }
  return problems.values();
}

/** `NVX${h}`, `NVX: ${h}`, `nvx ${h}`, `NVX  ${h}` */
function getMalformedProblem(sequence: Sequence): Problem | undefined {
  const [first] = sequence;
  if (first?.text === undefined || (sequence.length < 2 && findHashRuns(first.text).length === 0)) return undefined;
  const [, written] = MALFORMED.exec(toText(sequence)) ?? [];
  if (written === undefined || written === SCHEME || !first.text.startsWith(written)) return undefined;
  // A longer word (`NVXKEY…`) is not the scheme.
  if (written.length === 3 && first.text.length > 3 && findHashRuns(first.text.slice(3)).length === 0) return undefined;
  const scheme = `${shorten(written, MAX_SCHEME)}<hash>`;
  return { node: first.origin, messageId: 'malformedScheme', data: { scheme }, written };
}

/** `Bearer ${h}` */
function getForeignProblem(sequence: Sequence): Problem | undefined {
  const [first] = sequence;
  if (first?.text === undefined) return undefined;
  const [written, scheme] = FOREIGN.exec(toText(sequence)) ?? [];
  if (written === undefined || scheme === undefined || !first.text.startsWith(scheme)) return undefined;
  const problem = { node: first.origin, messageId: 'foreignScheme', data: { scheme } } as const;
  // `['Bearer', key].join(' ')`: the separator is in another literal.
  return first.text.startsWith(written) ? { ...problem, written } : { ...problem, isSplit: true };
}

/** `Authorization: apiKey` */
function getMissingProblem(sequence: Sequence, value: Node, analysis: Analysis): Problem | undefined {
  const [first] = sequence;
  if (!first || sequence.length > 1) return undefined;
  if (first.text !== undefined) {
    return /^[\da-f]{32}$/i.test(first.text) ? { node: value, messageId: 'missingScheme' } : undefined;
  }
  const name = chainNames(value).at(-1) ?? '';
  const isReference = /^(?:Identifier|MemberExpression)$/.test(unwrap(value).type);
  // `authToken`, `authorization` may contain the whole header.
  if (
    !isReference ||
    !isHashName(name) ||
    /auth|token|header|bearer|nvx/i.test(name) ||
    !analysis.credentials.has(value)
  )
    return undefined;
  return { node: value, messageId: 'missingScheme' };
}

/** Rewrites the scheme in its literal, which may be far from the header. */
function getSchemeFix(
  node: Node,
  written: string,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESLint.ReportFixFunction | undefined {
  const literal = unwrap(node);
  if (literal.type !== 'Literal' && literal.type !== 'TemplateElement') return undefined;
  const [start] = literal.range;
  if (sourceCode.text.slice(start + 1, start + 1 + written.length) !== written) return undefined;
  return (fixer) => fixer.replaceTextRange([start + 1, start + 1 + written.length], SCHEME);
}

/** `apiKey` -> `` `NVX ${apiKey}` ``; never for a literal, which it would repeat. */
function getSchemeInsertion(
  node: Node,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESLint.ReportFixFunction | undefined {
  const text = sourceCode.getText(node);
  if (findHashRuns(text).length > 0 || sourceCode.getCommentsInside(node).length > 0) return undefined;
  const { parent } = node;
  if (parent?.type === 'Property' && parent.shorthand) return undefined;
  return (fixer) => fixer.replaceText(node, `\`${SCHEME}\${${text}}\``);
}
