/**
 * The scanner as a library. It has everything that the command `navixy-secrets` does; the command uses only this. It
 * never touches the process: no exit, output, signals or change of directory, and only the variables that are passed
 * in. Secrets are `Secret` objects that never print their value; `reveal` is the only way to the value.
 */
export * from './library/advice.ts';
export * from './library/baseline.ts';
export * from './library/cache.ts';
export * from './library/ci.ts';
export * from './library/errors.ts';
export * from './library/explain.ts';
export * from './library/hooks.ts';
export * from './library/init.ts';
export * from './library/keys.ts';
export * from './library/platform.ts';
export * from './library/redact.ts';
export * from './library/report.ts';
export * from './library/repositories.ts';
export * from './library/purge.ts';
export * from './library/revoke.ts';
export * from './library/rotate.ts';
export * from './library/rules.ts';
export * from './library/scan.ts';
export * from './library/secrets.ts';
export * from './library/settings.ts';
export * from './library/text.ts';
export * from './library/verify.ts';
