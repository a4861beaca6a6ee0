// Makes documents from the members, names and comments of archives.
import { hasTrace } from '../prefilter/hash-traces.ts';
import type { ScanDocument } from '../model/document.ts';
import type { OnDocument } from '../model/source.ts';
import type { Window, Windows } from '../io/windows.ts';
import { size as asWords } from '../text/numbers.ts';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { UNPACK, type ArchiveLimits } from '../model/archive-limits.ts';
import type { Place } from '../model/archive-path.ts';
import { UnreadableArchive } from './archive-errors.ts';

const NONE = new Uint8Array(0);

/** The last part of the scanned content, and whether it is the whole content. */
export interface Tail {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

export class Documents {
  readonly #onDocument: OnDocument;
  readonly #limits: ArchiveLimits;
  readonly #budget: Budget;

  /** @param onDocument see {@link OnDocument} */
  constructor(onDocument: OnDocument, limits: ArchiveLimits, budget: Budget) {
    this.#onDocument = onDocument;
    this.#limits = limits;
    this.#budget = budget;
  }

  /** Yields names, comments and similar text. */
  *words(name: string, texts: readonly Buffer[], place: Place): Generator<ScanDocument> {
    const { full: _, ...document } = place;
    if (hasTrace(Buffer.from(name))) yield { ...document, bytes: Buffer.from(place.path) };
    for (const bytes of texts) if (hasTrace(bytes)) yield { ...document, bytes };
  }

  /**
   * Yields a member in memory.
   * @throws UnreadableArchive if it is too long
   */
  *whole(bytes: Buffer, place: Place): Generator<ScanDocument> {
    if (bytes.length > this.#limits.member) throw tooLong(this.#limits);
    yield* this.document(bytes, place);
  }

  /** Yields the raw bytes of a container. */
  *document(bytes: Buffer, { full: _, ...document }: Place): Generator<ScanDocument> {
    if (this.#onDocument(bytes)) yield { ...document, bytes };
  }

  /**
   * An archive may contain more than it states.
   * @throws UnreadableArchive
   */
  checkSize(length: number): void {
    if (length > this.#budget.maxSize)
      throw new UnreadableArchive(this.#budget.tooLarge.reason, this.#budget.tooLarge.remedy);
  }

  /**
   * Yields a member of any length.
   * @param isMember otherwise its size was checked before
   * @returns its tail, whose bytes are valid until `windows` is disposed
   * @throws UnreadableArchive if it is too long, after the content before the limit
   */
  async *stream(
    reader: ByteReader,
    place: Place,
    isMember: boolean,
    windows: Windows,
  ): AsyncGenerator<ScanDocument, Tail> {
    const { full: _, ...document } = place;
    let length = 0;
    let tail: Tail = { bytes: Buffer.alloc(0), isWhole: true };
    const judgeable = function* (this: Documents, { bytes, linesBefore, continued }: Window): Generator<ScanDocument> {
      if (this.#onDocument(bytes, continued)) yield { ...document, bytes, linesBefore };
      tail = { bytes, isWhole: !continued };
    }.bind(this);
    try {
      for (let chunk = await reader.chunk(); chunk !== undefined; chunk = await reader.chunk()) {
        length += chunk.length;
        if (length > this.#limits.member) throw tooLong(this.#limits);
        if (isMember) this.checkSize(length);
        for (const window of windows.push(chunk)) yield* judgeable(window);
      }
    } finally {
      for (const window of windows.end()) yield* judgeable(window);
    }
    if (length === 0) this.#onDocument(NONE);
    return tail;
  }
}

function tooLong({ member }: ArchiveLimits): UnreadableArchive {
  return new UnreadableArchive(
    `it is longer than ${asWords(member)}; what comes before was scanned`,
    `${UNPACK}, or raise the limit: --archive-limits member=${member * 10}`,
  );
}
