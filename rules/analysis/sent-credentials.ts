/** Finds the expressions that a file sends as a hash. */
import { HASH_FIELD, endsWithScheme, isAuthorization } from '../../src/navixy/carriers.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { type Node, chainNames } from '../syntax/ast.ts';
import { findQueryHashes } from './query-hashes.ts';
import type { Request } from './platform-requests.ts';
import type { Question } from './traversal.ts';
import type { Sequence } from '../syntax/values.ts';

/** An expression that a call of the file sends as a hash. */
export interface SentCredential {
  readonly node: Node;
  readonly by: 'body' | 'frame' | 'header' | 'query' | 'sdk';
}

/** @returns every expression that the file sends as a hash, by header, query, body, WebSocket frame or SDK */
export function findSentCredentials(analysis: FileAnalysis): SentCredential[] {
  const { authorizations, index, evaluator, requests } = analysis;
  const inHeaders = [...index.strings, ...authorizations.map(({ value }) => value)].flatMap((node) =>
    evaluator.evaluate(node).flatMap((sequence) => afterScheme(sequence)),
  );
  return [
    ...inHeaders.map((node) => ({ node, by: 'header' as const })),
    ...requests.flatMap((request) => credentialsOfRequest(request, analysis)),
    ...sdkHashes(analysis).map((node) => ({ node, by: 'sdk' as const })),
    ...frameHashes(analysis).map((node) => ({ node, by: 'frame' as const })),
  ];
}

const CREDENTIALS: Question<readonly SentCredential[], FileAnalysis> = {
  answer(call, analysis) {
    const request = analysis.requestOf(call as Request['node']);
    return request ? findCredentials(request, analysis) : [];
  },
  circular: () => [],
  unknown: () => [],
};

/** @returns the expressions for the hash of a request, by header, query or body */
export function credentialsOfRequest({ node }: Request, analysis: FileAnalysis): readonly SentCredential[] {
  return analysis.traversal.ask(CREDENTIALS, node, analysis);
}

function findCredentials(request: Request, analysis: FileAnalysis): SentCredential[] {
  const found: SentCredential[] = [];
  for (const { name, value } of analysis.entries(request.headers)) {
    if (!isAuthorization(name)) continue;
    for (const sequence of analysis.evaluator.evaluate(value)) {
      const last = sequence.at(-1);
      if (last) found.push({ node: last.text === undefined ? last.origin : last.site, by: 'header' });
    }
  }
  for (const { name, value } of analysis.entries(request.query))
    if (name === HASH_FIELD) found.push({ node: value, by: 'query' });
  for (const { name, value } of analysis.entries([...request.body, ...request.loose]))
    if (name === HASH_FIELD) found.push({ node: value, by: 'body' });
  for (const one of findQueryHashes(request.address).filter(({ address }) => !analysis.platform.isElsewhere(address)))
    found.push({ node: one.chunk.text === undefined ? one.chunk.origin : one.site, by: 'query' });
  return found;
}

function afterScheme(sequence: Sequence): Node[] {
  return sequence.flatMap((chunk, index) =>
    index > 0 && chunk.text === undefined && endsWithScheme(sequence[index - 1]!.text ?? '') ? [chunk.origin] : [],
  );
}

/** @returns the hashes in frames of the platform's WebSocket: `{ action: 'subscribe', hash }` */
export function frameHashes(analysis: FileAnalysis): Node[] {
  const { index, platform } = analysis;
  if (!platform.isMentioned) return [];
  return analysis
    .entries(index.frames)
    .filter(({ name }) => name === HASH_FIELD)
    .map(({ value }) => value);
}

/**
 * @returns the hashes passed to the SDK: `new Navixy.Api({ user: { hash } })`, `api.setHash(h)`, `api.setUser({ hash
 *   })`
 */
export function sdkHashes(analysis: FileAnalysis): Node[] {
  const { index, platform } = analysis;
  if (!platform.isMentioned) return [];
  const users = sdkUsers(analysis).map(({ value }) => value);
  const hashes = analysis
    .entries(users)
    .filter(({ name }) => name === HASH_FIELD)
    .map(({ value }) => value);
  return [
    ...hashes,
    ...(index.callsByName.get('setHash') ?? []).flatMap((call) => (call.arguments[0] ? [call.arguments[0]] : [])),
  ];
}

/** @returns the `user` settings of the SDK, with the calls that take them */
export function sdkUsers(
  analysis: FileAnalysis,
): { readonly call: FileAnalysis['index']['calls'][number]; readonly value: Node }[] {
  const { index, platform } = analysis;
  if (!platform.isMentioned) return [];
  const clients = (index.callsByName.get('Api') ?? []).filter(
    (call) => call.type === 'NewExpression' || chainNames(call.callee).at(-2) === 'Navixy',
  );
  const made = clients.flatMap((call) =>
    analysis
      .entries([...call.arguments])
      .filter(({ name }) => name === 'user')
      .map(({ value }) => ({ call, value })),
  );
  const set = (index.callsByName.get('setUser') ?? []).flatMap((call) =>
    call.arguments[0] ? [{ call, value: call.arguments[0] as Node }] : [],
  );
  return [...made, ...set];
}
