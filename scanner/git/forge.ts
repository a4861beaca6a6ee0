// Builds web links to commits and lines on GitHub, GitLab, Bitbucket, Azure DevOps and similar hosts.
import { hasTrace } from '../prefilter/hash-traces.ts';
import type { Repository } from './repository.ts';
import { tryGit } from './run-git.ts';

/** Lines of a file in a commit. */
export interface LinkTarget {
  readonly commit: string;
  /** `/`-separated, relative to the top of the repository. */
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
}

/**
 * Makes links to the web pages of a repository; undefined if the page is unknown, or if the link could contain a
 * secret.
 */
export interface Linker {
  /** The page of the repository itself. */
  readonly home: string;
  readonly lines: (target: LinkTarget) => string | undefined;
  readonly commit: (id: string) => string | undefined;
}

interface Forge {
  readonly lines: (base: string, target: LinkTarget & { readonly encoded: string }) => string;
  /** The part of the URL between repository and commit id. */
  readonly commit: string;
}

const range =
  (one: string, other: string) =>
  ({ line, endLine }: LinkTarget) =>
    line === endLine ? `${one}${line}` : `${one}${line}${other}${endLine}`;

const github: Forge = {
  lines: (base, to) => `${base}/blob/${to.commit}/${to.encoded}${range('#L', '-L')(to)}`,
  commit: 'commit',
};
const gitlab: Forge = {
  lines: (base, to) => `${base}/-/blob/${to.commit}/${to.encoded}${range('#L', '-')(to)}`,
  commit: '-/commit',
};
const bitbucket: Forge = {
  lines: (base, to) => `${base}/src/${to.commit}/${to.encoded}${range('#lines-', ':')(to)}`,
  commit: 'commits',
};
const stash: Forge = {
  lines: (base, to) => `${base}/browse/${to.encoded}?at=${to.commit}${range('#', '-')(to)}`,
  commit: 'commits',
};
const gitea: Forge = {
  lines: (base, to) => `${base}/src/commit/${to.commit}/${to.encoded}${range('#L', '-L')(to)}`,
  commit: 'commit',
};
const sourcehut: Forge = {
  lines: (base, to) => `${base}/tree/${to.commit}/item/${to.encoded}${range('#L', '-')(to)}`,
  commit: 'commit',
};
const azure: Forge = {
  lines: (base, to) =>
    `${base}?path=/${to.encoded}&version=GC${to.commit}&line=${to.line}&lineEnd=${to.endLine + 1}&lineStartColumn=1&lineEndColumn=1`,
  commit: 'commit',
};

/** Keyed by a part of the host name; other hosts are not guessed. */
const FORGES: readonly (readonly [host: RegExp, forge: Forge])[] = [
  [/(?:^|[.-])github(?:[.-]|$)/, github],
  [/(?:^|[.-])gitlab(?:[.-]|$)/, gitlab],
  [/(?:^|[.-])(?:gitea|forgejo|codeberg)(?:[.-]|$)/, gitea],
  [/^git\.sr\.ht$/, sourcehut],
];

interface Remote {
  readonly scheme: string;
  readonly host: string;
  /** The port of an HTTP(S) URL; an ssh port does not apply to the web. */
  readonly port: string;
  /** Decoded, without leading and trailing slashes and `.git`. */
  readonly parts: readonly string[];
}

/**
 * @param remote URL of a remote in any form git accepts: untrusted
 * @returns a linker for its web pages; undefined for an unknown host
 */
export function linkerOf(remote: string): Linker | undefined {
  const parsed = parseRemote(remote);
  const found = parsed === undefined ? undefined : forgeOf(parsed);
  if (found === undefined || hasTrace(Buffer.from(found.base))) return undefined;
  const { base, forge } = found;
  return {
    home: base,
    lines: (target) => {
      if (!isId(target.commit) || target.path === '' || hasTrace(Buffer.from(target.path))) return undefined;
      return forge.lines(base, { ...target, encoded: encodePath(target.path.split('/')) });
    },
    commit: (id) => (isId(id) ? `${base}/${forge.commit}/${id}` : undefined),
  };
}

/** @returns a linker for `origin`, otherwise for the first remote */
export async function linkerFor(repository: Repository): Promise<Linker | undefined> {
  const { stdout } = await tryGit(repository.git, [
    'config',
    '--local',
    '-z',
    '--get-regexp',
    String.raw`^remote\..*\.url$`,
  ]);
  const remotes = stdout
    .toString('utf8')
    .split('\0')
    .flatMap((entry) => {
      const at = entry.indexOf('\n');
      return at < 0 ? [] : [{ name: entry.slice('remote.'.length, at - '.url'.length), url: entry.slice(at + 1) }];
    });
  const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  return remote === undefined ? undefined : linkerOf(remote.url);
}

function isId(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}

function parseRemote(remote: string): Remote | undefined {
  if (/[\p{Cc}\p{Cf}\s\\]/u.test(remote) || remote.length > 2000) return undefined;
  const scp = /^(?:[^@/:]+@)?([^/:@]+):(?!\/\/)(.+)$/.exec(remote);
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(remote)
    ? remote
    : scp === null
      ? undefined
      : `ssh://${scp[1]}/${scp[2]!.replace(/^\/+/, '')}`;
  if (address === undefined) return undefined;
  try {
    const { protocol, hostname, port, pathname } = new URL(address);
    if (!/^(?:https?|ssh|git|git\+ssh):$/.test(protocol) || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(hostname))
      return undefined;
    const parts = decodeURIComponent(pathname)
      .replace(/^\/+|\/+$/g, '')
      .replace(/\.git$/, '')
      .split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\p{Cc}\p{Cf}]/u.test(part)))
      return undefined;
    const isWeb = protocol === 'http:' || protocol === 'https:';
    return {
      scheme: protocol === 'http:' ? 'http' : 'https',
      host: hostname.toLowerCase(),
      port: isWeb && port !== '' ? `:${port}` : '',
      parts,
    };
  } catch {
    return undefined;
  }
}

function forgeOf({ scheme, host, port, parts }: Remote): { base: string; forge: Forge } | undefined {
  const at = (name: string, path: readonly string[]) => `${scheme}://${name}${port}/${encodePath(path)}`;
  const azureRepository = azureOf(host, parts);
  if (azureRepository !== undefined) return { base: `https://${encodePath(azureRepository)}`, forge: azure };
  if (parts.length < 2) return undefined;
  if (host === 'bitbucket.org' || host === 'altssh.bitbucket.org')
    return { base: at('bitbucket.org', parts), forge: bitbucket };
  if (/(?:^|[.-])(?:bitbucket|stash)(?:[.-]|$)/.test(host)) return bitbucketServer(at, host, parts);
  const known = FORGES.find(([pattern]) => pattern.test(host));
  if (known === undefined) return undefined;
  const name = host === 'ssh.github.com' ? 'github.com' : host === 'altssh.gitlab.com' ? 'gitlab.com' : host;
  return { base: at(name, parts), forge: known[1] };
}

/** Bitbucket Data Center: `scm/KEY/repo` over HTTPS, `KEY/repo` over ssh, `~user` for a personal repository. */
function bitbucketServer(
  at: (name: string, path: readonly string[]) => string,
  host: string,
  parts: readonly string[],
): { base: string; forge: Forge } | undefined {
  const scm = parts.lastIndexOf('scm');
  const before = scm < 0 ? parts.slice(0, -2) : parts.slice(0, scm);
  const [project = '', name = ''] = parts.slice(-2);
  const owner = project.startsWith('~') ? ['users', project.slice(1)] : ['projects', project];
  return { base: at(host, [...before, ...owner, 'repos', name]), forge: stash };
}

/** @returns host, organization, project, `_git` and repository on the web */
function azureOf(host: string, parts: readonly string[]): string[] | undefined {
  if (host === 'ssh.dev.azure.com' || host === 'vs-ssh.visualstudio.com') {
    const [version, organization = '', project = '', name = ''] = parts;
    return version === 'v3' && parts.length === 4 ? ['dev.azure.com', organization, project, '_git', name] : undefined;
  }
  const isAzure = host === 'dev.azure.com' || host.endsWith('.visualstudio.com');
  return isAzure && parts.includes('_git') ? [host, ...parts] : undefined;
}

/** Percent-encodes each segment; characters that a URL may contain stay readable. */
function encodePath(parts: readonly string[]): string {
  return parts
    .map((part) =>
      encodeURIComponent(part)
        .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
        .replaceAll('%40', '@')
        .replaceAll('%7E', '~'),
    )
    .join('/');
}
