// The edits that remove values from a repository: byte ranges of blobs, and spellings in names and messages.

import { createHash } from 'node:crypto';
import { KnownValues, occurrencesInBytes, type Secret } from '../../../../src/index.ts';
import { hasTrace } from '../../../prefilter/hash-traces.ts';
import { HEAD_LENGTH, recogniseArchive } from '../../../prefilter/recognise-archive.ts';
import { replacementBytes } from './replacement-bytes.ts';

/** A range of a blob and the bytes that replace it, as many as before. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** The edit of a blob. */
export interface BlobEdit {
  /** In order, without overlaps. */
  readonly ranges: readonly Range[];
  /** Id of the edited blob. */
  readonly newId: string;
}

/** How often edited bytes are searched again: what is left may be another spelling of the same bytes. */
const MOST_ROUNDS = 4;

/** Collects the edits for a set of secrets. */
export class Edits {
  /** By blob id. */
  readonly blobs = new Map<string, BlobEdit>();
  /** Archives that hold a value in their bytes; an edit would break their checksums. */
  readonly archives = new Set<string>();
  /** Blobs in which a value stays after all edits. */
  readonly stubborn = new Set<string>();
  readonly #known = new KnownValues();
  /** Spellings in names and messages, as latin-1, with their replacements. */
  readonly #texts = new Map<string, string>();
  #sorted: readonly (readonly [string, string])[] | undefined;

  constructor(secrets: readonly Secret[]) {
    for (const secret of secrets) this.#known.add(secret);
  }

  /** The spellings found in names and messages and their replacements, as latin-1, the longest first. */
  get texts(): readonly (readonly [spelling: string, replacement: string])[] {
    return (this.#sorted ??= [...this.#texts].sort(([one], [other]) => other.length - one.length));
  }

  /** @returns whether a value occurs in these bytes, in any spelling */
  holds(bytes: Uint8Array): boolean {
    return hasTrace(bytes) && occurrencesInBytes(bytes, this.#known).length > 0;
  }

  /** Adds the edit of a blob that holds a value. @returns whether it holds one */
  addBlob(id: string, bytes: Buffer): boolean {
    if (!this.holds(bytes)) return false;
    const found = recogniseArchive(bytes.subarray(0, HEAD_LENGTH), bytes.length);
    if (found !== undefined && !('lfs' in found)) {
      this.archives.add(id);
      return true;
    }
    const edited = Buffer.from(bytes);
    const { stretches, isClean } = this.#edit(edited);
    if (!isClean) this.stubborn.add(id);
    const ranges = stretches.map(({ start, end }) => ({ start, end, bytes: edited.subarray(start, end) }));
    this.blobs.set(id, { ranges, newId: blobId(edited) });
    return true;
  }

  /** Adds the spellings in a name or message. @returns whether it holds a value */
  addText(bytes: Buffer): boolean {
    if (!this.holds(bytes)) return false;
    this.#sorted = undefined;
    for (const { start, end, secret, encoding } of occurrencesInBytes(bytes, this.#known)) {
      const spelling = bytes.subarray(start, end);
      this.#texts.set(spelling.toString('latin1'), replacementBytes(spelling, secret, encoding).toString('latin1'));
    }
    return true;
  }

  /** @returns a name or message, as latin-1, with its values replaced */
  replaceText(text: string): string {
    return this.texts.reduce((all, [spelling, replacement]) => all.replaceAll(spelling, replacement), text);
  }

  /** Edits bytes in place. @returns the changed stretches, and whether no value is left */
  #edit(bytes: Buffer): { readonly stretches: readonly { start: number; end: number }[]; readonly isClean: boolean } {
    const stretches: { start: number; end: number }[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const found = occurrencesInBytes(bytes, this.#known);
      if (found.length === 0) return { stretches: merged(stretches), isClean: true };
      for (const { start, end, secret, encoding } of found) {
        replacementBytes(bytes.subarray(start, end), secret, encoding).copy(bytes, start);
        stretches.push({ start, end });
      }
    }
    return { stretches: merged(stretches), isClean: false };
  }
}

function merged(stretches: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of stretches.toSorted((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** @returns the id of a blob with this content, in a SHA-1 repository */
function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`, 'latin1').update(bytes).digest('hex');
}
