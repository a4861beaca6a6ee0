/** Recognizes generic titles of API keys. The title is the only record of who uses a key. */
import { splitName } from '../names.ts';

/** Words that do not identify the user of a key. */
const GENERIC_WORDS: ReadonlySet<string> = new Set(
  `my new the a an some your our first second another default test testing temp tmp demo sample example dummy copy no
  main untitled unnamed navixy platform api key keys apikey hash session token title name label access integration
  integrations app application script client user account foo bar baz asdf qwerty xxx abc todo none null undefined
  generated auto automatic`.split(/\s+/),
);

/** Whether a title does not identify the user of the key; an empty title does not. */
export function isGenericTitle(title: string): boolean {
  return splitName(title).every((word) => GENERIC_WORDS.has(word) || /^v?\d+$/.test(word));
}
