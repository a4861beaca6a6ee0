import fc from 'fast-check';
import { hex } from './hex.ts';
import { TempRepo } from './repo.ts';

/** A commit of a generated history: its parents, and the content of each path. */
export interface MadeCommit {
  /** Numbers of earlier commits; none for a root. */
  readonly parents: readonly number[];
  /** The secrets at each of {@link PATHS}, as bits; `undefined` for no file. */
  readonly files: readonly (number | undefined)[];
  /** A number that makes contents with the same secrets differ. */
  readonly edition: number;
  readonly time: number;
  readonly refs: readonly string[];
}

export const PATHS = ['a.ts', 'd/b.ts', 'd/e/c.ts'] as const;
export const SECRETS = [hex('first of a history'), hex('second of a history')] as const;

/** Histories with merges of up to three parents, several roots, and commits with and without refs. */
export const histories: fc.Arbitrary<readonly MadeCommit[]> = fc
  .array(
    fc.record({
      parents: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
      files: fc.tuple(...PATHS.map(() => fc.option(fc.nat(3), { nil: undefined, freq: 4 }))),
      keeps: fc.boolean(),
      edition: fc.nat(1),
      time: fc.nat(50),
      refs: fc.subarray(['heads/', 'tags/', 'pull/', 'remotes/origin/']),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((raw) => {
    const made: MadeCommit[] = [];
    for (const [number, { parents, files, keeps, edition, time, refs }] of raw.entries()) {
      const earlier = [...new Set(parents.map((back) => number - 1 - back))].filter((parent) => parent >= 0);
      const first = made[earlier[0] ?? -1];
      made.push({
        parents: earlier,
        files:
          keeps && first !== undefined
            ? first.files.map((file, at) => (at === number % PATHS.length ? files[at] : file))
            : files,
        edition: keeps && first !== undefined ? first.edition : edition,
        time: 1_700_000_000 + time,
        refs: refs.map((space) =>
          number === raw.length - 1 && space === 'heads/' ? 'refs/heads/main' : `refs/${space}n${number}`,
        ),
      });
    }
    return made;
  });

export function contentOf(secrets: number, edition: number): string {
  return `${SECRETS.map((secret, bit) => ((secrets & (1 << bit)) === 0 ? '' : `export const NAVIXY_HASH = '${secret}';\n`)).join('')}// edition ${edition}\n`;
}

/** Creates the history, packed or loose. @returns the repository and the ids of the commits */
export function makeHistory(
  commits: readonly MadeCommit[],
  options: { readonly isPacked: boolean; readonly format: 'sha1' | 'sha256' },
): { repo: TempRepo; ids: string[] } {
  const repo = new TempRepo({ bare: true, format: options.format });
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = commits.map(({ parents, files, edition, time }, number) =>
    [
      `commit refs/made/${number}\nmark :${number + 1}\ncommitter C <c@fleet.example> ${time} +0000\n${data(`commit ${number}`)}`,
      ...parents.map((parent, at) => `${at === 0 ? 'from' : 'merge'} :${parent + 1}\n`),
      'deleteall\n',
      ...files.flatMap((secrets, at) =>
        secrets === undefined ? [] : [`M 100644 inline ${PATHS[at]!}\n${data(contentOf(secrets, edition))}`],
      ),
    ].join(''),
  );
  repo.gitWith({ input: stream.join('') }, 'fast-import', '--quiet');
  const ids = commits.map((_, number) => repo.git('rev-parse', `refs/made/${number}`));
  if (options.isPacked) repo.git('repack', '-a', '-d', '-q');
  const updates = commits.flatMap(({ refs }, number) => [
    `delete refs/made/${number}`,
    ...refs.map((ref) => `create ${ref} ${ids[number]!}`),
  ]);
  repo.gitWith({ input: updates.map((line) => `${line}\n`).join('') }, 'update-ref', '--stdin');
  return { repo, ids };
}
