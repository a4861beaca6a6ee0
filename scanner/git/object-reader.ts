// Reads objects through `git cat-file --batch`, restarting git after damaged ones.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Hash } from 'node:crypto';
import { hashFor, matchesId } from './object-id.ts';
import { ObjectParser, type ObjectHeader, type ObjectSink } from './object-parser.ts';
import { startGit } from './run-git.ts';
import type { GitContext } from '../model/git-context.ts';

/** The largest object that is kept in memory whole, in bytes. */
export const WHOLE_OBJECT_LIMIT = 32 * 1024 * 1024;

/** The reason for an object that is longer than its header states. */
const OTHER_LENGTH = 'is damaged: it is not as long as its header says';

/** Ids written to git at a time. */
const IDS_PER_CHUNK = 4096;

/** A list of object ids in git's input format: one per line, so every line has the same length. */
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
    for (let at = 0; at < this.#lines.length; at += IDS_PER_CHUNK * this.#width)
      yield this.#lines.subarray(at, at + IDS_PER_CHUNK * this.#width);
  }
}

/** An object that git could not provide, or that does not match its id. */
export interface UnreadableObject {
  readonly oid: string;
  /** Continues a sentence that starts with the object, for example `cannot be read: …`. */
  readonly reason: string;
}

/**
 * Asks git for the sizes of objects, without reading them.
 * @returns the list without blobs larger than `most`, and those blobs
 */
async function withoutLarge(
  context: GitContext,
  list: ObjectList,
  maxBlobSize: number,
): Promise<{ readonly rest: ObjectList; readonly large: readonly ObjectHeader[] }> {
  const git = startGit(context, ['cat-file', '--batch-check', '--buffer']);
  Readable.from(list.chunks(), { objectMode: false })
    .on('error', () => undefined)
    .pipe(git.stdin);
  const large = new Map<string, ObjectHeader>();
  try {
    for await (const line of createInterface({ input: git.stdout })) {
      const [oid = '', type = '', size = ''] = line.split(' ');
      if (type === 'blob' && Number(size) > maxBlobSize) large.set(oid, { oid, type, size: Number(size) });
    }
  } finally {
    git.kill();
  }
  // If git stops early, the damaged object is found when it is read.
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
 * Reads objects through `git cat-file --batch` and passes each to `sink`, in the order of `list`. git exits at the
 * first damaged object, and prints more of some objects than their headers state. The remaining objects are then read
 * by a new process, so one damaged object hides no other.
 * @param sink also receives damaged objects as far as git prints them: a secret in one is still a secret
 * @param maxBlobSize size limit of blobs in bytes, if the sink handles larger ones
 * @returns objects that could not be read, or do not match their id
 * @throws Failure if git cannot be run, AbortError after an abort
 */
export async function readObjects(
  context: GitContext,
  given: ObjectList,
  sink: ObjectSink,
  limit = WHOLE_OBJECT_LIMIT,
  maxBlobSize = Number.POSITIVE_INFINITY,
): Promise<UnreadableObject[]> {
  const { rest: list, large } =
    maxBlobSize < Number.POSITIVE_INFINITY
      ? await withoutLarge(context, given, maxBlobSize)
      : { rest: given, large: [] };
  for (const header of large) sink.large?.(header);
  const unreadable: UnreadableObject[] = [];
  const verified = new VerifyingSink(sink, unreadable);
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

/** Records each object that does not match its id; git does not check that when it prints an object. */
class VerifyingSink implements ObjectSink {
  readonly #sink: ObjectSink;
  readonly #unreadable: UnreadableObject[];
  #streamed: { readonly oid: string; readonly hash: Hash } | undefined;

  constructor(sink: ObjectSink, impostors: UnreadableObject[]) {
    this.#sink = sink;
    this.#unreadable = impostors;
  }

  object(header: ObjectHeader, bytes: Buffer): void {
    if (!matchesId(header, bytes)) this.#reportDamage(header.oid);
    this.#sink.object(header, bytes);
  }

  chunk(header: ObjectHeader, bytes: Buffer, last: boolean): void {
    if (this.#streamed?.oid !== header.oid) this.#streamed = { oid: header.oid, hash: hashFor(header) };
    this.#streamed.hash.update(bytes);
    if (last && this.#streamed.hash.digest('hex') !== header.oid) this.#reportDamage(header.oid);
    if (last) this.#streamed = undefined;
    this.#sink.chunk(header, bytes, last);
  }

  absent(line: string): void {
    this.#sink.absent(line);
  }

  #reportDamage(oid: string): void {
    this.#unreadable.push({ oid, reason: 'is damaged: its content is not what its id says' });
  }
}

function firstLine(text: string): string | undefined {
  return text === '' ? undefined : text.split('\n')[0];
}
