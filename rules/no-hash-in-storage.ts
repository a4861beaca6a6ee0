// The rule `no-hash-in-storage`: API keys in browser storage or cookies.
import type { Analysis } from './analysis/analysis.ts';
import { splitName } from '../src/names.ts';
import { type Node, chainNames, lastName, unwrap } from './syntax/ast.ts';
import { createRule } from './create-rule.ts';
import { isHashName, isSessionName } from './platform/credential-names.ts';
import { originsOf } from './analysis/credential-origin.ts';
import type { Entry } from './analysis/entry.ts';
import { findExposures } from './analysis/exposure.ts';
import { shorten } from './meta/message-length.ts';
import { onPlatformFile } from './analysis/platform-file.ts';
import { findStorageWrites, mayStore } from './sinks/storage-sinks.ts';

export type MessageIds = 'keyInStorage';
export type Options = readonly [];

const MAX_STORAGE = 40;

interface Problem {
  readonly node: Node;
  readonly storage: string;
}

export default createRule<MessageIds, Options>({
  name: 'no-hash-in-storage',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow keeping a Navixy API key in browser storage or cookies',
      recommended: true,
      since: '0.1.0',
    },
    schema: [],
    messages: {
      keyInStorage: 'A Navixy API key is stored in {{storage}}, where scripts can read it: keep the key on a server.',
    },
  },
  create(context) {
    return onPlatformFile(context, mayStore, (analysis) => {
      for (const { node, storage } of findProblems(analysis)) {
        context.report({ node, messageId: 'keyInStorage', data: { storage: shorten(storage, MAX_STORAGE) } });
      }
    });
  },
});

function findProblems(analysis: Analysis): Iterable<Problem> {
  const problems = new Map<Node, Problem>();
  for (const { values, storage, key } of findStorageWrites(analysis)) {
    for (const value of values) {
      for (const node of storedAsKey(value, key, analysis)) problems.set(node, { node, storage });
      for (const { node, shape } of findExposures(value, analysis)) {
        const kept = shape === 'hash' ? [node] : hashesWithin(node, analysis);
        if (kept.some((one) => isApiKey(one, analysis))) problems.set(node, { node, storage });
      }
    }
  }
  return problems.values();
}

/** @returns the values stored under a name for an API key of the platform, whatever the value is called in the code */
function storedAsKey(value: Node, key: string | undefined, analysis: Analysis): Node[] {
  const named = [
    ...(key === undefined ? cookiePairs(value, analysis) : [{ name: key, value }]),
    ...analysis.entries([value]),
  ];
  return named
    .filter(({ name, value: kept }) => isKeyName(name, analysis) && mayBeKey(kept, analysis))
    .map((one) => one.value);
}

/** `` document.cookie = `navixy_api_key=${key}` `` */
function cookiePairs(value: Node, { evaluator }: Analysis): Entry[] {
  return evaluator.evaluate(value).flatMap((sequence) => {
    const [first, second] = sequence;
    const [, name] = /^([\w.-]+)=$/.exec(first?.text ?? '') ?? [];
    return name !== undefined && second && second.text === undefined ? [{ name, value: second.site }] : [];
  });
}

function isKeyName(name: string, { platform }: Analysis): boolean {
  const isPlatforms = platform.isPlatformName(name) && isHashName(name, true);
  return isPlatforms && !isSessionName(name) && splitName(name).some((word) => word === 'key' || word === 'apikey');
}

/**
 * Whether a value may be an API key: not a literal, which is another rule's, and not a masked or tested value or a
 * login's session.
 */
function mayBeKey(given: Node, analysis: Analysis): boolean {
  const node = unwrap(given);
  if (node.type === 'CallExpression')
    return !/mask|redact|encrypt|hide|seal|sha\d|md5|digest|^(?:Boolean|has\w*)$/i.test(lastName(node));
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
  if (node.type === 'Identifier' && node.name === 'undefined') return false;
  const kind = analysis.credentials.kindOf(node);
  return (kind === undefined || kind === 'api-key') && !chainNames(node).some((name) => isSessionName(name));
}

/** @returns the hashes in an object that is stored whole */
function hashesWithin(node: Node, analysis: Analysis): Node[] {
  return analysis
    .entries([node])
    .map(({ value }) => value)
    .filter((value) => analysis.credentials.has(value));
}

/** Whether a hash is an API key instead of the session of the browser's user, who has it anyway. */
function isApiKey(given: Node, analysis: Analysis): boolean {
  const node = unwrap(given);
  const kind = analysis.credentials.kindOf(node);
  if (kind !== undefined) return kind === 'api-key';
  const names = [node, ...analysis.tracer.sources(node)].flatMap((one) => chainNames(one));
  if (names.some((name) => isSessionName(name))) return false;
  // Sessions are not stored in the environment or in code.
  const origins = originsOf(node, analysis);
  return origins.has('environment') || origins.has('literal');
}
