// Collects the documents of a commit range that may have findings, until the whole range has been read.
import { detectEach, SecretPool } from '../../src/index.ts';
import type { ScanDocument } from '../model/document.ts';
import type { ScanContext } from '../model/source.ts';
import type { Origin } from '../model/finding.ts';
import type { RangeFinds } from './range-provenance.ts';
import { Turns } from '../io/turns.ts';
import type { BlobPlace } from './read-blobs.ts';

/** Documents of a range that may have findings, collected until the whole range has been read. */
export class RangeCandidates {
  /** Messages of commits and tags. */
  readonly messages: ScanDocument[] = [];
  readonly names: ScanDocument[] = [];
  /** Files by object id. Only their places are stored; their content is read again later. */
  readonly files = new Map<string, BlobPlace[]>();
  readonly #context: ScanContext;
  readonly #signal: AbortSignal;
  readonly #turns = new Turns();
  readonly #secrets = new SecretPool();
  readonly #secretsSeen = new Set<string>();
  /** Fingerprints of secrets in names, by path. */
  readonly #inNames = new Map<string, string[]>();
  /** Origins of findings that do not depend on whether the repository mentions the platform. */
  readonly #certain = new Set<Origin>();

  constructor(context: ScanContext, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
  }

  /**
   * Checks a document.
   * @returns whether it may have a finding, and whether it has a secret that no earlier document had
   * @throws the signal's reason after an abort
   */
  async check(document: ScanDocument): Promise<{ readonly isSuspect: boolean; readonly isNew: boolean }> {
    const { minimumConfidence, settings = {} } = this.#context.criteria;
    const { bytes, path, origin } = document;
    const possible = new Set<string>();
    let isNew = false;
    for (const one of detectEach(
      bytes,
      { path, repositoryUsesPlatform: true, settings, minimumConfidence },
      { alsoWithoutPlatform: true, secrets: this.#secrets },
    )) {
      if (one !== undefined) possible.add((one.withPlatform ?? one.withoutPlatform)!.secret.fingerprint);
      if (one?.withoutPlatform !== undefined) {
        const { fingerprint } = one.withoutPlatform.secret;
        this.#certain.add(origin);
        isNew ||= !this.#secretsSeen.has(fingerprint);
        this.#secretsSeen.add(fingerprint);
      }
      if (!this.#turns.isDue) continue;
      await this.#turns.pause();
      this.#signal.throwIfAborted();
    }
    if (origin.inName === true) this.#inNames.set(path, [...possible]);
    return { isSuspect: possible.size > 0, isNew };
  }

  /** @param place of a document that {@link check} calls suspect */
  addFile(oid: string, place: BlobPlace): void {
    const places = this.files.get(oid) ?? [];
    this.files.set(oid, places);
    if (!places.includes(place)) places.push(place);
  }

  /** Drops candidates that are findings only if the platform is mentioned somewhere. */
  dropConditional(): void {
    for (const [oid, places] of this.files) {
      const remaining = places.filter(({ origin }) => this.#certain.has(origin));
      if (remaining.length > 0) this.files.set(oid, remaining);
      else this.files.delete(oid);
    }
    for (const list of [this.messages, this.names])
      list.splice(0, list.length, ...list.filter(({ origin }) => this.#certain.has(origin)));
  }

  /** The paths and commits whose provenance is needed. */
  get finds(): RangeFinds {
    const places = [...this.files.values()].flat();
    const names = new Map(this.names.map(({ path }) => [path, this.#inNames.get(path) ?? []]));
    const origins = [...places, ...this.messages, ...this.names].flatMap(
      ({ origin }) => origin.commit ?? origin.blob ?? [],
    );
    return { contents: new Set(places.map(({ path }) => path)), names, commits: origins };
  }
}
