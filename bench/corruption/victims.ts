// Small repositories to damage.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hex } from '../../test/support/hex.ts';
import { TempRepo } from '../../test/support/repo.ts';

/** A small repository to damage. */
export interface Victim {
  readonly name: string;
  readonly repo: TempRepo;
}

const leak = (seed: string) => `export const NAVIXY_HASH = '${hex(seed)}';\n`;

/** Versions of a few files with leaks in roots, in deltas, in messages and in a name. */
function generate(format: 'sha1' | 'sha256', versions: number): TempRepo {
  const repo = new TempRepo({ format });
  repo.git('config', 'gc.auto', '0');
  repo.git('config', 'pack.threads', '1');
  for (let version = 0; version < versions; version += 1) {
    const lines = Array.from({ length: 60 }, (_, line) =>
      line === (version * 7) % 60 && version % 3 === 0
        ? leak(`line ${version}`)
        : `export const value${line} = ${line * (line === version ? 2 : 1)};\n`,
    );
    repo.write('src/a.ts', lines.join(''));
    repo.write(`src/part${version % 3}/b.json`, `{ "version": ${version}, "text": "${'lorem ipsum '.repeat(40)}" }\n`);
    if (version === 4) repo.write(`backup/navixy_hash=${hex('name')}.txt`, 'nothing\n');
    repo.commit(`Version ${version}\n\n${version === 5 ? leak('message') : 'Nothing to say.\n'}`);
  }
  repo.git('tag', '-a', 'v1', '-m', leak('tag'));
  repo.git('branch', 'other', 'HEAD~2');
  return repo;
}

/** Removes what git has written besides objects: reflogs, sample hooks, the working tree. */
function packed(repo: TempRepo, ...how: string[]): TempRepo {
  repo.git('repack', '-a', '-d', '-q', ...how);
  repo.git('prune-packed');
  repo.git('pack-refs', '--all');
  return repo;
}

function severalPacks(): TempRepo {
  const repo = generate('sha1', 4);
  for (let round = 0; round < 3; round += 1) {
    repo.git('repack', '-d', '-q');
    repo.write('src/a.ts', `${leak(`round ${round}`)}${'// more\n'.repeat(30)}`);
    repo.commit(`Round ${round}`);
  }
  repo.git('repack', '-d', '-q');
  repo.git('multi-pack-index', 'write');
  repo.write('src/a.ts', leak('loose'));
  repo.commit('Loose');
  repo.git('pack-refs', '--all');
  return repo;
}

/** A repository whose older half is in another object folder (alternates). */
function borrowing(): TempRepo {
  const repo = packed(generate('sha1', 6));
  const lender = repo.path('lender');
  mkdirSync(lender);
  execFileSync('git', ['clone', '-q', '--bare', '--no-hardlinks', repo.root, path.join(lender, 'a.git')], {
    stdio: 'ignore',
  });
  writeFileSync(repo.path('.git/objects/info/alternates'), '../../lender/a.git/objects\n');
  for (const version of [1, 2, 3]) {
    repo.write('src/own.ts', `${leak(`own ${version}`)}// ${version}\n`);
    repo.git('add', 'src');
    repo.commitStaged(`Own ${version}`);
  }
  // Without the objects of the other repository.
  return packed(repo, '-l');
}

/** The newest commits of a real repository, limited to forty of its files, with a leak on top. */
function partOf(mirror: string): TempRepo {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', mirror, ...args], { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
  const files = git('ls-tree', '-r', '-l', 'HEAD')
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const match = /^100\d+ blob \w+ +(\d+)\t([\w./-]+)$/.exec(line);
      return match !== null && Number(match[1]) < 20_000 ? [match[2]!] : [];
    })
    .slice(0, 40);
  const commits = git('rev-list', '--first-parent', '-60', 'HEAD', '--', ...files)
    .toString('latin1')
    .trim()
    .split('\n');
  // After "--", git expects files of a working tree, which a mirror does not have.
  const stream = git(
    'fast-export',
    '--signed-tags=strip',
    '--tag-of-filtered-object=drop',
    '--first-parent',
    'HEAD',
    ...commits.slice(59).map((oldest) => `^${oldest}`),
    ...files.map((file) => `:(top)${file}`),
  );
  const repo = new TempRepo();
  repo.git('config', 'pack.threads', '1');
  repo.gitWith({ input: stream }, 'fast-import', '--quiet', '--force');
  repo.git('reset', '-q', '--hard', repo.git('for-each-ref', '--format=%(refname)').split('\n')[0]!);
  repo.write('leak.ts', leak(`in ${mirror}`));
  repo.commit('Plant');
  return packed(repo, '-f');
}

/**
 * @param mirrors folders of real repositories @param made receives everything to remove at the end, even after an error
 */
export function makeVictims(mirrors: readonly string[], made: Victim[]): void {
  made.push({ name: 'generated, one pack', repo: packed(generate('sha1', 12)) });
  made.push({ name: 'generated, SHA-256', repo: packed(generate('sha256', 12)) });
  made.push({ name: 'generated, several packs', repo: severalPacks() });
  made.push({ name: 'generated, loose', repo: generate('sha1', 5) });
  made.push({ name: 'generated, borrowing', repo: borrowing() });
  for (const mirror of mirrors)
    made.push({ name: `part of ${path.basename(mirror.replace(/\/(?:repo|\.git)\/?$/, ''))}`, repo: partOf(mirror) });
}
