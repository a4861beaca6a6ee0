// Explains the verdict on each value of a text, step by step.
import { judgeCandidates, type JudgedCandidate } from './judge.ts';
import { Positions } from './positions.ts';
import { Secret } from './secret.ts';
import type { Strength } from './confidence-table.ts';
import type { DetectOptions, Encoding, Evidence, Region, Verdict } from './types.ts';

/** Everything behind the verdict on one run of 32 digits, whether it is a finding or not. */
export interface Explanation extends Region {
  readonly secret: Secret;
  readonly encoding: Encoding;
  /** Absent when the run is not a finding at any confidence. */
  readonly verdict: Verdict | undefined;
  readonly evidence: readonly Evidence[];
  /** How the evidence led to the verdict, step by step, for people. */
  readonly steps: readonly string[];
}

const ROWS: Readonly<Record<Strength, string>> = {
  decisive: "its carrier is the platform's own, which is enough anywhere",
  carrier: 'it is called as the platform calls its credential',
  credential: 'it is called as some credential is called',
  qualified: 'it is called as the credential of something unknown',
  vehicles: 'it is given to a call about vehicles',
  positional: "it is given to a call, or called as something, that could be the platform's",
  unnamed: 'no telling name stands beside it',
};

const COLUMNS: Readonly<Record<JudgedCandidate['platform']['level'], string>> = {
  line: 'the platform is named on the same line',
  near: 'the platform is named nearby',
  file: 'the platform is named in the file',
  repository: 'the platform is named only elsewhere in the repository',
  none: 'the platform is named nowhere',
};

/** Explains every run of 32 hex digits in a text, in order, including those that are not findings. */
export function explain(text: string, options: DetectOptions = {}): Explanation[] {
  const judged = judgeCandidates(text, options);
  const positions = new Positions(text);
  return judged.map((one) => {
    const { start, end, encoding, view, run } = one.candidate;
    return {
      ...positions.region(start, end),
      secret: new Secret(view.slice(run.start, run.end)),
      encoding,
      verdict: one.verdict,
      evidence: one.evidence,
      steps: stepsOf(one),
    };
  });
}

function stepsOf({ strength, base, limitedBy, platform, verdict }: JudgedCandidate): string[] {
  const result = verdict === undefined ? 'no finding' : `${verdict.confidence} confidence`;
  if (strength === undefined) return ['what carries it belongs to something else', result];
  const steps = [
    `${ROWS[strength]}; ${COLUMNS[platform.level]}: ${base === undefined ? 'no finding' : `${base} confidence`}`,
  ];
  if (limitedBy !== undefined) steps.push(`${limitedBy} limits that: ${result}`);
  return steps;
}
