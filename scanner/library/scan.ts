/** Library: scans for secrets: options, events, progress and the report. */
export type { Progress } from '../model/source.ts';
export type { Finding, NotLookedAt, Origin } from '../model/finding.ts';
export type { CommitRange } from '../model/scan-target.ts';
export { readPolicy, type Policy, type PolicyOptions } from '../suppress/load-suppressions.ts';
export type { InlineTrust, Suppression, Warning } from '../model/suppression.ts';
export { type LimitOptions } from '../model/limits.ts';
export { parseLimits as parseArchiveLimits, type ArchiveLimits } from '../model/archive-limits.ts';
export { scan, scanEvents } from '../scan/scan.ts';
export type { ScanOptions } from '../scan/scan.ts';
export type { ScanEvent, ScanReport, Scope, Summary, Suppressed } from '../model/scan-report.ts';
export type { SourceOptions } from '../sources/choose-sources.ts';
export type { Confidence, Encoding, Evidence, Kind, Settings } from '../../src/types.ts';
