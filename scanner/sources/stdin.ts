import type { Observer, ScanDocument, Source } from '../document.ts';
import { Windows, type Window } from './windows.ts';

/** Standard input as one document. */
export class StdinSource implements Source {
  readonly name = 'standard input';
  readonly #input: AsyncIterable<Uint8Array | string>;

  constructor(input: AsyncIterable<Uint8Array | string>) {
    this.#input = input;
  }

  async *documents(observer: Observer, signal: AbortSignal): AsyncGenerator<ScanDocument> {
    const windows = new Windows();
    for await (const chunk of this.#input) {
      signal.throwIfAborted();
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (const window of windows.push(bytes)) yield* judgeable(window, observer);
    }
    let isEmpty = true;
    for (const window of windows.end()) {
      isEmpty = false;
      yield* judgeable(window, observer);
    }
    // An empty input was looked at too.
    if (isEmpty) observer.look(new Uint8Array());
  }
}

function* judgeable(window: Window, observer: Observer): Generator<ScanDocument> {
  if (!observer.look(window.bytes, window.continued)) return;
  yield { path: '-', root: '', origin: { type: 'stdin' }, bytes: window.bytes, linesBefore: window.linesBefore };
}
