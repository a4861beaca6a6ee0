/** Tests the quick filters, which skip files before their AST is read: they must never lose a report. */
import path from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it, vi } from 'vitest';
import type * as PlatformFile from '../../rules/analysis/platform-file.ts';
import { IDIOMS } from './idioms/index.ts';
import { fillIdiom } from './idioms/idiom.ts';
import { type Plugin, configOf } from './idioms/judge.ts';
import { KINDS } from './kinds/index.ts';

const SAMPLES: readonly (readonly [name: string, file: string, code: string])[] = [
  ...IDIOMS.map((idiom) => [idiom.name, idiom.file, fillIdiom(idiom)] as const),
  ...KINDS.flatMap(([, kinds]) => kinds.map(({ name, code }) => [name, 'file.tsx', code] as const)),
];

/** Concatenated paths, calls without a credential, and names in another letter case. */
const PIECED: readonly (readonly [name: string, rule: string, code: string])[] = [
  [
    'a login in pieces',
    'prefer-api-key',
    `// navixy
const USER = 'https://api.eu.navixy.com/v2/user';
const answer = await fetch(USER + '/auth', { method: 'POST', body: JSON.stringify(process.env) });
const { hash } = await answer.json();
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: 'NVX ' + hash } });`,
  ],
  [
    'a key created in pieces',
    'require-api-key-title',
    `// navixy
const KEYS = 'https://api.eu.navixy.com/v2/api/key';
fetch(KEYS + '/create', { method: 'POST', body: JSON.stringify({ title: '' }) });`,
  ],
  ['a key created by the SDK', 'require-api-key-title', "// navixy\napi.api.key['create']({ title: 'test' });"],
  ['a removed call', 'no-unusable-credential', "export const list = () => client.get('/user/api_key/list');"],
  [
    'a response with a hash',
    'no-hash-in-log',
    "const answer = await client.post('/subuser/session/create');\nconsole.log(answer);",
  ],
  [
    'a header in capitals',
    'valid-authorization-header',
    "const h = { AUTHORIZATION: 'Bearer ' + key };\nfetch('https://api.eu.navixy.com/v2/tracker/list', { headers: h });",
  ],
  [
    'a header in mixed case',
    'valid-authorization-header',
    "fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { AuthorizatioN: 'Bearer ' + key } });",
  ],
];

/** @returns the plugin without the quick filters of its rules */
async function loadUnfiltered(): Promise<Plugin> {
  vi.resetModules();
  vi.doMock('../../rules/analysis/platform-file.ts', async (load) => {
    const real = await load<typeof PlatformFile>();
    return {
      ...real,
      onPlatformFile: (context: never, _: never, check: never) => real.onPlatformFile(context, undefined, check),
    };
  });
  vi.doMock('../../src/navixy/mention.ts', async (load) => ({
    ...(await load<object>()),
    mayMentionPlatform: () => true,
  }));
  const { default: plugin } = await import('../../rules/index.ts');
  vi.doUnmock('../../rules/analysis/platform-file.ts');
  vi.doUnmock('../../src/navixy/mention.ts');
  vi.resetModules();
  return plugin as unknown as Plugin;
}

async function load(): Promise<{ filtered: Plugin; unfiltered: Plugin }> {
  const unfiltered = await loadUnfiltered();
  const { default: plugin } = await import('../../rules/index.ts');
  return { filtered: plugin as unknown as Plugin, unfiltered };
}

function reports(plugin: Plugin, file: string, code: string): string[] {
  const messages = new Linter().verify(code, configOf(plugin), { filename: path.resolve(file) });
  return messages.map(({ ruleId, line, column }) => `${ruleId ?? 'no rule'} ${line}:${column}`);
}

describe('the quick filter of each rule', { timeout: 120_000 }, () => {
  it('keeps every file for which the rule has a report', async () => {
    const { filtered, unfiltered } = await load();
    const refused = SAMPLES.flatMap(([name, file, code]) => {
      const made = new Set(reports(filtered, file, code));
      return reports(unfiltered, file, code)
        .filter((one) => !made.has(one))
        .map((one) => `${name}: ${one}`);
    });
    expect(refused).toEqual([]);
  });

  it.each(PIECED)('keeps %s', async (_, rule, code) => {
    const { filtered, unfiltered } = await load();
    const expected = reports(unfiltered, 'file.ts', code);
    expect(expected.map((one) => one.split(' ')[0])).toContain(`navixy/${rule}`);
    expect(reports(filtered, 'file.ts', code)).toEqual(expected);
  });
});
