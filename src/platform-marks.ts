import { isDistinctivePath } from './navixy/distinctive.ts';
import { isPanelPath, isUserPath, LAST_SEGMENTS, RESOURCES } from './navixy/paths.ts';
import { mayBeMarked } from './platform-hint.ts';

/** Something seen that belongs to the platform, and where. */
export interface Mark {
  readonly at: number;
  readonly seen: string;
}

/**
 * Where a document speaks of the platform. Found once per document, when first asked for, so that a file
 * with a million candidates costs one pass and a binary search each, and a file of checksums nothing.
 */
export class PlatformMarks {
  readonly #text: string;
  readonly #hosts: readonly string[];
  readonly #ofPath: Mark | undefined;
  #found: { readonly strong: readonly Mark[]; readonly weak: readonly Mark[] } | undefined;

  /** @param hosts white-label hosts from the settings */
  constructor(text: string, path: string | undefined, hosts: readonly string[] = []) {
    this.#text = text;
    this.#hosts = hosts;
    this.#ofPath = path !== undefined && /navixy|squaregps/i.test(path) ? { at: -1, seen: 'navixy in the path of the file' } : undefined;
  }

  /** @returns the first strong mark that starts in `from`…`to` */
  strongWithin(from: number, to: number): Mark | undefined {
    return within(this.#marks.strong, from, to);
  }

  weakWithin(from: number, to: number): Mark | undefined {
    return within(this.#marks.weak, from, to);
  }

  /** @returns any strong mark of the whole document or of its path */
  anywhere(): Mark | undefined {
    return this.#marks.strong[0] ?? this.#ofPath;
  }

  /** Whether there is any: stops at the first. */
  get isAnywhere(): boolean {
    return this.#ofPath !== undefined || !strongWords(this.#text, this.#hosts).next().done || !endpoints(this.#text, true).next().done;
  }

  get #marks() {
    return (this.#found ??= {
      strong: sorted([...strongWords(this.#text, this.#hosts), ...endpoints(this.#text, true)]),
      weak: sorted([...matches(this.#text, WEAK), ...endpoints(this.#text, false)]),
    });
  }
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

const STRONG = [
  'navixy',
  'squaregps',
  String.raw`b2field\.com`,
  // The address of a white label; `/api-v2/channel` is somebody else's, so what follows must be a resource of ours or nothing.
  String.raw`(?<![\w.-])api-v2(?:\\?/(?:${[...RESOURCES].filter((name) => name !== '').join('|')})\b|\\?/?(?=["'\x60\s<>()\[\]{},:;&|$\\]|$))`,
  '/event/subscription(?![\\w-])',
  String.raw`/pro/(?:demo|applications)/`,
  String.raw`\bNVX(?=[ :][\s"'\x60$<{+\[%]|["'\x60])`,
  'panel_session_key',
];

const patterns = new WeakMap<readonly string[], RegExp>();
const OF_NO_HOST = new RegExp(STRONG.join('|'), 'gi');

function strongPattern(hosts: readonly string[]): RegExp {
  if (hosts.length === 0) return OF_NO_HOST;
  const made = patterns.get(hosts) ?? new RegExp([...STRONG, ...hosts.map((host) => host.replace(/[^\w-]/g, String.raw`\$&`))].join('|'), 'gi');
  patterns.set(hosts, made);
  return made;
}

function strongWords(text: string, hosts: readonly string[]): Generator<Mark> {
  return matches(hosts.length > 0 || mayBeMarked(text) ? text : '', strongPattern(hosts));
}

/** Reads a window whose escapes were written out. @returns the nearest evidence in it */
export function marksIn(window: string, hosts: readonly string[]): { readonly strong: Mark | undefined; readonly weak: Mark | undefined } {
  const marks = new PlatformMarks(window, undefined, hosts);
  return { strong: marks.strongWithin(0, window.length), weak: marks.weakWithin(0, window.length) };
}

/** More marks than this add nothing: the nearest ones are found by position. */
const MOST_MARKS = 200_000;

function* matches(text: string, pattern: RegExp): Generator<Mark> {
  let count = 0;
  for (const match of text.matchAll(pattern)) {
    yield { at: match.index, seen: match[0].trim() };
    if ((count += 1) >= MOST_MARKS) return;
  }
}

const LONGEST_PATH = 60;

/** Documented endpoints, found from their slashes: a regular expression of 490 paths would cost ten times as much. */
function* endpoints(text: string, distinctive: boolean): Generator<Mark> {
  let count = 0;
  for (let slash = text.indexOf('/'); slash !== -1 && count < MOST_MARKS; ) {
    let end = slash + 1;
    while (end - slash < LONGEST_PATH && isPathCode(text.charCodeAt(end))) end += 1;
    let start = slash;
    while (slash - start < LONGEST_PATH && start > 0 && isPathCode(text.charCodeAt(start - 1))) start -= 1;
    const path = end - slash > 1 && endsPath(text.charCodeAt(end)) ? documentedTail(text.slice(start, end).replace(/\/$/, '')) : undefined;
    if (path !== undefined && isDistinctivePath(path) === distinctive) {
      yield { at: start, seen: path };
      count += 1;
    }
    slash = text.indexOf('/', end);
  }
}

/** @returns the longest documented path that `text` ends with, at a slash */
function documentedTail(text: string): string | undefined {
  const last = text.slice(text.lastIndexOf('/') + 1);
  // Few paths end as one of ours does, and to take them apart is what costs.
  if (last !== '' && !LAST_SEGMENTS.has(last) && !text.includes('panel')) return undefined;
  const segments = text.split('/').filter((segment) => segment !== '');
  for (let from = Math.max(0, segments.length - 6); from <= segments.length - 2; from += 1) {
    const path = segments.slice(from).join('/');
    if (isUserPath(path) || (segments[from] === 'panel' && isPanelPath(path))) return path;
  }
  return undefined;
}

/** `a-z`, `_` and `/`, the characters of documented paths, and digits for a version before them. */
function isPathCode(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95 || code === 47 || (code >= 48 && code <= 57);
}

const ENDS_PATH = new Uint8Array(128).fill(1, 0, 33);
for (const character of '"\'`?#&,)<\\;|]') ENDS_PATH[character.charCodeAt(0)] = 1;

/** A quote, `?`, `#`, `&`, `,`, `)`, `<`, `\`, white space or the end: not the middle of a longer word. */
function endsPath(code: number): boolean {
  return Number.isNaN(code) || ENDS_PATH[code] === 1;
}

function sorted(marks: Mark[]): Mark[] {
  return marks.sort((one, other) => one.at - other.at);
}

function within(marks: readonly Mark[], from: number, to: number): Mark | undefined {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]!.at < from) low = middle + 1;
    else high = middle;
  }
  const mark = marks[low];
  return mark !== undefined && mark.at < to ? mark : undefined;
}
