/** Tests suggestions for many kinds of clients: the result parses, and no rule reports it. */
import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/index.ts';

const API = 'https://api.eu.navixy.com/v2';
const NVX = 'Authorization: `NVX ${key}`';
const H = `headers: { ${NVX} }`;
const linter = new Linter({ configType: 'flat' });
const config: Linter.Config = {
  ...plugin.configs.strict,
  files: ['**/*.ts'],
  languageOptions: { parser: tsParser as never },
};
const lint = (code: string): Linter.LintMessage[] => linter.verify(code, [config], 'a.ts');

/** @returns the code after the first suggestion of the first report, or `undefined` without a suggestion */
function accept(code: string): string | undefined {
  const messages = lint(code);
  expect(messages.map(({ ruleId }) => ruleId)).toEqual([
    expect.stringMatching(/^navixy\/(?:no-hash-in-url|prefer-authorization-header)$/),
  ]);
  const fix = messages[0]!.suggestions?.[0]?.fix;
  return fix && code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]);
}

describe('the suggestion to move a hash into the header', () => {
  it.each<[name: string, code: string, output: string]>([
    [
      'axios.create',
      `const api = axios.create({ baseURL: '${API}', params: { hash: key, limit: 1 } });`,
      `const api = axios.create({ ${H}, baseURL: '${API}', params: { limit: 1 } });`,
    ],
    [
      'axios.create with headers',
      `axios.create({ baseURL: '${API}', headers: { Accept: 'a/b' }, params: { hash: key } });`,
      `axios.create({ baseURL: '${API}', headers: { ${NVX}, Accept: 'a/b' } });`,
    ],
    [
      'ky.create',
      `const api = ky.create({ prefixUrl: '${API}', searchParams: { hash: key } });`,
      `const api = ky.create({ ${H}, prefixUrl: '${API}' });`,
    ],
    [
      'ky.extend',
      `const api = ky.extend({ prefix: '${API}', searchParams: { hash: key } });`,
      `const api = ky.extend({ ${H}, prefix: '${API}' });`,
    ],
    [
      'got.extend',
      `const api = got.extend({ prefixUrl: '${API}', searchParams: { hash: key, locale: 'en' } });`,
      `const api = got.extend({ ${H}, prefixUrl: '${API}', searchParams: { locale: 'en' } });`,
    ],
    [
      'an axios instance with a body',
      `const api = axios.create({ baseURL: '${API}' });\napi.post('/tracker/list', { hash: key, limit: 1 });`,
      `const api = axios.create({ baseURL: '${API}' });\napi.post('/tracker/list', { limit: 1 }, { ${H} });`,
    ],
    [
      'an axios instance with a body and options',
      `const api = axios.create({ baseURL: '${API}' });\napi.post('/tracker/list', { hash: key }, { timeout: 5 });`,
      `const api = axios.create({ baseURL: '${API}' });\napi.post('/tracker/list', {}, { ${H}, timeout: 5 });`,
    ],
    [
      'an axios instance called with everything',
      `const api = axios.create({ baseURL: '${API}' });\napi.request({ url: '/tracker/list', params: { hash: key } });`,
      `const api = axios.create({ baseURL: '${API}' });\napi.request({ ${H}, url: '/tracker/list' });`,
    ],
    [
      'an instance in a class',
      `class Api {\n  http = axios.create({ baseURL: '${API}' });\n  list(key) { return this.http.get('/tracker/list', { params: { hash: key } }); }\n}`,
      `class Api {\n  http = axios.create({ baseURL: '${API}' });\n  list(key) { return this.http.get('/tracker/list', { ${H} }); }\n}`,
    ],
    [
      'axios under another name',
      `import http from 'axios';\nhttp.get('${API}/tracker/list', { params: { hash: key } });`,
      `import http from 'axios';\nhttp.get('${API}/tracker/list', { ${H} });`,
    ],
    [
      'axios loaded with require',
      `const http = require('axios');\nhttp.post('${API}/tracker/list', { hash: key });`,
      `const http = require('axios');\nhttp.post('${API}/tracker/list', {}, { ${H} });`,
    ],
    [
      'a ky instance',
      `const api = ky.create({ prefixUrl: '${API}' });\napi.get('tracker/list', { searchParams: { hash: key } }).json();`,
      `const api = ky.create({ prefixUrl: '${API}' });\napi.get('tracker/list', { ${H} }).json();`,
    ],
    [
      'ky with a body',
      `ky.post('${API}/tracker/list', { json: { hash: key, limit: 1 } }).json();`,
      `ky.post('${API}/tracker/list', { ${H}, json: { limit: 1 } }).json();`,
    ],
    [
      'a got instance',
      `const api = got.extend({ prefixUrl: '${API}' });\napi.post('tracker/list', { json: { hash: key } });`,
      `const api = got.extend({ prefixUrl: '${API}' });\napi.post('tracker/list', { ${H}, json: {} });`,
    ],
    [
      'got called with everything',
      `got({ url: '${API}/tracker/list', searchParams: { hash: key } });`,
      `got({ ${H}, url: '${API}/tracker/list' });`,
    ],
    [
      'ofetch',
      `import { ofetch } from 'ofetch';\nofetch('${API}/tracker/list', { query: { hash: key, limit: 1 } });`,
      `import { ofetch } from 'ofetch';\nofetch('${API}/tracker/list', { ${H}, query: { limit: 1 } });`,
    ],
    [
      'the fetch of Nuxt',
      `$fetch('${API}/tracker/list', { method: 'POST', body: { hash: key } });`,
      `$fetch('${API}/tracker/list', { ${H}, method: 'POST', body: {} });`,
    ],
    [
      'Angular',
      `import { HttpClient } from '@angular/common/http';\nclass Api {\n  list(key) { return this.http.post('${API}/tracker/list', { hash: key }); }\n}`,
      `import { HttpClient } from '@angular/common/http';\nclass Api {\n  list(key) { return this.http.post('${API}/tracker/list', {}, { ${H} }); }\n}`,
    ],
    [
      'request',
      `import request from 'request';\nrequest({ url: '${API}/tracker/list', qs: { hash: key } });`,
      `import request from 'request';\nrequest({ ${H}, url: '${API}/tracker/list' });`,
    ],
    [
      'superagent with other options',
      `superagent.post('${API}/tracker/list').send({ hash: key, limit: 1 }).retry(2);`,
      `superagent.post('${API}/tracker/list').send({ limit: 1 }).set('Authorization', \`NVX \${key}\`).retry(2);`,
    ],
    [
      'a body that starts with the hash',
      `fetch('${API}/tracker/list', { method: 'POST', body: \`hash=\${key}&limit=1\` });`,
      `fetch('${API}/tracker/list', { ${H}, method: 'POST', body: \`limit=1\` });`,
    ],
    [
      'a body as a sum',
      `fetch('${API}/tracker/list', { method: 'POST', body: 'limit=1&hash=' + key });`,
      `fetch('${API}/tracker/list', { ${H}, method: 'POST', body: 'limit=1' });`,
    ],
    [
      'a text created before',
      `const body = JSON.stringify({ hash: key, limit: 1 });\nfetch('${API}/tracker/list', { method: 'POST', body });`,
      `const body = JSON.stringify({ limit: 1 });\nfetch('${API}/tracker/list', { ${H}, method: 'POST', body });`,
    ],
    [
      'a URL with added parameters',
      `const url = new URL('${API}/tracker/list');\nurl.searchParams.set('hash', key);\nfetch(url);`,
      `const url = new URL('${API}/tracker/list');\nfetch(url, { ${H} });`,
    ],
    [
      'a URL with added parameters that is read',
      `function list(key) {\n  const url = new URL('${API}/tracker/list');\n  url.searchParams.set('limit', '1');\n  url.searchParams.set('hash', key);\n  return fetch(url.toString(), { cache: 'no-store' });\n}`,
      `function list(key) {\n  const url = new URL('${API}/tracker/list');\n  url.searchParams.set('limit', '1');\n  return fetch(url.toString(), { ${H}, cache: 'no-store' });\n}`,
    ],
  ])('is correct for %s', (_, code, output) => {
    expect(accept(code)).toBe(output);
    expect(lint(output)).toEqual([]);
  });

  it.each<[name: string, code: string]>([
    ['an unknown helper', "call('tracker/list', { hash: key });"],
    ['options from elsewhere', `fetch('${API}/tracker/list', { ...options, body: JSON.stringify({ hash: key }) });`],
    ['headers from elsewhere', `axios.post('${API}/tracker/list', { hash: key }, { headers });`],
    [
      'an existing Authorization header',
      `axios.post('${API}/tracker/list', { hash: key }, { headers: { authorization: other } });`,
    ],
    ['a body used by two calls', `const body = { hash: key };\naxios.post('${API}/tracker/list', body);\nlog2(body);`],
    [
      'a body with a conditional field',
      `const body = new URLSearchParams();\nif (key) body.append('hash', key);\nfetch('${API}/tracker/list', { method: 'POST', body });`,
    ],
    [
      'a URL that is used elsewhere',
      `const url = new URL('${API}/tracker/list');\nurl.searchParams.set('hash', key);\nopen(url);`,
    ],
    ['a comment next to the value', `axios.post('${API}/tracker/list', { hash: key /* mine */, limit: 1 });`],
    [
      'a body from another function',
      `const body = { hash: key };\nexport const send = () => axios.post('${API}/tracker/list', body);`,
    ],
  ])('is missing for %s', (_, code) => {
    expect(accept(code)).toBeUndefined();
  });
});
