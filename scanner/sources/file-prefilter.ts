// Sorts a batch of files into those without any finding, those with traces, and those that need a full scan.
import { mayBeArchive } from '../prefilter/recognise-archive.ts';
import { Core } from '../wasm/core.ts';
import { scanMarks } from '../prefilter/hash-traces.ts';
import { mayHoldIgnore } from '../prefilter/ignore-word.ts';
import { MENTIONED } from '../prefilter/platform-mention.ts';
import { FileReader } from '../io/file-reader.ts';
import type { Prefilter } from '../prefilter/may-hold-finding.ts';

/** Larger files are read in windows elsewhere, so each thread needs little memory. Bytes. */
const MAX_SIZE = 4 * 1024 * 1024;

/** The result for a batch of files. Plain data, so a thread can send it. */
export interface PrefilterResult {
  /** Number of files without any possible finding, and their size in bytes. */
  readonly documents: number;
  readonly bytes: number;
  readonly isPlatformNamed: boolean;
  /** Indices in the batch of files with traces of a value; empty if a prefilter was given. */
  readonly withTraces: readonly number[];
  /** Indices of all other files: suspicious, possibly archives, large, not regular files, or unreadable. */
  readonly suspects: readonly number[];
}

/**
 * Separates files without any possible finding from files that need a full scan. Without the prefilter it needs
 * little code, which loads fast.
 */
export class FilePrefilter {
  readonly #maxSize: number;
  readonly #core: Core | undefined;
  readonly #reader: FileReader;

  /** @param maxSize size limit of files in bytes; default none */
  constructor(maxSize = MAX_SIZE) {
    this.#maxSize = Math.min(MAX_SIZE, maxSize);
    // Files are read straight into WebAssembly memory.
    this.#core = Core.createStandalone(MAX_SIZE + FileReader.ROOM);
    this.#reader = new FileReader(this.#core?.memory);
  }

  /**
   * @param files absolute paths
   * @param prefilter decides about files with traces; without it they are returned as traced
   */
  filter(files: readonly string[], prefilter?: Prefilter): PrefilterResult {
    const result = {
      documents: 0,
      bytes: 0,
      isPlatformNamed: false,
      withTraces: [] as number[],
      suspects: [] as number[],
    };
    for (const [index, file] of files.entries()) {
      const content = this.#reader.whole(file, this.#maxSize);
      const marks = content === undefined ? undefined : scanMarks(content, 0, content.length, true, this.#core);
      if (content === undefined || marks === undefined || mayBeArchive(content, 0, content.length, marks.mayEndZip)) {
        result.suspects.push(index);
        continue;
      }
      // For a report on comments that ignore nothing.
      const hasIgnore = mayHoldIgnore(content, marks.platform);
      // A mention of the platform makes split values worth searching for; they leave no traces.
      if (marks.traces.length > 0 || marks.platform !== 0) {
        const mayHold = prefilter?.mayHold(content, marks);
        if (mayHold !== 'no' || hasIgnore) {
          (mayHold === undefined && !hasIgnore ? result.withTraces : result.suspects).push(index);
          continue;
        }
      }
      result.documents += 1;
      result.bytes += content.length;
      result.isPlatformNamed ||= (marks.platform & MENTIONED) !== 0;
    }
    return result;
  }
}
