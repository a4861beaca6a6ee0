// Inflates a pack entry: a whole zlib stream (RFC 1950, RFC 1951) at once. Most entries are under a kilobyte, so a call
// of Node's zlib costs more than the work itself. Here there is no such call, and the fixed tables are built only once.
//
// The caller leaves 64 bytes free after input and output, because whole words are read and copied past their ends.

import { adler32 } from './adler';
import { area } from './area';
import {
  build,
  DISTANCE_BITS,
  DISTANCE_VALUES,
  DISTANCES,
  FIXED_DISTANCES,
  FIXED_LITERALS,
  IS_END,
  IS_LITERAL,
  IS_OTHER,
  IS_TABLE,
  LENGTHS,
  LITERAL_BITS,
  LITERAL_VALUES,
  LITERALS,
  ORDER,
  PRECODE,
  PRECODE_BITS,
  PRECODE_VALUES,
  prepare,
} from './codes';

const LITERAL_MASK = (1 << LITERAL_BITS) - 1;
const DISTANCE_MASK = (1 << DISTANCE_BITS) - 1;

/**
 * @param input address of the stream, which ends before `inputEnd`
 * @param output address for the result, which may reach up to `outputEnd`
 * @returns the number of bytes written; -1 if the stream is damaged, truncated, or longer
 */
export function inflate(input: i32, inputEnd: i32, output: i32, outputEnd: i32): i32 {
  prepare();
  if (inputEnd - input < 6) return -1;
  const method = <u32>load<u8>(input);
  const flags = <u32>load<u8>(input + 1);
  if ((method & 15) != 8 || method >> 4 > 7 || ((method << 8) | flags) % 31 != 0 || (flags & 32) != 0) return -1;
  let at = input + 2;
  let out = output;
  let buffer: u64 = 0;
  let bitCount = 0;
  let isLast = false;
  // Limit for reading ahead; whether those bytes were really used is checked at the end.
  const furthest = inputEnd + 8;
  while (!isLast) {
    // Bytes past the end count as read only once their bits are used.
    if (at - (bitCount >> 3) > inputEnd) return -1;
    buffer |= load<u64>(at) << bitCount;
    at += (63 - bitCount) >> 3;
    bitCount |= 56;
    isLast = (buffer & 1) != 0;
    const blockType = <i32>(buffer >> 1) & 3;
    buffer >>= 3;
    bitCount -= 3;
    if (blockType == 0) {
      at -= bitCount >> 3;
      buffer = 0;
      bitCount = 0;
      if (at + 4 > inputEnd) return -1;
      const length = <i32>load<u16>(at);
      if (length != (<i32>load<u16>(at + 2) ^ 0xffff)) return -1;
      at += 4;
      if (at + length > inputEnd || out + length > outputEnd) return -1;
      memory.copy(out, at, length);
      at += length;
      out += length;
      continue;
    }
    let literals = area + FIXED_LITERALS;
    let distances = area + FIXED_DISTANCES;
    if (blockType == 3) return -1;
    if (blockType == 2) {
      const literalCount = 257 + (<i32>buffer & 31);
      const distanceCount = 1 + (<i32>(buffer >> 5) & 31);
      const precodeCount = 4 + (<i32>(buffer >> 10) & 15);
      buffer >>= 14;
      bitCount -= 14;
      if (literalCount > 286 || distanceCount > 30) return -1;
      for (let step = 0; step < 24; step += 8) store<u64>(area + LENGTHS + step, 0);
      for (let step = 0; step < precodeCount; step++) {
        if (bitCount < 3) {
          buffer |= load<u64>(at) << bitCount;
          at += (63 - bitCount) >> 3;
          bitCount |= 56;
        }
        store<u8>(area + LENGTHS + <i32>load<u8>(area + ORDER + step), <u32>buffer & 7);
        buffer >>= 3;
        bitCount -= 3;
      }
      if (!build(area + PRECODE, PRECODE_BITS, area + LENGTHS, 19, area + PRECODE_VALUES, false)) return -1;
      const symbolCount = literalCount + distanceCount;
      for (let symbol = 0; symbol < symbolCount; ) {
        if (bitCount < 14) {
          if (at - (bitCount >> 3) > inputEnd) return -1;
          buffer |= load<u64>(at) << bitCount;
          at += (63 - bitCount) >> 3;
          bitCount |= 56;
        }
        const entry = load<u32>(area + PRECODE + ((<i32>buffer & 127) << 2));
        buffer >>= entry & 255;
        bitCount -= entry & 255;
        const value = <i32>(entry >> 16);
        if (value < 16) {
          store<u8>(area + LENGTHS + symbol++, value);
          continue;
        }
        let repeats: i32;
        let length: u64 = 0;
        if (value == 16) {
          if (symbol == 0) return -1;
          length = load<u8>(area + LENGTHS + symbol - 1);
          repeats = 3 + (<i32>buffer & 3);
          buffer >>= 2;
          bitCount -= 2;
        } else if (value == 17) {
          repeats = 3 + (<i32>buffer & 7);
          buffer >>= 3;
          bitCount -= 3;
        } else {
          repeats = 11 + (<i32>buffer & 127);
          buffer >>= 7;
          bitCount -= 7;
        }
        if (symbol + repeats > symbolCount) return -1;
        const repeated = length * 0x0101010101010101;
        for (let step = 0; step < repeats; step += 8) store<u64>(area + LENGTHS + symbol + step, repeated);
        symbol += repeats;
      }
      if (load<u8>(area + LENGTHS + 256) == 0) return -1;
      if (!build(area + DISTANCES, DISTANCE_BITS, area + LENGTHS + literalCount, distanceCount, area + DISTANCE_VALUES, true)) return -1;
      if (!build(area + LITERALS, LITERAL_BITS, area + LENGTHS, literalCount, area + LITERAL_VALUES, true)) return -1;
      literals = area + LITERALS;
      distances = area + DISTANCES;
    }
    // At every lookup, the buffer holds as many bits as a length and a distance can take.
    buffer |= load<u64>(at) << bitCount;
    at += (63 - bitCount) >> 3;
    bitCount |= 56;
    let entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
    while (true) {
      if (at > furthest) return -1;
      if (entry & IS_LITERAL) {
        if (out + 3 > outputEnd) {
          if (out == outputEnd) return -1;
          buffer >>= entry & 255;
          bitCount -= entry & 255;
          store<u8>(out++, (entry >> 16) & 255);
        } else {
          buffer >>= entry & 255;
          bitCount -= entry & 255;
          store<u8>(out++, (entry >> 16) & 255);
          entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
          if (entry & IS_LITERAL) {
            buffer >>= entry & 255;
            bitCount -= entry & 255;
            store<u8>(out++, (entry >> 16) & 255);
            entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
            if (entry & IS_LITERAL) {
              buffer >>= entry & 255;
              bitCount -= entry & 255;
              store<u8>(out++, (entry >> 16) & 255);
              entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
            }
          }
          buffer |= load<u64>(at) << bitCount;
          at += (63 - bitCount) >> 3;
          bitCount |= 56;
          continue;
        }
        buffer |= load<u64>(at) << bitCount;
        at += (63 - bitCount) >> 3;
        bitCount |= 56;
        entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
        continue;
      }
      if (entry & IS_OTHER) {
        if (entry & IS_TABLE) {
          buffer >>= entry & 255;
          bitCount -= entry & 255;
          entry = load<u32>(literals + ((<i32>(entry >> 16) + (<i32>buffer & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
          if (entry & IS_LITERAL) {
            if (out == outputEnd) return -1;
            buffer >>= entry & 255;
            bitCount -= entry & 255;
            store<u8>(out++, (entry >> 16) & 255);
            buffer |= load<u64>(at) << bitCount;
            at += (63 - bitCount) >> 3;
            bitCount |= 56;
            entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
            continue;
          }
        }
        if (entry & IS_OTHER) {
          if ((entry & IS_END) == 0) return -1;
          buffer >>= entry & 255;
          bitCount -= entry & 255;
          break;
        }
      }
      const length = <i32>(entry >> 16) + (<i32>(buffer & ((<u64>1 << (entry & 255)) - 1)) >> ((entry >> 8) & 15));
      buffer >>= entry & 255;
      bitCount -= entry & 255;
      entry = load<u32>(distances + ((<i32>buffer & DISTANCE_MASK) << 2));
      if (entry & IS_OTHER) {
        if ((entry & IS_TABLE) == 0) return -1;
        buffer >>= entry & 255;
        bitCount -= entry & 255;
        entry = load<u32>(distances + ((<i32>(entry >> 16) + (<i32>buffer & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
        if (entry & IS_OTHER) return -1;
      }
      const distance = <i32>(entry >> 16) + (<i32>(buffer & ((<u64>1 << (entry & 255)) - 1)) >> ((entry >> 8) & 15));
      buffer >>= entry & 255;
      bitCount -= entry & 255;
      if (distance > out - output || length > outputEnd - out) return -1;
      // Looked up before the copy, so both can run in parallel.
      buffer |= load<u64>(at) << bitCount;
      at += (63 - bitCount) >> 3;
      bitCount |= 56;
      entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
      const stop = out + length;
      let from = out - distance;
      if (distance >= 16) {
        v128.store(out, v128.load(from));
        for (from += 16, out += 16; out < stop; from += 16, out += 16) v128.store(out, v128.load(from));
      } else if (distance >= 8) {
        do {
          store<u64>(out, load<u64>(from));
          from += 8;
          out += 8;
        } while (out < stop);
      } else if (distance == 1) {
        const repeated = i8x16.splat(load<u8>(from));
        do {
          v128.store(out, repeated);
          out += 16;
        } while (out < stop);
      } else {
        do store<u8>(out++, load<u8>(from++));
        while (out < stop);
      }
      out = stop;
    }
  }
  at -= bitCount >> 3;
  if (at + 4 > inputEnd || bswap(load<u32>(at)) != adler32(output, out)) return -1;
  return out - output;
}
