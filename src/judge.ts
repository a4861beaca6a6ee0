// Judges the candidates of one text, and shares between them the work that covers the whole text.
import { NearbyAddresses } from './base-url.ts';
import { findCandidates, type Candidate } from './candidates.ts';
import { classify, type Judgement } from './combine-evidence.ts';
import { ContextReader } from './context/context.ts';
import type { Columns } from './context/csv-columns.ts';
import type { Context } from './context/types.ts';
import { compactName } from './names.ts';
import { platformLevel, type OutsideMentions, type PlatformLevel } from './platform-level.ts';
import { markOfPath, PlatformMarks } from './platform-marks.ts';
import type { Confidence, DetectOptions, Settings } from './types.ts';
import { NameUses } from './name-uses.ts';

/** A candidate with all its evidence, whether it is a finding or not. */
export interface JudgedCandidate extends Judgement {
  readonly candidate: Candidate;
  readonly platform: PlatformLevel;
}

/**
 * Judges every candidate of a text, in order of position.
 * @param without signals to ignore
 */
export function judgeCandidates(
  text: string,
  { path, settings = {}, repositoryUsesPlatform = false }: DetectOptions = {},
  without?: ReadonlySet<string>,
): JudgedCandidate[] {
  const candidates = [...findCandidates(text)];
  if (candidates.length === 0) return [];
  const judge = new TextJudge(text, settings, without === undefined ? {} : { without });
  const around = new TextOrigin(path, repositoryUsesPlatform);
  return candidates.map((candidate) => ({
    ...judge.judge(candidate, around)!,
    candidate,
    platform: judge.platformOf(candidate, around),
  }));
}

/** Where a text comes from: its path, and whether its repository names the platform. */
export class TextOrigin implements OutsideMentions {
  readonly path: string | undefined;
  readonly pathMark: OutsideMentions['pathMark'];
  readonly repositoryUsesPlatform: boolean;

  constructor(path: string | undefined, repositoryUsesPlatform: boolean) {
    this.path = path;
    this.pathMark = markOfPath(path);
    this.repositoryUsesPlatform = repositoryUsesPlatform;
  }
}

const NO_ORIGIN = new TextOrigin(undefined, false);

/** Data shared by the candidates of a text that is part of something larger. */
export interface SharedContext {
  readonly columns?: Columns;
  /** How the larger document uses its names. */
  readonly uses?: Pick<NameUses, 'isSentAsCredential'>;
  /** Signals to ignore. */
  readonly without?: ReadonlySet<string>;
}

/**
 * Judges the candidates of one text, mostly in order of position. Work over the whole text, or over wide windows, is
 * done once and shared, so the cost is linear in the number of candidates.
 */
export class TextJudge {
  readonly #text: string;
  readonly #givenNames: ReadonlySet<string>;
  readonly #hosts: readonly string[];
  readonly #uses: Pick<NameUses, 'isSentAsCredential'>;
  readonly #without: ReadonlySet<string> | undefined;
  readonly #marks: PlatformMarks;
  readonly #addresses: NearbyAddresses;
  readonly #contexts: ContextReader;
  /** Context of the decoded document that contains the latest candidates. */
  #inner: { readonly surroundings: ContextReader; readonly marks: PlatformMarks } | undefined;
  #last: { readonly candidate: Candidate; readonly context: Context } | undefined;

  constructor(
    text: string,
    { hosts = [], names = [] }: Settings,
    { columns, uses = new NameUses(text), without }: SharedContext = {},
  ) {
    this.#text = text;
    this.#givenNames = new Set(names.map(compactName));
    this.#hosts = hosts;
    this.#uses = uses;
    this.#without = without;
    this.#marks = new PlatformMarks(text, hosts);
    this.#addresses = new NearbyAddresses(text);
    this.#contexts = new ContextReader(text, columns);
  }

  /** Whether the last verdict depended on what the rest of the repository names. */
  usedRepository = false;

  /** @returns undefined for a verdict below `minimum`, unless that is `low` */
  judge(candidate: Candidate, origin: TextOrigin, minimum?: Confidence): Judgement | undefined {
    this.usedRepository = false;
    const platformOf = () => {
      const platform = this.#enabledPlatform(candidate, origin);
      this.usedRepository = platform.level === 'repository';
      return platform;
    };
    const told = { path: origin.path, given: this.#givenNames, hosts: this.#hosts, uses: this.#uses };
    const all = this.#without === undefined ? told : { ...told, without: this.#without };
    return classify(this.contextOf(candidate), platformOf, all, minimum);
  }

  #enabledPlatform(candidate: Candidate, around: TextOrigin): PlatformLevel {
    const platform = this.platformOf(candidate, around);
    if (platform.evidence === undefined || this.#without?.has(platform.evidence.signal) !== true) return platform;
    return { level: 'none', evidence: undefined };
  }

  /** @returns how near to the candidate the platform is named */
  platformOf(candidate: Candidate, origin: TextOrigin): PlatformLevel {
    const { start, end, isInner, run } = candidate;
    const context = this.contextOf(candidate);
    const outside = platformLevel({ text: this.#text, marks: this.#marks, start, end }, context, this.#hosts, origin);
    if (!isInner) return outside;
    const { surroundings, marks } = this.#innerOf(candidate);
    return nearer(
      platformLevel(
        { text: surroundings.text, marks, start: run.start, end: run.end },
        context,
        this.#hosts,
        NO_ORIGIN,
      ),
      outside,
    );
  }

  /** @returns the API address near the value, if there is one */
  baseUrlOf(candidate: Candidate): string | undefined {
    const { view, run } = candidate;
    const addresses = view === this.#text ? this.#addresses : new NearbyAddresses(view);
    return addresses.nearest(run.start, this.contextOf(candidate).url);
  }

  contextOf(candidate: Candidate): Context {
    if (this.#last?.candidate === candidate) return this.#last.context;
    const { view, run, isInner } = candidate;
    const surroundings =
      view === this.#text ? this.#contexts : isInner ? this.#innerOf(candidate).surroundings : new ContextReader(view);
    const context = surroundings.of(run);
    this.#last = { candidate, context };
    return context;
  }

  #innerOf({ view }: Candidate) {
    if (this.#inner?.surroundings.text !== view)
      this.#inner = { surroundings: new ContextReader(view), marks: new PlatformMarks(view, this.#hosts) };
    return this.#inner!;
  }
}

const LEVELS = ['line', 'near', 'file', 'repository', 'none'];

/** Levels inside a decoded document count as they are; levels around it count as `near` at best. */
function nearer(inside: PlatformLevel, around: PlatformLevel): PlatformLevel {
  const outer: PlatformLevel = around.level === 'line' ? { ...around, level: 'near' } : around;
  return LEVELS.indexOf(inside.level) <= LEVELS.indexOf(outer.level) ? inside : outer;
}
