import { findHashRuns, hashRuns, hasHashRun, type HashRun } from './hash-runs.ts';
import { decodeAround, nextProbe } from './spellings/base64.ts';
import { findJoined, isWorthJoining } from './spellings/joined.ts';
import { nestedTexts } from './spellings/nested.ts';
import type { Encoding } from './types.ts';

/** A run of 32 hex digits, however the text spells it. */
export interface Candidate {
  /** Where it stands in the text, its spelling included. */
  readonly start: number;
  readonly end: number;
  readonly encoding: Encoding;
  /** The text in which the value reads plainly, and the run there. */
  readonly view: string;
  readonly run: HashRun;
  /** Whether `view` is a decoded document of its own and not the text around the value. */
  readonly isInner: boolean;
}

/** How much of the surroundings a view of a respelled value holds, in characters. */
const BEFORE = 600;
const AFTER = 200;

/** Finds every candidate in order of position; the same place is never given twice. */
export function* findCandidates(text: string): Generator<Candidate> {
  const hidden = [...(isWorthJoining(text) ? joined(text) : []), ...nested(text)];
  const encoded = [...inBase64(text), ...hidden].sort((one, other) => one.start - other.start);
  let next = 0;
  for (const run of hashRuns(text)) {
    while (next < encoded.length && encoded[next]!.start < run.start) yield encoded[next++]!;
    while (next < encoded.length && encoded[next]!.start === run.start) next += 1;
    yield { start: run.start, end: run.end, encoding: escapeBefore(text, run), view: text, run, isInner: false };
  }
  for (; next < encoded.length; next += 1) yield encoded[next]!;
}

/** @returns whether {@link findCandidates} could find anything: no decoding, no tree, no regular expression */
export function mayHoldCandidate(text: string): boolean {
  return (
    hasHashRun(text) ||
    nextProbe(text, 0) !== undefined ||
    (isWorthJoining(text) && findJoined(text).length > 0) ||
    nested(text).next().done !== true
  );
}

/** A run that the end of a stretch may have cut off is met again by going back this far. */
const OVERLAP = 100;

function* inBase64(text: string): Generator<Candidate> {
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
        if (stretch.text.trim() === value) yield respelled(text, { ...span, value }, 'base64');
        else yield { ...span, encoding: 'base64', view: stretch.text, run, isInner: true };
      }
    }
    probe = nextProbe(text, end);
  }
}

/** Values in a stretch of base64 that was encoded twice, or holds UTF-16; each has the place of the whole stretch. */
function* nested(text: string): Generator<Candidate> {
  for (const { start, end, text: inner, isWide } of nestedTexts(text)) {
    const whole = inner.trim().length;
    // What stands plainly in base64 of ASCII is found without decoding it twice.
    const values = isWide
      ? findHashRuns(inner).map((run) => ({ view: inner, run, isAlone: whole === run.end - run.start }))
      : [...inBase64(inner)].map(({ view, run, start: from, end: to }) => ({
          view,
          run,
          isAlone: whole === to - from,
        }));
    for (const { view, run, isAlone } of values) {
      const value = view.slice(run.start, run.end);
      if (isAlone) yield respelled(text, { start, end, value }, 'base64');
      else yield { start, end, encoding: 'base64', view, run, isInner: true };
    }
  }
}

function joined(text: string): Candidate[] {
  return findJoined(text).map((found) => respelled(text, found, found.how));
}

function respelled(
  text: string,
  { start, end, value }: { start: number; end: number; value: string },
  encoding: Encoding,
): Candidate {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const run = { start: before.length, end: before.length + value.length, escapeStart: before.length };
  return { start, end, encoding, view: before + value + text.slice(end, end + AFTER), run, isInner: false };
}

function escapeBefore(text: string, run: HashRun): Encoding {
  if (run.escapeStart === run.start) return 'plain';
  const before = text[run.escapeStart - 1];
  if (before === '%') return 'percent';
  return before === '=' ? 'quoted-printable' : 'escape';
}
