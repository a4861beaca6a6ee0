import rule from '../../rules/no-hardcoded-credentials.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const API = 'https://api.eu.navixy.com/v2';
const plain = { messageId: 'hardcodedCredentials' };
const inUrl = { messageId: 'hardcodedCredentialsInUrl' };
const one = (
  name: string,
  code: string,
  error: { messageId: string } = plain,
  extra: Partial<InvalidCase> = {},
): InvalidCase => ({ name, code, errors: [error], ...extra });

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  {
    name: 'environment',
    code: `axios.post('${API}/user/auth', { login: process.env.NAVIXY_LOGIN, password: process.env.NAVIXY_PASSWORD });`,
  },
  {
    name: 'a form',
    code: `axios.post('${API}/user/auth', { login: form.login.value, password: form.password.value });`,
  },
  {
    name: 'an empty start',
    code: `let password = '';\npassword = await prompt('Password');\naxios.post('${API}/user/auth', { login, password });`,
  },
  {
    name: 'placeholders',
    code: `axios.post('${API}/user/auth', { login: 'login', password: 'your_password' });\naxios.post('${API}/user/auth', { login: 'login', password: '<password>' });\naxios.post('${API}/user/auth', { login, password: '********' });`,
  },
  {
    name: 'the public demo account',
    code: "new Navixy.Api({ user: { login: 'demo@navixy.com', password: 'demo' } });",
  },
  {
    name: 'another service',
    code: "axios.post('https://shop.example/user/auth', { login: 'me', password: 'Secret#1' });",
  },
  { name: 'another call', code: `axios.post('${API}/user/password/set', { old_password: a, new_password: b });` },
  { name: 'a URL with holes', code: `fetch(\`${API}/user/auth?login=\${login}&password=\${password}\`);` },
  { name: 'a word about it', code: "const label = 'password'; // navixy user/auth" },
  { name: 'a package of a scope', code: "import x from '@navixy/sdk'; const url = 'https://cdn.example/@navixy/sdk';" },
];

const invalid: InvalidCase[] = [
  one('user/auth', `axios.post('${API}/user/auth', { login: 'me@x.example', password: «'Secret#1'» });`),
  one(
    'JSON',
    `fetch('${API}/user/auth', { method: 'POST', body: JSON.stringify({ login: 'me', password: «'Secret#1'» }) });`,
  ),
  one(
    'form',
    `fetch('${API}/user/auth', { method: 'POST', body: new URLSearchParams({ login: 'me', password: «'Secret#1'» }) });`,
  ),
  one('template', `axios.post('${API}/user/auth', { login: 'me', password: «\`Secret#1\`» });`),
  one(
    'constant',
    `const PASSWORD = «'Secret#1'»;\naxios.post('${API}/user/auth', { login: 'me', password: PASSWORD });`,
  ),
  one('fallback', `axios.post('${API}/user/auth', { login: 'me', password: process.env.P || «'Secret#1'» });`),
  one(
    'default',
    `const { PASSWORD = «'Secret#1'» } = process.env;\naxios.post('${API}/user/auth', { login: 'me', password: PASSWORD });`,
  ),
  one(
    'parameters of a local function',
    `const login = (login, password) => axios.post('${API}/user/auth', { login, password });\nlogin('me', «'Secret#1'»);`,
  ),
  one('the panel', `axios.post('${API}/panel/account/auth', { login: '123', password: «'Secret#1'» });`),
  one('a helper', `call('user/auth', { login: 'me', password: «'Secret#1'» }); // navixy`),
  one(
    'joined body',
    `fetch('${API}/user/auth', { method: 'POST', body: 'login=me&password=' + encodeURIComponent(«'Secret#1'») });`,
  ),
  one('SDK', "new Navixy.Api({ user: { login: 'me', password: «'Secret#1'» } });"),
  one('SDK, setUser', "const api = new Navixy.Api({});\napi.setUser({ login: 'me', password: «'Secret#1'» });"),
  one('URL', `fetch(«'${API}/panel/account/auth?login=123&password=Secret1'»);`, inUrl),
  one(
    'URL in a constant',
    `const AUTH = «'${API}/user/auth/?login=me&password=Secret1'»;\nexport default AUTH;`,
    inUrl,
  ),
  one('URL as a template', `fetch(«\`\${base}/panel/account/auth?login=\${id}&password=Secret1\`»);`, inUrl),
  one('user info', "const BASE = «'https://me:Secret1@api.eu.navixy.com/v2'»;", inUrl),
  one('a cast', `axios.post('${API}/user/auth', { login: 'me', password: «'Secret#1'» as string });`, plain, {
    ts: true,
  }),
];

runRule(rule as never, valid, invalid);
