import rule from '../../rules/prefer-authorization-header.ts';
import { hex } from '../support/hex.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const API = 'https://api.eu.navixy.com/v2';
const one = (name: string, code: string, output?: string, extra: Partial<InvalidCase> = {}): InvalidCase => ({
  name,
  code,
  errors: [
    {
      messageId: 'preferHeader',
      ...(output === undefined ? {} : { suggestions: [{ messageId: 'moveToHeader', output }] }),
    },
  ],
  ...extra,
});
/** Options with the header, and other fields. */
const headers = (value: string, rest = '') =>
  `{ headers: { Authorization: \`NVX \${${value}}\` }${rest === '' ? '' : `, ${rest}`} }`;

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  {
    name: 'header',
    code: `fetch('${API}/tracker/list', { method: 'POST', headers: { Authorization: \`NVX \${hash}\` }, body: JSON.stringify({ limit: 1 }) });`,
  },
  {
    name: 'query belongs to another rule',
    code: `fetch(\`${API}/tracker/list?hash=\${hash}\`);axios.get('${API}/tracker/list', { params: { hash } });`,
  },
  {
    name: 'a written-out hash belongs to no-hardcoded-hash',
    code: `axios.post('${API}/tracker/list', { hash: '${hex('body')}' });`,
  },
  {
    name: 'a WebSocket frame',
    code: `const ws = new WebSocket('wss://api.eu.navixy.com/v2/event/subscription');\nws.send(JSON.stringify({ action: 'subscribe', hash }));`,
  },
  { name: 'a beacon', code: `navigator.sendBeacon('${API}/user/logout', JSON.stringify({ hash }));` },
  {
    name: 'a hash from an e-mail',
    code: `axios.post('${API}/user/password/change', { hash, password });axios.post('${API}/user/activate', { hash });`,
  },
  { name: 'a second factor', code: `axios.post('${API}/user/auth/code/verify', { hash, code });` },
  { name: 'a delivery page', code: `axios.post('${API}/delivery/read', { hash });` },
  { name: 'another API', code: "axios.post('https://other.example/items', { hash }); // navixy" },
  { name: 'another value', code: `axios.post('${API}/api/key/delete', { key });` },
];

const invalid: InvalidCase[] = [
  one(
    'JSON',
    `fetch('${API}/tracker/list', { method: 'POST', body: JSON.stringify({ «hash», limit: 1 }) });`,
    `fetch('${API}/tracker/list', ${headers('hash', "method: 'POST', body: JSON.stringify({ limit: 1 })")});`,
  ),
  one(
    'form',
    `fetch('${API}/tracker/list', { method: 'POST', body: new URLSearchParams({ hash: «key» }) });`,
    `fetch('${API}/tracker/list', ${headers('key', "method: 'POST', body: new URLSearchParams({})")});`,
  ),
  one(
    'form filled later',
    `const body = new URLSearchParams();\nbody.append('hash', «key»);\nfetch('${API}/tracker/list', { method: 'POST', body });`,
    `const body = new URLSearchParams();\nfetch('${API}/tracker/list', ${headers('key', "method: 'POST', body")});`,
  ),
  one(
    'form as a text',
    `fetch('${API}/tracker/list', { method: 'POST', body: \`limit=1&hash=\${«key»}\` });`,
    `fetch('${API}/tracker/list', ${headers('key', "method: 'POST', body: `limit=1`")});`,
  ),
  one(
    'multipart',
    `const body = new FormData();\nbody.append('hash', «key»);\nfetch('${API}/tracker/list', { method: 'POST', body });`,
    `const body = new FormData();\nfetch('${API}/tracker/list', ${headers('key', "method: 'POST', body")});`,
  ),
  one(
    'axios',
    `axios.post('${API}/tracker/list', { «hash» });`,
    `axios.post('${API}/tracker/list', {}, ${headers('hash')});`,
  ),
  one(
    'axios config',
    `axios({ method: 'post', url: '${API}/tracker/list', data: { hash: «session.hash» } });`,
    `axios(${headers('session.hash', `method: 'post', url: '${API}/tracker/list', data: {}`)});`,
  ),
  one(
    'got',
    `got.post('${API}/tracker/list', { json: { hash: «key» } });`,
    `got.post('${API}/tracker/list', ${headers('key', 'json: {}')});`,
  ),
  one(
    'superagent',
    `superagent.post('${API}/tracker/list').send({ «hash» });`,
    `superagent.post('${API}/tracker/list').set('Authorization', \`NVX \${hash}\`);`,
  ),
  one(
    'jQuery',
    `$.ajax({ url: '${API}/tracker/list', type: 'POST', data: { «hash» } });`,
    `$.ajax(${headers('hash', `url: '${API}/tracker/list', type: 'POST', data: {}`)});`,
  ),
  one(
    'Apps Script',
    `UrlFetchApp.fetch('${API}/tracker/list', { method: 'post', payload: JSON.stringify({ hash: «KEY» }) });`,
    `UrlFetchApp.fetch('${API}/tracker/list', ${headers('KEY', "method: 'post', payload: JSON.stringify({})")});`,
  ),
  one('helper', "call('tracker/list', { hash: «key» });"),
  one(
    'from the environment',
    `axios.post('${API}/tracker/list', { hash: «process.env.NAVIXY_HASH» });`,
    `axios.post('${API}/tracker/list', {}, ${headers('process.env.NAVIXY_HASH')});`,
  ),
  one(
    'body in a variable',
    `const body = { limit: 1, hash: «key» };\naxios.post('${API}/tracker/list', body);`,
    `const body = { limit: 1 };\naxios.post('${API}/tracker/list', body, ${headers('key')});`,
  ),
  one(
    'later property',
    `const body = {};\nbody.hash = «key»;\naxios.post('${API}/tracker/list', body);`,
    `const body = {};\naxios.post('${API}/tracker/list', body, ${headers('key')});`,
  ),
  one(
    'white label',
    "axios.post('https://gps.brand.example/api-v2/tracker/list', { «hash» });",
    `axios.post('https://gps.brand.example/api-v2/tracker/list', {}, ${headers('hash')});`,
  ),
  one(
    'a cast',
    `axios.post('${API}/tracker/list', { hash: «key as string» } as Body);`,
    `axios.post('${API}/tracker/list', {} as Body, ${headers('key as string')});`,
    { ts: true },
  ),
];

runRule(rule as never, valid, invalid);
