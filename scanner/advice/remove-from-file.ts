// How to remove a value from a file, depending on the kind of file.

import path from 'node:path';
import { INSIDE } from '../model/archive-path.ts';
import { topOf } from '../git/hook-environment.ts';
import { shellLine } from '../text/shell.ts';

/** A place of a finding. */
export interface RemovalPlace {
  /** Absolute path of the folder that {@link path} is relative to. */
  readonly root: string;
  /** With `/`; for a message, its name in a report. */
  readonly path: string;
  readonly origin: { readonly type: string; readonly inHead?: boolean | undefined };
}

/** A sentence, and a command to print on its own line below it. */
export interface Removal {
  readonly words: string;
  readonly command?: string;
}

/** Kinds of files that need different steps. */
type Kind = 'env' | 'sample' | 'ci' | 'log' | 'notebook' | 'message' | 'archive' | 'code';

const BY_NAME: readonly (readonly [Kind, RegExp])[] = [
  ['sample', /^\.?env[.-](?:example|sample|template|dist|defaults?)$|^(?:example|sample|template)\.env$/iu],
  ['env', /^\.env(?:rc|\.[\w.-]+)?$|^[\w.-]+\.env$/iu],
  ['notebook', /\.ipynb$/iu],
  ['log', /\.(?:log|har|out|trace|dmp)(?:\.\d+)?$/iu],
  [
    'ci',
    /^(?:\.gitlab-ci|azure-pipelines|bitbucket-pipelines|\.travis|appveyor|\.drone|cloudbuild)\.ya?ml$|^Jenkinsfile/iu,
  ],
];
const CI_FOLDER = /(?:^|\/)(?:\.github\/(?:workflows|actions)|\.circleci|\.buildkite|\.gitlab)\//u;

function kindOf({ path: name, origin }: RemovalPlace): Kind {
  if (origin.type === 'message') return 'message';
  if (name.includes(INSIDE)) return 'archive';
  const last = path.posix.basename(name);
  const known = BY_NAME.find(([, pattern]) => pattern.test(last))?.[0];
  return known ?? (CI_FOLDER.test(name) ? 'ci' : 'code');
}

/** The sentence for each kind; `name` is that of the first such file. */
const WORDS: Readonly<Record<Kind, (name: string) => string>> = {
  code: () => 'Read the value from the environment or a secret store instead of the file.',
  env: (name) => `Keep ${name} out of git: add it to .gitignore and take it out of the index; it stays on disk.`,
  sample: (name) => `Put a placeholder into ${name}, for everybody copies it.`,
  ci: (name) => `Store the value as a secret of the CI, and let ${name} read it from there.`,
  notebook: (name) => `Clear the outputs of ${name}, and let its cells read the value from the environment.`,
  log: (name) =>
    `Delete ${name} and keep such files out of git; a hash in a header is not logged as one in an address is.`,
  archive: (name) => `Build ${name} again without the value, or keep it out of git.`,
  message: () => 'Write the message again without the value: git commit --amend, or git rebase -i for an older one.',
};
const KINDS = Object.keys(WORDS) as Kind[];

/**
 * @param cwd absolute path of the folder in which commands run; absent if they run on another machine
 * @returns the steps for these places, each kind once; none for places in the history only
 */
export function removals(places: Iterable<RemovalPlace>, cwd?: string): readonly Removal[] {
  const firsts = new Map<Kind, RemovalPlace>();
  for (const place of places) {
    if (isOnlyInHistory(place)) continue;
    const kind = kindOf(place);
    if (!firsts.has(kind)) firsts.set(kind, place);
    if (firsts.size === KINDS.length) break;
  }
  return KINDS.flatMap((kind): Removal[] => {
    const place = firsts.get(kind);
    if (place === undefined) return [];
    const words = WORDS[kind](place.path.split(INSIDE)[0]!);
    if (kind === 'env') return [{ words, ...outOfIndex(place, cwd) }];
    return [{ words }];
  });
}

/** Whether no file on disk has the value, so editing one does not help; see {@link Removal}. */
export function isOnlyInHistory({ origin: { type, inHead } }: Pick<RemovalPlace, 'origin'>): boolean {
  return type === 'blob' || (type === 'commit' && inHead === false);
}

/** @returns the files that the steps of {@link removals} tell to edit and that stay in git, each once */
export function filesToStage(places: Iterable<RemovalPlace>): readonly Pick<RemovalPlace, 'path' | 'root'>[] {
  const files = new Map<string, Pick<RemovalPlace, 'path' | 'root'>>();
  for (const place of places) {
    const kind = kindOf(place);
    if (kind === 'message') continue;
    const name = kind === 'env' ? '.gitignore' : place.path.split(INSIDE)[0]!;
    files.set(path.join(place.root, name), { root: place.root, path: name });
  }
  return [...files.values()];
}

/** Whether a place takes no comment: its format has none, or nobody edits the file by hand. */
export function takesNoComment(name: string): boolean {
  return name.includes(INSIDE) || /\.(?:\w*json|webmanifest|ipynb|har|map|[ct]sv)$/iu.test(name);
}

/** `git rm --cached`, which does nothing for an untracked file. */
function outOfIndex({ root, path: name }: RemovalPlace, cwd: string | undefined): Pick<Removal, 'command'> {
  const folder = cwd === undefined ? '.' : path.relative(cwd, root) || '.';
  if (cwd !== undefined && topOf(root) === undefined) return {};
  const place = folder === '.' ? [] : ['-C', folder];
  const literal = /[*?[\]:\\]/u.test(name) ? ['--literal-pathspecs'] : [];
  return { command: shellLine(['git', ...place, ...literal, 'rm', '--cached', '--ignore-unmatch', '--', name]) };
}
