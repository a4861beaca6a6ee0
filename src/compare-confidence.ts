// Compares levels of confidence.
import type { Confidence } from './types.ts';

const ORDER: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

/** @returns whether `confidence` is at least `minimum` */
export function reaches(confidence: Confidence, minimum: Confidence): boolean {
  return ORDER[confidence] >= ORDER[minimum];
}
