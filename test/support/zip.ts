import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Default: deflate. */
  readonly method?: 'store' | 'deflate';
  /** Writes sizes and checksum after the data (a data descriptor). */
  readonly descriptor?: boolean;
  /** The number of the compression method to claim. */
  readonly claimed?: number;
  readonly encrypted?: boolean;
  readonly comment?: string;
  /** Different values for the local record. */
  readonly local?: { readonly name?: string; readonly method?: number };
  /** Omits the entry from the directory. */
  readonly hidden?: boolean;
  readonly zip64?: boolean;
  readonly crc?: number;
}

export interface ZipOptions {
  /** Bytes before the zip. The offsets do not include them. */
  readonly prefix?: Uint8Array;
  readonly comment?: string;
  /** Omits the directory, as in a truncated file. */
  readonly cut?: boolean;
  readonly zip64?: boolean;
}

/** Creates a zip, valid or not, with the parts of the format that the tests need. */
export function makeZip(entries: readonly ZipEntry[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const packed = entry.method === 'store' ? content : deflateRawSync(content);
    const method = entry.claimed ?? (entry.method === 'store' ? 0 : 8);
    const facts = { packed: packed.length, size: content.length, crc: entry.crc ?? crc32(content), method, at };
    const before = localRecord(entry, facts);
    const after =
      entry.descriptor === true
        ? numbers([0x08074b50, 4], [facts.crc, 4], [facts.packed, 4], [facts.size, 4])
        : Buffer.alloc(0);
    parts.push(before, packed, after);
    if (entry.hidden !== true) central.push(centralRecord(entry, facts));
    at += before.length + packed.length + after.length;
  }
  if (options.cut === true) return Buffer.concat([options.prefix ?? Buffer.alloc(0), ...parts]);
  const directory = Buffer.concat(central);
  const end64 =
    options.zip64 === true
      ? [
          numbers(
            [0x06064b50, 4],
            [44, 8],
            [45, 2],
            [45, 2],
            [0, 4],
            [0, 4],
            [central.length, 8],
            [central.length, 8],
            [directory.length, 8],
            [at, 8],
          ),
          numbers([0x07064b50, 4], [0, 4], [at + directory.length, 8], [1, 4]),
        ]
      : [];
  const big = options.zip64 === true;
  const comment = Buffer.from(options.comment ?? '');
  const end = numbers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [big ? 0xffff : central.length, 2],
    [big ? 0xffff : central.length, 2],
    [big ? 0xffffffff : directory.length, 4],
    [big ? 0xffffffff : at, 4],
    [comment.length, 2],
  );
  return Buffer.concat([options.prefix ?? Buffer.alloc(0), ...parts, directory, ...end64, end, comment]);
}

interface Facts {
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
  readonly at: number;
}

function flagsOf(entry: ZipEntry): number {
  return (entry.encrypted === true ? 1 : 0) | (entry.descriptor === true ? 8 : 0) | 0x800;
}

function localRecord(entry: ZipEntry, { packed, size, crc, method }: Facts): Buffer {
  const name = Buffer.from(entry.local?.name ?? entry.name);
  const open = entry.descriptor === true;
  const extra =
    entry.zip64 === true ? numbers([1, 2], [16, 2], [open ? 0 : size, 8], [open ? 0 : packed, 8]) : Buffer.alloc(0);
  const small = (number: number) => (entry.zip64 === true ? 0xffffffff : open ? 0 : number);
  return Buffer.concat([
    numbers(
      [0x04034b50, 4],
      [20, 2],
      [flagsOf(entry), 2],
      [entry.local?.method ?? method, 2],
      [0, 2],
      [0x5a21, 2],
      [open ? 0 : crc, 4],
      [small(packed), 4],
      [small(size), 4],
      [name.length, 2],
      [extra.length, 2],
    ),
    name,
    extra,
  ]);
}

function centralRecord(entry: ZipEntry, { packed, size, crc, method, at }: Facts): Buffer {
  const name = Buffer.from(entry.name);
  const comment = Buffer.from(entry.comment ?? '');
  const extra = entry.zip64 === true ? numbers([1, 2], [24, 2], [size, 8], [packed, 8], [at, 8]) : Buffer.alloc(0);
  const small = (number: number) => (entry.zip64 === true ? 0xffffffff : number);
  return Buffer.concat([
    numbers(
      [0x02014b50, 4],
      [20, 2],
      [20, 2],
      [flagsOf(entry), 2],
      [method, 2],
      [0, 2],
      [0x5a21, 2],
      [crc, 4],
      [small(packed), 4],
      [small(size), 4],
      [name.length, 2],
      [extra.length, 2],
      [comment.length, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [small(at), 4],
    ),
    name,
    extra,
    comment,
  ]);
}

function numbers(...fields: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      if (bytes === 8) field.writeBigUInt64LE(BigInt(value));
      else field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}
