import { unescapeFragment } from '../../src/encodings.ts';
import { Secret } from '../../src/secret.ts';
import { maskRuns } from '../excerpt.ts';
import type { Finding } from '../finding.ts';

// Controls move the cursor or hide text; format characters turn its direction around; halves of a pair are no text.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Azure Pipelines and old GitHub runners obey these anywhere in a line. */
const CI_COMMAND = /##(?=vso\[|\[)/g;
const HEX_RUN = /[0-9a-fA-F]{32,}/g;
const LENGTH = 32;
/** Digits of git's object ids. */
const OBJECT_ID: ReadonlySet<number> = new Set([40, 64]);
/** Base64 that is long enough for a value. */
const BASE64 = /[A-Za-z0-9+/_-]{43,}={0,2}/g;
/** Digits of which one at least is written as an escape: `%61`, `\\u0061`, `&#97;`. */
const ESCAPED = /(?:[0-9a-fA-F]|%(?:25)*[0-9a-fA-F]{2}|\\+[ux]\{?[0-9a-fA-F]{2,6}\}?|&#[xX]?[0-9a-fA-F]{2,6};){32,}/g;

/** Makes text of strangers (paths, authors, subjects) visible on a terminal and harmless to it, and to the logs of CI, which take commands. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => {
    if (char === '\n') return '\\n';
    if (char === '\t') return '\\t';
    return `\\u{${char.codePointAt(0)!.toString(16)}}`;
  }).replace(CI_COMMAND, '## ');
}

/** Hides found values wherever they turn up again: in a path, a commit's subject, an author's name, a neighbour's line. */
export class Hider {
  readonly #known: ReadonlySet<string> | undefined;

  /** @param findings whose values to hide; without them, everything of the shape is hidden: for reports written before all is known */
  constructor(findings?: Iterable<Pick<Finding, 'secret'>>) {
    if (findings !== undefined) this.#known = new Set(Array.from(findings, ({ secret }) => secret.sha256));
  }

  /** Masks what was found, also inside longer runs and in other spellings; an innocent checksum in a path stays. */
  hide(text: string): string {
    if (text.length < LENGTH) return text;
    return text
      .replace(HEX_RUN, (run) => (this.#holds(run) ? maskRuns(run) : run))
      .replace(ESCAPED, (run) => (/[%\\&]/.test(run) && this.#holds(unescapeFragment(run)) ? '…' : run))
      .replace(BASE64, (run) => (this.#holds(Buffer.from(run, 'base64').toString('latin1').replaceAll('\0', '')) ? '…' : run));
  }

  #holds(text: string): boolean {
    return Array.from(text.matchAll(HEX_RUN)).some(([run]) => {
      if (this.#known === undefined) return !OBJECT_ID.has(run.length);
      for (let at = 0; at + LENGTH <= run.length; at += 1) if (this.#known.has(new Secret(run.slice(at, at + LENGTH)).sha256)) return true;
      return false;
    });
  }
}

/** Masks everything of the shape of a value: prose needs none of it. */
export function hideAll(text: string): string {
  return everything.hide(text);
}

/** @returns a text of strangers for where only one line and no value may stand */
export function harmless(text: string): string {
  return printable(hideAll(text));
}

const everything = new Hider();
