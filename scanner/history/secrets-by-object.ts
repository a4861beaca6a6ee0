// Finds which secrets each git object contains, before its path is known.
import { lazy } from '../../src/lazy.ts';
import { detectEach, mostLikely, SecretPool } from '../../src/index.ts';
import type { ScanContext } from '../model/source.ts';
import type { Repository } from '../git/repository.ts';
import { BLOB } from '../packs/read-layout.ts';
import type { Hit } from '../packs/visit-values.ts';
import { Turns } from '../io/turns.ts';
import { reread } from './reread.ts';
import type { SecretSets } from './secret-sets.ts';
import type { ReadResult } from './read-result.ts';

/**
 * Finds the secrets of the objects of interest, for any path and repository.
 * @param hits blobs, and trees with secrets in names
 * @param secretsByObject secrets of blobs that are known already; the others are added to it
 */
export async function findSecretsByObject(
  repository: Repository,
  { objectTable, archiveSecrets }: ReadResult,
  hits: readonly Hit[],
  finder: SecretFinder,
  secretsByObject: SecretSets,
): Promise<SecretSets> {
  const knownObjects = new Set(secretsByObject.objects());
  for (const { number, names = [] } of hits) {
    if (knownObjects.has(number)) continue;
    secretsByObject.add(number, []);
    for (const name of names)
      secretsByObject.add(number, await finder.find(Buffer.from(name)), Buffer.from(name).toString('latin1'));
  }
  const blobs = new Map(
    hits
      .filter(({ type, number }) => type === BLOB && !knownObjects.has(number))
      .map(({ number, size }) => [objectTable.oid(number), size]),
  );
  const read = reread(
    repository,
    blobs,
    (header, bytes) => [{ path: header.oid, root: '', origin: { type: 'blob' }, bytes }],
    finder.context,
  );
  for await (const item of read) {
    // Unreadable objects are reported at the later read.
    if ('skipped' in item) continue;
    const number = objectTable.findHex(item.path);
    if (secretsByObject.has(number)) secretsByObject.add(number, await finder.find(item.bytes));
  }
  for (const [number, secrets] of archiveSecrets) if (secretsByObject.has(number)) secretsByObject.add(number, secrets);
  return secretsByObject;
}

/** Finds the secrets in one document after the other. */
export class SecretFinder {
  readonly context: ScanContext;
  readonly #signal: AbortSignal | undefined;
  readonly #turns = new Turns();
  // Versions of a file usually contain the same secrets.
  readonly #pool = lazy(() => new SecretPool());

  constructor(context: ScanContext, signal?: AbortSignal) {
    this.context = context;
    this.#signal = signal;
  }

  /**
   * @returns fingerprints
   * @throws the signal's reason after an abort
   */
  async find(bytes: Uint8Array): Promise<string[]> {
    const found = new Set<string>();
    for (const one of detectEach(bytes, mostLikely(this.context.criteria), { secrets: this.#pool() })) {
      if (one !== undefined) found.add(one.withPlatform!.secret.fingerprint);
      if (!this.#turns.isDue) continue;
      await this.#turns.pause();
      this.#signal?.throwIfAborted();
    }
    return [...found];
  }
}
