/** The Adler-32 checksum of the bytes `from`…`to`, which ends a zlib stream: RFC 1950, section 9. */
export function adler32(from: i32, to: i32): u32 {
  let a: u32 = 1;
  let b: u32 = 0;
  const early = i16x8(16, 15, 14, 13, 12, 11, 10, 9);
  const late = i16x8(8, 7, 6, 5, 4, 3, 2, 1);
  while (to - from >= 16) {
    // The most bytes whose sums fit in 32 bits.
    const stop = from + (min(to - from, 5536) & ~15);
    b += a * (stop - from);
    let sums = i32x4.splat(0), before = i32x4.splat(0), weighted = i32x4.splat(0);
    for (; from < stop; from += 16) {
      const bytes = v128.load(from);
      before = i32x4.add(before, sums);
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), early));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), late));
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
    }
    a += total(sums);
    b += total(before) * 16 + total(weighted);
    a %= 65521;
    b %= 65521;
  }
  for (; from < to; from++) {
    a += load<u8>(from);
    b += a;
  }
  return ((b % 65521) << 16) | (a % 65521);
}

@inline function total(lanes: v128): u32 {
  return i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
}
