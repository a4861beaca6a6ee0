// Source: standard input, as one document or one archive.
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import { ByteReader } from '../archives/byte-reader.ts';
import { SCRIPT_LIMIT } from '../prefilter/script-archives.ts';
import { HEAD_LENGTH, mayBeArchive } from '../prefilter/recognise-archive.ts';
import { UnreadableArchive } from '../archives/archive-errors.ts';
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { ScanContext, Source } from '../model/source.ts';
import type { Origin } from '../model/finding.ts';
import { findRepository } from '../git/repository.ts';
import { tooLarge } from '../model/limits.ts';
import { Windows, type Window } from '../io/windows.ts';

type StdinPlace = Pick<ScanDocument, 'path' | 'root' | 'origin'>;

const ORIGIN: Origin = { type: 'stdin' };

/** Standard input as one document, with or without a path, or as one archive. */
export class StdinSource implements Source {
  readonly name = 'standard input';
  readonly isUnfiltered = true;
  readonly #input: AsyncIterable<Uint8Array | string>;
  readonly #file: string | undefined;
  readonly #cwd: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param file absolute path of the file that the input stands for; it need not exist */
  constructor(
    input: AsyncIterable<Uint8Array | string>,
    file: string | undefined,
    cwd: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.#input = input;
    this.#file = file;
    this.#cwd = cwd;
    this.#env = env;
  }

  async *documents(context: ScanContext, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped> {
    const document = await this.#place(signal);
    const reader = new ByteReader(this.#chunks(signal));
    // A script may be long before packed data follows.
    const isScript = (await reader.peek(2)).toString('latin1') === '#!';
    const head = await reader.peek(isScript ? SCRIPT_LIMIT : HEAD_LENGTH);
    const { maxSize = Number.POSITIVE_INFINITY } = context.criteria;
    const location = { ...document, full: this.name };
    if (mayBeArchive(head, 0, head.length)) {
      yield* context.archives.openStream(location, limitSize(maxSize, reader, this.name), context.onDocument, signal);
      return;
    }
    using windows = new Windows();
    let last: Window | undefined;
    for await (const bytes of reader.rest()) {
      if (reader.passed > maxSize) {
        yield { skipped: tooLarge(this.name, 'it', reader.passed, maxSize) };
        return;
      }
      for (const window of windows.push(bytes)) yield* scanWindow(document, (last = window), context);
    }
    for (const window of windows.end()) yield* scanWindow(document, (last = window), context);
    // An empty input counts as scanned too.
    if (last === undefined) context.onDocument(new Uint8Array());
    else if (mayBeArchive(last.bytes, 0, last.bytes.length))
      yield* this.#openTrailingZip(location, last, context, signal);
  }

  /** A program or text may have a zip appended to it. */
  async *#openTrailingZip(
    document: StdinPlace & { readonly full: string },
    { bytes, continued }: Window,
    context: ScanContext,
    signal: AbortSignal,
  ): AsyncGenerator<ScanDocument | Skipped> {
    if (!continued)
      yield* context.archives.openBytes(document, bytes, context.onDocument, {
        cwd: this.#cwd,
        env: this.#env,
        signal,
      });
    else {
      const [{ MemorySource }, { holdsZip }] = await Promise.all([
        import('../archives/byte-source.ts'),
        import('../archives/zip-directory.ts'),
      ]);
      if (holdsZip(new MemorySource(bytes)))
        yield {
          skipped: {
            path: this.name,
            reason: 'the zip at its end was not opened: of standard input, no more than 32 MB are held in memory',
            remedy: 'Write it to a file and scan that.',
          },
        };
    }
  }

  async *#chunks(signal: AbortSignal): AsyncGenerator<Buffer> {
    for await (const chunk of this.#input) {
      signal.throwIfAborted();
      yield typeof chunk === 'string'
        ? Buffer.from(chunk)
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    }
  }

  /** Uses the same path as a scan of the file itself, so one baseline covers both. */
  async #place(signal: AbortSignal): Promise<StdinPlace> {
    if (this.#file === undefined) return { path: '-', root: '', origin: ORIGIN };
    const repository = await findRepository({ cwd: this.#cwd, env: this.#env, signal }).catch(() => undefined);
    for (const root of [repository?.root, this.#cwd, path.dirname(this.#file)]) {
      if (root !== undefined && isBelow(root, this.#file))
        return { path: path.relative(root, this.#file).split(path.sep).join('/'), root, origin: ORIGIN };
    }
    return { path: this.#file, root: '', origin: ORIGIN };
  }
}

/** @throws UnreadableArchive if the input is larger than `maxSize` */
async function* limitSize(maxSize: number, reader: ByteReader, name: string): AsyncGenerator<Buffer> {
  for await (const chunk of reader.rest()) {
    const { reason, remedy } = tooLarge(name, 'it', reader.passed, maxSize);
    if (reader.passed > maxSize) throw new UnreadableArchive(reason, remedy);
    yield chunk;
  }
}

function* scanWindow(document: StdinPlace, window: Window, context: ScanContext): Generator<ScanDocument> {
  if (!context.onDocument(window.bytes, window.continued)) return;
  yield { ...document, bytes: window.bytes, linesBefore: window.linesBefore };
}
