import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBytes, toDisplay, toSystem } from '../../../scanner/io/system-path.ts';
import { TempFolder } from '../../support/repo.ts';

/** Random bytes, with valid and invalid characters. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 4 }).map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 4, min: 0x80 }),
        fc.constant(Buffer.from('💀')),
      ),
      { maxLength: 10 },
    )
    .map((parts) => Buffer.concat(parts)),
);

describe('a path with any bytes', () => {
  it('is converted and back without changes', () => {
    fc.assert(
      fc.property(bytes, (name) => {
        expect(Buffer.from(toSystem(fromBytes(name)) as string).toString('hex')).toBe(
          Buffer.from(name).toString('hex'),
        );
      }),
    );
  });

  it('is the usual text if it is UTF-8, including emoji', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromBytes(Buffer.from(text))).toBe(text);
        expect(toSystem(text)).toBe(text);
      }),
    );
    expect(toSystem('💀')).toBe('💀');
  });

  it.skipIf(process.platform !== 'linux')('names its file, also in a subdirectory', () => {
    using folder = new TempFolder();
    const name = Buffer.from('caf\xe9', 'latin1');
    writeFileSync(Buffer.concat([Buffer.from(`${folder.root}/`), name]), 'here');
    const [listed] = readdirSync(folder.root, { encoding: 'buffer' });
    const full = path.join(folder.root, fromBytes(listed!));
    expect(readFileSync(toSystem(full), 'utf8')).toBe('here');
    expect(toDisplay(full)).toBe(`${folder.root}/caf\uFFFD`);
  });
});
