// Counts the documents of one scan for its summary.
import type { ScanCounter } from '../model/source.ts';
import type { Summary } from '../model/scan-report.ts';

/** The counts of a summary; the fields are optional where the summary has them only sometimes. */
export class DocumentCounter implements ScanCounter {
  documents = 0;
  bytes = 0;
  excluded = 0;
  #missingOnDisk = 0;
  #cached: number | undefined;

  /** @param hasCache whether the number of cached documents is a part of the counts */
  constructor(hasCache: boolean) {
    this.#cached = hasCache ? 0 : undefined;
  }

  get counts(): Omit<Summary, 'findings' | 'suppressed' | 'errors' | 'durationMs'> {
    const { documents, bytes, excluded } = this;
    return {
      documents,
      bytes,
      excluded,
      ...(this.#missingOnDisk === 0 ? {} : { notOnDisk: this.#missingOnDisk }),
      ...(this.#cached === undefined ? {} : { cached: this.#cached }),
    };
  }

  addDocuments(documents: number, bytes: number): void {
    this.documents += documents;
    this.bytes += bytes;
  }

  addCached(documents: number): void {
    this.#cached = (this.#cached ?? 0) + documents;
  }

  addExcluded(): void {
    this.excluded += 1;
  }

  addMissingOnDisk(): void {
    this.#missingOnDisk += 1;
  }
}
