// Paths for CI platforms, relative to the checkout.

import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import type { JsonOccurrence, ReportView } from './json-report-types.ts';
import { briefly } from './lazy-list.ts';

type Place = Pick<JsonOccurrence, 'path' | 'root' | 'origin' | 'repository'>;

/** Makes paths relative to the checkout, with `/`, as CI platforms expect. */
export class Checkout {
  readonly #base: string;

  /** @param cwd the folder of the scan; the outermost repository around it is the checkout */
  constructor({ findings, suppressed, scope }: Pick<ReportView, 'findings' | 'suppressed' | 'scope'>, cwd: string) {
    const home = scope?.cwd ?? cwd;
    const roots = new Set<string>();
    for (const { occurrences } of briefly(findings)) for (const { root } of occurrences) roots.add(root);
    for (const { root } of suppressed) roots.add(root);
    const around = [...roots].filter((root) => root !== '' && isBelow(root, home));
    this.#base = around.sort((one, other) => one.length - other.length)[0] ?? home;
  }

  /**
   * @returns undefined for places without a file (git messages, standard input), and for a repository outside of the
   *   checkout
   */
  fileOf({ path: name, root, origin, repository }: Place): string | undefined {
    if (origin.type === 'message' || origin.type === 'stdin') return undefined;
    if (isBelow(this.#base, root)) return path.join(path.relative(this.#base, root), name).split(path.sep).join('/');
    return repository === undefined ? path.join(root, name).split(path.sep).join('/') : undefined;
  }

  /** @returns the file, or a description if there is none; with the repository's name in a report about several */
  nameOf(place: Place): string {
    if (place.repository !== undefined) return `${place.repository}: ${place.path}`;
    return this.fileOf(place) ?? (place.origin.type === 'stdin' ? 'stdin' : place.path);
  }
}
