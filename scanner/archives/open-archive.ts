// Opens archives for the sources; loads the unpackers only when the first archive is found.
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { ArchiveOpener, OnDocument } from '../model/source.ts';
import type { GitContext } from '../model/git-context.ts';
import type { ByteSource } from './byte-source.ts';
import type { LfsContent } from './lfs.ts';
import { DEFAULT_LIMITS, type ArchiveLimits } from '../model/archive-limits.ts';
import type { Place } from '../model/archive-path.ts';

type Items = AsyncGenerator<ScanDocument | Skipped>;

/**
 * Opens archives for the sources. The unpackers are loaded with the first archive, because a hook usually has none.
 * Call `mayBeArchive` first.
 */
export class Archives implements ArchiveOpener {
  readonly limits: ArchiveLimits;
  readonly #maxSize: number | undefined;
  #lfs: LfsContent | undefined;

  /** @param maxSize size limit of members in bytes; default none */
  constructor(limits: Partial<ArchiveLimits> = {}, maxSize?: number) {
    this.#maxSize = maxSize;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /**
   * Opens a file whose raw bytes the caller has scanned.
   * @param git its location, to find the content of an LFS pointer
   */
  async *openFile(place: Place, file: string | Buffer, onDocument: OnDocument, git: GitContext): Items {
    const { FileSource } = await import('./byte-source.ts');
    let source;
    try {
      source = new FileSource(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      // The target of a link may look like an archive, but is not one.
      if (code !== 'ELOOP' && code !== 'EMLINK')
        yield {
          skipped: {
            path: place.full,
            reason: `it looks like an archive and cannot be opened: ${code}`,
            remedy: 'Run it again.',
          },
        };
      return;
    }
    using opened = source;
    yield* this.#open(place, opened, onDocument, git);
  }

  /**
   * Opens bytes in memory that the caller has scanned.
   * @param onDocument see {@link OnDocument}
   */
  async *openBytes(place: Place, bytes: Buffer, onDocument: OnDocument, git: GitContext): Items {
    const { MemorySource } = await import('./byte-source.ts');
    yield* this.#open(place, new MemorySource(bytes), onDocument, git);
  }

  /** Opens a stream, or scans its raw bytes if it is not an archive. */
  async *openStream(place: Place, chunks: AsyncIterable<Buffer>, onDocument: OnDocument, signal: AbortSignal): Items {
    const { Unpacker } = await import('./unpacker.ts');
    yield* new Unpacker(onDocument, this.limits, signal, this.#maxSize).openStream(place, chunks);
  }

  async *#open(place: Place, source: ByteSource, onDocument: OnDocument, git: GitContext): Items {
    const { Unpacker } = await import('./unpacker.ts');
    const unpacker = new Unpacker(onDocument, this.limits, git.signal ?? new AbortController().signal, this.#maxSize);
    const { HEAD_LENGTH, recogniseArchive } = await import('../prefilter/recognise-archive.ts');
    const recognised = recogniseArchive(source.read(0, HEAD_LENGTH), source.size);
    if (recognised !== undefined && 'lfs' in recognised) {
      this.#lfs ??= new (await import('./lfs.ts')).LfsContent();
      using content = await this.#lfs.open(git, recognised.lfs);
      if (content !== undefined) {
        yield* unpacker.openAll(place, content);
        return;
      }
    }
    yield* unpacker.open(place, source);
  }
}
