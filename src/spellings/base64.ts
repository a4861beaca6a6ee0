/**
 * Finds 32-hex values in base64 without decoding everything. Three bytes make four characters, so a run of 32 digits
 * contains at least ten whole groups wherever it starts, and a group of three hex digits uses only a few characters at
 * each of its four places.
 */

const PLACES = ['MNOYZ', 'DTjzGWm2', 'ABEFIJMNQRUVYZcdghkl', 'wxyz012345hijklm'];

/** For each character, one bit per place where it can occur. */
const PLACE_BITS = new Uint8Array(256);
PLACES.forEach((characters, place) => {
  for (const character of characters) PLACE_BITS[character.charCodeAt(0)]! |= 1 << place;
});

const ALPHABET = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  ALPHABET[character.charCodeAt(0)] = 1;

/** Characters examined in a row: two whole groups, which match by chance once in a million positions of base64. */
export const PROBE = 8;
/** A run of ten groups that a line break splits still has five groups in a row on one side. */
const STEP = 20 - PROBE + 1;

/** Bit p of a character's entry, rotated by its distance: "the first character of the probe is at place p". */
const ROTATED = [0, 1, 2, 3].map((turn) =>
  PLACE_BITS.slice(0, 256).map((bits) => ((bits >> turn) | (bits << (4 - turn))) & 15),
) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** A position of hex digits in base64, and the possible places of that position in its group. */
export interface Probe {
  readonly at: number;
  readonly places: readonly number[];
}

/**
 * A run that a line break splits still has at least this many matching characters in a row: lines have at least twenty.
 */
const MIN_ROW_LENGTH = 16;

/**
 * Whether the characters around a probe continue its pattern.
 * @param at position of the probe in the bytes `low`…`high`
 * @param places bits: the places of a group at which the probe may start
 */
export function continuesAround(bytes: Uint8Array, low: number, high: number, at: number, places: number): boolean {
  for (let place = 0; place < 4; place += 1) {
    const bit = 1 << place;
    if ((places & bit) === 0) continue;
    let start = at;
    while (
      start > low &&
      at + PROBE - start < MIN_ROW_LENGTH &&
      (ROTATED[(start - 1 - at) & 3]![bytes[start - 1]!]! & bit) !== 0
    )
      start -= 1;
    let end = at + PROBE;
    while (end < high && end - start < MIN_ROW_LENGTH && (ROTATED[(end - at) & 3]![bytes[end]!]! & bit) !== 0) end += 1;
    if (end - start >= MIN_ROW_LENGTH) return true;
  }
  return false;
}

/** The same tables for all UTF-16 units, so the search needs no range check. */
const [WIDE0, WIDE1, WIDE2, WIDE3] = ROTATED.map((bits) => {
  const wide = new Uint8Array(65536);
  wide.set(bits);
  return wide;
}) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** @returns the next probe at or after `from` */
export function nextProbe(text: string, from: number): Probe | undefined {
  const last = text.length - PROBE;
  for (let at = from; at <= last; at += STEP) {
    let places = WIDE0[text.charCodeAt(at)]! & WIDE1[text.charCodeAt(at + 1)]!;
    if (places === 0) continue;
    places &= WIDE2[text.charCodeAt(at + 2)]! & WIDE3[text.charCodeAt(at + 3)]!;
    if (places === 0) continue;
    places &=
      WIDE0[text.charCodeAt(at + 4)]! &
      WIDE1[text.charCodeAt(at + 5)]! &
      WIDE2[text.charCodeAt(at + 6)]! &
      WIDE3[text.charCodeAt(at + 7)]!;
    if (places !== 0) return { at, places: [0, 1, 2, 3].filter((place) => (places & (1 << place)) !== 0) };
  }
  return undefined;
}

/** The decoded stretch of base64 around a probe. */
export class DecodedStretch {
  readonly text: string;
  /** Offset after the decoded characters. */
  readonly end: number;
  readonly #positions: readonly number[];

  /** @param positions offsets of the base64 characters without line breaks; the first one starts a group */
  constructor(source: string, positions: readonly number[]) {
    this.#positions = positions;
    this.text = Buffer.from(positions.map((at) => source[at]).join(''), 'base64').toString('latin1');
    this.end = positions.at(-1)! + 1;
  }

  /** @returns the whole stretch, including padding */
  whole(source: string): { start: number; end: number } {
    const padding = /^={0,2}/.exec(source.slice(this.end, this.end + 2))!;
    return { start: this.#positions[0]!, end: this.end + padding[0].length };
  }

  /** @returns the characters of the source that encode the decoded bytes `start`…`end` */
  span(start: number, end: number): { start: number; end: number } {
    return {
      start: this.#positions[Math.floor((start * 8) / 6)]!,
      end: this.#positions[Math.floor((end * 8 - 1) / 6)]! + 1,
    };
  }
}

/** Characters decoded on each side of a probe. */
const REACH = 2000;
/** A line break within base64, with indentation as in YAML or mail, before a line of only base64. */
const WRAP = /^(?:(?:\\r)?\\n|\r?\n[ \t]*)(?=[A-Za-z0-9+/_-]+={0,2}(?:["'\\\s]|$))/;
const WRAP_BACK = /[A-Za-z0-9+/_-]{20}((?:\\r)?\\n|\r?\n[ \t]*)$/;

/** Decodes the base64 around a probe, across line breaks, once for each possible alignment of its groups. */
export function decodeAround(text: string, { at, places }: Probe): DecodedStretch[] {
  const positions = collect(text, at);
  const anchor = positions.indexOf(at);
  return places.map((place) => new DecodedStretch(text, positions.slice((((anchor - place) % 4) + 4) % 4)));
}

function collect(text: string, at: number): number[] {
  const before: number[] = [];
  for (let back = at - 1; back >= 0 && at - back < REACH;) {
    if (isBase64(text, back) && !isEscapedLineEnd(text, back)) {
      before.push(back);
      back -= 1;
      continue;
    }
    const wrap = WRAP_BACK.exec(text.slice(Math.max(0, back - 60), back + 1));
    if (wrap === null) break;
    back -= wrap[1]!.length;
  }
  const after: number[] = [];
  for (let ahead = at; ahead < text.length && ahead - at < REACH;) {
    if (isBase64(text, ahead)) {
      after.push(ahead);
      ahead += 1;
      continue;
    }
    const wrap = WRAP.exec(text.slice(ahead, ahead + 200));
    if (wrap === null) break;
    ahead += wrap[0].length;
  }
  return [...before.reverse(), ...after];
}

function isBase64(text: string, at: number): boolean {
  return ALPHABET[text.charCodeAt(at)] === 1;
}

/**
 * The `n` of `
 * ` is not base64.
 */
function isEscapedLineEnd(text: string, at: number): boolean {
  return text[at - 1] === '\\' && (text[at] === 'n' || text[at] === 'r');
}
