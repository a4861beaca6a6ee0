// The rule `no-unusable-credential`: calls that the given credential cannot make.
import type { TSESLint } from '@typescript-eslint/utils';
import { type CredentialKind, refusesApiKey, replacementFor } from '../src/navixy/call-facts.ts';
import type { Analysis } from './analysis/analysis.ts';
import { credentialsOfRequest } from './analysis/sent-credentials.ts';
import type { Node } from './syntax/ast.ts';
import { createRule } from './create-rule.ts';
import { shorten } from './meta/message-length.ts';
import { onPlatformFile } from './analysis/platform-file.ts';
import type { Request } from './analysis/platform-requests.ts';

export type MessageIds = 'goneEndpoint' | 'keyForSessionCall' | 'panelHashForUserCall' | 'userHashForPanelCall';
export type Options = readonly [];

const MAX_PATH = 40;

type Problem = TSESLint.ReportDescriptor<MessageIds>;
/** The misuse, independent of the call. */
type Misuse = Pick<Problem, 'messageId'>;

export default createRule<MessageIds, Options>({
  name: 'no-unusable-credential',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow calls that the given Navixy credential cannot make',
      recommended: true,
      since: '0.1.0',
    },
    schema: [],
    messages: {
      keyForSessionCall: '`{{path}}` refuses API keys (error 4): send the session hash that `user/auth` returns.',
      userHashForPanelCall: '`{{path}}` refuses hashes of the user API: log in with `panel/account/auth`.',
      panelHashForUserCall: '`{{path}}` refuses panel hashes: use an API key, or `panel/user/session/create`.',
      goneEndpoint: '`{{path}}` no longer exists: use {{remedy}} instead.',
    },
  },
  create(context) {
    return onPlatformFile(context, undefined, (analysis) => {
      for (const problem of findProblems(analysis)) context.report(problem);
    });
  },
});

function findProblems(analysis: Analysis): Iterable<Problem> {
  const problems = new Map<Node, Problem>();
  for (const request of analysis.requests) {
    const problem = getRemovedProblem(request) ?? getKindProblem(request, analysis);
    if (problem && !problems.has(request.url)) problems.set(request.url, problem);
  }
  return problems.values();
}

function getRemovedProblem({ url, endpoints }: Request): Problem | undefined {
  for (const { path } of endpoints) {
    const remedy = path === undefined ? undefined : replacementFor(path);
    if (path !== undefined && remedy !== undefined)
      return { node: url, messageId: 'goneEndpoint', data: { path, remedy } };
  }
  return undefined;
}

function getKindProblem(request: Request, analysis: Analysis): Problem | undefined {
  const paths = new Set(request.endpoints.flatMap(({ path }) => (path === undefined ? [] : [path])));
  // A helper that is called with several paths is judged at its calls.
  if (paths.size !== 1) return undefined;
  const [path = ''] = paths;
  const kinds = new Set(credentialsOfRequest(request, analysis).map(({ node }) => analysis.credentials.kindOf(node)));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) return undefined;
  const misuse = getMisuse(path, kind);
  return misuse && { node: request.url, ...misuse, data: { path: shorten(path, MAX_PATH) } };
}

function getMisuse(path: string, kind: CredentialKind): Misuse | undefined {
  if (path.startsWith('panel/')) {
    return kind === 'panel-session' || path === 'panel/account/auth'
      ? undefined
      : { messageId: 'userHashForPanelCall' };
  }
  if (kind === 'panel-session') return { messageId: 'panelHashForUserCall' };
  return kind === 'api-key' && refusesApiKey(path) ? { messageId: 'keyForSessionCall' } : undefined;
}
