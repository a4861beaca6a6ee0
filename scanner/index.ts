/**
 * The scanner as a library. Nothing here touches process globals: no exit, no console, no change of
 * folder. Secrets stay `Secret` objects, which do not print themselves.
 */
export { scan, scanEvents } from './scan.ts';
export type { ScanEvent, ScanOptions, ScanReport, Summary, Suppressed } from './scan.ts';
export type { SourceOptions } from './sources/sources.ts';
export type { CommitRange } from './git/revisions.ts';
export type { Progress } from './document.ts';
export type { Finding, NotLookedAt, Origin } from './finding.ts';
export { reportedSecrets } from './secrets.ts';
export type { ReportedSecret } from './secrets.ts';
export { toJson } from './report/json.ts';
export type { JsonFinding, JsonOccurrence, JsonReport } from './report/json.ts';
export { Secret } from '../src/secret.ts';
export type { Confidence, Encoding, Evidence, Kind, Settings } from '../src/types.ts';
export { readPolicy } from './ignores/policy.ts';
export type { Policy, PolicyOptions } from './ignores/policy.ts';
export type { Suppression, Warning } from './ignores/types.ts';
export { Baseline } from './baseline/baseline.ts';
export type { BaselineEntry } from './baseline/baseline.ts';
export { baselineOf, compare as compareBaseline } from './baseline/compare.ts';
export type { BaselineComparison } from './baseline/compare.ts';
export { readBaseline } from './baseline/file.ts';
export { mergeReports } from './repositories/merge-reports.ts';
export type { NamedReport } from './repositories/merge-reports.ts';
export { isInShard } from './repositories/shard.ts';
export type { Shard } from './repositories/shard.ts';
