import type { TSESLint } from '@typescript-eslint/utils';
import { splitName } from '../src/names.ts';
import { type Analysis, getAnalysis } from './analysis.ts';
import { type Node, chainNames, isJavaScript, memberName, unwrap } from './ast.ts';
import { createRule } from './create-rule.ts';
import { setterEntry } from './entries.ts';
import { CARRIERS, type QueryHash, findQueryHashes } from './query-hashes.ts';
import { getHeaderFix } from './header-suggestion.ts';
import { readSettings } from './settings.ts';
import { toText } from './values.ts';
import { mayConcernPlatform } from './worthwhile.ts';

export type MessageIds = 'hashInUrl' | 'moveToHeader' | 'sessionKeyInUrl';
export type Options = readonly [];

/** Where a hash enters a URL, and under which parameter. */
type Problem = Pick<QueryHash, 'carrier' | 'site'>;

/**
 * Ownership: characters of a hash written out in a URL are the worse defect and belong to
 * `no-hardcoded-hash`; this rule reports the operand through which any other value gets there.
 */
export default createRule<MessageIds, Options>('no-hash-in-url', {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow sending a Navixy hash in the query string of a URL', config: 'recommended' },
    hasSuggestions: true,
    messages: {
      hashInUrl:
        'A Navixy hash travels in the query string of this URL (`{{carrier}}`), where proxies, server logs and browser history keep it. Send it in the header `Authorization: NVX <hash>` instead.',
      sessionKeyInUrl:
        'A Navixy credential travels in the query string of this URL (`{{carrier}}`), where logs, browser history and the Referer header keep it. Never put an API key there; hand over a short-lived session, and drop it from the address once read.',
      moveToHeader: 'Move the hash to the `Authorization: NVX` header.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { sourceCode } = context;
    const { text } = sourceCode;
    if (!text.includes('hash') && !text.includes('session_key')) return {};
    const settings = readSettings(context.settings);
    if (!mayConcernPlatform(text, settings) || !isJavaScript(sourceCode)) return {};
    return {
      Program() {
        for (const problem of findProblems(getAnalysis(sourceCode, settings))) report(problem, context);
      },
    };
  },
});

function report({ carrier, site }: Problem, context: Readonly<TSESLint.RuleContext<MessageIds, Options>>): void {
  const isHash = carrier === 'hash';
  const fix = isHash ? getHeaderFix(site, context.sourceCode) : undefined;
  context.report({
    node: site,
    messageId: isHash ? 'hashInUrl' : 'sessionKeyInUrl',
    data: { carrier },
    suggest: fix ? [{ messageId: 'moveToHeader', fix }] : [],
  });
}

function findProblems(analysis: Analysis): Iterable<Problem> {
  const problems = new Map<Node, Problem>();
  const add = (problem: Problem) => {
    if (!isWrittenOut(problem.site) && !isRedacted(problem.site) && !problems.has(problem.site)) problems.set(problem.site, problem);
  };
  for (const node of analysis.index.strings) {
    for (const one of findQueryHashes(analysis.evaluator.evaluate(node))) if (isPlatformHash(one, analysis)) add(one);
  }
  for (const request of analysis.requests) {
    for (const one of findQueryHashes(request.address)) add(one);
    for (const { name, value } of analysis.entries(request.query)) if (CARRIERS.has(name)) add({ carrier: name, site: value });
  }
  for (const problem of findSetterProblems(analysis)) add(problem);
  return problems.values();
}

/** Whether the operand shows the value itself: `no-hardcoded-hash` judges what is written out. */
function isWrittenOut(site: Node): boolean {
  const { type } = unwrap(site);
  return type === 'Literal' || type === 'TemplateElement';
}

/** `?hash=${mask(hash)}`, `?hash=${hash.slice(0, 4)}…`: what a careful log shows is no address. */
function isRedacted(site: Node): boolean {
  const call = unwrap(site);
  const name = call.type === 'CallExpression' ? (chainNames(call.callee).at(-1) ?? '') : '';
  return /^(?:slice|substring|substr|at|charAt|replace|replaceAll)$|mask|redact|obfuscat|censor|hide/i.test(name);
}

function isPlatformHash({ carrier, address, site, chunk }: QueryHash, { platform }: Analysis): boolean {
  // `app.js?hash=…` is the version of a static file, on any host.
  if (/\.(?:m?js|css|map|json|png|jpe?g|gif|svg|webp|ico|woff2?|ttf)\?/i.test(toText(address))) return false;
  if (carrier === 'panel_session_key' || platform.endpoint(address) !== undefined) return true;
  if (platform.isNamed(site) || (chunk.text === undefined && platform.isNamed(chunk.origin))) return true;
  if (!platform.isMentioned) return false;
  // `apiLink + '/?hash=' + key` beside a mention: an API whose address this file does not show.
  const base = address[0];
  return carrier === 'session_key' || (base?.text === undefined && base !== undefined && isApiName(base.site));
}

function isApiName(node: Node): boolean {
  return chainNames(node).some((name) => splitName(name).includes('api'));
}

/** `url.searchParams.set('hash', h)` where the URL is not made in sight, as in a helper that gets it. */
function findSetterProblems({ index, evaluator, platform, tracer }: Analysis): Problem[] {
  const setters = [...(index.callsByName.get('set') ?? []), ...(index.callsByName.get('append') ?? [])];
  return setters.flatMap((call) => {
    const entry = call.type === 'CallExpression' ? setterEntry(call) : undefined;
    if (!entry || !CARRIERS.has(entry.name)) return [];
    const receiver = unwrap(call.callee);
    if (receiver.type !== 'MemberExpression') return [];
    const urls = tracer
      .sources(receiver.object)
      .flatMap((source) => (source.type === 'MemberExpression' && memberName(source) === 'searchParams' ? [source.object] : []));
    const isPlatform = urls.some(
      (url) => platform.isNamed(url) || platform.isNamed(entry.value) || evaluator.evaluate(url).some((one) => platform.endpoint(one) !== undefined),
    );
    return isPlatform ? [{ carrier: entry.name, site: entry.value }] : [];
  });
}
