// Opens a compressed file and any further streams appended to it.
import { isUtf8 } from 'node:buffer';
import { hasTrace } from '../prefilter/hash-traces.ts';
import { ByteReader } from './byte-reader.ts';
import { unpack } from './archive-formats.ts';
import { readGzipHeader } from './gzip-header.ts';
import type { Items, Opening } from './archive-interfaces.ts';
import { inside, unpackedName, type Place } from '../model/archive-path.ts';
import { HEAD_LENGTH, recogniseArchive, type Format } from '../prefilter/recognise-archive.ts';
import { skip } from './skipped-members.ts';
import { UnreadableArchive } from './archive-errors.ts';

/** In a longer gzip header the name is not read. Bytes. */
const GZIP_HEADER = 4096;
/** Bytes searched for a further stream at a time, and bytes needed to recognise one. */
const SEARCHED = 64 * 1024;
const TELLING = 128;

export type PackedFormat = Exclude<Format, 'zip' | 'tar' | 'ar'>;

/** Signatures of further streams. */
const STARTS: Readonly<Record<PackedFormat, Buffer>> = {
  gzip: Buffer.from('\x1f\x8b\x08', 'latin1'),
  bzip2: Buffer.from('BZh'),
  xz: Buffer.from('\xfd7zXZ\0', 'latin1'),
  zstd: Buffer.from('\x28\xb5\x2f\xfd', 'latin1'),
  lzip: Buffer.from('LZIP'),
  lzma: Buffer.from('\x5d\0', 'latin1'),
  zlib: Buffer.from('x'),
};
const ZIP_START = Buffer.from('PK\x03\x04');

/** Opens one compressed file, or several in a row, with anything between them. */
export async function* packedStream(
  opening: Opening,
  packing: PackedFormat,
  packed: ByteReader,
  place: Place,
  depth: number,
): Items {
  const rest = inside(place, '(rest)');
  let isTold = false;
  for (let here = place; ; here = rest) {
    yield* oneStream(opening, packing, packed, here, depth);
    if (!(await passZeros(packed))) return;
    const head = await packed.peek(HEAD_LENGTH);
    if (isStream(head, packing)) continue;
    if (recogniseArchive(head) !== undefined) {
      yield* opening.content(packed.rest(), rest, depth);
      return;
    }
    if (!isTold && !isUtf8(wholeCharacters(head))) {
      yield skip(
        place,
        'what follows its end is neither text nor anything known; it was scanned as it is',
        new UnreadableArchive('').remedy,
      );
      isTold = true;
    }
    yield* opening.content(upToStream(packed, packing), rest, depth);
    if ((await packed.peek(1)).length === 0) return;
  }
}

/** A compressed tar needs no name of its own. */
async function* oneStream(
  opening: Opening,
  packing: PackedFormat,
  packed: ByteReader,
  place: Place,
  depth: number,
): Items {
  const { budget, documents } = opening;
  const { name } = packing === 'gzip' ? readGzipHeader(await packed.peek(GZIP_HEADER)) : {};
  const inner = inside(place, name ?? unpackedName(place.path));
  yield* documents.words(name ?? '', [], inner);
  budget.member();
  const beside: Buffer[] = [];
  const aside = (bytes: Buffer) => void (hasTrace(bytes) && beside.push(bytes));
  const reader = new ByteReader(unpack(packing, packed, budget, { aside }));
  let failure: { readonly error: unknown } | undefined;
  try {
    if (packing === 'zlib') await (await import('./zlib.ts')).passObjectHeader(reader);
    const head = await reader.peek(HEAD_LENGTH);
    const recognised = recogniseArchive(head, head.length < HEAD_LENGTH ? head.length : undefined);
    if (recognised === undefined) yield* opening.leaf(reader, inner, depth);
    else
      yield* opening.archive(
        recognised,
        { reader },
        'format' in recognised && recognised.format === 'tar' ? place : inner,
        depth + 1,
      );
    // The consumer may stop early, and the rest may be damaged.
    while ((await reader.chunk()) !== undefined);
  } catch (error) {
    failure = { error };
  } finally {
    await reader.close();
  }
  yield* documents.words('', beside, inner);
  if (failure !== undefined) throw failure.error;
}

/** @returns whether anything follows */
async function passZeros(reader: ByteReader): Promise<boolean> {
  for (let chunk = await reader.chunk(); chunk !== undefined; chunk = await reader.chunk()) {
    const first = chunk.findIndex((byte) => byte !== 0);
    if (first < 0) continue;
    reader.unread(chunk.subarray(first));
    return true;
  }
  return false;
}

/**
 * Yields everything up to the next stream of a kind. A zip may contain such streams: after a zip starts, the whole rest
 * belongs together.
 */
async function* upToStream(reader: ByteReader, packing: PackedFormat): AsyncGenerator<Buffer> {
  const start = STARTS[packing];
  for (;;) {
    const bytes = await reader.peek(SEARCHED + TELLING);
    const isEnd = bytes.length < SEARCHED + TELLING;
    const zip = bytes.indexOf(ZIP_START);
    let at = bytes.indexOf(start);
    while (at >= 0 && (zip < 0 || at < zip) && at < SEARCHED && !isStream(bytes.subarray(at, at + TELLING), packing))
      at = bytes.indexOf(start, at + 1);
    if (zip >= 0 && (at < 0 || zip < at)) {
      yield* reader.rest();
      return;
    }
    const isFound = at >= 0 && at < SEARCHED;
    const length = isFound ? at : isEnd ? bytes.length : SEARCHED;
    if (length > 0) yield await reader.read(length);
    if (isFound || isEnd) return;
  }
}

function isStream(head: Buffer, packing: PackedFormat): boolean {
  const recognised = recogniseArchive(head);
  return recognised !== undefined && 'format' in recognised && recognised.format === packing;
}

/** A head may end inside a character. */
function wholeCharacters(head: Buffer): Buffer {
  let end = head.length;
  while (end > 0 && head.length - end < 3 && (head[end - 1]! & 0xc0) === 0x80) end -= 1;
  return end > 0 && head[end - 1]! >= 0xc0 ? head.subarray(0, end - 1) : head;
}
