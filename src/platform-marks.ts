// Finds the places where a document names the platform: strong marks, weak marks and documented endpoints.
import { lazy } from './lazy.ts';
import { isDistinctivePath } from './navixy/distinctive.ts';
import { isPanelPath, isUserPath, lastSegments, resources } from './navixy/find-documented-call.ts';
import { mayHaveStrongMark } from './platform-hint.ts';

/** A mention of the platform, and its offset. */
export interface Mark {
  readonly at: number;
  readonly text: string;
}

/**
 * The marks of one document, found on first use: a file with a million candidates costs one pass and a binary search
 * each, a file of checksums nothing.
 */
export class PlatformMarks {
  readonly #text: string;
  readonly #hosts: readonly string[];
  #strong: MarkList | undefined;
  #weak: MarkList | undefined;

  /** @param hosts white-label hosts from the settings */
  constructor(text: string, hosts: readonly string[] = []) {
    this.#text = text;
    this.#hosts = hosts;
  }

  /** @returns the first strong mark that starts within `from`…`to` */
  strongWithin(from: number, to: number): Mark | undefined {
    return this.#strongMarks.within(from, to);
  }

  weakWithin(from: number, to: number): Mark | undefined {
    this.#weak ??= new MarkList(matches(this.#text, WEAK), endpoints(this.#text, false));
    return this.#weak.within(from, to);
  }

  /** @returns any strong mark of the document */
  firstStrong(): Mark | undefined {
    return this.#strongMarks.within(0, this.#text.length + 1);
  }

  /** Whether the document has a strong mark; stops at the first one. */
  get hasStrong(): boolean {
    return !strongWords(this.#text, this.#hosts).next().done || !endpoints(this.#text, true).next().done;
  }

  get #strongMarks(): MarkList {
    return (this.#strong ??= new MarkList(strongWords(this.#text, this.#hosts), endpoints(this.#text, true)));
  }
}

/** Marks in order of position, compactly: a file may have a million marks of a few words. */
class MarkList {
  readonly #offsets: number[] = [];
  readonly #texts: string[] = [];

  /** @param one marks in order of position, like those of `other`; at equal positions they come first */
  constructor(one: Iterator<Mark>, other: Iterator<Mark>) {
    const words = new Map<string, string>();
    const add = ({ at, text }: Mark) => {
      const known = words.get(text);
      if (known === undefined) words.set(text, text);
      this.#offsets.push(at);
      this.#texts.push(known ?? text);
    };
    let first = one.next();
    let second = other.next();
    while (first.done !== true || second.done !== true) {
      if (second.done === true || (first.done !== true && first.value.at <= second.value.at)) {
        add(first.value as Mark);
        first = one.next();
      } else {
        add(second.value);
        second = other.next();
      }
    }
  }

  within(from: number, to: number): Mark | undefined {
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#offsets[middle]! < from) low = middle + 1;
      else high = middle;
    }
    const at = this.#offsets[low];
    return at !== undefined && at < to ? { at, text: this.#texts[low]! } : undefined;
  }
}

/** @returns the mark in a path, if it names the platform */
export function markOfPath(path: string | undefined): Mark | undefined {
  return path !== undefined && /navixy|squaregps/i.test(path)
    ? { at: -1, text: 'navixy in the path of the file' }
    : undefined;
}

const WEAK = new RegExp(
  [
    String.raw`\b(?:tracker_ids?|trackers|subuser_id|iso_datetime)\b["'\\\s]{0,6}[:=,]`,
    String.raw`"type[\\"]{1,4}\s{0,3}:\s{0,3}[\\"]{1,4}(?:api_key|authenticated|second_factor_required)\b`,
    String.raw`"action[\\"]{1,4}\s{0,3}:\s{0,3}[\\"]{1,4}(?:un)?subscribe\b`,
    String.raw`"create_date[\\"]{1,4}\s{0,3}:\s{0,3}[\\"]{1,4}\d{4}-`,
  ].join('|'),
  'g',
);

const strongMarks = lazy(() => [
  'navixy',
  'squaregps',
  String.raw`b2field\.com`,
  // A white label's API address. Others use `/api-v2/channel`, so a documented resource or nothing must follow.
  String.raw`(?<![\w.-])api-v2(?:\\?/(?:${[...resources()].filter((name) => name !== '').join('|')})\b` +
    String.raw`|\\?/?(?=["'\x60\s<>()\[\]{},:;&|$\\]|$))`,
  '/event/subscription(?![\\w-])',
  String.raw`/pro/(?:demo|applications)/`,
  String.raw`\bNVX(?=[ :][\s"'\x60$<{+\[%]|["'\x60])`,
  'panel_session_key',
]);

const patterns = new WeakMap<readonly string[], RegExp>();
const withoutHosts = lazy(() => new RegExp(strongMarks().join('|'), 'gi'));

function strongPattern(hosts: readonly string[]): RegExp {
  if (hosts.length === 0) return withoutHosts();
  const made =
    patterns.get(hosts) ??
    new RegExp([...strongMarks(), ...hosts.map((host) => host.replace(/[^\w-]/g, String.raw`\$&`))].join('|'), 'gi');
  patterns.set(hosts, made);
  return made;
}

function strongWords(text: string, hosts: readonly string[]): Generator<Mark> {
  return matches(hosts.length > 0 || mayHaveStrongMark(text) ? text : '', strongPattern(hosts));
}

function* matches(text: string, pattern: RegExp): Generator<Mark> {
  for (const match of text.matchAll(pattern)) yield { at: match.index, text: match[0].trim() };
}

const MAX_PATH_LENGTH = 60;

/** Finds documented endpoints from their slashes: a regular expression of 490 paths would cost ten times as much. */
function* endpoints(text: string, distinctive: boolean): Generator<Mark> {
  for (let slash = text.indexOf('/'); slash !== -1;) {
    let end = slash + 1;
    while (end - slash < MAX_PATH_LENGTH && isPathCode(text.charCodeAt(end))) end += 1;
    let start = slash;
    while (slash - start < MAX_PATH_LENGTH && start > 0 && isPathCode(text.charCodeAt(start - 1))) start -= 1;
    const path =
      end - slash > 1 && endsPath(text.charCodeAt(end))
        ? documentedTail(text.slice(start, end).replace(/\/$/, ''))
        : undefined;
    if (path !== undefined && isDistinctivePath(path) === distinctive) yield { at: start, text: path };
    slash = text.indexOf('/', end);
  }
}

/** @returns the longest documented path at the end of `text`, starting after a slash */
function documentedTail(text: string): string | undefined {
  const last = text.slice(text.lastIndexOf('/') + 1);
  // Few paths end like a documented one, and splitting them is the costly part.
  if (last !== '' && !lastSegments().has(last) && !text.includes('panel')) return undefined;
  const segments = text.split('/').filter((segment) => segment !== '');
  for (let from = Math.max(0, segments.length - 6); from <= segments.length - 2; from += 1) {
    const path = segments.slice(from).join('/');
    if (isUserPath(path) || (segments[from] === 'panel' && isPanelPath(path))) return path;
  }
  return undefined;
}

/** The characters of documented paths (`a-z`, `_`, `/`), and digits for a version before them. */
function isPathCode(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95 || code === 47 || (code >= 48 && code <= 57);
}

const ENDS_PATH = new Uint8Array(128).fill(1, 0, 33);
for (const character of '"\'`?#&,)<\\;|]') ENDS_PATH[character.charCodeAt(0)] = 1;

/** Whether a character ends a path: a quote, `?`, `#`, `&`, `,`, `)`, `<`, `\`, white space or the end of the text. */
function endsPath(code: number): boolean {
  return Number.isNaN(code) || ENDS_PATH[code] === 1;
}
