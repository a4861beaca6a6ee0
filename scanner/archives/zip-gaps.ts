// Finds data in a zip that its directory does not list.
import type { ByteSource } from './byte-source.ts';
import { isPlausible, localRecord, type LocalRecord } from './zip-directory.ts';

const LOCAL_LENGTH = 30;
const CHUNK = 256 * 1024;
const LOCAL = Buffer.from('PK\x03\x04');
const CENTRAL = Buffer.from('PK\x01\x02');
/** Signature of a data descriptor, with sizes and checksum after the data. */
const DESCRIPTOR = Buffer.from('PK\x07\x08');
const DESCRIPTOR_LENGTH = 16;

/** The parts of a zip that were read as something. */
export class Covered {
  readonly #stretches: (readonly [start: number, end: number])[] = [];
  readonly #known = new Set<string>();
  #next = 0;

  add(start: number, end: number): void {
    this.#stretches.push([start, end]);
  }

  /** @returns whether the same part was read before under the same name; a name affects what is found */
  isAgain(start: number, end: number, method: number, name: Buffer): boolean {
    const key = `${start} ${end} ${method} ${name.toString('latin1')}`;
    if (this.#known.has(key)) return true;
    this.#known.add(key);
    return false;
  }

  /** Yields the unread parts in order, from where the last one was read to. */
  *gaps(progress: { from: number }, size: number): Generator<readonly [start: number, end: number]> {
    this.#stretches.sort((one, other) => one[0] - other[0]);
    while (progress.from < size) {
      while (this.#next < this.#stretches.length && this.#stretches[this.#next]![0] <= progress.from) {
        progress.from = Math.max(progress.from, this.#stretches[this.#next]![1]);
        this.#next += 1;
      }
      const end = Math.min(this.#stretches[this.#next]?.[0] ?? size, size);
      if (progress.from < end) yield [progress.from, end];
    }
  }
}

/** A local record that the directory does not list. */
export interface Hidden {
  readonly record: LocalRecord;
  readonly at: number;
  /** End of its data; set by its reader. */
  end: number;
}

/** Local records that the directory does not list, in file order. */
export function* hiddenRecords(source: ByteSource, covered: Covered): Generator<Hidden> {
  const progress = { from: 0 };
  for (const [start, end] of covered.gaps(progress, source.size)) {
    const at = find(source, start, end);
    const record = at < 0 ? undefined : localRecord(source, at);
    if (record === undefined) progress.from = at < 0 ? end : at + LOCAL.length;
    else if (!isPlausible(record, source.read(at, LOCAL_LENGTH), source.size)) progress.from = at + LOCAL.length;
    else {
      const hidden: Hidden = { record, at, end: record.dataAt };
      yield hidden;
      progress.from = Math.max(hidden.end, at + LOCAL_LENGTH);
    }
  }
}

function find(source: ByteSource, from: number, to: number, signature = LOCAL, length = LOCAL_LENGTH): number {
  for (let at = from; at + length <= to; at += CHUNK - signature.length + 1) {
    const found = source.read(at, Math.min(CHUNK, to - at)).indexOf(signature);
    if (found >= 0) return at + found;
  }
  return -1;
}

/**
 * @param dataAt start of stored data whose size follows it
 * @returns its end: the matching descriptor, otherwise the next record of any kind, or the end of the file
 */
export function endOfStored(source: ByteSource, dataAt: number): number {
  for (let from = dataAt; ;) {
    const at = find(source, from, source.size, DESCRIPTOR, DESCRIPTOR_LENGTH);
    if (at < 0) break;
    const record = source.read(at, DESCRIPTOR_LENGTH);
    if (record.readUInt32LE(8) === at - dataAt) return at;
    from = at + 1;
  }
  const next = [LOCAL, CENTRAL]
    .map((signature) => find(source, dataAt, source.size, signature))
    .filter((at) => at >= 0);
  return Math.min(source.size, ...next);
}
