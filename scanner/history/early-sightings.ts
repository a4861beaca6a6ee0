// Reads objects with hits while the walk still runs, so new secrets are reported early.
import type { ScanDocument, Sighted } from '../model/document.ts';
import type { ScanContext } from '../model/source.ts';
import type { Repository } from '../git/repository.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { BLOB, TREE } from '../packs/read-layout.ts';
import type { Hit } from '../packs/visit-values.ts';
import { reread } from './reread.ts';
import { SecretFinder } from './secrets-by-object.ts';
import { SecretSets } from './secret-sets.ts';
import { messageDocuments } from './messages.ts';
import { untracedDocument } from './documents.ts';

/** Milliseconds between two starts of git: each start costs as much as reading a hundred objects. */
const MIN_INTERVAL = 200;

/**
 * Reads the hits of a walk while the walk still runs, so each secret is reported as soon as it is found, long before
 * its origin is known. No work is done twice: the secrets of each blob are needed afterwards anyway.
 */
export class EarlySightings {
  /** The secrets of the blobs read so far, by object number. */
  readonly secrets = new SecretSets();
  /** Numbers of objects in which a secret was found first. */
  readonly sighted = new Set<number>();
  readonly #repository: Repository;
  readonly #objectTable: ObjectTable;
  readonly finder: SecretFinder;
  readonly #secretsSeen = new Set<string>();
  #pending: Hit[] = [];
  #hasEnded = false;
  #wake: () => void = () => undefined;

  constructor(repository: Repository, objectTable: ObjectTable, context: ScanContext) {
    this.#repository = repository;
    this.#objectTable = objectTable;
    this.finder = new SecretFinder(context, repository.git.signal);
  }

  /** Adds a hit. Hits that count only if the platform is mentioned wait until that is known. */
  add(hit: Hit): void {
    if (hit.isConditional) return;
    this.#pending.push(hit);
    this.#wake();
  }

  /** Ends the input: no more hits follow. */
  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  /** @returns a document for each object with a secret that no earlier object had; ends after {@link end} */
  async *documents(): AsyncGenerator<Sighted> {
    while (!this.#hasEnded || this.#pending.length > 0) {
      if (this.#pending.length > 0) {
        for await (const sighted of this.#read(this.#pending.splice(0))) yield { sighted };
        await this.#wait(MIN_INTERVAL);
      } else await this.#wait();
    }
  }

  /** Yields sightings while the job runs. @throws the job's error */
  async *during(job: Promise<void>): AsyncGenerator<Sighted> {
    const done = job.finally(() => this.end());
    // Handled when it is awaited; without this, Node would report an unhandled rejection.
    done.catch(() => undefined);
    yield* this.documents();
    await done;
  }

  /** Waits for `pause` milliseconds, or until there is something to do. */
  async #wait(pause?: number): Promise<void> {
    if (this.#hasEnded) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = () => (pause === undefined || this.#hasEnded ? resolve() : undefined);
      if (pause !== undefined) timer = setTimeout(resolve, pause);
    });
    clearTimeout(timer);
  }

  async *#read(hits: readonly Hit[]): AsyncGenerator<ScanDocument> {
    for (const { number, type, names = [] } of hits) {
      if (type !== TREE) continue;
      for (const name of names) {
        const document = untracedDocument(
          this.#objectTable.oid(number),
          this.#repository.root,
          Buffer.from(name),
          name,
        );
        if (this.#isNew(number, await this.finder.find(document.bytes))) yield document;
      }
    }
    const sizes = new Map(
      hits.filter(({ type }) => type !== TREE).map(({ number, size }) => [this.#objectTable.oid(number), size]),
    );
    const types = new Map(hits.map(({ number, type }) => [number, type]));
    const read = reread(
      this.#repository,
      sizes,
      (header, bytes) =>
        header.type === 'blob'
          ? [untracedDocument(header.oid, this.#repository.root, bytes)]
          : messageDocuments(header, bytes, this.#repository.root),
      this.finder.context,
    );
    for await (const item of read) {
      // Unreadable objects are reported at the later read.
      if ('skipped' in item) continue;
      const secrets = await this.finder.find(item.bytes);
      const number = this.#objectTable.findHex(item.origin.blob ?? item.origin.commit ?? '');
      // A blob larger than memory arrives in several windows, so its secrets are collected.
      if (types.get(number) === BLOB) this.secrets.add(number, secrets);
      if (this.#isNew(number, secrets)) yield item;
    }
  }

  #isNew(number: number, secrets: readonly string[]): boolean {
    const newSecrets = secrets.filter((secret) => !this.#secretsSeen.has(secret));
    for (const secret of newSecrets) this.#secretsSeen.add(secret);
    if (newSecrets.length > 0) this.sighted.add(number);
    return newSecrets.length > 0;
  }
}
