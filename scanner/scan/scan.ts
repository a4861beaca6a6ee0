// Runs one scan: from sources through judgement and suppression to events and a report.

import type { Scope, Summary, ScanEvent, ScanReport } from '../model/scan-report.ts';
import type { Confidence } from '../../src/index.ts';
import { absoluteFolder } from '../io/absolute-folder.ts';
import { Archives } from '../archives/open-archive.ts';
import { CollectedFindings } from './collected-findings.ts';
import type { Criteria, ScanContext, Progress, Source } from '../model/source.ts';
import type { Empty, NotLookedAt } from '../model/finding.ts';
import { Suppressor, type SuppressOptions } from '../suppress/suppress-findings.ts';
import type { Warning } from '../model/suppression.ts';
import type { ScanTarget } from '../model/scan-target.ts';
import { interruptible } from '../io/interruptible.ts';
import { DocumentCounter } from './document-counter.ts';
import { Judge } from '../judge/judge.ts';
import { TimedOut, withTimeout, type LimitOptions } from '../model/limits.ts';
import { MENTIONED, PlatformMentions } from '../prefilter/platform-mention.ts';
import { Prefilter } from '../prefilter/may-hold-finding.ts';
import { mayHoldIgnore } from '../prefilter/ignore-word.ts';
import { hasTrace, scanMarks } from '../prefilter/hash-traces.ts';
import { chooseSources, type SourceOptions } from '../sources/choose-sources.ts';
import { asNotLookedAt } from '../sources/source-failure.ts';
import { Turns } from '../io/turns.ts';

export interface ScanOptions extends SourceOptions, SuppressOptions, LimitOptions {
  /** The lowest confidence that is reported. Default: as in the settings, else `medium`. */
  readonly minimumConfidence?: Confidence;
  /** Aborts the scan; the findings so far are reported as incomplete. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: Progress) => void;
}

/** Targets with files on disk or staged ones. */
const EDITABLE: ReadonlySet<string> = new Set<ScanTarget>(['all', 'files', 'staged']);

/** Grace period in milliseconds: after an abort, findings are still accepted for this long. */
const GRACE_PERIOD_MS = 150;

/**
 * Runs a scan and yields events: findings as soon as they are final, and a summary, always last. Never throws for
 * problems in the input; these are reported as skipped. Never touches process globals.
 */
export async function* scanEvents(options: ScanOptions): AsyncGenerator<ScanEvent> {
  const suppressor = new Suppressor(options);
  for (const warning of suppressor.warnings) yield { type: 'warning', warning };
  for await (const event of judgedEvents(options)) {
    if (event.type !== 'finding' && event.type !== 'sighting') {
      yield event;
      continue;
    }
    const { by, warnings } = await suppressor.decide(event.finding);
    if (event.type === 'sighting') {
      // Its suppression is reported with the final finding, which has a path.
      if (by === undefined) yield event;
      continue;
    }
    for (const warning of warnings) yield { type: 'warning', warning };
    yield by === undefined ? event : { type: 'suppressed', suppressed: { finding: event.finding, by } };
  }
}

async function* judgedEvents(options: ScanOptions): AsyncGenerator<ScanEvent> {
  const started = performance.now();
  const platform = new PlatformMentions();
  const minimum = options.minimumConfidence ?? options.settings?.minimumConfidence ?? 'medium';
  const judge = new Judge(platform, minimum, options.settings);
  const counter = new DocumentCounter(options.cache !== undefined);
  const empty: Empty[] = [];
  let found = 0;
  let isLast = false;
  const criteria: Criteria = {
    minimumConfidence: minimum,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.maxSize === undefined ? {} : { maxSize: options.maxSize }),
  };
  // Only what the user can edit: an old version keeps its comments.
  const findsIgnores = options.inlineIgnores !== false && EDITABLE.has(options.what ?? 'files');
  const context: ScanContext = {
    onDocument(bytes, continued = false) {
      counter.addDocuments(continued ? 0 : 1, bytes.length);
      const marks = scanMarks(bytes, 0, bytes.length, true);
      if ((marks.platform & MENTIONED) !== 0) platform.markFound();
      return hasTrace(bytes, marks) || (findsIgnores && mayHoldIgnore(bytes, marks.platform));
    },
    counter,
    platform,
    isLastSource: () => isLast,
    gate: new Prefilter(criteria),
    archives: new Archives(options.archives, options.maxSize),
    criteria,
    progress: (step) => options.onProgress?.({ found, ...step, bytes: counter.bytes }),
  };
  // Our own signal, so that sources always have one.
  const { signal, done } = withTimeout(options.signal ?? new AbortController().signal, options.timeoutMs);
  try {
    const sources = await chooseSources(
      options.stdin === undefined ? options : { ...options, stdin: interruptible(options.stdin, signal) },
    );
    let unfiltered = 0;
    for (const [at, source] of sources.entries()) {
      isLast = at === sources.length - 1;
      const before = counter.documents;
      for await (const event of readSource(source, judge, context, signal, empty)) {
        if (event.type === 'finding') found += 1;
        yield event;
      }
      if (source.isUnfiltered === true) unfiltered += counter.documents - before;
    }
    // One of several folders may have no matching file. The index, commits and diffs report their own empty results.
    const isFiles = (options.what ?? 'files') === 'files';
    if (isFiles && counter.documents === unfiltered && counter.excluded > 0 && !signal.aborted) {
      yield* nothingLeft(counter.excluded, options, empty);
    }
  } finally {
    done();
  }
  for (const finding of judge.settle()) yield { type: 'finding', finding };
  if (findsIgnores) for (const warning of judge.unusedIgnores) yield { type: 'warning', warning };
  const summary = { ...counter.counts, durationMs: Math.round(performance.now() - started) };
  yield { type: 'summary', summary, ...(empty.length === 0 ? {} : { empty }) };
}

async function* readSource(
  source: Source,
  judge: Judge,
  context: ScanContext,
  signal: AbortSignal,
  empty: Empty[],
): AsyncGenerator<ScanEvent> {
  const turns = new Turns();
  let ends = Number.POSITIVE_INFINITY;
  try {
    signal.throwIfAborted();
    for await (const item of source.documents(context, signal)) {
      if ('skipped' in item) yield { type: 'not-looked-at', notLookedAt: item.skipped };
      else if ('empty' in item) empty.push(item.empty);
      else if ('warning' in item) yield { type: 'warning', warning: item.warning };
      else {
        const [type, found] =
          'sighted' in item
            ? (['sighting', judge.preview(item.sighted)] as const)
            : (['finding', judge.judge(item)] as const);
        for (const finding of found) {
          if (finding !== undefined) yield { type, finding };
          if (!turns.isDue) continue;
          await turns.pause();
          if (signal.aborted) ends = Math.min(ends, performance.now() + GRACE_PERIOD_MS);
          // After an abort, a source may still report what it knows.
          if (performance.now() >= ends) signal.throwIfAborted();
        }
      }
    }
  } catch (error) {
    for (const finding of judge.unjudged()) yield { type: 'finding', finding };
    if (signal.aborted) yield { type: 'not-looked-at', notLookedAt: { path: source.name, ...endedBy(signal.reason) } };
    else yield { type: 'not-looked-at', notLookedAt: asNotLookedAt(source, error) };
  }
}

async function* nothingLeft(number: number, options: ScanOptions, empty: Empty[]): AsyncGenerator<ScanEvent> {
  const { describeNothingLeft } = await import('../sources/nothing-left.ts');
  const said = describeNothingLeft(absoluteFolder(options.cwd), 'file', number, options.mayLeaveNothing === true);
  if ('empty' in said) empty.push(said.empty);
  else yield { type: 'not-looked-at', notLookedAt: said.skipped };
}

function endedBy(reason: unknown): Pick<NotLookedAt, 'reason' | 'remedy'> {
  if (reason instanceof TimedOut)
    return {
      reason: reason.message,
      remedy: 'Give it more time with --timeout, or scan less: name paths, or commits with --since REV.',
    };
  return { reason: 'interrupted before everything was scanned', remedy: 'Run it again and let it finish.' };
}

/**
 * Runs a scan to its end. Never rejects for problems in the input: see {@link ScanReport.notLookedAt}.
 * @param onEvent called for every event, before versions of a file are merged
 */
export async function scan(options: ScanOptions, onEvent?: (event: ScanEvent) => void): Promise<ScanReport> {
  const { range } = options;
  const scope: Scope = {
    what: options.what ?? 'files',
    ...(range === undefined ? {} : { range }),
    paths: options.paths ?? [],
    cwd: absoluteFolder(options.cwd),
    startedAt: (options.now ?? new Date()).toISOString(),
  };
  const collected = new CollectedFindings();
  const warnings: Warning[] = [];
  const notLookedAt: NotLookedAt[] = [];
  let looked: Omit<Summary, 'findings' | 'suppressed' | 'errors'> = {
    documents: 0,
    bytes: 0,
    excluded: 0,
    durationMs: 0,
  };
  let empty: readonly Empty[] | undefined;
  for await (const event of scanEvents(options)) {
    onEvent?.(event);
    if (event.type === 'finding') collected.add(event.finding);
    else if (event.type === 'suppressed') collected.hide(event.suppressed);
    else if (event.type === 'warning') warnings.push(event.warning);
    else if (event.type === 'not-looked-at') notLookedAt.push(event.notLookedAt);
    else if (event.type === 'summary') ({ summary: looked, empty } = event);
  }
  const { findings, suppressed } = await collected.end(options.env ?? {});
  const { baseline } = options;
  return {
    scope,
    findings,
    suppressed,
    warnings,
    ...(baseline === undefined ? {} : { baseline: { file: baseline.file, secrets: baseline.entries.length } }),
    notLookedAt,
    ...(empty === undefined ? {} : { empty }),
    complete: notLookedAt.length === 0,
    summary: { ...looked, findings: findings.length, suppressed: suppressed.length, errors: notLookedAt.length },
  };
}
