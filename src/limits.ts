/** Limits a verdict below the table's entry: lock files, digests of records, lists of values, log lines. */
import { lazy } from './lazy.ts';
import type { Context } from './context/types.ts';
import { evidenceAgainst } from './evidence.ts';
import type { PlatformLevel } from './platform-level.ts';
import { readStructure } from './structure.ts';
import type { Strength } from './confidence-table.ts';
import type { Confidence, Evidence } from './types.ts';

/** Generated files full of digests, often under names such as `hash`. */
const LOCK_FILE = lazy(
  () =>
    new RegExp(
      String.raw`(?:^|\/)(?:[^/]+\.lock|[^/]*-lock\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|` +
        String.raw`pnpm-lock\.yaml|bun\.lock|pipfile\.lock|poetry\.lock|uv\.lock|pdm\.lock|cargo\.lock|` +
        String.raw`gemfile\.lock|mix\.lock|pubspec\.lock|podfile\.lock|packages\.lock\.json|package\.resolved|` +
        String.raw`go\.sum|flake\.lock|[^/]+\.(?:yara?|meta|unity|prefab|asset|manifest|map))$`,
      'i',
    ),
);

/** In a lock file, only an address or a header can leak; a `hash` there belongs to the file. */
export function findGeneratedFile(path: string | undefined, strength: Strength | undefined): Evidence | undefined {
  if (path === undefined || strength === 'decisive' || !LOCK_FILE().test(path)) return undefined;
  return evidenceAgainst('generated-file', 'stands in a file of digests that a tool writes');
}

/** More different values of one name than this are digests. A repository may have a key for each of a few accounts. */
const MANY: Partial<Record<PlatformLevel['level'], number>> = { file: 20, repository: 3, none: 3 };

/** Directories of installed third-party code. */
const DEPENDENCY = lazy(
  () =>
    new RegExp(
      String.raw`(?:^|\/)(?:node_modules|bower_components|site-packages|dist-packages|vendor|pods|` +
        String.raw`third[_-]party|\.yarn|\.cargo|\.m2)\/`,
      'i',
    ),
);

const ARCHIVE = /["'`\w-]\.(?:zip|tar|t?gz|tgz|bz2|xz|7z|exe|msi|dmg|iso|jar|war|deb|rpm|apk|img|fw)(?![\w.])/i;
/** Lines on each side that are searched for an archive's name. */
const BESIDE = 3;

/** `my $url = "…/firmware.zip"; my $hash = "…";`: a download and its expected digest. */
function isNearDownload({ before, after }: Context): boolean {
  const lines = [...before.split('\n').slice(-1 - BESIDE), ...after.split('\n').slice(0, 1 + BESIDE)];
  return lines.some((line) => ARCHIVE.test(line));
}

/** A value with a verdict from the table. */
export interface LimitInput {
  readonly context: Context;
  readonly strength: Strength;
  readonly level: PlatformLevel['level'];
  readonly path: string | undefined;
  /** Whether its name has no word for a credential: it is only `navixy`, or unknown. */
  readonly isNameless: boolean;
}

/** @returns evidence against the value from its structure, file and line */
export function findObjections({ context, strength, level, path, isNameless }: LimitInput): Evidence[] {
  const evidence: Evidence[] = [];
  const isOwn = strength === 'decisive';
  const many = MANY[level];
  if (!isOwn && many !== undefined && context.valuesOfName > many) {
    evidence.push(
      evidenceAgainst('many-values', `is one of more than ${many} different values of that name in the file`),
    );
    // One limit is enough, and this one is cheap: a list may have a million values.
    return evidence;
  }
  const structure = isOwn && !isNameless ? undefined : readStructure(context.enclosure);
  if (structure !== undefined) evidence.push(structure);
  else if (!isOwn && level === 'repository' && isNearDownload(context)) {
    evidence.push(
      evidenceAgainst('digest-siblings', 'stands beside the name of an archive, as the digest of a download does'),
    );
  }
  if (!isOwn && level === 'repository' && path !== undefined && DEPENDENCY().test(path)) {
    evidence.push(
      evidenceAgainst('of-dependency', 'stands in an installed dependency that does not name the platform'),
    );
  }
  if (isNameless && isLogMention(context)) {
    evidence.push(evidenceAgainst('log-mention', 'a line of a log says what became of it, as of a task or a request'));
  }
  return evidence;
}

export interface Limit {
  readonly signal: string;
  readonly cap: (base: Confidence | undefined) => Confidence | undefined;
}

const LOW_AT_MOST = [
  'documented-sample',
  'placeholder',
  'digest-siblings',
  'digest-holder',
  'many-values',
  'of-dependency',
  'log-mention',
];

/** @param shape evidence that the value is part of something else */
export function findLimit(
  evidence: readonly Evidence[],
  shape: Evidence | undefined,
  hasScheme: boolean,
  strength: Strength | undefined,
): Limit | undefined {
  const has = (signal: string) => evidence.some((piece) => piece.signal === signal);
  if (has('share-link')) return { signal: 'share-link', cap: () => 'low' };
  if (shape !== undefined && !hasScheme) return { signal: shape.signal, cap: () => undefined };
  const low = LOW_AT_MOST.find(has);
  if (low !== undefined) return { signal: low, cap: (base) => (base === undefined ? undefined : 'low') };
  if (!has('letter-case')) return undefined;
  const cap = (base: Confidence | undefined) => (strength === 'decisive' && base !== undefined ? 'medium' : undefined);
  return { signal: 'letter-case', cap };
}

/** Outcomes of a task, a request or a release. */
const OUTCOME = new RegExp(
  String.raw`\b(?:${[
    'start(?:ed|ing)',
    'finish(?:ed|ing)',
    'succeeded',
    'fail(?:ed|ing)',
    'completed?',
    'process(?:ed|ing)',
    '(?:en)?queued',
    'dispatched',
    'execut(?:ed|ing)',
    'retr(?:ied|ying)',
    'scheduled',
    'skipped',
    'timed? ?out',
    'cancell?ed',
    'aborted',
    'done in',
    'took',
    'sent',
    'received',
    'responded',
    'deployed',
    'released',
    'installed',
    'published',
    'pulled',
    'merged',
    'reverted',
    'downloaded',
    'uploaded',
  ].join('|')})\b`,
  'i',
);
/** A log line starts with a time or a severity. */
const LOG_LINE = lazy(
  () =>
    new RegExp(
      String.raw`^\W{0,3}(?:\d{4}-\d\d-\d\d[T ]\d\d:|\w{3} \d{1,2} \d\d:\d\d|(?:trace|debug|info|notice|` +
        String.raw`warn(?:ing)?|error|fatal)\b[\]:\s])`,
      'i',
    ),
);

/** `navixy-sync 4d… finished`: a value without a credential's name, in a line about a task. */
function isLogMention({ before, after }: Context): boolean {
  const line = `${before.slice(before.lastIndexOf('\n') + 1)} ${after.slice(0, (after + '\n').indexOf('\n'))}`;
  return !/[;{}]\s*$/.test(line) && (LOG_LINE().test(line) || OUTCOME.test(line));
}
