/** The ways `@name{text}` spells the text it encloses. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  mime: (text) => Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\n'),
  utf16base64: (text) => Buffer.from(text, 'utf16le').toString('base64'),
  url: encodeURIComponent,
  percent: (text) => each(text, (code) => `%${hexOf(code, 2)}`),
  unicode: (text) => each(text, (code) => `\\u${hexOf(code, 4)}`),
  hexescape: (text) => each(text, (code) => `\\x${hexOf(code, 2)}`),
  entities: (text) => each(text, (code) => `&#x${hexOf(code, 2)};`),
  upper: (text) => text.toUpperCase(),
};

const each = (text: string, spell: (code: number) => string) =>
  Array.from(text, (sign) => spell(sign.codePointAt(0)!)).join('');
const hexOf = (code: number, width: number) => code.toString(16).padStart(width, '0');

/**
 * Makes a document of a form.
 *
 * - `@H` is the value to find; `@H[0,16]` a part of it, by start and end;
 * - `@D` is a digest, each one different;
 * - `@base64{…}` is its (filled) content in base64; so are `base64url`, `mime` (lines of 76), `utf16base64`,
 *   `url` (what an address needs), `percent` (`%61`, every sign), `unicode` (`\u0061`), `hexescape` (`\x61`),
 *   `entities` (`&#x61;`) and `upper`. They nest;
 * - `@@` is an `@` where the above would be read.
 * @param text the form
 * @param value the value for `@H`
 * @param digest returns the digest for the nth `@D`, counted from 1
 */
export function fill(text: string, value: string, digest: (n: number) => string): string {
  let count = 0;
  const from = (start: number, closing: boolean): [filled: string, end: number] => {
    let filled = '';
    let depth = 0;
    for (let at = start; at < text.length;) {
      const [mark, part, first, last, spelling] =
        /^@(?:@|(H)(?:\[(\d+),(\d+)\])?|D|(\w+)\{)/.exec(text.slice(at, at + 20)) ?? [];
      const known = spelling === undefined ? undefined : SPELLINGS[spelling];
      if (mark === undefined || (spelling !== undefined && known === undefined)) {
        const sign = text[at]!;
        if (closing && sign === '{') depth += 1;
        if (closing && sign === '}') {
          if (depth === 0) return [filled, at + 1];
          depth -= 1;
        }
        filled += sign;
        at += 1;
        continue;
      }
      at += mark.length;
      if (known) {
        const [inner, end] = from(at, true);
        filled += known(inner);
        at = end;
      } else if (part) filled += first === undefined ? value : value.slice(Number(first), Number(last));
      else filled += mark === '@@' ? '@' : digest((count += 1));
    }
    return [filled, text.length];
  };
  return from(0, false)[0];
}
