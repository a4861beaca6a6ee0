import rule from '../../rules/no-unusable-credential.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const API = 'https://api.eu.navixy.com/v2';
const header = (hash: string) => `{ headers: { Authorization: \`NVX \${${hash}}\` } }`;
const user = `const { hash } = await (await fetch('${API}/user/auth', init)).json();\n`;
const panel = `const { hash } = await (await fetch('${API}/panel/account/auth', init)).json();\n`;
const one = (
  name: string,
  messageId: string,
  path: string,
  code: string,
  extra: Partial<InvalidCase> & { remedy?: string } = {},
): InvalidCase => {
  const { remedy, ...rest } = extra;
  return { name, code, errors: [{ messageId, data: { path, ...(remedy === undefined ? {} : { remedy }) } }], ...rest };
};

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  {
    name: 'a key for what keys can do',
    code: `fetch('${API}/tracker/list', ${header('process.env.NAVIXY_API_KEY')});`,
  },
  { name: 'a session for keys', code: `${user}fetch('${API}/api/key/list', ${header('hash')});` },
  {
    name: 'a hash of unknown kind',
    code: `fetch('${API}/api/key/list', ${header('hash')});fetch('${API}/user/logout', ${header('process.env.NAVIXY_HASH')});`,
  },
  { name: 'a session by its name', code: `fetch('${API}/user/session/renew', ${header('sessionKey')});` },
  {
    name: 'a variable called a key that a login gave',
    code: `const { hash } = await (await fetch('${API}/user/auth', init)).json();\nconst apiKey = hash;\nfetch('${API}/user/logout', ${header('apiKey')});`,
  },
  { name: 'the panel with its own', code: `${panel}fetch('${API}/panel/tracker/list', ${header('hash')});` },
  { name: 'the panel with a hash of unknown kind', code: `fetch('${API}/panel/tracker/list', ${header('hash')});` },
  {
    name: 'a user session from the panel',
    code: `const { hash } = await (await fetch('${API}/panel/user/session/create', ${header('panelHash')})).json();\nfetch('${API}/tracker/list', ${header('hash')});`,
  },
  {
    name: 'the key to delete',
    code: `${user}fetch('${API}/api/key/delete', { ...${header('hash')}, body: JSON.stringify({ key: apiKey }) });`,
  },
  {
    name: 'a helper for all calls',
    code: `const call = (path, key) => fetch(\`${API}/\${path}\`, ${header('key')});\ncall('tracker/list', a); call('user/logout', b);`,
  },
  {
    name: 'another API',
    code: `fetch('https://other.example/api/key/list', { headers: { Authorization: \`Token \${apiKey}\` } });`,
  },
];

const invalid: InvalidCase[] = [
  one(
    'list keys',
    'keyForSessionCall',
    'api/key/list',
    `fetch(«'${API}/api/key/list'», ${header('process.env.NAVIXY_API_KEY')});`,
  ),
  one(
    'create keys',
    'keyForSessionCall',
    'api/key/create',
    "call(«'api/key/create'», { hash: navixyApiKey, title: 'Dashboard' });",
  ),
  one('delete keys', 'keyForSessionCall', 'api/key/delete', "call(«'api/key/delete'», { hash: apiKey, key: old });"),
  one('log out', 'keyForSessionCall', 'user/logout', `fetch(«'${API}/user/logout'», ${header('apiKey')});`),
  one(
    'renew',
    'keyForSessionCall',
    'user/session/renew',
    `axios.post(«'${API}/user/session/renew'», { hash: config.apiKey });`,
  ),
  one(
    'password',
    'keyForSessionCall',
    'user/password/set',
    `axios.post(«'${API}/user/password/set'», { hash: apiKey, old_password, new_password });`,
  ),
  one(
    'check-in',
    'keyForSessionCall',
    'user/audit/checkin',
    `axios.post(«'${API}/user/audit/checkin'», { hash: apiKey });`,
  ),
  one('in the query', 'keyForSessionCall', 'user/logout', `fetch(«\`${API}/user/logout?hash=\${apiKey}\`»);`),
  one(
    'through a variable',
    'keyForSessionCall',
    'user/logout',
    `const hash = process.env.NAVIXY_API_KEY;\nfetch(«'${API}/user/logout'», ${header('hash')});`,
  ),
  one(
    'a new key',
    'keyForSessionCall',
    'api/key/list',
    `const { value } = await call('api/key/create', { hash: session, title });\ncall(«'api/key/list'», { hash: value.hash });`,
  ),
  one(
    'the panel with a user session',
    'userHashForPanelCall',
    'panel/tracker/list',
    `${user}fetch(«'${API}/panel/tracker/list'», ${header('hash')});`,
  ),
  one(
    'the panel with a key',
    'userHashForPanelCall',
    'panel/user/list',
    `fetch(«'${API}/panel/user/list'», ${header('process.env.NAVIXY_API_KEY')});`,
  ),
  one(
    'the panel with a user hash',
    'userHashForPanelCall',
    'panel/user/list',
    `fetch(«'${API}/panel/user/list'», ${header('userHash')});`,
  ),
  one(
    'a user call with a panel session',
    'panelHashForUserCall',
    'tracker/list',
    `${panel}fetch(«'${API}/tracker/list'», ${header('hash')});`,
  ),
  one(
    'a user call with a panel hash',
    'panelHashForUserCall',
    'tracker/list',
    `fetch(«'${API}/tracker/list'», ${header('panelHash')});`,
  ),
  one(
    'old path of keys',
    'goneEndpoint',
    'user/api_key/list',
    `fetch(«'${API}/user/api_key/list'», ${header('hash')});`,
    { remedy: '`api/key/list`' },
  ),
  one(
    'old path in a helper',
    'goneEndpoint',
    'user/session/weblocator/create',
    "call(«'user/session/weblocator/create'», { hash });",
    { remedy: 'a geo link (`tracker/location/link/create`)' },
  ),
  one('a cast', 'keyForSessionCall', 'user/logout', `fetch(«'${API}/user/logout' as string», ${header('apiKey!')});`, {
    ts: true,
  }),
];

runRule(rule as never, valid, invalid);
