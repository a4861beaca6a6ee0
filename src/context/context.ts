// Reads the context of each value of a text lazily: the name, URL, enclosing object and text around it.
import { lazy } from '../lazy.ts';
import { unescapeFragment } from '../text-encodings.ts';
import type { HashRun } from '../hash-runs.ts';
import { nameAfter, nameInBlock, nameOfCall, nameOfTable } from './blocks.ts';
import { enclosureOf, type Enclosure, type Sibling } from './enclosure.ts';
import { headingOf, HEADING_REACH, isExpectedDigest } from './column-headings.ts';
import { WindowSearch } from './window-search.ts';
import { isInformative, nameAcrossComment, nameBefore } from './name-before.ts';
import { nameOfStatement } from './statement.ts';
import { bareRowLength, Columns } from './csv-columns.ts';
import type { Context, NamedBy, UrlAround } from './types.ts';
import { ValueCounts } from './value-counts.ts';
import { urlAround } from './url-around.ts';

const WINDOW_BEFORE = 480;
const WINDOW_AFTER = 240;
/** Objects are read in a wider window: a description may come between two keys. */
const OBJECT_BEFORE = 1600;
const OBJECT_AFTER = 1200;

/** `NVX <value>`, and what people write instead: `NVX:`, `NVX%20`, `"NVX " + "<value>"`, `NVX${'<value>'}`. */
const SCHEME = lazy(() => /(?<![\p{L}\p{N}_])nvx(?:[^\p{L}\p{N}\n=]|\\n){0,10}$/iu);

/** `$url = '…?hash='; $url .= '<value>'`: the value continues the previous literal. */
const APPENDED = /(?<=[=\s])["'`];?\s{0,20}\$?\w{1,40}\s{0,3}[.+]=\s{0,3}["'`]$/;
/** The end of {@link APPENDED}, as a quick check. */
const APPENDED_END = /[.+]=\s{0,3}["'`]$/;

/** Text that hides a name: closing tags, C# and Swift accessors, string lengths in serialized PHP. */
const NOISE = /<\/[\w:.-]{1,40}>|\{\s*get;[^{}]{0,60}\}|";s:\d{1,6}:(?=")/g;

const ESCAPES = new Uint8Array(128);
for (const character of '%\\&\u001b=') ESCAPES[character.charCodeAt(0)] = 1;
const EQUALS = '='.charCodeAt(0);

/** Length of the start of an escape that {@link unescapeFragment} would replace, else 0. */
function escapeAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== EQUALS) return 1;
  return text[at + 1] === '?' || text[at + 1] === '3' ? 2 : 0;
}

/** Reads the contexts of the values of one text. Work that they share is done once. */
export class ContextReader {
  readonly text: string;
  readonly columns: Columns;
  readonly values: ValueCounts;
  readonly #escapesBefore: WindowSearch;
  readonly #escapesAfter: WindowSearch;

  /** @param columns columns of the same text, if its header is already known */
  constructor(text: string, columns = new Columns(text)) {
    this.text = text;
    this.columns = columns;
    this.values = new ValueCounts(text);
    this.#escapesBefore = new WindowSearch(text, ESCAPES, escapeAt);
    this.#escapesAfter = new WindowSearch(text, ESCAPES, escapeAt);
  }

  /** @returns the context of `run`. Each part is read on first use, at a cost independent of the text's length. */
  of(run: HashRun): Context {
    return new LazyContext(this, run);
  }

  /** @returns the object or element around `run`, read in a wider window */
  enclosure({ start, end }: HashRun): Enclosure {
    const before = unescapeFragment(this.text.slice(Math.max(0, start - OBJECT_BEFORE), start));
    return enclosureOf(before, unescapeFragment(this.text.slice(end, end + OBJECT_AFTER)));
  }

  before({ start }: HashRun): { readonly raw: string; readonly text: string } {
    const from = Math.max(0, start - WINDOW_BEFORE);
    const raw = this.text.slice(from, start);
    const text = this.#escapesBefore.isWithin(from, start) ? unescapeFragment(raw) : raw;
    return { raw, text: APPENDED_END.test(text.slice(-6)) ? text.replace(APPENDED, '') : text };
  }

  after({ end }: HashRun): string {
    const raw = this.text.slice(end, end + WINDOW_AFTER);
    return this.#escapesAfter.isWithin(end, end + raw.length) ? unescapeFragment(raw) : raw;
  }
}

/** Returns the first name that is informative, else the last one found. */
function firstInformative(...readings: readonly (() => NamedBy | undefined)[]): NamedBy | undefined {
  let last: NamedBy | undefined;
  for (const read of readings) {
    const named = read();
    if (named !== undefined && isInformative(named)) return named;
    last = named ?? last;
  }
  return last;
}

function rowOf(before: string): string {
  const length = bareRowLength(before);
  return length === undefined ? before : before.slice(before.length - length);
}

function withoutNoise(before: string): string {
  if (!before.includes('</') && !before.includes('get;') && !before.includes('";s:')) return before;
  return before.replace(NOISE, (noise) => (noise.startsWith('<') ? '</>' : noise.startsWith('"') ? '":' : ''));
}

/** Computes each part on first use, because most values are rejected from a few parts. */
class LazyContext implements Context {
  readonly #around: ContextReader;
  readonly #run: HashRun;
  #value: string | undefined;
  #before: { readonly raw: string; readonly text: string } | undefined;
  #after: string | undefined;
  #url: { readonly url: UrlAround | undefined } | undefined;
  #named: { readonly named: NamedBy | undefined } | undefined;
  #hasScheme: boolean | undefined;
  #enclosure: Enclosure | undefined;

  constructor(around: ContextReader, run: HashRun) {
    this.#around = around;
    this.#run = run;
  }

  get value(): string {
    return (this.#value ??= this.#around.text.slice(this.#run.start, this.#run.end));
  }

  get before(): string {
    return (this.#before ??= this.#around.before(this.#run)).text;
  }

  get after(): string {
    return (this.#after ??= this.#around.after(this.#run));
  }

  get wasEscaped(): boolean {
    const { before } = this;
    return this.#before!.raw !== before;
  }

  get url(): UrlAround | undefined {
    return (this.#url ??= { url: urlAround(this.before) }).url;
  }

  get hasScheme(): boolean {
    return (this.#hasScheme ??= mayHaveScheme(this.before) && SCHEME().test(this.before.slice(-20)));
  }

  get enclosure(): Enclosure {
    return (this.#enclosure ??= this.#readEnclosure());
  }

  #readEnclosure(): Enclosure {
    const { columns } = this.#around;
    const found = this.#around.enclosure(this.#run);
    const row = columns.rowOf(this.#run.start);
    const { url } = this;
    const parameters =
      url === undefined || !url.tail.startsWith('?')
        ? []
        : parametersOf(url.tail + this.value + this.after, this.value);
    const isExpected = this.named?.join === 'column' && isExpectedDigest(this.#farBefore);
    const digested = isExpected ? [{ key: 'plaintext', value: '' }] : [];
    const siblings = [...row.siblings, ...found.siblings, ...parameters, ...digested];
    return { names: [...row.names, ...found.names], siblings };
  }

  get #farBefore(): string {
    return this.#around.text.slice(Math.max(0, this.#run.start - HEADING_REACH), this.#run.start);
  }

  get valuesOfName(): number {
    const { named } = this;
    return named === undefined ? 0 : this.#around.values.of(named.name);
  }

  get named(): NamedBy | undefined {
    return (this.#named ??= { named: this.#name() }).named;
  }

  #heading(): NamedBy | undefined {
    const { before } = this;
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const opener = Math.max(line.lastIndexOf('{'), line.lastIndexOf('('));
    if (!line.includes('|') && (opener === -1 || !line.includes(',', opener) || /[)}:=]/.test(line.slice(opener))))
      return undefined;
    return headingOf(this.#farBefore);
  }

  #name(): NamedBy | undefined {
    const { before } = this;
    const readable = withoutNoise(before);
    const { columns } = this.#around;
    return firstInformative(
      () => columns.of(this.#run.start),
      () => this.#heading(),
      () => nameAcrossComment(before),
      () => nameAfter(before, this.after),
      () =>
        nameInBlock(
          before,
          () => this.after,
          () => this.#around.enclosure(this.#run),
        ),
      () => nameBefore(columns.mayBeInSql(this.#run.start) || this.wasEscaped ? rowOf(readable) : readable),
      () => nameOfStatement(before),
      () => nameOfTable(readable),
      () => nameOfCall(before),
    );
  }
}

/** The other query parameters of a URL. */
function parametersOf(query: string, own: string): Sibling[] {
  const pairs = /^[^\s"'`<>|\\^{}()[\],;]*/
    .exec(query)![0]
    .slice(1)
    .split('&')
    .map((pair) => pair.split('='));
  return pairs.filter(([, value]) => value !== own).map(([key = '', value = '']) => ({ key, value }));
}

const SMALL_X = 'x'.charCodeAt(0);

/** Quick check for the `x` of `NVX`, which is rare. */
function mayHaveScheme(before: string): boolean {
  for (let at = before.length - 1; at >= 0 && at >= before.length - 20; at -= 1)
    if ((before.charCodeAt(at) | 32) === SMALL_X) return true;
  return false;
}
