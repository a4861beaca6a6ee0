import type { ByteSource } from './byte-source.ts';
import { findEndOfZip, LONGEST_END } from './recognise.ts';
import { Unreadable } from './trouble.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const LOCATOR64 = 0x07064b50;
const END64 = 0x06064b50;
const LOCAL_LENGTH = 30;
const CENTRAL_LENGTH = 46;
const UNKNOWN = 0xffffffff;

/** What a zip says about one of its members, at either of two places. */
export interface ZipRecord {
  readonly name: Buffer;
  readonly comment: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Bytes as packed; 0 where they are told behind the data. */
  readonly packed: number;
  readonly size: number;
}

/** As the directory at the end has it. */
export interface CentralRecord extends ZipRecord {
  /** Where the local record is. */
  readonly localAt: number;
}

/** As it stands before the data. */
export interface LocalRecord extends ZipRecord {
  readonly dataAt: number;
}

/** Where the directory of a zip lies. */
export interface Directory {
  readonly start: number;
  readonly end: number;
  /** What is before the zip, which its offsets do not count. */
  readonly shift: number;
  /** End of the last record, its comment included. */
  readonly zipEnd: number;
}

export const isEncrypted = ({ flags }: ZipRecord): boolean => (flags & 1) === 1;
/** Sizes and checksum are told behind the data. */
export const hasDescriptor = ({ flags }: ZipRecord): boolean => (flags & 8) === 8;

/**
 * @returns undefined when there is no directory, as in a zip that is cut off
 * @throws Unreadable for a zip of several volumes, or one that contradicts itself
 */
export function findDirectory(source: ByteSource): Directory | undefined {
  const tailAt = Math.max(0, source.size - LONGEST_END);
  const tail = source.read(tailAt, LONGEST_END);
  const found = findEndOfZip(tail);
  if (found < 0) return undefined;
  const at = tailAt + found;
  const zipEnd = at + 22 + tail.readUInt16LE(found + 20);
  const end = endOf64(source, at) ?? { disk: tail.readUInt16LE(found + 4), length: tail.readUInt32LE(found + 12), offset: tail.readUInt32LE(found + 16), at };
  if (end.disk !== 0 && end.disk !== 0xffff) throw new Unreadable('one volume of a split zip', 'Put the volumes together (zip -s 0 IN.zip --out OUT.zip) and scan that.');
  const start = end.at - end.length;
  if (start < 0 || start < end.offset) throw new Unreadable('it is damaged (its directory is not where it should be)');
  return { start, end: end.at, shift: start - end.offset, zipEnd };
}

function endOf64(source: ByteSource, at: number): { disk: number; length: number; offset: number; at: number } | undefined {
  if (at < 20) return undefined;
  const locator = source.read(at - 20, 20);
  if (locator.readUInt32LE(0) !== LOCATOR64) return undefined;
  const stated = Number(locator.readBigUInt64LE(8));
  // Where there is something before the zip, the record is further on; it mostly lies right before its locator.
  for (const place of [at - 20 - 56, stated]) {
    if (place < 0 || place + 56 > at) continue;
    const record = source.read(place, 56);
    if (record.readUInt32LE(0) === END64) return { disk: record.readUInt32LE(16), length: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)), at: place };
  }
  throw new Unreadable('it is damaged (a record of zip64 is missing)');
}

/** The records of a directory. @throws Unreadable where they end too early */
export function* centralRecords(source: ByteSource, { start, end, shift }: Directory): Generator<CentralRecord> {
  for (let at = start; at < end; ) {
    const head = source.read(at, CENTRAL_LENGTH);
    if (head.length < CENTRAL_LENGTH || head.readUInt32LE(0) !== CENTRAL) {
      // A signature of the directory may follow it.
      if (head.length >= 4 && head.readUInt32LE(0) === 0x05054b50) return;
      throw new Unreadable('it is damaged (its directory ends too early), or its directory is encrypted');
    }
    const nameLength = head.readUInt16LE(28);
    const extraLength = head.readUInt16LE(30);
    const commentLength = head.readUInt16LE(32);
    const rest = source.read(at + CENTRAL_LENGTH, nameLength + extraLength + commentLength);
    const extra = rest.subarray(nameLength, nameLength + extraLength);
    const [size, packed, localAt] = with64(extra, [head.readUInt32LE(24), head.readUInt32LE(20), head.readUInt32LE(42)]) as [number, number, number];
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

/** @returns undefined where there is none */
export function localRecord(source: ByteSource, at: number): LocalRecord | undefined {
  const head = source.read(at, LOCAL_LENGTH);
  if (at < 0 || head.length < LOCAL_LENGTH || head.readUInt32LE(0) !== LOCAL) return undefined;
  const nameLength = head.readUInt16LE(26);
  const extraLength = head.readUInt16LE(28);
  const rest = source.read(at + LOCAL_LENGTH, nameLength + extraLength);
  const [size, packed] = with64(rest.subarray(nameLength), [head.readUInt32LE(22), head.readUInt32LE(18)]) as [number, number];
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

/** Numbers that did not fit are in an extra field, in their order. */
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

const METHODS = [0, 1, 6, 8, 9, 12, 14, 93, 95, 98, 99];

/** Whether a local record that nothing points to is one: four bytes alone may stand anywhere. */
export function isPlausible(record: LocalRecord, head: Buffer): boolean {
  const month = (head.readUInt16LE(12) >> 5) & 15;
  const day = head.readUInt16LE(12) & 31;
  const isDate = head.readUInt16LE(12) === 0 || (month >= 1 && month <= 12 && day >= 1);
  return head.readUInt16LE(4) % 256 <= 63 && METHODS.includes(record.method) && record.name.length > 0 && record.name.length < 4096 && !record.name.some((byte) => byte < 32) && isDate;
}

const NONE = Buffer.alloc(0);

/** Whether a zip lies at the end of something: its directory is where its last record says. */
export function holdsZip(source: ByteSource): boolean {
  if (findEndOfZip(source.read(Math.max(0, source.size - LONGEST_END), LONGEST_END)) < 0) return false;
  try {
    const directory = findDirectory(source);
    const first = directory === undefined ? NONE : source.read(directory.start, 4);
    return first.length === 4 && first.readUInt32LE(0) === CENTRAL;
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}
