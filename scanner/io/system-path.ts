// Converts paths that are not UTF-8 to strings and back without loss.
import { isUtf8 } from 'node:buffer';

/** The base of escaped bytes: the 128 upper bytes become lone surrogates, which valid UTF-8 never contains. */
const ESCAPE = 0xdc00;
const ESCAPED = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/;
/** Length of the longest UTF-8 character in bytes. */
const LONGEST = 4;

/**
 * Decodes a path from the file system or git. Bytes that are not UTF-8 are escaped one by one (like PEP 383 in Python),
 * so {@link toSystem} restores them, and everything in between can treat the path as a string.
 */
export function fromBytes(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length;) {
    let length = 1;
    while (length <= LONGEST && !isUtf8(bytes.subarray(at, at + length))) length += 1;
    const isCharacter = length <= LONGEST && at + length <= bytes.length;
    text += isCharacter
      ? Buffer.from(bytes.subarray(at, at + length)).toString('utf8')
      : String.fromCharCode(ESCAPE + bytes[at]!);
    at += isCharacter ? length : 1;
  }
  return text;
}

/**
 * @param path a string, perhaps from {@link fromBytes}
 * @returns a path for the functions of `node:fs`
 */
export function toSystem(path: string): string | Buffer {
  if (!ESCAPED.test(path)) return path;
  return Buffer.concat(
    path
      .split(new RegExp(`(${ESCAPED.source})`))
      .map((part) =>
        ESCAPED.test(part) && part.length === 1 ? Buffer.from([part.charCodeAt(0) - ESCAPE]) : Buffer.from(part),
      ),
  );
}

/** @returns the path for display; bytes that are not UTF-8 are lost */
export function toDisplay(path: string): string {
  return toSystem(path).toString();
}
