// Finds where the values to mask stand, in a text or in bytes of any encoding.
import { findCandidates, type Candidate } from './candidates.ts';
import { Columns } from './context/csv-columns.ts';
import { detachedCopy } from './detached-copy.ts';
import { mostLikely } from './detect.ts';
import { documentParts } from './document-parts.ts';
import { DocumentText } from './document-text.ts';
import { TextJudge, TextOrigin } from './judge.ts';
import type { NameUses } from './name-uses.ts';
import { Secret } from './secret.ts';
import type { Confidence, Encoding, Settings } from './types.ts';

/** A stretch to mask. */
export interface ValueSpan {
  readonly start: number;
  readonly end: number;
  readonly secret: Secret;
  /** The encoding of the text around it, if that is not UTF-8 or latin-1. */
  readonly encoding: Encoding | undefined;
}

/** What counts as a value. */
export interface SpanCriteria {
  readonly settings?: Settings;
  /** Minimum confidence of a value. Default `medium`. */
  readonly minimumConfidence?: Confidence;
}

/** Maximum number of values that are remembered. */
const MAX_KNOWN = 100_000;

/** The values found so far: their other occurrences are masked too, whatever stands around them. */
export class KnownValues {
  readonly #fingerprints = new Set<string>();

  get size(): number {
    return this.#fingerprints.size;
  }

  add({ fingerprint }: Secret): void {
    if (this.#fingerprints.size < MAX_KNOWN) this.#fingerprints.add(fingerprint);
  }

  has({ fingerprint }: Secret): boolean {
    return this.#fingerprints.has(fingerprint);
  }
}

/** Which part of a text is searched; the rest is context. */
export interface SearchedPart {
  readonly from?: number;
  readonly to?: number;
  /** The first line of a larger document that contains this one, if it names columns; else ''. */
  readonly header?: string;
  /** How that document uses its names. */
  readonly uses?: Pick<NameUses, 'isSentAsCredential'>;
}

/**
 * Finds the values of a text as in a repository that names the platform, so no scan finds more.
 * @param known receives the values found; other occurrences of known values are returned too
 * @returns spans in order, which do not overlap
 */
export function spansInText(text: string, criteria: SpanCriteria, known: KnownValues): readonly ValueSpan[] {
  const values = judged(text, criteria, {}, () => true);
  return ordered(masked([{ values, encoding: undefined, place: (at) => at }], known), 0);
}

/**
 * Like {@link spansInText}, for bytes of any encoding.
 * @param part offsets in bytes
 * @returns spans in bytes
 */
export function spansInBytes(
  bytes: Uint8Array,
  criteria: SpanCriteria,
  known: KnownValues,
  part: SearchedPart = {},
): readonly ValueSpan[] {
  const { from = 0, to = Number.POSITIVE_INFINITY } = part;
  const parts = documentParts(new DocumentText(bytes)).map((text) => {
    const place = text.toBytes();
    const values = judged(text.text(), criteria, part, ({ start, end }) => place(start) < to && place(end) > from);
    return { values, encoding: text.encoding, place };
  });
  return ordered(masked(parts, known), from);
}

/**
 * Finds every occurrence of known values, in each spelling and whatever stands around it. Nothing else is judged.
 * @returns spans in bytes, in order, which do not overlap
 */
export function occurrencesInBytes(bytes: Uint8Array, known: KnownValues): readonly ValueSpan[] {
  const parts = documentParts(new DocumentText(bytes)).map((text) => ({
    values: Array.from(findCandidates(text.text()), (candidate) => ({ candidate, isFound: false })),
    encoding: text.encoding,
    place: text.toBytes(),
  }));
  return ordered(masked(parts, known), 0);
}

/** A value, and whether it is a finding. */
interface JudgedValue {
  readonly candidate: Candidate;
  readonly isFound: boolean;
}

interface JudgedPart {
  readonly values: readonly JudgedValue[];
  readonly encoding: Encoding | undefined;
  /** Maps offsets of the text to offsets of the document. */
  readonly place: (at: number) => number;
}

function judged(
  text: string,
  { settings = {}, minimumConfidence = 'medium' }: SpanCriteria,
  { header, uses }: SearchedPart,
  isWanted: (candidate: Candidate) => boolean,
): JudgedValue[] {
  const { path, repositoryUsesPlatform = false } = mostLikely({});
  const origin = new TextOrigin(path, repositoryUsesPlatform);
  let judge: TextJudge | undefined;
  const all: JudgedValue[] = [];
  for (const candidate of findCandidates(text)) {
    if (!isWanted(candidate)) continue;
    judge ??= new TextJudge(text, settings, {
      ...(header === undefined ? {} : { columns: new Columns(text, header) }),
      ...(uses === undefined ? {} : { uses }),
    });
    const isFound = judge.judge(candidate, origin, minimumConfidence)?.verdict !== undefined;
    all.push({ candidate, isFound });
  }
  return all;
}

function masked(parts: readonly JudgedPart[], known: KnownValues): ValueSpan[] {
  for (const { values } of parts)
    for (const { candidate, isFound } of values) if (isFound) known.add(secretOf(candidate));
  if (known.size === 0) return [];
  return parts.flatMap(({ values, encoding, place }) =>
    values.flatMap(({ candidate, isFound }) => {
      const secret = secretOf(candidate);
      if (!isFound && !known.has(secret)) return [];
      return { start: place(candidate.start), end: place(candidate.end), secret, encoding };
    }),
  );
}

function secretOf({ view, run }: Candidate): Secret {
  return new Secret(detachedCopy(view.slice(run.start, run.end)));
}

/** Sorts spans, cuts off what is before `from`, and leaves out those inside another one. */
function ordered(spans: ValueSpan[], from: number): ValueSpan[] {
  const sorted = spans.sort((one, other) => one.start - other.start || other.end - one.end);
  const left: ValueSpan[] = [];
  let done = from;
  for (const span of sorted) {
    if (span.end <= done) continue;
    left.push(span.start < done ? { ...span, start: done } : span);
    done = span.end;
  }
  return left;
}
