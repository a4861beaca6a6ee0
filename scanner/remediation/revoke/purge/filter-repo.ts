// Runs git filter-repo, which rewrites the history. It gets the edits from a private file, never by arguments.

import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runGit, tryGit } from '../../../git/run-git.ts';
import { Failure } from '../../../model/failure.ts';
import type { GitContext } from '../../../model/git-context.ts';
import type { Survey } from './survey-history.ts';

/** In the clone; removed as soon as the program has ended. */
const EDITS_FILE = 'purge-edits.json';

/** Lines of its error output that are shown: the reason comes last. */
const MOST_LINES = 3;

/** Python that reads the edits once. Base64, because names and messages need not be UTF-8. */
const READ_EDITS = `
import sys
edits = sys.modules.get("navixy_purge_edits")
if edits is None:
  import base64, json
  decode = base64.b64decode
  with open("${EDITS_FILE}", encoding="ascii") as file:
    read = json.load(file)
  edits = {
    "blobs": {id.encode(): [(start, end, decode(text)) for start, end, text in ranges]
              for id, ranges in read["blobs"].items()},
    "texts": [(decode(old), decode(new)) for old, new in read["texts"]],
  }
  sys.modules["navixy_purge_edits"] = edits
`;
const EDIT_BLOB = `${READ_EDITS}
ranges = edits["blobs"].get(blob.original_id)
if ranges is not None:
  data = bytearray(blob.data)
  for start, end, text in ranges:
    data[start:end] = text
  blob.data = bytes(data)
`;
const editText = (name: string): string => `${READ_EDITS}
if ${name} is not None:
  for old, new in edits["texts"]:
    ${name} = ${name}.replace(old, new)
return ${name}
`;

/** Arguments of git filter-repo. They hold no value. */
const ARGUMENTS = [
  'filter-repo',
  // Keeps all refs, and leaves the removal of old objects to us: after the proof.
  '--partial',
  '--force',
  '--quiet',
  ...['--prune-empty', 'never', '--prune-degenerate', 'never'],
  ...['--replace-refs', 'update-no-add'],
  '--preserve-commit-encoding',
  ...['--blob-callback', EDIT_BLOB],
  ...['message', 'filename', 'name', 'email'].flatMap((name) => [`--${name}-callback`, editText(name)]),
];

/** @throws Failure that says how to install it */
export async function requireFilterRepo(context: GitContext): Promise<void> {
  // Outside of any repository: an untrusted one could define a command of that name.
  const outside = { ...context, cwd: path.parse(context.cwd).root, hook: { GIT_DIR: '/dev/null' } };
  if ((await tryGit(outside, ['filter-repo', '--version'])).code === 0) return;
  throw new Failure(
    'git filter-repo was not found; it rewrites the history',
    'Install it, then run this again: pipx install git-filter-repo (or brew, apt or dnf install git-filter-repo)',
  );
}

/**
 * Rewrites the refs of a clone: those that change, back to the commits that are left out, or all.
 * @throws Failure with its message if it fails; the reason of the signal after an abort
 */
export async function runFilterRepo(
  clone: GitContext,
  { edits, changedRefs, excluded }: Pick<Survey, 'changedRefs' | 'edits' | 'excluded'>,
): Promise<void> {
  const file = path.join(clone.cwd, EDITS_FILE);
  const range = excluded === undefined ? [] : ['--refs', ...changedRefs, ...excluded.map((id) => `^${id}`)];
  const encoded = {
    blobs: Object.fromEntries(
      Array.from(edits.blobs, ([id, { ranges }]) => [
        id,
        ranges.map(({ start, end, bytes }) => [start, end, bytes.toString('base64')]),
      ]),
    ),
    texts: edits.texts.map((pair) => pair.map((text) => Buffer.from(text, 'latin1').toString('base64'))),
  };
  try {
    writeFileSync(file, JSON.stringify(encoded), { mode: 0o600, flag: 'wx' });
    const { code, stderr } = await tryGit(clone, [...ARGUMENTS, ...range]);
    if (code !== 0) {
      const said = stderr.split('\n').slice(-MOST_LINES).join('; ');
      throw new Failure(`git filter-repo failed: ${said === '' ? `exit status ${code}` : said}`);
    }
  } finally {
    rmSync(file, { force: true });
  }
  clone.signal?.throwIfAborted();
}

/** Removes the old objects, which still hold the values. @throws Failure if git cannot */
export async function removeOldObjects(clone: GitContext): Promise<void> {
  await runGit(clone, ['gc', '--quiet', '--prune=now']);
}
