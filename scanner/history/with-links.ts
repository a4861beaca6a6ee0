import type { HistoryStep, Origin } from '../finding.ts';
import type { Linker, LinkTarget } from './forge.ts';

/**
 * @param lines where the secret stands; undefined for one in a name, which has no line
 * @returns the same with links to the lines and to the commits that are told, as far as there are pages of them
 */
export function withLinks(found: Partial<Origin> | undefined, link: Linker | undefined, lines: LinkTarget | undefined): Partial<Origin> {
  if (link === undefined) return found ?? {};
  const linked = (steps: readonly HistoryStep[]) => steps.map((step) => ({ ...step, ...urlOf(link.commit(step.commit)) }));
  return {
    ...found,
    ...(found?.introduced === undefined ? {} : { introduced: linked(found.introduced) }),
    ...(found?.removed === undefined ? {} : { removed: linked(found.removed) }),
    ...(lines === undefined ? {} : urlOf(link.lines(lines))),
  };
}

function urlOf(url: string | undefined): { readonly url?: string } {
  return url === undefined ? {} : { url };
}
