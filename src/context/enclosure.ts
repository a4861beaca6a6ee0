/** Reads the object, call, element or line around a value, and the sibling keys there. */
import { lazy } from '../lazy.ts';

/** A sibling key, with the beginning of its value. */
export interface Sibling {
  readonly key: string;
  readonly value: string;
}

export interface Enclosure {
  /** Other keys in the same object, element or line, without the value's own key. */
  readonly siblings: readonly Sibling[];
  /** Names of the enclosing objects and elements, innermost first. */
  readonly names: readonly string[];
}

/** Maximum number of enclosing objects whose names are read. */
const MAX_LEVELS = 4;
const CLOSERS = '}])';
const OPENERS = '{[(';

/** The text at one level of brackets, without nested levels. */
interface Level {
  /** The opening bracket; empty if the level begins before the window. */
  readonly opener: string;
  readonly start: number;
  readonly text: string;
}

/**
 * @param before text before the value, unescaped
 * @param after text after the value, unescaped
 */
export function enclosureOf(before: string, after: string): Enclosure {
  return (
    tagAround(before, after) ??
    elementAround(before, after) ??
    linesAround(before, after) ??
    bracketsAround(before, after)
  );
}

/** `{ "path": "a.c", "hash": "…" }`, `Asset(path = "a.c", hash = "…")`, `['path' => 'a.c', 'hash' => '…']`. */
function bracketsAround(before: string, after: string): Enclosure {
  const levels = levelsBefore(before);
  const names: string[] = [];
  for (const { opener, start } of levels) {
    const name = opener === '' ? undefined : nameOfOpener(before.slice(Math.max(0, start - 120), start));
    // Only the last part of a call's name counts: `HttpResponse.json` is not a file name.
    if (name !== undefined) names.push(opener === '(' ? name.slice(name.lastIndexOf('.') + 1) : name);
  }
  // Brackets around nothing but the value are not an object: `"hash": ["…"]`.
  const own = levels[0]!.opener !== '{' && levels.length > 1 && /^["'`\s]*$/.test(levels[0]!.text) ? 1 : 0;
  const level = levels[own]!;
  if (isCode(level)) return { siblings: [], names: names.slice(0, own) };
  const keys = keysIn(level.text, level.opener !== '');
  const isOwnLast = keys.at(-1)?.value === '' || /^["'`]$/.test(keys.at(-1)?.value ?? '');
  const later = keysIn(levelAfter(after, own), level.opener !== '');
  return { siblings: [...(isOwnLast ? keys.slice(0, -1) : keys), ...later], names };
}

function levelsBefore(before: string): Level[] {
  const levels: Level[] = [];
  let pieces: string[] = [];
  let end = before.length;
  let depth = 0;
  for (let at = before.length - 1; at >= 0 && levels.length < MAX_LEVELS; at -= 1) {
    const char = before[at]!;
    if (CLOSERS.includes(char)) {
      if (depth === 0) pieces.push(before.slice(at + 1, end));
      depth += 1;
    } else if (OPENERS.includes(char)) {
      if (depth === 0) {
        pieces.push(before.slice(at + 1, end));
        levels.push({ opener: char, start: at, text: pieces.reverse().join(' ') });
        pieces = [];
        end = at;
      } else if ((depth -= 1) === 0) end = at;
    }
  }
  if (levels.length === 0 || (levels.length < MAX_LEVELS && depth === 0)) {
    if (depth === 0) pieces.push(before.slice(0, end));
    levels.push({ opener: '', start: 0, text: pieces.reverse().join(' ') });
  }
  return levels;
}

/** The text after the value, at its own level of brackets or `outward` levels further out. */
function levelAfter(after: string, outward: number): string {
  const pieces: string[] = [];
  let left = outward;
  let start = 0;
  let depth = 0;
  for (let at = 0; at < after.length; at += 1) {
    const char = after[at]!;
    if (OPENERS.includes(char)) {
      if (depth === 0) pieces.push(after.slice(start, at));
      depth += 1;
    } else if (CLOSERS.includes(char)) {
      if (depth > 0) {
        if ((depth -= 1) === 0) start = at + 1;
      } else if (left === 0) {
        pieces.push(after.slice(start, at));
        return pieces.join(' ');
      } else {
        left -= 1;
        start = at + 1;
      }
    }
  }
  if (depth === 0) pieces.push(after.slice(start));
  return pieces.join(' ');
}

/** `"files": {`, `files => [`, `registerAsset(`, `var files = []File{`. */
const OPENER_NAME = lazy(
  () =>
    /(?:["'`]([^"'`\n]{1,80})["'`]|([\p{L}_$][\p{L}\p{N}_$.-]{0,60}))\s{0,4}(?:(?::|=>|=)\s{0,4}(?:\[\]|new\s)?[\w.*]{0,40}\s{0,2})?$/u,
);

function nameOfOpener(text: string): string | undefined {
  const match = OPENER_NAME().exec(text);
  return match?.[1] ?? match?.[2];
}

/** Whether a level is a block of statements, which contains variables instead of keys. */
function isCode({ opener, text }: Level): boolean {
  return (
    opener !== '(' && (/;\s*(?:\n|$)/.test(text) || /(?:^|\n)\s*(?:const|let|var|val|def|return|if|for)\b/.test(text))
  );
}

const KEY = lazy(
  () =>
    /(?<![^\s,;{(<[&?|]):?(?:["'`]([^"'`\n]{1,60})["'`]|([\p{L}_$][\p{L}\p{N}_$.-]{0,40}))\s{0,4}(?::(?![:/])|=>|=(?![=>]))\s{0,4}("[^"\n]{0,80}|'[^'\n]{0,80}|[^\s,;"'{}[\]()]{0,60})/gu,
);

/** @param isWhole whether the text starts where the object does; otherwise only quoted keys are certain to be keys */
function keysIn(text: string, isWhole: boolean): Sibling[] {
  const keys: Sibling[] = [];
  for (const [, quoted, bare, value] of text.matchAll(KEY())) {
    if (quoted === undefined && !isWhole) continue;
    keys.push({ key: (quoted ?? bare)!, value: value!.replace(/^["']/, '') });
  }
  return keys;
}

/** `<file name="a.php" hash="…"/>`. */
function tagAround(before: string, after: string): Enclosure | undefined {
  const open = before.lastIndexOf('<');
  if (open === -1 || before.indexOf('>', open) !== -1) return undefined;
  const tag = /^<([\p{L}_][\p{L}\p{N}_:.-]{0,60})\s/u.exec(before.slice(open));
  if (tag === null || !/=\s{0,4}["']$/.test(before)) return undefined;
  const close = after.indexOf('>');
  const attributes = keysIn(before.slice(open + tag[0].length), true).slice(0, -1);
  return {
    siblings: [...attributes, ...keysIn(after.slice(1, close === -1 ? undefined : close), true)],
    names: [tag[1]!],
  };
}

const TAG = lazy(() => /<(\/?)([\p{L}_][\p{L}\p{N}_:.-]{0,60})((?:\s[^<>]{0,300})?)>([^<]{0,80})/gu);

/** `<file><path>a.php</path><hash>…</hash></file>`, and the keys of an Apple property list. */
function elementAround(before: string, after: string): Enclosure | undefined {
  if (!/<[^<>]{1,300}>\s{0,20}$/.test(before)) return undefined;
  const open: string[] = [];
  let closed: (Sibling & { readonly depth: number })[] = [];
  let text = '';
  for (const [, slash, name, attributes, content] of before.matchAll(TAG())) {
    if (slash === '/') {
      const at = open.lastIndexOf(name!);
      if (at !== -1) open.length = at;
      closed = closed.filter(({ depth }) => depth <= open.length);
      const own = closed.at(-1);
      if (name === 'key') closed.push({ key: text, value: '', depth: open.length });
      // In a property list, an element contains the value of the preceding key.
      else if (own?.value === '' && own.depth === open.length) closed.splice(-1, 1, { ...own, value: text });
      else closed.push({ key: name!, value: text, depth: open.length });
    } else if (!attributes!.endsWith('/')) open.push(name!);
    text = content!;
  }
  const names = [...open].reverse();
  const depth = open.length - 1;
  const own = /<[^<>\s]{1,60}(\s[^<>]{0,300})>\s{0,20}$/.exec(before)?.[1] ?? '';
  const siblings: Sibling[] = [...keysIn(own, true), ...closed.filter((one) => one.depth === depth)];
  // In a property list, the key right before the value is the value's own.
  if (/<\/key>\s{0,20}<[^<>]{1,40}>\s{0,20}$/.test(before)) siblings.pop();
  let level = 0;
  for (const [, slash, name, attributes, content] of after.matchAll(TAG())) {
    if (slash === '/') {
      if ((level -= 1) < -1) break;
    } else {
      if (level === -1) siblings.push(name === 'key' ? { key: content!, value: '' } : { key: name!, value: content! });
      if (!attributes!.endsWith('/')) level += 1;
    }
  }
  return { siblings, names };
}

const SECTION = /^\s*(\[\[?)\s*["']?([^\][\n]{1,60}?)["']?\s*\]\]?\s*$/;
const SETTING = lazy(
  () => /^\s*(?:[#;].*|["']?([\p{L}_][\p{L}\p{N}_.-]{0,40})["']?\s{0,4}=\s{0,4}["']?(.{0,80}).*)?$/u,
);

/** `[[files]]` in TOML, `[section]` in an INI file. The values in an INI section are not evidence. */
function sectionAround(lines: readonly string[], after: string): Enclosure | undefined {
  const siblings: Sibling[] = [];
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const section = SECTION.exec(lines[at]!);
    if (section !== null) {
      const isRecord = section[1] === '[[';
      for (const line of after.split(/\r\n|[\r\n]/).slice(1)) {
        const setting = SETTING().exec(line);
        if (setting === null || SECTION.test(line)) break;
        if (setting[1] !== undefined) siblings.push({ key: setting[1], value: setting[2]! });
      }
      const name = section[2]!.split('.')[0]!;
      return { siblings: isRecord ? siblings : siblings.map(({ key }) => ({ key, value: '' })), names: [name] };
    }
    const setting = SETTING().exec(lines[at]!);
    if (setting === null) return undefined;
    if (setting[1] !== undefined) siblings.push({ key: setting[1], value: setting[2]!.replace(/["']\s*$/, '') });
  }
  return undefined;
}

const YAML_LINE = /^(\s*)((?:-\s+)?)["']?([^\s"':#][^"':#]{0,60}?)["']?:(?:\s+["']?(.{0,80}))?$/;

/** Lines of the same YAML item, or of a log record with `key=value` fields. */
function linesAround(before: string, after: string): Enclosure | undefined {
  const lines = before.split(/\r\n|[\r\n]/);
  const last = lines.at(-1)!;
  const fields = /(?:^|\s)[\w.-]{1,40}=["']?$/.test(last) ? fieldsOfLine(last, after) : undefined;
  if (fields !== undefined) return fields;
  if (/^\s*["']?[\w.-]{1,40}["']?\s{0,4}=\s{0,4}["']?$/.test(last)) return sectionAround(lines, after);
  const own = /^(\s*)((?:-\s+)?)["']?[\w.-]{1,60}["']?:\s+["']?$/.exec(last);
  if (own === null || own[1]!.length + own[2]!.length === 0 || /[{[(]\s*$/.test(lines.at(-2) ?? '')) return undefined;
  const indent = own[1]!.length + own[2]!.length;
  const siblings: Sibling[] = [];
  const names: string[] = [];
  let level = own[2] === '' ? indent : own[1]!.length;
  let isSame = own[2] === '';
  for (let at = lines.length - 2; at >= 0 && names.length < MAX_LEVELS; at -= 1) {
    const line = YAML_LINE.exec(lines[at]!);
    if (line === null) {
      if (/[{}]\s*,?$/.test(lines[at]!)) return undefined;
      continue;
    }
    const [, lead, dash, key, value = ''] = line;
    const here = lead!.length + dash!.length;
    if (isSame && here === indent) {
      siblings.push({ key: key!, value });
      if (dash === '') continue;
      isSame = false;
      level = lead!.length;
    } else if (value === '' && (here < level || (!isSame && dash === '' && here <= level))) {
      names.push(key!);
      level = here;
      isSame = false;
    }
  }
  for (const text of after.split(/\r\n|[\r\n]/).slice(1)) {
    const line = YAML_LINE.exec(text);
    if (line === null || line[2] !== '' || line[1]!.length < indent) break;
    if (line[1]!.length === indent) siblings.push({ key: line[3]!, value: line[4] ?? '' });
  }
  return { siblings, names };
}

/** Minimum number of other fields in a log record. */
const MIN_FIELDS = 2;
const FIELD = lazy(() => /(?<=^|\s)([\p{L}_][\p{L}\p{N}_.-]{0,40})=("[^"]{0,80}|[^\s"]{0,80})/gu);

function fieldsOfLine(line: string, after: string): Enclosure | undefined {
  const rest = after.slice(0, Math.max(0, (after + '\n').search(/[\r\n]/)));
  const all = [...line.matchAll(FIELD())].slice(0, -1).concat([...rest.matchAll(FIELD())]);
  const siblings = all.map(([, key, value]) => ({ key: key!, value: value!.replace(/^"/, '') }));
  return siblings.length >= MIN_FIELDS ? { siblings, names: [] } : undefined;
}
