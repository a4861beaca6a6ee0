import * as library from 'eslint-plugin-navixy/scanner';
import type { Finding, JsonReport, ScanOptions, ScanReport, Secret } from 'eslint-plugin-navixy/scanner';

/** What is found is typed to the end, and what is plain data is plain data. */
export const first = async (options: ScanOptions): Promise<Secret | undefined> =>
  (await library.scan(options)).findings[0]?.secret;
export const lines = ({ findings }: ScanReport): readonly string[] =>
  findings.map(({ path, line }: Finding) => `${path}:${line}`);
export const plain = (report: ScanReport): JsonReport => library.toJson(report);
export const value = (secret: Secret): string => library.reveal(secret);
/** Variables of the caller's own making serve as well as those of Node. */
export const job = library.knownJob({ CI: 'true', GITHUB_ACTIONS: undefined });
