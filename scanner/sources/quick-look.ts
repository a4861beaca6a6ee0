import { detectInBytes, mayHoldHash, mayHoldPieces } from '../../src/index.ts';
import { mayBeArchive } from '../archives/recognise.ts';
import type { Observer } from '../document.ts';
import { namesPlatform } from '../platform-watch.ts';
import { FileReader } from './read-file.ts';

/** Larger files are left to who reads in windows, so that every thread needs little memory; bytes. */
const MOST = 4 * 1024 * 1024;

/** What came of a batch of files. Plain data, so that a thread can hand it over. */
export interface Looked {
  /** Files in which no judgement can find anything, and their bytes. */
  readonly documents: number;
  readonly bytes: number;
  readonly isPlatformNamed: boolean;
  /** Places in the batch of all others: what holds a suspect, may be an archive, is large, no file, or cannot be read. */
  readonly careful: readonly number[];
}

/** Tells the files in which nothing can be found from those that need to be looked at with care. */
export class QuickLook {
  readonly #reader = new FileReader();
  readonly #criteria: Observer['criteria'];

  constructor(criteria: Observer['criteria']) {
    this.#criteria = criteria;
  }

  /** @param files absolute paths */
  at(files: readonly string[]): Looked {
    const looked = { documents: 0, bytes: 0, isPlatformNamed: false, careful: [] as number[] };
    for (const [place, file] of files.entries()) {
      const content = this.#reader.whole(file, Math.min(MOST, this.#criteria.maxSize ?? MOST));
      if (content === undefined || mayBeArchive(content, 0, content.length) || this.#mayBeFound(content)) {
        looked.careful.push(place);
        continue;
      }
      looked.documents += 1;
      looked.bytes += content.length;
      looked.isPlatformNamed ||= mayHoldPieces(content) && namesPlatform(content, 0, content.length);
    }
    return looked;
  }

  #mayBeFound(bytes: Uint8Array): boolean {
    if (!mayHoldHash(bytes) && !mayHoldPieces(bytes)) return false;
    const { minimumConfidence, settings = {} } = this.#criteria;
    // Whatever its path and the repository turn out to be.
    return detectInBytes(bytes, { path: 'navixy', repositoryUsesPlatform: true, settings, minimumConfidence }).length > 0;
  }
}
