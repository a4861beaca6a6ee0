/** What messages are made of: text of strangers made fit to be read, and numbers as people say them. */
export { clean, cleanLines, guardOutput, jsonText, visible } from '../text/clean.ts';
export { mask, maskDeep } from '../text/mask.ts';
export { count, duration, grouped, size } from '../text/numbers.ts';
