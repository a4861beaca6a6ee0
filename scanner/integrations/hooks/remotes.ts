/** Which remote-tracking branches tell what the repository has that a push goes to. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { trimEndOf } from '../../../src/trim-end.ts';
import { tryGit } from '../../git/run-git.ts';
import type { GitContext } from '../../model/git-context.ts';

/** Where a push goes, as git tells its hook. */
export interface Destination {
  /** The name of a remote, or a URL that was pushed to by itself. */
  readonly name: string;
  /** Of several push URLs git runs the hook for each. */
  readonly url?: string;
}

/** A remote of the configuration, its URLs as git uses them. */
interface Remote {
  readonly fetch: string[];
  readonly push: string[];
}

/**
 * A remote-tracking branch is of the URL that is fetched from, and git moves it for a push to any of the push URLs.
 * So it proves what a repository has only where all URLs of its remote are that repository.
 * @param context of the user's own repository, to run git in
 * @returns names of the remotes whose branches the destination has; none where nothing is known of it
 */
export async function remotesAt(context: GitContext, { name, url }: Destination): Promise<string[]> {
  const remotes = await readRemotes(context);
  const own = remotes.get(name);
  // A remote with one URL is known by its name.
  const target = own?.push.length === 1 ? own.push[0] : (url ?? (own === undefined ? name : undefined));
  if (target === undefined) return [];
  const isTarget = (other: string) => isSame(addressOf(target, context.cwd), addressOf(other, context.cwd));
  return [...remotes].filter(([, { fetch, push }]) => [...fetch, ...push].every(isTarget)).map(([one]) => one);
}

/** For people: the name of a remote; of a URL where it leads, without what may be a password in it. */
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

/** Where a URL leads, in parts that can be compared: `https`, `ssh` and `git@host:path` may be the same repository. */
interface Address {
  /** Absent for a folder of this machine. */
  readonly host?: string;
  /** Absent where it is the usual one. */
  readonly port?: string;
  readonly path: string;
}

const USUAL_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443', ssh: '22', git: '9418' };

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^[^/]+:/.test(text);
}

/** @param top what a relative path counts from */
function addressOf(url: string, top: string): Address {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/i.exec(url) ?? [];
  if (scheme.toLowerCase() === 'file') return { path: folderOf(rest) };
  if (scheme !== '') {
    const [, host = '', given] = /^(?:.*@)?(.*?)(?::(\d+))?$/.exec(authority) ?? [];
    const port = given === undefined || given === USUAL_PORTS[scheme.toLowerCase()] ? {} : { port: given };
    return { host: host.toLowerCase(), ...port, path: plain(rest) };
  }
  // As git tells them apart: a colon before any slash is a host's. A path without one in front is in a person's home.
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

/** Another port of a host may be another server. */
function isSame(one: Address, other: Address): boolean {
  return one.host === other.host && one.path === other.path && one.port === other.port;
}
