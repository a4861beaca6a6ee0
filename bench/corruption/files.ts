// Chooses a file of the object database and damages it.

import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spoil } from './damage.ts';
import type { Random } from './random.ts';

/** The damage, and how to undo it. */
export interface Spoiled {
  /** `pack`, `idx`, `loose`, …: the row in the table. */
  readonly kind: string;
  /** A description, for repeating the case. */
  readonly what: string;
  readonly restore: () => void;
}

/** The weight of each kind of file, and its name pattern. */
const KINDS: readonly (readonly [kind: string, turns: number, name: RegExp])[] = [
  ['pack', 4, /\.pack$/],
  ['idx', 4, /\.idx$/],
  ['loose', 3, /\/objects\/[0-9a-f]{2}\/[0-9a-f]+$/],
  ['multi-pack-index', 1, /\/multi-pack-index$/],
  ['packed-refs', 1, /\/packed-refs$/],
  ['alternates', 1, /\/info\/alternates$/],
];

/** Damages one file of a repository. */
export function spoilOne(root: string, random: Random): Spoiled {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => path.join(root, name));
  const there = KINDS.flatMap(([kind, turns, name]) => {
    const some = files.filter((file) => name.test(file));
    return some.length === 0 ? [] : Array.from({ length: turns }, () => ({ kind, files: some }));
  });
  const { kind, files: some } = random.pick(there);
  const file = random.pick(some);
  const old = readFileSync(file);
  const name = path.relative(root, file);
  // A wrong object under a name: zlib's checksum does not detect this.
  if (kind === 'loose' && random.below(8) === 0) {
    const other = random.pick(some);
    return replace(file, readFileSync(other), { kind, what: `${name}: replaced by ${path.relative(root, other)}` });
  }
  const { bytes, way, what } = spoil(old, random);
  const isSealed = (kind === 'pack' || kind === 'idx') && random.below(2) === 0;
  if (!isSealed) return replace(file, bytes, { kind, what: `${name}: ${way} ${what}` });
  return seal(file, bytes, {
    kind: `${kind}, checksums made to fit`,
    what: `${name}: ${way} ${what}; checksums made to fit`,
  });
}

function replace(file: string, bytes: Buffer, about: Omit<Spoiled, 'restore'>): Spoiled {
  const old = readFileSync(file);
  chmodSync(file, 0o644);
  writeFileSync(file, bytes);
  return { ...about, restore: () => writeFileSync(file, old) };
}

/** Recomputes the trailing checksums, so that only the content can reveal the damage. */
function seal(file: string, bytes: Buffer, about: Omit<Spoiled, 'restore'>): Spoiled {
  // The digits in the name of a pack show which hash the repository uses.
  const format = /-[0-9a-f]{64}\./.test(file) ? 'sha256' : 'sha1';
  const size = format === 'sha1' ? 20 : 32;
  const sum = (content: Buffer) => createHash(format).update(content).digest();
  if (bytes.length <= 2 * size) return replace(file, bytes, about);
  const body = bytes.subarray(0, -size);
  const sealed = replace(file, Buffer.concat([body, sum(body)]), about);
  const index = file.replace(/\.pack$/, '.idx');
  if (index === file || !existsSync(index)) return sealed;
  const table = readFileSync(index).subarray(0, -2 * size);
  const head = Buffer.concat([table, sum(body)]);
  const other = replace(index, Buffer.concat([head, sum(head)]), about);
  return { ...about, restore: () => (other.restore(), sealed.restore()) };
}
