import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Hash } from 'node:crypto';
import { hashFor, isItself } from './object-id.ts';
import { ObjectParser, type ObjectHeader, type ObjectSink } from './object-parser.ts';
import { startGit } from './run-git.ts';
import type { GitContext } from '../model/git-context.ts';

/** The largest object that is held in memory whole, in bytes. */
export const WHOLE_OBJECT_LIMIT = 32 * 1024 * 1024;

/** Of an object whose bytes run on behind its end. */
const OTHER_LENGTH = 'is damaged: it is not as long as its header says';

/** Ids written to git at a time. */
const SLICE = 4096;

/** A list of object ids as git wants them: one per line, so every line has the same length. */
export class ObjectList {
  readonly #lines: Buffer;
  readonly #width: number;
  readonly length: number;

  /** @param lines ids in hex, each followed by a line break */
  constructor(lines: Buffer, hexLength: number) {
    this.#lines = lines;
    this.#width = hexLength + 1;
    this.length = lines.length / this.#width;
  }

  static of(ids: Iterable<string>, hexLength: number): ObjectList {
    return new ObjectList(Buffer.from([...ids].map((id) => `${id}\n`).join(''), 'latin1'), hexLength);
  }

  at(index: number): string {
    return this.#lines.toString('latin1', index * this.#width, (index + 1) * this.#width - 1);
  }

  slice(from: number, to: number): ObjectList {
    return new ObjectList(this.#lines.subarray(from * this.#width, to * this.#width), this.#width - 1);
  }

  *chunks(): Generator<Buffer> {
    for (let at = 0; at < this.#lines.length; at += SLICE * this.#width)
      yield this.#lines.subarray(at, at + SLICE * this.#width);
  }
}

/** An object that git could not give, or that is not the one its id names. */
export interface UnreadableObject {
  readonly oid: string;
  /** What goes on a sentence that begins with the object, e.g. `cannot be read: …`. */
  readonly reason: string;
}

/**
 * Asks git for the sizes of objects, without reading any.
 * @returns the list without blobs that are larger than `most`, and those
 */
async function withoutLarge(
  context: GitContext,
  list: ObjectList,
  most: number,
): Promise<{ readonly rest: ObjectList; readonly large: readonly ObjectHeader[] }> {
  const git = startGit(context, ['cat-file', '--batch-check', '--buffer']);
  Readable.from(list.chunks(), { objectMode: false })
    .on('error', () => undefined)
    .pipe(git.stdin);
  const large = new Map<string, ObjectHeader>();
  try {
    for await (const line of createInterface({ input: git.stdout })) {
      const [oid = '', type = '', size = ''] = line.split(' ');
      if (type === 'blob' && Number(size) > most) large.set(oid, { oid, type, size: Number(size) });
    }
  } finally {
    git.kill();
  }
  // Where it ends early, what is damaged shows when it is read.
  await git.ended;
  context.signal?.throwIfAborted();
  if (large.size === 0) return { rest: list, large: [] };
  const ids = Array.from({ length: list.length }, (_, at) => list.at(at));
  return {
    rest: ObjectList.of(
      ids.filter((id) => !large.has(id)),
      list.at(0).length,
    ),
    large: [...large.values()],
  };
}

/**
 * Reads objects through `git cat-file --batch` and hands each to `sink`, in the order of `list`.
 * git ends at the first damaged object, and it prints more of some than their headers say; the rest
 * is then read by a new process, so one damaged object hides no other.
 * @param sink gets damaged objects too, as far as git gives them: a secret in one is a secret
 * @param most bytes of the largest blob that is read, where the sink takes note of larger ones
 * @returns the objects that could not be read, and those whose content is not what their id says
 * @throws Failure when git cannot be run, AbortError when aborted
 */
export async function readObjects(
  context: GitContext,
  given: ObjectList,
  sink: ObjectSink,
  limit = WHOLE_OBJECT_LIMIT,
  most = Number.POSITIVE_INFINITY,
): Promise<UnreadableObject[]> {
  const { rest: list, large } =
    most < Number.POSITIVE_INFINITY ? await withoutLarge(context, given, most) : { rest: given, large: [] };
  for (const header of large) sink.large?.(header);
  const unreadable: UnreadableObject[] = [];
  const verified = new Verified(sink, unreadable);
  let done = 0;
  while (done < list.length) {
    const rest = list.slice(done, list.length);
    const git = startGit(context, ['cat-file', '--batch', '--buffer']);
    const parser = new ObjectParser(verified, limit, (index) => (index < rest.length ? rest.at(index) : undefined));
    Readable.from(rest.chunks(), { objectMode: false })
      .on('error', () => undefined)
      .pipe(git.stdin);
    try {
      for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
        parser.push(chunk);
        if (parser.isOutOfStep) break;
      }
    } finally {
      git.kill();
    }
    const { code, stderr } = await git.ended;
    context.signal?.throwIfAborted();
    done += parser.complete;
    if (parser.isOutOfStep && parser.complete > 0) {
      unreadable.push({ oid: list.at(done - 1), reason: OTHER_LENGTH });
      continue;
    }
    if (done >= list.length) break;
    if (parser.isOutOfStep) unreadable.push({ oid: list.at(done), reason: OTHER_LENGTH });
    else
      unreadable.push({
        oid: list.at(done),
        reason: `cannot be read: ${firstLine(stderr) ?? `git cat-file ended with ${code}`}`,
      });
    done += 1;
    await turn();
  }
  return unreadable;
}

/** Notes each object that is not the one its id names: git does not ask itself that when it prints one. */
class Verified implements ObjectSink {
  readonly #sink: ObjectSink;
  readonly #impostors: UnreadableObject[];
  #pieces: { readonly oid: string; readonly hash: Hash } | undefined;

  constructor(sink: ObjectSink, impostors: UnreadableObject[]) {
    this.#sink = sink;
    this.#impostors = impostors;
  }

  object(header: ObjectHeader, bytes: Buffer): void {
    if (!isItself(header, bytes)) this.#note(header.oid);
    this.#sink.object(header, bytes);
  }

  piece(header: ObjectHeader, bytes: Buffer, last: boolean): void {
    if (this.#pieces?.oid !== header.oid) this.#pieces = { oid: header.oid, hash: hashFor(header) };
    this.#pieces.hash.update(bytes);
    if (last && this.#pieces.hash.digest('hex') !== header.oid) this.#note(header.oid);
    if (last) this.#pieces = undefined;
    this.#sink.piece(header, bytes, last);
  }

  absent(line: string): void {
    this.#sink.absent(line);
  }

  #note(oid: string): void {
    this.#impostors.push({ oid, reason: 'is damaged: its content is not what its id says' });
  }
}

function firstLine(text: string): string | undefined {
  return text === '' ? undefined : text.split('\n')[0];
}
