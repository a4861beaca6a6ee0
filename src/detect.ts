/** Finds the values of a document that are credentials. */
import { findCandidates, type Candidate } from './candidates.ts';
import { DocumentText, type Text } from './document-text.ts';
import { decodeUtf16, guessUtf16 } from './encodings.ts';
import { scanByteRuns } from './hash-runs.ts';
import { AroundText, TextJudge } from './judge.ts';
import { ownText } from './own-text.ts';
import { Secret } from './secret.ts';
import type { DetectOptions, Detection, Encoding, LocatedDetection, Region, Verdict } from './types.ts';
import { findIslands } from './utf16-islands.ts';

/**
 * Judges every run of 32 hex digits in a text.
 * @param text the whole document; a fragment has less context and is judged more cautiously
 * @returns detections at or above `options.minimumConfidence`, in order of position
 */
export function detect(text: string, options: DetectOptions = {}): Detection[] {
  return Array.from(detections(text, options), ({ given }) => given!);
}

/**
 * The same for a document of unknown encoding (UTF-8, UTF-16 and UTF-32 in both orders, latin-1, binary).
 * @returns detections with positions as an editor shows them
 */
export function detectInBytes(bytes: Uint8Array | DocumentText, options: DetectOptions = {}): LocatedDetection[] {
  return inOrder(locatedIn(asDocument(bytes), options)).map(({ given }) => given!);
}

/** @returns whether {@link detectInBytes} finds anything; stops at the first */
export function holdsAny(bytes: Uint8Array | DocumentText, options: DetectOptions = {}): boolean {
  return locatedIn(asDocument(bytes), options).next().done !== true;
}

/** What a value is where the rest of the repository names the platform, and where it does not. */
export interface EitherWay {
  readonly named: LocatedDetection | undefined;
  /** The same object where it makes no difference. */
  readonly nameless: LocatedDetection | undefined;
}

/** {@link detectInBytes} for a repository of which it is not known yet whether it names the platform. */
export function detectEitherWay(bytes: Uint8Array | DocumentText, options: Omit<DetectOptions, 'repositoryUsesPlatform'> = {}): EitherWay[] {
  return inOrder(locatedIn(asDocument(bytes), { ...options, repositoryUsesPlatform: true }, true)).map(({ given, nameless }) => ({ named: given, nameless }));
}

/** A value, judged as asked for, and also as if nothing else in the repository named the platform. */
interface Judged<Found> {
  readonly given: Found | undefined;
  readonly nameless: Found | undefined;
}

function asDocument(bytes: Uint8Array | DocumentText): DocumentText {
  return bytes instanceof DocumentText ? bytes : new DocumentText(bytes);
}

/** @param alsoNameless whether that is asked too; else it is left out */
function* detections(text: string, { path, settings = {}, minimumConfidence = 'medium', repositoryUsesPlatform = false }: DetectOptions, alsoNameless = false): Generator<Judged<Detection>> {
  let judge: TextJudge | undefined;
  const around = new AroundText(path, repositoryUsesPlatform);
  const nameless = alsoNameless ? new AroundText(path, false) : undefined;
  for (const candidate of findCandidates(text)) {
    judge ??= new TextJudge(text, settings);
    const judged = judge.judge(candidate, around, minimumConfidence);
    const given = asDetection(candidate, judged?.verdict, judge);
    if (nameless === undefined || !judge.wasRepositoryAsked) {
      if (given !== undefined) yield { given, nameless: given };
      continue;
    }
    const other = asDetection(candidate, judge.judge(candidate, nameless, minimumConfidence)?.verdict, judge);
    if (given !== undefined || other !== undefined) yield { given, nameless: other };
  }
}

function asDetection(candidate: Candidate, verdict: Verdict | undefined, judge: TextJudge): Detection | undefined {
  if (verdict === undefined) return undefined;
  const { confidence, kind, evidence } = verdict;
  const { start, end, encoding, view, run } = candidate;
  const secret = new Secret(ownText(view.slice(run.start, run.end)));
  const baseUrl = judge.baseUrlOf(candidate);
  return baseUrl === undefined ? { confidence, kind, evidence, secret, start, end, encoding } : { confidence, kind, evidence, secret, start, end, encoding, baseUrl };
}

function* locatedIn(document: DocumentText, options: DetectOptions, alsoNameless = false): Generator<Judged<LocatedDetection>> {
  const { bytes, mark16, utf32 } = document;
  const inText = (text: Text, encoding?: Encoding) => located(detections(text.content, options, alsoNameless), (start, end) => text.positions.region(start, end), encoding);
  if (utf32 !== undefined) yield* inText(utf32.text, utf32.encoding);
  // What only looks like UTF-32 may be read by others as what it is.
  if (utf32?.isWhole === true) return;
  if (mark16 !== undefined) return yield* inText(document.wide(mark16), mark16);
  const wide: number[] = [];
  let plain = false;
  scanByteRuns(bytes, ({ start, stride }) => {
    if (stride === 2) wide.push(start);
    else plain = true;
    return false;
  });
  const order = plain ? undefined : guessUtf16(bytes);
  if (order !== undefined) return yield* inText(document.wide(order), order);
  yield* inText(document.plain);
  // Islands of UTF-16 in a binary, each judged as a text of its own.
  for (const { start, end, order: byteOrder } of findIslands(bytes, wide)) {
    const shift = (found: Detection | undefined) => (found === undefined ? undefined : { ...found, start: start + found.start * 2, end: start + found.end * 2 });
    const island = decodeUtf16(bytes.subarray(start, end), byteOrder);
    yield* located(shifted(detections(island, options, alsoNameless), shift), (from, to) => document.byteRegion(from, to), byteOrder);
  }
}

function* shifted(judged: Iterable<Judged<Detection>>, shift: (found: Detection | undefined) => Detection | undefined): Generator<Judged<Detection>> {
  for (const { given, nameless } of judged) {
    const moved = shift(given);
    yield { given: moved, nameless: nameless === given ? moved : shift(nameless) };
  }
}

function* located(judged: Iterable<Judged<Detection>>, regionOf: (start: number, end: number) => Region, encoding: Encoding | undefined): Generator<Judged<LocatedDetection>> {
  const locate = (found: Detection | undefined): LocatedDetection | undefined => {
    if (found === undefined) return undefined;
    const { confidence, kind, evidence, secret, start, end, baseUrl } = found;
    const { line, column, endLine, endColumn } = regionOf(start, end);
    const all = { confidence, kind, evidence, secret, start, end, encoding: encoding ?? found.encoding, line, column, endLine, endColumn };
    return baseUrl === undefined ? all : { ...all, baseUrl };
  };
  for (const { given, nameless } of judged) {
    const here = locate(given);
    yield { given: here, nameless: nameless === given ? here : locate(nameless) };
  }
}

/** Islands come after the text that they lie in. */
function inOrder(judged: Iterable<Judged<LocatedDetection>>): Judged<LocatedDetection>[] {
  const all = [...judged];
  const place = ({ given, nameless }: Judged<LocatedDetection>) => (given ?? nameless)!;
  for (let at = 1; at < all.length; at += 1) {
    const [before, here] = [place(all[at - 1]!), place(all[at]!)];
    if (before.line < here.line || (before.line === here.line && before.column <= here.column)) continue;
    return all.sort((one, other) => place(one).line - place(other).line || place(one).column - place(other).column);
  }
  return all;
}
