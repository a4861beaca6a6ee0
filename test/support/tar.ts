export interface TarEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** Default `0`, a file. */
  readonly type?: string;
  /** Target of a link. */
  readonly link?: string;
}

/** How long names are stored. */
export type TarFormat = 'v7' | 'ustar' | 'pax' | 'gnu';

/** Creates a tar. @param format how long names are stored */
export function makeTar(entries: readonly TarEntry[], format: TarFormat = 'ustar'): Buffer {
  return Buffer.concat([...entries.flatMap((entry) => blocks(entry, format)), Buffer.alloc(1024)]);
}

function blocks(entry: TarEntry, format: TarFormat): Buffer[] {
  const content = Buffer.from(entry.content ?? '');
  const name = Buffer.from(entry.name);
  const before: Buffer[] = [];
  let [prefix, short] = ['', entry.name];
  if (name.length > 100) {
    if (format === 'pax')
      before.push(...blocks({ name: 'PaxHeader', content: record('path', entry.name), type: 'x' }, format));
    else if (format === 'gnu')
      before.push(
        ...blocks({ name: '././@LongLink', content: Buffer.concat([name, Buffer.alloc(1)]), type: 'L' }, format),
      );
    else {
      const cut = entry.name.indexOf('/', entry.name.length - 101);
      [prefix, short] = [entry.name.slice(0, cut), entry.name.slice(cut + 1)];
    }
  }
  return [
    ...before,
    header(entry, short, prefix, content.length, format),
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
  ];
}

function header(entry: TarEntry, name: string, prefix: string, size: number, format: TarFormat): Buffer {
  const block = Buffer.alloc(512);
  const put = (text: string, at: number, length: number) =>
    void block.write(Buffer.from(text).subarray(0, length).toString('latin1'), at, 'latin1');
  put(name, 0, 100);
  put('0000644\0', 100, 8);
  put('0000000\0', 108, 8);
  put('0000000\0', 116, 8);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124, 12);
  put('14371573541\0', 136, 12);
  put('        ', 148, 8);
  put(entry.type ?? '0', 156, 1);
  put(entry.link ?? '', 157, 100);
  if (format !== 'v7') put(format === 'gnu' ? 'ustar  \0' : 'ustar\x0000', 257, 8);
  put(prefix, 345, 155);
  let sum = 0;
  for (const byte of block) sum += byte;
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return block;
}

/** `<length> <key>=<value>\n`, where the length includes itself. */
export function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (`${length}`.length + Buffer.byteLength(rest) !== length) length = `${length}`.length + Buffer.byteLength(rest);
  return `${length}${rest}`;
}
