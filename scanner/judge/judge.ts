import { INSIDE } from '../model/archive-path.ts';
import { mayBeArchive } from '../prefilter/archive-signatures.ts';
import {
  detectEach,
  DocumentText,
  holdsAny,
  SecretPool,
  type Confidence,
  type EachOptions,
  type LocatedDetection,
  type Settings,
} from '../../src/index.ts';
import { ownText } from '../../src/own-text.ts';
import type { ScanDocument } from '../model/document.ts';
import type { Observer } from '../model/source.ts';
import { EvidencePool } from './evidence-pool.ts';
import { excerptOf } from './excerpt.ts';
import type { Finding } from '../model/finding.ts';
import { InlineIgnores } from './inline-ignores.ts';
import type { PlatformMentions } from '../prefilter/platform-mention.ts';
import { ACROSS_FILES, NamesAcrossFiles } from './names-across-files.ts';

/** Whether any path and any repository could make a finding of these bytes. */
export function suspects(bytes: Uint8Array, { minimumConfidence, settings = {} }: Observer['criteria']): boolean {
  return holdsAny(bytes, { path: 'navixy', repositoryUsesPlatform: true, settings, minimumConfidence });
}

/** One value: what it is where the repository names the platform, and where it does not. */
interface Pending {
  readonly named: Finding | undefined;
  readonly nameless: Finding | undefined;
  /** The name that `named` rests on, where it is worth less without a repository that names the platform. */
  readonly name: string | undefined;
}

const NO_GROUPS: Waiting['groups'] = [];

/** What waits for the end of the scan. */
interface Waiting extends Pick<Pending, 'named' | 'nameless'> {
  /** Where it is counted how many values its name has. */
  readonly groups: ReturnType<NamesAcrossFiles['count']>;
}

/**
 * Turns documents into findings. Some verdicts depend on the rest of the repository: on whether it names the platform,
 * and on how many files like this one have other values of that name. Those wait, as finished findings and not as
 * bytes, until everything was read.
 */
export class Judge {
  readonly #minimum: Confidence;
  readonly #settings: Settings;
  readonly #watch: PlatformMentions;
  readonly #evidence = new EvidencePool();
  readonly #secrets = new SecretPool();
  /** Fingerprints of what was met, */
  readonly #met = new Set<string>();
  /** of what was found, or waits, */
  readonly #judged = new Set<string>();
  /** and what was met and is neither. */
  readonly #unjudged = new Map<string, Finding>();
  readonly #names = new NamesAcrossFiles();
  #waiting: Waiting[] = [];

  constructor(watch: PlatformMentions, minimum: Confidence, settings: Settings = {}) {
    this.#watch = watch;
    this.#minimum = minimum;
    this.#settings = settings;
  }

  /**
   * @param document must stay as it is until the last finding was taken
   * @returns what is certain now; the rest comes from {@link settle}. Now and then undefined, where much was judged
   */
  *judge(document: ScanDocument): Generator<Finding | undefined> {
    // Another document may yet name the platform.
    for (const pending of this.#findings(document, { alsoNameless: !this.#watch.named }, true)) {
      if (pending === undefined) {
        yield undefined;
        continue;
      }
      const { fingerprint } = (pending.named ?? pending.nameless)!.secret;
      this.#judged.add(fingerprint);
      this.#unjudged.delete(fingerprint);
      const certain = this.#wait(pending);
      if (certain !== undefined) yield certain;
    }
  }

  /** @returns what is certain already, if anything is */
  #wait({ named, nameless, name }: Pending): Finding | undefined {
    const groups = named === undefined || name === undefined ? NO_GROUPS : this.#names.count(name, named);
    if (this.#watch.named) {
      if (groups.length === 0) return named;
      // So that a list in a thousand files is not held until the end.
      if (this.#names.isMany(groups)) return this.#lowered(named!);
    } else if (groups.length === 0 && named === nameless) return named;
    this.#waiting.push({ named, nameless, groups });
    return undefined;
  }

  /** @returns what is left of a verdict on one of many values of a name */
  #lowered(finding: Finding): Finding | undefined {
    if (this.#minimum !== 'low') return undefined;
    return { ...finding, confidence: 'low', evidence: this.#evidence.share([...finding.evidence, ACROSS_FILES]) };
  }

  /**
   * @returns of each secret that was in no document before, what is certain whatever the path and the repository are;
   *   now and then undefined
   */
  *sight(document: ScanDocument): Generator<Finding | undefined> {
    for (const pending of this.#findings(document, {}, false, ({ secret }) => !this.#met.has(secret.fingerprint))) {
      if (pending === undefined) {
        yield undefined;
        continue;
      }
      const { fingerprint } = pending.named!.secret;
      this.#met.add(fingerprint);
      if (!this.#judged.has(fingerprint)) this.#unjudged.set(fingerprint, pending.named!);
      yield pending.named;
    }
  }

  /** @returns what was sighted and never came again to be judged: a scan that ended too early tells it as it was met */
  unjudged(): Finding[] {
    const left = [...this.#unjudged.values()];
    this.#unjudged.clear();
    for (const { secret } of left) this.#judged.add(secret.fingerprint);
    return left;
  }

  /** @returns the findings that waited for the end */
  settle(): Finding[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting.flatMap(({ named, nameless, groups }) => {
      if (!this.#watch.named) return nameless ?? [];
      return (named !== undefined && this.#names.isMany(groups) ? this.#lowered(named) : named) ?? [];
    });
  }

  *#findings(
    { bytes, ...document }: ScanDocument,
    each: EachOptions,
    repositoryUsesPlatform: boolean,
    isWanted: (found: LocatedDetection) => boolean = () => true,
  ): Generator<Pending | undefined> {
    const text = new DocumentText(bytes);
    const { onlyLines } = document;
    let place: FoundIn | undefined;
    const options = {
      path: document.path,
      settings: this.#settings,
      minimumConfidence: this.#minimum,
      repositoryUsesPlatform,
    };
    for (const detected of detectEach(text, options, { ...each, secrets: this.#secrets })) {
      if (detected === undefined) {
        yield undefined;
        continue;
      }
      const { named, nameless, name } = detected;
      const either = (named ?? nameless)!;
      place ??= new FoundIn(document, text, this.#evidence);
      if (
        !isWanted(either) ||
        (onlyLines !== undefined && !touches(onlyLines, either.line + place.shift, either.endLine + place.shift))
      ) {
        yield undefined;
        continue;
      }
      const found = named === undefined ? undefined : place.finding(named);
      const other = nameless === named ? found : nameless === undefined ? undefined : place.finding(nameless);
      yield { named: found, nameless: other, name };
    }
  }
}

function touches(lines: ReadonlySet<number>, first: number, last: number): boolean {
  for (let line = first; line <= last; line += 1) if (lines.has(line)) return true;
  return false;
}

/** Makes findings of what was detected in one document. */
class FoundIn {
  /** Lines before its first. */
  readonly shift: number;
  readonly #document: Omit<ScanDocument, 'bytes'>;
  readonly #text: DocumentText;
  readonly #evidence: EvidencePool;
  readonly #ignores: InlineIgnores | undefined;
  readonly #path: string;
  readonly #mayWrap: boolean;

  constructor(document: Omit<ScanDocument, 'bytes'>, text: DocumentText, evidence: EvidencePool) {
    this.shift = document.linesBefore ?? 0;
    this.#document = document;
    this.#text = text;
    this.#evidence = evidence;
    this.#path = ownText(document.path);
    // Nobody reviews what is in an archive, and a line of a message that looks like a comment is none.
    const isReviewed = document.origin.type !== 'message' && !document.path.includes(INSIDE);
    const { bytes } = text;
    this.#mayWrap =
      (document.origin.type === 'commit' || document.origin.type === 'blob') &&
      (this.shift > 0 || mayBeArchive(bytes, 0, bytes.length));
    this.#ignores = isReviewed ? InlineIgnores.of(text) : undefined;
  }

  finding(detection: LocatedDetection): Finding {
    const { secret, kind, confidence, evidence, encoding, baseUrl, column, endColumn } = detection;
    const { root, origin, originOf } = this.#document;
    const line = detection.line + this.shift;
    const endLine = detection.endLine + this.shift;
    const excerpt = excerptOf(this.#text, detection);
    const ignore = this.#ignores?.find(detection);
    // One shape for nearly all of them, each field put in by hand: there may be millions.
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
    if (baseUrl !== undefined) finding.baseUrl = ownText(baseUrl);
    if (ignore !== undefined) finding.ignore = { ...ignore, line: ignore.line + this.shift };
    if (this.#mayWrap) finding.mayWrap = true;
    return finding;
  }
}
