// Reads the candidates of a commit range again and yields them with author, date, origin and links.
import type { ScanDocument } from '../model/document.ts';
import type { ScanContext } from '../model/source.ts';
import type { Origin } from '../model/finding.ts';
import type { CommitFacts } from '../git/commit.ts';
import { linkerFor } from '../git/forge.ts';
import { SharedOrigins } from '../git/forge-links.ts';
import { readCommits } from '../git/read-commits.ts';
import { headCommit, type Repository } from '../git/repository.ts';
import { runGit } from '../git/run-git.ts';
import type { OriginReport } from '../history/origin-report.ts';
import type { RangeCandidates } from './range-candidates.ts';
import { readBlobs, withoutCounting } from './read-blobs.ts';

/**
 * @param origins what is known about the origin of the secrets; undefined after an error or an interrupt
 * @returns the documents of the candidates, to be judged; unreadable ones were reported at the first read
 */
export async function* documentsOfRange(
  repository: Repository,
  { messages, names, files }: RangeCandidates,
  origins: OriginReport | undefined,
  context: ScanContext,
): AsyncGenerator<ScanDocument> {
  for (const document of messages) {
    const { origin } = document;
    if (origin.type !== 'message') continue;
    yield { ...document, origin: { ...origin, ...origins?.refsOf(origin.commit ?? origin.blob ?? '') } };
  }
  if (names.length === 0 && files.size === 0) return;
  const places = [...names, ...[...files.values()].flat()];
  // In parallel: after an interrupt there is less than a second for everything.
  const [facts, inHead, link] = await Promise.all([
    readCommits(
      repository,
      places.flatMap(({ origin }) => origin.commit ?? []),
    ),
    blobsOfHead(repository),
    linkerFor(repository),
  ]);
  const withOrigin = (document: ScanDocument, path: string): ScanDocument => {
    const { origin } = document;
    if (origin.type !== 'commit') return document;
    const { commit, blob } = origin;
    const { author = '', email = '', date = '', subject = '' }: Partial<CommitFacts> = facts.get(commit) ?? {};
    const base: Origin = { ...origin, author, email, date, subject, inHead: inHead.has(blob ?? ''), reachable: true };
    const shared = new SharedOrigins((found) => ({ ...base, ...found, ...(blob === undefined ? {} : { blob }) }), link);
    return {
      ...document,
      origin: base,
      originOf: ({ secret, line, endLine }) => {
        const found = origins?.originOf(secret.fingerprint, path, commit);
        return shared.of(found, origin.inName === true ? undefined : { commit, path, line, endLine });
      },
    };
  };
  for (const document of names) yield withOrigin(document, document.path);
  const paths = new Map([...files.values()].flat().map(({ origin, path }) => [origin, path]));
  for await (const item of readBlobs(repository, files, withoutCounting(context), {
    describeUnreadable: (oid, reason) => ({ path: oid, reason }),
    nameOf: (oid) => oid,
  })) {
    repository.git.signal?.throwIfAborted();
    if (!('skipped' in item)) yield withOrigin(item, paths.get(item.origin) ?? item.path);
  }
}

async function blobsOfHead(repository: Repository): Promise<ReadonlySet<string>> {
  const head = await headCommit(repository).catch(() => undefined);
  if (head === undefined) return new Set();
  const listed = await runGit(repository.git, ['ls-tree', '-r', '-z', '--full-tree', head]);
  return new Set(
    listed
      .toString('latin1')
      .split('\0')
      .map((line) => line.slice(0, line.indexOf('\t')).split(' ')[2] ?? ''),
  );
}
