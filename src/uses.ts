/** So many names of one document are searched for one by one, which is quickest for few. */
const FEW_NAMES = 4;
/**
 * Names with characters that are no word's can only be searched for, so many of them: judging stays bounded whatever
 * stands in a file.
 */
const MOST_ODD_NAMES = 64;
const WINDOW = 56;

/**
 * `hash: KEY`, `"hash" => $key`, `?hash=${k}`, `'…?hash=' + key`, `"NVX " + KEY`, `f"NVX {KEY}"`: what stands before
 * the name.
 */
const CARRIER =
  /(?:(?<![\w-])(?:hash|session_key|panel_session_key)|(?<![\w-])NVX)[\s"'`\])]{0,4}(?:=>|[:=,])?[\s"'`]{0,4}(?:[+.&~]|<<)?\s{0,3}[$#]?\{?\s{0,2}\$?(?:this->|this\.|self\.|@)?$/i;

/** What a {@link CARRIER} begins with. */
const ANCHOR = /(?<![\w-])(?:hash|session_key|panel_session_key|NVX)/gi;
/** The name begins at most so many characters behind that. */
const LONGEST_GLUE = 26;
/** A name as most are: of bounded length, and no value. */
const PLAIN_NAME = /^(?![0-9a-f]{12,}$)[\w-]{1,80}$/i;

/**
 * Where the names of a document are used. A value may stand in a constant with a name that says nothing;
 * that the constant is sent as `hash` says everything. Text alone, so that it serves every language.
 */
export class Uses {
  readonly #text: string;
  readonly #known = new Map<string, boolean>();
  #odd = 0;
  #sent: ReadonlySet<string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns whether the name is put where the platform takes its credential */
  reachesCarrier(name: string): boolean {
    const bare = name.replace(/^[$@]+/, '');
    if (bare.length === 0) return false;
    const known = this.#known.get(bare);
    if (known !== undefined) return known;
    const isPlain = PLAIN_NAME.test(bare);
    if (isPlain && this.#known.size >= FEW_NAMES) return (this.#sent ??= namesSent(this.#text)).has(bare);
    if (!isPlain && (this.#odd += 1) > MOST_ODD_NAMES) return false;
    const reaches = this.#search(bare);
    this.#known.set(bare, reaches);
    return reaches;
  }

  #search(name: string): boolean {
    for (let at = this.#text.indexOf(name); at !== -1; at = this.#text.indexOf(name, at + name.length)) {
      if (/[\w-]/.test(this.#text[at + name.length] ?? ' ') || isWordAt(this.#text, at - 1)) continue;
      if (CARRIER.test(this.#text.slice(Math.max(0, at - WINDOW), at))) return true;
    }
    return false;
  }
}

/**
 * @returns the names that are put where the platform takes its credential: found from there, once for all that are
 *   asked about
 */
function namesSent(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { index, 0: anchor } of text.matchAll(ANCHOR)) {
    const from = index + anchor.length;
    for (let at = from; at <= from + LONGEST_GLUE && at < text.length; at += 1) {
      if (isWordAt(text, at - 1) || !isNameAt(text, at) || !CARRIER.test(text.slice(Math.max(0, at - WINDOW), at)))
        continue;
      let end = at + 1;
      while (end < text.length && isNameAt(text, end)) end += 1;
      const name = text.slice(at, end);
      if (PLAIN_NAME.test(name)) names.add(name);
    }
  }
  return names;
}

function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

function isNameAt(text: string, at: number): boolean {
  return isWordAt(text, at) || text.charCodeAt(at) === 45;
}
