import { readFileSync, readdirSync } from 'node:fs';
import tsParser from '@typescript-eslint/parser';
import { type ESLint as ESLintTypes, ESLint, Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as entry from '../../rules/index.ts';
import plugin from '../../rules/index.ts';
import { hex } from '../support/hex.ts';

const names = Object.keys(plugin.rules);
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const list = (path: string, ending: string) =>
  readdirSync(new URL(`../../${path}`, import.meta.url))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

interface Meta {
  readonly docs: { description: string; url: string; recommended: boolean; since: string };
  readonly messages: Record<string, string>;
  readonly schema: { additionalProperties?: boolean; properties?: Record<string, { description?: string }> }[];
  readonly languages: string[];
  readonly defaultOptions?: unknown[];
}
const metaOf = (name: string) => (plugin.rules[name] as unknown as { meta: Meta }).meta;

describe('structure', () => {
  it('has a file, a test and a page for each rule, and no others', () => {
    const ruleFiles = list('rules', '.ts').filter((name) => read(`rules/${name}.ts`).includes('createRule<'));
    expect(ruleFiles.filter((name) => name !== 'create-rule').sort()).toEqual([...names].sort());
    expect(
      list('docs/rules', '.md')
        .filter((name) => name !== 'README')
        .sort(),
    ).toEqual([...names].sort());
    expect(list('test/rules', '.test.ts')).toEqual(expect.arrayContaining(names));
  });

  it.each(names)('%s has complete metadata', (name) => {
    const meta = metaOf(name);
    expect(plugin.rules[name]).toHaveProperty('name', name);
    expect(meta.docs.url).toMatch(new RegExp(`/docs/rules/${name}\\.md$`));
    expect(meta.docs.description).toMatch(/^[A-Z].*[^.]$/);
    expect(meta.languages).toEqual(['*']);
    expect(typeof meta.docs.recommended).toBe('boolean');
    expect(meta.docs.since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(meta.docs.since.localeCompare(plugin.meta.version, 'en', { numeric: true })).toBeLessThanOrEqual(0);
    expect(JSON.parse(JSON.stringify(meta.defaultOptions ?? []))).toEqual(meta.defaultOptions ?? []);
    // Exactly the rules with options have visible defaults.
    expect(meta.defaultOptions?.length ?? 0).toBe(meta.schema.length);
    for (const message of Object.values(meta.messages)) expect(message).toMatch(/\.$/);
    for (const schema of meta.schema) {
      expect(schema.additionalProperties).toBe(false);
      for (const property of Object.values(schema.properties ?? {})) expect(property.description).toBeTruthy();
    }
  });

  it('imports no scanner code, and only bundled packages', () => {
    for (const name of list('rules', '.ts')) {
      for (const [, from] of read(`rules/${name}.ts`).matchAll(/^import (?!type)[^;]*? from '([^']+)'/gms)) {
        expect(from, name).toMatch(
          /^(?:\.\/|\.\.\/src\/|\.\.\/package\.json$|@typescript-eslint\/utils\/(?:ast|eslint)-utils$)/,
        );
      }
    }
    expect(read('dist/index.js')).not.toMatch(/^(?:import\b|export .* from\b)|\brequire\(/m);
  });
});

describe('plugin object', () => {
  it('is the default export and the CommonJS export', () => {
    expect(entry['module.exports']).toBe(plugin);
    expect(plugin.meta).toMatchObject({ name: 'eslint-plugin-navixy', namespace: 'navixy' });
    expect(plugin.meta.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it.each(['recommended', 'strict'] as const)('has the config %s with the right rules', (name) => {
    const config = plugin.configs[name];
    expect(config.name).toBe(`navixy/${name}`);
    expect(config.plugins?.['navixy']).toBe(plugin);
    const wanted = names.filter((rule) => name === 'strict' || metaOf(rule).docs.recommended);
    expect(Object.keys(config.rules ?? {})).toEqual(wanted.map((rule) => `navixy/${rule}`));
  });

  it('has types compatible with ESLint', () => {
    const typed: ESLintTypes.Plugin = plugin;
    expect(defineConfig([{ plugins: { navixy: typed }, extends: [plugin.configs.recommended] }])).toHaveLength(2);
  });

  const value = hex('integration');
  const code = `const NAVIXY_HASH = '${value}';\n`;
  it.each([
    ['string extends', [{ plugins: { navixy: plugin }, extends: ['navixy/recommended'] }]],
    ['object extends', [{ extends: [plugin.configs.recommended] }]],
    ['array entry', [plugin.configs.recommended]],
  ] as const)('works as %s', async (_, entries) => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: defineConfig(entries as never) });
    const [result] = await eslint.lintText(code, { filePath: 'a.js' });
    expect(
      result?.messages.map(({ ruleId, line, column, endColumn }) => ({ ruleId, line, column, endColumn })),
    ).toEqual([{ ruleId: 'navixy/no-hardcoded-hash', line: 1, column: 22, endColumn: 54 }]);
  });

  it('lints TypeScript and JSX with an unscoped config', async () => {
    const typescript = {
      files: ['**/*.{ts,tsx}'],
      languageOptions: { parser: tsParser as never, parserOptions: { ecmaFeatures: { jsx: true } } },
    };
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [plugin.configs.recommended, typescript] });
    const [result] = await eslint.lintText(
      `const a: JSX.Element = <Navixy hash="${value}" src={\`/api-v2/tracker/list?hash=\${h}\`} />;\n`,
      { filePath: 'a.tsx' },
    );
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['navixy/no-hardcoded-hash', 'navixy/no-hash-in-url']);
  });

  it('respects disable comments', () => {
    const linter = new Linter();
    expect(
      linter.verify(`// eslint-disable-next-line navixy/no-hardcoded-hash -- a test account\n${code}`, [
        plugin.configs.recommended,
      ]),
    ).toEqual([]);
  });
});

/** Code for every rule, for tests with whole, truncated and combined code. */
const SOURCES = (value: string): string[] => [
  `const NAVIXY_HASH = '${value}';`,
  `const k = process.env.NAVIXY_HASH || "${value}"; const z = \`NVX ${value}\`;`,
  `const x = '${value}'; headers.set('Authorization', 'NVX ' + x); fetch(\`/api-v2/tracker/list?hash=\${x || '${value}'}\`);`,
  `async function f({ a: [b = '${value}'] = [], ...rest } = {}) { for (const p of ['tracker/list']) await api(\`\${p}?hash=\${b}\`, rest); }`,
  `class A { static #h = '${value}'; get hash() { return A.#h; } list = () => axios.get('/api-v2/x', { params: { hash: this.hash } }); }`,
  "const { hash } = await (await fetch(base + '/user/auth', { body: JSON.stringify({ login: process.env.NAVIXY_L, password: process.env.P }) })).json(); call('tracker/list', { hash });",
  "const data = await (await fetch('http://api.eu.navixy.com/v2/user/auth', { body })).json(); console.log(data, `NVX ${data.hash}`, { h: [data.hash] }); throw new Error(`x?hash=${data.hash}`); localStorage.k = data.hash;",
  "const { VITE_NAVIXY_HASH: h = `NVX${a}` } = import.meta.env; document.cookie = h + process.env.NEXT_PUBLIC_NAVIXY_KEY; call('api/key/create', { hash: h, title: '' }); call('user/logout', { hash: navixyApiKey });",
  `setInterval(async () => { for (;;) await call('user/session/renew', { hash: '${value}' }); }); fetch(\`http://\${host}/api-v2/panel/x?login=1&password=p\`, { headers: { Authorization: 'Bearer ' + (a ? b : '${value}') } });`,
  `let h = h; const a = b, b = a; function f(x = f) { return f(x)(h); } logger.info(f, { ...a, h: [...b] }); localStorage.setItem(a, JSON.stringify({ a, hash: '${value}' }));`,
  "const api = new Navixy.Api({ user: { login: 'a', password: 'b' } }); api.tracker.list(); let u = ''; u += u + '?hash=' + u; function g(a) { return g(g(a)); }",
];

describe('robustness', () => {
  const linter = new Linter();
  const config: Linter.Config = { ...plugin.configs.strict, files: ['**/*.{js,ts,tsx}'] };
  const ts: Linter.Config = { languageOptions: { parser: tsParser as never } };

  it('accepts an empty file', () => {
    expect(linter.verify('', [config], 'a.js')).toEqual([]);
  });

  it('never shows a value in a message or suggestion', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(SOURCES('').length - 1), fc.boolean(), (seed, index, isTyped) => {
        const value = hex(seed);
        const messages = linter.verify(SOURCES(value)[index]!, isTyped ? [config, ts] : [config], 'a.ts');
        for (const { message, suggestions } of messages) {
          expect(message).not.toContain(value);
          for (const { desc, fix } of suggestions ?? []) {
            expect(desc).not.toContain(value);
            expect(fix.text).not.toContain(value);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('accepts random combinations of truncated code', () => {
    const sources = SOURCES(hex('fuzz'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(sources.length - 1), fc.nat(250), fc.nat(250)), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (cuts, isTyped) => {
          const code = cuts
            .map(([index, from, length]) => sources[index]!.slice(from % 3 === 0 ? 0 : from, from + length))
            .join('\n');
          const messages = linter.verify(code, isTyped ? [config, ts] : [config], 'a.ts');
          // An error in a rule throws. A syntax error is one fatal message.
          expect(messages.every(({ ruleId, fatal }) => fatal === true || ruleId?.startsWith('navixy/'))).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('ends for deeply nested and long code', () => {
    const sum = Array.from({ length: 4000 }, (_, index) => `a${index}`).join(' + ');
    const chain = Array.from(
      { length: 400 },
      (_, index) => `const v${index + 1} = v${index} || v${index} || '?hash=';`,
    ).join('\n');
    const nested = `${'f('.repeat(300)}'tracker/list'${')'.repeat(300)}`;
    const code = `// navixy\nlet v0 = 'https://api.eu.navixy.com/v2/x';\n${chain}\nfetch(v400 + hash);\nconst s = ${sum};\nconst t = ${nested};\nconst user = 'user/auth';\n`;
    // Exponential work would not end before the timeout of the test.
    expect(linter.verify(code, [config], 'a.js').filter(({ fatal }) => fatal === true)).toEqual([]);
  });
});
