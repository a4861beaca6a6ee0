// Library: lists the API keys of an account.

import type { KeysOptions, KeysReport } from '../remediation/keys/list-keys.ts';

export { toKeysJson, type JsonKey, type JsonKeys } from '../remediation/keys/keys-json.ts';
export type { AccountKeys, KeysOptions, KeysReport } from '../remediation/keys/list-keys.ts';
export { describeKeys, type DescribedKey } from '../remediation/keys/key-findings.ts';

/**
 * Lists the API keys of an account with notes about each. Changes nothing.
 * @throws Failure, BaseUrlError or EvidenceError for problems the caller can fix; the signal's reason after an abort
 */
export async function listKeys(options: KeysOptions): Promise<KeysReport> {
  return (await import('../remediation/keys/list-keys.ts')).listKeys(options);
}
