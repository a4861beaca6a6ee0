import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import type { JsonOccurrence, ReportView } from './json-report.ts';
import { briefly } from './lazy-list.ts';

type Place = Pick<JsonOccurrence, 'path' | 'root' | 'origin' | 'repository'>;

/** Paths as the platforms want them: relative to what was checked out, with `/`. */
export class Checkout {
  readonly #base: string;

  /** @param cwd where the scan ran; the outermost repository around it counts as the checkout */
  constructor({ findings, suppressed, scope }: Pick<ReportView, 'findings' | 'suppressed' | 'scope'>, cwd: string) {
    const home = scope?.cwd ?? cwd;
    const roots = new Set<string>();
    for (const { occurrences } of briefly(findings)) for (const { root } of occurrences) roots.add(root);
    for (const { root } of suppressed) roots.add(root);
    const around = [...roots].filter((root) => root !== '' && isBelow(root, home));
    this.#base = around.sort((one, other) => one.length - other.length)[0] ?? home;
  }

  /**
   * @returns undefined for what is no file, a message of git or standard input, and for a repository beside the
   *   checkout
   */
  fileOf({ path: name, root, origin, repository }: Place): string | undefined {
    if (origin.type === 'message' || origin.type === 'stdin') return undefined;
    if (isBelow(this.#base, root)) return path.join(path.relative(this.#base, root), name).split(path.sep).join('/');
    return repository === undefined ? path.join(root, name).split(path.sep).join('/') : undefined;
  }

  /** @returns the file, or words for what is none; in a report about several repositories with the name of its own */
  nameOf(place: Place): string {
    if (place.repository !== undefined) return `${place.repository}: ${place.path}`;
    return this.fileOf(place) ?? (place.origin.type === 'stdin' ? 'stdin' : place.path);
  }
}
