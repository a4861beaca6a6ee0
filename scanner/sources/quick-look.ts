import { FirstLook } from '../../src/index.ts';
import { mayBeArchive } from '../archives/recognise.ts';
import type { Observer } from '../document.ts';
import { Core } from '../packs/core/core.ts';
import { arePlain, lookAt, type Traces } from '../packs/traces.ts';
import { NAMED } from '../platform-watch.ts';
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
  readonly #most: number;
  readonly #reader: FileReader;
  readonly #core: Core | undefined;
  readonly #firstLook: FirstLook;

  constructor({ minimumConfidence, settings, maxSize = MOST }: Observer['criteria']) {
    this.#most = Math.min(MOST, maxSize);
    // Files are read to where WebAssembly sees them.
    this.#core = Core.alone(MOST + FileReader.ROOM);
    this.#reader = new FileReader(this.#core?.memory);
    this.#firstLook = new FirstLook(minimumConfidence, settings);
  }

  /** @param files absolute paths */
  at(files: readonly string[]): Looked {
    const looked = { documents: 0, bytes: 0, isPlatformNamed: false, careful: [] as number[] };
    for (const [place, file] of files.entries()) {
      const content = this.#reader.whole(file, this.#most);
      if (content === undefined || mayBeArchive(content, 0, content.length)) {
        looked.careful.push(place);
        continue;
      }
      const { traces, platform } = lookAt(content, 0, content.length, true, this.#core);
      if (this.#mayBeFound(content, traces, platform)) {
        looked.careful.push(place);
        continue;
      }
      looked.documents += 1;
      looked.bytes += content.length;
      looked.isPlatformNamed ||= (platform & NAMED) !== 0;
    }
    return looked;
  }

  /** Whatever its path and the repository turn out to be. */
  #mayBeFound(bytes: Uint8Array, traces: Traces, platform: number): boolean {
    if (traces.length === 0 && platform === 0) return false;
    return this.#firstLook.at(bytes, traces.length > 0 && arePlain(traces) ? traces : undefined, platform !== 0) !== 'none';
  }
}
