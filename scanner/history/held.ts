import { detectInBytes } from '../../src/index.ts';
import type { Observer } from '../document.ts';
import type { Repository } from '../git/repository.ts';
import { BLOB } from '../packs/layout.ts';
import type { Hit } from '../packs/visit-values.ts';
import { readAgain } from './again.ts';
import type { Reading } from './reading.ts';
import type { Holding } from './timeline.ts';

/**
 * Which secrets the objects of interest hold, whatever path and repository turn out to be.
 * @param hits blobs, and trees with names that hold something
 * @param early what is known of some blobs already
 */
export async function findHoldings(repository: Repository, { known, archived }: Reading, hits: readonly Hit[], observer: Observer, early: ReadonlyMap<number, readonly Holding[]>): Promise<Map<number, Holding[]>> {
  const held = new Map<number, Holding[]>();
  for (const { number, names = [] } of hits) {
    const own = early.get(number);
    held.set(number, own !== undefined ? [...own] : names.flatMap((name) => secretsIn(Buffer.from(name), observer).map((secret) => ({ secret, name: Buffer.from(name).toString('latin1') }))));
  }
  const blobs = new Map(hits.filter(({ type, number }) => type === BLOB && !early.has(number)).map(({ number, size }) => [known.oid(number), size]));
  const read = readAgain(repository, blobs, (header, bytes) => [{ path: header.oid, root: '', origin: { type: 'blob' }, bytes }], observer);
  for await (const item of read) {
    // What cannot be read is told when it is read to be judged.
    if ('skipped' in item) continue;
    const own = held.get(known.findHex(item.path));
    for (const secret of secretsIn(item.bytes, observer)) if (own?.some((one) => one.secret === secret) === false) own.push({ secret, name: '' });
  }
  for (const [number, secrets] of archived) {
    const own = held.get(number);
    for (const secret of secrets) if (own?.some((one) => one.secret === secret) === false) own.push({ secret, name: '' });
  }
  return held;
}

/** @returns fingerprints */
export function secretsIn(bytes: Uint8Array, { criteria: { minimumConfidence, settings = {} } }: Observer): string[] {
  const found = detectInBytes(bytes, { path: 'navixy', repositoryUsesPlatform: true, settings, minimumConfidence });
  return [...new Set(found.map(({ secret }) => secret.fingerprint))];
}
