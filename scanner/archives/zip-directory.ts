// Parses the records of a zip: end record, directory and local headers.
import type { ByteSource } from './byte-source.ts';
import { END_LENGTH, findZipEnds, LONGEST_END } from '../prefilter/recognise-archive.ts';
import { UnreadableArchive } from './archive-errors.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const CENTRAL_SIGNATURE = Buffer.from('PK\x01\x02');
const LOCATOR64 = 0x07064b50;
const END64 = 0x06064b50;
const LOCAL_LENGTH = 30;
const CENTRAL_LENGTH = 46;
const UNKNOWN = 0xffffffff;

/** The fields that a zip stores twice about a member. */
export interface ZipRecord {
  readonly name: Buffer;
  readonly comment: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Packed size in bytes; 0 if it follows the data. */
  readonly packed: number;
  readonly size: number;
}

/** A member in the directory. */
export interface CentralRecord extends ZipRecord {
  /** Offset of the local record. */
  readonly localAt: number;
}

/** A local record before the data. */
export interface LocalRecord extends ZipRecord {
  readonly dataAt: number;
}

/** The position of a zip's directory. */
export interface Directory {
  readonly start: number;
  readonly end: number;
  /** Bytes before the zip, which its offsets do not include. */
  readonly shift: number;
  /** End of the end record, including its comment. */
  readonly zipEnd: number;
}

export const isEncrypted = ({ flags }: ZipRecord): boolean => (flags & 1) === 1;
/** Flag: sizes and checksum follow the data. */
export const hasDescriptor = ({ flags }: ZipRecord): boolean => (flags & 8) === 8;

/**
 * @returns undefined without a directory, as in a truncated zip
 * @throws UnreadableArchive for a multi-volume zip, or one that contradicts itself
 */
export function findDirectory(source: ByteSource): Directory | undefined {
  const found = findEnd(source);
  if (found === undefined) return undefined;
  const { end, at, start } = found;
  if (end.disk !== 0 && end.disk !== 0xffff)
    throw new UnreadableArchive(
      'one volume of a split zip',
      'Put the volumes together (zip -s 0 IN.zip --out OUT.zip) and scan that.',
    );
  const zipEnd = Math.min(source.size, at + END_LENGTH + source.read(at + 20, 2).readUInt16LE(0));
  if (start === undefined && end.length > 0)
    throw new UnreadableArchive('it is damaged (its directory is not where it should be)');
  return start === undefined
    ? { start: at, end: at, shift: 0, zipEnd }
    : { start, end: start + end.length, shift: start - end.offset, zipEnd };
}

/** Whether a zip is at the end of something: its directory is where its end record says. */
export function holdsZip(source: ByteSource): boolean {
  return findEnd(source)?.start !== undefined;
}

/** The end record of a zip, in zip64 form if present. */
interface End {
  readonly disk: number;
  /** Size of the directory in bytes. */
  readonly length: number;
  readonly offset: number;
  /** Offset of the record. */
  readonly at: number;
}

/**
 * @returns the last end record with a valid directory, otherwise the last possible one, with its own offset and that of
 *   the directory
 */
function findEnd(
  source: ByteSource,
): { readonly end: End; readonly at: number; readonly start: number | undefined } | undefined {
  const tailAt = Math.max(0, source.size - LONGEST_END);
  const all = findZipEnds(source.read(tailAt, LONGEST_END)).flatMap((place) => {
    const at = tailAt + place;
    return [endOf64(source, at), endAt(source, at)].flatMap((end) =>
      end === undefined ? [] : [{ at, end, start: startOf(source, end) }],
    );
  });
  return all.find(({ start }) => start !== undefined) ?? all[0];
}

function endAt(source: ByteSource, at: number): End {
  const record = source.read(at, END_LENGTH);
  return { disk: record.readUInt16LE(4), length: record.readUInt32LE(12), offset: record.readUInt32LE(16), at };
}

/** @returns where a non-empty directory starts: right before the end record, or at the offset in it */
function startOf(source: ByteSource, { at, length, offset }: End): number | undefined {
  if (length === 0) return undefined;
  return [at - length, offset].find(
    (start) => start >= 0 && start < at && source.read(start, 4).equals(CENTRAL_SIGNATURE),
  );
}

/** @returns undefined if there is none, or it cannot be found */
function endOf64(source: ByteSource, at: number): End | undefined {
  if (at < 20) return undefined;
  const locator = source.read(at - 20, 20);
  if (locator.readUInt32LE(0) !== LOCATOR64) return undefined;
  const stated = Number(locator.readBigUInt64LE(8));
  // With data before the zip, the record is further on; it is usually right before its locator.
  for (const place of [at - 20 - 56, stated]) {
    if (place < 0 || place + 56 > at) continue;
    const record = source.read(place, 56);
    if (record.readUInt32LE(0) === END64)
      return {
        disk: record.readUInt32LE(16),
        length: Number(record.readBigUInt64LE(40)),
        offset: Number(record.readBigUInt64LE(48)),
        at: place,
      };
  }
  return undefined;
}

/**
 * Yields the records of a directory.
 * @throws UnreadableArchive if they end too early
 */
export function* centralRecords(source: ByteSource, { start, end, shift }: Directory): Generator<CentralRecord> {
  for (let at = start; at < end;) {
    const head = source.read(at, CENTRAL_LENGTH);
    if (head.length < CENTRAL_LENGTH || head.readUInt32LE(0) !== CENTRAL) {
      // A signature of the directory may follow it.
      if (head.length >= 4 && head.readUInt32LE(0) === 0x05054b50) return;
      throw new UnreadableArchive('it is damaged (its directory ends too early), or its directory is encrypted');
    }
    const nameLength = head.readUInt16LE(28);
    const extraLength = head.readUInt16LE(30);
    const commentLength = head.readUInt16LE(32);
    const rest = source.read(at + CENTRAL_LENGTH, nameLength + extraLength + commentLength);
    const extra = rest.subarray(nameLength, nameLength + extraLength);
    const [size, packed, localAt] = with64(extra, [
      head.readUInt32LE(24),
      head.readUInt32LE(20),
      head.readUInt32LE(42),
    ]) as [number, number, number];
    yield {
      name: Buffer.from(rest.subarray(0, nameLength)),
      comment: Buffer.from(rest.subarray(nameLength + extraLength)),
      flags: head.readUInt16LE(8),
      method: head.readUInt16LE(10),
      crc: head.readUInt32LE(16),
      packed,
      size,
      localAt: localAt + shift,
    };
    at += CENTRAL_LENGTH + nameLength + extraLength + commentLength;
  }
}

/** @returns undefined if there is none */
export function localRecord(source: ByteSource, at: number): LocalRecord | undefined {
  if (at < 0) return undefined;
  const head = source.read(at, LOCAL_LENGTH);
  if (head.length < LOCAL_LENGTH || head.readUInt32LE(0) !== LOCAL) return undefined;
  const nameLength = head.readUInt16LE(26);
  const extraLength = head.readUInt16LE(28);
  const rest = source.read(at + LOCAL_LENGTH, nameLength + extraLength);
  const [size, packed] = with64(rest.subarray(nameLength), [head.readUInt32LE(22), head.readUInt32LE(18)]) as [
    number,
    number,
  ];
  return {
    name: Buffer.from(rest.subarray(0, nameLength)),
    comment: NONE,
    flags: head.readUInt16LE(6),
    method: head.readUInt16LE(8),
    crc: head.readUInt32LE(14),
    packed,
    size,
    dataAt: at + LOCAL_LENGTH + nameLength + extraLength,
  };
}

/** Numbers that did not fit are in an extra field, in order. */
function with64(extra: Buffer, numbers: readonly number[]): number[] {
  if (!numbers.includes(UNKNOWN)) return [...numbers];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let next = 0;
    return numbers.map((number) => {
      if (number !== UNKNOWN || next + 8 > field.length) return number;
      next += 8;
      return Number(field.readBigUInt64LE(next - 8));
    });
  }
  return [...numbers];
}

/** All assigned compression methods. */
const MOST_METHODS = 99;

/** Whether an unlisted local record is real: its four signature bytes may occur anywhere. */
export function isPlausible(record: LocalRecord, head: Buffer, size: number): boolean {
  const month = (head.readUInt16LE(12) >> 5) & 15;
  const day = head.readUInt16LE(12) & 31;
  const isDate = head.readUInt16LE(12) === 0 || (month >= 1 && month <= 12 && day >= 1);
  return (
    head.readUInt16LE(4) % 256 <= 63 &&
    record.method <= MOST_METHODS &&
    record.name.length > 0 &&
    !record.name.includes(0) &&
    record.dataAt <= size &&
    isDate
  );
}

const NONE = Buffer.alloc(0);
