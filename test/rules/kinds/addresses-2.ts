import type { Kind } from './kind.ts';

/** Addresses in every construction, part 2. */
export const ADDRESSES_2: readonly Kind[] = [
  {
    name: 'searchParams on request url',
    reports: ['no-hash-in-url 3: h'],
    code: `\
const u = new URL('https://api.eu.navixy.com');
u.pathname = '/v2/tracker/list';
u.searchParams.append('hash', h);
fetch(u);`,
  },
  {
    name: 'params toString search',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const p = new URLSearchParams();
p.set('hash', h);
const u = new URL('https://api.eu.navixy.com/v2/tracker/list');
u.search = p;
fetch(u);`,
  },
  {
    name: 'object assign params',
    reports: ['no-hash-in-url 1: h'],
    code: `\
axios.get('https://api.eu.navixy.com/v2/tracker/list', { params: Object.assign({}, params, { hash: h }) });`,
  },
  {
    name: 'axios params URLSearchParams',
    reports: ['no-hash-in-url 1: h'],
    code: `\
axios.get('https://api.eu.navixy.com/v2/tracker/list', { params: new URLSearchParams([['hash', h]]) });`,
  },
  {
    name: 'axios params later',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const params = { limit: 1 };
params.hash = h;
axios.get('https://api.eu.navixy.com/v2/tracker/list', { params });`,
  },
  {
    name: 'axios config later',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const config = { params: {} };
config.params.hash = h;
axios.get('https://api.eu.navixy.com/v2/tracker/list', config);`,
  },
  {
    name: 'useFetch',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const { data } = useFetch('https://api.eu.navixy.com/v2/tracker/list', { query: { hash: h } });`,
  },
  {
    name: 'useSWR',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const { data } = useSWR(\`https://api.eu.navixy.com/v2/tracker/list?hash=\${h}\`, fetcher);`,
  },
  {
    name: 'date toISOString with space',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const day = date.toISOString().slice(0, 10);
fetch(\`https://api.eu.navixy.com/v2/track/read?from=\${day} 00:00:00&to=\${day} 23:59:59&hash=\${h}\`);`,
  },
  {
    name: 'url with json',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/get_states?trackers=' + JSON.stringify([1, 2]) + '&hash=' + h);`,
  },
  {
    name: 'url with json literal',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch(\`https://api.eu.navixy.com/v2/tracker/list?filter={"label":"a, b"}&hash=\${h}\`);`,
  },
  {
    name: 'own hash param elsewhere',
    reports: [],
    code: `\
// navixy
export const client = axios.create({ baseURL: '/api' });
client.interceptors.request.use((config) => {
  config.params = { ...config.params, v: build };
  return config;
});`,
  },
  {
    name: 'missing scheme',
    reports: ['valid-authorization-header 1: navixyHash'],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: navixyHash } });`,
  },
  {
    name: 'ok replace',
    reports: [],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  headers: { Authorization: 'NVX {hash}'.replace('{hash}', navixyHash) },
});`,
  },
  {
    name: 'template tag',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch(String.raw\`https://api.eu.navixy.com/v2/tracker/list?hash=\${h}\`);`,
  },
  {
    name: 'path params array',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const path = ['tracker', 'list'].join('/');
fetch(\`https://api.eu.navixy.com/v2/\${path}?hash=\${h}\`);`,
  },
  {
    name: 'URLSearchParams template',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch(\`https://api.eu.navixy.com/v2/tracker/list?\${new URLSearchParams({ hash: h, limit: '1' })}\`);`,
  },
  {
    name: 'URLSearchParams object spread',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const common = { hash: h };
fetch('https://api.eu.navixy.com/v2/tracker/list?' + new URLSearchParams({ ...common, id }).toString());`,
  },
  {
    name: 'import stringify',
    reports: ['no-hash-in-url 2: h'],
    code: `\
import { stringify } from 'qs';
fetch(\`https://api.eu.navixy.com/v2/tracker/list?\${stringify({ hash: h })}\`);`,
  },
  {
    name: 'url with semicolons comma',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list?ids=1,2;3&hash=' + h);`,
  },
  {
    name: 'parenthesis value',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch(\`https://api.eu.navixy.com/v2/report/tracker/list?title=\${title} (daily)&hash=\${h}\`);`,
  },
  {
    name: 'anchor html two urls',
    reports: ['no-hash-in-url 3: h'],
    code: `\
el.innerHTML =
  '<a href="https://x.example/?a=1">x</a><a href="https://api.eu.navixy.com/v2/report/tracker/download?id=1&hash=' +
  h +
  '">pdf</a>';`,
  },
  {
    name: 'html amp',
    reports: ['no-hash-in-url 1: h'],
    code: `\
el.innerHTML = \`<a href="https://api.eu.navixy.com/v2/report/tracker/download?id=1&amp;hash=\${h}">pdf</a>\`;`,
  },
  {
    name: 'foreign host in html',
    reports: [],
    code: `\
el.innerHTML = \`<a href="https://api.eu.navixy.com/v2">x</a> <a href="https://cdn.example/x?v=1&hash=\${h}">\`;`,
  },
  {
    name: 'jquery post',
    reports: ['prefer-authorization-header 1: h'],
    code: `\
$.post('https://api.eu.navixy.com/v2/tracker/list', { hash: h }, cb);`,
  },
  {
    name: 'jquery ajax post',
    reports: ['prefer-authorization-header 1: h'],
    code: `\
$.ajax({ url: 'https://api.eu.navixy.com/v2/tracker/list', type: 'POST', data: $.param({ hash: h }) });`,
  },
  {
    name: 'axios post var data',
    reports: ['prefer-authorization-header 2: h'],
    code: `\
const payload = {};
payload.hash = h;
axios.post('https://api.eu.navixy.com/v2/tracker/list', payload);`,
  },
  {
    name: 'helper call',
    reports: ['prefer-authorization-header 4: session.hash'],
    code: `\
async function navixy(path, params) {
  const r = await fetch(\`https://api.eu.navixy.com/v2/\${path}\`, {
    method: 'POST',
    body: JSON.stringify({ ...params, hash: session.hash }),
  });
  return r.json();
}`,
  },
  {
    name: 'log lengths',
    reports: [],
    code: `\
console.log(
  'hash length',
  navixyHash.length,
  Boolean(navixyHash),
  !!navixyApiKey,
  typeof navixyApiKey,
  navixyApiKey?.slice(-4),
  navixyApiKey ? 'set' : 'missing',
);`,
  },
  {
    name: 'error with url',
    reports: ['no-hash-in-url 1: h', 'no-hash-in-log 5: url'],
    code: `\
const url = \`https://api.eu.navixy.com/v2/tracker/list?hash=\${h}\`;
try {
  await fetch(url);
} catch (e) {
  throw new Error(\`failed \${url}\`);
}`,
  },
  {
    name: 'axios config error',
    reports: ['no-hash-in-log 2: headers'],
    code: `\
const headers = { Authorization: \`NVX \${navixyHash}\` };
logger.debug('request', { url, headers });`,
  },
];
