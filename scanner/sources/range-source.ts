// Source: the commits of a range: changed files, messages and names of new files.
import type { ScanDocument, Sighted, Skipped, SourceItem } from '../model/document.ts';
import { isPlatformRuledOut, type ScanContext, type Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import { readChanges } from '../git/tree-changes.ts';
import { withGracePeriod } from '../git/grace-period.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import { findRepository, SHALLOW_REMEDY, type Repository } from '../git/repository.ts';
import { contentOf, findCutOff, findOmitted, parseRange, resolveRange } from '../git/revisions.ts';
import type { CommitRange } from '../model/scan-target.ts';
import { hookContext } from '../git/run-git.ts';
import { tagsOf } from '../git/tags.ts';
import { messageDocuments } from '../history/messages.ts';
import type { OriginReport } from '../history/origin-report.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { readBlobs, type BlobPlace } from './read-blobs.ts';
import { checkFolder } from '../io/named-path.ts';
import { PathDocuments } from './path-documents.ts';
import type { PathFilter } from './path-filter.ts';
import { RangeFiles, describeEmptyRange } from './range-files.ts';
import { RangeCandidates } from './range-candidates.ts';
import { documentsOfRange } from './range-documents.ts';
import { call } from '../text/command-line.ts';

export interface RangeOptions {
  /**
   * Called if the range has no commit.
   * @returns what could not be scanned; undefined (the default) if an empty range is fine
   */
  readonly onEmpty?: () => Promise<NotLookedAt | undefined>;
  /** Whether the filter may match no file of the repository. Default: no, because such a check never scans anything. */
  readonly mayLeaveNothing?: boolean;
}

/** Commits per call of git. */
const BATCH_SIZE = 2000;

/**
 * A range of commits, each scanned by itself: its changes against its parents (for a merge, against all parents), so a
 * value that was added and removed within the range is found. Includes the messages of the commits and of annotated
 * tags on them, and the names of new files.
 * git compares the trees: unlike the whole history, they are few.
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
  #missing: ReadonlySet<string> = new Set();

  /**
   * @param cwd absolute path of a folder of the repository
   * @param only files or folders to limit the scan to, absolute; empty for everything. Messages are always scanned
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

  async *documents(context: ScanContext, signal: AbortSignal): AsyncGenerator<SourceItem> {
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
    this.#missing = await findOmitted(repository, range);
    const cut = await findCutOff(repository, commits);
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
    const isNamed = yield* this.#names(repository, context);
    if (commits.length + loose.length + tags.length === 0) {
      if (isNamed) return;
      const skipped = await this.#options.onEmpty?.();
      yield skipped === undefined
        ? { empty: { type: 'no-commits', message: describeEmptyRange(this.#range) } }
        : { skipped };
      return;
    }
    const candidates = new RangeCandidates(context, signal);
    let origins: OriginReport | undefined;
    try {
      yield* this.#checkMessages(repository, commits, tags, context, candidates);
      if (loose.length > 0)
        yield* this.#checkFiles(
          repository,
          new Map(
            loose.map(({ oid, path }) => [oid, [{ path, root: repository.root, origin: { type: 'blob', blob: oid } }]]),
          ),
          context,
          candidates,
        );
      yield* this.#checkChanges(repository, commits, files, context, candidates);
      yield* files.reportUntouched(range, this.#options.mayLeaveNothing ?? false);
      if (isPlatformRuledOut(context)) candidates.dropConditional();
      const { finds } = candidates;
      if (finds.commits.length === 0) return;
      context.progress({ doing: 'finding out who introduced what was found', done: 0 });
      // Loaded on demand: most ranges are clean, and a push waits for the hook.
      const { findRangeProvenance } = await import('./range-provenance.ts');
      origins = await findRangeProvenance(repository, range, commits, finds, context);
    } catch (error) {
      // Candidates are reported anyway, with what is known about them.
      yield* documentsOfRange(
        signal.aborted ? withGracePeriod(repository) : repository,
        candidates,
        undefined,
        context,
      );
      throw error;
    }
    yield* documentsOfRange(repository, candidates, origins, context);
  }

  /** @returns whether the name of a ref may contain a hash */
  *#names({ root }: Repository, context: ScanContext): Generator<ScanDocument, boolean> {
    const names = typeof this.#range === 'string' ? [] : (this.#range.names ?? []);
    const found = names.flatMap((path) => [
      ...new PathDocuments(context).documents({ path, root, origin: { type: 'git-folder' } }),
    ]);
    yield* found;
    return found.length > 0;
  }

  async *#checkChanges(
    repository: Repository,
    commits: readonly string[],
    files: RangeFiles,
    context: ScanContext,
    candidates: RangeCandidates,
  ): AsyncGenerator<Skipped | Sighted> {
    const names = new PathDocuments(context);
    for (let at = 0; at < commits.length; at += BATCH_SIZE) {
      const { blobs, named } = await this.#changes(repository, commits.slice(at, at + BATCH_SIZE), files, context);
      for (const place of named) {
        for (const document of names.documents(place)) {
          candidates.names.push(document);
          if ((await candidates.check(document)).isNew) yield { sighted: document };
        }
      }
      yield* this.#checkFiles(repository, blobs, context, candidates);
      context.progress({
        doing: 'reading commits',
        done: Math.min(at + BATCH_SIZE, commits.length),
        total: commits.length,
      });
    }
  }

  /**
   * If several commits add the same content, the first counts; the same content at several paths counts for each path.
   */
  async #changes(repository: Repository, commits: readonly string[], files: RangeFiles, context: ScanContext) {
    const blobs = new Map<string, BlobPlace[]>();
    const named: BlobPlace[] = [];
    for (const { commit, oid, path, isNew, isSubmodule } of await readChanges(repository, commits)) {
      const selection = files.classify(path);
      if (selection === 'left out') context.counter.addExcluded();
      if (selection !== 'named') continue;
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

  async *#checkFiles(
    repository: Repository,
    blobs: ReadonlyMap<string, readonly BlobPlace[]>,
    context: ScanContext,
    candidates: RangeCandidates,
  ): AsyncGenerator<Skipped | Sighted> {
    const describeMissing = (oid: string, reason: string) => ({
      path: blobs.get(oid)?.[0]?.path ?? repository.root,
      reason: `object ${oid} ${reason}`,
      remedy: 'git fetch --refetch --no-filter (a partial clone), or clone again; "git fsck" lists what is damaged',
    });
    for (const oid of blobs.keys())
      if (this.#missing.has(oid)) yield { skipped: describeMissing(oid, 'it is missing') };
    const present = this.#missing.size === 0 ? blobs : new Map([...blobs].filter(([oid]) => !this.#missing.has(oid)));
    const byOrigin = new Map([...present.values()].flat().map((place) => [place.origin, place]));
    for await (const item of readBlobs(repository, present, context, {
      describeUnreadable: describeMissing,
      nameOf: (oid) => `object ${oid}`,
    })) {
      if ('skipped' in item) {
        yield item;
        continue;
      }
      const { isSuspect, isNew } = await candidates.check(item);
      if (isSuspect) candidates.addFile(item.origin.blob ?? '', byOrigin.get(item.origin)!);
      if (isNew) yield { sighted: item };
    }
  }

  async *#checkMessages(
    repository: Repository,
    commits: readonly string[],
    tags: readonly string[],
    context: ScanContext,
    candidates: RangeCandidates,
  ): AsyncGenerator<Skipped | Sighted> {
    const found: ScanDocument[] = [];
    const unreadableMessages: Skipped[] = [];
    const unreadable = await readObjects(repository.git, ObjectList.of([...commits, ...tags], repository.hexLength), {
      object: (header, bytes) => {
        if (context.onDocument(bytes))
          found.push(
            ...messageDocuments(header, bytes, repository.root).filter(
              (part) => context.gate.mayHold(part.bytes) !== 'no',
            ),
          );
      },
      // git itself rejects such a commit.
      chunk: ({ oid, type }, _, last) =>
        void (
          last &&
          unreadableMessages.push({ skipped: { path: repository.root, reason: `${type} ${oid} is larger than 32 MB` } })
        ),
      absent: (line) =>
        void unreadableMessages.push({
          skipped: { path: repository.root, reason: `object ${line}`, remedy: 'git fsck' },
        }),
    });
    yield* unreadableMessages;
    for (const { oid, reason } of unreadable)
      yield { skipped: { path: repository.root, reason: `object ${oid} ${reason}`, remedy: 'git fsck' } };
    for (const document of found) {
      const { isSuspect, isNew } = await candidates.check(document);
      if (isSuspect) candidates.messages.push(document);
      if (isNew) yield { sighted: document };
    }
  }
}
