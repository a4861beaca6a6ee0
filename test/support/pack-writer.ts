import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from './crc32.ts';
import { deflateSync } from 'node:zlib';

/** One entry of a pack to write. */
export interface PackEntry {
  readonly type: 'commit' | 'tree' | 'blob' | 'tag';
  /** The content of the object, for any way to store it. */
  readonly content: Buffer;
  /** Store the object as a delta of the entry with this index, or of the object with this id. */
  readonly base?: number | string;
  readonly delta?: Buffer;
  /** Write this size into the header instead of the true one. */
  readonly claimedSize?: number;
  /** Write these bytes instead of the deflated content or delta. */
  readonly raw?: Buffer;
}

const NUMBERS = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;

export function objectId(type: string, content: Buffer, format: 'sha1' | 'sha256' = 'sha1'): string {
  return createHash(format).update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** Writes a pack and its index, valid or not. @returns their path without the extension */
export function writePack(
  objects: string,
  entries: readonly PackEntry[],
  options: { readonly format?: 'sha1' | 'sha256'; readonly version?: 1 | 2 } = {},
): string {
  const format = options.format ?? 'sha1';
  const chunks: Buffer[] = [header(entries.length)];
  const offsets: number[] = [];
  const checks: number[] = [];
  let length = 12;
  for (const entry of entries) {
    const bytes = encode(entry, offsets, length);
    offsets.push(length);
    checks.push(crc32(bytes));
    chunks.push(bytes);
    length += bytes.length;
  }
  const body = Buffer.concat(chunks);
  const checksum = createHash(format).update(body).digest();
  const folder = path.join(objects, 'pack');
  mkdirSync(folder, { recursive: true });
  const name = path.join(folder, `pack-${checksum.toString('hex')}`);
  writeFileSync(`${name}.pack`, Buffer.concat([body, checksum]));
  const rows = entries
    .map(({ type, content }, at) => ({
      id: Buffer.from(objectId(type, content, format), 'hex'),
      offset: offsets[at]!,
      check: checks[at]!,
    }))
    .sort((a, b) => a.id.compare(b.id));
  const index = Buffer.concat([...(options.version === 1 ? oldIndex(rows) : newIndex(rows)), checksum]);
  writeFileSync(`${name}.idx`, Buffer.concat([index, createHash(format).update(index).digest()]));
  return name;
}

interface Row {
  readonly id: Buffer;
  readonly offset: number;
  readonly check: number;
}

function header(count: number): Buffer {
  return Buffer.concat([Buffer.from('PACK'), u32(2), u32(count)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function fanout(rows: readonly Row[]): Buffer {
  return Buffer.concat(Array.from({ length: 256 }, (_, first) => u32(rows.filter(({ id }) => id[0]! <= first).length)));
}

function newIndex(rows: readonly Row[]): Buffer[] {
  return [
    u32(0xff744f63),
    u32(2),
    fanout(rows),
    ...rows.map(({ id }) => id),
    ...rows.map(({ check }) => u32(check)),
    ...rows.map(({ offset }) => u32(offset)),
  ];
}

function oldIndex(rows: readonly Row[]): Buffer[] {
  return [fanout(rows), ...rows.flatMap(({ id, offset }) => [u32(offset), id])];
}

function encode(entry: PackEntry, offsets: readonly number[], here: number): Buffer {
  const payload = entry.delta ?? entry.content;
  const number = entry.base === undefined ? NUMBERS[entry.type] : typeof entry.base === 'number' ? 6 : 7;
  const parts = [sizeHeader(number, entry.claimedSize ?? payload.length)];
  if (typeof entry.base === 'number') parts.push(distance(here - offsets[entry.base]!));
  if (typeof entry.base === 'string') parts.push(Buffer.from(entry.base, 'hex'));
  parts.push(entry.raw ?? deflateSync(payload));
  return Buffer.concat(parts);
}

function sizeHeader(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1]! |= 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

function distance(value: number): Buffer {
  const bytes = [value & 127];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest -= 1;
    bytes.unshift(128 | (rest & 127));
  }
  return Buffer.from(bytes);
}

/** One instruction of a delta: bytes to insert, or a range of the base. */
export type Step = Buffer | { readonly from: number; readonly length: number };

export function makeDelta(baseSize: number, resultSize: number, steps: readonly Step[]): Buffer {
  return Buffer.concat([varint(baseSize), varint(resultSize), ...steps.flatMap(encodeStep)]);
}

/** Applies a delta to a base. */
export function applySteps(base: Buffer, steps: readonly Step[]): Buffer {
  return Buffer.concat(
    steps.map((step) => (Buffer.isBuffer(step) ? step : base.subarray(step.from, step.from + step.length))),
  );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.from(bytes);
}

function encodeStep(step: Step): Buffer[] {
  if (Buffer.isBuffer(step)) {
    const parts: Buffer[] = [];
    for (let at = 0; at < step.length; at += 127) {
      const piece = step.subarray(at, at + 127);
      parts.push(Buffer.from([piece.length]), piece);
    }
    return parts;
  }
  const bytes = [128];
  for (let shift = 0; shift < 4; shift += 1) {
    const byte = Math.floor(step.from / 256 ** shift) & 255;
    if (byte !== 0) {
      bytes[0]! |= 1 << shift;
      bytes.push(byte);
    }
  }
  for (let shift = 0; shift < 3; shift += 1) {
    const byte = Math.floor(step.length / 256 ** shift) & 255;
    if (byte !== 0) {
      bytes[0]! |= 16 << shift;
      bytes.push(byte);
    }
  }
  return [Buffer.from(bytes)];
}
