/**
 * Compares the pack reader with git: for every object, do both report that it may contain a value? Runs at every
 * confidence, because each uses another part of the first check.
 *
 * Usage: npm run bench:agreement -- [--confidence low|medium|high] <repository>…
 */
import { detectInBytes, hasDetection, mostLikely, type Confidence } from '../src/index.ts';
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { Criteria } from '../scanner/model/source.ts';
import { scanContext } from '../test/support/scan-context.ts';
import { ObjectParser } from '../scanner/git/object-parser.ts';
import { findRepository } from '../scanner/git/repository.ts';
import { HistoryReader } from '../scanner/history/history-reader.ts';
import { TREE } from '../scanner/packs/read-layout.ts';
import { findPacks } from '../scanner/packs/pack-files.ts';
import { openStore } from '../scanner/packs/object-store.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { confidence: { type: 'string', default: 'low' } },
});
const criteria: Criteria = { minimumConfidence: values.confidence as Confidence };

interface Side {
  readonly ids: Set<string>;
  documents: number;
  bytes: number;
}

async function byGit(folder: string): Promise<Side> {
  const side: Side = { ids: new Set(), documents: 0, bytes: 0 };
  const git = spawn('git', ['-C', folder, 'cat-file', '--batch-all-objects', '--unordered', '--batch', '--buffer'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const parser = new ObjectParser(
    {
      object: ({ oid, type }, bytes) => {
        if (type === 'tree') return;
        side.documents += 1;
        side.bytes += bytes.length;
        if (!hasDetection(bytes, mostLikely(criteria))) return;
        side.ids.add(`${oid}${detectInBytes(bytes, criteria).length > 0 ? '' : ' if the platform is named'}`);
      },
      chunk: () => undefined,
      absent: () => undefined,
    },
    2 ** 30,
  );
  for await (const chunk of git.stdout) parser.push(chunk as Buffer);
  return side;
}

async function byPacks(folder: string): Promise<Side> {
  const repository = await findRepository({ cwd: folder, env: process.env });
  if (repository === undefined) throw new Error(`${folder} is no repository`);
  const context = scanContext(criteria);
  const reading = new HistoryReader(repository, await openStore(repository, await findPacks(repository)), context);
  await reading.run(new AbortController().signal);
  const ids = new Set(
    reading.hits
      .filter(({ type }) => type !== TREE)
      .map(
        ({ number, isConditional }) =>
          `${reading.objectTable.oid(number)}${isConditional ? ' if the platform is named' : ''}`,
      ),
  );
  return { ids, documents: context.counter.documents, bytes: context.counter.bytes };
}

let isAgreed = true;
for (const folder of positionals) {
  const [packs, git] = [await byPacks(folder), await byGit(folder)];
  const onlyGit = [...git.ids].filter((oid) => !packs.ids.has(oid));
  const onlyPacks = [...packs.ids].filter((oid) => !git.ids.has(oid));
  const same =
    onlyGit.length + onlyPacks.length === 0 && packs.documents === git.documents && packs.bytes === git.bytes;
  isAgreed &&= same;
  console.log(
    `${folder}: ${same ? 'agree' : 'DISAGREE'}; ${git.documents} objects, ${git.bytes} bytes by git; ${packs.documents}, ${packs.bytes} by packs; suspects ${git.ids.size} and ${packs.ids.size}`,
  );
  for (const oid of onlyGit.slice(0, 20)) console.log(`  only git: ${oid}`);
  for (const oid of onlyPacks.slice(0, 20)) console.log(`  only packs: ${oid}`);
}
process.exitCode = isAgreed ? 0 : 1;
