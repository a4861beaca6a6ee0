// The redaction of a stream, for programs that pipe their log through it.

import { Transform, type TransformCallback } from 'node:stream';
import type { RedactOptions } from './replacement.ts';
import { Redactor } from './redactor.ts';

/**
 * A transform stream that masks values in bytes or text of any encoding. It passes each line on as soon as it is
 * complete.
 * @throws Failure for a key that is too short
 */
export function redactStream(options: RedactOptions = {}): Transform {
  const redactor = new Redactor(options);
  return new Transform({
    transform(chunk: Buffer | string, encoding: BufferEncoding, done: TransformCallback) {
      // The producer may use its buffer again.
      for (const piece of redactor.push(Buffer.from(chunk as string, encoding))) this.push(Buffer.from(piece));
      done();
    },
    flush(done: TransformCallback) {
      for (const piece of redactor.end()) this.push(piece);
      done();
    },
  });
}
