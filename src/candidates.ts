// Finds every run of 32 hex digits in a text, in each spelling: plain, escaped, joined or base64.
import { findHashRuns, hashRuns, hasHashRun, type HashRun } from './hash-runs.ts';
import { decodeAround, nextProbe } from './spellings/base64.ts';
import { findJoined, isWorthJoining } from './spellings/joined-strings.ts';
import { nestedTexts } from './spellings/nested.ts';
import type { Encoding } from './types.ts';

/** A run of 32 hex digits in any spelling. */
export interface Candidate {
  /** Offsets in the text, including the spelling around the digits. */
  readonly start: number;
  readonly end: number;
  readonly encoding: Encoding;
  /** A text in which the value is spelled plainly, and its position there. */
  readonly view: string;
  readonly run: HashRun;
  /** Whether `view` is a decoded inner document instead of the text around the value. */
  readonly isInner: boolean;
}

/** How much surrounding text the view of a respelled value contains, in characters. */
const BEFORE = 600;
const AFTER = 200;

/** Finds every candidate in order of position; no position is returned twice. */
export function* findCandidates(text: string): Generator<Candidate> {
  const hidden = [...(isWorthJoining(text) ? joinedCandidates(text) : []), ...nestedCandidates(text)];
  const encoded = [...base64Candidates(text), ...hidden].sort((one, other) => one.start - other.start);
  let next = 0;
  for (const run of hashRuns(text)) {
    while (next < encoded.length && encoded[next]!.start < run.start) yield encoded[next++]!;
    while (next < encoded.length && encoded[next]!.start === run.start) next += 1;
    yield { start: run.start, end: run.end, encoding: spellingOf(text, run), view: text, run, isInner: false };
  }
  for (; next < encoded.length; next += 1) yield encoded[next]!;
}

/** @returns whether {@link findCandidates} could find anything; cheap, because it builds no candidates */
export function mayHoldCandidate(text: string): boolean {
  return (
    hasHashRun(text) ||
    nextProbe(text, 0) !== undefined ||
    (isWorthJoining(text) && findJoined(text).length > 0) ||
    nestedCandidates(text).next().done !== true
  );
}

/** Overlap of two stretches, in characters, so a run cut off by the end of one is found in the next. */
const OVERLAP = 100;

function* base64Candidates(text: string): Generator<Candidate> {
  let seen = -1;
  for (let probe = nextProbe(text, 0); probe !== undefined;) {
    let end = probe.at + 1;
    for (const stretch of decodeAround(text, probe)) {
      end = Math.max(end, stretch.end - OVERLAP);
      for (const run of findHashRuns(stretch.text)) {
        const value = stretch.text.slice(run.start, run.end);
        const span = stretch.text.trim() === value ? stretch.whole(text) : stretch.span(run.start, run.end);
        if (span.start <= seen) continue;
        seen = span.start;
        if (stretch.text.trim() === value) yield respelledCandidate(text, { ...span, value }, 'base64');
        else yield { ...span, encoding: 'base64', view: stretch.text, run, isInner: true };
      }
    }
    probe = nextProbe(text, end);
  }
}

/** Finds values in base64 that was encoded twice or contains UTF-16. Each has the position of its whole stretch. */
function* nestedCandidates(text: string): Generator<Candidate> {
  for (const { start, end, text: inner, isWide } of nestedTexts(text)) {
    const whole = inner.trim().length;
    // A value in base64 of plain ASCII is found without decoding twice.
    const values = isWide
      ? findHashRuns(inner).map((run) => ({ view: inner, run, isAlone: whole === run.end - run.start }))
      : [...base64Candidates(inner)].map(({ view, run, start: from, end: to }) => ({
          view,
          run,
          isAlone: whole === to - from,
        }));
    for (const { view, run, isAlone } of values) {
      const value = view.slice(run.start, run.end);
      if (isAlone) yield respelledCandidate(text, { start, end, value }, 'base64');
      else yield { start, end, encoding: 'base64', view, run, isInner: true };
    }
  }
}

function joinedCandidates(text: string): Candidate[] {
  return findJoined(text).map((found) => respelledCandidate(text, found, found.how));
}

function respelledCandidate(
  text: string,
  { start, end, value }: { start: number; end: number; value: string },
  encoding: Encoding,
): Candidate {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const run = { start: before.length, end: before.length + value.length, escapeStart: before.length };
  return { start, end, encoding, view: before + value + text.slice(end, end + AFTER), run, isInner: false };
}

function spellingOf(text: string, run: HashRun): Encoding {
  if (run.escapeStart === run.start) return 'plain';
  const before = text[run.escapeStart - 1];
  if (before === '%') return 'percent';
  return before === '=' ? 'quoted-printable' : 'escape';
}
