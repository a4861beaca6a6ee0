import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { json, leak } from '../../run.ts';
import { essence } from './world.ts';

/**
 * Scans a directory with and without a cache, and expects equal reports.
 * @returns how many documents came from the cache, and the report
 */
async function same(folder: string, cache: string, ...options: string[]) {
  const cached = await json(['scan', '--history', '--cache', '--cache-location', cache, ...options], { cwd: folder });
  const fresh = await json(['scan', '--history', ...options], { cwd: folder });
  expect({ exitCode: cached.exitCode, stderr: cached.stderr, ...essence(cached.report) }).toEqual({
    exitCode: fresh.exitCode,
    stderr: fresh.stderr,
    ...essence(fresh.report),
  });
  return { known: cached.report.summary.cached ?? 0, ...fresh };
}

/** A repository with some history, packed. */
function origin(format: 'sha1' | 'sha256' = 'sha1'): TempRepo {
  const repo = new TempRepo({ format });
  for (let number = 0; number < 4; number += 1) grow(repo, `f${number}.txt`);
  repo.git('config', 'uploadpack.allowFilter', 'true');
  repo.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  return repo;
}

function grow(repo: TempRepo, file: string, content = `${file}\n${'filler of a file\n'.repeat(20)}`): void {
  repo.write(file, content);
  repo.commit(`Add ${file}`);
  repo.git('repack', '-d', '-q');
}

describe('a scan with a cache reports the same as a scan without one', () => {
  it('of a SHA-256 repository', async () => {
    using repo = origin('sha256');
    using beside = new TempFolder();
    expect((await same(repo.root, beside.path('cache'))).known).toBe(0);
    expect((await same(repo.root, beside.path('cache'))).known).toBeGreaterThan(0);
    grow(repo, 'leak.ts', leak(hex('of a new pack')));
    expect((await same(repo.root, beside.path('cache'))).exitCode).toBe(1);
  });

  it('of a shallow clone, also after it is deepened', async () => {
    using repo = origin();
    grow(repo, 'old.ts', leak(hex('long gone')));
    repo.git('rm', '-q', 'old.ts');
    repo.commit('Remove it');
    grow(repo, 'last.txt');
    using beside = new TempFolder();
    repo.git('clone', '-q', '--depth', '1', `file://${repo.root}`, beside.path('clone'));
    const scan = () => same(beside.path('clone'), beside.path('cache'));
    expect(await scan()).toMatchObject({ known: 0, exitCode: 2 });
    const again = await scan();
    expect(again.report.notLookedAt[0]!.reason).toContain('shallow clone');
    expect(again.known).toBeGreaterThan(0);
    repo.gitWith(
      { cwd: beside.path('clone') },
      '-c',
      'gc.auto=0',
      '-c',
      'maintenance.auto=false',
      'fetch',
      '-q',
      '--unshallow',
    );
    const whole = await scan();
    expect(whole).toMatchObject({ exitCode: 1, report: { complete: true } });
    expect(whole.report.findings).toHaveLength(1);
  });

  it('of a partial clone, also after the missing objects are fetched', async () => {
    using repo = origin();
    grow(repo, 'old.ts', leak(hex('not fetched')));
    repo.git('rm', '-q', 'old.ts');
    repo.commit('Remove it');
    using beside = new TempFolder();
    repo.git('clone', '-q', '--filter=blob:none', `file://${repo.root}`, beside.path('clone'));
    const scan = () => same(beside.path('clone'), beside.path('cache'));
    expect((await scan()).exitCode).toBe(2);
    const again = await scan();
    expect(again.known).toBeGreaterThan(0);
    expect(again.report.notLookedAt.map(({ reason }) => reason).join()).toMatch(/objects? missing/);
    repo.gitWith(
      { cwd: beside.path('clone') },
      '-c',
      'gc.auto=0',
      '-c',
      'maintenance.auto=false',
      'fetch',
      '-q',
      '--refetch',
      '--no-filter',
    );
    expect(await scan()).toMatchObject({ exitCode: 1, report: { complete: true } });
  });

  it('of a repository with alternates, also after they change or disappear', async () => {
    using repo = origin();
    using beside = new TempFolder();
    repo.git('clone', '-q', '--shared', repo.root, beside.path('clone'));
    const scan = (...options: string[]) => same(beside.path('clone'), beside.path('cache'), ...options);
    const refused = await scan();
    expect(refused.exitCode).toBe(2);
    expect((await scan()).exitCode).toBe(2);
    expect((await scan('--allow-alternates')).exitCode).toBe(0);
    expect((await scan('--allow-alternates')).known).toBeGreaterThan(0);
    grow(repo, 'lent.ts', leak(hex('lent')));
    expect((await scan('--allow-alternates')).exitCode).toBe(1);
    // Without --allow-alternates nothing from there is reported.
    expect((await scan()).report.findings).toEqual([]);
    const packs = path.join(repo.root, '.git/objects/pack');
    for (const name of readdirSync(packs).slice(0, 3)) rmSync(path.join(packs, name));
    expect((await scan('--allow-alternates')).exitCode).toBe(2);
    rmSync(path.join(repo.root, '.git'), { recursive: true });
    expect((await scan('--allow-alternates')).exitCode).toBe(2);
  });

  it('of linked worktrees, each with its own index', async () => {
    using repo = origin();
    using beside = new TempFolder();
    repo.git('worktree', 'add', '-q', '-b', 'side', beside.path('side'));
    const scan = (folder: string) => same(folder, beside.path('cache'));
    await scan(repo.root);
    expect((await scan(beside.path('side'))).known).toBeGreaterThan(0);
    appendFileSync(beside.path('side/f0.txt'), leak(hex('staged at the side')));
    repo.gitWith({ cwd: beside.path('side') }, 'add', 'f0.txt');
    for (const folder of [repo.root, beside.path('side')]) expect((await scan(folder)).exitCode).toBe(1);
  });

  it('after objects are replaced and commits are grafted', async () => {
    using repo = origin();
    using beside = new TempFolder();
    const scan = () => same(repo.root, beside.path('cache'));
    await scan();
    repo.git('replace', 'HEAD:f0.txt', repo.dangling(leak(hex('in its stead'))));
    expect((await scan()).exitCode).toBe(1);
    repo.git('replace', '-d', repo.git('rev-parse', 'HEAD:f0.txt'));
    repo.git('replace', '--graft', 'HEAD', 'HEAD~2');
    await scan();
    repo.write('.git/info/grafts', `${repo.git('rev-parse', 'HEAD')}\n`);
    expect((await scan()).exitCode).toBe(1);
  });

  it('after a repack, and after refs are deleted', async () => {
    using repo = origin();
    using beside = new TempFolder();
    const scan = () => same(repo.root, beside.path('cache'));
    repo.git('branch', 'old');
    grow(repo, 'more.txt');
    await scan();
    repo.git('branch', '-D', 'old');
    repo.git('reset', '-q', '--hard', 'HEAD~2');
    expect((await scan()).known).toBeGreaterThan(0);
    repo.git('reflog', 'expire', '--expire=now', '--all');
    repo.git('gc', '-q', '--prune=now');
    expect((await scan()).known).toBe(0);
    expect((await scan()).known).toBeGreaterThan(0);
  });
});
