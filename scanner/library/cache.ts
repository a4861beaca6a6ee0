/** Where what was seen in packs is kept for the next scan of a history: for `ScanOptions.cache`. */
export { cacheFolder } from '../history/cache/cache-folder.ts';
