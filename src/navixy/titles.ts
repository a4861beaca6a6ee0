/** Titles of API keys. The title is all that says later who uses a key. */
import { splitName } from '../names.ts';

/** Words that say nothing of who uses a key; a title of these words only is as good as none. */
const GENERIC_WORDS: ReadonlySet<string> = new Set(
  `my new the a an some your our first second another default test testing temp tmp demo sample example dummy copy no main
  untitled unnamed navixy platform api key keys apikey hash session token title name label access integration integrations
  app application script client user account foo bar baz asdf qwerty xxx abc todo none null undefined generated auto
  automatic`.split(/\s+/),
);

/** Whether a title does not say who uses the key; an empty one does not. */
export function isGenericTitle(title: string): boolean {
  return splitName(title).every((word) => GENERIC_WORDS.has(word) || /^v?\d+$/.test(word));
}
