/** Tests the documented behaviour of an expiring `allow` entry with the cache of ESLint. */
import { readFileSync } from 'node:fs';
import { ESLint, type Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import plugin from '../../rules/index.ts';
import { hex } from '../support/hex.ts';
import { TempFolder } from '../support/repo.ts';

const EXPIRES = '2026-12-31';
const allow = [{ path: 'a.js', reason: 'a stand-in', expires: EXPIRES }];

/** Usual settings, and those in docs/settings.md. */
const plain = (): Linter.Config => ({ settings: { navixy: { allow } } });
const marked = (): Linter.Config => {
  const today = new Date().toISOString().slice(0, 10);
  return { settings: { navixy: { allow }, expired: allow.filter(({ expires }) => expires < today) } };
};

describe('eslint --cache', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
    folder.write('a.js', `const NAVIXY_HASH = '${hex('cache')}';\n`);
    folder.write('b.js', 'export const b = 1;\n');
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    folder[Symbol.dispose]();
  });

  /**
   * Runs ESLint at noon of a day.
   * @returns the messages, and the files that were not taken from the cache
   */
  async function run(day: string, settings: () => Linter.Config): Promise<{ messages: string[]; linted: string[] }> {
    vi.setSystemTime(new Date(`${day}T12:00:00Z`));
    const linted: string[] = [];
    const spy: ESLint.Plugin = {
      meta: { name: 'spy', version: '1.0.0' },
      rules: { seen: { create: ({ filename }) => (linted.push(filename.slice(-4)), {}) } },
    };
    const eslint = new ESLint({
      cwd: folder.root,
      cache: true,
      cacheStrategy: 'content',
      overrideConfigFile: true,
      overrideConfig: [plugin.configs.recommended, { plugins: { spy }, rules: { 'spy/seen': 'error' } }, settings()],
    });
    const results = await eslint.lintFiles('*.js');
    return { messages: results.flatMap(({ messages }) => messages.map(({ message }) => message)), linted };
  }

  const expired = [`Hardcoded Navixy hash (high confidence: the settings allowed it until ${EXPIRES}): revoke it.`];

  it('keeps a result after the expiry if the settings do not mark expired entries', async () => {
    expect(await run('2026-12-30', plain)).toEqual({ messages: [], linted: ['a.js', 'b.js'] });
    expect(await run('2027-01-01', plain)).toEqual({ messages: [], linted: [] });
  });

  it('lints again on the day after the expiry, and only then', async () => {
    expect(await run('2026-12-30', marked)).toEqual({ messages: [], linted: ['a.js', 'b.js'] });
    expect(await run('2026-12-31', marked)).toEqual({ messages: [], linted: [] });
    expect(await run('2027-01-01', marked)).toEqual({ messages: expired, linted: ['a.js', 'b.js'] });
    expect(await run('2027-01-02', marked)).toEqual({ messages: expired, linted: [] });
  });

  it('uses the same settings as the documentation', () => {
    const page = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8');
    expect(page).toContain(
      '{ settings: { navixy: { allow }, expired: allow.filter(({ expires }) => expires < today) } }',
    );
  });
});
