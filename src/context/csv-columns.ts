// Reads columns of tables: CSV and TSV with a header, SQL `INSERT` and `COPY` with a column list.
import { lazy } from '../lazy.ts';
import type { Enclosure } from './enclosure.ts';
import { WindowSearch } from './window-search.ts';
import type { NamedBy } from './types.ts';

/** Maximum length of a header, in characters. */
const MAX_HEADER_LENGTH = 4000;
const MAX_LINE_LENGTH = 4000;
/** How far above a value its `INSERT` or `COPY` is searched for, in characters. */
const SQL_REACH = 2000;

/** How much of a row is read before a value, in characters. */
const ROW_REACH = 300;

/** The end of `name = '`: a value that is named inside its cell is not named by the column. */
const OWN_NAME = /[=:]\s*["'`]?$/;
const MAX_JOIN_LENGTH = 8;

const CELL = lazy(() => /^[\p{L}_][\p{L}\p{N}_ ./()-]{0,60}$/u);

/**
 * Length of the row before the value in an SQL statement without a column list: the table's name is not the value's.
 */
export function bareRowLength(before: string): number | undefined {
  const match = /\binsert\s+(?:ignore\s+)?into\s+[`"\w.[\]]{1,80}\s+values\b[^;]{0,2000}$/i.exec(before);
  return match === null ? undefined : before.length - before.lastIndexOf('(') - 1;
}

const ROW_WORDS = new Uint8Array(128);
for (const character of 'vVsS') ROW_WORDS[character.charCodeAt(0)] = 1;

/** Length of `values` or `stdin`, in any letter case; without either, no value is in an SQL row. */
function rowWordAt(text: string, at: number): number {
  const length = (text.charCodeAt(at) | 32) === 0x76 ? 6 : 5;
  const word = text.slice(at, at + length).toLowerCase();
  return word === 'values' || word === 'stdin' ? length : 0;
}

/** Reads the columns of one document. The header is read once, and each line once for all its candidates. */
export class Columns {
  readonly #text: string;
  readonly #header: Header | undefined;
  readonly #rowWords: WindowSearch;
  #line: Line | undefined;

  /** @param document the text with the header, if `text` is part of something longer */
  constructor(text: string, document = text) {
    this.#text = text;
    this.#header = readHeader(document);
    this.#rowWords = new WindowSearch(text, ROW_WORDS, rowWordAt);
  }

  /** Whether the document starts with a row of column names. */
  get hasHeader(): boolean {
    return this.#header !== undefined;
  }

  /** @returns the column of a value: CSV and TSV with a header, SQL with its column list */
  of(start: number): NamedBy | undefined {
    const name = this.mayBeInSql(start) ? sqlColumn(this.#text, start) : undefined;
    const column = name ?? (this.#header === undefined ? undefined : this.#csvColumn(start, this.#header));
    return column === undefined ? undefined : { name: column, join: 'column' };
  }

  /** @returns the other columns of the value's row, the contents of the row's cells, and the SQL table's name */
  rowOf(start: number): Enclosure {
    const own = this.of(start)?.name;
    const line = this.#text.slice(Math.max(0, start - ROW_REACH), start).replace(/[\s\S]*[\n(]/, '');
    const cells = line.split(/[,;\t|]/).map((cell) => ({ key: 'cell', value: unquoted(cell) }));
    // A row without a header, in a file of nothing but rows. Arguments of a call are named by the call instead.
    const isBareRow = own === undefined && this.#text[start - line.length - 1] !== '(' && /[,;\t|]\s?["']?$/.test(line);
    if (isBareRow && !/[{}[\]=<>]/.test(line)) return { siblings: cells, names: [] };
    if (own === undefined) return { siblings: [], names: [] };
    const statement = this.mayBeInSql(start) ? sqlColumns(this.#text, start) : undefined;
    const columns = statement?.names ?? this.#header?.names ?? [];
    return {
      siblings: [...columns.filter((name) => name !== own).map((key) => ({ key, value: '' })), ...cells],
      names: statement === undefined ? [] : [statement.table],
    };
  }

  /** Whether a value may be in a row of an SQL statement; if not, {@link bareRowLength} finds nothing either. */
  mayBeInSql(start: number): boolean {
    return this.#rowWords.isWithin(Math.max(0, start - SQL_REACH), start);
  }

  #csvColumn(start: number, { delimiter, names }: Header): string | undefined {
    const line = this.#lineAt(start, delimiter);
    if (line?.cells !== names.length) return undefined;
    const at = cellAt(line, start);
    const from = at === 0 ? line.from : line.delimiters[at - 1]! + 1;
    return OWN_NAME.test(this.#text.slice(Math.max(from, start - MAX_JOIN_LENGTH), start)) ? undefined : names[at];
  }

  #lineAt(start: number, delimiter: string): Line | undefined {
    const known = this.#line;
    if (
      known !== undefined &&
      known.from <= start &&
      start <= known.to &&
      known.to < start + MAX_LINE_LENGTH &&
      start - known.from < MAX_LINE_LENGTH
    )
      return known;
    const lineBreak = this.#text.slice(Math.max(0, start - MAX_LINE_LENGTH), start).lastIndexOf('\n');
    if (lineBreak === -1) return undefined;
    const from = Math.max(0, start - MAX_LINE_LENGTH) + lineBreak + 1;
    const after = this.#text.slice(start, start + MAX_LINE_LENGTH);
    const end = after.search(/\r?\n/);
    const line = readLine(this.#text, from, start + (end === -1 ? after.length : end), delimiter);
    // A longer line is cut off at a different place for each of its values, so it is not cached.
    const isWhole = end !== -1 || after.length < MAX_LINE_LENGTH;
    this.#line = isWhole ? line : undefined;
    return line;
  }
}

/** One line of a table. */
interface Line {
  readonly from: number;
  readonly to: number;
  readonly cells: number;
  /** Offsets of the delimiters between the cells. */
  readonly delimiters: readonly number[];
}

function readLine(text: string, from: number, to: number, delimiter: string): Line {
  const delimiters: number[] = [];
  cutCells(text, from, to, delimiter, (at) => delimiters.push(at));
  return { from, to, cells: delimiters.length + 1, delimiters };
}

function cellAt({ delimiters }: Line, start: number): number {
  let cell = 0;
  while (cell < delimiters.length && delimiters[cell]! < start) cell += 1;
  return cell;
}

interface Header {
  readonly delimiter: string;
  readonly names: readonly string[];
}

function readHeader(text: string): Header | undefined {
  const head = text.slice(0, MAX_HEADER_LENGTH);
  const end = head.indexOf('\n');
  if (end === -1) return undefined;
  const line = head.slice(0, end).replace(/\r$/, '');
  const delimiter = [',', ';', '\t', '|'].find((one) => line.includes(one));
  if (delimiter === undefined) return undefined;
  const names = cells(line, delimiter);
  return names.length >= 2 && names.every((name) => CELL().test(name)) ? { delimiter, names } : undefined;
}

function sqlColumn(text: string, start: number): string | undefined {
  const found = sqlColumns(text, start);
  return found?.at === undefined ? undefined : found.names[found.at];
}

/** The columns of the SQL statement around a value, and the index of its own column. */
function sqlColumns(
  text: string,
  start: number,
): { readonly names: readonly string[]; readonly at: number | undefined; readonly table: string } | undefined {
  const before = text.slice(Math.max(0, start - SQL_REACH), start);
  if (!/values|stdin/i.test(before)) return undefined;
  const statements = [
    ...before.matchAll(
      /\b(?:insert\s+(?:ignore\s+)?into|replace\s+into|copy)\s+([`"\w.[\]]{1,80})\s*(?:\(([^()]{1,1000})\)\s*)?(values|from\s+stdin)/gi,
    ),
  ];
  const statement = statements.at(-1);
  if (statement?.[2] === undefined) return undefined;
  const names = cells(statement[2], ',').map((name) => name.replace(/^[`"[]|[`"\]]$/g, ''));
  const table = statement[1]!.replace(/[`"[\]]/g, '').replace(/^.*\./, '');
  const row = before.slice(statement.index + statement[0].length);
  if (/stdin/i.test(statement[3]!))
    return { table, names, at: cells(row.slice(row.lastIndexOf('\n') + 1), '\t').length - 1 };
  const open = row.lastIndexOf('(');
  return { table, names, at: open === -1 ? undefined : cells(row.slice(open + 1), ',').length - 1 };
}

/** Splits a row; delimiters inside quotes do not count. The last cell may be incomplete. */
function cells(row: string, delimiter: string): string[] {
  const found: string[] = [];
  let start = 0;
  cutCells(row, 0, row.length, delimiter, (at) => {
    found.push(row.slice(start, at));
    start = at + 1;
  });
  found.push(row.slice(start));
  return found.map(unquoted);
}

/** Calls `onCut` with the offset of each delimiter outside quotes. */
function cutCells(text: string, from: number, to: number, delimiter: string, onCut: (at: number) => void): void {
  const cut = delimiter.charCodeAt(0);
  let quote = 0;
  let isBlank = true;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
      else isBlank &&= isSpace(text, at);
    } else if (code === DOUBLE || (code === SINGLE && isBlank)) quote = code;
    else if (code === cut) {
      onCut(at);
      isBlank = true;
    } else isBlank &&= isSpace(text, at);
  }
}

const DOUBLE = '"'.charCodeAt(0);
const SINGLE = "'".charCodeAt(0);

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code === 32 || (code >= 9 && code <= 13) : /\s/.test(text[at]!);
}

/** @returns a cell without its quotes and surrounding white space */
function unquoted(cell: string): string {
  if (!cell.includes('"') && !cell.includes("'")) return cell.trim();
  let read = '';
  let quote = '';
  for (const char of cell) {
    if (quote !== '') {
      if (char === quote) quote = '';
      else read += char;
    } else if (char === '"' || (char === "'" && read.trim() === '')) quote = char;
    else read += char;
  }
  return read.trim();
}
