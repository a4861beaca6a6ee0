// Lookup tables by byte for the inner loops of the prefilter.
/** 1 for each hex digit. */
export const HEX_DIGITS = new Uint8Array(256);
for (const digit of '0123456789abcdefABCDEF') HEX_DIGITS[digit.charCodeAt(0)] = 1;

/**
 * Position of the letter in `navixy`, or position plus 10 in `squaregps`, for every third letter of the words. All
 * these letters are distinct.
 */
export const VENDOR_LETTERS = new Uint8Array(256);
for (const [letter, position] of Object.entries({ i: 3, x: 4, y: 5, g: 16, q: 11, u: 12 }))
  VENDOR_LETTERS[letter.charCodeAt(0)] = VENDOR_LETTERS[letter.charCodeAt(0) & ~32] = position;

/** The same characters as in `src/spellings/base64.ts`, which explains them. */
const POSITION_CHARACTERS = ['MNOYZ', 'DTjzGWm2', 'ABEFIJMNQRUVYZcdghkl', 'wxyz012345hijklm'];
const POSITION_BITS = new Uint8Array(256);
POSITION_CHARACTERS.forEach((characters, position) => {
  for (const character of characters) POSITION_BITS[character.charCodeAt(0)]! |= 1 << position;
});
const rotated = (rotation: number) => POSITION_BITS.map((bits) => ((bits >> rotation) | (bits << (4 - rotation))) & 15);

/**
 * Positions of a base64 group at which a character can occur, rotated by its distance from the first probed character.
 */
export const BASE64_ROTATIONS = [rotated(0), rotated(1), rotated(2), rotated(3)] as const;
