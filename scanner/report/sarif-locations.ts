// SARIF report: locations of findings and the base ids of their paths.

import type { Checkout } from './checkout.ts';
import { clean } from '../text/clean.ts';
import type { JsonOccurrence, JsonSuppressed } from './json-report-types.ts';
import { StableIds } from './stable-id.ts';

/** The `uriBaseId` for paths in one repository. */
export const CHECKOUT = 'SRCROOT';

type Place = JsonOccurrence | JsonSuppressed;

/** A SARIF `artifactLocation`. */
interface File {
  readonly uri: string;
  readonly uriBaseId: string;
}

/** SARIF locations: relative to the checkout; with several repositories, each relative to its own top. */
export class SarifPlaces {
  readonly #checkout: Checkout;
  readonly #ids = new StableIds();
  readonly #repositories = new Map<string, string>();

  constructor(checkout: Checkout) {
    this.#checkout = checkout;
  }

  fileOf(place: Place, name = place.path): File {
    const { repository } = place;
    if (repository === undefined)
      return { uri: uriOf(this.#checkout.nameOf({ ...place, path: name })), uriBaseId: CHECKOUT };
    return { uri: uriOf(name), uriBaseId: this.baseOf(repository) };
  }

  /** @returns the `uriBaseId` for paths in one of several repositories */
  baseOf(repository: string): string {
    const base = this.#repositories.get(repository) ?? `REPOSITORY${this.#repositories.size + 1}`;
    this.#repositories.set(repository, base);
    return base;
  }

  /** @returns the base ids used so far; without URIs, because they differ from machine to machine */
  bases(): Readonly<Record<string, object>> {
    const of = (text: string) => ({ description: { text: escapePlainText(text) } });
    return {
      [CHECKOUT]: of('The folder that was checked out.'),
      ...Object.fromEntries(
        [...this.#repositories].map(([repository, base]) => [base, of(`The repository ${repository}.`)]),
      ),
    };
  }

  /** @returns the paths from which and to which a commit moved the secret */
  related(place: JsonOccurrence): { readonly relatedLocations?: readonly object[] } {
    const { introduced = [], removed = [] } = place.origin;
    const moves = [
      ...introduced.flatMap(({ commit, from }) =>
        from === undefined
          ? []
          : [{ path: from, words: `Commit ${commit.slice(0, 12)} moved it here from this file.` }],
      ),
      ...removed.flatMap(({ commit, to }) =>
        to === undefined ? [] : [{ path: to, words: `Commit ${commit.slice(0, 12)} moved it to this file.` }],
      ),
    ];
    if (moves.length === 0) return {};
    return {
      relatedLocations: moves.map(({ path, words }, at) => ({
        id: at + 1,
        message: { text: words },
        physicalLocation: { artifactLocation: this.fileOf(place, path) },
      })),
    };
  }

  /** @returns hex digits that stay the same when lines move */
  idOf(fingerprint: string, place: Place): string {
    return this.#ids.idOf(fingerprint, place);
  }
}

/** Escapes untrusted text, so it cannot become a link or a placeholder. */
export function escapePlainText(text: string): string {
  return clean(text).replaceAll('[', '(').replaceAll(']', ')').replaceAll('{', '(').replaceAll('}', ')');
}

/** Percent-encodes every path segment, including colons: `commit:<id>` must not look like a URI scheme. */
function uriOf(file: string): string {
  return file
    .split('/')
    .map((part) =>
      encodeURIComponent(Buffer.from(part).toString()).replace(
        /[!'()*]/g,
        (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}
