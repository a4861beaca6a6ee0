/** Looking for secrets: where, by what measure, and what comes of it. */
export type { Progress } from '../document.ts';
export type { Finding, NotLookedAt, Origin } from '../finding.ts';
export type { CommitRange } from '../git/revisions.ts';
export { readPolicy, type Policy, type PolicyOptions } from '../ignores/policy.ts';
export type { InlineTrust, Suppression, Warning } from '../ignores/types.ts';
export { type LimitOptions } from '../limits.ts';
export { parseLimits as parseArchiveLimits, type ArchiveLimits } from '../archives/limits.ts';
export { scan, scanEvents } from '../scan.ts';
export type { ScanEvent, ScanOptions, ScanReport, Scope, Summary, Suppressed } from '../scan.ts';
export type { SourceOptions } from '../sources/sources.ts';
export type { Confidence, Encoding, Evidence, Kind, Settings } from '../../src/types.ts';
