/** Library: types and helpers shared by verify, revoke, rotate and keys. Loads no network client. */
export type { ApiKey } from '../remediation/client/schemas.ts';
export type { UserInfo } from '../remediation/client/api-calls.ts';
export type { Realm } from '../remediation/client/status.ts';
export type { About, Attempt, Carrier, Control, TransportOptions } from '../remediation/client/http-request.ts';
export { waitingLimits, type WaitingLimits } from '../remediation/client/retry.ts';
export type { Clock } from '../remediation/client/clock.ts';
export type { Fetch, NetworkOptions } from '../remediation/client/proxy-fetch.ts';
export { BaseUrlError, hostOf, UNREACHABLE } from '../remediation/client/base-url.ts';
export type { CheckedSecret } from '../remediation/session/ask-if-alive.ts';
export { EvidenceError } from '../remediation/session/evidence.ts';
export { groupFindings } from '../remediation/session/group-findings.ts';
export type { PlatformOptions } from '../remediation/session/online-run.ts';
export type { Environment, LeakedSecret, LeakFinding, Prompts } from '../remediation/session/leaked-secret.ts';
export { trustedBaseUrls, userConfigFile, type UserConfigOptions } from '../remediation/session/user-config.ts';
export { placesOf } from '../remediation/session/places.ts';
export { DEFAULT_BASE_URLS } from '../../src/navixy/official-hosts.ts';
