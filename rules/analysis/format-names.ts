import { anyOf } from '../platform/any-of.ts';

/** The calls that make a text of a pattern, by their last name. */
export const MAKES_TEXT = anyOf(String.raw`
  format\w* v?sprintf printf strformat replace replaceAll render renderString interpolate supplant expand pupa
  template withQuery stringifyUrl getUri resolve`);
