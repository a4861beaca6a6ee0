import type { Kind } from './kind.ts';

/** Aliased classes, addresses built with `reduce`, headers set by a separate link. */
export const ALIASES: readonly Kind[] = [
  {
    name: 'URL under another name',
    reports: ['no-hash-in-url 3: h'],
    code: `\
const U = URL;
const url = new U('https://api.eu.navixy.com/v2/tracker/list');
url.searchParams.set('hash', h);
fetch(url);`,
  },
  {
    name: 'URLSearchParams under another name',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const Query = globalThis.URLSearchParams;
const query = new Query({ hash: h });
fetch('https://api.eu.navixy.com/v2/tracker/list?' + query);`,
  },
  {
    name: 'URL imported under another name',
    reports: ['no-hash-in-url 3: h'],
    code: `\
import { URL as U } from 'node:url';
const url = new U('/v2/tracker/list', 'https://api.eu.navixy.com');
url.searchParams.append('hash', h);
fetch(url.href);`,
  },
  {
    name: 'URLSearchParams required under another name',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const { URLSearchParams: Params } = require('url');
const params = new Params([['hash', h]]);
fetch(\`https://api.eu.navixy.com/v2/tracker/list?\${params}\`);`,
  },
  {
    name: 'URLSearchParams extended',
    reports: ['no-hash-in-url 2: h'],
    code: `\
class Params extends URLSearchParams {}
const params = new Params({ hash: h });
fetch(\`https://api.eu.navixy.com/v2/tracker/list?\${params}\`);`,
  },
  {
    name: 'globalThis.URL',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const url = new globalThis.URL('https://api.eu.navixy.com/v2/tracker/list');
url.searchParams.set('hash', h);
fetch(url);`,
  },
  {
    name: 'a wrong scheme in Headers under another name',
    reports: ["valid-authorization-header 2: 'Bearer '"],
    code: `\
const H = window.Headers;
const headers = new H({ authorization: 'Bearer ' + key });
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers });`,
  },
  {
    name: "a class of one's own called like a variable",
    reports: [],
    code: `\
// navixy
const U = Unit;
const unit = new U('https://example.com/list');
unit.searchParams.set('page', h);
fetch(unit);`,
  },
  {
    name: 'reduce over the entries of an object into a text',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const query = Object.entries({ hash: h, limit: 1 }).reduce((text, [key, value]) => text + key + '=' + value + '&', '?');
fetch('https://api.eu.navixy.com/v2/tracker/list' + query);`,
  },
  {
    name: 'reduce over pairs into an address',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const base = 'https://api.eu.navixy.com/v2/tracker/list?';
const address = [['hash', h], ['limit', 1]].reduce((text, [key, value]) => \`\${text}&\${key}=\${value}\`, base);
fetch(address);`,
  },
  {
    name: 'reduce over keys',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const params = { hash: h, limit: 1 };
const query = Object.keys(params).reduce((text, key) => \`\${text}\${key}=\${encodeURIComponent(params[key])}&\`, '?');
fetch('https://api.eu.navixy.com/v2/tracker/list' + query);`,
  },
  {
    name: 'reduce over entries into a URL',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const url = Object.entries({ hash: h, limit: 1 }).reduce((made, [key, value]) => {
  made.searchParams.set(key, value);
  return made;
}, new URL('https://api.eu.navixy.com/v2/tracker/list'));
fetch(url);`,
  },
  {
    name: 'reduce over entries into parameters',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const query = Object.entries({
  hash: h,
}).reduce((made, [key, value]) => (made.append(key, value), made), new URLSearchParams());
fetch('https://api.eu.navixy.com/v2/tracker/list?' + query);`,
  },
  {
    name: 'reduce over named pairs',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const query = [{ name: 'hash', value: h }].reduce((text, { name, value }) => text + name + '=' + value, '?');
fetch('https://api.eu.navixy.com/v2/tracker/list' + query);`,
  },
  {
    name: 'reduce with another separator at the start',
    reports: ['no-hash-in-url 3: h'],
    code: `\
const address = Object.entries({
  limit: 1,
  hash: h,
}).reduce((text, [k, v]) => text + (text.includes('?') ? '&' : '?') + k + '=' + v, 'https://api.eu.navixy.com/v2/tracker/list');
fetch(address);`,
  },
  {
    name: 'reduce over what holds no hash',
    reports: [],
    code: `\
const query = Object.entries({ limit: 1, page }).reduce((text, [key, value]) => text + key + '=' + value + '&', '?');
fetch('https://api.eu.navixy.com/v2/tracker/list' + query, { headers: { Authorization: \`NVX \${h}\` } });`,
  },
  {
    name: 'reduce into the query of another API',
    reports: [],
    code: `\
// navixy
const query = Object.entries({ hash: etag }).reduce((text, [key, value]) => text + key + '=' + value + '&', '?');
fetch('https://cdn.example.com/files/list' + query);`,
  },
  {
    name: 'wretch, another scheme',
    reports: ["valid-authorization-header 2: 'Bearer '"],
    code: `\
import wretch from 'wretch';
const api = wretch('https://api.eu.navixy.com/v2').auth('Bearer ' + key);
await api.url('/tracker/list').post().json();`,
  },
  {
    name: 'wretch, no space',
    reports: ["valid-authorization-header 2: 'NVX:'"],
    code: `\
import wretch from 'wretch';
await wretch('https://api.eu.navixy.com/v2/tracker/list').content('application/json').auth('NVX:' + key).get().json();`,
  },
  {
    name: 'wretch, the client made before',
    reports: ['valid-authorization-header 3: Bearer '],
    code: `\
import wretch from 'wretch';
const api = wretch('https://api.eu.navixy.com/v2');
const list = (key) => api.auth(\`Bearer \${key}\`).url('/tracker/list').get().json();`,
  },
  {
    name: 'wretch as it should be',
    reports: [],
    code: `\
import wretch from 'wretch';
const api = wretch('https://api.eu.navixy.com/v2').auth('NVX ' + key);
await api.url('/tracker/list').post().json();`,
  },
  {
    name: 'auth of another API',
    reports: [],
    code: `\
import wretch from 'wretch';
// navixy
const crm = wretch('https://crm.example.com').auth('Bearer ' + token);
await crm.url('/deals').get().json();`,
  },
];
