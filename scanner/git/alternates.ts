// Parses `objects/info/alternates` as git does: the object folders that a repository borrows from.
import path from 'node:path';
import { realpathSync } from 'node:fs';
import { fromBytes, toSystem } from '../io/system-path.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HASH = 0x23;
const LINE_END = 0x0a;
const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': BACKSLASH,
  '"': QUOTE,
};

/**
 * @param bytes of the file
 * @returns the paths in it, unquoted; see {@link fromBytes}
 */
export function alternatesIn(bytes: Uint8Array): string[] {
  // git reads it as a C string, which a zero byte ends.
  const end = bytes.indexOf(0);
  const text = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end));
  const paths: string[] = [];
  for (let at = 0; at < text.length;) {
    const quoted = text[at] === QUOTE ? unquote(text, at) : undefined;
    const lineEnd = text.indexOf(LINE_END, at);
    const stop = quoted?.end ?? (lineEnd < 0 ? text.length : lineEnd);
    const entry = quoted?.bytes ?? text.subarray(at, stop);
    if (entry.length > 0 && text[at] !== HASH) paths.push(fromBytes(entry));
    // git ignores everything between a closing quote and the end of the line.
    at = stop + 1;
  }
  return paths;
}

/**
 * @returns the bytes inside the quotes, and where they end; undefined for broken quoting, which is then a literal path
 */
function unquote(text: Buffer, from: number): { readonly bytes: Buffer; readonly end: number } | undefined {
  const bytes: number[] = [];
  for (let at = from + 1; at < text.length; at += 1) {
    const byte = text[at]!;
    if (byte === QUOTE) return { bytes: Buffer.from(bytes), end: at + 1 };
    if (byte !== BACKSLASH) {
      bytes.push(byte);
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.toString('latin1', at + 1, at + 4));
    const escaped = octal === null ? ESCAPES[String.fromCharCode(text[at + 1] ?? 0)] : Number.parseInt(octal[0], 8);
    if (escaped === undefined) return undefined;
    bytes.push(escaped);
    at += octal === null ? 1 : 3;
  }
  return undefined;
}

/**
 * @param named as from {@link alternatesIn}, relative to `folder`
 * @returns absolute path with links resolved, as git resolves it; undefined if it does not exist
 */
export function realAlternate(folder: string, named: string): string | undefined {
  try {
    // Not joined lexically: `link/..` is beside the target of the link.
    const full = path.isAbsolute(named) ? named : `${folder}${path.sep}${named}`;
    return fromBytes(realpathSync.native(toSystem(full), { encoding: 'buffer' }));
  } catch {
    return undefined;
  }
}
