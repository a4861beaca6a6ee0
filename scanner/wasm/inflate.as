// Inflates an entry of a pack: zlib's format (RFC 1950, 1951), the whole stream at once. Most entries are under a
// kilobyte, so that a call into Node's zlib costs more than the bytes; here there is none, and the tables of the
// fixed code are made once.
//
// The caller leaves 64 bytes free behind input and output: words are read and copied whole, past the end of what counts.

import { adler32 } from './adler';
import { area } from './area';
import {
  build,
  DISTANCE_BITS,
  DISTANCE_MEANINGS,
  DISTANCES,
  FIXED_DISTANCES,
  FIXED_LITERALS,
  IS_END,
  IS_LITERAL,
  IS_OTHER,
  IS_TABLE,
  LENGTHS,
  LITERAL_BITS,
  LITERAL_MEANINGS,
  LITERALS,
  ORDER,
  PRECODE,
  PRECODE_BITS,
  PRECODE_MEANINGS,
  prepare,
} from './codes';

const LITERAL_MASK = (1 << LITERAL_BITS) - 1;
const DISTANCE_MASK = (1 << DISTANCE_BITS) - 1;

/**
 * @param input where the stream is; it ends before `inputEnd`
 * @param output where to put what it says; at most up to `outputEnd`
 * @returns how many bytes it says; -1 when it is damaged, cut off or says more
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
  let left = 0;
  let isLast = false;
  // How far may have been read ahead, however little of it was used: that is looked at in the end.
  const furthest = inputEnd + 8;
  while (!isLast) {
    // Bytes past the end count as read only when their bits were used.
    if (at - (left >> 3) > inputEnd) return -1;
    buffer |= load<u64>(at) << left;
    at += (63 - left) >> 3;
    left |= 56;
    isLast = (buffer & 1) != 0;
    const kind = <i32>(buffer >> 1) & 3;
    buffer >>= 3;
    left -= 3;
    if (kind == 0) {
      at -= left >> 3;
      buffer = 0;
      left = 0;
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
    if (kind == 3) return -1;
    if (kind == 2) {
      const ofLiterals = 257 + (<i32>buffer & 31);
      const ofDistances = 1 + (<i32>(buffer >> 5) & 31);
      const ofPrecode = 4 + (<i32>(buffer >> 10) & 15);
      buffer >>= 14;
      left -= 14;
      if (ofLiterals > 286 || ofDistances > 30) return -1;
      for (let step = 0; step < 24; step += 8) store<u64>(area + LENGTHS + step, 0);
      for (let step = 0; step < ofPrecode; step++) {
        if (left < 3) {
          buffer |= load<u64>(at) << left;
          at += (63 - left) >> 3;
          left |= 56;
        }
        store<u8>(area + LENGTHS + <i32>load<u8>(area + ORDER + step), <u32>buffer & 7);
        buffer >>= 3;
        left -= 3;
      }
      if (!build(area + PRECODE, PRECODE_BITS, area + LENGTHS, 19, area + PRECODE_MEANINGS, false)) return -1;
      const all = ofLiterals + ofDistances;
      for (let symbol = 0; symbol < all; ) {
        if (left < 14) {
          if (at - (left >> 3) > inputEnd) return -1;
          buffer |= load<u64>(at) << left;
          at += (63 - left) >> 3;
          left |= 56;
        }
        const entry = load<u32>(area + PRECODE + ((<i32>buffer & 127) << 2));
        buffer >>= entry & 255;
        left -= entry & 255;
        const value = <i32>(entry >> 16);
        if (value < 16) {
          store<u8>(area + LENGTHS + symbol++, value);
          continue;
        }
        let times: i32;
        let length: u64 = 0;
        if (value == 16) {
          if (symbol == 0) return -1;
          length = load<u8>(area + LENGTHS + symbol - 1);
          times = 3 + (<i32>buffer & 3);
          buffer >>= 2;
          left -= 2;
        } else if (value == 17) {
          times = 3 + (<i32>buffer & 7);
          buffer >>= 3;
          left -= 3;
        } else {
          times = 11 + (<i32>buffer & 127);
          buffer >>= 7;
          left -= 7;
        }
        if (symbol + times > all) return -1;
        const many = length * 0x0101010101010101;
        for (let step = 0; step < times; step += 8) store<u64>(area + LENGTHS + symbol + step, many);
        symbol += times;
      }
      if (load<u8>(area + LENGTHS + 256) == 0) return -1;
      if (!build(area + DISTANCES, DISTANCE_BITS, area + LENGTHS + ofLiterals, ofDistances, area + DISTANCE_MEANINGS, true)) return -1;
      if (!build(area + LITERALS, LITERAL_BITS, area + LENGTHS, ofLiterals, area + LITERAL_MEANINGS, true)) return -1;
      literals = area + LITERALS;
      distances = area + DISTANCES;
    }
    // As many bits as a length and a distance can have are in the buffer whenever an entry is looked up.
    buffer |= load<u64>(at) << left;
    at += (63 - left) >> 3;
    left |= 56;
    let entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
    while (true) {
      if (at > furthest) return -1;
      if (entry & IS_LITERAL) {
        if (out + 3 > outputEnd) {
          if (out == outputEnd) return -1;
          buffer >>= entry & 255;
          left -= entry & 255;
          store<u8>(out++, (entry >> 16) & 255);
        } else {
          buffer >>= entry & 255;
          left -= entry & 255;
          store<u8>(out++, (entry >> 16) & 255);
          entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
          if (entry & IS_LITERAL) {
            buffer >>= entry & 255;
            left -= entry & 255;
            store<u8>(out++, (entry >> 16) & 255);
            entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
            if (entry & IS_LITERAL) {
              buffer >>= entry & 255;
              left -= entry & 255;
              store<u8>(out++, (entry >> 16) & 255);
              entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
            }
          }
          buffer |= load<u64>(at) << left;
          at += (63 - left) >> 3;
          left |= 56;
          continue;
        }
        buffer |= load<u64>(at) << left;
        at += (63 - left) >> 3;
        left |= 56;
        entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
        continue;
      }
      if (entry & IS_OTHER) {
        if (entry & IS_TABLE) {
          buffer >>= entry & 255;
          left -= entry & 255;
          entry = load<u32>(literals + ((<i32>(entry >> 16) + (<i32>buffer & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
          if (entry & IS_LITERAL) {
            if (out == outputEnd) return -1;
            buffer >>= entry & 255;
            left -= entry & 255;
            store<u8>(out++, (entry >> 16) & 255);
            buffer |= load<u64>(at) << left;
            at += (63 - left) >> 3;
            left |= 56;
            entry = load<u32>(literals + ((<i32>buffer & LITERAL_MASK) << 2));
            continue;
          }
        }
        if (entry & IS_OTHER) {
          if ((entry & IS_END) == 0) return -1;
          buffer >>= entry & 255;
          left -= entry & 255;
          break;
        }
      }
      const length = <i32>(entry >> 16) + (<i32>(buffer & ((<u64>1 << (entry & 255)) - 1)) >> ((entry >> 8) & 15));
      buffer >>= entry & 255;
      left -= entry & 255;
      entry = load<u32>(distances + ((<i32>buffer & DISTANCE_MASK) << 2));
      if (entry & IS_OTHER) {
        if ((entry & IS_TABLE) == 0) return -1;
        buffer >>= entry & 255;
        left -= entry & 255;
        entry = load<u32>(distances + ((<i32>(entry >> 16) + (<i32>buffer & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
        if (entry & IS_OTHER) return -1;
      }
      const distance = <i32>(entry >> 16) + (<i32>(buffer & ((<u64>1 << (entry & 255)) - 1)) >> ((entry >> 8) & 15));
      buffer >>= entry & 255;
      left -= entry & 255;
      if (distance > out - output || length > outputEnd - out) return -1;
      // Looked up before the copy, which takes its time.
      buffer |= load<u64>(at) << left;
      at += (63 - left) >> 3;
      left |= 56;
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
        const many = i8x16.splat(load<u8>(from));
        do {
          v128.store(out, many);
          out += 16;
        } while (out < stop);
      } else {
        do store<u8>(out++, load<u8>(from++));
        while (out < stop);
      }
      out = stop;
    }
  }
  at -= left >> 3;
  if (at + 4 > inputEnd || bswap(load<u32>(at)) != adler32(output, out)) return -1;
  return out - output;
}
