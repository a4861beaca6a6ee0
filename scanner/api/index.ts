export type { Answer } from './answer.ts';
export { assertAllowedBaseUrl, BaseUrlError, hostOf, isOfficialBaseUrl } from './base-url.ts';
export { NavixyClient } from './client.ts';
export { Credentials } from './credentials.ts';
export { describeAnswer } from './describe.ts';
export { pause } from './pace.ts';
export type { ApiKey } from './schemas.ts';
export { checkHost, checkStatus, type Realm } from './status.ts';
export type { TransportOptions } from './transport.ts';
