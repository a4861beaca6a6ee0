import { expect } from 'vitest';
import type { TempRepo } from '../../support/repo.ts';
import { json } from '../run.ts';

export const history = async (repo: TempRepo, ...args: string[]) =>
  json(['scan', '--history', ...args], { cwd: repo.root });

/** The one finding of a repository, which must have exactly one. */
export async function only(repo: TempRepo) {
  const { report, exitCode } = await history(repo);
  expect(report.notLookedAt).toEqual([]);
  expect(exitCode).toBe(1);
  expect(report.findings).toHaveLength(1);
  return report.findings[0]!;
}
