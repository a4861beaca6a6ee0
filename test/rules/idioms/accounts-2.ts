import type { Idiom } from './idiom.ts';

/** Logins, keys, insecure addresses, text files and harmless code, part 2. */
export const ACCOUNTS_2: readonly Idiom[] = [
  {
    name: 'SDK with literals',
    file: 'server/c.js',
    expected: { 'no-hardcoded-credentials': [1], 'prefer-api-key': [1] },
    code: `\
const api = new Navixy.Api({ user: { login: 'ops@fleet-north.example', password: 'Tr4ck-the-vans!' } });`,
  },
  {
    name: 'constants used in the login',
    file: 'server/c.js',
    expected: { 'no-hardcoded-credentials': [2] },
    code: `\
const LOGIN = 'ops@fleet-north.example';
const PASSWORD = 'Tr4ck-the-vans!';
got.post('https://api.eu.navixy.com/v2/user/auth', { json: { login: LOGIN, password: PASSWORD } });`,
  },
  {
    name: 'password default of an environment variable',
    file: 'server/c.ts',
    expected: { 'no-hardcoded-credentials': [1], 'prefer-api-key': [3] },
    code: `\
const password = process.env.NAVIXY_PASSWORD ?? 'Tr4ck-the-vans!';
export const login = () =>
  axios.post('https://api.eu.navixy.com/v2/user/auth', { login: process.env.NAVIXY_LOGIN, password });`,
  },
  {
    name: 'public demo account',
    file: 'server/c.js',
    expected: {},
    code: `\
const api = new Navixy.Api({ user: { login: 'demo@navixy.com', password: 'demo' }, domain: 'demo.navixy.com' });`,
  },
  {
    name: 'form of a login page',
    file: 'web/login.js',
    expected: {},
    code: `\
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const r = await fetch('https://saas.navixy.com/api-v2/user/auth', {
    method: 'POST', body: JSON.stringify({ login: data.get('login'), password: data.get('password') }),
  });
  enter((await r.json()).hash);
});`,
  },
  {
    name: 'Angular login form',
    file: 'app/login.component.ts',
    expected: {},
    code: `\
import { HttpClient } from '@angular/common/http';
export class LoginComponent {
  constructor(private http: HttpClient) {}
  submit({ login, password }: { login: string; password: string }) {
    return this.http.post('https://api.eu.navixy.com/v2/user/auth', { login, password });
  }
}`,
  },
  {
    name: 'express login route for people',
    file: 'server/login.js',
    expected: {},
    code: `\
app.post('/login', async (req, res) => {
  const { login, password } = req.body;
  const r = await axios.post('https://api.eu.navixy.com/v2/user/auth', { login, password });
  req.session.hash = r.data.hash;
  res.redirect('/');
});`,
  },
  {
    name: 'database password beside the platform',
    file: 'server/db.js',
    expected: {},
    code: `\
const pool = new Pool({ user: 'fleet', password: process.env.DB_PASSWORD, host: 'db.fleet.example' });
export const navixy = 'https://api.eu.navixy.com/v2';`,
  },
  {
    name: 'login of another service',
    file: 'server/other.js',
    expected: {},
    code: `\
const password = process.env.ERP_PASSWORD;
await axios.post('https://erp.partner.example/api/login', { login: process.env.ERP_LOGIN, password });
await axios.post('https://api.eu.navixy.com/v2/tracker/list', {},
  { headers: { Authorization: \`NVX \${process.env.NAVIXY_API_KEY}\` } });`,
  },
  {
    name: 'session renewal cron',
    file: 'server/renew.js',
    expected: {},
    code: `\
setInterval(() => fetch('https://api.eu.navixy.com/v2/user/session/renew', {
  method: 'POST', headers: { Authorization: \`NVX \${session.hash}\` },
}), 24 * 3600e3);`,
  },
  {
    name: 'list of keys with an API key',
    file: 'server/x.js',
    expected: { 'no-unusable-credential': [2] },
    code: `\
const headers = { Authorization: \`NVX \${process.env.NAVIXY_API_KEY}\` };
await fetch('https://api.eu.navixy.com/v2/api/key/list', { method: 'POST', headers });`,
  },
  {
    name: 'logout with an API key',
    file: 'server/x.js',
    expected: { 'no-unusable-credential': [2] },
    code: `\
const end = (apiKey) =>
  axios.post('https://api.us.navixy.com/v2/user/logout', {}, { headers: { Authorization: \`NVX \${apiKey}\` } });`,
  },
  {
    name: 'renewal of an API key',
    file: 'server/x.ts',
    expected: { 'no-unusable-credential': [2] },
    code: `\
export const renew = (apiKey: string) =>
  fetch('https://api.eu.navixy.com/v2/user/session/renew', { headers: { Authorization: \`NVX \${apiKey}\` } });`,
  },
  {
    name: 'panel call with an API key',
    file: 'server/x.js',
    expected: { 'no-unusable-credential': [2] },
    code: `\
const users = (apiKey) =>
  fetch('https://api.eu.navixy.com/v2/panel/user/list', { headers: { Authorization: \`NVX \${apiKey}\` } });`,
  },
  {
    name: 'user call with a panel session',
    file: 'server/x.js',
    expected: { 'no-unusable-credential': [2] },
    code: `\
const panelHash = (await post('https://api.eu.navixy.com/v2/panel/account/auth', form)).hash;
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${panelHash}\` } });`,
  },
  {
    name: 'keys listed with a session',
    file: 'server/x.js',
    expected: {},
    code: `\
const { hash } = await post('https://api.eu.navixy.com/v2/user/auth', form);
await fetch('https://api.eu.navixy.com/v2/api/key/list', { method: 'POST',
  headers: { Authorization: \`NVX \${hash}\` } });`,
  },
  {
    name: 'panel call with a panel session',
    file: 'server/x.js',
    expected: {},
    code: `\
const { hash: panelHash } = await post('https://api.us.navixy.com/v2/panel/account/auth', form);
await fetch('https://api.us.navixy.com/v2/panel/user/list', { headers: { Authorization: \`NVX \${panelHash}\` } });`,
  },
  {
    name: 'key without a title',
    file: 'server/t.js',
    expected: { 'require-api-key-title': [1] },
    code: `\
axios.post('https://api.eu.navixy.com/v2/api/key/create', {}, authorized(session));`,
  },
  {
    name: 'generic title',
    file: 'server/t.js',
    expected: { 'require-api-key-title': [1] },
    code: `\
axios.post('https://api.eu.navixy.com/v2/api/key/create', { title: 'test' }, authorized(session));`,
  },
  {
    name: 'empty title',
    file: 'server/t.ts',
    expected: { 'require-api-key-title': [2] },
    code: `\
export const create = (session: string) =>
  got.post('https://api.us.navixy.com/v2/api/key/create', { json: { title: '' }, ...authorized(session) });`,
  },
  {
    name: 'good title',
    file: 'server/t.js',
    expected: {},
    code: `\
const body = JSON.stringify({ title: 'ERP nightly sync (warehouse north)' });
fetch('https://api.eu.navixy.com/v2/api/key/create', { method: 'POST',
  headers: { Authorization: \`NVX \${session.hash}\` }, body });`,
  },
  {
    name: 'title from a parameter',
    file: 'server/t.ts',
    expected: {},
    code: `\
export const create = (session: string, title: string) =>
  axios.post('https://api.eu.navixy.com/v2/api/key/create', { title },
    { headers: { Authorization: \`NVX \${session}\` } });`,
  },
  {
    name: 'hash of another service in an address',
    file: 'src/n.js',
    expected: {},
    code: `\
const img = \`https://img.partner.example/thumb?hash=\${hash}&w=200\`;
export const navixyBase = 'https://api.eu.navixy.com/v2';`,
  },
  {
    name: 'own router with a hash',
    file: 'src/n.tsx',
    expected: {},
    code: `\
import { Link } from 'react-router-dom';
export const Help = () => <Link to={{ pathname: '/navixy/help', hash: '#keys' }}>Help</Link>;`,
  },
  {
    name: 'address of a share',
    file: 'src/n.js',
    expected: {},
    code: `\
export const share = (link) => \`https://saas.navixy.com/ls/#\${link.hash}\`;`,
  },
  {
    name: 'avatar of a tracker',
    file: 'src/n.js',
    expected: {},
    code: `\
export const avatar = (name) => \`https://api.eu.navixy.com/v2/static/tracker/avatars/\${name}\`;`,
  },
  {
    name: 'platform check without a secret',
    file: 'src/n.js',
    expected: {},
    code: `\
const ok = await fetch('https://api.eu.navixy.com/v2/timezone/list?locale=en').then((r) => r.ok);
console.log('Navixy is', ok ? 'up' : 'down');`,
  },
  {
    name: 'webpack output names',
    file: 'webpack.config.js',
    expected: {},
    code: `\
module.exports = { output: { filename: '[name].[contenthash].js', publicPath: '/navixy/' } };`,
  },
  {
    name: 'cache buster by build hash',
    file: 'src/n.js',
    expected: {},
    code: `\
export const script = \`https://static.fleet.example/navixy-map.js?hash=\${__BUILD_HASH__}\`;`,
  },
  {
    name: 'git hash in a version address',
    file: 'src/n.ts',
    expected: {},
    code: `\
import { execSync } from 'node:child_process';
const hash = execSync('git rev-parse --short HEAD').toString();
fetch(\`https://ci.fleet.example/deployed?project=navixy-sync&hash=\${hash}\`);`,
  },
  {
    name: 'msw handlers',
    file: 'test/n.test.ts',
    expected: {},
    code: `\
import { http, HttpResponse } from 'msw';
export const handlers = [
  http.post('https://api.eu.navixy.com/v2/tracker/list', () => HttpResponse.json({ success: true, list: [] })),
  http.post('https://api.eu.navixy.com/v2/user/auth', () => HttpResponse.json({ success: true, hash: 'test-hash' })),
];`,
  },
  {
    name: 'TanStack key with an account',
    file: 'src/n.ts',
    expected: {},
    code: `\
import { useQuery } from '@tanstack/react-query';
export const useFleet = (account: number) =>
  useQuery({ queryKey: ['navixy', account],
    queryFn: () => fetch(\`/api/navixy/\${account}/trackers\`).then((r) => r.json()) });`,
  },
];
