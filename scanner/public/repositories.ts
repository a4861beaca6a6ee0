/** Many repositories: lists and shards of them, a scan of each, and one report of all. */
export { readList, type ListedRepository } from '../repositories/list.ts';
export { mergeFiles } from '../repositories/merge-files.ts';
export { mergeReports, type NamedReport } from '../repositories/merge-reports.ts';
export { ResultsFolder } from '../repositories/results.ts';
export { scanRepositories, type ManyOptions, type ManyReport } from '../repositories/scan-all.ts';
export { isInShard, shardOf, type Shard } from '../repositories/shard.ts';
