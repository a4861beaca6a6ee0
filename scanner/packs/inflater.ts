// Inflates zlib data synchronously: through Node's internal binding if it behaves as expected, otherwise through
// `inflateSync`.
import { constants, createInflate, deflateSync, inflateSync } from 'node:zlib';

/** The part of Node's internal zlib binding that is used here. Undocumented; see {@link fastInflate}. */
interface ZlibHandle {
  reset(): void;
  writeSync(
    flush: number,
    input: Uint8Array,
    inputAt: number,
    inputLength: number,
    output: Uint8Array,
    outputAt: number,
    outputLength: number,
  ): void;
  close(): void;
  onerror: (message: string, code: number) => void;
}

/**
 * Inflates at most `outputLength` bytes.
 * @returns their number; -1 for damage
 */
export type Inflate = (
  input: Uint8Array,
  inputAt: number,
  inputLength: number,
  output: Uint8Array,
  outputAt: number,
  outputLength: number,
) => number;

/** The documented way: correct everywhere, but three times as slow for the small entries that fill packs. */
export const plainInflate: Inflate = (input, inputAt, inputLength, output, outputAt, outputLength) => {
  try {
    const whole = inflateSync(input.subarray(inputAt, inputAt + inputLength), {
      maxOutputLength: Math.max(outputLength, 1),
    });
    if (whole.length > outputLength) return -1;
    output.set(whole, outputAt);
    return whole.length;
  } catch {
    return -1;
  }
};

/**
 * One zlib stream, reset for each entry: most entries are under a kilobyte, so creating a stream would cost more than
 * using it. The binding behind `createInflate()` is undocumented, so it is tested first.
 * @returns undefined on a Node whose binding behaves differently
 */
export function fastInflate(): Inflate | undefined {
  try {
    const stream = createInflate() as unknown as { _handle?: ZlibHandle; _writeState?: Uint32Array };
    const { _handle: handle, _writeState: state } = stream;
    if (handle === undefined || state?.length !== 2) return undefined;
    let failed = false;
    handle.onerror = () => {
      failed = true;
    };
    const inflate: Inflate = (input, inputAt, inputLength, output, outputAt, outputLength) => {
      handle.reset();
      failed = false;
      handle.writeSync(constants.Z_FINISH, input, inputAt, inputLength, output, outputAt, outputLength);
      return failed ? -1 : outputLength - state[0]!;
    };
    return behaves(inflate) ? inflate : undefined;
  } catch {
    return undefined;
  }
}

/** Tests known streams: complete, truncated, damaged and too long, with margins around the buffers. */
function behaves(inflate: Inflate): boolean {
  const whole = deflateSync('abcdefgh');
  const text = 'abcdefgh';
  const check = (input: Uint8Array, room: number, wanted: number) => {
    const output = Buffer.alloc(32, 1);
    const length = inflate(Buffer.concat([Buffer.alloc(3), input, Buffer.alloc(3)]), 3, input.length, output, 5, room);
    return (
      length === wanted &&
      (wanted < 0 || output.toString('latin1', 5, 5 + wanted) === text.slice(0, wanted)) &&
      output[4] === 1
    );
  };
  const damaged = Buffer.from(whole);
  damaged[damaged.length - 1]! ^= 1;
  return [0, 1].every(
    () => check(whole, 9, 8) && check(damaged, 9, -1) && check(whole.subarray(0, -2), 9, -1) && check(whole, 4, 4),
  );
}

/** @returns the fastest implementation that this Node supports */
export function chooseInflate(): Inflate {
  return fastInflate() ?? plainInflate;
}
