import rule from '../../rules/no-hash-in-url.ts';
import { hex } from '../support/hex.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const H = hex('no-hash-in-url');
const API = 'https://api.eu.navixy.com/v2';
const data = { carrier: 'hash' };
const plain = { messageId: 'hashInUrl', data };
const moved = (output: string) => ({ ...plain, suggestions: [{ messageId: 'moveToHeader', output }] });
const session = (carrier: string) => ({ messageId: 'sessionKeyInUrl', data: { carrier } });
const one = (code: string, extra: Partial<InvalidCase> = {}): InvalidCase => ({ code, errors: [plain], ...extra });

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'header', code: `fetch('${API}/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } })` },
  {
    name: 'JSON body belongs to another rule',
    code: `fetch('${API}/tracker/list', { method: 'POST', body: JSON.stringify({ hash }) })`,
  },
  { name: 'form body', code: `fetch('${API}/tracker/list', { method: 'POST', body: new URLSearchParams({ hash }) })` },
  {
    name: 'form body as a string',
    code: `fetch('${API}/tracker/list', { method: 'POST', body: \`limit=1&hash=\${hash}\` })`,
  },
  { name: 'axios body', code: `axios.post('${API}/tracker/list', { hash })` },
  { name: 'superagent body', code: `superagent.post('${API}/tracker/list').send({ hash })` },
  { name: 'jQuery post', code: `$.post('${API}/tracker/list', { hash })` },
  { name: 'jQuery ajax with POST', code: `$.ajax({ url: '${API}/tracker/list', type: 'POST', data: { hash } })` },
  {
    name: 'e-mail confirmation on a foreign host',
    code: 'const link = `https://shop.example/user/activate?hash=${confirmation}`;',
  },
  {
    name: 'e-mail confirmation beside a mention of the platform',
    code: "// navixy\nsend('https://shop.example/confirm?hash=' + token);",
  },
  { name: 'gravatar', code: 'const src = `https://www.gravatar.com/avatar/${h}?hash=${h}`;' },
  { name: 'location.hash', code: "const next = location.pathname + '?hash=' + location.hash;" },
  { name: 'hash routing', code: "router.push('/page#hash=' + id); // navixy" },
  {
    name: 'searchParams of a foreign URL',
    code: "const url = new URL('https://shop.example/confirm'); url.searchParams.set('hash', token); // navixy",
  },
  {
    name: 'searchParams of an unknown URL',
    code: "export function add(url, hash) { url.searchParams.set('hash', hash); } // navixy",
  },
  { name: 'webpack', code: "module.exports = { output: { filename: 'api-v2/[name].js?hash=[hash]' } };" },
  {
    name: 'params of another API',
    code: "axios.get('https://other.example/v2/items', { params: { hash } }); // navixy",
  },
  { name: 'a written-out hash belongs to no-hardcoded-hash', code: `fetch('${API}/tracker/list?hash=${H}')` },
  { name: 'a written-out hash in params too', code: `axios.get('${API}/tracker/list', { params: { hash: '${H}' } })` },
  { name: 'a placeholder', code: `fetch('${API}/tracker/list?hash=' + 'YOUR_HASH')` },
  { name: 'tagged template', code: 'const query = gql`https://api.eu.navixy.com/v2/tracker/list?hash=${hash}`;' },
  { name: 'the version of a static file', code: 'const src = `https://saas.navixy.com/static/app.js?hash=${build}`;' },
  {
    name: 'a redacted log',
    code: `console.log(\`${API}/tracker/list?hash=\${hash.slice(0, 4)}…\`, \`${API}/a?hash=\${mask(hash)}\`);`,
  },
  {
    name: 'what a test expects',
    code: "expect(axios.get).toHaveBeenCalledWith('/tracker/list', { params: { hash } });\nmock.onGet('/tracker/list', { params: { hash } }).reply(200);",
  },
  {
    name: 'an address that is compared',
    code: `if (link === \`${API}/tracker/list?hash=\${hash}\` || link.startsWith('${API}/tracker/list?hash=' + hash)) log(link);`,
  },
  {
    name: 'an address that a test expects',
    code: `expect(link).toBe(\`${API}/tracker/list?hash=\${hash}\`);\nassert.strictEqual(link, '${API}/tracker/list?hash=' + hash);`,
  },
  { name: 'reading', code: "const hash = new URL(location.href).searchParams.get('hash'); // navixy" },
  { name: 'other parameters', code: `fetch(\`${API}/tracker/list?limit=\${limit}&content_hash=\${hash}\`)` },
  { name: 'comparison of a path', code: "if (url.startsWith('/tracker/list')) { run({ params: { hash } }); }" },
  { name: 'state of an interface', code: 'const state = { hash: true }; // navixy' },
  { name: 'type only', code: 'interface Query { hash: string } // navixy', ts: true },
  { name: 'a Map', code: "const map = new Map(); map.set('hash', value); // navixy" },
  { name: 'a document whose path ends like an endpoint', code: "import('./assets/tag/list?hash=' + id); // navixy" },
  {
    name: 'session_key of an API that is not the platform',
    code: 'fetch(`https://api.openf1.org/v1/laps?session_key=${key}`)',
  },
];

const invalid: InvalidCase[] = [
  {
    name: 'template',
    code: `fetch(\`${API}/tracker/list?hash=\${«hash»}\`)`,
    errors: [moved(`fetch(\`${API}/tracker/list\`, { headers: { Authorization: \`NVX \${hash}\` } })`)],
  },
  {
    name: 'template, base in a variable',
    code: 'fetch(`${base}/tracker/list?hash=${«h»}&limit=5`)',
    errors: [moved('fetch(`${base}/tracker/list?limit=5`, { headers: { Authorization: `NVX ${h}` } })')],
  },
  {
    name: 'later parameter',
    code: 'await fetch(`${base}/tracker/list?limit=5&hash=${«h»}`, { method: "GET" })',
    errors: [
      moved('await fetch(`${base}/tracker/list?limit=5`, { headers: { Authorization: `NVX ${h}` }, method: "GET" })'),
    ],
  },
  {
    name: 'with headers',
    code: 'fetch(`/api-v2/tracker/list?hash=${«h»}`, { headers: { Accept: "a/b" } })',
    errors: [moved('fetch(`/api-v2/tracker/list`, { headers: { Authorization: `NVX ${h}`, Accept: "a/b" } })')],
  },
  {
    name: 'with empty options',
    code: 'fetch(`/api-v2/tracker/list?hash=${«h»}`, {})',
    errors: [moved('fetch(`/api-v2/tracker/list`, { headers: { Authorization: `NVX ${h}` } })')],
  },
  {
    name: 'headers elsewhere: no suggestion',
    code: 'fetch(`/api-v2/tracker/list?hash=${«h»}`, { headers })',
    errors: [plain],
  },
  {
    name: 'spread options: no suggestion',
    code: 'fetch(`/api-v2/tracker/list?hash=${«h»}`, { ...rest })',
    errors: [plain],
  },
  {
    name: 'a comment beside the value: no suggestion',
    code: 'fetch(`/api-v2/tracker/list?hash=${/* mine */ «h»}`)',
    errors: [plain],
  },
  {
    name: 'a value in the fallback is not repeated',
    code: `fetch(\`/api-v2/tracker/list?hash=\${«h || '${H}'»}\`)`,
    errors: [plain],
  },
  {
    name: 'an address in parentheses: no suggestion',
    code: "fetch((base + '/tracker/list?hash=' + «key»))",
    errors: [plain],
  },
  {
    name: 'constant with one use',
    code: `const url = \`${API}/tracker/list?hash=\${«hash»}\`;\nconst answer = await fetch(url);`,
    errors: [
      moved(
        `const url = \`${API}/tracker/list\`;\nconst answer = await fetch(url, { headers: { Authorization: \`NVX \${hash}\` } });`,
      ),
    ],
  },
  {
    name: 'constant with two uses: no suggestion',
    code: `const url = \`${API}/tracker/list?hash=\${«hash»}\`;\nawait fetch(url);\nopen(url);`,
    errors: [plain],
  },
  {
    name: 'constant used in another function: no suggestion',
    code: `const url = \`${API}/tracker/list?hash=\${«hash»}\`;\nconst get = () => fetch(url);`,
    errors: [plain],
  },
  {
    name: 'axios with a body',
    code: `axios.post(\`${API}/tracker/list?hash=\${«hash»}\`, { limit })`,
    errors: [moved(`axios.post(\`${API}/tracker/list\`, { limit }, { headers: { Authorization: \`NVX \${hash}\` } })`)],
  },
  {
    name: 'axios without a body: no suggestion',
    code: `axios.post(\`${API}/tracker/list?hash=\${«hash»}\`)`,
    errors: [plain],
  },
  {
    name: 'params with more',
    code: `axios.get('${API}/tracker/list', { params: { hash: «key», limit: 5 } })`,
    errors: [
      moved(`axios.get('${API}/tracker/list', { headers: { Authorization: \`NVX \${key}\` }, params: { limit: 5 } })`),
    ],
  },
  {
    name: 'params and headers',
    code: `axios.get('${API}/tracker/list', { params: { hash: «key» }, headers: { Accept: 'a/b' } })`,
    errors: [moved(`axios.get('${API}/tracker/list', { headers: { Authorization: \`NVX \${key}\`, Accept: 'a/b' } })`)],
  },
  {
    name: 'a comment in the params: no suggestion',
    code: `axios.get('${API}/tracker/list', { params: { /* mine */ hash: «key» } })`,
    errors: [plain],
  },
  {
    name: 'a comma after the address',
    code: 'fetch(\n  `/api-v2/tracker/list?hash=${«h»}`,\n)',
    errors: [moved('fetch(\n  `/api-v2/tracker/list`, { headers: { Authorization: `NVX ${h}` } },\n)')],
  },
  {
    name: 'sum',
    code: `fetch('${API}/tracker/list?hash=' + «key»)`,
    errors: [moved(`fetch('${API}/tracker/list', { headers: { Authorization: \`NVX \${key}\` } })`)],
  },
  {
    name: 'sum of three',
    code: "fetch(base + '/tracker/list?hash=' + «key»)",
    errors: [moved("fetch(base + '/tracker/list', { headers: { Authorization: `NVX ${key}` } })")],
  },
  one("const url = base + '/tracker/list?hash=' + «key» + '&limit=1';", { name: 'sum with a rest' }),
  one(`const PREFIX = '${API}/tracker/list?hash=';\nexport const get = (key) => fetch(PREFIX + «key»);`, {
    name: 'constant prefix',
  }),
  one(`const KEY = '${H}';\nconst url = '${API}/tracker/list?hash=' + «KEY»;`, {
    name: 'the carrier of a value written out elsewhere',
  }),
  one("let url = base + '/tracker/list';\nurl += '?hash=' + «h»;", { name: 'appended to a variable' }),
  one('const query = `hash=${«h»}`;\nrequest(`${base}/tracker/list?${query}`);', { name: 'query made before' }),
  one("const url = base.concat('/tracker/list', '?hash=', «h»);", { name: 'concat' }),
  one("const url = [base, '/tracker/list?hash=', «h»].join('');", { name: 'join' }),
  one('const url = isEu ? `https://api.eu.navixy.com/v2/a?hash=${«h»}` : other;', { name: 'ternary' }),
  one('const url = `https://api.${region}.navixy.com/v2/x?hash=${«h»}`;', { name: 'region in a hole' }),
  one('const url = `${process.env.NAVIXY_API_URL}/anything?hash=${«h»}`;', { name: 'base named after the platform' }),
  one('const url = `${base}/anything?hash=${«process.env.NAVIXY_HASH»}`;', { name: 'value named after the platform' }),
  one('const url = `https://gps.brand.example/v2/x?hash=${«h»}`;', {
    name: 'white label from the settings',
    settings: { navixy: { hosts: ['gps.brand.example'] } },
  }),
  one('const url = `${base}/x?hash=${«FLEET_KEY»}`;', {
    name: 'name from the settings',
    settings: { navixy: { names: ['FLEET_KEY'] } },
  }),
  one('const url = `${base}/x?hash=${«fleetKey»}`;', {
    name: 'name from the settings in another spelling',
    settings: { navixy: { names: ['FLEET_KEY'] } },
  }),
  one('const url = `https://gps.brand.example/v2/x?hash=${«h»}`;', {
    name: 'host from the settings given as an address',
    settings: { navixy: { hosts: ['https://gps.brand.example/api'] } },
  }),
  one('const url = `http://gps.brand.example/api-v2/x?hash=${«h»}`;', { name: 'api-v2' }),
  one('const html = `<iframe src="https://saas.navixy.com/x?hash=${«h»}"></iframe>`;', { name: 'URL within HTML' }),
  {
    name: 'axios params',
    code: `axios.get('${API}/tracker/list', { params: { «hash» } })`,
    errors: [moved(`axios.get('${API}/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } })`)],
  },
  {
    name: 'axios params with a spread',
    code: `axios.get('${API}/tracker/list', { params: { ...paging, hash: «key» } })`,
    errors: [
      moved(`axios.get('${API}/tracker/list', { headers: { Authorization: \`NVX \${key}\` }, params: { ...paging } })`),
    ],
  },
  one(`const params = { hash: «key» };\naxios({ url: '${API}/tracker/list', params })`, {
    name: 'axios config',
    errors: [
      moved(
        `const params = {};\naxios({ headers: { Authorization: \`NVX \${key}\` }, url: '${API}/tracker/list', params })`,
      ),
    ],
  }),
  one(`const params = {};\nparams.hash = «key»;\naxios.get('${API}/tracker/list', { params })`, {
    name: 'axios params filled later',
    errors: [
      moved(
        `const params = {};\naxios.get('${API}/tracker/list', { headers: { Authorization: \`NVX \${key}\` }, params })`,
      ),
    ],
  }),
  one(`const client = axios.create({ baseURL: '${API}' });\nclient.get('/vehicle', { params: { hash: «key» } });`, {
    name: 'axios instance',
    errors: [
      moved(
        `const client = axios.create({ baseURL: '${API}' });\nclient.get('/vehicle', { headers: { Authorization: \`NVX \${key}\` } });`,
      ),
    ],
  }),
  one(`const client = axios.create({ baseURL: '${API}' });\nclient.get(\`/vehicle?hash=\${«key»}\`);`, {
    name: 'axios instance, path template',
    errors: [
      moved(
        `const client = axios.create({ baseURL: '${API}' });\nclient.get(\`/vehicle\`, { headers: { Authorization: \`NVX \${key}\` } });`,
      ),
    ],
  }),
  one(`axios.create({ baseURL: '${API}', params: { hash: «key» } });`, {
    name: 'default params of an instance',
    errors: [moved(`axios.create({ headers: { Authorization: \`NVX \${key}\` }, baseURL: '${API}' });`)],
  }),
  {
    name: 'got',
    code: `got('${API}/tracker/list', { searchParams: { «hash» } })`,
    errors: [moved(`got('${API}/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } })`)],
  },
  one(`got('${API}/tracker/list', { searchParams: new URLSearchParams({ «hash» }) })`, {
    name: 'got with URLSearchParams',
    errors: [moved(`got('${API}/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } })`)],
  }),
  one(`ky.get('tracker/list', { prefixUrl: '${API}', searchParams: [['hash', «key»]] })`, { name: 'ky with pairs' }),
  one(`request({ uri: '${API}/tracker/list', qs: { «hash» } })`, { name: 'request' }),
  one(`superagent.get('${API}/tracker/list').set('A', 'b').query({ «hash» }).end()`, {
    name: 'superagent',
    errors: [moved(`superagent.get('${API}/tracker/list').set('A', 'b').set('Authorization', \`NVX \${hash}\`).end()`)],
  }),
  one(`$.getJSON('${API}/tracker/list', { «hash» }, done)`, { name: 'jQuery getJSON' }),
  one(`$.ajax({ url: '${API}/tracker/list', data: { «hash» } })`, {
    name: 'jQuery ajax',
    errors: [moved(`$.ajax({ headers: { Authorization: \`NVX \${hash}\` }, url: '${API}/tracker/list', data: {} })`)],
  }),
  one(`this.http.get('${API}/tracker/list', { params: new HttpParams().set('hash', «key») })`, { name: 'Angular' }),
  {
    name: 'Apps Script',
    code: `UrlFetchApp.fetch('${API}/tracker/list?hash=' + «key»)`,
    errors: [moved(`UrlFetchApp.fetch('${API}/tracker/list', { headers: { Authorization: \`NVX \${key}\` } })`)],
  },
  one(`xhr.open('GET', '${API}/tracker/list?hash=' + «key»)`, { name: 'XMLHttpRequest' }),
  one(`const query = new URLSearchParams({ limit: 1, hash: «key» });\nfetch(\`${API}/tracker/list?\${query}\`);`, {
    name: 'URLSearchParams of a record',
  }),
  one(
    `const query = new URLSearchParams();\nquery.append('hash', «key»);\nfetch('${API}/tracker/list?' + query.toString());`,
    { name: 'URLSearchParams filled later' },
  ),
  one(`const url = new URL('${API}/tracker/list');\nurl.searchParams.set('hash', «key»);`, { name: 'searchParams' }),
  one("const url = new URL('/api-v2/tracker/list', base);\nurl.searchParams.append('hash', «key»);", {
    name: 'searchParams, rooted path',
  }),
  one(`const url = new URL('${API}/tracker/list');\nurl.search = new URLSearchParams({ «hash» });\nfetch(url);`, {
    name: 'search',
  }),
  one("function add(navixyUrl, key) { navixyUrl.searchParams.set('hash', «key»); }", {
    name: 'searchParams of a URL by its name',
  }),
  one(`needle('get', '${API}/tracker/list', { «hash» })`, { name: 'needle' }),
  one(
    `const query = Object.entries({ hash: «key», limit: 5 }).map(([k, v]) => \`\${k}=\${v}\`).join('&');\nfetch(\`${API}/tracker/list?\${query}\`);`,
    { name: 'joined entries' },
  ),
  one("// navixy\nconst link = apiLink + '/?hash=' + «key» + '&x=1';", { name: 'an API by its name beside a mention' }),
  one(
    "const api = (path, params) => fetch(`${BASE}/${path}?${new URLSearchParams(params)}`);\napi('tracker/list', { hash: «key» });",
    { name: 'local helper' },
  ),
  one('call(`tracker/list?hash=${«key»}`)', { name: 'unknown helper' }),
  one(
    "class Api {\n  base = 'https://api.us.navixy.com/v2';\n  list() { return fetch(this.base + '/x?hash=' + «this.hash» + '&a=1'); }\n}",
    { name: 'class field' },
  ),
  one("class Api {\n  static BASE = 'https://api.us.navixy.com/v2';\n}\nconst url = `${Api.BASE}/x?hash=${«h»}`;", {
    name: 'static field',
  }),
  one("const { base = 'https://api.us.navixy.com/v2' } = options;\nconst url = `${base}/x?hash=${«h»}`;", {
    name: 'destructuring default',
  }),
  one("function url(base = 'https://api.us.navixy.com/v2') { return `${base}/x?hash=${«h»}`; }", {
    name: 'parameter default',
  }),
  one("const base = custom ?? 'https://api.us.navixy.com/v2';\nconst url = `${base}/x?hash=${«h»}`;", {
    name: 'fallback',
  }),
  one("const hosts = { eu: 'https://api.eu.navixy.com/v2' };\nconst url = `${hosts.eu}/x?hash=${«h»}`;", {
    name: 'object member',
  }),
  one("enum Base { Eu = 'https://api.eu.navixy.com/v2' }\nconst url = `${Base.Eu}/x?hash=${«h»}`;", {
    name: 'enum',
    ts: true,
  }),
  one('const url = `${(base as string)!}/tracker/list?hash=${«h as string»}`;', { name: 'casts', ts: true }),
  one('const url = `${config?.base}/tracker/list?hash=${«session?.hash»}`;', { name: 'optional chaining' }),
  one('const a = <img src={`https://api.eu.navixy.com/v2/x?hash=${«h»}`} />;', { name: 'JSX' }),
  one(`fetch('${API}/tracker/list?hash={hash}'.replace('{hash}', «key»));`, { name: 'a placeholder that is replaced' }),
  one(`const hole = '{hash}';\nfetch('${API}/tracker/list?hash={hash}'.replace(hole, «key»));`, {
    name: 'a placeholder from a constant',
  }),
  {
    name: 'session_key',
    code: 'const src = `https://saas.navixy.com/pro/demo/?session_key=${«key»}`;',
    errors: [session('session_key')],
  },
  {
    name: 'panel_session_key',
    code: 'location.href = `${panel}/new-panel/?panel_session_key=${«key»}`;',
    errors: [session('panel_session_key')],
  },
  { name: 'two in one', code: `go(\`${API}/a?hash=\${«a»}\`, \`${API}/b?hash=\${«b»}\`);`, errors: [plain, plain] },
];

runRule(rule as never, valid, invalid);
