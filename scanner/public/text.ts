/** What messages are made of: text of strangers made harmless, and numbers as people say them. */
export { clean } from '../online/clean.ts';
export { hideAll, printable } from '../report/clean.ts';
export { count, duration, grouped, size } from '../report/numbers.ts';
