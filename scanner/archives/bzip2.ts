import type { ByteReader } from './byte-reader.ts';
import { Unreadable } from './trouble.ts';

// eslint-disable-next-line require-yield
export async function* unpackBzip2(_reader: ByteReader): AsyncGenerator<Buffer> {
  throw new Unreadable('packed with bzip2, which cannot be opened', 'Unpack it and scan the folder.');
}
