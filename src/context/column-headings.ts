/** Reads the column name above a value: in a Markdown table, a table of structs, or a list of test parameters. */
import type { NamedBy } from './types.ts';

/** How far above a value a heading is searched for, in characters; at most what {@link WindowJudge} sees. */
export const HEADING_REACH = 2000;

const MARKDOWN_ROW = /(?:^|\n)[ \t]{0,20}\|([^\n]{0,1000})$/;
const MARKDOWN_HEADER =
  /(?:^|\n)[ \t]{0,20}\|?([^\n]{1,500}\|[^\n]{0,500})\r?\n[ \t]{0,20}\|?[ \t:|-]*-{2,}[ \t:|-]*\|[ \t:|-]*\r?\n/g;
/** `[]struct{ in, md5 string }{`, `struct { const char *in, *md5; } tests[] = {`. */
const STRUCT = /\bstruct\s{0,20}(?:\w{1,40}\s{0,20})?\{([^{}]{1,400})\}/g;
/** `@pytest.mark.parametrize("text, md5", [`. */
const PARAMETERS = /\bparametrize\(\s{0,80}[[(]?((?:["'][\w, ]{1,200}["'](?:,\s{0,80})?){1,10})[\])]?,\s{0,80}[[(]/g;

/** @param before up to {@link HEADING_REACH} characters before the value */
export function headingOf(before: string): NamedBy | undefined {
  const name = markdownHeading(before) ?? structField(before);
  return name === undefined ? undefined : { name, join: 'column' };
}

function markdownHeading(before: string): string | undefined {
  const row = MARKDOWN_ROW.exec(before.slice(-1001));
  if (row === null) return undefined;
  const header = [...before.matchAll(MARKDOWN_HEADER)].at(-1);
  // A blank line ends the table.
  if (header === undefined || /\n[ \t]*\r?\n/.test(before.slice(header.index + header[0].length))) return undefined;
  const names = header[1]!
    .replace(/\|[ \t]*$/, '')
    .split('|')
    .map((cell) => cell.replace(/[*_`]/g, '').trim());
  return names[row[1]!.split('|').length - 1] || undefined;
}

/** Columns of a test table that contain the text of which a digest is expected. */
const DIGESTED = /^(?:in|input|text|msg|message|str|plain)$/i;

/** @returns whether another column of the table contains texts, so the value is the expected digest of one */
export function isExpectedDigest(before: string): boolean {
  return structFields(before)?.fields.some((name) => DIGESTED.test(name)) === true;
}

function structField(before: string): string | undefined {
  const found = structFields(before);
  return found?.fields[found.at];
}

function structFields(before: string): { readonly fields: readonly string[]; readonly at: number } | undefined {
  const isRow = /[{(][^{}()[\]\n]{0,300}$/.exec(before.slice(-301));
  if (isRow === null) return undefined;
  const struct = before.includes('struct') ? [...before.matchAll(STRUCT)].at(-1) : undefined;
  const fields = struct === undefined ? parametersOf(before) : fieldsOf(struct[1]!);
  const row = isRow[0].slice(1).replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  // Fields with names are not identified by position.
  if (fields === undefined || /[\w"']\s*[:=]/.test(row)) return undefined;
  return { fields, at: row.split(',').length - 1 };
}

function parametersOf(before: string): string[] | undefined {
  const list = before.includes('parametrize') ? [...before.matchAll(PARAMETERS)].at(-1)?.[1] : undefined;
  return list?.split(/[\s,"']+/).filter((name) => name !== '');
}

/** Go: `in, md5 string`, on one line or several. C: `const char *in; int n;`. */
function fieldsOf(body: string): string[] {
  return body
    .replace(/\/\/[^\n]*/g, '')
    .split(/[;\n]/)
    .flatMap((line) => {
      const isC = /^\s*(?:const\s|char\b|unsigned\b|int\b|uint\w*\b|size_t\b|std::|static\s|struct\s)/.test(line);
      const names = isC
        ? line.split(',').map((part) => /([\w]+)\s*(?:\[[^\]]*\])?\s*$/.exec(part)?.[1])
        : line
            .trim()
            .split(/\s*,\s*/)
            .map((part) => /^\w+/.exec(part)?.[0]);
      return names.filter((name) => name !== undefined);
    });
}
