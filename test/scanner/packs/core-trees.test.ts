import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Core } from '../../../scanner/wasm/core.ts';
import { DeltaApplier } from '../../../scanner/packs/delta.ts';
import { ObjectTable, withTable } from '../../../scanner/packs/object-table.ts';
import { ObjectLinks } from '../../../scanner/packs/object-links.ts';
import { applySteps, makeDelta, type Step } from '../../support/pack-writer.ts';

const DELTA_AT = 64 * 1024;
const oid = (seed: number, length: number) => createHash('sha256').update(`${seed}`).digest().subarray(0, length);

const entry = fc.record({
  mode: fc.constantFrom('100644', '100755', '40000', '120000', '160000'),
  name: fc.constantFrom('a', 'b.txt', '100644 a', 'sub', 'Navixy.ts', 'squareGPS', 'navix', 'a long name '.repeat(30)),
  // Every fourth id is of a missing object.
  id: fc.nat({ max: 39 }),
});
const tree = fc.array(entry, { minLength: 1, maxLength: 25 });
const cut = fc.oneof(fc.record({ from: fc.nat(), length: fc.nat() }), fc.uint8Array({ minLength: 1, maxLength: 60 }));

it.each([20, 32])('the core reads trees as TypeScript does, with ids of %i bytes', (hashLength) => {
  const ids = Array.from({ length: 40 }, (_, seed) => oid(seed, hashLength))
    .filter((_, seed) => seed % 4 !== 3)
    .sort(Buffer.compare);
  const store = withTable({ packs: [], loose: Buffer.concat(ids), hashLength }, 1, 256 * 1024);
  const known = new ObjectTable(store);
  const bytesOf = (entries: readonly { mode: string; name: string; id: number }[]) =>
    Buffer.concat(
      entries.map(({ mode, name, id }) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), oid(id, hashLength)])),
    );
  const draft = fc.tuple(tree, tree, fc.array(cut, { maxLength: 3 }), fc.boolean(), fc.nat({ max: 5 }));
  let usual = 0;
  fc.assert(
    fc.property(fc.array(draft, { minLength: 1, maxLength: 6 }), (drafts) => {
      const core = new Core(store.sharedMemory!, 0, { ...store.table!, families: store.families!, hashLength });
      const links = [new ObjectLinks(known, core), new ObjectLinks(known)];
      for (const [before, after, cuts, isWhole, family] of drafts) {
        const base = bytesOf(before);
        // Inserts whole entries between those of the base, or bytes from anywhere.
        const torn = cuts.map((one): Step =>
          'from' in one
            ? { from: one.from % base.length, length: 1 + (one.length % (base.length - (one.from % base.length))) }
            : Buffer.from(one),
        );
        const inserted = bytesOf(after);
        const half = bytesOf(before.slice(0, before.length >> 1)).length;
        const parts: Step[] = [
          { from: 0, length: half },
          ...chunks(inserted),
          { from: half, length: base.length - half },
        ];
        const steps = (isWhole ? parts : [...parts, ...torn]).filter((step) => !('from' in step) || step.length > 0);
        const result = applySteps(base, steps);
        base.copy(core.memory, 0);
        const delta = makeDelta(base.length, result.length, steps);
        delta.copy(core.memory, DELTA_AT);
        const applier = new DeltaApplier(core.memory, core);
        applier.apply(DELTA_AT, DELTA_AT + delta.length, 0, base.length, base.length);
        if (core.tree(base.length, base.length + result.length, -7, true) >= 0) usual += 1;
        const said = links.map((one) => [
          one.addTree(family, core.memory, 0, base.length),
          one.addTree(family, core.memory, base.length, base.length + result.length, applier),
        ]);
        expect(said[0]).toEqual(said[1]);
      }
      const [ours, theirs] = links
        .map((one) => one.data())
        .map((data) => ({ ...data, families: pairs(data.families) }));
      expect(ours).toEqual(theirs);
    }),
    { numRuns: 400 },
  );
  expect(usual).toBeGreaterThan(50);
});

function chunks(bytes: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / 127) }, (_, at) => bytes.subarray(at * 127, at * 127 + 127));
}

function pairs(flat: Int32Array): string[] {
  return Array.from({ length: flat.length / 2 }, (_, at) => `${flat[at * 2]} ${flat[at * 2 + 1]}`).sort();
}
