/**
 * The scanner as a library: everything that the command `navixy-secrets` does, and the command is made of it alone.
 * Nothing here touches the process: no exit, no output, no signal, no change of folder, no variable that it was not
 * given. Secrets stay `Secret` objects, which do not print themselves; `reveal` is the one way to a value.
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
export * from './library/report.ts';
export * from './library/repositories.ts';
export * from './library/revoke.ts';
export * from './library/rotate.ts';
export * from './library/scan.ts';
export * from './library/secrets.ts';
export * from './library/text.ts';
export * from './library/verify.ts';
