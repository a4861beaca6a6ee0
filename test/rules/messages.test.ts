/** Tests that every message of every rule fits on one terminal line, with data from real code. */
import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { FAILURE_MESSAGES } from '../../rules/analysis/failure.ts';
import plugin from '../../rules/index.ts';
import { MAX_MESSAGE, shorten } from '../../rules/meta/message-length.ts';
import { hex } from '../support/hex.ts';

const H = hex('messages');
const API = 'https://api.eu.navixy.com/v2';
/** A name as long as in generated code. */
const LONG = 'ofTheSecondaryFallbackAccountThatTheNightlyExportUses'.repeat(3);
const HOST = `${'fleet-tracking.'.repeat(15)}brand.example`;
const LOGIN = (password: string): string =>
  `const { hash } = await (await fetch('${API}/user/auth', { body: JSON.stringify({ login: 'a@b.example', password: ${password} }) })).json();\nfetch('${API}/tracker/list', { body: JSON.stringify({ hash }) });`;

interface Sample {
  readonly code: string;
  readonly file?: string;
  readonly settings?: object;
  readonly options?: object;
}

/** Code that triggers each message of a rule, with short and very long names. */
const SAMPLES: Readonly<Record<string, readonly Sample[]>> = {
  'no-hardcoded-credentials': [
    { code: LOGIN("'Tr0ub4dor'") },
    { code: `fetch('${API}/panel/account/auth?login=1&password=Tr0ub4dor');` },
  ],
  'no-hardcoded-hash': [
    { code: `const NAVIXY_HASH = '${H}';` },
    { code: `// navixy\nlet sessionKey = '${H}';` },
    { code: `const navixy_${LONG}_api_key = '${H}';` },
    { code: `const a = \`panel_session_key=${H}\`; // navixy` },
    { code: `const NAVIXY_HASH = '${H}';`, file: 'App.vue' },
    { code: `location.href = 'https://saas.navixy.com/?panel_session_key=${H}';` },
    {
      code: `const NAVIXY_HASH = '${H}';`,
      settings: { allow: [{ path: '**', reason: 'a test account', expires: '2020-01-31' }] },
    },
    { code: `const k = navixy.${LONG}.hash || '${H}';` },
    { code: `const { NAVIXY_${LONG.toUpperCase()}_HASH = '${H}' } = process.env;` },
    { code: `const NAVIXY_HASH = '${H}';`, options: { environmentExpression: `${LONG}('{name}')` } },
    { code: `const zz = '${H}';\nheaders.set('Authorization', 'NVX ' + zz);` },
  ],
  'no-hash-in-log': [
    { code: 'console.log(navixyHash);' },
    { code: `this.${LONG}.logger.${LONG}.info(\`NVX \${navixyHash}\`, '${API}/x?hash=' + navixyHash);` },
    {
      code: `const data = await (await fetch('${API}/user/auth', { body })).json();\n${LONG}.telemetryClient.trackException(data);`,
    },
    {
      code: `const headers = { Authorization: \`NVX \${h}\` };\nconst body = { hash: h };\nconst url = \`${API}/x?hash=\${h}\`;\nthrow new Error(JSON.stringify(headers), body, url);`,
    },
  ],
  'no-hash-in-storage': [
    { code: "localStorage.setItem('k', process.env.NAVIXY_API_KEY);" },
    { code: 'browser.storage.session.set({ navixyApiKey });' },
  ],
  'no-hash-in-url': [
    { code: `fetch(\`${API}/tracker/list?hash=\${navixyHash}\`);` },
    { code: 'location.href = `${panel}/new-panel/?panel_session_key=${key}`;' },
  ],
  'no-insecure-http': [
    { code: "fetch('http://api.eu.navixy.com/v2/tracker/list');" },
    { code: `fetch('http://${HOST}/api-v2/tracker/list');` },
  ],
  'no-public-env-hash': [
    { code: 'use(import.meta.env.VITE_NAVIXY_HASH);' },
    { code: `use(process.env.NEXT_PUBLIC_${'EU_PRODUCTION_'.repeat(4)}NAVIXY_HASH);` },
  ],
  'no-unusable-credential': [
    { code: "call('user/session/push_token/delete', { hash: navixyApiKey });" },
    { code: "call('panel/tracker/command/send', { hash: navixyApiKey });" },
    {
      code: `const { hash } = await (await fetch('${API}/panel/account/auth', { body })).json();\ncall('tracker/list', { hash });`,
    },
    {
      code: `// navixy\n${['user/api_key/list', 'user/session/weblocator/create'].map((path) => `call('${path}', {});`).join('\n')}`,
    },
  ],
  'prefer-api-key': [
    { code: LOGIN('process.env.NAVIXY_PASSWORD') },
    {
      code: "import config from './config.js';\nsetInterval(() => call('user/session/renew', { hash: config.session }), DAY); // navixy",
    },
    {
      code: 'const api = new Navixy.Api({ user: { login: process.env.L, password: process.env.P } });\napi.tracker.list();',
    },
  ],
  'prefer-authorization-header': [{ code: `axios.post('${API}/tracker/list', { hash: navixyHash });` }],
  'require-api-key-title': ['', ", title: ''", ", title: 'test'", `, title: '${'a'.repeat(300)}'`].map((title) => ({
    code: `call('api/key/create', { hash: navixyHash${title} });`,
  })),
  'valid-authorization-header': [
    { code: `headers.set('Authorization', \`nvx${' '.repeat(90)}\${navixyHash}\`);` },
    { code: `fetch('${API}/tracker/list', { headers: { Authorization: \`Bearer \${navixyHash}\` } });` },
    { code: `fetch('${API}/tracker/list', { headers: { Authorization: navixyHash } });` },
  ],
};

const linter = new Linter({ configType: 'flat' });
const templates = (rule: string): Record<string, string> =>
  (plugin.rules[rule] as unknown as { meta: { messages: Record<string, string> } }).meta.messages;

/** @returns all messages and suggestions of a rule for its samples */
function messagesOf(rule: string): string[] {
  return SAMPLES[rule]!.flatMap(({ code, file = 'a.ts', settings = {}, options }) => {
    const config: Linter.Config = {
      files: ['**/*.{ts,vue}'],
      plugins: { navixy: plugin },
      languageOptions: { parser: tsParser as never, parserOptions: { extraFileExtensions: ['.vue'] } },
      settings: { navixy: settings },
      rules: { [`navixy/${rule}`]: options ? ['error', options] : 'error' },
    };
    const messages = linter.verify(code, [config], file);
    expect(messages, code).not.toEqual([]);
    return messages.flatMap(({ message, suggestions }) => [message, ...(suggestions ?? []).map(({ desc }) => desc)]);
  });
}

/** A regular expression that matches a template with any data. */
const shapeOf = (template: string): RegExp =>
  new RegExp(
    `^${template
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('.+')}$`,
  );

describe.each(Object.keys(plugin.rules))('%s', (rule) => {
  it('has messages of one sentence with at most 120 characters, and a sample for each', () => {
    const sentences = messagesOf(rule);
    const untested = Object.entries(templates(rule)).filter(
      ([id, template]) => !(id in FAILURE_MESSAGES) && !sentences.some((one) => shapeOf(template).test(one)),
    );
    expect(untested).toEqual([]);
    for (const sentence of sentences) {
      expect(sentence.length, sentence).toBeLessThanOrEqual(MAX_MESSAGE);
      expect(sentence).toMatch(/^[A-Z`].*\.$/);
      // An ellipsis may replace a part of a name, but there must be no second sentence.
      expect(sentence.slice(0, -1)).not.toMatch(/[.;] |\{\{|\n/);
    }
  });
});

describe('shorten', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['a word too long', 8, 'a word …'],
    ['`logger.info.of.many`', 10, '`logger.…`'],
  ])('reduces %s to %d characters', (text, length, cut) => {
    expect(shorten(text, length)).toBe(cut);
  });
});
