import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Core } from '../../../scanner/wasm/core.ts';
import { inflate as zlibInflate } from '../../../scanner/packs/inflater.ts';

const core = Core.createStandalone(1024 * 1024)!;
const AT = 7;

/** Inflates a stream with the core, and checks that the bytes before the output are unchanged. */
function inflate(stream: Uint8Array, room: number): Buffer | number {
  core.inputBuffer.fill(0xaa, 0, stream.length + 64);
  core.inputBuffer.set(stream, AT);
  core.memory.fill(0x55, 0, room + 128);
  const length = core.inflate(core.inputBuffer, AT, stream.length, AT, room);
  expect(core.memory.subarray(0, AT).every((byte) => byte === 0x55)).toBe(true);
  return length < 0 ? length : Buffer.from(core.memory.subarray(AT, AT + length));
}

/** The result of Node's zlib. */
function expected(stream: Uint8Array, room: number): Buffer | number {
  const output = Buffer.alloc(room + 1);
  const length = zlibInflate(stream, 0, stream.length, output, 0, room + 1);
  return length < 0 || length > room ? -1 : output.subarray(0, length);
}

const text = fc
  .array(
    fc.constantFrom(
      'tree ',
      'parent ',
      '0123456789',
      'abcdef',
      ' ',
      '\n',
      'function',
      'é',
      'aaaaaaaaaaaaaaaaaaaa',
      '\0',
      'const x = ',
    ),
    { maxLength: 400 },
  )
  .map((parts) => Buffer.from(parts.join('')));
const noise = fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes));
const run = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 2000 }))
  .map(([bytes, times]) => Buffer.from(Array.from({ length: times }, (_, at) => bytes[at % bytes.length]!)));
const skewed = fc
  .array(fc.integer({ min: 0, max: 255 }), { maxLength: 3000 })
  .map((numbers) =>
    Buffer.from(numbers.map((number) => 31 - Math.clz32(number + 1) + (number % 3 === 0 ? number : 0))),
  );
const content = fc.oneof(text, noise, run, skewed);
const settings = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FIXED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FILTERED,
  ),
  memLevel: fc.integer({ min: 1, max: 9 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
});

describe('the WebAssembly inflate does the same as zlib', () => {
  it('for any content and any deflate options', () => {
    fc.assert(
      fc.property(content, settings, (bytes, options) => {
        expect(inflate(deflateSync(bytes, options), bytes.length)).toEqual(bytes);
      }),
      { numRuns: 1500 },
    );
  });

  it('with codes of every length and several blocks', () => {
    // Frequencies that double give the longest codes; a small memory level starts a block every hundred symbols.
    const bytes = Buffer.from(
      Array.from(
        { length: 200_000 },
        (_, at) => Math.clz32(Math.imul(at, 0x9e3779b1) >>> 0) * 7 + (at % 5 === 0 ? at % 100 : 0),
      ),
    );
    for (const memLevel of [1, 9])
      for (const level of [1, 9]) expect(inflate(deflateSync(bytes, { level, memLevel }), bytes.length)).toEqual(bytes);
  });

  it('with matches at every distance up to the window size', () => {
    const words = Buffer.from(Array.from({ length: 32_768 }, (_, at) => Math.imul(at, 0x85ebca6b) >>> 24));
    for (const distance of [1, 2, 3, 7, 8, 9, 15, 16, 17, 257, 4095, 32_506, 32_768]) {
      const bytes = Buffer.concat([
        words.subarray(0, distance),
        words.subarray(0, Math.min(distance, 700)),
        words.subarray(0, distance),
      ]);
      expect(inflate(deflateSync(bytes, { level: 9 }), bytes.length)).toEqual(bytes);
    }
  });

  it('with a damaged or truncated stream', () => {
    fc.assert(
      fc.property(
        content,
        settings,
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        (bytes, options, place, value, isCut) => {
          const whole = deflateSync(bytes, options);
          const stream = isCut ? whole.subarray(0, place % whole.length) : Buffer.from(whole);
          if (!isCut) stream[place % stream.length]! ^= value;
          const room = bytes.length + 100;
          expect(inflate(stream, room)).toEqual(expected(stream, room));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('with random bytes after a valid header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const stream = Buffer.concat([Buffer.from([0x78, 0x9c]), bytes]);
        expect(inflate(stream, 5000)).toEqual(expected(stream, 5000));
      }),
      { numRuns: 3000 },
    );
  });

  it('when the output does not fit', () => {
    const bytes = Buffer.alloc(3000, 'abcdefghij');
    const stream = deflateSync(bytes);
    for (const room of [0, 1, 9, 10, 11, 2741, 2742, 2743, 2999]) expect(inflate(stream, room)).toBe(-1);
    expect(inflate(deflateSync(Buffer.alloc(0)), 0)).toEqual(Buffer.alloc(0));
  });

  it('with invalid headers or a wrong checksum', () => {
    const stream = deflateSync('abc');
    for (const [at, value] of [
      [0, 0x79],
      [0, 0x88],
      [1, 0x9d],
      [1, 0xbb],
    ] as const) {
      const other = Buffer.from(stream);
      other[at] = value;
      expect(inflate(other, 3)).toBe(-1);
    }
    expect(
      inflate(Buffer.concat([Buffer.from([0x78, 0x9c]), deflateRawSync('abc'), Buffer.from([0, 0, 0, 1])]), 3),
    ).toBe(-1);
    expect(inflate(Buffer.concat([stream, Buffer.from('what follows')]), 3)).toEqual(Buffer.from('abc'));
  });
});
