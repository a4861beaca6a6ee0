import { maskRuns } from '../excerpt.ts';
import type { Finding } from '../finding.ts';
import { Secret } from '../../src/index.ts';

// Controls move the cursor or hide text; format characters turn its direction around.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const HEX_RUN = /(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])/g;

/** Makes text of strangers (paths, authors, subjects) visible on a terminal and harmless to it. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => {
    if (char === '\n') return '\\n';
    if (char === '\t') return '\\t';
    return `\\u{${char.codePointAt(0)!.toString(16)}}`;
  });
}

/** Hides found values wherever they turn up again: in a path, a commit's subject, an author's name. */
export class Hider {
  readonly #known: ReadonlySet<string>;

  constructor(findings: readonly Finding[]) {
    this.#known = new Set(findings.map((finding) => finding.secret.sha256));
  }

  /** Masks only what was found, so that a path with an innocent checksum in it still leads somewhere. */
  hide(text: string): string {
    return text.replace(HEX_RUN, (run) => {
      const secret = new Secret(run);
      return this.#known.has(secret.sha256) ? secret.redacted : run;
    });
  }

  /** Masks everything of that shape: prose needs none of it. */
  hideAll(text: string): string {
    return text.replace(HEX_RUN, (run) => maskRuns(run));
  }
}
