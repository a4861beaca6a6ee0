// Recognizes the platform's addresses, names and files, with the project's settings.
import { compactName, readName } from '../../src/names.ts';
import { replacementFor } from '../../src/navixy/call-facts.ts';
import { isDistinctiveCall, isDistinctiveRelativeCall } from '../../src/navixy/distinctive.ts';
import { isPlatformHost } from '../../src/navixy/official-hosts.ts';
import { mentionsPlatform } from '../../src/navixy/mention.ts';
import { isPanelPath, isUserPath } from '../../src/navixy/find-documented-call.ts';
import { type Node, chainNames } from '../syntax/ast.ts';
import type { SharedSettings } from './settings.ts';
import { HOLE, type Sequence, holesOf, toText } from '../syntax/values.ts';
import { trimEndOf } from '../../src/trim-end.ts';

/** The evidence that an address belongs to the platform. */
export type EndpointEvidence = 'host' | 'api-v2' | 'path' | 'name' | 'client';

export interface Endpoint {
  readonly evidence: EndpointEvidence;
  /** The documented path at its end; `undefined` if it is computed or not documented. */
  readonly path: string | undefined;
}

/** Recognizes addresses, names and files of the platform. */
export class Platform {
  readonly #hosts: readonly string[];
  readonly #names: ReadonlySet<string>;
  readonly #text: string;
  #isMentioned: boolean | undefined;

  constructor(text: string, settings: SharedSettings) {
    this.#text = text;
    this.#hosts = settings.hosts;
    this.#names = new Set(settings.names.map(compactName));
  }

  /** Whether the file mentions the platform at all, so common paths (`user/auth`) count. */
  get isMentioned(): boolean {
    this.#isMentioned ??= mentionsPlatform(this.#text) || this.#hosts.some((host) => this.#text.includes(host));
    return this.#isMentioned;
  }

  /**
   * Whether an expression is named after the platform: `NAVIXY_API_URL`, `config.navixy.base`, a name from the
   * settings.
   */
  isNamed(node: Node): boolean {
    return chainNames(node).some((name) => this.isPlatformName(name));
  }

  /** Whether a single name is the platform's. */
  isPlatformName(name: string): boolean {
    return name !== '' && readName(name, this.#names).class === 'platform';
  }

  /** Whether the settings list the name as a hash's. */
  isConfiguredName(name: string): boolean {
    return this.#names.has(compactName(name));
  }

  /** @returns the endpoint of an address, if there is evidence that it is the platform's; the query is ignored */
  endpoint(sequence: Sequence): Endpoint | undefined {
    const address = toText(sequence)
      .replace(/[?#][\s\S]*$/, '')
      .replace(/^[\s\S]*[\s"'`<>(]/, '');
    if (address === '') return undefined;
    const [, host, rest] = /^(?:[a-z]{2,5}:)?\/\/([^/]*)([\s\S]*)$/i.exec(address) ?? [undefined, undefined, address];
    const path = documentedPath(rest ?? '');
    if (host !== undefined && this.#isPlatformHost(host)) return { evidence: 'host', path };
    if (/(?:^|\/)api-v2(?:\/|$)/.test(rest ?? '')) return { evidence: 'api-v2', path };
    const isForeign = host !== undefined && !host.includes(HOLE);
    if (!isForeign && holesOf(sequence).some((hole) => this.isNamed(hole))) return { evidence: 'name', path };
    if (path === undefined || !followsBase(address, path)) return undefined;
    if (isDistinctiveCall(path) || (!isForeign && (this.isMentioned || isDistinctiveRelativeCall(path))))
      return { evidence: 'path', path };
    return undefined;
  }

  /** Whether an address has a host that is not the platform's. */
  isElsewhere(sequence: Sequence): boolean {
    return /^(?:[a-z]{2,5}:)?\/\/[^/\uFFFC]/i.test(toText(sequence)) && this.endpoint(sequence) === undefined;
  }

  #isPlatformHost(written: string): boolean {
    const host = written.replace(/^.*@/, '').replace(/:\d*$/, '');
    // `api.${region}.navixy.com`: the part after the last hole must be a whole domain of the platform.
    const known = host.includes(HOLE) ? host.slice(host.lastIndexOf(HOLE) + 1).replace(/^\./, '') : host;
    return known !== '' && isPlatformHost(known, this.#hosts);
  }
}

/** @returns the documented path at the end of an address: `…/v2/tracker/list` -> `tracker/list` */
function documentedPath(address: string): string | undefined {
  const segments = address.split(/[/\uFFFC]+/).filter((segment) => segment !== '');
  if (address.endsWith(HOLE)) return undefined;
  for (let from = Math.max(0, segments.length - 7); from < segments.length - 1; from += 1) {
    const path = segments.slice(from).join('/');
    if (segments[from] === 'panel' && isPanelPath(path)) return path;
    if (isUserPath(path) || replacementFor(path) !== undefined) return path;
  }
  return undefined;
}

/** Whether only a base precedes a documented path; `./assets/tag/list` is not one. */
function followsBase(address: string, path: string): boolean {
  const before = trimEndOf(address, '/').slice(0, -path.length);
  if (isDistinctiveCall(path)) return !before.startsWith('.');
  return /^(?:[\s\S]*\uFFFC\/?|(?:[a-z]+:)?\/\/[^/]+\/|\/?)(?:api\/|v\d\/|panel\/)*$/i.test(before);
}
