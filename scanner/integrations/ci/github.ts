// Reads the variables and the event file of GitHub Actions; also what a push means to similar CIs.

import { Failure } from '../../model/failure.ts';
import { MOST_LISTED, readFound } from '../../io/small-file.ts';
import type { CiJob, CiLook, Variables } from './ci-job.ts';
import { call } from '../../text/command-line.ts';

/** @throws Failure if the event file cannot be read */
export function githubJob(variables: Variables): CiJob | undefined {
  if (variables('GITHUB_ACTIONS') !== 'true') return undefined;
  const name = variables('GITHUB_EVENT_NAME') ?? 'unknown event';
  const summaryFile = variables('GITHUB_STEP_SUMMARY');
  return {
    ci: 'GitHub Actions',
    ...eventLook(name, readEvent(variables('GITHUB_EVENT_PATH')), variables),
    shows: 'github',
    depth: 'actions/checkout with fetch-depth: 0',
    ...(summaryFile === undefined ? {} : { summaryFile }),
  };
}

function eventLook(name: string, event: GitHubEvent, variables: Variables): Pick<CiJob, 'event' | 'look'> {
  const pull = event.revisions('pull_request', ['head', 'sha'], ['base', 'sha']);
  if (pull !== undefined)
    return {
      event: `pull request ${event.number('pull_request', 'number') ?? ''}`.trim(),
      look: { what: 'range', ...pull },
    };
  const group = event.revisions('merge_group', ['head_sha'], ['base_sha']);
  if (group !== undefined) return { event: 'merge queue', look: { what: 'range', ...group } };
  if (name !== 'push') return { event: name, look: { what: 'history' } };
  const ref = event.text('ref') ?? variables('GITHUB_REF') ?? '';
  const shown = ref.replace(/^refs\/(?:heads|tags)\//, '');
  if (event.isTrue('deleted')) return { event: `deletion of ${shown}`, look: { what: 'nothing' } };
  const head = event.text('after') ?? variables('GITHUB_SHA');
  if (head === undefined) throw new Failure('the event of this push does not say which commit was pushed', REMEDY);
  return {
    event: `push to ${shown}`,
    look: pushLook(head, event.text('before'), ref, event.text('repository', 'default_branch')),
  };
}

/**
 * Finds the new commits of a push. A new branch has no previous commit, and a force push may have removed it; both are
 * compared with the default branch. Other branches do not count: two branches pushed at once would each leave out the
 * commits of the other.
 */
export function pushLook(
  head: string,
  before: string | undefined,
  ref: string,
  defaultBranch: string | undefined,
): CiLook {
  const isDefault = defaultBranch === undefined || ref === defaultBranch || ref === `refs/heads/${defaultBranch}`;
  const otherwise = [
    ...(before === undefined || /^0+$/.test(before) ? [] : [before]),
    ...(isDefault ? [] : [`refs/remotes/origin/${defaultBranch}`]),
  ];
  return { what: 'range', head, otherwise };
}

const REMEDY = `Name what to scan: ${call('ci --history')}`;

/** The needed fields of a GitHub event. The file's content is untrusted. Null counts as absent. */
class GitHubEvent {
  readonly #file: string;
  readonly #value: unknown;

  constructor(file: string, value: unknown) {
    this.#file = file;
    this.#value = value;
  }

  /** @throws Failure for a value that is not a string */
  text(...keys: readonly string[]): string | undefined {
    return this.#typed(keys, 'a text', (value) => typeof value === 'string');
  }

  number(...keys: readonly string[]): number | undefined {
    return this.#typed(keys, 'a number', (value) => typeof value === 'number');
  }

  isTrue(...keys: readonly string[]): boolean {
    return this.#typed(keys, 'true or false', (value): value is boolean => typeof value === 'boolean') === true;
  }

  /** @returns undefined if one of them is missing */
  revisions(
    key: string,
    toHead: readonly string[],
    toBase: readonly string[],
  ): { readonly head: string; readonly base: string } | undefined {
    const head = this.text(key, ...toHead);
    const base = this.text(key, ...toBase);
    return head === undefined || base === undefined ? undefined : { head, base };
  }

  #typed<T>(keys: readonly string[], type: string, isRight: (value: unknown) => value is T): T | undefined {
    let value = this.#value;
    for (const [at, key] of keys.entries()) {
      if (typeof value !== 'object' || Array.isArray(value)) throw this.#wrong(keys.slice(0, at), 'an object');
      value = (value as Record<string, unknown> | null)?.[key] ?? undefined;
      if (value === undefined) return undefined;
    }
    if (!isRight(value)) throw this.#wrong(keys, type);
    return value;
  }

  #wrong(keys: readonly string[], type: string): Failure {
    return new Failure(
      `cannot read the event of this workflow in ` +
        `${this.#file}: ${keys.length === 0 ? 'it' : keys.join('.')} is not ${type}`,
      REMEDY,
    );
  }
}

function readEvent(file: string | undefined): GitHubEvent {
  if (file === undefined) return new GitHubEvent('', {});
  try {
    const event: unknown = JSON.parse(readFound(file, MOST_LISTED)?.toString() ?? '');
    if (typeof event === 'object' && event !== null && !Array.isArray(event)) return new GitHubEvent(file, event);
  } catch {
    // Reported below.
  }
  throw new Failure(`cannot read the event of this workflow in ${file}`, REMEDY);
}
