import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hex } from '../support/hex.ts';
import { Project } from './project.ts';

const packed = inject('packed');

interface Output {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly message: string;
    readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[];
  }[];
}

describe('oxlint', () => {
  let project: Project;
  const value = hex('oxlint');
  beforeAll(() => {
    project = new Project(packed.tarball, ['oxlint@1.94']);
    const rules = project.evaluate(
      "const plugin = require('eslint-plugin-navixy'); console.log(JSON.stringify(plugin.configs.strict.rules))",
      'commonjs',
    );
    project.write(
      '.oxlintrc.json',
      JSON.stringify({
        jsPlugins: ['eslint-plugin-navixy'],
        categories: { correctness: 'off' },
        settings: { navixy: { names: ['FLEET_KEY'] } },
        rules: { ...(JSON.parse(rules) as object), 'navixy/no-public-env-hash': ['error', { prefixes: ['NG_APP_'] }] },
      }),
    );
    project.write(
      'src/all.ts',
      [
        `const NAVIXY_HASH: string = '${value}';`,
        'fetch(`http://api.eu.navixy.com/v2/tracker/list?hash=${key}`);',
        'console.log(process.env.FLEET_KEY);',
        "localStorage.setItem('key', navixyApiKey);",
        'const open = import.meta.env.NG_APP_NAVIXY_HASH;',
        "axios.post('https://api.eu.navixy.com/v2/user/auth', { login: 'me', password: 'Secret#1' });",
        "call('api/key/create', { hash: session.hash, title: '' });",
        'fetch(base, { headers: { Authorization: `NVX${key}` } });',
        'fetch(`/api-v2/user/logout`, { headers: { Authorization: `NVX ${navixyApiKey}` } });',
        "setInterval(() => call('user/session/renew', { hash: process.env.NAVIXY_SESSION }), 1000);",
        '',
      ].join('\n'),
    );
    project.write('src/clean.tsx', 'export const a = <p hash={location.hash}>x</p>;\n');
  });
  afterAll(() => project[Symbol.dispose]());

  it('runs every rule without changes', () => {
    const { stdout, stderr } = project.run('oxlint/bin/oxlint', '-f', 'json', 'src');
    expect(stderr).toBe('');
    const found = (JSON.parse(stdout) as Output).diagnostics.map(
      ({ code, labels }) => `${labels[0]!.span.line} ${/\(([\w-]+)\)/.exec(code)?.[1] ?? code}`,
    );
    expect(found.sort()).toEqual(
      [
        '1 no-hardcoded-hash',
        '2 no-hash-in-url',
        '2 no-insecure-http',
        '3 no-hash-in-log',
        '4 no-hash-in-storage',
        '5 no-public-env-hash',
        '6 no-hardcoded-credentials',
        '6 prefer-api-key',
        '7 prefer-authorization-header',
        '7 require-api-key-title',
        '8 valid-authorization-header',
        '9 no-unusable-credential',
        '10 prefer-api-key',
        '10 prefer-authorization-header',
      ].sort(),
    );
    expect(stdout).not.toContain(value);
  });

  it('reports each of several files in one thread', () => {
    const numbers = [1, 2, 3];
    for (const number of numbers)
      project.write(
        `several/${number}.js`,
        `${'\n'.repeat(number)}const api = 'https://api.navixy.com/v2/';\nexport const list = (hash) => fetch(\`\${api}tracker/list?hash=\${hash}\`);\n`,
      );
    const { stdout } = project.run('oxlint/bin/oxlint', '--threads', '1', '-f', 'json', 'several');
    const found = (JSON.parse(stdout) as Output).diagnostics
      .filter(({ code }) => code.includes('no-hash-in-url'))
      .map(({ labels }) => labels[0]!.span.line);
    expect(found.sort()).toEqual(numbers.map((number) => number + 2));
  });

  it('applies fixes', () => {
    project.write(
      'fix/a.ts',
      "fetch(`http://api.eu.navixy.com/v2/x`);\nfetch(base, { headers: { Authorization: 'nvx ' + key } });\n",
    );
    project.run('oxlint/bin/oxlint', '--fix', 'fix');
    expect(project.evaluate("console.log(require('fs').readFileSync('fix/a.ts', 'utf8'))", 'commonjs')).toBe(
      "fetch(`https://api.eu.navixy.com/v2/x`);\nfetch(base, { headers: { Authorization: 'NVX ' + key } });",
    );
  });
});
