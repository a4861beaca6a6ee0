// Opens one archive with all nested archives and yields documents; nothing is written to disk.
import type { Skipped } from '../model/document.ts';
import type { OnDocument } from '../model/source.ts';
import { Windows } from '../io/windows.ts';
import { size as asWords } from '../text/numbers.ts';
import { arMembers } from './ar.ts';
import { Budget } from './budget.ts';
import { findScriptArchive, SCRIPT_LIMIT } from '../prefilter/script-archives.ts';
import { ByteReader } from './byte-reader.ts';
import { MemorySource, streamOf, type ByteSource } from './byte-source.ts';
import { Documents } from './member-documents.ts';
import { openZip } from './zip-in-memory.ts';
import { UNPACK, type ArchiveLimits } from '../model/archive-limits.ts';
import type { Members } from './member.ts';
import { readerOf, type Input, type Items, type Opening } from './archive-interfaces.ts';
import { packedStream } from './compressed-stream.ts';
import { inside, type Place } from '../model/archive-path.ts';
import { HEAD_LENGTH, recogniseArchive, type Format, type Recognised } from '../prefilter/recognise-archive.ts';
import { skip, SkippedMembers } from './skipped-members.ts';
import { tarMembers } from './tar.ts';
import { LimitReached, UnreadableArchive } from './archive-errors.ts';
import { holdsZip } from './zip-directory.ts';
import { zipMembers } from './zip.ts';
import { call } from '../text/command-line.ts';

/** Reads a stream, or a file at random; a zip inside another container must be kept in memory. */
export class Unpacker implements Opening {
  readonly limits: ArchiveLimits;
  budget: Budget;
  documents: Documents;
  readonly #onDocument: OnDocument;
  readonly #signal: AbortSignal;
  readonly #maxSize: number | undefined;
  #current = '';

  /**
   * @param onDocument see {@link OnDocument}
   * @param maxSize size limit of members; default none
   */
  constructor(onDocument: OnDocument, limits: ArchiveLimits, signal: AbortSignal, maxSize?: number) {
    this.limits = limits;
    this.#maxSize = maxSize;
    this.#onDocument = onDocument;
    this.#signal = signal;
    this.budget = new Budget(limits, 0, signal, maxSize);
    this.documents = new Documents(onDocument, limits, this.budget);
  }

  /** Opens an archive whose raw bytes the caller has scanned. Yields nothing if it is not an archive. */
  async *open(place: Place, source: ByteSource): Items {
    this.#begin(source.size);
    const recognised = kindOf(source);
    if (recognised !== undefined) yield* this.#guard(place, this.archive(recognised, { source }, place, 0));
    else yield* this.#guard(place, this.#behind(source, place, 0));
  }

  /** The same for bytes that have not been scanned yet. */
  async *openAll(place: Place, source: ByteSource): Items {
    this.#begin(source.size);
    try {
      using windows = new Windows();
      yield* this.documents.stream(readerOf({ source }), place, true, windows);
    } catch (error) {
      if (!(error instanceof UnreadableArchive)) throw error;
      yield skip(place, error.message, error.remedy);
    }
    yield* this.open(place, source);
  }

  /** The same for a stream; if it is not an archive, it is scanned as one document. */
  async *openStream(place: Place, chunks: AsyncIterable<Buffer>): Items {
    const budget = this.#begin(0);
    const counted = async function* () {
      for await (const chunk of chunks) {
        budget.arrive(chunk.length);
        yield chunk;
      }
    };
    yield* this.#guard(place, this.content(counted(), place, -1));
  }

  #begin(packed: number): Budget {
    this.budget = new Budget(this.limits, packed, this.#signal, this.#maxSize);
    this.documents = new Documents(this.#onDocument, this.limits, this.budget);
    return this.budget;
  }

  async *#guard(place: Place, items: Items): Items {
    try {
      yield* items;
    } catch (error) {
      if (error instanceof UnreadableArchive) {
        yield skip(place, error.message, error.remedy);
        return;
      }
      if (!(error instanceof LimitReached)) throw error;
      const at = this.#current === place.full ? '' : ` (at ${this.#current})`;
      yield skip(place, `not all of it was scanned: ${error.message}${at}`, error.remedy);
    }
  }

  async *content(content: Buffer | AsyncIterable<Buffer>, place: Place, depth: number, size?: number): Items {
    this.#current = place.full;
    if (Buffer.isBuffer(content)) {
      this.documents.checkSize(content.length);
      const source = new MemorySource(content);
      const recognised = kindOf(source);
      if (recognised === undefined) {
        yield* this.documents.whole(content, place);
        yield* this.#behind(source, place, depth + 1);
      } else yield* this.archive(recognised, { source }, place, depth + 1);
      return;
    }
    const reader = new ByteReader(content);
    try {
      const head = await reader.peek(HEAD_LENGTH);
      const recognised = recogniseArchive(head, head.length < HEAD_LENGTH ? head.length : undefined);
      if (recognised === undefined) yield* this.leaf(reader, place, depth);
      else yield* this.archive(recognised, { reader, size }, place, depth + 1);
    } finally {
      await reader.close();
    }
  }

  async *archive(recognised: Recognised, input: Input, place: Place, depth: number): Items {
    this.#current = place.full;
    if ('format' in recognised && depth < this.limits.depth) {
      try {
        yield* this.#open(recognised.format, input, place, depth);
      } catch (error) {
        if (!(error instanceof UnreadableArchive)) throw error;
        yield skip(place, error.message, error.remedy);
      }
      return;
    }
    const mayOpenZip = 'unsupported' in recognised && depth < this.limits.depth;
    // The raw bytes of a file or object were scanned already.
    if (depth > 0 || 'reader' in input) yield* this.leaf(readerOf(input), place, depth - 1, mayOpenZip);
    else if (mayOpenZip && holdsZip(input.source))
      yield* this.members(zipMembers(input.source, this.budget), place, depth);
    if ('lfs' in recognised)
      yield skip(
        place,
        'a git LFS pointer: its content is kept elsewhere',
        'Fetch the content (git lfs fetch --all) and scan the repository.',
      );
    else if ('unsupported' in recognised) yield notOpened(place, recognised);
    else if (this.limits.depth === 0)
      yield skip(
        place,
        `a ${recognised.format} archive: none is opened, as --archive-depth 0 says`,
        'Leave the option out.',
      );
    else
      yield skip(
        place,
        `an archive within ${this.limits.depth} others`,
        `${UNPACK}, or raise the limit: --archive-depth ${this.limits.depth * 2}`,
      );
  }

  /** Opens data packed behind a script; its raw bytes were scanned. */
  async *#behind(source: ByteSource, place: Place, depth: number): Items {
    const behind = findScriptArchive(source.read(0, SCRIPT_LIMIT));
    if (behind === undefined) return;
    const { recognised, at } = behind;
    const reader = new ByteReader(streamOf(source, at));
    if ('format' in recognised && depth < this.limits.depth) yield* this.archive(recognised, { reader }, place, depth);
    else if ('format' in recognised)
      yield skip(
        place,
        `a ${recognised.format} archive behind a script, within ${depth} others`,
        `${UNPACK}, or raise the limit: --archive-depth ${(depth + 1) * 2}`,
      );
    else yield notOpened(place, recognised);
  }

  async *#open(format: Format, input: Input, place: Place, depth: number): Items {
    switch (format) {
      case 'zip':
        yield* openZip(this, input, place, depth);
        return;
      case 'tar':
        yield* this.members(tarMembers(readerOf(input), this.budget), place, depth);
        return;
      case 'ar':
        yield* this.members(arMembers(readerOf(input), this.budget), place, depth);
        return;
      default:
        yield* packedStream(this, format, readerOf(input), place, depth);
    }
  }

  async *members(members: Members, place: Place, depth: number): Items {
    const skipped = new SkippedMembers();
    try {
      for await (const member of members) {
        if ('trouble' in member) {
          const { reason, remedy } = member.trouble;
          if (member.name === '') yield skip(place, reason, remedy);
          else skipped.add(member.name, reason, remedy);
          continue;
        }
        const inner = inside(place, member.name);
        yield* this.documents.words(member.name, member.texts ?? [], inner);
        if (member.content === undefined) continue;
        try {
          yield* this.content(member.content, inner, depth, member.size);
        } catch (error) {
          if (!(error instanceof UnreadableArchive)) throw error;
          skipped.add(member.name, error.message, error.remedy);
        }
      }
    } finally {
      yield* skipped.take(place);
    }
  }

  async *leaf(reader: ByteReader, place: Place, depth: number, mayOpenZip = true): Items {
    const script =
      (await reader.peek(2)).toString('latin1') === '#!'
        ? findScriptArchive(await reader.peek(SCRIPT_LIMIT))
        : undefined;
    if (script?.isUnknown === false) {
      yield* this.content(Buffer.from(await reader.read(script.at)), place, depth);
      yield* this.archive(script.recognised, { reader }, place, depth + 1);
      return;
    }
    using windows = new Windows();
    const { bytes, isWhole } = yield* this.documents.stream(reader, place, depth >= 0, windows);
    const source = new MemorySource(bytes);
    if (!mayOpenZip || !holdsZip(source)) {
      if (script !== undefined) yield notOpened(place, script.recognised);
      return;
    }
    if (isWhole) yield* this.archive(ZIP, { source }, place, depth + 1);
    else
      yield skip(
        place,
        `a zip at its end was not opened: of what lies within something else, no more than ` +
          `${asWords(bytes.length)} are held in memory`,
        `${UNPACK}.`,
      );
  }
}

const ZIP: Recognised = { format: 'zip' };
const REMEDIES: Readonly<Record<string, string>> = {
  'git bundle': `Clone it (git clone FILE FOLDER) and scan that: ${call('scan --history FOLDER')}`,
  'git pack': `Scan the repository it belongs to: ${call('scan --history PATH')}`,
};

function notOpened(place: Place, recognised: Recognised): Skipped {
  const name = 'unsupported' in recognised ? recognised.unsupported : '';
  return skip(place, `a ${name}, which cannot be opened`, REMEDIES[name] ?? `${UNPACK}.`);
}

/** Recognised by its start, or as a zip by its end. */
function kindOf(source: ByteSource): Recognised | undefined {
  return recogniseArchive(source.read(0, HEAD_LENGTH), source.size) ?? (holdsZip(source) ? ZIP : undefined);
}
