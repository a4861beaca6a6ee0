// Splits a stream into lines.
import { Failure } from '../model/failure.ts';
import { call } from '../text/command-line.ts';

/** Longer lines are not accepted as text. Bytes. */
const MAX_LINE_LENGTH = 64 * 1024 * 1024;
const LINE_FEED = 10;

/**
 * Splits a stream into lines.
 * @returns each line with its line feed, if it has one; valid until the next line is requested
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array | string>,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    signal.throwIfAborted();
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      const line = bytes.subarray(start, end + 1);
      yield rest.length === 0 ? line : Buffer.concat([...rest, line]);
      rest = [];
      length = 0;
      start = end + 1;
    }
    if (start >= bytes.length) continue;
    rest.push(Buffer.from(bytes.subarray(start)));
    length += bytes.length - start;
    if (length > MAX_LINE_LENGTH)
      throw new Failure(
        'standard input has a line of more than 64 MB',
        `Scan the repository itself: ${call('scan --range A..B')}`,
      );
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
