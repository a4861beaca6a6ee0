// JSON output of `keys`.

import { clean } from '../../text/clean.ts';
import { TOOL } from '../../model/tool.ts';
import type { AccountKeys } from './list-keys.ts';

/** Version 1 of the contract; fields may be added, never changed. */
export interface JsonKeys {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly baseUrl: string;
  readonly keys: readonly JsonKey[];
}

export interface JsonKey {
  readonly fingerprint: string;
  readonly sha256: string;
  readonly redacted: string;
  readonly title: string;
  /** As returned by the platform. */
  readonly createDate: string;
  /** In whole days; absent for an unreadable date. */
  readonly ageDays?: number;
  readonly leaked: boolean;
  readonly places: readonly string[];
  readonly remarks: readonly string[];
}

/** @returns the output of `keys --format json`; contains no value */
export function toKeysJson({ baseUrl, keys }: AccountKeys): JsonKeys {
  return {
    version: 1,
    tool: TOOL,
    baseUrl,
    keys: keys.map(({ key, ageDays, places, remarks }) => ({
      fingerprint: key.secret.fingerprint,
      sha256: key.secret.sha256,
      redacted: key.secret.redacted,
      title: clean(key.title),
      createDate: clean(key.createDate),
      ...(ageDays === undefined ? {} : { ageDays }),
      leaked: places.length > 0,
      places,
      remarks,
    })),
  };
}
