import { Failure } from '../failure.ts';
import { MOST_LISTED, readFound } from '../io/small-file.ts';
import type { CiJob, CiLook, Variables } from './types.ts';
import { call } from '../text/command-line.ts';

/** The parts of GitHub's event that matter here. */
interface GitHubEvent {
  readonly before?: string;
  readonly after?: string;
  readonly deleted?: boolean;
  readonly ref?: string;
  readonly pull_request?: { readonly number?: number; readonly base?: { readonly sha?: string }; readonly head?: { readonly sha?: string } };
  readonly merge_group?: { readonly base_sha?: string; readonly head_sha?: string };
  readonly repository?: { readonly default_branch?: string };
}

/** @throws Failure when the event cannot be read */
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
  const { pull_request: pull, merge_group: group } = event;
  if (pull?.head?.sha !== undefined && pull.base?.sha !== undefined) {
    return { event: `pull request ${pull.number ?? ''}`.trim(), look: { what: 'range', head: pull.head.sha, base: pull.base.sha } };
  }
  if (group?.head_sha !== undefined && group.base_sha !== undefined) return { event: 'merge queue', look: { what: 'range', head: group.head_sha, base: group.base_sha } };
  if (name !== 'push') return { event: name, look: { what: 'history' } };
  const ref = event.ref ?? variables('GITHUB_REF') ?? '';
  const shown = ref.replace(/^refs\/(?:heads|tags)\//, '');
  if (event.deleted === true) return { event: `deletion of ${shown}`, look: { what: 'nothing' } };
  const head = event.after ?? variables('GITHUB_SHA');
  if (head === undefined) throw new Failure('the event of this push does not say which commit was pushed', `Say what to look at: ${call('ci --history')}`);
  return { event: `push to ${shown}`, look: pushLook(head, event.before, ref, event.repository?.default_branch) };
}

/**
 * What is new in a push. A new branch has no commit before it, and that of a force push may be gone;
 * both are measured against the default branch. Other branches do not count: two that are pushed at
 * once would each leave out what the other brings.
 */
export function pushLook(head: string, before: string | undefined, ref: string, defaultBranch: string | undefined): CiLook {
  const isDefault = defaultBranch === undefined || ref === defaultBranch || ref === `refs/heads/${defaultBranch}`;
  const otherwise = [...(before === undefined || /^0+$/.test(before) ? [] : [before]), ...(isDefault ? [] : [`refs/remotes/origin/${defaultBranch}`])];
  return { what: 'range', head, otherwise };
}

function readEvent(file: string | undefined): GitHubEvent {
  if (file === undefined) return {};
  try {
    const event: unknown = JSON.parse(readFound(file, MOST_LISTED)?.toString() ?? '');
    if (typeof event === 'object' && event !== null) return event as GitHubEvent;
  } catch {
    // Said below.
  }
  throw new Failure(`cannot read the event of this workflow in ${file}`, `Say what to look at: ${call('ci --history')}`);
}
