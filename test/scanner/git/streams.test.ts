import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ObjectParser } from '../../../scanner/git/object-parser.ts';
import { Windows } from '../../../scanner/io/windows.ts';

const LIMIT = 1000;

/** Splits bytes into chunks of the given sizes. */
function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

describe('the parser of cat-file --batch', () => {
  it('returns every object, however the stream is split', () => {
    const object = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.uint8Array({ minLength: LIMIT - 5, maxLength: LIMIT + 5 }),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(
        fc.array(object, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }),
        (objects, sizes) => {
          const ids = objects.map((_, at) => at.toString(16).padStart(40, '0'));
          const stream = Buffer.concat(
            objects.map((bytes, at) =>
              bytes === undefined
                ? Buffer.from(`${ids[at]} missing\n`)
                : Buffer.concat([Buffer.from(`${ids[at]} blob ${bytes.length}\n`), bytes, Buffer.from('\n')]),
            ),
          );
          const seen = new Map<string, Buffer | 'absent'>();
          const ended: string[] = [];
          const parser = new ObjectParser(
            {
              object: (header, bytes) => void (seen.set(header.oid, Buffer.from(bytes)), ended.push(header.oid)),
              chunk: (header, bytes, last) => {
                seen.set(
                  header.oid,
                  Buffer.concat([(seen.get(header.oid) as Buffer | undefined) ?? Buffer.alloc(0), bytes]),
                );
                if (last) ended.push(header.oid);
              },
              absent: (line) => void (seen.set(line.split(' ')[0]!, 'absent'), ended.push(line.split(' ')[0]!)),
            },
            LIMIT,
            (index) => (index < objects.length ? ids[index] : undefined),
          );
          for (const chunk of cut(stream, sizes)) parser.push(Buffer.from(chunk));
          expect(parser.complete).toBe(objects.length);
          expect(parser.isOutOfStep).toBe(false);
          expect(ended).toEqual(ids);
          for (const [at, bytes] of objects.entries())
            expect(seen.get(ids[at]!)).toEqual(bytes === undefined ? 'absent' : Buffer.from(bytes));
        },
      ),
    );
  });
});

describe('the parser of cat-file --batch with an object longer than its header claims', () => {
  const ids = ['a', 'b', 'c'].map((digit) => digit.repeat(40));
  const header = (at: number, size: number) => `${ids[at]} blob ${size}\n`;

  it.each([
    ['whose next byte is no line break', `${header(0, 3)}abcdef\n`, [], 0],
    ['followed by more text', `${header(0, 3)}abc\ntext goes on\n${header(1, 1)}x\n`, ['abc'], 1],
    ['followed by endless text', `${header(0, 3)}abc\n${'x'.repeat(500)}`, ['abc'], 1],
    [
      'that poses as the next object',
      `${header(0, 3)}abc\n${header(1, 5)}clean\n\n${header(1, 1)}x\n`,
      ['abc', 'clean'],
      2,
    ],
    [
      'that poses as all following objects',
      `${header(0, 1)}x\n${header(1, 1)}y\n${header(2, 1)}z\n\n${header(1, 1)}x\n`,
      ['x', 'y', 'z'],
      3,
    ],
    ['that poses as a missing object', `${header(0, 1)}x\n${ids[2]} missing\n`, ['x'], 1],
  ])('stops at an object %s', (_, stream, handed, complete) => {
    for (const size of [1, 7, 10_000]) {
      const seen: string[] = [];
      const sink = {
        object: (_header: unknown, bytes: Buffer) => void seen.push(bytes.toString()),
        chunk: () => undefined,
        absent: (line: string) => void seen.push(line),
      };
      const parser = new ObjectParser(sink, LIMIT, (index) => ids[index]);
      for (const chunk of cut(Buffer.from(stream), [size])) parser.push(chunk);
      expect([seen, parser.complete, parser.isOutOfStep]).toEqual([handed, complete, true]);
    }
  });
});

describe('windows over a long document', () => {
  it('reuse memory one after the other, but never at the same time', () => {
    const document = (letter: string) => Buffer.alloc(600_000, letter);
    const all = (windows: Windows, bytes: Buffer) =>
      [...windows.push(bytes), ...windows.end()].map((window) => window.bytes);
    using outer = new Windows();
    const [held] = all(outer, document('a'));
    for (const letter of ['b', 'c']) {
      using inner = new Windows();
      const [seen, ...more] = all(inner, document(letter));
      expect(more).toEqual([]);
      expect(seen!.equals(document(letter))).toBe(true);
      expect(held!.equals(document('a'))).toBe(true);
    }
  });

  const limit = 200 * 1024;

  it('cover every byte, with the correct number of lines before it', () => {
    const line = fc.integer({ min: 1, max: 30_000 }).map((length) => `${'x'.repeat(length)}\n`);
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 20, maxLength: 60 }),
        fc.integer({ min: 1000, max: 90_000 }),
        (lines, size) => {
          const text = Buffer.from(lines.join(''));
          const windows = new Windows(limit);
          let covered = 0;
          let first = true;
          const check = (window: { bytes: Buffer; linesBefore: number; continued: boolean }) => {
            expect(window.bytes.length).toBeLessThanOrEqual(limit);
            expect(window.continued).toBe(!first);
            first = false;
            const start = lines.slice(0, window.linesBefore).join('').length;
            expect(start).toBeLessThanOrEqual(covered);
            expect(window.bytes.equals(text.subarray(start, start + window.bytes.length))).toBe(true);
            covered = start + window.bytes.length;
          };
          for (const chunk of cut(text, [size])) for (const window of windows.push(chunk)) check(window);
          for (const window of windows.end()) check(window);
          expect(covered).toBe(text.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keep a document below the limit in one window', () => {
    const windows = new Windows(limit);
    expect([...windows.push(Buffer.alloc(limit))]).toEqual([]);
    expect([...windows.end()].map((window) => window.bytes.length)).toEqual([limit]);
  });

  it('keep the two bytes of a UTF-16 line break together', () => {
    const text = Buffer.from(`${'y'.repeat(99)}\n`.repeat(3000), 'utf16le');
    const windows = new Windows(limit);
    const seen = [...windows.push(text)].map((window) => window.bytes.toString('utf16le', 0, 8));
    expect(seen.length).toBeGreaterThan(1);
    expect(new Set(seen)).toEqual(new Set(['yyyy']));
  });
});
