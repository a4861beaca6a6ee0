/**
 * The scanner as a library: everything that the command `navixy-secrets` does, and the command is made of it alone.
 * Nothing here touches the process: no exit, no output, no signal, no change of folder, no variable that it was not
 * given. Secrets stay `Secret` objects, which do not print themselves; `reveal` is the one way to a value.
 */
export * from './public/advice.ts';
export * from './public/baseline.ts';
export * from './public/cache.ts';
export * from './public/ci.ts';
export * from './public/errors.ts';
export * from './public/explain.ts';
export * from './public/hooks.ts';
export * from './public/init.ts';
export * from './public/keys.ts';
export * from './public/platform.ts';
export * from './public/report.ts';
export * from './public/repositories.ts';
export * from './public/revoke.ts';
export * from './public/rotate.ts';
export * from './public/scan.ts';
export * from './public/secrets.ts';
export * from './public/text.ts';
export * from './public/verify.ts';
