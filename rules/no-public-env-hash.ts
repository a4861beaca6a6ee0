// The rule `no-public-env-hash`: hashes in environment variables that bundlers ship to browsers.
import type { Analysis } from './analysis/analysis.ts';
import { type Node, chainNames, lastName, unwrap } from './syntax/ast.ts';
import { createRule } from './create-rule.ts';
import { isHashName } from './platform/credential-names.ts';
import { shorten } from './meta/message-length.ts';
import { onPlatformFile } from './analysis/platform-file.ts';

export type MessageIds = 'publicEnvHash';
export type Options = readonly [{ prefixes?: readonly string[] }?];

/** Prefixes of variables that bundlers copy into browser code. */
const PREFIXES = [
  'VITE_',
  'NEXT_PUBLIC_',
  'REACT_APP_',
  'EXPO_PUBLIC_',
  'NUXT_PUBLIC_',
  'PUBLIC_',
  'GATSBY_',
  'VUE_APP_',
];
const ENVIRONMENT = /^(?:(?:(?:globalThis|window)\.)?process\.env|import\.meta\.env|env)$/;
/** Nuxt's public runtime configuration, another name for `NUXT_PUBLIC_…`. */
const NUXT_PUBLIC = /(?:^|\.)(?:useRuntimeConfig|\$config|config|runtimeConfig)\.public$/;
const SVELTE_PUBLIC = /^\$env\/(?:static|dynamic)\/public$/;

const MAX_NAME = 40;

interface Problem {
  readonly node: Node;
  readonly name: string;
}

export default createRule<MessageIds, Options>({
  name: 'no-public-env-hash',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow Navixy hashes in environment variables that a bundler ships to browsers',
      recommended: true,
      since: '0.1.0',
    },
    schema: [
      {
        type: 'object',
        description: 'Which variables are public.',
        properties: {
          prefixes: {
            type: 'array',
            description: 'More prefixes of variables that a bundler ships to browsers, besides the usual ones.',
            items: { type: 'string', minLength: 1 },
            uniqueItems: true,
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ prefixes: [] }],
    messages: {
      publicEnvHash: '`{{name}}` is sent to every browser, with the Navixy hash in it: keep it on a server.',
    },
  },
  create(context) {
    return onPlatformFile(context, undefined, (analysis) => {
      const [{ prefixes: given = [] } = {}] = context.options;
      const prefixes = [...PREFIXES, ...given];
      for (const { node, name } of findProblems(analysis, prefixes)) {
        context.report({ node, messageId: 'publicEnvHash', data: { name: shorten(name, MAX_NAME) } });
      }
    });
  },
});

/** Reports only the first read of each variable, since all are fixed together. */
function findProblems(analysis: Analysis, prefixes: readonly string[]): Iterable<Problem> {
  const problems = new Map<string, Problem>();
  for (const { name, key, value } of [...findMembers(analysis, prefixes), ...findBindings(analysis, prefixes)]) {
    if (!problems.has(name) && isHash(name, value, prefixes, analysis)) problems.set(name, { node: key, name });
  }
  return problems.values();
}

interface Read {
  readonly name: string;
  /** The name in the code, where to report. */
  readonly key: Node;
  /** The expression with the value. */
  readonly value: Node;
}

function findMembers({ index }: Analysis, prefixes: readonly string[]): Read[] {
  return index.members.flatMap((node) => {
    const name = lastName(node);
    if (name === '') return [];
    const owner = chainNames(node.object).join('.');
    const isPublic = (ENVIRONMENT.test(owner) && hasPrefix(name, prefixes)) || NUXT_PUBLIC.test(owner);
    return isPublic ? [{ name, key: node.property, value: node }] : [];
  });
}

/** `const { VITE_KEY } = import.meta.env`, `import { PUBLIC_KEY } from '$env/static/public'` */
function findBindings({ index }: Analysis, prefixes: readonly string[]): Read[] {
  return index.bindings.flatMap(({ name, key, value, from }) => {
    const isPublic =
      typeof from === 'string' ? SVELTE_PUBLIC.test(from) : ENVIRONMENT.test(chainNames(unwrap(from)).join('.'));
    return isPublic && hasPrefix(name, prefixes) ? [{ name, key, value }] : [];
  });
}

function hasPrefix(name: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => name.startsWith(prefix));
}

function isHash(name: string, value: Node, prefixes: readonly string[], { credentials, platform }: Analysis): boolean {
  const prefix =
    prefixes.filter((one) => name.startsWith(one)).sort((one, other) => other.length - one.length)[0] ?? '';
  const own = name.slice(prefix.length);
  if (platform.isConfiguredName(name) || platform.isConfiguredName(own)) return true;
  return credentials.has(value) || (isHashName(own, true) && (platform.isPlatformName(own) || platform.isNamed(value)));
}
