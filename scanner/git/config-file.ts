// Parses a git configuration file by git's own grammar, including malformed ones.

/** One setting. Strings contain one byte per character. */
export interface Setting {
  /** Section and name in lower case, with the subsection as written: `includeif.gitdir:~/work/.path`. */
  readonly key: string;
  /** Undefined if there is no `=`. */
  readonly value: string | undefined;
}

const BOM = '\u00EF\u00BB\u00BF';
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', b: '\b', n: '\n', '\\': '\\', '"': '"' };

/**
 * @param bytes of the file
 * @returns its settings; if git would reject the file, those before the error, which git has applied by then
 */
export function settingsIn(bytes: Uint8Array): Setting[] {
  return new Parser(Buffer.from(bytes).toString('latin1')).all();
}

/**
 * Parses character by character, because the grammar has no tokens: a comment ends a value, a backslash joins lines,
 * and quotes may start anywhere.
 */
class Parser {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith(BOM) ? BOM.length : 0;
  }

  all(): Setting[] {
    const settings: Setting[] = [];
    let section = '';
    while (this.#at < this.#text.length) {
      const letter = this.#next();
      if (isSpace(letter)) continue;
      if (letter === '#' || letter === ';') this.#skipLine();
      else if (letter === '[') {
        const named = this.#section();
        if (named === undefined || named === '') return settings;
        section = `${named}.`;
      } else if (/[A-Za-z]/.test(letter)) {
        const setting = this.#setting(section + letter.toLowerCase());
        if (setting === undefined) return settings;
        settings.push(setting);
      } else return settings;
    }
    return settings;
  }

  /** Appends a final line break, and ignores a carriage return before a line break. */
  #next(): string {
    const letter = this.#text[this.#at] ?? '\n';
    this.#at += 1;
    if (letter !== '\r' || this.#text[this.#at] !== '\n') return letter;
    this.#at += 1;
    return '\n';
  }

  #skipLine(): void {
    while (this.#next() !== '\n') continue;
  }

  /**
   * Parses the text between brackets: `core`, `includeIf "gitdir:x"`.
   * @returns undefined if git would reject it
   */
  #section(): string | undefined {
    let name = '';
    while (this.#at < this.#text.length) {
      const letter = this.#next();
      if (letter === ']') return name;
      if (isSpace(letter)) return this.#subsection(name, letter);
      if (!/[A-Za-z0-9.-]/.test(letter)) return undefined;
      name += letter.toLowerCase();
    }
    return undefined;
  }

  #subsection(name: string, first: string): string | undefined {
    let letter = first;
    for (; isSpace(letter); letter = this.#next()) if (letter === '\n') return undefined;
    if (letter !== '"') return undefined;
    let subsection = '';
    for (letter = this.#next(); letter !== '"'; letter = this.#next()) {
      if (letter === '\\') letter = this.#next();
      if (letter === '\n') return undefined;
      subsection += letter;
    }
    return this.#next() === ']' ? `${name}.${subsection}` : undefined;
  }

  #setting(begun: string): Setting | undefined {
    let key = begun;
    let letter = '\n';
    while (this.#at < this.#text.length) {
      letter = this.#next();
      if (!/[A-Za-z0-9-]/.test(letter)) break;
      key += letter.toLowerCase();
      letter = '\n';
    }
    while (letter === ' ' || letter === '\t') letter = this.#next();
    if (letter === '\n') return { key, value: undefined };
    const value = letter === '=' ? this.#value() : undefined;
    return value === undefined ? undefined : { key, value };
  }

  #value(): string | undefined {
    let value = '';
    let space = '';
    let isQuoted = false;
    for (;;) {
      const letter = this.#next();
      if (letter === '\n') return isQuoted ? undefined : value;
      if (isSpace(letter) && !isQuoted) {
        if (value !== '') space += letter;
        continue;
      }
      if (!isQuoted && (letter === ';' || letter === '#')) {
        this.#skipLine();
        return value;
      }
      value += space;
      space = '';
      if (letter === '\\') {
        const escaped = this.#next();
        if (escaped === '\n') continue;
        if (ESCAPES[escaped] === undefined) return undefined;
        value += ESCAPES[escaped];
      } else if (letter === '"') isQuoted = !isQuoted;
      else value += letter;
    }
  }
}

function isSpace(letter: string): boolean {
  return letter === ' ' || letter === '\t' || letter === '\n' || letter === '\r';
}
