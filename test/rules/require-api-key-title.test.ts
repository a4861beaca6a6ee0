import rule from '../../rules/require-api-key-title.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const API = 'https://api.eu.navixy.com/v2';
const one = (name: string, messageId: string, code: string, extra: Partial<InvalidCase> = {}): InvalidCase => ({
  name,
  code,
  errors: [{ messageId }],
  ...extra,
});

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'a telling title', code: "call('api/key/create', { hash, title: 'Warehouse dashboard' });" },
  {
    name: 'a telling word beside generic ones',
    code: "call('api/key/create', { hash, title: 'API key for Grafana' });",
  },
  { name: 'another language', code: "call('api/key/create', { hash, title: 'Панель склада' });" },
  { name: 'a variable', code: "call('api/key/create', { hash, title });" },
  { name: 'a template', code: "call('api/key/create', { hash, title: `test ${name}` });" },
  { name: 'parameters not in sight', code: "call('api/key/create', params); call('api/key/create', { ...rest });" },
  { name: 'title in the URL', code: `fetch(\`${API}/api/key/create?title=\${title}\`);` },
  {
    name: 'later',
    code: "const params = { hash };\nparams.title = 'Warehouse dashboard';\ncall('api/key/create', params);",
  },
  { name: 'body not in sight', code: `fetch('${API}/api/key/create', { method: 'POST', body });` },
  { name: 'other calls', code: "call('api/key/list', { hash }); call('api/key/delete', { hash, key });" },
];

const invalid: InvalidCase[] = [
  one('missing', 'missingTitle', "call(«'api/key/create'», { hash });"),
  one(
    'missing in JSON',
    'missingTitle',
    `fetch(«'${API}/api/key/create'», { method: 'POST', body: JSON.stringify({ hash }) });`,
  ),
  one(
    'missing with headers alone',
    'missingTitle',
    `fetch(«'${API}/api/key/create'», { method: 'POST', headers: { Authorization: \`NVX \${hash}\` } });`,
  ),
  one('missing altogether', 'missingTitle', "call(«'api/key/create'»);"),
  one('empty', 'emptyTitle', "call('api/key/create', { hash, title: «''» });"),
  one('blank', 'emptyTitle', "call('api/key/create', { hash, title: «'  '» });"),
  one('generic', 'genericTitle', "call('api/key/create', { hash, title: «'test'» });"),
  one('generic words', 'genericTitle', "call('api/key/create', { hash, title: «'My new API key 2'» });"),
  one('generic, camel case', 'genericTitle', "call('api/key/create', { hash, title: «'navixyApiKey'» });"),
  one('number', 'genericTitle', "call('api/key/create', { hash, title: «'1'» });"),
  one('generic fallback', 'genericTitle', "call('api/key/create', { hash, title: «name || 'key'» });"),
  one(
    'generic constant',
    'genericTitle',
    "const TITLE = 'default';\ncall('api/key/create', { hash, title: «TITLE» });",
  ),
  one('too long', 'longTitle', `call('api/key/create', { hash, title: «'${'Warehouse '.repeat(26)}'» });`),
  one('SDK', 'genericTitle', "const api = new Navixy.Api({ user });\napi.api.key.create({ title: «'api key'» });"),
  one('SDK, request', 'missingTitle', "const api = new Navixy.Api({ user });\napi.request(«'api/key/create'», {});"),
  one('a cast', 'emptyTitle', "call('api/key/create', { hash, title: «'' as string» });", { ts: true }),
];

runRule(rule as never, valid, invalid);
