/** What verifying, revoking, rotating and listing keys have in common. Loads no network client. */
export type { ApiKey } from '../api/schemas.ts';
export type { UserInfo } from '../api/client.ts';
export type { Realm } from '../api/status.ts';
export type { About, Attempt, Carrier, Control, TransportOptions } from '../api/transport.ts';
export { waitingLimits, type WaitingLimits } from '../api/patience.ts';
export type { Clock } from '../api/clock.ts';
export type { Fetch, NetworkOptions } from '../api/network.ts';
export { BaseUrlError, hostOf } from '../api/base-url.ts';
export type { Checked } from '../online/check.ts';
export { EvidenceError } from '../online/evidence.ts';
export { groupFindings } from '../online/group.ts';
export type { PlatformOptions } from '../online/run.ts';
export type { Environment, LeakedSecret, LeakFinding, Prompts } from '../online/types.ts';
export { trustedBaseUrls, type UserConfigOptions } from '../online/user-config.ts';
export { placesOf } from '../online/words.ts';
export { DEFAULT_BASE_URLS } from '../../src/navixy/hosts.ts';
