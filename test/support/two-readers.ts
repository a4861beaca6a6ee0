import { execFileSync } from 'node:child_process';
import { hasDetection, mostLikely } from '../../src/index.ts';
import { scanContext } from './scan-context.ts';
import type { Criteria } from '../../scanner/model/source.ts';
import { findRepository } from '../../scanner/git/repository.ts';
import { HistoryReader } from '../../scanner/history/history-reader.ts';
import { findPacks } from '../../scanner/packs/pack-files.ts';
import { openStore } from '../../scanner/packs/object-store.ts';

const criteria: Criteria = { minimumConfidence: 'low' };

/** The result of a reader for a repository. */
export interface Reader {
  /** Ids of objects that may contain a value, sorted. */
  readonly suspects: string[];
  readonly documents: number;
  readonly bytes: number;
  readonly complaints: readonly string[];
}

/** Our own reader of packs. */
export async function readByPacks(root: string): Promise<Reader> {
  const repository = await findRepository({ cwd: root, env: process.env });
  const context = scanContext(criteria);
  const store = await openStore(repository!, await findPacks(repository!));
  const reading = new HistoryReader(repository!, store, context);
  await reading.run(new AbortController().signal);
  const found = reading.hits
    .filter(({ names }) => names === undefined)
    .map(({ number }) => reading.objectTable.oid(number));
  return {
    suspects: [...new Set(found)].sort(),
    documents: context.counter.documents,
    bytes: context.counter.bytes,
    complaints: [...store.notLookedAt, ...reading.notLookedAt, ...reading.absent.values()].map(({ reason }) => reason),
  };
}

/** Reads with git, and judges every whole object. */
export function readByGit(root: string): Reader {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, ...args], {
      maxBuffer: 2 ** 30,
      env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  const found: string[] = [];
  const sum = { documents: 0, bytes: 0 };
  const output = git('cat-file', '--batch-all-objects', '--batch');
  for (let at = 0; at < output.length;) {
    const line = output.indexOf(10, at);
    const [oid = '', type = '', size = ''] = output.toString('latin1', at, line).split(' ');
    const bytes = output.subarray(line + 1, line + 1 + Number(size));
    at = line + 2 + Number(size);
    if (type === 'tree') continue;
    sum.documents += 1;
    sum.bytes += bytes.length;
    if (hasDetection(bytes, mostLikely(criteria))) found.push(oid);
  }
  return { suspects: found.sort(), ...sum, complaints: [] };
}
