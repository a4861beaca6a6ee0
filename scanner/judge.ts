import { INSIDE } from './archives/place.ts';
import { detectInBytes, type Confidence, type LocatedDetection, type Settings } from '../src/index.ts';
import type { Observer, ScanDocument } from './document.ts';
import { excerptOf } from './excerpt.ts';
import type { Finding } from './finding.ts';
import { InlineIgnores } from './ignores/inline.ts';
import type { PlatformWatch } from './platform-watch.ts';

/** Whether any path and any repository could make a finding of these bytes. */
export function suspects(bytes: Uint8Array, { minimumConfidence, settings = {} }: Observer['criteria']): boolean {
  return detectInBytes(bytes, { path: 'navixy', repositoryUsesPlatform: true, settings, minimumConfidence }).length > 0;
}

/**
 * Turns documents into findings. Some verdicts hang on whether the rest of the repository names
 * the platform; those wait, as finished findings and not as bytes, until everything was read.
 */
export class Judge {
  readonly #minimum: Confidence;
  readonly #settings: Settings;
  readonly #watch: PlatformWatch;
  /** By fingerprint. */
  readonly #sighted = new Map<string, Finding>();
  /** Fingerprints of what was found, or waits. */
  readonly #judged = new Set<string>();
  readonly #waiting: { readonly without: Finding[]; readonly with: Finding[] }[] = [];

  constructor(watch: PlatformWatch, minimum: Confidence, settings: Settings = {}) {
    this.#watch = watch;
    this.#minimum = minimum;
    this.#settings = settings;
  }

  /** @returns what is certain now; the rest comes from {@link settle} */
  judge(document: ScanDocument): Finding[] {
    const withPlatform = this.#findings(document, true);
    for (const { secret: { fingerprint } } of withPlatform) this.#judged.add(fingerprint);
    if (withPlatform.length === 0 || this.#watch.named) return withPlatform;
    const without = this.#findings(document, false);
    if (sameVerdicts(without, withPlatform)) return without;
    this.#waiting.push({ without, with: withPlatform });
    return [];
  }

  /** @returns of each secret that was in no document before, what is certain whatever the path and the repository are */
  sight(document: ScanDocument): Finding[] {
    return this.#findings(document, false).filter((finding) => {
      const { fingerprint } = finding.secret;
      return !this.#sighted.has(fingerprint) && this.#sighted.set(fingerprint, finding);
    });
  }

  /** @returns what was sighted and never came again to be judged: a scan that ended too early tells it as it was met */
  unjudged(): Finding[] {
    return [...this.#sighted].filter(([fingerprint]) => !this.#judged.has(fingerprint)).map(([fingerprint, finding]) => {
      this.#judged.add(fingerprint);
      return finding;
    });
  }

  /** @returns the findings that waited for the end */
  settle(): Finding[] {
    return this.#waiting.splice(0).flatMap((one) => (this.#watch.named ? one.with : one.without));
  }

  #findings(document: ScanDocument, platform: boolean): Finding[] {
    const detections = this.#detect(document.bytes, document.path, platform);
    // Nobody reviews what is in an archive, and a line of a message that looks like a comment is none.
    const isReviewed = document.origin.type !== 'message' && !document.path.includes(INSIDE);
    const ignores = detections.length > 0 && isReviewed ? InlineIgnores.of(document.bytes) : undefined;
    const findings = detections.map((detection) => asFinding(document, detection, ignores));
    const { onlyLines } = document;
    return onlyLines === undefined ? findings : findings.filter(({ line, endLine }) => touches(onlyLines, line, endLine));
  }

  #detect(bytes: Uint8Array, path: string, repositoryUsesPlatform: boolean): LocatedDetection[] {
    return detectInBytes(bytes, { path, repositoryUsesPlatform, settings: this.#settings, minimumConfidence: this.#minimum });
  }
}

function touches(lines: ReadonlySet<number>, first: number, last: number): boolean {
  for (let line = first; line <= last; line += 1) if (lines.has(line)) return true;
  return false;
}

function sameVerdicts(one: readonly Finding[], other: readonly Finding[]): boolean {
  const key = (findings: readonly Finding[]) => JSON.stringify(findings.map(({ line, column, confidence, kind, evidence }) => [line, column, confidence, kind, evidence]));
  return key(one) === key(other);
}

function asFinding(document: ScanDocument, detection: LocatedDetection, ignores: InlineIgnores | undefined): Finding {
  const { secret, kind, confidence, evidence, encoding, baseUrl, line, column, endLine, endColumn } = detection;
  const shift = document.linesBefore ?? 0;
  const excerpt = excerptOf(document.bytes, detection);
  const ignore = ignores?.find(detection);
  return {
    secret, kind, confidence, evidence, encoding, column, endColumn,
    line: line + shift,
    endLine: endLine + shift,
    path: document.path,
    root: document.root,
    origin: document.originOf?.({ secret, line: line + shift, endLine: endLine + shift }) ?? document.origin,
    ...(excerpt === undefined ? {} : { excerpt }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(ignore === undefined ? {} : { ignore: { ...ignore, line: ignore.line + shift } }),
  };
}
