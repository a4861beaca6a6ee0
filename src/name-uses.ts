// Finds out whether a document sends the value of a name as the platform's credential.

/** Up to this many names are searched for one by one, which is fastest for a few. */
const FEW_NAMES = 4;
/** Names with unusual characters need a search each. Limits them, so the cost stays bounded for any input. */
const MAX_ODD_NAMES = 64;
const WINDOW = 56;

/**
 * `hash: KEY`, `"hash" => $key`, `?hash=${k}`, `'…?hash=' + key`, `"NVX " + KEY`, `f"NVX {KEY}"`: the text before the
 * name.
 */
const CARRIER =
  /(?:(?<![\w-])(?:hash|session_key|panel_session_key)|(?<![\w-])NVX)[\s"'`\])]{0,4}(?:=>|[:=,])?[\s"'`]{0,4}(?:[+.&~]|<<)?\s{0,3}[$#]?\{?\s{0,2}\$?(?:this->|this\.|self\.|@)?$/i;

/** The start of a {@link CARRIER}. */
const ANCHOR = /(?<![\w-])(?:hash|session_key|panel_session_key|NVX)/gi;
/** Maximum distance from the carrier's start to the name, in characters. */
const MAX_GLUE_LENGTH = 26;
/** A usual name: of bounded length, and not a value. */
const PLAIN_NAME = /^(?![0-9a-f]{12,}$)[\w-]{1,80}$/i;

/**
 * Searches for uses of names in a document. A value may be in a constant with an uninformative name; sending that
 * constant as `hash` is strong evidence. Works on plain text, so it covers every language.
 */
export class NameUses {
  readonly #text: string;
  readonly #known = new Map<string, boolean>();
  #oddNames = 0;
  #sent: ReadonlySet<string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns whether the name is used where the platform expects its credential */
  isSentAsCredential(name: string): boolean {
    const bare = name.replace(/^[$@]+/, '');
    if (bare.length === 0) return false;
    const known = this.#known.get(bare);
    if (known !== undefined) return known;
    const isPlain = PLAIN_NAME.test(bare);
    if (isPlain && this.#known.size >= FEW_NAMES) return (this.#sent ??= findSentNames(this.#text)).has(bare);
    if (!isPlain && (this.#oddNames += 1) > MAX_ODD_NAMES) return false;
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

/** @returns all names used where the platform expects its credential, searched for from the carriers in one pass */
function findSentNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { index, 0: anchor } of text.matchAll(ANCHOR)) {
    const from = index + anchor.length;
    for (let at = from; at <= from + MAX_GLUE_LENGTH && at < text.length; at += 1) {
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
