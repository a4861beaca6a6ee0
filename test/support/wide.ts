/** Encodings of documents. */
export const ENCODINGS: readonly { readonly name: string; readonly encode: (text: string) => Buffer }[] = [
  { name: 'UTF-8', encode: (text) => Buffer.from(text) },
  { name: 'UTF-8 with a mark', encode: (text) => Buffer.from(`\ufeff${text}`) },
  { name: 'latin-1', encode: (text) => Buffer.concat([Buffer.of(0xe9, 10), Buffer.from(text)]) },
  { name: 'UTF-16LE with a mark', encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le') },
  { name: 'UTF-16BE with a mark', encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16() },
  { name: 'UTF-16LE without a mark', encode: (text) => Buffer.from(text, 'utf16le') },
  { name: 'UTF-16BE without a mark', encode: (text) => Buffer.from(text, 'utf16le').swap16() },
  { name: 'UTF-32LE with a mark', encode: (text) => utf32(`\ufeff${text}`) },
  { name: 'UTF-32BE with a mark', encode: (text) => utf32(`\ufeff${text}`).swap32() },
  { name: 'UTF-32LE without a mark', encode: (text) => utf32(text) },
  { name: 'UTF-32BE without a mark', encode: (text) => utf32(text).swap32() },
];

/** Encodes a text as UTF-32LE. */
export function utf32(text: string): Buffer {
  const bytes = Buffer.alloc([...text].length * 4);
  for (const [at, character] of [...text].entries()) bytes.writeUInt32LE(character.codePointAt(0)!, at * 4);
  return bytes;
}
