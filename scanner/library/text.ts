/** Library: untrusted text made safe to print, numbers for people, and command lines. */
export { clean, cleanLines, guardOutput, jsonText, visible } from '../text/clean.ts';
export { wrapText } from '../text/wrap.ts';
export { mask, maskDeep } from '../text/mask.ts';
export { utcDay } from '../text/day.ts';
export { count, duration, grouped, size } from '../text/numbers.ts';
