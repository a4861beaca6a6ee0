// The rule `no-insecure-http`: API calls without encryption.
import type { TSESLint } from '@typescript-eslint/utils';
import type { Analysis } from './analysis/analysis.ts';
import { type SourceCode, isJavaScript, unwrap } from './syntax/ast.ts';
import { isCompared } from './analysis/comparison.ts';
import { createRule } from './create-rule.ts';
import { type InsecureAddress, findInsecureAddresses, isLoopback, supportsTls } from './platform/insecure-addresses.ts';
import { rangeToLoc, rootType } from './syntax/locations.ts';
import { shorten } from './meta/message-length.ts';
import { withAnalysis } from './analysis/platform-file.ts';
import { type Sequence, HOLE, toText } from './syntax/values.ts';
import { relevanceOf } from './platform/relevance.ts';

export type MessageIds = 'insecureAddress' | 'useEncryption';
export type Options = readonly [];

const SCHEMES = ['http:', 'ws:', 'HTTP:', 'Http:'];
const MAX_HOST = 60;
const PREFIX = /^(https?|wss?):\/\//i;

export default createRule<MessageIds, Options>({
  name: 'no-insecure-http',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow `http:` and `ws:` towards the Navixy API',
      recommended: true,
      since: '0.1.0',
      readsText: true,
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      insecureAddress: 'Calls to `{{host}}` send the hash unencrypted: use `{{secure}}:`.',
      useEncryption: 'Use `{{secure}}:`.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const { text, settings, isNamed } = relevanceOf(context);
    if (!isNamed || !SCHEMES.some((scheme) => text.includes(scheme))) return {};
    return {
      [rootType(sourceCode)]() {
        const written = findInsecureAddresses(sourceCode.text, settings.hosts);
        if (!isJavaScript(sourceCode)) {
          for (const address of written) report(address, context);
          return;
        }
        for (const address of written) if (!isComparedAt(address.start, sourceCode)) report(address, context);
        const known = new Set(written.map(({ start }) => start));
        for (const address of withAnalysis(context, findJoinedAddresses))
          if (!known.has(address.start)) report(address, context);
      },
    };
  },
});

function report(address: InsecureAddress, context: Readonly<TSESLint.RuleContext<MessageIds, Options>>): void {
  const { start, end, scheme, host, isOfficial, hasPort } = address;
  const secure = `${scheme}s`;
  const fix: TSESLint.ReportFixFunction = (fixer) => fixer.replaceTextRange([start, start + scheme.length], secure);
  context.report({
    loc: rangeToLoc(start, end, context.sourceCode),
    messageId: 'insecureAddress',
    data: { host: shorten(host, MAX_HOST), secure },
    ...(isOfficial && !hasPort
      ? { fix }
      : { suggest: hasPort ? [] : [{ messageId: 'useEncryption', data: { secure }, fix }] }),
  });
}

/** `url.startsWith('http://api.…')` sends nothing. Comments and element text are not expressions. */
function isComparedAt(start: number, sourceCode: SourceCode): boolean {
  const node = sourceCode.getNodeByRangeIndex(start);
  return (node?.type === 'Literal' || node?.type === 'TemplateElement') && (isCompared(node) || 'regex' in node);
}

/** `'http://' + host + '/api-v2'`: an address in several parts. */
function findJoinedAddresses(analysis: Analysis): InsecureAddress[] {
  const found = new Map<number, InsecureAddress>();
  for (const node of analysis.index.strings) {
    if (isCompared(node)) continue;
    for (const sequence of analysis.evaluator.evaluate(node)) {
      const address = readSequence(sequence, analysis);
      if (address && !found.has(address.start)) found.set(address.start, address);
    }
  }
  return [...found.values()];
}

function readSequence(sequence: Sequence, { platform, sourceCode }: Analysis): InsecureAddress | undefined {
  const [first] = sequence;
  const [prefix, scheme = ''] = PREFIX.exec(first?.text ?? '') ?? [];
  if (!first || prefix === undefined || scheme.toLowerCase().endsWith('s')) return undefined;
  const [, host = ''] = /^[a-z]+:\/\/([^/?#:]*)/i.exec(toText(sequence)) ?? [];
  const evidence = platform.endpoint(sequence)?.evidence;
  if (isLoopback(host) || evidence === undefined || evidence === 'path') return undefined;
  const origin = unwrap(first.origin);
  const start = origin.range[0] + 1;
  if (sourceCode.text.slice(start, start + prefix.length) !== prefix) return undefined;
  const shown = host.replaceAll(HOLE, '…');
  return {
    start,
    end: start + prefix.length,
    scheme: scheme.toLowerCase() as 'http' | 'ws',
    host: shown,
    isOfficial: supportsTls(host),
    hasPort: new RegExp(String.raw`^[a-z]+://[^/?#]*:`, 'i').test(toText(sequence)),
  };
}
