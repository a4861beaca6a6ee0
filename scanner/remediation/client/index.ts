// The API client: exports of this folder.

export { mayHaveActed, type ApiAnswer } from './answer.ts';
export { assertAllowedBaseUrl, BaseUrlError, hostOf, isOfficialBaseUrl } from './base-url.ts';
export { NavixyClient, type UserInfo } from './api-calls.ts';
export type { Meaning } from './codes.ts';
export { Credentials } from './credentials.ts';
export { describeAnswer } from './describe-answer.ts';
export type { ApiKey, AuditEntry } from './schemas.ts';
export { checkHost, checkStatus, type HostStatus, type Realm, type SecretStatus } from './status.ts';
export type { Attempt, TransportOptions } from './http-request.ts';
