// Finds the operands that put a hash into a URL of the platform.
import { splitName } from '../../src/names.ts';
import { QUERY_CARRIERS } from '../../src/navixy/carriers.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { type Node, chainNames, propertyName, unwrap } from '../syntax/ast.ts';
import { entriesOfWrites } from '../analysis/entries.ts';
import type { Entry } from '../analysis/entry.ts';
import { isWithinLog } from './log-sinks.ts';
import { type QueryHash, findQueryHashes } from '../analysis/query-hashes.ts';
import { toText } from '../syntax/values.ts';
import { writesOfCall } from '../analysis/object-writes.ts';

/** An operand that puts a hash into a URL, and the parameter. */
export type UrlHash = Pick<QueryHash, 'carrier' | 'site'>;

/** @returns the operands that put a hash into a URL of the platform */
export function findUrlHashes(analysis: Analysis): Iterable<UrlHash> {
  const found = new Map<Node, UrlHash>();
  const add = (one: UrlHash) => {
    if (!isLiteral(one.site) && !isRedacted(one.site) && !isWithinLog(one.site)) found.set(one.site, one);
  };
  for (const node of analysis.index.strings) {
    for (const one of findQueryHashes(analysis.evaluator.evaluate(node))) if (isPlatformHash(one, analysis)) add(one);
  }
  for (const request of analysis.requests) {
    for (const one of findQueryHashes(request.address)) if (!analysis.platform.isElsewhere(one.address)) add(one);
    for (const { name, value } of analysis.entries(request.query))
      if (QUERY_CARRIERS.has(name)) add({ carrier: name, site: value });
  }
  for (const one of findSetterHashes(analysis)) add(one);
  return found.values();
}

/** Whether the operand is a literal, which belongs to `no-hardcoded-hash`. */
function isLiteral(site: Node): boolean {
  const { type } = unwrap(site);
  return type === 'Literal' || type === 'TemplateElement';
}

/** `?hash=${mask(hash)}`, `?hash=${hash.slice(0, 4)}…`: a masked hash for a log, not an address. */
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
  // `apiLink + '/?hash=' + key` in a file that mentions the platform: an API whose address is in another file.
  const base = address[0];
  return carrier === 'session_key' || (base?.text === undefined && base !== undefined && isApiName(base.site));
}

function isApiName(node: Node): boolean {
  return chainNames(node).some((name) => splitName(name).includes('api'));
}

/** `url.searchParams.set('hash', h)` for a URL created elsewhere, as in a helper that receives it. */
function findSetterHashes({ index, evaluator, platform, tracer }: Analysis): UrlHash[] {
  const setters = [...(index.callsByName.get('set') ?? []), ...(index.callsByName.get('append') ?? [])];
  return setters.flatMap((call) => {
    const entries = entriesOfWrites(writesOfCall(call, tracer), tracer).filter(({ name }) => QUERY_CARRIERS.has(name));
    if (entries.length === 0) return [];
    const receiver = unwrap(call.callee);
    if (receiver.type !== 'MemberExpression') return [];
    const urls = tracer
      .sources(receiver.object)
      .flatMap((source) =>
        source.type === 'MemberExpression' && propertyName(source) === 'searchParams' ? [source.object] : [],
      );
    const isPlatform = ({ value }: Entry): boolean =>
      urls.some(
        (url) =>
          platform.isNamed(url) ||
          platform.isNamed(value) ||
          evaluator.evaluate(url).some((one) => platform.endpoint(one) !== undefined),
      );
    return entries.filter(isPlatform).map(({ name, value }) => ({ carrier: name, site: value }));
  });
}
