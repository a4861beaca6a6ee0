export type { Answer, UnknownReason } from './answer.ts';
export { assertAllowedBaseUrl, BaseUrlError, hostOf, isOfficialBaseUrl, isSameBaseUrl } from './base-url.ts';
export { NavixyClient, type ClientOptions, type Login, type UserInfo } from './client.ts';
export { describeCode, meaningOf, type Meaning } from './codes.ts';
export { Credentials } from './credentials.ts';
export { describeAnswer } from './describe.ts';
export type { ApiKey } from './schemas.ts';
export { checkHost, checkStatus, type CheckOptions, type HostStatus, type Realm, type SecretStatus } from './status.ts';
export type { Attempt, TransportOptions } from './transport.ts';
