import paths from './navixy/paths.json' with { type: 'json' };

/**
 * Where a document speaks of the platform. Judged once per document and asked for each candidate, so a
 * file with a million candidates costs one pass and a binary search each.
 */
export class PlatformMarks {
  readonly #strong: readonly Mark[];
  readonly #weak: readonly Mark[];
  readonly #ofPath: Mark | undefined;

  /** @param hosts white-label hosts from the settings */
  constructor(text: string, path: string | undefined, hosts: readonly string[] = []) {
    this.#strong = collect(text, strongPattern(hosts));
    this.#weak = collect(text, WEAK);
    this.#ofPath = path !== undefined && /navixy|squaregps/i.test(path) ? { at: -1, seen: 'navixy in the path of the file' } : undefined;
  }

  /** @returns the mark nearest to `from`…`to` that starts inside it */
  strongWithin(from: number, to: number): Mark | undefined {
    return within(this.#strong, from, to);
  }

  weakWithin(from: number, to: number): Mark | undefined {
    return within(this.#weak, from, to);
  }

  /** @returns any mark of the whole document or of its path */
  anywhere(): Mark | undefined {
    return this.#strong[0] ?? this.#ofPath;
  }
}

/** Something seen, and where. */
export interface Mark {
  readonly at: number;
  readonly seen: string;
}

/**
 * Paths that no other API is likely to have: about trackers, or long, or with an underscore.
 * `user/auth` or `tag/list` fit a thousand back ends and count as weak marks only.
 */
function isDistinctive(path: string): boolean {
  const segments = path.split('/');
  if (/(^|\/)(tracker|iot|geocoder|retranslator|subuser|subpaas)(\/|$)/.test(path)) return true;
  return segments.length >= 3 && path.length >= 14;
}

const distinctive = [...paths.user, ...paths.panel].filter(isDistinctive);
const plain = [...paths.user, ...paths.panel].filter((path) => !isDistinctive(path));

const WEAK = new RegExp(
  String.raw`(?<![\w/-])/?(?:v2/)?(?:${plain.join('|')})/?(?=["'\x60?\s,)])|\b(?:tracker_ids?|trackers|subuser_id|iso_datetime)\b["'\\\s]{0,6}[:=]|"type[\\"]{1,4}\s*:\s*[\\"]{1,4}api_key\b|"action[\\"]{1,4}\s*:\s*[\\"]{1,4}(?:un)?subscribe\b`,
  'g',
);

function strongPattern(hosts: readonly string[]): RegExp {
  const named = hosts.map((host) => host.replace(/[^\w-]/g, String.raw`\$&`));
  const sources = [
    'navixy',
    'squaregps',
    String.raw`b2field\.com`,
    String.raw`/api-v2(?=[/"'\x60\s])`,
    String.raw`\bNVX(?=[ :][\s"'\x60$<{+\[%]|["'\x60])`,
    'panel_session_key',
    ...named,
    String.raw`(?<=["'\x60/\s(]|^)(?:${distinctive.join('|')})/?(?=["'\x60?\s,)&#])`,
  ];
  return new RegExp(sources.join('|'), 'gim');
}

/** More marks than this add nothing: the nearest ones are found by position. */
const MOST_MARKS = 200_000;

function collect(text: string, pattern: RegExp): Mark[] {
  const marks: Mark[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null && marks.length < MOST_MARKS; match = pattern.exec(text)) {
    marks.push({ at: match.index, seen: match[0].trim() });
  }
  return marks;
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
