// Inflates zlib data with Node's own zlib: without WebAssembly, and where its inflate rejects something.
import { inflateSync } from 'node:zlib';

/**
 * Inflates at most `outputLength` bytes.
 * @returns their number; -1 for damage
 */
export function inflate(
  input: Uint8Array,
  inputAt: number,
  inputLength: number,
  output: Uint8Array,
  outputAt: number,
  outputLength: number,
): number {
  try {
    const inflated = inflateSync(input.subarray(inputAt, inputAt + inputLength), {
      maxOutputLength: Math.max(outputLength, 1),
    });
    if (inflated.length > outputLength) return -1;
    output.set(inflated, outputAt);
    return inflated.length;
  } catch {
    return -1;
  }
}
