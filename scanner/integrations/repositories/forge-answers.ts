// Reads addresses of repositories from the JSON with which forges and their command lines list them.

import { Failure } from '../../model/failure.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Fields with an address to clone, the best first: GitHub, Gitea; GitLab; Azure; `gh repo list`; our own `repos`. */
const ADDRESSES = ['clone_url', 'http_url_to_repo', 'remoteUrl', 'url', 'sshUrl', 'ssh_url', 'repository'];
/** Fields with the list in the answer of a forge: Bitbucket; Azure; GitHub's search; Gitea's search. */
const LISTS = ['values', 'value', 'items', 'data'];

/** Whether a list of repositories is JSON and not a path or URL on each line. */
export function isForgeAnswer(text: string): boolean {
  return /^\s*(?:\[\s*[[{"\]]|\{)/.test(text);
}

/**
 * Reads one answer, or several in a row, as a client prints the pages of a list.
 * @returns the addresses in order
 * @throws Failure for text that is not JSON, for an entry without an address, and if the last page names another one
 */
export function addressesIn(text: string): string[] {
  const pages = valuesIn(text);
  const last = pages.at(-1);
  if (isFields(last) && (typeof last['next'] === 'string' || last['isLastPage'] === false))
    throw new Failure('the list of repositories goes on on another page', 'Ask for all pages of the list.');
  let entry = 0;
  return pages.flatMap(entriesOf).map((one) => {
    entry += 1;
    const address = addressOf(one);
    if (address !== undefined) return address;
    throw new Failure(
      `entry ${entry} of the JSON list has no address of a repository`,
      `It is one of ${ADDRESSES.join(', ')} or links.clone. Is it an error message of the server?`,
    );
  });
}

/** The JSON values of a text, one after the other. */
function valuesIn(text: string): unknown[] {
  const found: unknown[] = [];
  let [start, depth, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '[' || char === '{') depth += 1;
    else if ((char === ']' || char === '}') && (depth -= 1) === 0) {
      found.push(parsed(text.slice(start, at + 1)));
      start = at + 1;
    }
  }
  if (text.slice(start).trim() !== '') parsed(text.slice(start));
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's message quotes the text, which may hold a token.
    throw new Failure(
      'the list of repositories begins like JSON and is not',
      'Was the answer cut off? A path that begins with a bracket is written with "./" before it.',
    );
  }
}

function entriesOf(page: unknown): readonly unknown[] {
  if (Array.isArray(page)) return page;
  if (!isFields(page)) return [page];
  const list = LISTS.map((name) => page[name]).find((one) => Array.isArray(one));
  return Array.isArray(list) ? list : [page];
}

function addressOf(entry: unknown): string | undefined {
  if (typeof entry === 'string' && entry !== '') return entry;
  if (!isFields(entry)) return undefined;
  const named = ADDRESSES.map((name) => entry[name]).find((one) => typeof one === 'string' && one !== '');
  return typeof named === 'string' ? named : cloneLink(entry['links']);
}

/** Bitbucket lists an address for each protocol. */
function cloneLink(links: unknown): string | undefined {
  const clone = isFields(links) ? links['clone'] : undefined;
  const all = (Array.isArray(clone) ? clone : []).filter((one) => isFields(one) && typeof one['href'] === 'string');
  const best = (all as { name?: unknown; href: string }[]).find(({ name }) => /^https?$/.test(String(name)));
  return best?.href ?? (all[0] as { href: string } | undefined)?.href;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
