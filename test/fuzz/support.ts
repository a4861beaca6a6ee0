import fc from 'fast-check';

/**
 * The seed of the fuzz tests. For other and more runs: FUZZ_SEED=7 FUZZ_TIMES=40 npx vitest run
 * test/fuzz --testTimeout 600000
 */
export const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const TIMES = Number(process.env['FUZZ_TIMES'] ?? 4);

/** Limits runs by number, not time, so slow and fast machines run the same tests. */
export function runs(count: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: SEED, numRuns: count * TIMES };
}

/** A change of bytes. `at` is the place as a fraction of their length. */
export interface Mutation {
  readonly at: number;
  readonly change: (before: Buffer, after: Buffer) => Buffer;
}

const at = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
/** Bytes with a meaning in most formats: all or no bits, large and small numbers, sign bits. */
const significant = fc
  .constantFrom([0], [255], [127], [128], [0, 0, 0, 0], [255, 255, 255, 255], [127, 255, 255, 255], [128, 0, 0, 0])
  .map((bytes) => Uint8Array.from(bytes));
const some = fc.oneof(significant, fc.uint8Array({ minLength: 1, maxLength: 12 }));

/** Names a change for counterexamples. */
function named(name: string, change: Mutation['change']): Mutation['change'] {
  return Object.assign(change, { [fc.toStringMethod]: () => name });
}

const changes: fc.Arbitrary<Mutation['change']> = fc.oneof(
  fc
    .nat(7)
    .map((bit) =>
      named(`flip bit ${bit}`, (before, after) =>
        Buffer.concat([before, after.subarray(0, 1).map((byte) => byte ^ (1 << bit)), after.subarray(1)]),
      ),
    ),
  some.map((bytes) =>
    named(`write ${bytes.join()}`, (before, after) => Buffer.concat([before, bytes, after.subarray(bytes.length)])),
  ),
  some.map((bytes) => named(`insert ${bytes.join()}`, (before, after) => Buffer.concat([before, bytes, after]))),
  fc
    .integer({ min: 1, max: 64 })
    .map((length) => named(`drop ${length}`, (before, after) => Buffer.concat([before, after.subarray(length)]))),
  fc
    .integer({ min: 1, max: 64 })
    .map((length) =>
      named(`repeat ${length}`, (before, after) => Buffer.concat([before, after.subarray(0, length), after])),
    ),
  fc.constant(named('cut', (before) => before)),
);

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(fc.record({ at, change: changes }), {
  minLength: 1,
  maxLength: 4,
});

export function mutate(original: Buffer, list: readonly Mutation[]): Buffer {
  return list.reduce((bytes, { at: part, change }) => {
    const place = Math.floor(part * bytes.length);
    return change(bytes.subarray(0, place), bytes.subarray(place));
  }, original);
}
