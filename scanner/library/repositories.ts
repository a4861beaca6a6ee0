/** Library: many repositories: lists, shards, one scan each, and a merged report. */
export { readList, type ListedRepository } from '../integrations/repositories/repository-list.ts';
export { mergeFiles } from '../integrations/repositories/merge-files.ts';
export { mergeReports, type NamedReport } from '../integrations/repositories/merge-reports.ts';
export { ResultsFolder } from '../integrations/repositories/results-folder.ts';
export { scanRepositories, type ManyOptions, type ManyReport } from '../integrations/repositories/scan-repositories.ts';
export { isInShard, shardOf, type Shard } from '../integrations/repositories/shard.ts';
