import type { LeakForm } from './leaks.ts';

/** Leaks in JavaScript and TypeScript, browser and server. */
export const LEAKS_JAVASCRIPT: readonly LeakForm[] = [
  [
    'js: constant above a fetch on a white label',
    `const API = 'https://gps.fleetmaster.example/api-v2';
const HASH = '@H';

export async function trackers() {
  const res = await fetch(\`\${API}/tracker/list\`, { method: 'POST', body: JSON.stringify({ hash: HASH }) });
  return (await res.json()).list;
}`,
    'hash',
  ],
  [
    'js: let sessionKey beside a tracker call',
    `let sessionKey = "@H";
let url = "https://monitor.autoguard.example/api-v2/tracker/get_states?hash=" + sessionKey;`,
    'session',
    { also: 'hash' },
  ],
  [
    'js: var hash_api in a legacy page script',
    `var hash_api = '@H';
var url_api = 'http://rastreo.satelital.example/api-v2/';
function cargarUnidades() {
  $.post(url_api + 'tracker/list', { hash: hash_api }, function (r) { pintar(r.list); });
}`,
    'hash',
  ],
  [
    'js: hashCode in an object of settings',
    `module.exports = {
  baseUrl: 'https://api.us.navixy.com/v2',
  timeout: 15000,
  hashCode: '@H',
};`,
    'hash',
  ],
  [
    'js: axios instance with params',
    `const client = axios.create({
  baseURL: 'https://api.eu.navixy.com/v2',
  params: { hash: '@H' },
});`,
    'hash',
  ],
  [
    'js: axios default header',
    `axios.defaults.baseURL = process.env.GPS_URL;
axios.defaults.headers.common['Authorization'] = 'NVX @H';`,
    'hash',
  ],
  [
    'js: template header with a ternary',
    `const headers = {
  Authorization: \`NVX \${isProd ? '@H' : process.env.DEV_KEY}\`,
};`,
    'hash',
  ],
  [
    'js: URLSearchParams constructor',
    `const params = new URLSearchParams({ hash: '@H', tracker_id: '3036057' });
const res = await fetch('https://trace.brand.example/api-v2/track/list?' + params);`,
    'hash',
  ],
  [
    'js: searchParams.set',
    `const url = new URL('/api-v2/tracker/list', origin);
url.searchParams.set('hash', '@H');`,
    'hash',
  ],
  [
    'js: URLSearchParams append with swapped lines',
    `const body = new URLSearchParams();
body.append("hash", "@H");
body.append("from", "2024-01-01 00:00:00");
body.append("to", "2024-01-31 23:59:59");
const r = await fetch(API_BASE + "/track/read", { method: "POST", body });`,
    'hash',
  ],
  [
    'js: FormData append',
    `const form = new FormData();
form.append('hash', '@H');
form.append('redirect_target', location.href);
form.append('file', input.files[0]);
xhr.open('POST', '//gps.brand.example/api-v2/zone/upload');`,
    'hash',
  ],
  [
    'js: jQuery ajax data object',
    `$.ajax({
  url: "https://saas.navixy.com/api-v2/tracker/get_last_gps_point",
  type: "POST",
  dataType: "json",
  data: { hash: "@H", tracker_id: 401233 },
});`,
    'hash',
  ],
  [
    'js: jQuery ajax data string',
    `$.ajax({
  url: 'https://saas.navixy.com/api-v2/history/tracker/list',
  data: 'hash=@H&trackers=[1,2]&limit=100',
});`,
    'hash',
  ],
  ['js: jQuery getJSON', "$.getJSON('//monitor.example/api-v2/tracker/list?hash=@H&callback=?', render);", 'hash'],
  [
    'js: parameter default',
    `import { BASE } from './navixy.js';

export function listTrackers(hash = '@H') {
  return post(\`\${BASE}/tracker/list\`, { hash });
}`,
    'hash',
  ],
  [
    'js: destructured default',
    `function createClient({ baseUrl = 'https://gps.brand.example/api-v2', hash = '@H' } = {}) {
  return { get: (p) => fetch(\`\${baseUrl}/\${p}?hash=\${hash}\`) };
}`,
    'hash',
  ],
  [
    'js: positional argument of a local function',
    `const { readTracks } = require('./navixy-api');

readTracks('@H', 10183, '2023-05-01 00:00:00', '2023-05-02 00:00:00').then(console.log);`,
    'hash',
  ],
  [
    'js: positional argument after the host',
    "const api = new GpsApi('https://gps.brand.example/api-v2/', '@H');",
    'hash',
  ],
  [
    'js: API_KEY_FALLBACK constant',
    `const API_KEY_FALLBACK = '@H';
const key = process.env.TRACKING_API_KEY ?? API_KEY_FALLBACK;
export const list = () => fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${key}\` } });`,
    'api-key',
  ],
  [
    'js: NVX plus a constant',
    `const KEY = '@H';

async function call(path, body) {
  return fetch(HOST + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Authorization': 'NVX ' + KEY },
    body: JSON.stringify(body),
  });
}`,
    'hash',
  ],
  [
    'js: commented-out constant',
    `// const hash = '@H'; // Carlos
const hash = process.env.NAVIXY_HASH;`,
    'hash',
  ],
  [
    'js: commented-out fetch',
    `  /* fetch('https://api.us.navixy.com/v2/user/get_info?hash=@H')
       .then((r) => r.json()).then(console.log) */`,
    'hash',
  ],
  [
    'js: JSDoc example',
    `/**
 * Returns the trackers of the account.
 * @example
 *   // https://gps.brand.example/api-v2/tracker/list?hash=@H
 */`,
    'hash',
  ],
  [
    'js: test fallback that claims to be harmless',
    `const NAVIXY = {
  url: process.env.NAVIXY_URL,
  // demo key, replace with yours
  hash: process.env.NAVIXY_HASH || '@H',
};`,
    'hash',
  ],
  [
    'js: WebSocket send',
    `const ws = new WebSocket('wss://gps.brand.example/event/subscription');
ws.onopen = () => ws.send(JSON.stringify({ action: 'subscribe', hash: '@H', requests: [{ type: 'state_batch', target: { type: 'all' } }] }));`,
    'hash',
  ],
  [
    'js: WebSocket frame in a single-quoted string',
    `socket.send('{"action":"subscribe","hash":"@H","events":["state"],"trackers":[1,2,3]}');`,
    'hash',
  ],
  [
    'js: SDK with a domain',
    `const api = new Navixy.Api({
  domain: 'gps.brand.example',
  apiUrl: 'https://gps.brand.example/api-v2/',
  user: {
    hash: '@H',
  },
});`,
    'hash',
  ],
  [
    'js: SDK setUser',
    `import Navixy from 'navixy-js-sdk';
const sdk = new Navixy.Api();
sdk.setUser({ hash: '@H' });`,
    'hash',
  ],
  [
    'js: React component prop',
    `export default function App() {
  return <FleetMap apiRoot="https://gps.brand.example/api-v2" hash="@H" refresh={30} />;
}`,
    'hash',
  ],
  [
    'js: Vue data function',
    `export default {
  data() {
    return {
      navixyUrl: 'https://api.eu.navixy.com/v2',
      userHash: '@H',
      trackers: [],
    };
  },
};`,
    'hash',
  ],
  [
    'js: localStorage',
    `// login bypass for the kiosk
localStorage.setItem('navixy_hash', '@H');`,
    'hash',
  ],
  [
    'js: document.cookie',
    "document.cookie = 'hash=@H; path=/; domain=.gps.brand.example'; // navixy plugin reads it",
    'hash',
  ],
  [
    'js: JSON inside a template literal',
    `const payload = \`{
  "hash": "@H",
  "tracker_id": \${id},
  "from": "\${from}",
  "to": "\${to}"
}\`;
await request.post({ url: base + '/report/mileage/read', body: payload });`,
    'hash',
  ],
  [
    'js: Express proxy middleware',
    `app.use('/gps', createProxyMiddleware({
  target: 'https://gps.brand.example',
  pathRewrite: (p) => p.replace('/gps', '/api-v2') + '?hash=@H',
}));`,
    'hash',
  ],
  [
    'js: AngularJS constant',
    "angular.module('flota').constant('NAVIXY', { root: 'https://api.us.navixy.com/v2/', key: '@H' });",
    'hash',
  ],
  [
    'js: map of accounts',
    `const accounts = new Map([
  ['norte', { host: 'https://gps.brand.example/api-v2', hash: process.env.NORTE }],
  ['sur', { host: 'https://gps.brand.example/api-v2', hash: '@H' }],
]);`,
    'hash',
  ],
  [
    'js: array of keys beside the host',
    `const NAVIXY_HASHES = [
  process.env.HASH_A,
  '@H',
];`,
    'hash',
  ],
  [
    'js: value on the line after the equals sign',
    `const navixyHash =
  '@H';`,
    'hash',
  ],
  [
    'js: value on the line after the colon',
    `export const config = {
  navixy: {
    hash:
      '@H',
  },
};`,
    'hash',
  ],
  [
    'js: concatenated halves',
    `const hash = '@H[0,16]' + '@H[16,32]';
const url = 'https://api.eu.navixy.com/v2/tracker/list?hash=' + hash;`,
    'hash',
  ],
  [
    'js: concatenated halves over lines',
    `const NAVIXY_HASH = "@H[0,16]" +
  "@H[16,32]";`,
    'hash',
  ],
  ['js: four joined pieces', "const NAVIXY_HASH = ['@H[0,8]', '@H[8,16]', '@H[16,24]', '@H[24,32]'].join('');", 'hash'],
  [
    'js: backslash continuation in a string',
    String.raw`var url = 'https://api.eu.navixy.com/v2/tracker/list\
?hash=@H';`,
    'hash',
  ],
  [
    'js: getAuthHash with a literal return',
    `// TODO user/auth instead
export function getAuthHash() {
  return '@H';
}
export const trackers = () => post('tracker/list', { hash: getAuthHash() });`,
    'hash',
  ],
  ['js: arrow that returns the value', "const navixyHash = () => '@H';", 'hash'],
  [
    'js: minified bundle',
    '!function(e){var t="https://gps.brand.example/api-v2",n="@H";e.load=function(){return fetch(t+"/tracker/list?hash="+n).then(function(e){return e.json()})}}(window);',
    'hash',
  ],
  [
    'js: login response in a mock',
    `export const handlers = [
  http.post('*/user/auth', () => HttpResponse.json({ success: true, type: 'authenticated', hash: '@H' })),
];`,
    'session',
  ],
  [
    'js: repository only, plain hash',
    `const hash = '@H';
module.exports = { hash };`,
    'hash',
    { repository: true },
  ],
  [
    'js: repository only, userHash in a store',
    "export const initialState = { loading: false, userHash: '@H', devices: [] };",
    'hash',
    { repository: true },
  ],
  [
    'js: helper with path and hash',
    "const rows = await call('tracker/stats/mileage/read', { hash: '@H', trackers: ids, from, to });",
    'hash',
  ],
  [
    'js: request library options',
    `request({
  uri: 'https://api.navixy.com/v2/tracker/get_state',
  qs: { hash: '@H', tracker_id: 17 },
  json: true,
}, cb);`,
    'hash',
  ],
  [
    'js: new NavixyService with options',
    "export const navixy = new NavixyService({ apiKey: '@H', region: 'eu' });",
    'api-key',
  ],
  [
    'js: Ext panel auth key',
    `Ext.API.authKeyName = 'panel_session_key';
Ext.API.authKey = '@H';`,
    'panel-session',
  ],
  [
    'js: panel login response in a fixture',
    `// POST /panel/account/auth
module.exports = { success: true, hash: '@H', permissions: { users: ['read', 'update'] } };`,
    'panel-session',
  ],
  [
    'js: iframe source set at run time',
    "frame.src = '//gps.brand.example/pro/demo/?session_key=@H&app=monitoring&tracker_id=5';",
    'hash',
  ],
  [
    'js: sso link of the video application',
    "window.open('https://video-telematics.eu.navixy.com/sso?access_token=@H');",
    'hash',
  ],
  [
    'js: download link of a report',
    'link.href = `${base}/report/tracker/download?report_id=${id}&format=xlsx&hash=@H`;',
    'hash',
  ],
  [
    'js: user application created by a script',
    `await call('user/application/create', {
  label: 'Fuel', url_template: 'https://fuel.example/', enabled: true,
  authorization: { type: 'api_key', hash: '@H' },
});`,
    'api-key',
  ],
  [
    'js: api key deleted by a script',
    "await fetch(`${BASE}/api/key/delete`, { method: 'POST', headers: auth, body: JSON.stringify({ key: '@H' }) });",
    'api-key',
  ],
  [
    'ts: readonly private field',
    `@@Injectable({ providedIn: 'root' })
export class NavixyService {
  private readonly hash: string = '@H';
  constructor(private http: HttpClient) {}
}`,
    'hash',
  ],
  [
    'ts: Angular environment file',
    `export const environment = {
  production: true,
  navixyApiUrl: 'https://api.eu.navixy.com/v2',
  navixyApiKey: '@H',
} as const;`,
    'api-key',
  ],
  [
    'ts: static readonly authKey below the base',
    `export class TrackingApi {
  static readonly BASE = 'https://gps.brand.example/api-v2';
  static readonly authKey = '@H';
}`,
    'hash',
  ],
  [
    'ts: enum member',
    `enum Navixy {
  Url = 'https://api.us.navixy.com/v2',
  Hash = '@H',
}`,
    'hash',
  ],
  [
    'ts: satisfies and type assertion',
    "const credentials = { hash: <string>'@H', dealer_id: 4821 } satisfies NavixyCredentials;",
    'hash',
  ],
  [
    'ts: zod default',
    `const env = z.object({
  NAVIXY_API_URL: z.string().url().default('https://api.eu.navixy.com/v2'),
  NAVIXY_HASH: z.string().length(32).default('@H'),
}).parse(process.env);`,
    'hash',
  ],
  ['ts: NestJS configService fallback', "this.hash = this.config.get<string>('NAVIXY_HASH', '@H');", 'hash'],
  ['ts: Deno env with fallback', 'const apiKey = Deno.env.get("NAVIXY_API_KEY") ?? "@H";', 'api-key'],
  [
    'ts: constructor parameter property',
    `export class FleetClient {
  constructor(private token = '@H', private base = 'https://gps.brand.example/api-v2') {}
  trackers() { return this.post('/tracker/list', { hash: this.token }); }
}`,
    'hash',
  ],
  [
    'ts: Playwright login by key',
    `await page.goto('https://gps.brand.example/pro/demo/?session_key=@H');
await expect(page.getByText('Tracking')).toBeVisible();`,
    'hash',
  ],
  [
    'ts: Supabase edge function',
    `const NAVIXY_API_KEY = Deno.env.get('NAVIXY_API_KEY') || '@H'
const NAVIXY_BASE = 'https://api.us.navixy.com/v2'`,
    'api-key',
  ],
  [
    'js: Google Apps Script constant',
    `var HASH = '@H';
function actualizarHoja() {
  var r = UrlFetchApp.fetch('https://api.us.navixy.com/v2/tracker/list', { method: 'post', payload: { hash: HASH } });
  var lista = JSON.parse(r.getContentText()).list;
}`,
    'hash',
  ],
  [
    'js: Google Apps Script properties',
    "PropertiesService.getScriptProperties().setProperty('NAVIXY_HASH', '@H');",
    'hash',
  ],
  [
    'js: Google Apps Script fetch with options',
    `var opt = { 'method': 'get', 'headers': { 'Authorization': 'NVX @H' }, 'muteHttpExceptions': true };
var res = UrlFetchApp.fetch(URL_BASE + '/tracker/get_states', opt);`,
    'hash',
  ],
  [
    'js: Node-RED function node',
    `msg.url = "https://gps.brand.example/api-v2/tracker/get_state";
msg.payload = { "hash": "@H", "tracker_id": msg.id };
return msg;`,
    'hash',
  ],
  [
    'js: k6 load test',
    `export default function () {
  http.post(\`\${__ENV.HOST}/api-v2/tracker/list\`, JSON.stringify({ hash: '@H' }));
}`,
    'hash',
  ],
  [
    'js: Cypress request',
    "cy.request('POST', '/api-v2/user/get_info', { hash: '@H' }).its('body.success').should('eq', true);",
    'hash',
  ],
  [
    'js: React Native config',
    `const Config = {
  API: 'https://gps.brand.example/api-v2/',
  gpsHash: "@H",
  mapKey: Platform.select({ ios: 'x', android: 'y' }),
};`,
    'hash',
  ],
  [
    'js: bot handler with switch case',
    `switch (chatId) {
  case 1182: hash = '@H'; break; // navixy account of the depot
  default: hash = null;
}`,
    'hash',
  ],
  [
    'js: comparison with the value',
    "if (req.query.hash === '@H') return res.redirect('https://gps.brand.example/api-v2/tracker/list?hash=' + req.query.hash);",
    'hash',
  ],
  [
    'js: chained setter of an http client',
    "await superagent.post(base + '/tracker/list').set('Authorization', 'NVX @H').timeout(5000);",
    'hash',
  ],
  ['js: XMLHttpRequest header', 'xhr.setRequestHeader("Authorization", "NVX @H");', 'hash'],
  [
    'js: shell command in child_process',
    `execSync('curl -s "https://gps.brand.example/api-v2/tracker/list?hash=@H" -o trackers.json');`,
    'hash',
  ],
  [
    'js: Svelte store',
    `import { writable } from 'svelte/store';
export const gpsServer = writable('https://gps.brand.example/api-v2');
export const hash = writable('@H');`,
    'hash',
  ],
  [
    'js: useState initial value',
    `const [hash, setHash] = useState('@H');
const load = () => axios.post(\`\${NAVIXY}/tracker/list\`, { hash });`,
    'hash',
  ],
  [
    'js: user script that injects the session',
    `// ==UserScript==
// @match https://saas.navixy.com/*
// ==/UserScript==
const SESSION_KEY = '@H';`,
    'session',
    { also: 'hash' },
  ],
  [
    'js: host far above the hash',
    `const BASE = 'https://gps.brand.example/api-v2';
${'// The depot, its vehicles and the colours of the map.\n'.repeat(30)}export const hash = '@H';`,
    'hash',
  ],
];
