// Turns a document into findings. Verdicts that depend on the rest of the repository wait until the scan ends.
import { INSIDE } from '../model/archive-path.ts';
import { mayBeArchive } from '../prefilter/recognise-archive.ts';
import {
  detectEach,
  DocumentText,
  SecretPool,
  type Confidence,
  type EachOptions,
  type LocatedDetection,
  type Settings,
} from '../../src/index.ts';
import { detachedCopy } from '../../src/detached-copy.ts';
import { lazy } from '../../src/lazy.ts';
import type { ScanDocument } from '../model/document.ts';
import { EvidencePool } from './evidence-pool.ts';
import { excerptOf } from './excerpt.ts';
import type { Finding } from '../model/finding.ts';
import type { Warning } from '../model/suppression.ts';
import { InlineIgnores } from './ignore-comments.ts';
import { isEditable, unusedIgnores } from './unused-ignores.ts';
import type { PlatformMentions } from '../prefilter/platform-mention.ts';
import { acrossFiles, NamesAcrossFiles } from './names-across-files.ts';

/** The verdicts on one value: in a repository that mentions the platform, and in one that does not. */
interface Pending {
  readonly named: Finding | undefined;
  readonly nameless: Finding | undefined;
  /**
   * The name that `named` relies on, if that name counts for less in a repository that does not mention the platform.
   */
  readonly name: string | undefined;
}

const NO_GROUPS: Waiting['groups'] = [];

/** A value whose verdict is decided at the end of the scan. */
interface Waiting extends Pick<Pending, 'named' | 'nameless'> {
  /** The groups that count the different values of its name. */
  readonly groups: ReturnType<NamesAcrossFiles['count']>;
}

/**
 * Turns documents into findings. Some verdicts depend on the rest of the repository: whether it mentions the platform,
 * and how many similar files have other values under the same name. Those verdicts wait as finished findings, not as
 * bytes, until everything has been read.
 */
export class Judge {
  readonly #minimum: Confidence;
  readonly #settings: Settings;
  readonly #platform: PlatformMentions;
  readonly #evidence = new EvidencePool();
  readonly #secrets = lazy(() => new SecretPool());
  /** Fingerprints of previewed secrets. */
  readonly #previewed = new Set<string>();
  /** Fingerprints of secrets that were judged: found or waiting. */
  readonly #judged = new Set<string>();
  /** Previewed secrets that have not been judged, by fingerprint. */
  readonly #unjudged = new Map<string, Finding>();
  readonly #names = new NamesAcrossFiles();
  readonly #unusedIgnores: Warning[] = [];
  #waiting: Waiting[] = [];

  constructor(watch: PlatformMentions, minimum: Confidence, settings: Settings = {}) {
    this.#platform = watch;
    this.#minimum = minimum;
    this.#settings = settings;
  }

  /**
   * @param document must not change until the last finding has been taken
   * @returns the findings that are certain now; the others come from {@link settle}. Yields undefined now and then, so
   *   the caller can pause
   */
  *judge(document: ScanDocument): Generator<Finding | undefined> {
    // A later document may still mention the platform.
    for (const pending of this.#findings(document, { alsoWithoutPlatform: !this.#platform.isFound }, true)) {
      if (pending === undefined) {
        yield undefined;
        continue;
      }
      const { fingerprint } = (pending.named ?? pending.nameless)!.secret;
      this.#judged.add(fingerprint);
      this.#unjudged.delete(fingerprint);
      const certain = this.#decide(pending);
      if (certain !== undefined) yield certain;
    }
  }

  /** @returns the finding, if it is already certain */
  #decide({ named, nameless, name }: Pending): Finding | undefined {
    const groups = named === undefined || name === undefined ? NO_GROUPS : this.#names.count(name, named);
    if (this.#platform.isFound) {
      if (groups.length === 0) return named;
      // Decided early, so a list in a thousand files does not wait in memory until the end.
      if (this.#names.isMany(groups)) return this.#withLowConfidence(named!);
    } else if (groups.length === 0 && named === nameless) return named;
    this.#waiting.push({ named, nameless, groups });
    return undefined;
  }

  /** @returns the finding with low confidence, as one of many values of the same name; undefined below the minimum */
  #withLowConfidence(finding: Finding): Finding | undefined {
    if (this.#minimum !== 'low') return undefined;
    return { ...finding, confidence: 'low', evidence: this.#evidence.share([...finding.evidence, acrossFiles()]) };
  }

  /**
   * Reports each secret that no earlier document had, if it is certain under every path and in every repository.
   * @returns findings, and undefined now and then, so the caller can pause
   */
  *preview(document: ScanDocument): Generator<Finding | undefined> {
    for (const pending of this.#findings(
      document,
      {},
      false,
      ({ secret }) => !this.#previewed.has(secret.fingerprint),
    )) {
      if (pending === undefined) {
        yield undefined;
        continue;
      }
      const { fingerprint } = pending.named!.secret;
      this.#previewed.add(fingerprint);
      if (!this.#judged.has(fingerprint)) this.#unjudged.set(fingerprint, pending.named!);
      yield pending.named;
    }
  }

  /** @returns previewed secrets that were never judged; a scan that ended early reports them as previewed */
  unjudged(): Finding[] {
    const left = [...this.#unjudged.values()];
    this.#unjudged.clear();
    for (const { secret } of left) this.#judged.add(secret.fingerprint);
    return left;
  }

  /** @returns a warning for each comment that ignores nothing, in files on disk and staged ones */
  get unusedIgnores(): readonly Warning[] {
    return this.#unusedIgnores;
  }

  /** @returns the findings that waited for the end of the scan */
  settle(): Finding[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting.flatMap(({ named, nameless, groups }) => {
      if (!this.#platform.isFound) return nameless ?? [];
      return (named !== undefined && this.#names.isMany(groups) ? this.#withLowConfidence(named) : named) ?? [];
    });
  }

  *#findings(
    given: ScanDocument,
    each: EachOptions,
    repositoryUsesPlatform: boolean,
    isWanted: (found: LocatedDetection) => boolean = () => true,
  ): Generator<Pending | undefined> {
    const { bytes, ...document } = given;
    const text = new DocumentText(bytes);
    const { onlyLines } = document;
    let factory: FindingFactory | undefined;
    const options = {
      path: document.path,
      settings: this.#settings,
      minimumConfidence: this.#minimum,
      repositoryUsesPlatform,
    };
    for (const detected of detectEach(text, options, { ...each, secrets: this.#secrets() })) {
      if (detected === undefined) {
        yield undefined;
        continue;
      }
      const { withPlatform, withoutPlatform, reliesOnName } = detected;
      const either = (withPlatform ?? withoutPlatform)!;
      factory ??= new FindingFactory(document, text, this.#evidence);
      if (
        !isWanted(either) ||
        (onlyLines !== undefined && !touches(onlyLines, either.line + factory.shift, either.endLine + factory.shift))
      ) {
        yield undefined;
        continue;
      }
      const found = withPlatform === undefined ? undefined : factory.create(withPlatform);
      const other =
        withoutPlatform === withPlatform
          ? found
          : withoutPlatform === undefined
            ? undefined
            : factory.create(withoutPlatform);
      yield { named: found, nameless: other, name: reliesOnName };
    }
    if (isEditable(given)) {
      const { ignores } = factory ?? new FindingFactory(document, text, this.#evidence);
      this.#unusedIgnores.push(...unusedIgnores(ignores, text, options));
    }
  }
}

function touches(lines: ReadonlySet<number>, first: number, last: number): boolean {
  for (let line = first; line <= last; line += 1) if (lines.has(line)) return true;
  return false;
}

/** Makes findings from the detections of one document. */
class FindingFactory {
  /** Lines of the file before the first line of the document. */
  readonly shift: number;
  /** The comments that ignore findings of the document. */
  readonly ignores: InlineIgnores | undefined;
  readonly #document: Omit<ScanDocument, 'bytes'>;
  readonly #text: DocumentText;
  readonly #evidence: EvidencePool;
  readonly #path: string;
  readonly #mayWrap: boolean;

  constructor(document: Omit<ScanDocument, 'bytes'>, text: DocumentText, evidence: EvidencePool) {
    this.shift = document.linesBefore ?? 0;
    this.#document = document;
    this.#text = text;
    this.#evidence = evidence;
    this.#path = detachedCopy(document.path);
    // Nobody reviews archive members, and a line of a commit message is not a comment.
    const isReviewed = document.origin.type !== 'message' && !document.path.includes(INSIDE);
    const { bytes } = text;
    this.#mayWrap =
      (document.origin.type === 'commit' || document.origin.type === 'blob') &&
      (this.shift > 0 || mayBeArchive(bytes, 0, bytes.length));
    this.ignores = isReviewed ? InlineIgnores.of(text) : undefined;
  }

  create(detection: LocatedDetection): Finding {
    const { secret, kind, confidence, evidence, encoding, baseUrl, column, endColumn } = detection;
    const { root, origin, originOf } = this.#document;
    const line = detection.line + this.shift;
    const endLine = detection.endLine + this.shift;
    const excerpt = excerptOf(this.#text, detection);
    const ignore = this.ignores?.find(detection);
    // Fields are assigned one by one, so almost all findings share one object shape: there may be millions.
    const finding: { -readonly [Key in keyof Finding]: Finding[Key] } = {
      secret,
      kind,
      confidence,
      evidence: this.#evidence.share(evidence),
      encoding,
      column,
      endColumn,
      line,
      endLine,
      path: this.#path,
      root,
      origin: originOf?.({ secret, line, endLine }) ?? origin,
    };
    if (excerpt !== undefined) finding.excerpt = excerpt;
    if (baseUrl !== undefined) finding.baseUrl = detachedCopy(baseUrl);
    if (ignore !== undefined) finding.ignore = { ...ignore, line: ignore.line + this.shift };
    if (this.#mayWrap) finding.mayWrap = true;
    return finding;
  }
}
