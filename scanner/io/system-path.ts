// Paths whose bytes are not UTF-8, as text and back: a repository may lie in a folder with a name in latin-1.
import { isUtf8 } from 'node:buffer';

/** Where the 128 upper bytes are put: in halves of surrogate pairs, which no UTF-8 has on their own. */
const ESCAPE = 0xdc00;
const ESCAPED = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/;
/** Bytes of the longest character in UTF-8. */
const LONGEST = 4;

/**
 * Reads a path as the file system or git has it. What is not UTF-8 is escaped, byte by byte (as Python does, PEP 383),
 * so that {@link toSystem} gives the same bytes back and everything in between may treat it as text.
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

/** @param path text, perhaps from {@link fromBytes} @returns what functions of `node:fs` take for it */
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

/** @returns the same for a person to read; what is not UTF-8 is lost */
export function toDisplay(path: string): string {
  return toSystem(path).toString();
}
