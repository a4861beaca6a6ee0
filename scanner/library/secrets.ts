/** Library: secrets, which never print their value, and `reveal`, the only way to it. */
export { reportedSecrets, type ReportedSecret } from '../model/reported-secrets.ts';
export { reveal, Secret } from '../../src/secret.ts';
