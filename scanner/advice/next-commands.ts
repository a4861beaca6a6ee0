// Next steps after a run, as commands with the same inputs, so they find the same secrets.

import { statSync } from 'node:fs';
import path from 'node:path';
import { topOf } from '../git/hook-environment.ts';
import { count } from '../text/numbers.ts';
import { commandLine, Placeholder, type Word } from '../text/command-line.ts';
import { mask } from '../text/mask.ts';
import { removals, type Removal } from './remove-from-file.ts';
import { besideRepository, isStdin } from './command-paths.ts';
import { pathWords, repeatInputs, type CommandInputs, type Part, type RepeatedInputs } from './inputs.ts';

/** A secret that was found, with its places. */
export interface Found {
  readonly fingerprint: string;
  readonly occurrences: readonly {
    readonly root: string;
    /** See `Finding.path`. */
    readonly path: string;
    readonly repository?: string;
    readonly origin: { readonly type: string; readonly inHead?: boolean | undefined };
  }[];
}

/** A command to run, and a note on how to run it. */
export interface Step {
  /** One line for a shell. */
  readonly command: string;
  /** Where to run it or what to pass, as part of a sentence; empty if the command needs no note. */
  readonly how: string;
}

export interface Surroundings {
  /** Absolute path of the folder in which the run started. */
  readonly cwd: string;
  /** Whether the report is read on another machine, by somebody with a clone, as in CI. */
  readonly isReadElsewhere?: boolean;
  /** Characters with a meaning in the report's format, which must not be in a command. */
  readonly avoided?: RegExp;
}

/** Commands that scan for the findings again; each takes all inputs. */
export type LookingCommand =
  'baseline create' | 'baseline update' | 'keys' | 'purge' | 'revoke' | 'rotate' | 'scan' | 'verify';

/** Up to this number of secrets are named one by one if the command may scan more than the run did. */
const MOST_ONLY = 3;
const MOST_ROOTS = 3;
const IN_HISTORY: ReadonlySet<string> = new Set(['commit', 'blob', 'message']);

/** Next steps for one run. */
export class Advice {
  readonly #inputs: CommandInputs;
  readonly #around: Surroundings;

  constructor(inputs: CommandInputs, around: Surroundings) {
    this.#inputs = inputs;
    this.#around = around;
  }

  /** The same advice for a format in which these characters have a meaning. */
  avoiding(avoided: RegExp): Advice {
    return new Advice(this.#inputs, { ...this.#around, avoided });
  }

  /** The same advice for secrets that are active at a base URL: its commands ask only this host. */
  at(baseUrl: string): Advice {
    const { trustConfig: _, ...inputs } = this.#inputs;
    return new Advice({ ...inputs, apiUrl: [baseUrl], region: [] }, this.#around);
  }

  /** The same advice for `scan`, which refuses options about the platform without `--verify`. */
  #offline(): Advice {
    const { apiUrl: _, region: _r, trustConfig: _t, caFile: _c, ...inputs } = this.#inputs;
    return new Advice(inputs, this.#around);
  }

  /**
   * A command that scans the same input as the run and finds the same.
   * @param found the secrets it is about; if the command may scan more or less than the run, it names them and fails if
   *   they are missing
   * @param options.only always name the fingerprints
   * @param options.more extra words for this command
   */
  step(
    command: LookingCommand,
    found: Iterable<Found> & { readonly length: number } = [],
    options: { readonly only?: boolean; readonly more?: readonly Word[] } = {},
  ): Step {
    const { said, how } = (command === 'scan' ? this.#offline() : this).#where(found);
    const { more = [] } = options;
    const names =
      command === 'rotate' ||
      command === 'keys' ||
      command.startsWith('baseline') ||
      (options.only !== true && (said.isSame || found.length > MOST_ONLY))
        ? []
        : Array.from(found, ({ fingerprint }) => fingerprint);
    const unsaid =
      said.unsaid.length === 0
        ? ''
        : `add ${said.unsaid.join(' and ')} as in this run: what stands there looks like a secret`;
    return {
      command: this.line([
        ...command.split(' '),
        ...said.words,
        ...more,
        ...(names.length > 0 ? ['--only', ...names] : []),
      ]),
      how: [how, said.folders.length === 0 ? '' : `in ${said.folders.join(', ')}`, unsaid]
        .filter((part) => part !== '')
        .join('; '),
    };
  }

  /** A command without the inputs of the run. */
  line(words: readonly Word[]): string {
    return commandLine(words, this.#around.avoided);
  }

  /** How to remove the values from the places they were found at. */
  removals(found: Iterable<Found>): readonly Removal[] {
    const { cwd, isReadElsewhere = false } = this.#around;
    return removals(placesOf(found), isReadElsewhere ? undefined : cwd);
  }

  /** A command that explains the verdict on the value at a place. */
  explain(file: string, line: number, fingerprint: string): string {
    const without = this.#inputs.config === false ? ['--no-config'] : [];
    return this.line(['explain', ...this.#place(file, line, fingerprint), ...without]);
  }

  /** A command that accepts the value at a place in the settings. */
  allow(file: string, line: number, fingerprint: string): string {
    return this.line(['allow', ...this.#place(file, line, fingerprint), '--reason', new Placeholder('"…"')]);
  }

  #place(file: string, line: number, fingerprint: string): string[] {
    const { config } = this.#inputs;
    const { words, isSame } = pathWords(file);
    const settings = typeof config === 'string' && mask(config) === config ? ['--config', config] : [];
    return [isSame ? `${words[0]!}:${line}` : fingerprint, ...settings];
  }

  /** @returns the scanned input, e.g. `the whole history`, to follow "in" */
  get scanned(): string {
    const { all, staged, history, gitFolder, since, range, diff, stdinPath, paths = [] } = this.#inputs;
    const inPaths =
      paths.length === 0
        ? ''
        : ` of ${mask(paths.slice(0, MOST_ROOTS).join(', '))}${paths.length > MOST_ROOTS ? ` and ${paths.length - MOST_ROOTS} more` : ''}`;
    if (all === true) return `everything about the repository${inPaths}`;
    if (staged === true) return `the git index${inPaths}`;
    if (history === true) return `the whole history${inPaths}`;
    if (gitFolder === true) return `the other files of .git${inPaths}`;
    if (since !== undefined) return `the commits since ${mask(since)}${inPaths}`;
    if (range !== undefined) return `the commits${typeof range === 'string' ? ` ${mask(range)}` : ''}${inPaths}`;
    if (diff === true) return 'the diff';
    if (stdinPath !== undefined || (paths.length > 0 && paths.every(isStdin))) return 'standard input';
    return paths.length === 0
      ? 'the files of this folder'
      : mask(paths.slice(0, MOST_ROOTS).join(', ')) +
          (paths.length > MOST_ROOTS ? ` and ${paths.length - MOST_ROOTS} more` : '');
  }

  /** A command that scans again after a fix, including the history if there is one. */
  again(command: LookingCommand): string {
    const { all, history } = this.#inputs;
    const folders = this.#folders();
    if ((all ?? history) === true || (topOf(this.#around.cwd) === undefined && folders.length === 0))
      return this.step(command).command;
    return this.inHistory(command, folders);
  }

  /** A command that scans the whole history of these repositories; of the current one without a folder. */
  inHistory(command: LookingCommand, folders: readonly string[]): string {
    const inputs = (command === 'scan' ? this.#offline() : this).#inputs;
    const { words } = repeatInputs(inputs, this.#around.cwd, { part: '--history', paths: folders });
    return this.line([...command.split(' '), ...words]);
  }

  /** A folder for a clone that does not lie in the working tree. */
  get cloneFolder(): string {
    return besideRepository(this.#around.cwd);
  }

  /**
   * Where the scan did not look for secrets.
   * @returns a sentence and a command, or undefined if everything was scanned
   */
  elsewhere(
    command: LookingCommand,
    more: readonly Word[] = [],
  ): { readonly where: string; readonly command: string } | undefined {
    const { all, history, gitFolder, minConfidence } = this.#inputs;
    if (all === true && minConfidence === 'low') return undefined;
    if (all !== true && topOf(this.#around.cwd) === undefined && this.#folders().length === 0) return undefined;
    const say = (said: RepeatedInputs) => this.line([...command.split(' '), ...said.words, ...more]);
    if (all === true)
      return {
        where: 'values of low confidence',
        command: say(repeatInputs({ ...this.#inputs, minConfidence: 'low' }, this.#around.cwd)),
      };
    const part: Part = history === true || gitFolder === true ? '--all' : '--history';
    const where =
      part === '--all' ? 'files that were never committed, and what else lies in .git' : 'what was ever committed';
    return { where, command: say(repeatInputs(this.#inputs, this.#around.cwd, { part, paths: this.#folders() })) };
  }

  /** Where to scan again, and a note for the reader. */
  #where(found: Iterable<Found>): { readonly said: RepeatedInputs; readonly how: string } {
    const { cwd, isReadElsewhere = false } = this.#around;
    const places = placesInRepositories(found);
    if (places.length > 0) return this.#inRepositories(places);
    const { since, range, paths = [], diff, stdinPath, history, all } = this.#inputs;
    const commits = since ?? range;
    // A local branch may be missing or different on another machine; `CommitRange` objects have no option.
    if (commits !== undefined && (isReadElsewhere || typeof commits !== 'string' || mask(commits) !== commits)) {
      return {
        said: repeatInputs(this.#inputs, cwd, { part: '--history', paths: isReadElsewhere ? [] : this.#folders() }),
        how: isReadElsewhere ? 'in a clone that has these commits' : '',
      };
    }
    const said = repeatInputs(this.#inputs, cwd);
    if (diff === true)
      return { said, how: 'pipe the same diff in again, and add --yes: nobody can answer on standard input then' };
    if (stdinPath !== undefined || paths.some(isStdin))
      return { said, how: 'pipe the same text in again, and add --yes: nobody can answer on standard input then' };
    return {
      said,
      how: isReadElsewhere
        ? (history ?? all) === true
          ? 'in a clone'
          : 'in a clone, in the same folder and state'
        : '',
    };
  }

  #inRepositories(places: readonly Found['occurrences'][number][]): {
    readonly said: RepeatedInputs;
    readonly how: string;
  } {
    const { cwd } = this.#around;
    const { repos, all, history, gitFolder } = this.#inputs;
    if (repos === undefined) {
      const names = [...new Set(places.map(({ repository }) => repository ?? ''))];
      const part: Part = places.every(({ origin }) => IN_HISTORY.has(origin.type)) ? '--history' : '--all';
      return {
        said: repeatInputs({}, cwd, { part, paths: [] }),
        how:
          names.length === 1
            ? `in a clone of ${mask(names[0]!)}`
            : `in a clone of each of the ${count(names.length, 'repository', 'repositories')}`,
      };
    }
    const part =
      all === true ? '--all' : history === true ? '--history' : gitFolder === true ? '--git-folder' : undefined;
    const roots = [...new Set(places.map(({ root }) => root))].filter((root) => root !== '');
    const rest = roots.length - MOST_ROOTS;
    const said = repeatInputs(this.#inputs, cwd, { part, paths: roots.slice(0, MOST_ROOTS) });
    return { said, how: rest > 0 ? `the same for each of ${count(rest, 'more repository', 'more repositories')}` : '' };
  }

  /** Folders in the repositories of the inputs, except in the repository of the current folder. */
  #folders(): readonly string[] {
    const { cwd } = this.#around;
    const { paths = [], history, gitFolder, all } = this.#inputs;
    const named = paths.filter((name) => !isStdin(name));
    if (history === true || gitFolder === true || all === true) return named;
    const folders = named.map((name) =>
      statSync(path.resolve(cwd, name), { throwIfNoEntry: false })?.isDirectory() === true ? name : path.dirname(name),
    );
    const here = topOf(cwd);
    return [...new Set(folders)].filter((folder) => {
      const top = topOf(path.resolve(cwd, folder));
      return top !== undefined && top !== here;
    });
  }
}

/** @returns all places if at least one of them is in one of several repositories; otherwise nothing */
function placesInRepositories(found: Iterable<Found>): Found['occurrences'][number][] {
  const places: Found['occurrences'][number][] = [];
  let isInRepository = false;
  for (const { occurrences } of found) {
    // In a report about several repositories, every place is in one of them.
    if (!isInRepository && !occurrences.some(({ repository }) => repository !== undefined)) return [];
    isInRepository = true;
    places.push(...occurrences);
  }
  return places;
}

function* placesOf(found: Iterable<Found>) {
  for (const { occurrences } of found) yield* occurrences;
}
