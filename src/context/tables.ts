import type { NamedBy } from './types.ts';

/** A header longer than this is no header. */
const LONGEST_HEADER = 4000;
const LONGEST_LINE = 4000;
/** How far above a value its INSERT or COPY is looked for, in characters. */
const SQL_REACH = 2000;

const CELL = /^[\p{L}_][\p{L}\p{N}_ ./()-]{0,60}$/u;

/** How far back the row of an SQL statement without a list of columns begins: the table's name is not the value's. */
export function bareRowLength(before: string): number | undefined {
  const match = /\binsert\s+(?:ignore\s+)?into\s+[`"\w.[\]]{1,80}\s+values\b[^;]{0,2000}$/i.exec(before);
  return match === null ? undefined : before.length - before.lastIndexOf('(') - 1;
}

/** Reads columns of one document; its header is read once, for a file is asked for each of its candidates. */
export class Columns {
  readonly #text: string;
  readonly #header: Header | undefined;

  /** @param document where the header stands, if `text` is a part of something longer */
  constructor(text: string, document = text) {
    this.#text = text;
    this.#header = readHeader(document);
  }

  /** Whether the document begins with a row of names. */
  get hasHeader(): boolean {
    return this.#header !== undefined;
  }

  /** @returns the column that a value stands in: CSV and TSV with a header, SQL with its list of columns */
  of(start: number): NamedBy | undefined {
    const name = sqlColumn(this.#text, start) ?? (this.#header === undefined ? undefined : csvColumn(this.#text, start, this.#header));
    return name === undefined ? undefined : { name, join: 'column' };
  }
}

function csvColumn(text: string, start: number, header: Header): string | undefined {
  const before = text.slice(Math.max(0, start - LONGEST_LINE), start);
  const lineBreak = before.lastIndexOf('\n');
  if (lineBreak === -1) return undefined;
  const left = before.slice(lineBreak + 1);
  const line = left + text.slice(start, start + LONGEST_LINE).replace(/\r?\n[\s\S]*/, '');
  if (cells(line, header.delimiter).length !== header.names.length) return undefined;
  return header.names[cells(left, header.delimiter).length - 1];
}

interface Header {
  readonly delimiter: string;
  readonly names: readonly string[];
}

function readHeader(text: string): Header | undefined {
  const head = text.slice(0, LONGEST_HEADER);
  const end = head.indexOf('\n');
  if (end === -1) return undefined;
  const line = head.slice(0, end).replace(/\r$/, '');
  const delimiter = [',', ';', '\t', '|'].find((one) => line.includes(one));
  if (delimiter === undefined) return undefined;
  const names = cells(line, delimiter);
  return names.length >= 2 && names.every((name) => CELL.test(name)) ? { delimiter, names } : undefined;
}

function sqlColumn(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - SQL_REACH), start);
  if (!/values|stdin/i.test(before)) return undefined;
  const statements = [...before.matchAll(/\b(?:insert\s+(?:ignore\s+)?into|replace\s+into|copy)\s+[`"\w.[\]]{1,80}\s*(?:\(([^()]{1,1000})\)\s*)?(values|from\s+stdin)/gi)];
  const statement = statements.at(-1);
  if (statement === undefined) return undefined;
  if (statement[1] === undefined) return undefined;
  const columns = cells(statement[1], ',').map((name) => name.replace(/^[`"[]|[`"\]]$/g, ''));
  const row = before.slice(statement.index + statement[0].length);
  if (/stdin/i.test(statement[2]!)) return columns[cells(row.slice(row.lastIndexOf('\n') + 1), '\t').length - 1];
  const open = row.lastIndexOf('(');
  return open === -1 ? undefined : columns[cells(row.slice(open + 1), ',').length - 1];
}

/** Splits a row; a delimiter inside quotes does not count. The last cell may be unfinished. */
function cells(row: string, delimiter: string): string[] {
  const found: string[] = [];
  let quote = '';
  let cell = '';
  for (const char of row) {
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || (char === "'" && cell.trim() === '')) quote = char;
    else if (char === delimiter) {
      found.push(cell.trim());
      cell = '';
      continue;
    } else cell += char;
    if (quote !== '' && char !== quote) cell += char;
  }
  found.push(cell.trim());
  return found;
}
