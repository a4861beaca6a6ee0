/** Finds the credentials of a document, in any encoding. */
import { findCandidates, type Candidate } from './candidates.ts';
import type { Judgement as JudgedValue } from './combine-evidence.ts';
import { reaches } from './compare-confidence.ts';
import { documentParts, type DocumentPart } from './document-parts.ts';
import { DocumentText } from './document-text.ts';
import { TextOrigin, TextJudge } from './judge.ts';
import { detachedCopy } from './detached-copy.ts';
import { Secret, type SecretPool } from './secret.ts';
import { confidenceOf } from './confidence-table.ts';
import type { DetectOptions, Detection, LocatedDetection, Verdict } from './types.ts';

/**
 * Judges every run of 32 hex digits in a text.
 * @param text the whole document; a fragment has less context, so its verdicts are more cautious
 * @returns detections of at least `options.minimumConfidence`, in order of position
 */
export function detect(text: string, options: DetectOptions = {}): Detection[] {
  const found: Detection[] = [];
  for (const one of detections(text, options, {})) if (one?.requested !== undefined) found.push(one.requested);
  return found;
}

/**
 * Like {@link detect}, for a document of unknown encoding (UTF-8, UTF-16 and UTF-32 in both byte orders, latin-1,
 * binary).
 * @returns detections with positions as an editor shows them
 */
export function detectInBytes(bytes: Uint8Array | DocumentText, options: DetectOptions = {}): LocatedDetection[] {
  const found: LocatedDetection[] = [];
  for (const one of detectEach(bytes, options)) if (one?.withPlatform !== undefined) found.push(one.withPlatform);
  return found;
}

/** @returns whether {@link detectInBytes} finds anything; stops at the first detection */
export function hasDetection(bytes: Uint8Array | DocumentText, options: DetectOptions = {}): boolean {
  for (const part of partsOf(asDocument(bytes)))
    for (const one of part(options, {})) if (one !== undefined) return true;
  return false;
}

/**
 * The options under which a value is most likely to be found: its path and other files of the repository name the
 * platform. What is not found so is found under no path, in no repository.
 */
export function mostLikely({
  settings = {},
  minimumConfidence,
}: Pick<DetectOptions, 'settings' | 'minimumConfidence'>): DetectOptions {
  const minimum = minimumConfidence === undefined ? {} : { minimumConfidence };
  return { path: 'navixy', repositoryUsesPlatform: true, settings, ...minimum };
}

/** The verdicts on one value with and without the assumption that the rest of the repository names the platform. */
export interface PairedDetection {
  readonly withPlatform: LocatedDetection | undefined;
  /** The same object as the other verdict if both agree. */
  readonly withoutPlatform: LocatedDetection | undefined;
  /**
   * The name behind the first verdict, if that verdict would be lower in a repository that does not name the platform.
   */
  readonly reliesOnName?: string;
}

/** Options of {@link detectEach}. */
export interface EachOptions {
  /** Whether to also judge as if nothing else in the repository named the platform. Default: no. */
  readonly alsoWithoutPlatform?: boolean;
  /** Pool of secrets shared by several documents. */
  readonly secrets?: SecretPool;
}

/**
 * Like {@link detectInBytes}, but yields one detection at a time: a document with a hundred thousand values needs the
 * memory of one, and the caller can do other work in between.
 * @returns a generator that yields undefined from time to time while nothing is found
 */
export function* detectEach(
  bytes: Uint8Array | DocumentText,
  options: DetectOptions = {},
  each: EachOptions = {},
): Generator<PairedDetection | undefined> {
  const parts = partsOf(asDocument(bytes));
  if (parts.length < 2) {
    for (const part of parts) for (const one of part(options, each)) yield one && asPair(one);
    return;
  }
  const all: PairedVerdict<LocatedDetection>[] = [];
  for (const part of parts) {
    for (const one of part(options, each)) {
      if (one === undefined) yield undefined;
      else all.push(one);
    }
  }
  for (const one of inOrder(all)) yield asPair(one);
}

function asPair({ requested, withoutPlatform, reliesOnName }: PairedVerdict<LocatedDetection>): PairedDetection {
  return reliesOnName === undefined
    ? { withPlatform: requested, withoutPlatform }
    : { withPlatform: requested, withoutPlatform, reliesOnName };
}

/** One value, judged as requested and as if nothing else in the repository named the platform. */
interface PairedVerdict<Found> {
  readonly requested: Found | undefined;
  readonly withoutPlatform: Found | undefined;
  readonly reliesOnName: string | undefined;
}

/** Judged values, one at a time; undefined from time to time while nothing is found. */
type VerdictStream<Found> = Generator<PairedVerdict<Found> | undefined>;

/** Judges one text of a document. */
type PartJudge = (options: DetectOptions, each: EachOptions) => VerdictStream<LocatedDetection>;

/** Values judged between two yields while nothing is found. */
const YIELD_INTERVAL = 512;

function asDocument(bytes: Uint8Array | DocumentText): DocumentText {
  return bytes instanceof DocumentText ? bytes : new DocumentText(bytes);
}

function* detections(
  text: string,
  { path, settings = {}, minimumConfidence = 'medium', repositoryUsesPlatform = false }: DetectOptions,
  { alsoWithoutPlatform = false, secrets }: EachOptions,
): VerdictStream<Detection> {
  let judge: TextJudge | undefined;
  const origin = new TextOrigin(path, repositoryUsesPlatform);
  const originWithoutPlatform = alsoWithoutPlatform ? new TextOrigin(path, false) : undefined;
  let unreported = 0;
  for (const candidate of findCandidates(text)) {
    judge ??= new TextJudge(text, settings);
    const judged = judge.judge(candidate, origin, minimumConfidence);
    const needsSecondVerdict = originWithoutPlatform !== undefined && judge.usedRepository;
    const isRepositoryNeeded = judge.usedRepository && dependsOnRepository(judged);
    const reliesOnName = isRepositoryNeeded ? judge.contextOf(candidate).named?.name : undefined;
    const requested = asDetection(candidate, judged?.verdict, judge, secrets);
    const other = needsSecondVerdict
      ? asDetection(
          candidate,
          judge.judge(candidate, originWithoutPlatform, minimumConfidence)?.verdict,
          judge,
          secrets,
        )
      : requested;
    if (requested !== undefined || other !== undefined) yield { requested, withoutPlatform: other, reliesOnName };
    else if ((unreported += 1) % YIELD_INTERVAL === 0) yield undefined;
  }
}

/** Whether a verdict is higher than the same carrier would get if nothing named the platform. */
function dependsOnRepository(judged: JudgedValue | undefined): boolean {
  if (judged?.verdict === undefined) return false;
  const alone = confidenceOf(judged.strength, 'none');
  return alone === undefined || !reaches(alone, judged.verdict.confidence);
}

function asDetection(
  candidate: Candidate,
  verdict: Verdict | undefined,
  judge: TextJudge,
  secrets: SecretPool | undefined,
): Detection | undefined {
  if (verdict === undefined) return undefined;
  const { confidence, kind, evidence } = verdict;
  const { start, end, encoding, view, run } = candidate;
  const value = view.slice(run.start, run.end);
  const secret = secrets === undefined ? new Secret(detachedCopy(value)) : secrets.of(value);
  const baseUrl = judge.baseUrlOf(candidate);
  return baseUrl === undefined
    ? { confidence, kind, evidence, secret, start, end, encoding }
    : { confidence, kind, evidence, secret, start, end, encoding, baseUrl };
}

/** @returns the texts of a document; each yields its values in order of position */
function partsOf(document: DocumentText): PartJudge[] {
  return documentParts(document).map(
    (part) => (options, each) => withRegions(detections(part.text(), options, each), part),
  );
}

function* withRegions(judged: VerdictStream<Detection>, part: DocumentPart): VerdictStream<LocatedDetection> {
  const locate = (found: Detection | undefined): LocatedDetection | undefined => {
    if (found === undefined) return undefined;
    const { confidence, kind, evidence, secret, baseUrl } = found;
    const start = part.offset(found.start);
    const end = part.offset(found.end);
    const { line, column, endLine, endColumn } = part.region(start, end);
    const all = {
      confidence,
      kind,
      evidence,
      secret,
      start,
      end,
      encoding: part.encoding ?? found.encoding,
      line,
      column,
      endLine,
      endColumn,
    };
    return baseUrl === undefined ? all : { ...all, baseUrl };
  };
  for (const one of judged) {
    if (one === undefined) {
      yield undefined;
      continue;
    }
    const here = locate(one.requested);
    yield {
      requested: here,
      withoutPlatform: one.withoutPlatform === one.requested ? here : locate(one.withoutPlatform),
      reliesOnName: one.reliesOnName,
    };
  }
}

/** Sorts values by position: the islands of a binary come after the text that contains them. */
function inOrder(all: PairedVerdict<LocatedDetection>[]): PairedVerdict<LocatedDetection>[] {
  const place = ({ requested, withoutPlatform }: PairedVerdict<LocatedDetection>) => (requested ?? withoutPlatform)!;
  for (let at = 1; at < all.length; at += 1) {
    const [before, here] = [place(all[at - 1]!), place(all[at]!)];
    if (before.line < here.line || (before.line === here.line && before.column <= here.column)) continue;
    return all.sort((one, other) => place(one).line - place(other).line || place(one).column - place(other).column);
  }
  return all;
}
