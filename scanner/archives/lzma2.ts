// Decompresses LZMA2, the chunk format inside xz.
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { LONGEST_SYMBOL, Lzma, MOST_AT_ONCE } from './lzma.ts';
import { START } from './range-decoder.ts';
import { UnreadableArchive } from './archive-errors.ts';

/** The largest packed chunk, and the size of a chunk header. Bytes. */
const PACKED_HEADER = 6;
const PLAIN_HEADER = 3;
const END = 0;
const PLAIN_AFTER_RESET = 1;
const PLAIN = 2;
/** Control bytes from here on mark a packed chunk. */
const PACKED = 0x80;

/** What a packed chunk resets. */
const STATE = 1;
const PROPERTIES = 2;
const DICTIONARY = 3;

/**
 * Decompresses LZMA2: LZMA in chunks of at most 64 kB, packed. Ends right after the end mark.
 * @param dictionary bytes that matches reach back
 * @throws UnreadableArchive for damage, and for a dictionary that needs too much memory
 */
export async function* unpackLzma2(reader: ByteReader, dictionary: number, budget: Budget): AsyncGenerator<Buffer> {
  const lzma = new Lzma(dictionary, budget.limits.memory);
  let isFirst = true;
  let knowsProperties = false;
  for (;;) {
    const header = await reader.peek(PACKED_HEADER);
    const control = header[0] ?? END;
    if (header.length === 0 || (control !== END && header.length < PLAIN_HEADER)) throw cutOff(reader);
    if (control === END) {
      await reader.skip(1);
      return;
    }
    const reset = (control >> 5) & 3;
    if (
      (control < PACKED && control > PLAIN) ||
      (isFirst && control !== PLAIN_AFTER_RESET && (control < PACKED || reset !== DICTIONARY))
    )
      throw damaged();
    isFirst = false;
    if (control < PACKED) {
      if (control === PLAIN_AFTER_RESET) lzma.resetDictionary();
      await reader.skip(PLAIN_HEADER);
      const size = header.readUInt16BE(1) + 1;
      const bytes = await take(reader, size);
      lzma.copy(bytes);
      yield Buffer.from(bytes);
      continue;
    }
    if (header.length < PACKED_HEADER) throw cutOff(reader);
    const size = (((control & 31) << 16) | header.readUInt16BE(1)) + 1;
    const packed = header.readUInt16BE(3) + 1;
    await reader.skip(reset >= PROPERTIES ? PACKED_HEADER : PACKED_HEADER - 1);
    if (reset === DICTIONARY) lzma.resetDictionary();
    if (reset >= PROPERTIES) lzma.setProperties(header[5]!);
    else if (reset === STATE && knowsProperties) lzma.resetState();
    knowsProperties ||= reset >= PROPERTIES;
    if (!knowsProperties) throw damaged();
    const bytes = await reader.read(packed);
    yield* chunk(lzma, bytes, size, bytes.length === packed);
    if (bytes.length < packed) throw cutOff(reader);
  }
}

/** @param isWhole whether these are all bytes of the chunk; otherwise it is truncated */
function* chunk(lzma: Lzma, bytes: Buffer, size: number, isWhole: boolean): Generator<Buffer> {
  const { input } = lzma;
  input.bytes = bytes;
  input.at = 0;
  input.end = bytes.length;
  if (!isWhole && bytes.length < START) return;
  lzma.start();
  for (let left = size; left > 0;) {
    const part = lzma.unpack(Math.min(left, MOST_AT_ONCE), isWhole ? input.end + 1 : input.end - LONGEST_SYMBOL);
    left -= part.length;
    if (part.length > 0) yield part;
    if (lzma.isBroken || input.isPast) throw damaged();
    if (part.length === 0 && !isWhole) return;
    if (part.length === 0) throw damaged();
  }
  if (isWhole && (!lzma.finish() || input.at !== input.end)) throw damaged();
}

async function take(reader: ByteReader, length: number): Promise<Buffer> {
  const bytes = await reader.read(length);
  if (bytes.length < length) throw cutOff(reader);
  return bytes;
}

function cutOff(reader: ByteReader): UnreadableArchive {
  reader.check();
  return new UnreadableArchive('it is cut off');
}

function damaged(): UnreadableArchive {
  return new UnreadableArchive('it is damaged');
}
