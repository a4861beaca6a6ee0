import type { ScanDocument, Sighted, Skipped, SourceItem } from '../model/document.ts';
import type { Observer, Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { CommitFacts } from '../git/commit.ts';
import { readChanges } from '../git/tree-changes.ts';
import { withGracePeriod } from '../git/grace-period.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import { findRepository, headCommit, SHALLOW_REMEDY, type Repository } from '../git/repository.ts';
import { contentOf, cutOff, leftOut, parseRange, resolveRange } from '../git/revisions.ts';
import type { CommitRange } from '../model/scan-target.ts';
import { hookContext, runGit } from '../git/run-git.ts';
import { tagsOf } from '../git/tags.ts';
import { linkerFor } from '../git/forge.ts';
import { messageDocuments } from '../history/messages.ts';
import type { OriginReport } from '../history/origin-report.ts';
import { SharedOrigins } from '../git/forge-links.ts';
import type { NotLookedAt, Origin } from '../model/finding.ts';
import { readCommits } from '../git/read-commits.ts';
import { withoutCounting, readBlobs, type BlobPlace } from './read-blobs.ts';
import { checkFolder } from '../io/named-path.ts';
import { PathDocuments } from './path-documents.ts';
import type { PathFilter } from './path-filter.ts';
import { RangeFiles, describeEmptyRange } from './range-files.ts';
import { RangeCandidates } from './range-candidates.ts';
import { call } from '../text/command-line.ts';

export interface RangeOptions {
  /**
   * Asked where the range has no commit.
   * @returns what was not looked at; undefined where that is in order, as by default
   */
  readonly onEmpty?: () => Promise<NotLookedAt | undefined>;
  /** Whether the filter may fit no file of the repository. Default: no, as a check with it would never see anything. */
  readonly mayLeaveNothing?: boolean;
}

/** Commits whose changes are asked for in a row. */
const SLICE = 2000;

/**
 * A range of commits, each looked at by itself: what it adds or changes against its parents, a merge what no parent
 * has, so that a value that came and went within the range is found. With it the messages of the commits and of
 * the annotated tags on them, and the names of new files.
 *
 * git compares the trees: unlike in all of history, they are few, and a commit's parents are at hand.
 */
export class RangeSource implements Source {
  readonly name: string;
  readonly #cwd: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #range: string | CommitRange;
  readonly #only: readonly string[];
  readonly #options: RangeOptions;
  readonly #filter: PathFilter | undefined;
  readonly #seen = new Set<string>();
  #leftOut: ReadonlySet<string> = new Set();

  /**
   * @param cwd absolute path of a folder of the repository
   * @param only files or folders to keep to, absolute; empty for everything. Messages are looked at all the same
   */
  constructor(
    cwd: string,
    env: NodeJS.ProcessEnv,
    range: string | CommitRange,
    only: readonly string[] = [],
    filter?: PathFilter,
    options: RangeOptions = {},
  ) {
    this.#options = options;
    this.name = cwd;
    this.#cwd = cwd;
    this.#env = env;
    this.#range = range;
    this.#only = only;
    this.#filter = filter;
  }

  async *documents(observer: Observer, signal: AbortSignal): AsyncGenerator<SourceItem> {
    checkFolder(this.#cwd);
    const repository = await findRepository(hookContext(this.#cwd, this.#env, signal));
    if (repository === undefined)
      throw new Failure(
        `${this.#cwd} is not in a git repository: it has no commits`,
        `Run it inside a repository, or scan files: ${call('scan PATH')}`,
      );
    const range = await resolveRange(
      repository,
      typeof this.#range === 'string' ? parseRange(this.#range) : this.#range,
    );
    const { commits, loose } = await contentOf(repository, range);
    const files = new RangeFiles(repository, this.#only, this.#filter);
    for (const skipped of files.elsewhere) yield { skipped };
    this.#leftOut = await leftOut(repository, range);
    const cut = await cutOff(repository, commits);
    if (cut.length > 0) {
      yield {
        skipped: {
          path: repository.root,
          reason: `shallow clone: what commit ${cut[0]!.slice(0, 12)} changed, and the commits before it, are not here`,
          remedy: SHALLOW_REMEDY,
        },
      };
    }
    const tags = await tagsOf(repository, new Set(commits), range.heads);
    const isNamed = yield* this.#names(repository, observer);
    if (commits.length + loose.length + tags.length === 0) {
      if (isNamed) return;
      const skipped = await this.#options.onEmpty?.();
      yield skipped === undefined
        ? { empty: { type: 'no-commits', message: describeEmptyRange(this.#range) } }
        : { skipped };
      return;
    }
    const suspects = new RangeCandidates(observer, signal);
    let telling: OriginReport | undefined;
    try {
      yield* this.#meetMessages(repository, commits, tags, observer, suspects);
      if (loose.length > 0)
        yield* this.#meetFiles(
          repository,
          new Map(
            loose.map(({ oid, path }) => [oid, [{ path, root: repository.root, origin: { type: 'blob', blob: oid } }]]),
          ),
          observer,
          suspects,
        );
      yield* this.#meetChanges(repository, commits, files, observer, suspects);
      yield* files.reportUntouched(range, this.#options.mayLeaveNothing ?? false);
      if (observer.isNameless?.() === true) suspects.dropConditional();
      const { finds } = suspects;
      if (finds.commits.length === 0) return;
      observer.progress({ doing: 'finding out who introduced what was found', done: 0 });
      // Most ranges are clean; a hook does not wait for what only the others need.
      const { findRangeProvenance } = await import('./range-provenance.ts');
      telling = await findRangeProvenance(repository, range, commits, finds, observer);
    } catch (error) {
      // What was found is told all the same, with what is known of it.
      yield* this.#tell(signal.aborted ? withGracePeriod(repository) : repository, suspects, undefined, observer);
      throw error;
    }
    yield* this.#tell(repository, suspects, telling, observer);
  }

  /** @returns whether anything stands in the name of a ref */
  *#names({ root }: Repository, observer: Observer): Generator<ScanDocument, boolean> {
    const names = typeof this.#range === 'string' ? [] : (this.#range.names ?? []);
    const found = names.flatMap((path) => [
      ...new PathDocuments(observer).documents({ path, root, origin: { type: 'git-folder' } }),
    ]);
    yield* found;
    return found.length > 0;
  }

  async *#meetChanges(
    repository: Repository,
    commits: readonly string[],
    files: RangeFiles,
    observer: Observer,
    suspects: RangeCandidates,
  ): AsyncGenerator<Skipped | Sighted> {
    const names = new PathDocuments(observer);
    for (let at = 0; at < commits.length; at += SLICE) {
      const { blobs, named } = await this.#changes(repository, commits.slice(at, at + SLICE), files, observer);
      for (const place of named) {
        for (const document of names.documents(place)) {
          suspects.names.push(document);
          if ((await suspects.check(document)).isNew) yield { sighted: document };
        }
      }
      yield* this.#meetFiles(repository, blobs, observer, suspects);
      observer.progress({
        doing: 'reading commits',
        done: Math.min(at + SLICE, commits.length),
        total: commits.length,
      });
    }
  }

  /** Of content that several commits of the range bring, the first counts; of content at several paths, each path. */
  async #changes(repository: Repository, commits: readonly string[], files: RangeFiles, observer: Observer) {
    const blobs = new Map<string, BlobPlace[]>();
    const named: BlobPlace[] = [];
    for (const { commit, oid, path, isNew, isSubmodule } of await readChanges(repository, commits)) {
      const met = files.classify(path);
      if (met === 'left out') observer.exclude();
      if (met !== 'named') continue;
      const place: BlobPlace = { path, root: repository.root, origin: { type: 'commit', blob: oid, commit } };
      if (isNew) named.push(place);
      const key = `${oid} ${path}`;
      if (isSubmodule || this.#seen.has(key)) continue;
      this.#seen.add(key);
      const places = blobs.get(oid);
      if (places === undefined) blobs.set(oid, [place]);
      else places.push(place);
    }
    return { blobs, named };
  }

  async *#meetFiles(
    repository: Repository,
    blobs: ReadonlyMap<string, readonly BlobPlace[]>,
    observer: Observer,
    suspects: RangeCandidates,
  ): AsyncGenerator<Skipped | Sighted> {
    const lost = (oid: string, reason: string) => ({
      path: blobs.get(oid)?.[0]?.path ?? repository.root,
      reason: `object ${oid} ${reason}`,
      remedy: 'git fetch --refetch --no-filter (a partial clone), or clone again; "git fsck" lists what is damaged',
    });
    for (const oid of blobs.keys()) if (this.#leftOut.has(oid)) yield { skipped: lost(oid, 'it is missing') };
    const here = this.#leftOut.size === 0 ? blobs : new Map([...blobs].filter(([oid]) => !this.#leftOut.has(oid)));
    const byOrigin = new Map([...here.values()].flat().map((place) => [place.origin, place]));
    for await (const item of readBlobs(repository, here, observer, {
      describeUnreadable: lost,
      nameOf: (oid) => `object ${oid}`,
    })) {
      if ('skipped' in item) {
        yield item;
        continue;
      }
      const { isSuspect, isNew } = await suspects.check(item);
      if (isSuspect) suspects.addFile(item.origin.blob ?? '', byOrigin.get(item.origin)!);
      if (isNew) yield { sighted: item };
    }
  }

  async *#meetMessages(
    repository: Repository,
    commits: readonly string[],
    tags: readonly string[],
    observer: Observer,
    suspects: RangeCandidates,
  ): AsyncGenerator<Skipped | Sighted> {
    const found: ScanDocument[] = [];
    const lost: Skipped[] = [];
    const unreadable = await readObjects(repository.git, ObjectList.of([...commits, ...tags], repository.hexLength), {
      object: (header, bytes) => {
        if (observer.look(bytes))
          found.push(
            ...messageDocuments(header, bytes, repository.root).filter((part) => observer.suspects(part.bytes)),
          );
      },
      // git itself gives up on such a commit.
      piece: ({ oid, type }, _, last) =>
        void (last && lost.push({ skipped: { path: repository.root, reason: `${type} ${oid} is larger than 32 MB` } })),
      absent: (line) =>
        void lost.push({ skipped: { path: repository.root, reason: `object ${line}`, remedy: 'git fsck' } }),
    });
    yield* lost;
    for (const { oid, reason } of unreadable)
      yield { skipped: { path: repository.root, reason: `object ${oid} ${reason}`, remedy: 'git fsck' } };
    for (const document of found) {
      const { isSuspect, isNew } = await suspects.check(document);
      if (isSuspect) suspects.messages.push(document);
      if (isNew) yield { sighted: document };
    }
  }

  /** Reads what was met again, to be judged with all that is known of it. What cannot be read was told before. */
  async *#tell(
    repository: Repository,
    { messages, names, files }: RangeCandidates,
    telling: OriginReport | undefined,
    observer: Observer,
  ): AsyncGenerator<ScanDocument> {
    for (const document of messages) {
      const { origin } = document;
      if (origin.type !== 'message') continue;
      yield { ...document, origin: { ...origin, ...telling?.refsOf(origin.commit ?? origin.blob ?? '') } };
    }
    if (names.length === 0 && files.size === 0) return;
    const told = [...names, ...[...files.values()].flat()];
    // At the same time: after an interrupt there is less than a second for all of it.
    const [facts, inHead, link] = await Promise.all([
      readCommits(
        repository,
        told.flatMap(({ origin }) => origin.commit ?? []),
      ),
      blobsOfHead(repository),
      linkerFor(repository),
    ]);
    const placed = (document: ScanDocument, path: string): ScanDocument => {
      const { origin } = document;
      if (origin.type !== 'commit') return document;
      const { commit, blob } = origin;
      const { author = '', email = '', date = '', subject = '' }: Partial<CommitFacts> = facts.get(commit) ?? {};
      const base: Origin = { ...origin, author, email, date, subject, inHead: inHead.has(blob ?? ''), reachable: true };
      const shared = new SharedOrigins(
        (found) => ({ ...base, ...found, ...(blob === undefined ? {} : { blob }) }),
        link,
      );
      return {
        ...document,
        origin: base,
        originOf: ({ secret, line, endLine }) => {
          const found = telling?.originOf(secret.fingerprint, path, commit);
          return shared.of(found, origin.inName === true ? undefined : { commit, path, line, endLine });
        },
      };
    };
    for (const document of names) yield placed(document, document.path);
    const paths = new Map([...files.values()].flat().map(({ origin, path }) => [origin, path]));
    for await (const item of readBlobs(repository, files, withoutCounting(observer), {
      describeUnreadable: (oid, reason) => ({ path: oid, reason }),
      nameOf: (oid) => oid,
    })) {
      repository.git.signal?.throwIfAborted();
      if (!('skipped' in item)) yield placed(item, paths.get(item.origin) ?? item.path);
    }
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
