import { detectEach, SecretPool } from '../../src/index.ts';
import type { ScanDocument } from '../model/document.ts';
import type { Observer } from '../model/source.ts';
import type { Origin } from '../model/finding.ts';
import type { RangeFinds } from './range-provenance.ts';
import { Turns } from '../io/turns.ts';
import type { BlobPlace } from './read-blobs.ts';

/** Documents of a range in which something may be found, until all of it was read. */
export class RangeCandidates {
  /** Messages of commits and tags. */
  readonly messages: ScanDocument[] = [];
  readonly names: ScanDocument[] = [];
  /** Of files only where they stand: they are read again. By the id of the content. */
  readonly files = new Map<string, BlobPlace[]>();
  readonly #observer: Observer;
  readonly #signal: AbortSignal;
  readonly #turns = new Turns();
  readonly #secrets = new SecretPool();
  readonly #met = new Set<string>();
  /** Fingerprints in the names. */
  readonly #inNames = new Map<string, string[]>();
  /** Places where something is found whatever the repository is about. */
  readonly #certain = new Set<Origin>();

  constructor(observer: Observer, signal: AbortSignal) {
    this.#observer = observer;
    this.#signal = signal;
  }

  /**
   * @returns whether there is something in it at all, and whether a secret that was in none before
   * @throws the signal's reason after an abort
   */
  async meet(document: ScanDocument): Promise<{ readonly isSuspect: boolean; readonly isNew: boolean }> {
    const { minimumConfidence, settings = {} } = this.#observer.criteria;
    const { bytes, path, origin } = document;
    const possible = new Set<string>();
    let isNew = false;
    for (const one of detectEach(
      bytes,
      { path, repositoryUsesPlatform: true, settings, minimumConfidence },
      { alsoNameless: true, secrets: this.#secrets },
    )) {
      if (one !== undefined) possible.add((one.named ?? one.nameless)!.secret.fingerprint);
      if (one?.nameless !== undefined) {
        const { fingerprint } = one.nameless.secret;
        this.#certain.add(origin);
        isNew ||= !this.#met.has(fingerprint);
        this.#met.add(fingerprint);
      }
      if (!this.#turns.isDue) continue;
      await this.#turns.pause();
      this.#signal.throwIfAborted();
    }
    if (origin.inName === true) this.#inNames.set(path, [...possible]);
    return { isSuspect: possible.size > 0, isNew };
  }

  /** @param place of a document that {@link meet} calls suspect */
  keepFile(oid: string, place: BlobPlace): void {
    const places = this.files.get(oid) ?? [];
    this.files.set(oid, places);
    if (!places.includes(place)) places.push(place);
  }

  /** Forgets what would be found only if the platform were named anywhere. */
  dropConditional(): void {
    for (const [oid, places] of this.files) {
      const left = places.filter(({ origin }) => this.#certain.has(origin));
      if (left.length > 0) this.files.set(oid, left);
      else this.files.delete(oid);
    }
    for (const list of [this.messages, this.names])
      list.splice(0, list.length, ...list.filter(({ origin }) => this.#certain.has(origin)));
  }

  /** What there is to be found out about. */
  get finds(): RangeFinds {
    const places = [...this.files.values()].flat();
    const names = new Map(this.names.map(({ path }) => [path, this.#inNames.get(path) ?? []]));
    const origins = [...places, ...this.messages, ...this.names].flatMap(
      ({ origin }) => origin.commit ?? origin.blob ?? [],
    );
    return { contents: new Set(places.map(({ path }) => path)), names, commits: origins };
  }
}
