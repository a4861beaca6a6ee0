// Messages of `purge`: the plan, the steps and the proof.

import type pc from 'picocolors';
import { pageOf, shellWord } from '../../library/advice.ts';
import { placesOf } from '../../library/platform.ts';
import type { NotFixed, PurgePlan, PurgeResult, PurgeStep } from '../../library/purge.ts';
import { KIND_NAMES } from '../../library/report.ts';
import { clean, count, grouped } from '../../library/text.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** Names that are shown of a list. */
const MOST_NAMES = 8;
/** Problems that are shown. */
const MOST_LINES = 10;

/** What happens in each step. */
export const STEPS: Readonly<Record<PurgeStep, string>> = {
  clone: 'Making a mirror clone',
  rewrite: 'Rewriting it with git filter-repo',
  compare: 'Comparing every commit with its original',
  clean: 'Removing the old objects',
  search: 'Searching every object for the values',
  scan: 'Scanning the history of the clone',
  fsck: 'Running git fsck',
};

/** What to do about a clone that was begun and not finished. */
export function beginning({ repository, output }: PurgePlan): string {
  return `${clean(repository)} is as it was. Delete what was begun: rm -rf ${shellWord(output)}`;
}

/** Formats plans and results. No line ever contains a secret. */
export class PurgeText {
  readonly #c: Colors;

  constructor(colors: Colors) {
    this.#c = colors;
  }

  /** What changes, what stays, and what follows for other people. */
  plan(plan: PurgePlan): string {
    const { secrets, repository, output, notFixed } = plan;
    const head = `${this.#c.bold('Plan')}: purge ${count(secrets.length, 'distinct secret')} from the history of ${clean(repository)}`;
    const items = secrets.map((leaked, at) => {
      const { redacted, fingerprint } = leaked.secret;
      const title = `${this.#c.bold(redacted)}  fingerprint ${fingerprint}  ${KIND_NAMES[leaked.kind]}  ${this.#state(plan, at)}`;
      return `${at + 1}. ${title}\n   found      ${placesOf(leaked)}`;
    });
    const blocks = [
      head,
      ...items,
      section(`In the clone ${clean(output)}`, changes(plan)),
      ...(notFixed.length === 0 ? [] : [section('What stays', staying(notFixed))]),
      section('What follows', consequences(plan)),
      `The repository itself is only read, and nothing is pushed. ${pageOf('purge.md')}`,
    ];
    return `${blocks.join('\n\n')}\n\n`;
  }

  /** The proof, and the command that publishes the clone. */
  result(plan: PurgePlan, result: PurgeResult): string {
    const { survey } = plan;
    const { changedCommits, comparedTrees, problems, damage, leftObjects, leftPlaces, isScanComplete, push } = result;
    const left = leftObjects.length + leftPlaces.length;
    const rows = [
      row(
        'refs',
        `all ${grouped(survey.refs.size)} are compared; ${grouped(changedCommits)} of ${count(survey.commits, 'commit')} have a new id`,
      ),
      row(
        'trees',
        `${count(comparedTrees, 'changed tree')} compared with ${comparedTrees === 1 ? 'its original' : 'their originals'}`,
      ),
      row(
        'bytes',
        problems.length === 0 ? this.#c.green('only those of the values differ') : this.#c.red('others differ too:'),
      ),
      ...problems.slice(0, MOST_LINES).map((line) => row('', clean(line))),
      row('values', left === 0 ? this.#c.green('none is left in any object') : this.#c.red('some are left:')),
      ...[...leftPlaces, ...leftObjects.filter((id) => !leftPlaces.some((place) => place.includes(id)))]
        .slice(0, MOST_LINES)
        .map((line) => row('', clean(line))),
      ...(isScanComplete ? [] : [row('scan', this.#c.red('not complete'))]),
      row('git fsck', damage.length === 0 ? this.#c.green('clean') : this.#c.red('finds damage:')),
      ...damage.slice(0, MOST_LINES).map((line) => row('', clean(line))),
    ];
    const isProven = problems.length === 0 && damage.length === 0 && isScanComplete;
    return `${section(this.#c.bold('Proof'), rows)}\n\n${isProven ? `${publishing(push)}\n\n` : ''}`;
  }

  #state({ secrets, states }: PurgePlan, at: number): string {
    const state = states.find(({ leaked }) => leaked === secrets[at]);
    if (state === undefined) return this.#c.yellow('not asked');
    if (state.state === 'alive') return this.#c.red('alive');
    if (state.state === 'dead') return this.#c.green('dead');
    return this.#c.yellow(state.state === 'unknown' ? `unknown: ${state.reason}` : 'share key: not asked');
  }
}

function changes({ survey }: PurgePlan): string[] {
  const { edits, paths, renamed, messages, signedCommits, signedTags } = survey;
  const signed = [
    ...(signedCommits > 0 ? [count(signedCommits, 'commit')] : []),
    ...(signedTags > 0 ? [count(signedTags, 'tag')] : []),
  ];
  return [
    row('files', edits.blobs.size === 0 ? 'none' : `${count(edits.blobs.size, 'version')} of ${names(paths)}`),
    ...(renamed.length === 0 ? [] : [row('renamed', names(renamed))]),
    ...(messages === 0 ? [] : [row('messages', `those of ${count(messages, 'commit or tag', 'commits or tags')}`)]),
    row(
      'commits',
      `${grouped(survey.changedCommits)} of ${grouped(survey.commits)} get a new id; the values came in with ${names(survey.holding.map((id) => id.slice(0, 8)))}`,
    ),
    row(
      'refs',
      `${grouped(survey.changedRefs.length)} of ${grouped(survey.refs.size)} change: ${names(survey.changedRefs)}`,
    ),
    ...(signed.length === 0 ? [] : [row('signatures', `lost by ${signed.join(' and ')}`)]),
  ];
}

function staying(notFixed: readonly NotFixed[]): string[] {
  const more = notFixed.length - MOST_LINES;
  return [
    ...notFixed.slice(0, MOST_LINES).map(({ place, reason }) => `   ${clean(`${place}: ${reason}`)}`),
    ...(more > 0 ? [`   and ${more} more`] : []),
  ];
}

function consequences({ survey, reviews, localBranches }: PurgePlan): string[] {
  const hasNotes = survey.changedRefs.some((name) => name.startsWith('refs/notes/'));
  const hasReplacements = [...survey.refs.keys()].some((name) => name.startsWith('refs/replace/'));
  return [
    `After the push, everyone with a clone must clone again: ${count(survey.people, 'address has', 'addresses have')} committed here.`,
    'Open pull requests must be rebased onto the new history. Forks and caches keep the values: no push reaches them.',
    ...(reviews === 0
      ? []
      : [
          `${count(reviews, 'ref')} of pull requests cannot be pushed: ask the support of the server to remove the old ones.`,
        ]),
    ...(localBranches.length === 0
      ? []
      : [
          `This is a working clone: the branches of its remote "origin" are pushed, as last fetched; ${names(localBranches)} are not.`,
        ]),
    ...(hasNotes ? ['Notes (refs/notes) stay attached to the old ids of commits.'] : []),
    ...(hasReplacements ? ['Replacements (refs/replace) name old ids and have no effect in the clone.'] : []),
  ].map((line) => `   - ${line}`);
}

function publishing(push: string): string {
  const note = / URL /.test(push) ? '\nURL is the address of the repository on the server.' : '';
  return `To publish it, when all agree and nobody pushes:\n  ${push}${note}`;
}

function names(all: readonly string[]): string {
  const more = all.length - MOST_NAMES;
  const shown = all.slice(0, MOST_NAMES).map(clean).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines].join('\n');
}

function row(name: string, text: string): string {
  return `   ${name.padEnd(10)} ${text}`;
}
