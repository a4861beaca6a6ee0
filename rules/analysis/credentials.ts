// Determines which expressions of a file are hashes of the platform, and of what kind.
import { anyOf } from '../platform/any-of.ts';
import { type CredentialKind, kindReturnedBy } from '../../src/navixy/call-facts.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { responsePartsOf, isHashPart, pathsOf } from './response-flow.ts';
import { type Node, chainNames, lastName, textOf, unwrap } from '../syntax/ast.ts';
import {
  isApiKeyName,
  isHashName,
  isHashCollectionName,
  isPanelHashName,
  isSessionName,
  isUserHashName,
} from '../platform/credential-names.ts';
import { findSentCredentials } from './sent-credentials.ts';
import type { Variable } from '../syntax/scopes.ts';

interface SentValues {
  readonly keys: ReadonlySet<string>;
  readonly sources: ReadonlySet<Node>;
}

/** The hashes among the expressions of a file, and their kinds. */
export class Credentials {
  readonly #analysis: FileAnalysis;
  readonly #ids = new Map<Variable, number>();
  /** Values that the file sends as a hash. While they are being computed, the set is empty. */
  readonly #sent: () => SentValues;

  constructor(analysis: FileAnalysis) {
    this.#analysis = analysis;
    this.#sent = analysis.traversal.lazyFact(() => this.#findSent(), { keys: new Set(), sources: new Set() });
  }

  /**
   * Whether an expression certainly is a hash of the platform: by its name, because a call of the file sends it as one,
   * or because it is the `hash` of a login response.
   */
  has(given: Node): boolean {
    const node = unwrap(given);
    if (node.type === 'CallExpression') return this.isNamed(node);
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
    const sources = this.#analysis.tracer.sources(node);
    if ([node, ...sources].some((one) => this.isNamed(one))) return true;
    const { keys, sources: sent } = this.#sent();
    if (sources.some((source) => sent.has(source))) return true;
    const key = this.#keyOf(node);
    if (key !== undefined && keys.has(key)) return true;
    return responsePartsOf(node, this.#analysis).some(
      (answer) => isHashPart(answer) && pathsOf(answer).some((path) => kindReturnedBy(path) !== undefined),
    );
  }

  /**
   * Whether a name alone identifies a hash of the platform: `NAVIXY_HASH`, `config.navixy.apiKey`, a name from the
   * settings.
   */
  isNamed(node: Node): boolean {
    const { platform } = this.#analysis;
    const last = nameOfValue(node);
    if (last === undefined) return false;
    if (platform.isConfiguredName(last) || this.#isSessionHash(node)) return true;
    if (isPartOfCollection(node)) return platform.isNamed(node);
    return isHashName(last, true) && (platform.isNamed(node) || platform.isPlatformName(last));
  }

  /** `session.hash`, `sessionHash`: the platform's own term, in a file that mentions the platform. */
  #isSessionHash(node: Node): boolean {
    if (!this.#analysis.platform.isMentioned || node.type === 'CallExpression') return false;
    const [owner, name] = ['', ...chainNames(node)].slice(-2);
    return /hash$/i.test(name ?? '') && isHashName(name ?? '') && isSessionName(`${owner}_${name}`);
  }

  /** @returns the kind of a hash, by the response it comes from or else by its name; undefined if these disagree */
  kindOf(node: Node): CredentialKind | undefined {
    const given = responsePartsOf(node, this.#analysis)
      .filter((answer) => isHashPart(answer))
      .flatMap((answer) => pathsOf(answer).map((path) => kindReturnedBy(path)));
    const kinds = given.length > 0 ? given : this.#namedKinds(node);
    return new Set(kinds).size === 1 ? kinds[0] : undefined;
  }

  #namedKinds(given: Node): (CredentialKind | undefined)[] {
    const node = unwrap(given);
    const named = [node, ...this.#analysis.tracer.sources(node)].flatMap((one) => {
      const name = nameOfValue(one);
      const kind = name === undefined ? undefined : kindOfName(name);
      return kind ? [kind] : [];
    });
    return named;
  }

  #findSent(): SentValues {
    const keys = new Set<string>();
    const sources = new Set<Node>();
    for (const { node } of findSentCredentials(this.#analysis)) {
      const key = this.#keyOf(unwrap(node));
      if (key !== undefined) keys.add(key);
      for (const source of this.#analysis.tracer.sources(node)) {
        const sourceKey = this.#keyOf(source);
        if (sourceKey !== undefined) keys.add(sourceKey);
        if (identifiesValue(source)) sources.add(source);
      }
    }
    return { keys, sources };
  }

  /** A key for the value that an expression reads, equal for each read of it. */
  #keyOf(node: Node): string | undefined {
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return undefined;
    const names = chainNames(node);
    if (names.includes('')) return undefined;
    const root = rootOf(node);
    const variable = root.type === 'Identifier' ? this.#analysis.tracer.variableOf(root) : undefined;
    return `${variable === undefined ? '' : this.#idOf(variable)}:${names.join('.')}`;
  }

  #idOf(variable: Variable): number {
    let id = this.#ids.get(variable);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(variable, id);
    }
    return id;
  }
}

function kindOfName(name: string): CredentialKind | undefined {
  if (isPanelHashName(name)) return 'panel-session';
  if (isApiKeyName(name)) return 'api-key';
  return isUserHashName(name) ? 'user-session' : undefined;
}

/** Whether two expressions with this source have the same value; not for an empty initial value or an object. */
function identifiesValue(source: Node): boolean {
  if (source.type === 'Literal') return typeof source.value === 'string' && source.value.length === 32;
  return source.type === 'CallExpression' || source.type === 'TemplateLiteral';
}

/** Calls that return the value stored under a name: `config.get('navixy.apiKey')`, `Deno.env.get('NAVIXY_HASH')`. */
const GETTER = anyOf(String.raw`
  get getProperty getItem getOrThrow getSecret\w* getEnv getenv getString getInput getConfig getParameter
  getCookie getValue read readSecret env requireEnv mustGetEnv GM_getValue secret accessSecret\w*`);

/** @returns the name of the value that an expression reads: its own name, or the key that it is stored under */
function nameOfValue(node: Node): string | undefined {
  if (node.type === 'Identifier' || node.type === 'MemberExpression') return lastName(node);
  const [first] = node.type === 'CallExpression' && GETTER.test(lastName(node)) ? node.arguments : [];
  const name = first && textOf(first);
  return name !== undefined && /^[\w./:-]{3,60}$/.test(name) ? name : undefined;
}

/** `NAVIXY_KEYS[region]`, `navixyHashes[0]` */
function isPartOfCollection(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.computed &&
    !/\D/.test(lastName(node)) &&
    isHashCollectionName(lastName(node.object))
  );
}

function rootOf(node: Node): Node {
  let current = unwrap(node);
  while (current.type === 'MemberExpression') current = unwrap(current.object);
  return current;
}
