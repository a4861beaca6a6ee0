import { INSIDE } from './archives/place.ts';
import { detectEitherWay, detectInBytes, DocumentText, holdsAny, type Confidence, type DetectOptions, type EitherWay, type LocatedDetection, type Settings } from '../src/index.ts';
import { ownText } from '../src/own-text.ts';
import type { Observer, ScanDocument } from './document.ts';
import { EvidencePool } from './evidence-pool.ts';
import { excerptOf } from './excerpt.ts';
import type { Finding } from './finding.ts';
import { InlineIgnores } from './ignores/inline.ts';
import type { PlatformWatch } from './platform-watch.ts';

/** Whether any path and any repository could make a finding of these bytes. */
export function suspects(bytes: Uint8Array, { minimumConfidence, settings = {} }: Observer['criteria']): boolean {
  return holdsAny(bytes, { path: 'navixy', repositoryUsesPlatform: true, settings, minimumConfidence });
}

/** One value: what it is where the repository names the platform, and where it does not. */
interface Pending {
  readonly named: Finding | undefined;
  readonly nameless: Finding | undefined;
}

/**
 * Turns documents into findings. Some verdicts hang on whether the rest of the repository names
 * the platform; those wait, as finished findings and not as bytes, until everything was read.
 */
export class Judge {
  readonly #minimum: Confidence;
  readonly #settings: Settings;
  readonly #watch: PlatformWatch;
  readonly #evidence = new EvidencePool();
  /** Fingerprints of what was met, */
  readonly #met = new Set<string>();
  /** of what was found, or waits, */
  readonly #judged = new Set<string>();
  /** and what was met and is neither. */
  readonly #unjudged = new Map<string, Finding>();
  #waiting: Pending[] = [];

  constructor(watch: PlatformWatch, minimum: Confidence, settings: Settings = {}) {
    this.#watch = watch;
    this.#minimum = minimum;
    this.#settings = settings;
  }

  /** @returns what is certain now; the rest comes from {@link settle} */
  judge(document: ScanDocument): Finding[] {
    const certain: Finding[] = [];
    for (const pending of this.#findings(document, (text, options) => this.#bothWays(text, options))) {
      const { fingerprint } = (pending.named ?? pending.nameless)!.secret;
      this.#judged.add(fingerprint);
      this.#unjudged.delete(fingerprint);
      if (pending.named === pending.nameless || this.#watch.named) {
        if (pending.named !== undefined) certain.push(pending.named);
      } else this.#waiting.push(pending);
    }
    return certain;
  }

  /** @returns of each secret that was in no document before, what is certain whatever the path and the repository are */
  sight(document: ScanDocument): Finding[] {
    const fresh: Finding[] = [];
    for (const { nameless } of this.#findings(document, (text, options) => oneWay(detectInBytes(text, options)))) {
      const { fingerprint } = nameless!.secret;
      if (this.#met.has(fingerprint)) continue;
      this.#met.add(fingerprint);
      fresh.push(nameless!);
      if (!this.#judged.has(fingerprint)) this.#unjudged.set(fingerprint, nameless!);
    }
    return fresh;
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
    return waiting.flatMap(({ named, nameless }) => (this.#watch.named ? named : nameless) ?? []);
  }

  #bothWays(text: DocumentText, options: DetectOptions): EitherWay[] {
    return this.#watch.named ? oneWay(detectInBytes(text, { ...options, repositoryUsesPlatform: true })) : detectEitherWay(text, options);
  }

  #findings({ bytes, ...document }: ScanDocument, detect: (text: DocumentText, options: DetectOptions) => EitherWay[]): Pending[] {
    const text = new DocumentText(bytes);
    const detected = detect(text, { path: document.path, settings: this.#settings, minimumConfidence: this.#minimum });
    if (detected.length === 0) return [];
    const { onlyLines } = document;
    const place = new FoundIn(document, text, this.#evidence);
    const isOfInterest = ({ line, endLine }: LocatedDetection) => onlyLines === undefined || touches(onlyLines, line + place.shift, endLine + place.shift);
    const all: Pending[] = [];
    for (const { named, nameless } of detected) {
      if (!isOfInterest((named ?? nameless)!)) continue;
      const found = named === undefined ? undefined : place.finding(named);
      all.push({ named: found, nameless: nameless === named ? found : nameless === undefined ? undefined : place.finding(nameless) });
    }
    return all;
  }
}

function oneWay(detections: readonly LocatedDetection[]): EitherWay[] {
  return detections.map((one) => ({ named: one, nameless: one }));
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

  constructor(document: Omit<ScanDocument, 'bytes'>, text: DocumentText, evidence: EvidencePool) {
    this.shift = document.linesBefore ?? 0;
    this.#document = document;
    this.#text = text;
    this.#evidence = evidence;
    this.#path = ownText(document.path);
    // Nobody reviews what is in an archive, and a line of a message that looks like a comment is none.
    const isReviewed = document.origin.type !== 'message' && !document.path.includes(INSIDE);
    this.#ignores = isReviewed ? InlineIgnores.of(text) : undefined;
  }

  finding(detection: LocatedDetection): Finding {
    const { secret, kind, confidence, evidence, encoding, baseUrl, column, endColumn } = detection;
    const { root, origin, originOf } = this.#document;
    const line = detection.line + this.shift;
    const endLine = detection.endLine + this.shift;
    const excerpt = excerptOf(this.#text, detection);
    const ignore = this.#ignores?.find(detection);
    return {
      secret, kind, confidence, evidence: this.#evidence.share(evidence), encoding, column, endColumn, line, endLine,
      path: this.#path,
      root,
      origin: originOf?.({ secret, line, endLine }) ?? origin,
      ...(excerpt === undefined ? {} : { excerpt }),
      ...(baseUrl === undefined ? {} : { baseUrl: ownText(baseUrl) }),
      ...(ignore === undefined ? {} : { ignore: { ...ignore, line: ignore.line + this.shift } }),
    };
  }
}
