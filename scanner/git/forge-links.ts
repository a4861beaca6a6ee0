// Adds web links to the commits of an origin, and shares equal origins between secrets.
import type { CommitTrace, HistoryStep, Origin } from '../model/finding.ts';
import type { Linker, LinkTarget } from './forge.ts';

/** @returns the origin with links to the reported commits, if their web pages are known */
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

/** Origins of the secrets in one document: secrets introduced and removed by the same commits share one. */
export class SharedOrigins {
  readonly #make: (found: CommitTrace) => Origin;
  readonly #link: Linker | undefined;
  readonly #known = new Map<CommitTrace | undefined, Origin>();

  /** @param make makes an origin from what is known about a secret, links included */
  constructor(make: (found: CommitTrace) => Origin, link: Linker | undefined) {
    this.#make = make;
    this.#link = link;
  }

  /** @param lines of the secret; undefined for a secret in a name, which has no line */
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
