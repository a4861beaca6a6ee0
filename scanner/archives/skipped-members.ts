// Groups skipped members of an archive by reason, so a report has one line for each reason.
import type { Skipped } from '../model/document.ts';
import { count } from '../text/numbers.ts';
import { inside, type Place } from '../model/archive-path.ts';

/** Names that are listed; the others are only counted. */
const NAMED = 3;

/** @returns the same reason for a single place */
export function skip(place: Place, reason: string, remedy?: string): Skipped {
  return { skipped: { path: place.full, reason, ...(remedy === undefined ? {} : { remedy }) } };
}

/** Members of one archive that were not scanned; those with the same reason become one line. */
export class SkippedMembers {
  readonly #reasons = new Map<
    string,
    { readonly remedy: string | undefined; readonly names: string[]; count: number }
  >();

  add(name: string, reason: string, remedy: string | undefined): void {
    const same = this.#reasons.get(reason) ?? { remedy, names: [], count: 0 };
    this.#reasons.set(reason, same);
    same.count += 1;
    if (same.names.length < NAMED) same.names.push(name);
  }

  *take(place: Place): Generator<Skipped> {
    for (const [reason, { remedy, names, count: all }] of this.#reasons) {
      if (all === 1) yield skip(inside(place, names[0]!), reason, remedy);
      else
        yield skip(
          place,
          `${count(all, 'member')} of it: ` +
            `${reason}: ${names.map((name) => inside(place, name).path.slice(place.path.length + 2)).join(', ')}${all > NAMED ? ', …' : ''}`,
          remedy,
        );
    }
    this.#reasons.clear();
  }
}
