import type { Analysis } from './analysis.ts';
import { credentialsOf } from './carried.ts';
import type { Node } from './ast.ts';
import { createRule } from './create-rule.ts';
import type { CredentialKind } from './credentials.ts';
import { remedyFor } from './gone-endpoints.ts';
import { onPlatformFile } from './platform-file.ts';
import type { Request } from './requests.ts';

export type MessageIds = 'goneEndpoint' | 'keyForSessionCall' | 'panelHashForUserCall' | 'userHashForPanelCall';
export type Options = readonly [];

/** Calls that refuse an API key (`navixy-api.md`, sections 3 and 4). */
const NEEDS_SESSION = /^(?:api\/key\/(?:create|delete|list)|user\/logout|user\/session\/(?:renew|push_token\/(?:bind|delete))|user\/password\/set|user\/audit\/checkin)$/;
interface Problem {
  readonly node: Node;
  readonly messageId: MessageIds;
  readonly path: string;
  readonly remedy?: string;
}

export default createRule<MessageIds, Options>('no-unusable-credential', {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow calls that the given Navixy credential cannot make', config: 'recommended' },
    messages: {
      keyForSessionCall:
        'The platform refuses `{{path}}` with an API key (error 4). It takes a session: log in with `user/auth`, or do it in the account settings.',
      userHashForPanelCall: 'The panel API does not know hashes of the user API. Log in with `panel/account/auth` for `{{path}}`; the panel has no API keys.',
      panelHashForUserCall: 'The user API does not know hashes of the panel. Get one with `panel/user/session/create`, or use an API key, for `{{path}}`.',
      goneEndpoint: 'The platform no longer answers `{{path}}`. Use {{remedy}} instead.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    return onPlatformFile(context, [], (analysis) => {
      for (const { node, messageId, path, remedy } of findProblems(analysis)) context.report({ node, messageId, data: { path, ...(remedy === undefined ? {} : { remedy }) } });
    });
  },
});

function findProblems(analysis: Analysis): Iterable<Problem> {
  const problems = new Map<Node, Problem>();
  for (const request of analysis.requests) {
    const problem = getGoneProblem(request) ?? getKindProblem(request, analysis);
    if (problem && !problems.has(problem.node)) problems.set(problem.node, problem);
  }
  return problems.values();
}

function getGoneProblem({ url, endpoints }: Request): Problem | undefined {
  for (const { path } of endpoints) {
    const remedy = path === undefined ? undefined : remedyFor(path);
    if (path !== undefined && remedy !== undefined) return { node: url, messageId: 'goneEndpoint', path, remedy };
  }
  return undefined;
}

function getKindProblem(request: Request, analysis: Analysis): Problem | undefined {
  const paths = new Set(request.endpoints.flatMap(({ path }) => (path === undefined ? [] : [path])));
  // A helper that is called with many paths is judged where it is called.
  if (paths.size !== 1) return undefined;
  const [path = ''] = paths;
  const kinds = new Set(credentialsOf(request, analysis).map(({ node }) => analysis.credentials.kindOf(node)));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) return undefined;
  const messageId = getMisuse(path, kind);
  return messageId && { node: request.url, messageId, path };
}

function getMisuse(path: string, kind: CredentialKind): MessageIds | undefined {
  if (path.startsWith('panel/')) return kind === 'panel-session' || path === 'panel/account/auth' ? undefined : 'userHashForPanelCall';
  if (kind === 'panel-session') return 'panelHashForUserCall';
  return kind === 'api-key' && NEEDS_SESSION.test(path) ? 'keyForSessionCall' : undefined;
}
