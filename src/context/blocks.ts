import { readName } from '../names.ts';
import type { NamedBy } from './types.ts';

/** Keys under which a value stands when its name stands in a key beside or above it. */
const WRAPPER = /(?:^|[\s"'{,<(])(?:value|default|text|content|defaultvalue|initial|current|data|argument\.value)["']?\s*(?:[:=]|=>|>)\s*["'`]?$/i;

/**
 * Names that stand in a structure around the value, not right before it.
 * @param after what follows the value; asked for only where it matters
 */
export function nameInBlock(before: string, after: () => string): NamedBy | undefined {
  const part = before.endsWith('\n') ? multipartName(before) : undefined;
  if (part !== undefined) return { name: part, join: 'assignment' };
  if (!mayEndInWrapper(before) || !WRAPPER.test(before)) return undefined;
  const name = siblingBefore(before) ?? siblingAfter(after()) ?? parentKey(before);
  return name === undefined ? undefined : { name, join: 'assignment' };
}

const QUOTE = /["'`]/;
const SPACE = /\s/;

/** Whether a text ends as {@link WRAPPER} does: in a colon, an equals sign or a bracket, with white space and a quote behind it. */
function mayEndInWrapper(text: string): boolean {
  let end = text.length;
  if (end > 0 && QUOTE.test(text[end - 1]!)) end -= 1;
  while (end > 0 && SPACE.test(text[end - 1]!)) end -= 1;
  const last = text[end - 1];
  return last === ':' || last === '=' || last === '>';
}

/** `Content-Disposition: form-data; name="hash"`, a blank line, the value. */
function multipartName(before: string): string | undefined {
  return /\bname="([\w.-]{1,60})"[^\n]{0,80}\n(?:[\w-]{1,40}:[^\n]{0,120}\n){0,4}\r?\n$/.exec(before)?.[1];
}

/** `name = "navixy_hash"` in the same block, whatever stands in between. */
function siblingBefore(before: string): string | undefined {
  const block = before.slice(Math.max(0, before.length - 300)).replace(/[\s\S]*\}/, '');
  const names = [...block.matchAll(/(?<![\w.])["']?(?:name|key|variable|title)["']?\s{0,3}(?:[:=]|=>)\s{0,3}["']?([^\s"',;<>{}]{1,80})/gi)];
  return names.map((match) => match[1]!).findLast((name) => readName(name).class !== 'unknown');
}

/** `{"value": "…", "name": "hash"}`: the name may come after its value. */
function siblingAfter(after: string): string | undefined {
  return /^["']?\s{0,20},?\s{0,40}["']?(?:key|name)["']?\s{0,3}[:=]\s{0,3}["']([\p{L}_][\p{L}\p{N}_.-]{0,60})["']/u.exec(after)?.[1] ??
    /^<\/[\w:]{1,30}>\s{0,40}<[\w:]{1,30} name="[\w.]{0,30}name">([\w.-]{1,60})</i.exec(after)?.[1];
}

/** The key that the wrapper's block belongs to, by indentation. */
function parentKey(before: string): string | undefined {
  const lines = before.split(/\r?\n/);
  const indent = indentOf(lines.at(-1)!);
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const line = lines[at]!;
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    // White space in one place only between two others: else a line of blanks is tried in every way to divide it.
    return /^(?:-\s+)?(?:[\w-]+\s+)?["']?([\p{L}_][\p{L}\p{N}_.-]{0,60})["']?\s*(?:[:=]\s*)?\{?$/u.exec(line.trim())?.[1];
  }
  return undefined;
}

function indentOf(line: string): number {
  return /^[\s]*/.exec(line)![0].length;
}

/** `NAVIXY_KEYS = { 'acme': '…' }`: the name of the table that holds the value, if it speaks of credentials. */
export function nameOfTable(before: string): NamedBy | undefined {
  if (!before.includes('{') && !before.includes('[')) return undefined;
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const char = before[at]!;
    if (char === '}' || char === ']') depth += 1;
    else if ((char === '{' || char === '[') && (depth -= 1) < 0) {
      const name = /([\p{L}_$][\p{L}\p{N}_$-]{0,60})["']?\s{0,4}(?::[^=\n{}[\]]{0,60})?(?:=>|[:=])\s{0,4}(?:new\s+\w{1,40}\s*)?\(?$/u.exec(before.slice(Math.max(0, at - 140), at))?.[1];
      return name !== undefined && /keys?|hash|token|credential|auth/i.test(name) && readName(name).class !== 'unknown' ? { name, join: 'assignment' } : undefined;
    }
  }
  return undefined;
}
