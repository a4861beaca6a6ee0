import { isUtf8 } from 'node:buffer';
import { mayHoldHash } from '../../src/index.ts';
import type { Observer, ScanDocument, Skipped } from '../document.ts';
import { size as asWords } from '../text/numbers.ts';
import { Windows, type Window } from '../sources/windows.ts';
import { LARGE_MEMORY } from '../spare-memory.ts';
import { arMembers } from './ar.ts';
import { Budget } from './budget.ts';
import { ByteReader } from './byte-reader.ts';
import { MemorySource, streamOf, type ByteSource } from './byte-source.ts';
import { unpack, type Packing } from './engines.ts';
import { readGzipHeader } from './gzip-header.ts';
import type { ArchiveLimits } from './limits.ts';
import type { Members } from './member.ts';
import { inside, unpackedName, type Place } from './place.ts';
import { HEAD, recognise, type Format, type Recognised } from './recognise.ts';
import { skip, SkippedMembers } from './skips.ts';
import { tarMembers } from './tar.ts';
import { LimitReached, Unreadable } from './trouble.ts';
import { holdsZip } from './zip-records.ts';
import { zipMembers } from './zip.ts';

/** A gzip header that is longer than this keeps its name to itself. Bytes. */
const GZIP_HEADER = 4096;
const UNPACK = 'Unpack it and scan the folder';

type Items = AsyncGenerator<ScanDocument | Skipped>;
/** `size`: bytes that a reader is said to have. */
type Input = { readonly source: ByteSource } | { readonly reader: ByteReader; readonly size?: number | undefined };

/**
 * Opens one archive, with all that is in it, and makes documents of what it holds. Nothing is written anywhere.
 * Reads a stream or any place of a file; a zip within something else has to be held in memory.
 */
export class Unpacker {
  readonly #look: Observer['look'];
  readonly #limits: ArchiveLimits;
  readonly #signal: AbortSignal;
  readonly #maxSize: number | undefined;
  #budget: Budget;
  #current = '';

  /** @param look see {@link Observer.look} @param maxSize of members that are looked at; default any */
  constructor(look: Observer['look'], limits: ArchiveLimits, signal: AbortSignal, maxSize?: number) {
    this.#maxSize = maxSize;
    this.#look = look;
    this.#limits = limits;
    this.#signal = signal;
    this.#budget = new Budget(limits, 0, signal, maxSize);
  }

  /** Opens what is an archive; the bytes as they are, are looked at by the caller. Yields nothing for what is none. */
  async *open(place: Place, source: ByteSource): Items {
    this.#budget = new Budget(this.#limits, source.size, this.#signal, this.#maxSize);
    const recognised = recognise(source.read(0, HEAD), source.size) ?? (holdsZip(source) ? ZIP : undefined);
    if (recognised !== undefined) yield* this.#guard(place, this.#archive(recognised, { source }, place, 0));
  }

  /** The same for what nobody has looked at yet. */
  async *openAll(place: Place, source: ByteSource): Items {
    this.#budget = new Budget(this.#limits, source.size, this.#signal, this.#maxSize);
    try {
      yield* this.#leaf(readerOf({ source }), place, 0, false);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      yield skip(place, error.message, error.remedy);
    }
    yield* this.open(place, source);
  }

  /** The same for a stream; what is none is looked at as one document. */
  async *openStream(place: Place, chunks: AsyncIterable<Buffer>): Items {
    const budget = (this.#budget = new Budget(this.#limits, 0, this.#signal, this.#maxSize));
    const counted = async function* () {
      for await (const chunk of chunks) {
        budget.arrive(chunk.length);
        yield chunk;
      }
    };
    yield* this.#guard(place, this.#content(counted(), place, -1));
  }

  async *#guard(place: Place, items: Items): Items {
    try {
      yield* items;
    } catch (error) {
      if (error instanceof Unreadable) {
        yield skip(place, error.message, error.remedy);
        return;
      }
      if (!(error instanceof LimitReached)) throw error;
      const at = this.#current === place.full ? '' : ` (at ${this.#current})`;
      yield skip(place, `not all of it was looked at: ${error.message}${at}`, error.remedy);
    }
  }

  /** @param depth of the archive that holds it; -1 for none @param size of a stream, as it is said to be */
  async *#content(content: Buffer | AsyncIterable<Buffer>, place: Place, depth: number, size?: number): Items {
    this.#current = place.full;
    if (Buffer.isBuffer(content)) {
      this.#checkSize(content.length);
      const recognised = recognise(content.subarray(0, HEAD), content.length) ?? this.#tail(content);
      if (recognised === undefined) yield* this.#whole(content, place);
      else yield* this.#archive(recognised, { source: new MemorySource(content) }, place, depth + 1);
      return;
    }
    const reader = new ByteReader(content);
    try {
      const head = await reader.peek(HEAD);
      const recognised = recognise(head, head.length < HEAD ? head.length : undefined);
      if (recognised === undefined) yield* this.#leaf(reader, place, depth);
      else yield* this.#archive(recognised, { reader, size }, place, depth + 1);
    } finally {
      await reader.close();
    }
  }

  /** Members that are too short to be an archive, or text, are not asked. */
  #tail(content: Buffer): Recognised | undefined {
    return content.subarray(0, HEAD).includes(0) && holdsZip(new MemorySource(content)) ? ZIP : undefined;
  }

  async *#archive(recognised: Recognised, input: Input, place: Place, depth: number): Items {
    this.#current = place.full;
    if ('format' in recognised && depth < this.#limits.depth) {
      try {
        yield* this.#open(recognised.format, input, place, depth);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        yield skip(place, error.message, error.remedy);
      }
      return;
    }
    // What lies on disk or in an object was looked at as it is already.
    if (depth > 0 || 'reader' in input) yield* this.#leaf(readerOf(input), place, depth, false);
    if ('lfs' in recognised) yield skip(place, 'a git LFS pointer: its content is kept elsewhere', 'Fetch the content (git lfs fetch --all) and scan the repository.');
    else if ('unsupported' in recognised) yield skip(place, `a ${recognised.unsupported}, which cannot be opened`, REMEDIES[recognised.unsupported] ?? `${UNPACK}.`);
    else if (this.#limits.depth === 0) yield skip(place, `a ${recognised.format} archive: none is opened, as --archive-depth 0 says`, 'Leave the option out.');
    else yield skip(place, `an archive within ${this.#limits.depth} others`, `${UNPACK}, or raise the limit: --archive-depth ${this.#limits.depth * 2}`);
  }

  async *#open(format: Format, input: Input, place: Place, depth: number): Items {
    switch (format) {
      case 'zip':
        yield* this.#zip(input, place, depth);
        return;
      case 'tar':
        yield* this.#members(tarMembers(readerOf(input), this.#budget), place, depth);
        return;
      case 'ar':
        yield* this.#members(arMembers(readerOf(input), this.#budget), place, depth);
        return;
      default:
        yield* this.#packed(format, readerOf(input), place, depth);
    }
  }

  /** One stream, packed. A tar in it is what was meant, and needs no name of its own. */
  async *#packed(packing: Packing, packed: ByteReader, place: Place, depth: number): Items {
    const { name, comment } = packing === 'gzip' ? readGzipHeader(await packed.peek(GZIP_HEADER)) : {};
    const inner = inside(place, name ?? unpackedName(place.path));
    yield* this.#words(name ?? '', comment === undefined ? [] : [comment], inner);
    this.#budget.member();
    const reader = new ByteReader(unpack(packing, packed, this.#budget));
    try {
      const head = await reader.peek(HEAD);
      const recognised = recognise(head, head.length < HEAD ? head.length : undefined);
      if (recognised === undefined) yield* this.#leaf(reader, inner, depth);
      else yield* this.#archive(recognised, { reader }, 'format' in recognised && recognised.format === 'tar' ? place : inner, depth + 1);
      // Whatever reads it may end before it does, and there may be damage behind.
      while ((await reader.chunk()) !== undefined);
    } finally {
      await reader.close();
    }
    yield* this.#behind(packed, place, depth);
  }

  /** What follows a packed stream is something else: looked at like everything. */
  async *#behind(packed: ByteReader, place: Place, depth: number): Items {
    for (let chunk = await packed.chunk(); chunk !== undefined; chunk = await packed.chunk()) {
      if (chunk.every((byte) => byte === 0)) continue;
      packed.unread(chunk);
      const head = await packed.peek(HEAD);
      if (recognise(head) === undefined && !isUtf8(head)) yield skip(place, 'what follows its end is neither text nor anything known; it was looked at as it is', new Unreadable('').remedy);
      yield* this.#content(packed.rest(), inside(place, '(rest)'), depth);
      return;
    }
  }

  async *#zip(input: Input, place: Place, depth: number): Items {
    if ('source' in input) {
      if (depth > 0) yield* this.#document(input.source.read(0, input.source.size), place);
      yield* this.#members(zipMembers(input.source, this.#budget), place, depth);
      return;
    }
    // What will not fit is not tried: it would only take memory from what looks at it.
    if (input.size !== undefined && !this.#budget.mayHold(input.size)) yield* this.#unheld(input.reader, place, depth);
    const room = LARGE_MEMORY.take();
    try {
      const { whole, failure } = await this.#gather(input.reader, room);
      if (whole === undefined) {
        return yield* this.#unheld(input.reader, place, depth);
      }
      try {
        yield* this.#document(whole, place);
        yield* this.#members(zipMembers(new MemorySource(whole), this.#budget), place, depth);
      } finally {
        this.#budget.release(whole.length);
      }
      if (failure !== undefined) throw failure;
    } finally {
      LARGE_MEMORY.give(room);
    }
  }

  /** A zip for which there is no memory. @throws Unreadable */
  async *#unheld(reader: ByteReader, place: Place, depth: number): AsyncGenerator<ScanDocument | Skipped, never> {
    yield* this.#leaf(reader, place, depth);
    const { memory } = this.#limits;
    throw new Unreadable(`a zip of more than ${asWords(memory)} within something else`, `${UNPACK}, or raise the limit: --archive-limits memory=${memory * 8}`);
  }

  /**
   * @param room where it is put, as long as it fits
   * @returns all there is in one piece, and why it is not more; nothing, and the reader as it was, where there is no memory for it
   */
  async #gather(reader: ByteReader, room: Buffer): Promise<{ whole?: Buffer; failure?: unknown }> {
    let whole = room;
    let held = 0;
    let failure: unknown;
    try {
      for (let chunk = await reader.chunk(); chunk !== undefined; chunk = await reader.chunk()) {
        if (!this.#budget.hold(chunk.length)) {
          this.#budget.release(held);
          for (const one of [chunk, whole.subarray(0, held)]) reader.unread(one);
          return {};
        }
        if (held + chunk.length > whole.length) whole = Buffer.concat([whole.subarray(0, held)], Math.min(this.#limits.memory, 2 * (held + chunk.length)));
        chunk.copy(whole, held);
        held += chunk.length;
      }
    } catch (error) {
      failure = error;
    }
    return { whole: whole.subarray(0, held), failure };
  }

  async *#members(members: Members, place: Place, depth: number): Items {
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
        yield* this.#words(member.name, member.texts ?? [], inner);
        if (member.content === undefined) continue;
        try {
          yield* this.#content(member.content, inner, depth, member.size);
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          skipped.add(member.name, error.message, error.remedy);
        }
      }
    } finally {
      yield* skipped.take(place);
    }
  }

  /** Names, comments and the like. */
  *#words(name: string, texts: readonly Buffer[], place: Place): Generator<ScanDocument> {
    const { full: _, ...document } = place;
    if (mayHoldHash(Buffer.from(name))) yield { ...document, bytes: Buffer.from(place.path) };
    for (const bytes of texts) if (mayHoldHash(bytes)) yield { ...document, bytes };
  }

  *#whole(bytes: Buffer, place: Place): Generator<ScanDocument> {
    if (bytes.length > this.#limits.member) throw tooLong(this.#limits);
    yield* this.#document(bytes, place);
  }

  *#document(bytes: Buffer, { full: _, ...document }: Place): Generator<ScanDocument> {
    if (this.#look(bytes)) yield { ...document, bytes };
  }

  /** An archive may say less than is in it. @throws Unreadable */
  #checkSize(length: number): void {
    if (length > this.#budget.maxSize) throw new Unreadable(this.#budget.tooLarge.reason, this.#budget.tooLarge.remedy);
  }

  /** A member that is no archive, or not opened as one. */
  async *#leaf(reader: ByteReader, place: Place, depth: number, mayHoldZip = true): Items {
    const { full: _, ...document } = place;
    using windows = new Windows();
    let length = 0;
    let tail: Buffer | undefined;
    const judgeable = function* (this: Unpacker, window: Window): Generator<ScanDocument> {
      if (this.#look(window.bytes, window.continued)) yield { ...document, bytes: window.bytes, linesBefore: window.linesBefore };
      tail = window.continued ? undefined : window.bytes;
    }.bind(this);
    try {
      for (let chunk = await reader.chunk(); chunk !== undefined; chunk = await reader.chunk()) {
        length += chunk.length;
        if (length > this.#limits.member) throw tooLong(this.#limits);
        // What is no member has a size that was asked for before.
        if (depth >= 0) this.#checkSize(length);
        for (const window of windows.push(chunk)) yield* judgeable(window);
      }
    } finally {
      for (const window of windows.end()) yield* judgeable(window);
    }
    if (length === 0) this.#look(NONE);
    if (mayHoldZip && tail !== undefined && tail.length === length && this.#tail(tail) !== undefined) yield* this.#archive(ZIP, { source: new MemorySource(tail) }, place, depth + 1);
  }
}

const NONE = new Uint8Array(0);
const ZIP: Recognised = { format: 'zip' };
const REMEDIES: Readonly<Record<string, string>> = {
  'git bundle': 'Clone it (git clone FILE FOLDER) and scan that: navixy-secrets scan --history FOLDER',
  'git pack': 'Scan the repository it belongs to: navixy-secrets scan --history PATH',
};

function readerOf(input: Input): ByteReader {
  return 'reader' in input ? input.reader : new ByteReader(streamOf(input.source));
}

function tooLong({ member }: ArchiveLimits): Unreadable {
  return new Unreadable(`it is longer than ${asWords(member)}; what comes before was looked at`, `${UNPACK}, or raise the limit: --archive-limits member=${member * 10}`);
}
