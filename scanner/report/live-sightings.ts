// Terminal messages about secrets found while a scan is running.

import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanEvent } from '../model/scan-report.ts';
import { clean } from '../text/clean.ts';
import { shortId } from './wording.ts';

/** Maximum number of messages; a log with a hundred thousand lines helps nobody. */
const MOST_TOLD = 50;

/** Messages while a scan is running: each secret once, at the first place it was found. The report follows. */
export class Sightings {
  readonly #cwd: string;
  readonly #seen = new Set<string>();

  /** @param cwd paths inside it are shown relative to it */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** @returns the message for a new secret; undefined for other events and above the maximum */
  line(event: ScanEvent): string | undefined {
    if (event.type !== 'finding' && event.type !== 'sighting') return undefined;
    const { secret, confidence } = event.finding;
    if (this.#seen.size > MOST_TOLD || this.#seen.has(secret.fingerprint)) return undefined;
    this.#seen.add(secret.fingerprint);
    if (this.#seen.size > MOST_TOLD) return `found more than ${MOST_TOLD}: the report lists all of them`;
    return `found ${secret.redacted} (${confidence} confidence) in ${clean(this.#place(event.finding))}`;
  }

  #place({ path: name, root, line, column, origin }: Finding): string {
    if (origin.isUntraced === true && origin.inName !== true) return `object ${shortId(origin.blob)}:${line}:${column}`;
    const full = path.join(root, name);
    const isOnDisk = origin.type === 'file' || origin.type === 'staged';
    const shown = isOnDisk && isBelow(this.#cwd, full) ? path.relative(this.#cwd, full) : name;
    const commit =
      origin.type === 'commit' && origin.commit !== undefined ? `, commit ${origin.commit.slice(0, 12)}` : '';
    return `${shown}:${line}:${column}${commit}`;
  }
}
