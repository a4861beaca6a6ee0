/** Finds the remote-tracking branches that show which commits the destination of a push already has. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { trimEndOf } from '../../../src/trim-end.ts';
import { tryGit } from '../../git/run-git.ts';
import type { GitContext } from '../../model/git-context.ts';

/** The destination of a push, as git passes it to the hook. */
export interface Destination {
  /** The name of a remote, or a URL without a remote. */
  readonly name: string;
  /** With several push URLs, git runs the hook once for each. */
  readonly url?: string;
}

/** A configured remote with its effective URLs. */
interface Remote {
  readonly fetch: string[];
  readonly push: string[];
}

/**
 * A remote-tracking branch belongs to the fetch URL, and git also updates it after a push to any of the push URLs. So
 * it proves what a repository has only if all URLs of its remote are the same repository.
 * @param context of the user's own repository, in which git runs
 * @returns names of the remotes whose branches the destination has; empty if nothing is known
 */
export async function remotesAt(context: GitContext, { name, url }: Destination): Promise<string[]> {
  const remotes = await readRemotes(context);
  const own = remotes.get(name);
  // A remote with one URL is identified by its name.
  const target = own?.push.length === 1 ? own.push[0] : (url ?? (own === undefined ? name : undefined));
  if (target === undefined) return [];
  const isTarget = (other: string) => isSame(addressOf(target, context.cwd), addressOf(other, context.cwd));
  return [...remotes].filter(([, { fetch, push }]) => [...fetch, ...push].every(isTarget)).map(([one]) => one);
}

/** For people: the name of a remote, or a URL without credentials. */
export function shownDestination({ name }: Destination): string {
  const address = addressOf(name, '/');
  return isUrl(name) && address.host !== undefined ? `${address.host}/${address.path}` : name;
}

/** `<name> TAB <url> (fetch|push)`, with `insteadOf` and `pushInsteadOf` applied. */
async function readRemotes(context: GitContext): Promise<Map<string, Remote>> {
  const { stdout } = await tryGit({ ...context, ownSettings: true }, ['remote', '-v']);
  const remotes = new Map<string, Remote>();
  for (const line of stdout.toString('utf8').split('\n')) {
    const [, name = '', url = '', direction] = /^([^\t]+)\t(.*) \((fetch|push)\)(?: \[[^\]]*\])?$/.exec(line) ?? [];
    if (name === '') continue;
    const remote = remotes.get(name) ?? { fetch: [], push: [] };
    remotes.set(name, remote);
    remote[direction === 'fetch' ? 'fetch' : 'push'].push(url);
  }
  return remotes;
}

/** A URL in comparable parts: `https`, `ssh` and `git@host:path` may be the same repository. */
interface Address {
  /** Absent for a local folder. */
  readonly host?: string;
  /** Absent for the default port. */
  readonly port?: string;
  readonly path: string;
}

const USUAL_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443', ssh: '22', git: '9418' };

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^[^/]+:/.test(text);
}

/** @param top base of relative paths */
function addressOf(url: string, top: string): Address {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/i.exec(url) ?? [];
  if (scheme.toLowerCase() === 'file') return { path: folderOf(rest) };
  if (scheme !== '') {
    const [, host = '', given] = /^(?:.*@)?(.*?)(?::(\d+))?$/.exec(authority) ?? [];
    const port = given === undefined || given === USUAL_PORTS[scheme.toLowerCase()] ? {} : { port: given };
    return { host: host.toLowerCase(), ...port, path: plain(rest) };
  }
  // The rule of git: a colon before any slash ends a host name. A path without a leading slash is in the home
  // directory.
  const [, before, remote = ''] = /^([^/:[]*(?:\[[^\]]+\])?):(.*)$/.exec(url) ?? [];
  const at = before?.lastIndexOf('@') ?? -1;
  const host = before?.slice(at + 1);
  const user = at < 0 ? 'git' : before?.slice(0, at);
  const home = remote.startsWith('/') ? '/' : user === 'git' ? '' : `~${user}/`;
  if (host !== undefined && host !== '') return { host: host.toLowerCase(), path: home + plain(remote) };
  return { path: folderOf(path.resolve(top, url)) };
}

function plain(name: string): string {
  return trimEndOf(name.replace(/^\/+/, ''), '/').replace(/\.git$/, '');
}

function folderOf(name: string): string {
  return existsSync(name) ? realpathSync(name) : path.resolve(name);
}

/** Different ports of a host may be different servers. */
function isSame(one: Address, other: Address): boolean {
  return one.host === other.host && one.path === other.path && one.port === other.port;
}
