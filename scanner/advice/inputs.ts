// Repeats the inputs of a run as command-line words, without showing a value.

import path from 'node:path';
import type { ArchiveLimits } from '../model/archive-limits.ts';
import { isBelow } from '../io/containment.ts';
import type { CommitRange } from '../model/scan-target.ts';
import { mask, maskAsPattern, withAnyDigits } from '../text/mask.ts';
import type { Confidence } from '../../src/types.ts';

/** All options that decide what is scanned, found and checked. */
export interface CommandInputs {
  readonly paths?: readonly string[];
  readonly all?: boolean;
  readonly staged?: boolean;
  readonly history?: boolean;
  readonly gitFolder?: boolean;
  readonly since?: string;
  readonly range?: string | CommitRange;
  readonly diff?: boolean;
  readonly diffLines?: 'added' | 'all';
  readonly stdinPath?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly ignored?: boolean;
  readonly allowAlternates?: boolean;
  readonly minConfidence?: Confidence;
  readonly config?: string | boolean;
  readonly inlineIgnores?: boolean;
  readonly trustBase?: string;
  /** Bytes. */
  readonly maxSize?: number;
  readonly archiveDepth?: number;
  readonly archiveLimits?: Partial<ArchiveLimits>;
  /** A list of repositories that were scanned one by one. */
  readonly repos?: string;
  readonly apiUrl?: readonly string[];
  readonly region?: readonly string[];
  readonly trustConfig?: string;
  readonly caFile?: string;
}

/** A command line that repeats the inputs. */
export interface RepeatedInputs {
  readonly words: readonly string[];
  /** Options that are left out because their value looks like a secret. */
  readonly unsaid: readonly string[];
  /** Folders of repositories that are left out for the same reason, masked. */
  readonly folders: readonly string[];
  /** Whether the command scans exactly the same. */
  readonly isSame: boolean;
}

/** Options that select a part of a repository; without one, files on disk are scanned. */
export type Part = '--all' | '--git-folder' | '--history' | '--staged';

/**
 * @param place replaces the place named by the inputs, e.g. `--history` on another machine
 * @param cwd paths inside it become relative to it
 */
export function repeatInputs(
  inputs: CommandInputs,
  cwd: string,
  place?: { readonly part: Part | undefined; readonly paths: readonly string[] },
): RepeatedInputs {
  const unsaid: string[] = [];
  let isSame = place === undefined;
  const option = (name: string, value: string | undefined, ...alike: readonly string[]): string[] => {
    if (value === undefined) return [];
    const word = [value, ...alike].find((one) => mask(one) === one);
    if (word === undefined) unsaid.push(name);
    isSame &&= word === value;
    return word === undefined ? [] : [name, word];
  };
  const pattern = (name: string) => (value: string) => option(name, value, withAnyDigits(value));
  const source = (): string[] => {
    const { all, staged, history, gitFolder, since, range, diff, diffLines, stdinPath } = inputs;
    if (place !== undefined) return place.part === undefined ? [] : [place.part];
    return [
      ...(all === true ? ['--all'] : []),
      ...(staged === true ? ['--staged'] : []),
      ...(history === true ? ['--history'] : []),
      ...(gitFolder === true ? ['--git-folder'] : []),
      ...option('--since', since),
      ...option('--range', typeof range === 'string' ? range : undefined),
      ...(diff === true ? ['--diff'] : []),
      ...(diff === true && diffLines === 'all' ? ['--diff-lines', 'all'] : []),
      // Any name works, because nothing is read from this path.
      ...option('--stdin-path', stdinPath, mask(stdinPath ?? '')),
    ];
  };
  const {
    include = [],
    exclude = [],
    ignored,
    allowAlternates,
    minConfidence,
    config,
    inlineIgnores,
    trustBase,
    maxSize,
    archiveDepth,
    archiveLimits = {},
    apiUrl = [],
    region = [],
    trustConfig,
    caFile,
  } = inputs;
  const takesPatterns = place?.part !== '--history' && place?.part !== '--git-folder';
  const limits = Object.entries(archiveLimits)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
  const words = [
    ...source(),
    ...(takesPatterns ? [...include.flatMap(pattern('--include')), ...exclude.flatMap(pattern('--exclude'))] : []),
    ...(ignored === true && place?.part === undefined ? ['--ignored'] : []),
    ...(allowAlternates === true ? ['--allow-alternates'] : []),
    ...(minConfidence === undefined ? [] : ['--min-confidence', minConfidence]),
    ...(config === false
      ? ['--no-config']
      : option('--config', typeof config === 'string' ? fromHere(config, cwd) : undefined)),
    ...(inlineIgnores === false ? ['--no-inline-ignores'] : []),
    ...option('--trust-base', trustBase),
    ...(maxSize === undefined ? [] : ['--max-size', String(maxSize)]),
    ...(archiveDepth === undefined ? [] : ['--archive-depth', String(archiveDepth)]),
    ...(limits === '' ? [] : ['--archive-limits', limits]),
  ];
  const folders: string[] = [];
  const isOfRepository =
    place === undefined ? (inputs.all ?? inputs.history ?? inputs.gitFolder) === true : place.part !== undefined;
  const paths = (place?.paths ?? inputs.paths ?? []).flatMap((name): readonly string[] => {
    const said = pathWords(fromHere(name, cwd));
    isSame &&= said.isSame;
    if (said.isSame || !isOfRepository) return said.words;
    // A repository can only be named by its folder, not by a pattern.
    folders.push(mask(name));
    return [];
  });
  const platform = [
    ...apiUrl.flatMap((url) => option('--api-url', url)),
    ...option('--trust-config', trustConfig),
    ...option('--ca-file', caFile),
  ];
  return {
    words: [...words, ...platform, ...paths, ...(region.length === 0 ? [] : ['--region', ...region])],
    unsaid: [...new Set(unsaid)],
    folders,
    isSame,
  };
}

/** A path as a word that cannot be taken for an option; if it holds a value, as a pattern that matches it. */
export function pathWords(name: string): { readonly words: readonly string[]; readonly isSame: boolean } {
  const word = name.startsWith('-') && name !== '-' ? `./${name}` : name;
  if (mask(word) === word) return { words: [word], isSame: true };
  // Patterns of the user keep their meaning.
  const pattern = /[*?]|^!/.test(word) ? withAnyDigits(word) : maskAsPattern(word)!;
  return { words: mask(pattern) === pattern ? [pattern] : [], isSame: false };
}

/** Relative if possible: an absolute path is useless on another machine. */
function fromHere(name: string, cwd: string): string {
  if (!path.isAbsolute(name) || !isBelow(cwd, name)) return name;
  return path.relative(cwd, name) || '.';
}
