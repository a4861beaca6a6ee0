// Parses one segment of a path pattern.
import { endOfClass } from './braces.ts';
import { PatternError } from './pattern-error.ts';

/** A node of a pattern. No node matches a slash. */
export type Node =
  | { readonly type: 'character'; readonly code: number }
  /** `?`, or a character class. */
  | { readonly type: 'one'; readonly matches: (code: number) => boolean }
  /** `*` */
  | { readonly type: 'star' }
  | Group;

export interface Group {
  readonly type: 'group';
  /** How often the alternatives may occur; `not`: anything up to the end except one of them. */
  readonly times: 'once' | 'optional' | 'any' | 'many' | 'not';
  readonly alternatives: readonly (readonly Node[])[];
}

const TIMES: Readonly<Record<string, Group['times']>> = {
  '@': 'once',
  '?': 'optional',
  '*': 'any',
  '+': 'many',
  '!': 'not',
};
const DEEPEST = 20;
/** POSIX classes by their names in `[[:name:]]`; ASCII only, as in fast-glob. */
const POSIX: Readonly<Record<string, RegExp>> = {
  alnum: /[a-zA-Z0-9]/,
  alpha: /[a-zA-Z]/,
  ascii: /[\0-\x7f]/,
  blank: /[ \t]/,
  cntrl: /[\0-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[\x21-\x7e]/,
  lower: /[a-z]/,
  print: /[\x20-\x7e]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\r\n\v\f]/,
  upper: /[A-Z]/,
  word: /\w/,
  xdigit: /[A-Fa-f0-9]/,
};
/** With one of these characters, fast-glob treats a class only as a class; without them, also as its literal text. */
const IS_CLASS_ONLY = /[-*+?.^${}(|)[\]]/;

/**
 * @param text segment without slashes and unescaped braces
 * @param isLast whether no slash follows: `!(…)` is valid only there
 * @throws PatternError for invalid or unsupported syntax
 */
export function parseSegment(text: string, isLast: boolean): Node[] {
  const reader = new Reader(text, isLast);
  return reader.sequence(0);
}

class Reader {
  readonly #text: string;
  readonly #isLast: boolean;
  #at = 0;
  /** The position after the last `**`. */
  #stars = -1;

  constructor(text: string, isLast: boolean) {
    this.#text = text;
    this.#isLast = isLast;
  }

  /** Parses up to the end or, in parentheses, up to the `|` or `)` that ends an alternative. */
  sequence(depth: number): Node[] {
    const nodes: Node[] = [];
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at]!;
      if (depth > 0 && (character === '|' || character === ')')) return nodes;
      this.#next(character, nodes, depth);
    }
    if (depth > 0) throw new PatternError('has a "(" that is not closed; for the character itself write "\\("');
    return nodes;
  }

  #next(character: string, nodes: Node[], depth: number): void {
    const before = this.#text[this.#at - 1];
    const after = this.#text[this.#at + 1];
    if (character === '?' && before === '(' && depth > 0)
      throw new PatternError('has a "?" right behind "("; write "[?]" for the character itself');
    if (after === '(' && TIMES[character] !== undefined) {
      const isBehindStars =
        character === '*' ? nodes.at(-1)?.type === 'star' && before === '*' : this.#stars === this.#at;
      if (isBehindStars) throw new PatternError('has "**" right before parentheses; write "*"');
      this.#at += 1;
      nodes.push(this.#group(TIMES[character], depth));
      return;
    }
    switch (character) {
      case '(':
        nodes.push(this.#group('once', depth));
        return;
      case '|':
        throw new PatternError('has a "|" outside of parentheses; write "{a,b}", or "\\|" for the character itself');
      case '[':
        nodes.push(this.#class());
        return;
      case '\\':
        nodes.push(this.#escaped());
        return;
      case '*':
        if (after === '*' && depth > 0)
          throw new PatternError('has a "**" in parentheses; it can only stand between slashes');
        break;
      case '+':
        if (depth > 0)
          throw new PatternError('has a "+" in parentheses that repeats nothing; write "\\+" for the character itself');
        break;
      default:
    }
    this.#at += 1;
    if (character === '*') {
      if (this.#stars === this.#at - 1) throw new PatternError('has more than two "*" in a row');
      if (nodes.at(-1)?.type !== 'star') nodes.push({ type: 'star' });
      else this.#stars = this.#at;
      return;
    }
    if (character === '?') nodes.push({ type: 'one', matches: () => true });
    else nodes.push(this.#character(this.#at - 1));
  }

  /** `(a|b)` and its quantifier. */
  #group(times: Group['times'], depth: number): Node {
    if (depth >= DEEPEST) throw new PatternError(`has more than ${DEEPEST} parentheses within each other`);
    if (times === 'not' && depth > 0) throw new PatternError('has a "!(" within parentheses, which is not supported');
    const alternatives: (readonly Node[])[] = [];
    do {
      this.#at += 1;
      alternatives.push(this.sequence(depth + 1));
    } while (this.#text[this.#at] === '|');
    this.#at += 1;
    const group: Group = { type: 'group', times, alternatives };
    if (times === 'not') {
      if (this.#isLast && this.#at === this.#text.length) return group;
      throw new PatternError(
        'has something behind "!(…)", which can only stand at the end; leave files out with a pattern of their own',
      );
    }
    return this.#repeated(group);
  }

  /** `(a|b)+` and `[ab]+` repeat, and `(a|b)?` is optional, as in a regular expression. */
  #repeated(node: Group): Group {
    const sign = this.#text[this.#at];
    if ((sign !== '+' && sign !== '?') || this.#text[this.#at + 1] === '(') return node;
    if (node.times !== 'once')
      throw new PatternError(`has a "${sign}" behind parentheses that have a sign before them already`);
    this.#at += 1;
    return { ...node, times: sign === '+' ? 'many' : 'optional' };
  }

  /**
   * A backslash escapes the next character. Before a letter it has no meaning here, so it is probably a Windows path.
   */
  #escaped(): Node {
    const next = this.#text[this.#at + 1];
    if (next === undefined) throw new PatternError('has a "\\" with nothing behind it; folders are divided by "/"');
    if (/[a-zA-Z0-9]/.test(next))
      throw new PatternError(
        `has "\\${next}": folders are divided by "/", and ` +
          String.raw`"\" only stands before a character that means something else`,
      );
    const node = this.#character(this.#at + 1);
    this.#at += 2;
    return node;
  }

  /** The character at a position; advances the reader if it has two code units. */
  #character(at: number): Node {
    const code = this.#text.codePointAt(at)!;
    if (code > 0xffff) this.#at += 1;
    return { type: 'character', code };
  }

  #class(): Node {
    const start = this.#at;
    const end = endOfClass(this.#text, start);
    if (end < 0) throw new PatternError('has a "[" that is not closed; for the character itself write "\\["');
    this.#at = end;
    const inner = this.#text.slice(start + 1, end - 1);
    if (/^[!^]?$/.test(inner)) throw new PatternError('has a "[…]" without characters; for a "]" within write "\\]"');
    const one: Node = { type: 'one', matches: classOf(inner) };
    const itself = [...`[${inner}]`].map((character): Node => ({ type: 'character', code: character.codePointAt(0)! }));
    const isClassOnly = inner.startsWith('!') || IS_CLASS_ONLY.test(inner) || inner.includes('\\');
    const isRepeated = this.#text[this.#at] === '+' && this.#text[this.#at + 1] !== '(';
    if (isClassOnly && !isRepeated) return one;
    return this.#repeatedClass({ type: 'group', times: 'once', alternatives: isClassOnly ? [[one]] : [[one], itself] });
  }

  #repeatedClass(group: Group): Node {
    return this.#text[this.#at] === '+' ? this.#repeated(group) : group;
  }
}

/** @param inner text between the brackets */
function classOf(inner: string): (code: number) => boolean {
  const isNegated = inner.startsWith('!') || inner.startsWith('^');
  const tests: ((code: number) => boolean)[] = [];
  const members = [...(isNegated ? inner.slice(1) : inner)];
  for (let at = 0; at < members.length;) {
    if (members[at] === '[' && members[at + 1] === ':') {
      const name = members
        .slice(at + 2)
        .join('')
        .split(':]')[0]!;
      const known = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
      if (known === undefined)
        throw new PatternError(`has an unknown class "[:…:]"; known are ${Object.keys(POSIX).join(', ')}`);
      tests.push((code) => known.test(String.fromCodePoint(code)));
      at += name.length + 4;
      continue;
    }
    const [low, behind] = member(members, at);
    if (members[behind] === '-' && behind + 1 < members.length) {
      const [high, end] = member(members, behind + 1);
      if (high < low) throw new PatternError('has a range in "[…]" that ends before it begins');
      tests.push((code) => low <= code && code <= high);
      at = end;
    } else {
      tests.push((code) => code === low);
      at = behind;
    }
  }
  return (code) => tests.some((test) => test(code)) !== isNegated;
}

/** @returns a class member as a code point, and the position after it */
function member(members: readonly string[], at: number): [code: number, behind: number] {
  if (members[at] !== '\\') return [members[at]!.codePointAt(0)!, at + 1];
  const next = members[at + 1] ?? '';
  if (/[a-zA-Z0-9]/.test(next))
    throw new PatternError(`has "\\${next}" in "[…]"; "\\" only stands before a character that means something else`);
  return [next.codePointAt(0)!, at + 2];
}
