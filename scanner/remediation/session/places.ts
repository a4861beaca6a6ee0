// Lists the places of a secret for messages.

import { count } from '../../text/numbers.ts';
import type { LeakedSecret } from './leaked-secret.ts';

const MOST_PLACES = 5;

/** @returns the first places of a secret, and the number of others */
export function placesOf(leaked: Pick<LeakedSecret, 'places'>): string {
  const shown = leaked.places.slice(0, MOST_PLACES).join(', ');
  const more = leaked.places.length - MOST_PLACES;
  return more > 0 ? `${shown} and ${count(more, 'more place')}` : shown;
}
