// The rule `prefer-authorization-header`: hashes in request bodies.
import { lazy } from '../src/lazy.ts';
import { takesOtherHash } from '../src/navixy/call-facts.ts';
import { HASH_FIELD } from '../src/navixy/carriers.ts';
import type { Analysis } from './analysis/analysis.ts';
import { type Node, unwrap } from './syntax/ast.ts';
import { createRule } from './create-rule.ts';
import { getHeaderFix } from './fixes/header-suggestion.ts';
import { onPlatformFile } from './analysis/platform-file.ts';
import { anyWord } from './platform/quick-filter.ts';
import type { Request } from './analysis/platform-requests.ts';
import { findUrlHashes } from './sinks/url-hashes.ts';

export type MessageIds = 'moveToHeader' | 'preferHeader';
export type Options = readonly [];

/** The end of `limit=1&hash=` and `{"limit":1,"hash":"`. */
const JOINED = lazy(() => new RegExp(`(?:^|&|["'])${HASH_FIELD}(?:=|["']\\s*:\\s*["']?)$`));

/** Calls that cannot send a header, or are not HTTP. */
const NO_HEADERS = /^(?:sendBeacon|send|emit|postMessage|subscribe|publish)$/;

/** Ownership: a literal in the body belongs to `no-hardcoded-hash`. */
export default createRule<MessageIds, Options>({
  name: 'prefer-authorization-header',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Prefer the `Authorization` header to a hash in a request body',
      recommended: false,
      since: '0.1.0',
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      preferHeader:
        'A Navixy hash in a request body is logged with it: send it in the header `Authorization: NVX <hash>`.',
      moveToHeader: 'Move the hash to the `Authorization: NVX` header.',
    },
  },
  create(context) {
    return onPlatformFile(context, anyWord([HASH_FIELD]), (analysis) => {
      for (const node of findProblems(analysis)) {
        const fix = getHeaderFix(node, analysis);
        context.report({ node, messageId: 'preferHeader', suggest: fix ? [{ messageId: 'moveToHeader', fix }] : [] });
      }
    });
  },
});

function findProblems(analysis: Analysis): Iterable<Node> {
  const problems = new Set<Node>();
  for (const request of analysis.requests) {
    if (!takesHeader(request)) continue;
    for (const { name, value } of analysis.entries(bodyOf(request))) {
      if (name === HASH_FIELD && mayBeCredential(value)) problems.add(value);
    }
    for (const node of joinedHashes(request, analysis)) problems.add(node);
  }
  // A helper may send its parameters in the query: those belong to `no-hash-in-url`.
  for (const { site } of problems.size > 0 ? findUrlHashes(analysis) : []) problems.delete(site);
  return problems;
}

function takesHeader({ callee, endpoints }: Request): boolean {
  if (NO_HEADERS.test(callee.at(-1) ?? '') || callee.at(-1) === 'WebSocket') return false;
  return endpoints.some(({ path }) => path === undefined || !takesOtherHash(path));
}

/** A helper sends its arguments in some way; they count only if they are certainly not a query or options. */
function bodyOf({ body, query, loose }: Request): readonly Node[] {
  return body.length > 0 || query.length > 0 ? body : loose;
}

/** `limit=1&hash=${h}` in a body built by hand. */
function joinedHashes(request: Request, { evaluator }: Analysis): Node[] {
  return request.body.flatMap((node) =>
    evaluator
      .evaluate(node)
      .flatMap((sequence) =>
        sequence.flatMap((chunk, index) =>
          index > 0 &&
          JOINED().test(sequence[index - 1]!.text ?? '') &&
          mayBeCredential(chunk.site) &&
          chunk.site !== node
            ? [chunk.site]
            : [],
        ),
      ),
  );
}

function mayBeCredential(value: Node): boolean {
  const { type } = unwrap(value);
  return type !== 'Literal' && type !== 'TemplateElement' && type !== 'ObjectExpression' && type !== 'ArrayExpression';
}
