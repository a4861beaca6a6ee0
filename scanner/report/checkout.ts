import path from 'node:path';
import { isBelow } from '../containment.ts';
import type { JsonOccurrence, JsonReport } from './json.ts';

/** Paths as the platforms want them: relative to what was checked out, with `/`. */
export class Checkout {
  readonly #base: string;

  /** @param cwd where the scan ran; the outermost repository around it counts as the checkout */
  constructor({ findings, suppressed, scope }: Pick<JsonReport, 'findings' | 'suppressed' | 'scope'>, cwd: string) {
    const home = scope?.cwd ?? cwd;
    const roots = [...findings.flatMap(({ occurrences }) => occurrences), ...suppressed].map(({ root }) => root);
    const around = roots.filter((root) => root !== '' && isBelow(root, home));
    this.#base = around.sort((one, other) => one.length - other.length)[0] ?? home;
  }

  /** @returns undefined for what is no file: a message of git, standard input */
  fileOf({ path: name, root, origin }: Pick<JsonOccurrence, 'path' | 'root' | 'origin'>): string | undefined {
    if (origin.type === 'message' || origin.type === 'stdin') return undefined;
    return isBelow(this.#base, root) ? path.join(path.relative(this.#base, root), name).split(path.sep).join('/') : path.join(root, name).split(path.sep).join('/');
  }

  /** @returns the file, or words for what is none */
  nameOf(place: Pick<JsonOccurrence, 'path' | 'root' | 'origin'>): string {
    return this.fileOf(place) ?? (place.origin.type === 'stdin' ? 'stdin' : place.path);
  }
}
