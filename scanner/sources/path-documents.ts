// Makes documents from file and folder names, because a name can contain a value too.
import { hasTrace } from '../prefilter/hash-traces.ts';
import type { ScanDocument } from '../model/document.ts';
import type { ScanContext } from '../model/source.ts';
import type { BlobPlace } from './read-blobs.ts';

/** A shorter name cannot contain a value. */
const MIN_LENGTH = 32;

/**
 * Makes documents from names of files and folders. Each name is scanned once, however many files a folder has. The
 * document is the whole path up to the name, so the context of the value counts.
 */
export class PathDocuments {
  readonly #seen = new Set<string>();
  readonly #context: ScanContext;
  /** The folder of the last path and its root: files arrive folder by folder. */
  #folder = '';
  #root = '';

  constructor(context: ScanContext) {
    this.#context = context;
  }

  /** @param place of a file; its folders are scanned too */
  *documents({ path, root, origin }: BlobPlace): Generator<ScanDocument> {
    if (path.length < MIN_LENGTH) return;
    const known = root === this.#root && path.startsWith(this.#folder) ? this.#folder.length : 0;
    this.#root = root;
    this.#folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (let start = known; start < path.length;) {
      const slash = path.indexOf('/', start);
      const end = slash < 0 ? path.length : slash;
      const prefix = path.slice(0, end);
      if (
        end - start >= MIN_LENGTH &&
        hasTrace(Buffer.from(path.slice(start, end))) &&
        !this.#seen.has(`${root}\0${prefix}`)
      ) {
        this.#seen.add(`${root}\0${prefix}`);
        const bytes = Buffer.from(prefix);
        if (this.#context.gate.mayHold(bytes) !== 'no')
          yield { path: prefix, root, origin: { ...origin, inName: true }, bytes };
      }
      start = end + 1;
    }
  }
}
