/** Finds the name of a value at the end of an expression over several lines: chains, ternaries, fallbacks, options. */
import { lazy } from '../lazy.ts';
import { isInformative } from './name-before.ts';
import type { NamedBy } from './types.ts';

/** The assignment target before the equals sign: `const key`, `key: string`, `key :`, `key ??`. */
const ASSIGNED = lazy(
  () =>
    /([\p{L}_$][\p{L}\p{N}_$]{0,60})["'\])]{0,3}\s{0,4}(?:[?!]?:\s{0,4}[\p{L}][^=;{}()\n]{0,60})?(?::|\?\?|\|\||\+|\.)?$/u,
);
/** The character before a key, apart from spaces and a quote. */
const BEFORE_KEY = /[{,(;\n]/;
const MAX_NAME_LENGTH = 60;
/** Keys and named arguments for a default value; the name is before the object or the call. */
const DEFAULT_KEY = /^(?:default|devdefault|testdefault|default_?value|value|initial|initial_?value|fallback)$/i;
/** Calls that return their argument, or the result of the preceding call. */
const DEFAULT_CALL = lazy(
  () =>
    new RegExp(
      '^(?:default(?:to|if\\w*|value)?|prefault|catch|(?:get_?)?or_?else(?:_?get|_?throw)?|unwrap_or\\w*|' +
        'with_?default|_default|fallback|coalesce|firstnonempty|or|optional|nullable|nullish|value_?or|get\\w*|' +
        'env\\w*|fetch|str|string|field|pipe|lazy|trim|of)?$',
      'i',
    ),
);
/** The start of a line that continues the previous one. */
const CONTINUATION = /^(?:\.|\?|:(?!:)|\|\||&&|\+|[,)\]}]|=(?!=)|(?:or|and|else)\b)/;
/** The end of a line that continues in the next one. */
const OPEN_END = /(?:[=([{,?:+|&\\>]|\b(?:or|and|do|else|return))$/;
const COMMENT_LINES = /(?<=\n)[ \t]*(?:\/\/|#|\*|\/\*|--)[^\n]*\n/g;
const CLOSING: Readonly<Record<string, true>> = { ')': true, ']': true, '}': true };
const OPENING: Readonly<Record<string, true>> = { '(': true, '[': true, '{': true };
const MAX_COMMAS = 4;

/**
 * Walks back over the expression that a quoted value ends: `KEY: z⏎.string()⏎.default('…')`, `KEY = a⏎? b⏎: '…'`.
 * @returns the name that the whole expression is assigned to, if it is informative
 */
export function nameOfStatement(before: string): NamedBy | undefined {
  const quote = before.at(-1);
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  return new BackwardWalk(
    before.includes('//') || before.includes('#') ? before.replace(COMMENT_LINES, '') : before,
  ).name();
}

class BackwardWalk {
  readonly #text: string;
  #at: number;
  /** The first character of the current line that the walk has reached. */
  #lineStart: number;
  #commas = 0;
  #isDefault = false;
  #hasElse = false;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.length - 2;
    this.#lineStart = text.length - 1;
  }

  name(): NamedBy | undefined {
    for (; this.#at >= 0; this.#at -= 1) {
      const char = this.#text[this.#at]!;
      if (char === '\n') {
        if (!this.#isContinued()) return undefined;
        continue;
      }
      if (char === ' ' || char === '\t' || char === '\r') continue;
      this.#lineStart = this.#at;
      if (char === ';') return undefined;
      if (char === '"' || char === "'" || char === '`') this.#skipString(char);
      else if (CLOSING[char]) this.#skipGroup();
      else if (OPENING[char]) {
        const named = this.#enter(char);
        if (named !== 'go on') return named;
      } else if (char === ',') {
        if ((this.#commas += 1) > MAX_COMMAS && !this.#isDefault) return undefined;
      } else if ((char === '=' || char === ':') && !this.#isDefault) {
        const name = char === '=' ? this.#assigned() : this.#key();
        if (name === undefined) continue;
        if (DEFAULT_KEY.test(name)) this.#isDefault = true;
        else if (this.#commas === 0) return informativeName(name, 'assignment');
      }
    }
    return undefined;
  }

  #isContinued(): boolean {
    const line = this.#text.slice(this.#lineStart, this.#lineStart + 8);
    const end = this.#text.slice(Math.max(0, this.#at - 60), this.#at).trimEnd();
    if (end === '' || /\n\s*$/.test(this.#text.slice(Math.max(0, this.#at - 60), this.#at))) return this.#isDefault;
    if (/^else\b/.test(line)) this.#hasElse = true;
    return CONTINUATION.test(line) || OPEN_END.test(end) || this.#isDefault || (this.#hasElse && /^if\b/.test(line));
  }

  #skipString(quote: string): void {
    const line = this.#text.lastIndexOf('\n', this.#at) + 1;
    const start = this.#text.lastIndexOf(quote, this.#at - 1);
    if (start >= line && this.#at > line) this.#lineStart = this.#at = start;
  }

  #skipGroup(): void {
    for (let depth = 0; this.#at >= 0; this.#at -= 1) {
      const char = this.#text[this.#at]!;
      if (CLOSING[char]) depth += 1;
      else if (OPENING[char] && (depth -= 1) === 0) break;
      else if (char === '"' || char === "'" || char === '`') this.#skipString(char);
    }
    this.#lineStart = Math.max(0, this.#at);
  }

  /** Handles an opening bracket around the value: the argument of a call, an option, or the only thing in a block. */
  #enter(bracket: string): NamedBy | undefined | 'go on' {
    const isDefault = this.#isDefault;
    this.#isDefault = false;
    const hadCommas = this.#commas > 0;
    this.#commas = 0;
    if (bracket === '[') return undefined;
    if (bracket === '{') {
      return isDefault || /^\s*["'`]$/.test(this.#text.slice(this.#at + 1)) ? 'go on' : undefined;
    }
    const first = /^\s*["'`](?:[^"'`\n]{0,12}--)?([\w.-]{2,60})/.exec(this.#text.slice(this.#at + 1))?.[1];
    const named = first === undefined || (!hadCommas && !isDefault) ? undefined : informativeName(first, 'assignment');
    if (named) return named;
    const callee = this.#wordBefore(
      this.#text[this.#at - 1] === '>' ? this.#text.lastIndexOf('<', this.#at) : this.#at,
    );
    return isDefault || DEFAULT_CALL().test(callee) ? 'go on' : informativeName(callee, 'argument');
  }

  #assigned(): string | undefined {
    const { [this.#at - 1]: last, [this.#at + 1]: next } = this.#text;
    if (next === '=' || next === '>' || next === '~' || last === '=' || last === '!' || last === '<' || last === '>')
      return undefined;
    const statement = Math.max(...[';', '\n', '(', '{'].map((char) => this.#text.lastIndexOf(char, this.#at))) + 1;
    return ASSIGNED().exec(this.#text.slice(Math.max(statement, this.#at - 140), this.#at))?.[1];
  }

  #key(): string | undefined {
    if (this.#text[this.#at + 1] === ':' || this.#text[this.#at + 1] === '=') return undefined;
    let end = this.#at;
    while (end > 0 && /[ \t?"'`\]]/.test(this.#text[end - 1]!)) end -= 1;
    const name = this.#wordBefore(end);
    let start = end - name.length;
    while (start > 0 && /[ \t"'`[]/.test(this.#text[start - 1]!)) start -= 1;
    return name !== '' && (start === 0 || BEFORE_KEY.test(this.#text[start - 1]!)) ? name : undefined;
  }

  #wordBefore(end: number): string {
    let start = end;
    while (start > 0 && end - start < MAX_NAME_LENGTH && isNamePart(this.#text.charCodeAt(start - 1))) start -= 1;
    return this.#text.slice(start, end);
  }
}

/** Letters, digits, `_`, `$` and everything beyond ASCII. */
function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}

function informativeName(name: string, join: NamedBy['join']): NamedBy | undefined {
  const named: NamedBy = { name, join };
  return name !== '' && isInformative(named) ? named : undefined;
}
