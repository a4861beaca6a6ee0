// Unpacks zlib, as git keeps its loose objects.
import { createInflate } from 'node:zlib';
import type { ByteReader } from './byte-reader.ts';
import { decompressStream } from './decompress-stream.ts';

/** What stands before the content of a loose object. */
const OBJECT = /^(?:blob|tree|commit|tag) \d{1,20}\0/;
const LONGEST = 32;

/** Unpacks one stream; leaves the reader behind it. @throws Unreadable for damage */
export function unpackZlib(reader: ByteReader): AsyncGenerator<Buffer> {
  return decompressStream(createInflate({ chunkSize: 64 * 1024 }), reader);
}

/** Passes the header of a loose object, so that what is in it is recognised and keeps its columns. */
export async function passObjectHeader(content: ByteReader): Promise<void> {
  const header = OBJECT.exec((await content.peek(LONGEST)).toString('latin1', 0, LONGEST));
  if (header !== null) await content.skip(header[0].length);
}
