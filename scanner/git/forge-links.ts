import type { CommitTrace, HistoryStep, Origin } from '../model/finding.ts';
import type { Linker, LinkTarget } from './forge.ts';

/** @returns the same with links to the commits that are told, as far as there are pages of them */
function withLinks(found: CommitTrace | undefined, link: Linker | undefined): CommitTrace {
  if (link === undefined || found === undefined) return found ?? {};
  const linked = (steps: readonly HistoryStep[]) =>
    steps.map((step) => ({ ...step, ...urlOf(link.commit(step.commit)) }));
  return {
    ...found,
    ...(found.introduced === undefined ? {} : { introduced: linked(found.introduced) }),
    ...(found.removed === undefined ? {} : { removed: linked(found.removed) }),
  };
}

/** Origins of the secrets of one document: those that have come and gone with the same commits share one. */
export class SharedOrigins {
  readonly #make: (found: CommitTrace) => Origin;
  readonly #link: Linker | undefined;
  readonly #known = new Map<CommitTrace | undefined, Origin>();

  /** @param make an origin of what is known of a secret, links included */
  constructor(make: (found: CommitTrace) => Origin, link: Linker | undefined) {
    this.#make = make;
    this.#link = link;
  }

  /** @param lines where the secret stands; undefined for one in a name, which has no line */
  of(found: CommitTrace | undefined, lines: LinkTarget | undefined): Origin {
    let origin = this.#known.get(found);
    if (origin === undefined) this.#known.set(found, (origin = this.#make(withLinks(found, this.#link))));
    const url = lines === undefined ? undefined : this.#link?.lines(lines);
    return url === undefined ? origin : { ...origin, url };
  }
}

function urlOf(url: string | undefined): { readonly url?: string } {
  return url === undefined ? {} : { url };
}
