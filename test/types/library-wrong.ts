import { scan, type Finding, type ScanReport } from 'eslint-plugin-navixy/scanner';

// @ts-expect-error: the folder is never taken from the process
export const nowhere = scan({});
// @ts-expect-error: there is no such thing to look at
export const everywhere = scan({ cwd: '/', what: 'everything' });
// @ts-expect-error: an option must not be misspelt
export const hasty = scan({ cwd: '/', timeout: 5 });
// @ts-expect-error: a secret does not give its value away
export const value = ({ secret }: Finding): string => secret.value;
// @ts-expect-error: a report is to be read
export const clear = ({ findings }: ScanReport): unknown => findings.pop();
