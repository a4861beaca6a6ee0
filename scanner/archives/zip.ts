// Reads the members of a zip, both those in its directory and those outside it.
import { crc32, inflateRawSync, type InflateRaw, type ZlibOptions } from 'node:zlib';
import { WHOLE_LIMIT } from '../io/windows.ts';
import type { Budget } from './budget.ts';
import { ByteReader } from './byte-reader.ts';
import { MemorySource, streamOf, type ByteSource } from './byte-source.ts';
import { checked, unpack, type Packing } from './archive-formats.ts';
import { nameOf, type Member, type MemberTrouble, type Members } from './member.ts';
import { HEAD_LENGTH, recogniseArchive } from '../prefilter/recognise-archive.ts';
import { UnreadableArchive } from './archive-errors.ts';
import { Covered, endOfStored, hiddenRecords, type Hidden } from './zip-gaps.ts';
import {
  centralRecords,
  findDirectory,
  hasDescriptor,
  isEncrypted,
  localRecord,
  type CentralRecord,
  type Directory,
  type LocalRecord,
  type ZipRecord,
} from './zip-directory.ts';

/** Members with few packed bytes are unpacked at once, which is faster, if the output stays within this limit too. */
const SMALL = 1024 * 1024;
const SMALL_UNPACKED = 4 * SMALL;
/** Maximum expansion ratio of deflate. */
const MOST_RATIO = 1032;
/** Minimum output buffer of zlib. Bytes. */
const LEAST_CHUNK = 64;

/** Header length of LZMA members. */
const HAS_END_MARK = 2;

const PACKINGS: Readonly<Record<number, Packing>> = { 8: 'deflate', 12: 'bzip2', 14: 'zip-lzma', 93: 'zstd', 95: 'xz' };
const NAMES: Readonly<Record<number, string>> = { 1: 'shrink', 6: 'implode', 9: 'deflate64', 98: 'PPMd' };

/**
 * Yields the members of a zip: those of its directory, and unlisted ones, because readers differ in which they use. If
 * the two records of a member disagree, it is read in both ways.
 */
export async function* zipMembers(source: ByteSource, budget: Budget): Members {
  const covered = new Covered();
  let directory: Directory | undefined;
  try {
    directory = findDirectory(source);
    if (directory !== undefined) {
      covered.add(directory.start, directory.end);
      yield* listed(source, directory, covered, budget);
    }
  } catch (error) {
    if (!(error instanceof UnreadableArchive)) throw error;
    yield { name: '', trouble: { reason: error.message, remedy: error.remedy } };
  }
  for (const one of hiddenRecords(source, covered)) yield* hidden(source, one, budget);
  if (directory === undefined)
    throw new UnreadableArchive('it is cut off (it has no directory); what is there was scanned');
  // Its raw bytes were scanned with the zip.
  if (recogniseArchive(source.read(directory.zipEnd, HEAD_LENGTH)) !== undefined)
    yield { name: '(rest)', content: streamOf(source, directory.zipEnd) };
}

/** The result of reading a member's bytes. */
interface Data {
  readonly at: number;
  /** Bytes used, if decompression reveals it. */
  used?: number;
}

async function* listed(source: ByteSource, directory: Directory, covered: Covered, budget: Budget): Members {
  for (const central of centralRecords(source, directory)) {
    await budget.breathe();
    budget.member();
    const local = localRecord(source, central.localAt);
    if (local === undefined) {
      yield trouble(central, 'it is damaged (it is not where the directory says)');
      continue;
    }
    const texts = [central.comment, ...(local.name.equals(central.name) ? [] : [local.name])].filter(
      (text) => text.length > 0,
    );
    const data: Data = { at: local.dataAt };
    // Members that share data are usually a zip bomb. Once is enough.
    if (covered.isAgain(central.localAt, local.dataAt + central.packed, central.method, central.name))
      yield { name: nameOf(central.name), texts };
    else yield* content(source, central, data, texts, isEncrypted(central) && isEncrypted(local), budget);
    if (disagree(central, local)) yield* content(source, local, { at: local.dataAt }, [], isEncrypted(local), budget);
    // A member that claims more than its own data could hide others.
    covered.add(
      central.localAt,
      local.dataAt + Math.min(central.packed, local.packed || central.packed, data.used ?? central.packed),
    );
  }
}

function disagree(central: CentralRecord, local: LocalRecord): boolean {
  if (central.method !== local.method) return true;
  return !(hasDescriptor(local) && local.packed === 0) && local.packed !== central.packed;
}

/** An unlisted member; without a directory, all members are unlisted. */
async function* hidden(source: ByteSource, one: Hidden, budget: Budget): Members {
  await budget.breathe();
  budget.member();
  const { record } = one;
  const { dataAt } = record;
  const packing = PACKINGS[record.method];
  if (
    record.packed > 0 ||
    !hasDescriptor(record) ||
    isEncrypted(record) ||
    (packing === undefined && record.method !== 0)
  ) {
    const data: Data = { at: dataAt };
    yield* content(source, record, data, [], isEncrypted(record), budget);
    one.end = Math.min(dataAt + (data.used ?? record.packed), source.size);
    return;
  }
  if (packing === undefined) {
    one.end = endOfStored(source, dataAt);
    yield {
      name: nameOf(record.name),
      content: stream(source, { ...record, packed: one.end - dataAt }, { at: dataAt }, packing, budget),
    };
    return;
  }
  // Only decompression reveals its end.
  const reader = new ByteReader(streamOf(source, dataAt));
  yield { name: nameOf(record.name), content: unpack(packing, reader, budget) };
  one.end = dataAt + reader.passed;
}

async function* content(
  source: ByteSource,
  record: ZipRecord,
  data: Data,
  texts: readonly Buffer[],
  encrypted: boolean,
  budget: Budget,
): Members {
  const name = nameOf(record.name);
  const { method, packed } = record;
  const packing = PACKINGS[method];
  if (encrypted || method === 99) {
    yield { name, texts };
    yield trouble(record, 'it is encrypted', 'Unpack it with its password and scan the folder.');
  } else if (method !== 0 && packing === undefined) {
    yield { name, texts };
    yield trouble(
      record,
      `it is packed in a way that cannot be opened (${NAMES[method] ?? `method ${method}`})`,
      'Unpack it and scan the folder.',
    );
  } else if (packed === 0 && record.size === 0) {
    yield { name, texts };
  } else if (record.size > budget.maxSize) {
    yield { name, texts };
    yield { name, trouble: budget.tooLarge };
  } else {
    const whole =
      packed <= SMALL || isThere(source, record, budget)
        ? wholeOf(source.read(data.at, packed), record, data, budget)
        : undefined;
    yield {
      name,
      texts,
      content: whole ?? checked(stream(source, record, data, packing, budget), record.crc),
      size: record.size,
    } satisfies Member;
  }
}

/** With `info`, Node returns how much input was used; its types lack that. */
const inflate = inflateRawSync as unknown as (
  bytes: Buffer,
  options: ZlibOptions,
) => { readonly buffer: Buffer; readonly engine?: InflateRaw };

/**
 * Whether a stored member is in memory and can be scanned in one part: a nested archive then needs no memory of its
 * own.
 */
function isThere(source: ByteSource, { method, packed }: ZipRecord, { limits }: Budget): boolean {
  return method === 0 && source instanceof MemorySource && packed <= Math.min(WHOLE_LIMIT, limits.member);
}

/** @returns undefined if it is not small, or not valid: the slow way then reports the problem */
function wholeOf(
  bytes: Buffer,
  { method, packed, size, crc }: ZipRecord,
  data: Data,
  budget: Budget,
): Buffer | undefined {
  if (bytes.length < packed || (method !== 0 && method !== 8)) return undefined;
  try {
    // A buffer of the stated size if plausible; otherwise output is collected in chunks.
    const chunkSize = Math.min(size, packed * MOST_RATIO, SMALL_UNPACKED) + LEAST_CHUNK;
    const { buffer: whole, engine } =
      method === 0 ? { buffer: bytes } : inflate(bytes, { maxOutputLength: SMALL_UNPACKED, chunkSize, info: true });
    if (crc32(whole) !== crc) return undefined;
    data.used = engine?.bytesWritten ?? packed;
    budget.unpack(whole.length);
    return whole;
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.match(/^(Z_|ERR_BUFFER_TOO_LARGE)/)) throw error;
    return undefined;
  }
}

async function* stream(
  source: ByteSource,
  { packed, size, flags }: ZipRecord,
  data: Data,
  packing: Packing | undefined,
  budget: Budget,
): AsyncGenerator<Buffer> {
  const bytes = streamOf(source, data.at, data.at + packed);
  if (packing !== undefined) {
    const reader = new ByteReader(bytes);
    // The end mark of LZMA is present, or the size is known.
    yield* unpack(packing, reader, budget, (flags & HAS_END_MARK) === 0 ? { size } : {});
    data.used = reader.passed;
  } else {
    for await (const chunk of bytes) {
      budget.unpack(chunk.length);
      await budget.breathe();
      yield chunk;
    }
  }
  if (data.at + packed > source.size) throw new UnreadableArchive('it is cut off');
}

function trouble(record: ZipRecord, reason: string, remedy?: string): MemberTrouble {
  return { name: nameOf(record.name), trouble: { reason, remedy: remedy ?? new UnreadableArchive(reason).remedy } };
}
