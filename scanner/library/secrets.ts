/** What was found: a value that does not print itself, and the one way to it. */
export { reportedSecrets, type ReportedSecret } from '../model/reported-secrets.ts';
export { reveal, Secret } from '../../src/secret.ts';
