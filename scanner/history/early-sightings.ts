import type { ScanDocument, Sighted } from '../model/document.ts';
import type { Observer } from '../model/source.ts';
import type { Repository } from '../git/repository.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { BLOB, TREE } from '../packs/read-layout.ts';
import type { Hit } from '../packs/visit-values.ts';
import { reread } from './reread.ts';
import { SecretFinder } from './secrets-by-object.ts';
import { SecretSets } from './secret-sets.ts';
import { messageDocuments } from './messages.ts';
import { untraced } from './documents.ts';

/** From one start of git to the next, in milliseconds: each costs as much as reading a hundred objects. */
const PAUSE = 200;

/**
 * Reads what a walk comes upon while the walk still runs, so that each secret can be told when it is met, long before
 * it is known where it came from. It is no work twice: which secrets a blob holds is asked afterwards anyhow.
 */
export class EarlySightings {
  /** Which secrets the blobs hold that were read so far, by number. */
  readonly held = new SecretSets();
  /** Numbers of objects in which a secret was met first. */
  readonly sighted = new Set<number>();
  readonly #repository: Repository;
  readonly #known: ObjectTable;
  readonly look: SecretFinder;
  readonly #met = new Set<string>();
  #waiting: Hit[] = [];
  #isOver = false;
  #wake: () => void = () => undefined;

  constructor(repository: Repository, known: ObjectTable, observer: Observer) {
    this.#repository = repository;
    this.#known = known;
    this.look = new SecretFinder(observer, repository.git.signal);
  }

  /** What is found only if the platform is named can wait until that is known. */
  add(hit: Hit): void {
    if (hit.isConditional) return;
    this.#waiting.push(hit);
    this.#wake();
  }

  /** Nothing more comes. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /**
   * @returns a document for each object with a secret that was in none before; ends with the last one after {@link end}
   */
  async *documents(): AsyncGenerator<Sighted> {
    while (!this.#isOver || this.#waiting.length > 0) {
      if (this.#waiting.length > 0) {
        for await (const sighted of this.#read(this.#waiting.splice(0))) yield { sighted };
        await this.#woken(PAUSE);
      } else await this.#woken();
    }
  }

  /** Waits for so long, or until there is something to do. */
  async #woken(pause?: number): Promise<void> {
    if (this.#isOver) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = () => (pause === undefined || this.#isOver ? resolve() : undefined);
      if (pause !== undefined) timer = setTimeout(resolve, pause);
    });
    clearTimeout(timer);
  }

  async *#read(hits: readonly Hit[]): AsyncGenerator<ScanDocument> {
    for (const { number, type, names = [] } of hits) {
      if (type !== TREE) continue;
      for (const name of names) {
        const document = untraced(this.#known.oid(number), this.#repository.root, Buffer.from(name), name);
        if (this.#isNew(number, await this.look.secretsIn(document.bytes))) yield document;
      }
    }
    const sizes = new Map(
      hits.filter(({ type }) => type !== TREE).map(({ number, size }) => [this.#known.oid(number), size]),
    );
    const types = new Map(hits.map(({ number, type }) => [number, type]));
    const read = reread(
      this.#repository,
      sizes,
      (header, bytes) =>
        header.type === 'blob'
          ? [untraced(header.oid, this.#repository.root, bytes)]
          : messageDocuments(header, bytes, this.#repository.root),
      this.look.observer,
    );
    for await (const item of read) {
      // What cannot be read is told when it is read to be judged.
      if ('skipped' in item) continue;
      const secrets = await this.look.secretsIn(item.bytes);
      const number = this.#known.findHex(item.origin.blob ?? item.origin.commit ?? '');
      // One larger than memory comes in pieces.
      if (types.get(number) === BLOB) this.held.add(number, secrets);
      if (this.#isNew(number, secrets)) yield item;
    }
  }

  #isNew(number: number, secrets: readonly string[]): boolean {
    const fresh = secrets.filter((secret) => !this.#met.has(secret));
    for (const secret of fresh) this.#met.add(secret);
    if (fresh.length > 0) this.sighted.add(number);
    return fresh.length > 0;
  }
}
