import path from 'node:path';
import type { Observer, ScanDocument, Skipped, Source } from '../document.ts';
import type { Origin } from '../finding.ts';
import { findRepository } from '../git/repository.ts';
import { tooLarge } from '../limits.ts';
import { Windows, type Window } from './windows.ts';

type Place = Pick<ScanDocument, 'path' | 'root' | 'origin'>;

const ORIGIN: Origin = { type: 'stdin' };

/** Standard input as one document: a nameless one, or the file of a path. */
export class StdinSource implements Source {
  readonly name = 'standard input';
  readonly #input: AsyncIterable<Uint8Array | string>;
  readonly #file: string | undefined;
  readonly #cwd: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param file absolute path of the file that the input is taken for; it need not exist */
  constructor(input: AsyncIterable<Uint8Array | string>, file: string | undefined, cwd: string, env: NodeJS.ProcessEnv) {
    this.#input = input;
    this.#file = file;
    this.#cwd = cwd;
    this.#env = env;
  }

  async *documents(observer: Observer, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped> {
    const place = await this.#place(signal);
    const windows = new Windows();
    const { maxSize = Number.POSITIVE_INFINITY } = observer.criteria;
    let length = 0;
    for await (const chunk of this.#input) {
      signal.throwIfAborted();
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      length += bytes.length;
      if (length > maxSize) {
        yield { skipped: tooLarge(this.name, 'it', length, maxSize) };
        return;
      }
      for (const window of windows.push(bytes)) yield* judgeable(place, window, observer);
    }
    let isEmpty = true;
    for (const window of windows.end()) {
      isEmpty = false;
      yield* judgeable(place, window, observer);
    }
    // An empty input was looked at too.
    if (isEmpty) observer.look(new Uint8Array());
  }

  /** The path is the one that a scan of the file itself would tell, so that a baseline fits both. */
  async #place(signal: AbortSignal): Promise<Place> {
    if (this.#file === undefined) return { path: '-', root: '', origin: ORIGIN };
    const repository = await findRepository({ cwd: this.#cwd, env: this.#env, signal }).catch(() => undefined);
    for (const root of [repository?.root, this.#cwd, path.dirname(this.#file)]) {
      if (root === undefined) continue;
      const relative = path.relative(root, this.#file);
      if (!relative.startsWith('..') && !path.isAbsolute(relative)) return { path: relative.split(path.sep).join('/'), root, origin: ORIGIN };
    }
    return { path: this.#file, root: '', origin: ORIGIN };
  }
}

function* judgeable(place: Place, window: Window, observer: Observer): Generator<ScanDocument> {
  if (!observer.look(window.bytes, window.continued)) return;
  yield { ...place, bytes: window.bytes, linesBefore: window.linesBefore };
}
