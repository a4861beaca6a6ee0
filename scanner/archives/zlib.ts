// Decompresses zlib streams, the format of git's loose objects.
import { createInflate } from 'node:zlib';
import type { ByteReader } from './byte-reader.ts';
import { decompressStream } from './decompress-stream.ts';

/** The header of a loose object before its content. */
const OBJECT = /^(?:blob|tree|commit|tag) \d{1,20}\0/;
const LONGEST = 32;

/**
 * Decompresses one stream; leaves the reader after it.
 * @throws UnreadableArchive for damage
 */
export function unpackZlib(reader: ByteReader): AsyncGenerator<Buffer> {
  return decompressStream(createInflate({ chunkSize: 64 * 1024 }), reader);
}

/** Skips the header of a loose object, so its content is recognised and columns are right. */
export async function passObjectHeader(content: ByteReader): Promise<void> {
  const header = OBJECT.exec((await content.peek(LONGEST)).toString('latin1', 0, LONGEST));
  if (header !== null) await content.skip(header[0].length);
}
