/** Library: the folder for cached results of packs, for `ScanOptions.cache`. */
export { cacheFolder } from '../history/cache/cache-folder.ts';
