// Reads the members of a tar: old format, ustar, pax and GNU.
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { nameOf, type Member, type MemberTrouble, type Members } from './member.ts';
import { HEAD_LENGTH, isZero, recogniseArchive } from '../prefilter/recognise-archive.ts';
import { isTarHeader } from '../prefilter/tar-header.ts';
import { UnreadableArchive } from './archive-errors.ts';

const BLOCK = 512;
/** Blocks of zeros mark the end. */
const END_MARK = 2;
/** Members up to this size are read whole, which is faster. Bytes. */
const SMALL = 1024 * 1024;
/** Bytes searched for a header at a time, in blocks. */
const SEARCHED = 128 * BLOCK;
/** Longer names and attributes are not valid. Bytes. */
const LONGEST_EXTRA = 1024 * 1024;

/** Records before a header that describe it: long names, and POSIX.1-2001 attributes. */
interface Extra {
  name?: string;
  size?: number;
  isSparse?: boolean;
  texts: Buffer[];
}

/** Yields the members of a tar in any format. Continues after the end mark, so concatenated archives are all read. */
export async function* tarMembers(reader: ByteReader, budget: Budget): Members {
  let extra: Extra = { texts: [] };
  let zeros = 0;
  let isDamaged = false;
  for (let header = await reader.read(BLOCK); header.length > 0; header = await reader.read(BLOCK)) {
    await budget.breathe();
    if (isZero(header)) {
      zeros += 1;
      continue;
    }
    if (header.length < BLOCK) reader.check();
    if (!isTarHeader(header)) {
      reader.unread(header);
      budget.member();
      yield* rest(reader, zeros >= END_MARK || isDamaged);
      isDamaged ||= zeros < END_MARK;
      continue;
    }
    const type = String.fromCharCode(header[156]!);
    const size = sizeOf(header);
    if (type === 'L' || type === 'K' || type === 'x' || type === 'g') {
      if (size > LONGEST_EXTRA) throw new UnreadableArchive('it is damaged (a name or attribute is too long)');
      const bytes = await reader.read(size);
      await reader.skip(padding(size));
      // `read` may return memory that is reused.
      takeExtra(extra, type, Buffer.from(bytes));
      continue;
    }
    budget.member();
    yield* member(reader, header, type, extra, budget);
    extra = { texts: [] };
    zeros = 0;
  }
}

async function* member(reader: ByteReader, header: Buffer, type: string, extra: Extra, budget: Budget): Members {
  const name = extra.name ?? ownName(header);
  const texts = [...extra.texts, text(header, 157, 100)].filter((one) => one.length > 0);
  if (type === 'S' && header[482] === 1)
    for (let more = await reader.read(BLOCK); more[504] === 1; more = await reader.read(BLOCK));
  if (type === 'S' || extra.isSparse === true) yield sparse(name);
  // Links and folders have no content, whatever size they state; in old tars a folder may have a size.
  const size = type === '1' || type === '2' || type === '5' ? 0 : (extra.size ?? sizeOf(header));
  if (size > budget.maxSize) {
    yield { name, texts };
    yield { name, trouble: budget.tooLarge };
    if ((await reader.skip(size)) < size) throw cutOff(reader, name);
  } else if (size <= SMALL) {
    const content = await reader.read(size);
    yield size === 0 ? { name, texts } : { name, texts, content };
    if (content.length < size) throw cutOff(reader, name);
  } else {
    let passed = 0;
    yield { name, texts, content: reader.part(size, (bytes) => (passed += bytes)) };
    if (passed < size) passed += await reader.skip(size - passed);
    if (passed < size) throw cutOff(reader, name);
  }
  await reader.skip(padding(size));
}

function sparse(name: string): MemberTrouble {
  return {
    name,
    trouble: {
      reason:
        'a sparse file: its data was scanned without the holes, so that lines and columns are not those of the file',
      remedy: 'Unpack the archive and scan the folder.',
    },
  };
}

function cutOff(reader: ByteReader, name: string): UnreadableArchive {
  reader.check();
  return new UnreadableArchive(`it is cut off in "${name}"`);
}

/**
 * Other data follows: it is scanned as raw bytes up to the next header, where `tar` would continue too. After the end
 * mark this is not damage.
 */
async function* rest(reader: ByteReader, isSaid: boolean): Members {
  if (!isSaid)
    yield {
      name: '',
      trouble: {
        reason: 'it is damaged (what follows is no tar header); the rest was scanned as it is',
        remedy: 'Repair or replace the archive, or delete it if nobody needs it.',
      },
    };
  // A separate archive may contain a tar.
  const isArchive = recogniseArchive(await reader.peek(HEAD_LENGTH)) !== undefined;
  yield { name: '(rest)', content: isArchive ? reader.rest() : upToHeader(reader) } satisfies Member;
}

async function* upToHeader(reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const bytes = await reader.peek(SEARCHED);
    let at = 0;
    while (at + BLOCK <= bytes.length && !isTarHeader(bytes.subarray(at, at + BLOCK))) at += BLOCK;
    const isFound = at + BLOCK <= bytes.length;
    const length = isFound ? at : bytes.length < SEARCHED ? bytes.length : at;
    if (length > 0) yield await reader.read(length);
    if (isFound || bytes.length < SEARCHED) return;
  }
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function text(header: Buffer, at: number, length: number): Buffer {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end));
}

function ownName(header: Buffer): string {
  const name = text(header, 0, 100);
  // Only POSIX has a prefix here; GNU stores times.
  const isPosix = header.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? text(header, 345, 155) : Buffer.alloc(0);
  return nameOf(prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name);
}

/**
 * Parses octal digits, or for large files a binary number with its first bit set.
 * @throws UnreadableArchive
 */
function sizeOf(header: Buffer): number {
  const field = header.subarray(124, 136);
  if (field[0]! >= 0x80) {
    const size = Number(field.readBigUInt64BE(4));
    if (field[0] !== 0x80 || !Number.isSafeInteger(size))
      throw new UnreadableArchive('it is damaged (a size is out of range)');
    return size;
  }
  const digits = field
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trim();
  if (!/^[0-7]*$/.test(digits)) throw new UnreadableArchive('it is damaged (a size is no number)');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function takeExtra(extra: Extra, type: string, bytes: Buffer): void {
  if (type === 'L') extra.name = nameOf(text(bytes, 0, bytes.length));
  extra.texts.push(bytes);
  // Global attributes, such as the commit id from `git archive`, name no member.
  if (type !== 'x') return;
  for (const [key, value] of records(bytes)) {
    if (key === 'path' || key === 'GNU.sparse.name') extra.name = value;
    if (key === 'size' && /^\d{1,15}$/.test(value)) extra.size = Number(value);
    if (key.startsWith('GNU.sparse.')) extra.isSparse = true;
  }
}

/** Parses `<length> <key>=<value>\n`, with the length of the whole record in bytes. */
function* records(bytes: Buffer): Generator<[key: string, value: string]> {
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? 0 : Number(bytes.toString('latin1', at, space));
    if (!Number.isInteger(length) || length <= space - at) return;
    const record = nameOf(bytes.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    if (equals > 0) yield [record.slice(0, equals), record.slice(equals + 1)];
    at += length;
  }
}
