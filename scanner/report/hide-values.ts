// Masks secrets in plain values of a report, or leaves them in for `--show-secrets`.

import { maskDeep } from '../text/mask.ts';

/** Masks secrets in every text of a plain value. */
export type Hide = <T>(value: T) => T;

/** Maximum number of cached texts, mostly paths. */
const MOST_TEXTS = 1000;

/** {@link maskDeep} with a cache for values that many findings share: reasons, origins, paths. */
export function maskedOnce(): Hide {
  const objects = new WeakMap<object, unknown>();
  const texts = new Map<string, string>();
  return <T>(value: T): T => {
    if (typeof value === 'string') {
      const known = texts.get(value);
      if (known !== undefined) return known as T;
      const masked = maskDeep(value);
      if (texts.size >= MOST_TEXTS) texts.clear();
      texts.set(value, masked);
      return masked;
    }
    if (typeof value !== 'object' || value === null) return value;
    const known = objects.get(value);
    if (known !== undefined) return known as T;
    const masked = maskDeep(value);
    objects.set(value, masked);
    return masked;
  };
}

/** For `--show-secrets`: masks nothing. */
export const asFound: Hide = (value) => value;
