// Identifiers of findings that do not change when lines move.

import { createHash } from 'node:crypto';
import type { JsonOccurrence } from './json-report-types.ts';

/**
 * Identifiers for places, from the secret, the file and the count of earlier places in that file. Use one object for
 * one report, because it counts.
 */
export class StableIds {
  readonly #seen = new Map<string, number>();

  /** @returns hex digits, the same in every run that finds the secret in the file */
  idOf(fingerprint: string, place: Pick<JsonOccurrence, 'path'>): string {
    const key = `${fingerprint}\0${place.path}`;
    const turn = this.#seen.get(key) ?? 0;
    this.#seen.set(key, turn + 1);
    return digest(turn === 0 ? key : `${key}\0${turn}`);
  }
}

/** @returns the SHA-256 of a text as 64 hex digits */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** @returns hex digits in the shape of a UUID (version 8: custom) */
export function asUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
