import rule from '../../rules/prefer-api-key.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const API = 'https://api.eu.navixy.com/v2';
const from = (source: string) => ({ messageId: 'preferApiKey', data: { source } });
const sdk = (source: string) => ({ messageId: 'preferApiKeySdk', data: { source } });
const renewal = (source: string) => ({ messageId: 'preferApiKeyRenewal', data: { source } });
const ENV = 'the environment';
const LIST = `fetch('${API}/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } });`;
const body = (login: string, password: string) =>
  `{ method: 'POST', body: JSON.stringify({ login: ${login}, password: ${password} }) }`;
const env = body('process.env.NAVIXY_LOGIN', 'process.env.NAVIXY_PASSWORD');

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'an API key', code: `const hash = process.env.NAVIXY_API_KEY;\n${LIST}` },
  {
    name: 'a form',
    code: `form.onsubmit = async () => {\n  const { hash } = await (await fetch('${API}/user/auth', ${body('form.login.value', 'form.password.value')})).json();\n  ${LIST}\n};`,
  },
  {
    name: 'parameters of an exported function',
    code: `export async function auth(login, password) {\n  const { hash } = await (await fetch('${API}/user/auth', ${body('login', 'password')})).json();\n  ${LIST}\n}`,
  },
  {
    name: 'a request body',
    code: `app.post('/login', async (req, res) => {\n  const { login, password } = req.body;\n  const { hash } = await (await fetch('${API}/user/auth', ${body('login', 'password')})).json();\n  ${LIST}\n});`,
  },
  {
    name: 'FormData of a form',
    code: `const data = new FormData(form);\nconst { hash } = await (await fetch('${API}/user/auth', ${body("data.get('login')", "data.get('password')")})).json();\n${LIST}`,
  },
  {
    name: 'React state',
    code: `const [login, setLogin] = useState('');\nconst [password, setPassword] = useState('');\nconst { hash } = await (await fetch('${API}/user/auth', ${body('login', 'password')})).json();\n${LIST}`,
  },
  {
    name: 'a prompt',
    code: `const password = await prompt('Password');\nconst { hash } = await (await fetch('${API}/user/auth', ${body("'me'", 'password')})).json();\n${LIST}`,
  },
  {
    name: 'the environment with a person behind it',
    code: `const password = process.env.P || (await rl.question('Password'));\nconst { hash } = await (await fetch('${API}/user/auth', ${body("'me'", 'password')})).json();\n${LIST}`,
  },
  {
    name: 'keys are made with a session',
    code: `const { hash } = await (await fetch('${API}/user/auth', ${env})).json();\nawait fetch('${API}/api/key/create', ${body('hash', "'x'")});\nawait fetch('${API}/user/logout', { headers: { Authorization: \`NVX \${hash}\` } });`,
  },
  {
    name: 'a session-only call and the probe',
    code: `const { hash } = await (await fetch('${API}/user/auth', ${env})).json();\nawait fetch('${API}/base/nothing', { body: JSON.stringify({ hash }) });\nawait fetch('${API}/user/password/set', { body: JSON.stringify({ hash }) });`,
  },
  {
    name: 'the other calls bring a key',
    code: `const { hash } = await (await fetch('${API}/user/auth', ${env})).json();\nawait fetch('${API}/api/key/list', { body: JSON.stringify({ hash }) });\nawait fetch('${API}/tracker/list', { headers: { Authorization: \`NVX \${process.env.NAVIXY_API_KEY}\` } });`,
  },
  {
    name: 'a sub-user',
    code: `const { hash } = await (await fetch('${API}/user/auth', ${body('process.env.SUBUSER_LOGIN', 'process.env.SUBUSER_PASSWORD')})).json();\n${LIST}`,
  },
  { name: 'a check of the password', code: `fetch('${API}/user/auth', ${env});` },
  {
    name: 'another back end',
    code: `const { hash } = await (await fetch('https://shop.example/user/auth', ${env})).json();\nawait fetch('https://shop.example/tag/list');`,
  },
  {
    name: 'the panel',
    code: `const { hash } = await (await fetch('${API}/panel/account/auth', ${env})).json();\nawait fetch('${API}/panel/tracker/list', { body: JSON.stringify({ hash }) });`,
  },
  {
    name: 'the SDK with a hash',
    code: 'const api = new Navixy.Api({ user: { hash: process.env.NAVIXY_API_KEY } });\napi.tracker.list();',
  },
  {
    name: 'the SDK with a form',
    code: 'const api = new Navixy.Api({ user: { login: form.login.value, password: form.password.value } });\napi.tracker.list();',
  },
  {
    name: 'the SDK for keys',
    code: "const api = new Navixy.Api({ user: { login: process.env.L, password: process.env.P } });\napi.request('api/key/list');",
  },
  {
    name: 'a client library whose caller configures it',
    code: `export class Client {\n  constructor(config) { this.config = Object.assign({}, defaults, config); }\n  async open() {\n    const { data } = await axios.post('${API}/user/auth', { login: this.config.login, password: this.config.password });\n    await axios.post('${API}/tracker/list', { hash: data.hash });\n  }\n}`,
  },
  {
    name: 'a session of its own kind beside the one of a person',
    code: `const { hash: own } = await (await fetch('${API}/user/auth', ${env})).json();\nawait fetch('${API}/api/key/list', { headers: { Authorization: \`NVX \${own}\` } });\nform.onsubmit = async () => {\n  const { hash } = await (await fetch('${API}/user/auth', ${body('form.login.value', 'form.password.value')})).json();\n  ${LIST}\n};`,
  },
  {
    name: 'the public demo account',
    code: "const api = new Navixy.Api({ user: { login: 'demo@navixy.com', password: 'demo' } });\napi.tracker.list();",
  },
  {
    name: 'the session of a person kept alive',
    code: `const { hash } = await (await fetch('${API}/user/auth', ${body('form.login.value', 'form.password.value')})).json();\nsetInterval(() => fetch('${API}/user/session/renew', { body: JSON.stringify({ hash }) }), DAY);`,
  },
  {
    name: 'a session of unknown origin kept alive',
    code: `export const keep = (hash) => setInterval(() => call('user/session/renew', { hash }), DAY);`,
  },
  { name: 'a renewal once', code: "call('user/session/renew', { hash: process.env.NAVIXY_SESSION });" },
  {
    name: 'the path in a string only',
    code: "const paths = ['user/auth', 'tracker/list'];\nif (paths.includes('user/auth')) use(process.env.NAVIXY_PASSWORD);",
  },
];

const invalid: InvalidCase[] = [
  {
    name: 'environment',
    code: `const { hash } = await (await fetch(«'${API}/user/auth'», ${env})).json();\n${LIST}`,
    errors: [from(ENV)],
  },
  {
    name: 'import.meta.env',
    code: `const { hash } = await (await fetch(«'${API}/user/auth'», ${body('import.meta.env.VITE_L', 'import.meta.env.VITE_P')})).json();\n${LIST}`,
    errors: [from(ENV)],
  },
  {
    name: 'Deno',
    code: `const { hash } = await (await fetch(«'${API}/user/auth'», ${body("Deno.env.get('L')", "Deno.env.get('P')")})).json();\n${LIST}`,
    errors: [from(ENV)],
  },
  {
    name: 'literals',
    code: `const { hash } = await (await fetch(«'${API}/user/auth'», ${body("'me@x.example'", "'Secret#1'")})).json();\n${LIST}`,
    errors: [from('the code')],
  },
  {
    name: 'destructured environment',
    code: `const { NAVIXY_LOGIN: login, NAVIXY_PASSWORD: password } = process.env;\nconst { hash } = await (await fetch(«'${API}/user/auth'», { body: JSON.stringify({ login, password }) })).json();\n${LIST}`,
    errors: [from(ENV)],
  },
  {
    name: 'configuration import',
    code: `import config from './config.js';\nconst { hash } = await (await fetch(«'${API}/user/auth'», ${body('config.login', 'config.password')})).json();\n${LIST}`,
    errors: [from('a configuration')],
  },
  {
    name: 'required configuration',
    code: `const { password, login } = require('./config.json');\nconst { hash } = await (await fetch(«'${API}/user/auth'», { body: JSON.stringify({ login, password }) })).json();\n${LIST}`,
    errors: [from('a configuration')],
  },
  {
    name: 'configuration service',
    code: `class Sync {\n  async run() {\n    const { hash } = await (await fetch(«'${API}/user/auth'», ${body("this.config.get('L')", "this.config.get('P')")})).json();\n    ${LIST}\n  }\n}`,
    errors: [from('a configuration')],
  },
  {
    name: 'axios',
    code: `const { data } = await axios.post(«'${API}/user/auth'», { login: process.env.L, password: process.env.P });\nawait axios.post('${API}/tracker/list', { hash: data.hash });`,
    errors: [from(ENV)],
  },
  {
    name: 'axios instance',
    code: `const client = axios.create({ baseURL: '${API}' });\nconst { data } = await client.post(«'/user/auth'», { login: process.env.L, password: process.env.P });\nawait client.post('/tracker/list', { hash: data.hash });`,
    errors: [from(ENV)],
  },
  {
    name: 'form body',
    code: `const { hash } = await (await fetch(«'${API}/user/auth'», { method: 'POST', body: new URLSearchParams({ login: process.env.L, password: process.env.P }) })).json();\n${LIST}`,
    errors: [from(ENV)],
  },
  {
    name: 'query',
    code: `const { hash } = await (await fetch(«\`${API}/user/auth?login=\${process.env.L}&password=\${process.env.P}\`»)).json();\n${LIST}`,
    errors: [from(ENV)],
  },
  {
    name: 'local helper',
    code: `const call = (path, params) => fetch(\`${API}/\${path}\`, { method: 'POST', body: JSON.stringify(params) });\nconst { hash } = await call(«'user/auth'», { login: process.env.L, password: process.env.P });\nawait call('tracker/list', { hash });`,
    errors: [from(ENV)],
  },
  {
    name: 'imported helper',
    code: "import { call } from './navixy.js';\nconst { hash } = await call(«'user/auth'», { login: process.env.L, password: process.env.P });\nawait call('tracker/list', { hash });",
    errors: [from(ENV)],
  },
  {
    name: 'parameters of a local function',
    code: `async function login(login, password) {\n  return (await fetch(«'${API}/user/auth'», { body: JSON.stringify({ login, password }) })).json();\n}\nconst { hash } = await login(process.env.L, process.env.P);\n${LIST}`,
    errors: [from(ENV)],
  },
  {
    name: 'promise chain',
    code: `fetch(«'${API}/user/auth'», ${env}).then((r) => r.json()).then(({ hash }) => { ${LIST} });`,
    errors: [from(ENV)],
  },
  {
    name: 'cached in a module variable',
    code: `let hash;\nasync function getHash() {\n  if (!hash) hash = (await (await fetch(«'${API}/user/auth'», ${env})).json()).hash;\n  return hash;\n}\nexport const list = async () => fetch('${API}/tracker/list', { headers: { Authorization: 'NVX ' + (await getHash()) } });`,
    errors: [from(ENV)],
  },
  {
    name: 'handed on to other modules',
    code: `export async function getSession() {\n  const answer = await fetch(«'${API}/user/auth'», ${env});\n  return (await answer.json()).hash;\n}`,
    errors: [from(ENV)],
  },
  {
    name: 'whole object from the configuration',
    code: `import { navixyConfig } from './settings.js';\nconst { hash } = await (await fetch(«'${API}/user/auth'», { body: JSON.stringify(navixyConfig) })).json();\n${LIST}`,
    errors: [from('a configuration')],
  },
  {
    name: 'class with fields',
    code: `class Client {\n  #password = process.env.P;\n  async open() {\n    this.hash = (await (await fetch(«'${API}/user/auth'», { body: JSON.stringify({ login: 'me', password: this.#password }) })).json()).hash;\n  }\n  list() { return fetch('${API}/tracker/list', { headers: { Authorization: \`NVX \${this.hash}\` } }); }\n}`,
    errors: [from(ENV)],
  },
  {
    name: 'TypeScript',
    code: `const password: string = process.env.P!;\nconst { hash } = (await (await fetch(«'${API}/user/auth' as string», { body: JSON.stringify({ login: 'me', password: password as string }) })).json()) as Auth;\n${LIST}`,
    errors: [from(ENV)],
    ts: true,
  },
  {
    name: 'white label',
    code: `const { hash } = await (await fetch(«'https://gps.brand.example/api-v2/user/auth'», ${env})).json();\nfetch('https://gps.brand.example/api-v2/tracker/list?hash=' + hash);`,
    errors: [from(ENV)],
  },
  {
    name: 'Apps Script',
    code: `const p = PropertiesService.getScriptProperties();\nconst { hash } = JSON.parse(UrlFetchApp.fetch(«'${API}/user/auth'», { payload: { login: p.getProperty('L'), password: p.getProperty('P') } }).getContentText());\nUrlFetchApp.fetch('${API}/tracker/list?hash=' + hash);`,
    errors: [from('a configuration')],
  },
  {
    name: 'Cloudflare worker',
    code: `export default { async fetch(request, env) {\n  const { hash } = await (await fetch(«'${API}/user/auth'», { body: new URLSearchParams({ login: env.L, password: env.P }) })).json();\n  return ${LIST}\n} };`,
    errors: [from(ENV)],
  },
  {
    name: 'a session of the environment kept alive',
    code: `setInterval(() => fetch(«'${API}/user/session/renew'», { body: JSON.stringify({ hash: process.env.NAVIXY_SESSION }) }), DAY);`,
    errors: [renewal(ENV)],
  },
  {
    name: 'kept alive by a job',
    code: "async function renew() {\n  await call(«'user/session/renew'», { hash: config.session }); // navixy\n}\ncron.schedule('0 0 * * *', renew);",
    errors: [renewal('a configuration')],
  },
  {
    name: 'kept alive in a loop',
    code: "while (true) {\n  await call(«'user/session/renew'», { hash: process.env.NAVIXY_SESSION });\n  await sleep(DAY);\n}",
    errors: [renewal(ENV)],
  },
  {
    name: 'kept alive by a function that a timer calls',
    code: "const renew = () => call(«'user/session/renew'», { hash: process.env.NAVIXY_SESSION });\nsetInterval(async () => { await renew(); }, DAY);",
    errors: [renewal(ENV)],
  },
  {
    name: 'logged in, kept alive, never used here',
    code: `const { hash } = await (await fetch('${API}/user/auth', ${env})).json();\nsetInterval(() => fetch(«'${API}/user/session/renew'», { headers: { Authorization: \`NVX \${hash}\` } }), DAY);\nexport { hash };`,
    errors: [renewal(ENV)],
  },
  {
    name: 'kept alive and used: the login says it all',
    code: `const { hash } = await (await fetch(«'${API}/user/auth'», ${env})).json();\nsetInterval(() => fetch('${API}/user/session/renew', { headers: { Authorization: \`NVX \${hash}\` } }), DAY);\n${LIST}`,
    errors: [from(ENV)],
  },
  {
    name: 'SDK',
    code: 'const api = new Navixy.Api({ user: «{ login: process.env.L, password: process.env.P }» });\napi.tracker.list();',
    errors: [sdk(ENV)],
  },
  {
    name: 'SDK, setUser',
    code: "const api = new Navixy.Api({});\napi.setUser(«{ login: 'me', password: 'Secret#1' }»);",
    errors: [sdk('the code')],
  },
];

runRule(rule as never, valid, invalid);
