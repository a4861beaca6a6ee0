/** How many names of one document are followed, and how often each: judging stays bounded whatever stands in a file. */
const MOST_NAMES = 64;
const MOST_OCCURRENCES = 200;
const WINDOW = 56;

/** `hash: KEY`, `"hash" => $key`, `?hash=${k}`, `'…?hash=' + key`, `"NVX " + KEY`, `f"NVX {KEY}"`: what stands before the name. */
const CARRIER =
  /(?:(?<![\w-])(?:hash|session_key|panel_session_key)|(?<![\w-])NVX)[\s"'`\])]{0,4}(?:=>|[:=,])?[\s"'`]{0,4}(?:[+.&~]|<<)?\s{0,3}[$#]?\{?\s{0,2}\$?(?:this->|this\.|self\.|@)?$/i;

/**
 * Where the names of a document are used. A value may stand in a constant with a name that says nothing;
 * that the constant is sent as `hash` says everything. Text alone, so that it serves every language.
 */
export class Uses {
  readonly #text: string;
  readonly #known = new Map<string, boolean>();

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns whether the name is put where the platform takes its credential */
  reachesCarrier(name: string): boolean {
    const bare = name.replace(/^[$@]+/, '');
    const known = this.#known.get(bare);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_NAMES || bare.length === 0) return false;
    const reaches = this.#search(bare);
    this.#known.set(bare, reaches);
    return reaches;
  }

  #search(name: string): boolean {
    let count = 0;
    for (let at = this.#text.indexOf(name); at !== -1 && count < MOST_OCCURRENCES; at = this.#text.indexOf(name, at + name.length)) {
      count += 1;
      if (/[\w-]/.test(this.#text[at + name.length] ?? ' ') || /\w/.test(this.#text[at - 1] ?? ' ')) continue;
      if (CARRIER.test(this.#text.slice(Math.max(0, at - WINDOW), at))) return true;
    }
    return false;
  }
}
