import { mayBeArchive } from '../prefilter/archive-signatures.ts';
import { Core } from '../wasm/core.ts';
import { scanMarks } from '../prefilter/traces.ts';
import { MENTIONED } from '../prefilter/platform-mention.ts';
import { FileReader } from '../io/file-reader.ts';
import type { SuspicionCheck } from '../prefilter/suspicion.ts';

/** Larger files are left to who reads in windows, so that every thread needs little memory; bytes. */
const MOST = 4 * 1024 * 1024;

/** What came of a batch of files. Plain data, so that a thread can hand it over. */
export interface PrefilterResult {
  /** Files in which no judgement can find anything, and their bytes. */
  readonly documents: number;
  readonly bytes: number;
  readonly isPlatformNamed: boolean;
  /** Places in the batch of files that have traces of a value; none where they were judged at once. */
  readonly traced: readonly number[];
  /**
   * Places of all others: what was judged to hold a suspect, may be an archive, is large, no file, or cannot be read.
   */
  readonly careful: readonly number[];
}

/**
 * Tells the files in which nothing can be found from those that need to be looked at with care. Without a judge it
 * does with little code, which is soon loaded and warm.
 */
export class FilePrefilter {
  readonly #most: number;
  readonly #core: Core | undefined;
  readonly #reader: FileReader;

  /** @param maxSize of files that are read, in bytes; default any */
  constructor(maxSize = MOST) {
    this.#most = Math.min(MOST, maxSize);
    // Files are read to where WebAssembly sees them.
    this.#core = Core.alone(MOST + FileReader.ROOM);
    this.#reader = new FileReader(this.#core?.memory);
  }

  /** @param files absolute paths */
  at(files: readonly string[], judge?: SuspicionCheck): PrefilterResult {
    const looked = { documents: 0, bytes: 0, isPlatformNamed: false, traced: [] as number[], careful: [] as number[] };
    for (const [place, file] of files.entries()) {
      const content = this.#reader.whole(file, this.#most);
      const sight = content === undefined ? undefined : scanMarks(content, 0, content.length, true, this.#core);
      if (content === undefined || sight === undefined || mayBeArchive(content, 0, content.length, sight.mayEndZip)) {
        looked.careful.push(place);
        continue;
      }
      // Names of the platform make values in pieces worth looking for, which leave no traces.
      if (sight.traces.length > 0 || sight.platform !== 0) {
        const isSuspect = judge?.mayHoldFinding(content, sight);
        if (isSuspect !== false) {
          (isSuspect === undefined ? looked.traced : looked.careful).push(place);
          continue;
        }
      }
      looked.documents += 1;
      looked.bytes += content.length;
      looked.isPlatformNamed ||= (sight.platform & MENTIONED) !== 0;
    }
    return looked;
  }
}
