// Names of functions that build a text from a pattern.
import { anyOf } from '../platform/any-of.ts';

/** Matches the last name of a call that builds a text from a pattern. */
export const MAKES_TEXT = anyOf(String.raw`
  format\w* v?sprintf printf strformat replace replaceAll render renderString interpolate supplant expand pupa
  template withQuery stringifyUrl getUri resolve`);
