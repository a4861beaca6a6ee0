// Finds the name of a value in the structure around it: sibling keys, attributes, form fields, tables and calls.
import { lazy } from '../lazy.ts';
import { isFiller, readName } from '../names.ts';
import type { Enclosure } from './enclosure.ts';
import type { NamedBy } from './types.ts';

/** Generic keys (`value`, `default`) whose value gets its name from a sibling or parent key. */
const WRAPPER =
  /(?:^|[\s"'{,<(:])(?:value|default|expression|text|content|defaultvalue|initial|current|data|to|argument\.value)["']?\s*(?:[:=]|=>|>)\s*["'`]{0,2}$/i;

/**
 * Finds a name in the structure around the value instead of right before it.
 * @param after text after the value; computed only when needed, like `enclosure`
 */
export function nameInBlock(before: string, after: () => string, enclosure: () => Enclosure): NamedBy | undefined {
  const part = before.endsWith('\n') ? multipartName(before) : undefined;
  if (part !== undefined) return { name: part, join: 'assignment' };
  const tag = before.includes('>', before.length - 20) ? ATTRIBUTE().exec(before.slice(-400))?.[1] : undefined;
  if (tag !== undefined && readName(tag).class !== 'unknown') return { name: tag, join: 'assignment' };
  const field = tag === 'value' ? NAME_FIELD.exec(before.slice(-300))?.[1] : undefined;
  if (field !== undefined) return { name: field, join: 'assignment' };
  const paired = pairedName(before, enclosure);
  if (paired !== undefined) return { name: paired, join: 'assignment' };
  if (!mayEndInWrapper(before) || !WRAPPER.test(before)) return undefined;
  const name = siblingBefore(before) ?? siblingAfter(after()) ?? nameBeside(enclosure()) ?? parentKey(before);
  return name === undefined ? undefined : { name, join: 'assignment' };
}

/** `<string name="user_hash" translatable="false">`: other attributes may follow the name. */
const ATTRIBUTE = lazy(
  () =>
    new RegExp(
      String.raw`<[\w:.-]{1,40}\s(?:[^<>]{0,200}\s)?(?:[\w-]{1,20}:)?(?:name|key|id|property|` +
        String.raw`field)=["']([^"'<>]{1,80})["'][^<>]{0,200}>\s{0,20}$`,
    ),
);

/** `<field name="key">…</field><field name="value">`. */
const NAME_FIELD = /["'](?:key|name)["'][^<>]{0,80}>([^<>]{1,80})<\/[\w:.-]{1,40}>\s{0,40}<[^<>]{1,120}>\s{0,20}$/;

/** `httpHeaderValue1`, `queryValue`: a key that is the value half of a name/value pair. */
const VALUE_HALF = /["'`]?\b(\w{0,40}?)[vV]alue(_?\d{0,3})["'`]?\s{0,4}(?:=>|[:=])\s{0,4}["'`]?$/;

/** `"secureQueryName1": "hash"` beside `"httpQueryValue1": "…"`, in the same object or one nearby. */
function pairedName(before: string, enclosure: () => Enclosure): string | undefined {
  const half = /alue/.test(before.slice(-24)) ? VALUE_HALF.exec(before.slice(-80)) : null;
  if (half === null || (half[1] === '' && half[2] === '')) return undefined;
  const isOther = new RegExp(`^\\w{0,40}[nN]ame${half[2]}$`);
  const { siblings } = enclosure();
  const inObject = siblings.find(({ key }) => isOther.test(key))?.value;
  if (inObject !== undefined) return inObject;
  const near = new RegExp(`\\b\\w{0,40}[nN]ame${half[2]}["'\`]?\\s{0,4}(?:=>|[:=])\\s{0,4}["'\`]?([\\w.-]{1,60})`, 'g');
  return [...before.matchAll(near)].at(-1)?.[1];
}

/** `SET value = '…' WHERE name = 'navixy_api_key'`, `Secret(value="…").save(name="navixy-hash")`. */
export function nameAfter(before: string, after: string): NamedBy | undefined {
  const name =
    nameInWhere(before, after) ??
    /^["'`]\s{0,4}\}?\s{0,4}\)\s{0,20}\.(?:\w{1,40}\(\s{0,20}(?:name|key|id)\s{0,4}[=:]|\w{0,40}[nN]ame\()\s{0,4}["'`]([^"'`\n]{1,80})["'`]/.exec(
      after,
    )?.[1];
  return name === undefined || readName(name).class === 'unknown' ? undefined : { name, join: 'assignment' };
}

function nameInWhere(before: string, after: string): string | undefined {
  if (!/^["']/.test(after) || !/\swhere\s/i.test(after) || !/\bset\s[^;]{0,300}$/i.test(before)) return undefined;
  return /^["'][^;]{0,200}?\swhere\s[^;]{0,200}?\b\w{0,40}(?:name|key|code|option|param|setting|slug|property)\w{0,10}[`"\]]?\s{0,4}(?:=|like)\s{0,4}N?['"]([^'"\n]{1,80})['"]/i.exec(
    after,
  )?.[1];
}

/**
 * Keys that contain the name of the value under `value` or `to` in the same object; Node-RED uses `p` for a property.
 */
const NAME_KEY = /^(?:name|key|variable|title|header|param|parameter|option|setting|p)$/i;

/** `{ "key": "hash", "description": "…", "value": "…" }`: in either order, at any distance. */
function nameBeside({ siblings }: Enclosure): string | undefined {
  const names = siblings
    .filter(({ key }) => NAME_KEY.test(key.slice(key.lastIndexOf(':') + 1)))
    .map(({ value }) => value);
  return names.find((name) => /^[\p{L}_][\p{L}\p{N}_.-]{0,60}$/u.test(name) && readName(name).class !== 'unknown');
}

const QUOTE = /["'`]/;
const SPACE = /\s/;

/**
 * Whether a text can end in {@link WRAPPER}: with a colon, an equals sign or a bracket, then white space and a quote.
 */
function mayEndInWrapper(text: string): boolean {
  let end = text.length;
  for (let quotes = 0; quotes < 2 && end > 0 && QUOTE.test(text[end - 1]!); quotes += 1) end -= 1;
  while (end > 0 && SPACE.test(text[end - 1]!)) end -= 1;
  const last = text[end - 1];
  return last === ':' || last === '=' || last === '>';
}

/** `Content-Disposition: form-data; name="hash"`, a blank line, the value. */
function multipartName(before: string): string | undefined {
  return /\bname="([\w.-]{1,60})"[^\n]{0,80}\n(?:[\w-]{1,40}:[^\n]{0,120}\n){0,4}\r?\n$/.exec(before)?.[1];
}

/** `name = "navixy_hash"` in the same block, with anything in between. */
function siblingBefore(before: string): string | undefined {
  const block = before.slice(Math.max(0, before.length - 300)).replace(/[\s\S]*\}/, '');
  const names = [
    ...block.matchAll(
      /(?<![\w.])["']?(?:name|key|variable|title)["']?\s{0,3}(?:[:=]|=>)\s{0,3}["']?([^\s"',;<>{}]{1,80})/gi,
    ),
  ];
  return names.map((match) => match[1]!).findLast((name) => readName(name).class !== 'unknown');
}

/** `{"value": "…", "name": "hash"}`: the name may follow its value. */
function siblingAfter(after: string): string | undefined {
  return (
    /^["']?\s{0,20},?\s{0,40}["']?(?:key|name)["']?\s{0,3}[:=]\s{0,3}["']([\p{L}_][\p{L}\p{N}_.-]{0,60})["']/u.exec(
      after,
    )?.[1] ?? /^<\/[\w:]{1,30}>\s{0,40}<[\w:]{1,30} name="[\w.]{0,30}name">([\w.-]{1,60})</i.exec(after)?.[1]
  );
}

/** Finds the parent key of the wrapper's block by indentation. */
function parentKey(before: string): string | undefined {
  const lines = before.split(/\r?\n/);
  const indent = indentOf(lines.at(-1)!);
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const line = lines[at]!;
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    // Only one part of the pattern matches white space between two others: otherwise a line of blanks would backtrack.
    return /^(?:-\s+)?(?:[\w-]+\s+)?["']?([\p{L}_][\p{L}\p{N}_.-]{0,60})["']?\s*(?:[:=]\s*)?\{?$/u.exec(
      line.trim(),
    )?.[1];
  }
  return undefined;
}

function indentOf(line: string): number {
  return /^[\s]*/.exec(line)![0].length;
}

/** `new GpsApi('https://…', '…')`: the call that a later argument belongs to. */
export function nameOfCall(before: string): NamedBy | undefined {
  if (!/,\s{0,20}["'`]$/.test(before.slice(-22))) return undefined;
  const near = before.slice(-300);
  const open = near.lastIndexOf('(');
  // Looked for first: in a list of values, the pattern would be tried at each letter.
  if (open === -1 || near.includes(')', open)) return undefined;
  if (!/^\s{0,20}[^()]{1,200},\s{0,20}["'`]$/.test(near.slice(open + 1))) return undefined;
  const name = /([\p{L}_$][\p{L}\p{N}_$]{0,60})$/u.exec(near.slice(0, open))?.[1];
  return name === undefined || isFiller(name) ? undefined : { name, join: 'argument' };
}

/** `NAVIXY_KEYS = { 'acme': '…' }`: the name of the table that contains the value, if it sounds like credentials. */
export function nameOfTable(before: string): NamedBy | undefined {
  if (!before.includes('{') && !before.includes('[')) return undefined;
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const char = before[at]!;
    if (char === '}' || char === ']') depth += 1;
    else if ((char === '{' || char === '[') && (depth -= 1) < 0) {
      const name =
        /([\p{L}_$][\p{L}\p{N}_$-]{0,60})["']?\s{0,4}(?::[^=\n{}[\]]{0,60})?(?:=>|[:=])\s{0,4}(?:new\s+\w{1,40}\s*)?\(?$/u.exec(
          before.slice(Math.max(0, at - 140), at),
        )?.[1];
      return name !== undefined && /keys?|hash|token|credential|auth/i.test(name) && readName(name).class !== 'unknown'
        ? { name, join: 'assignment' }
        : undefined;
    }
  }
  return undefined;
}
