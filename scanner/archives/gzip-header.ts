// Parses a gzip header.
import { nameOf } from './member.ts';

const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** The name and comment in a gzip header. */
export interface GzipHeader {
  readonly name?: string;
  readonly comment?: Buffer;
}

/** @param head the first bytes; fields beyond them are missing */
export function readGzipHeader(head: Buffer): GzipHeader {
  const flags = head[3] ?? 0;
  let at = 10;
  if ((flags & HAS_EXTRA) !== 0) at += head.length >= 12 ? 2 + head.readUInt16LE(10) : 2;
  const text = () => {
    const end = head.indexOf(0, at);
    const bytes = end < 0 ? Buffer.alloc(0) : head.subarray(at, end);
    at += bytes.length + 1;
    return bytes;
  };
  const name = (flags & HAS_NAME) === 0 ? undefined : nameOf(text());
  const comment = (flags & HAS_COMMENT) === 0 ? undefined : Buffer.from(text());
  return { ...(name === undefined || name === '' ? {} : { name }), ...(comment === undefined ? {} : { comment }) };
}
