import type { Kind } from './kind.ts';

/** Headers in every construction, part 1. */
export const HEADERS_1: readonly Kind[] = [
  {
    name: 'HttpHeaders',
    reports: ['valid-authorization-header 7: Bearer '],
    code: `\
import { HttpHeaders } from '@angular/common/http';
class A {
  f() {
    return this.http.post(
      'https://api.eu.navixy.com/v2/tracker/list',
      {},
      { headers: new HttpHeaders({ Authorization: \`Bearer \${this.key}\` }) },
    );
  }
}`,
  },
  {
    name: 'HttpHeaders set',
    reports: ['valid-authorization-header 4: Bearer '],
    code: `\
import { HttpHeaders } from '@angular/common/http';
class A {
  f() {
    const headers = new HttpHeaders().set('Authorization', \`Bearer \${this.key}\`);
    return this.http.post('https://api.eu.navixy.com/v2/tracker/list', {}, { headers });
  }
}`,
  },
  {
    name: 'pairs',
    reports: ["valid-authorization-header 1: 'Bearer '"],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: [['Authorization', 'Bearer ' + k]] });`,
  },
  {
    name: 'pairs malformed',
    reports: ["valid-authorization-header 1: 'NVX:'"],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: [['Authorization', 'NVX:' + k]] });`,
  },
  {
    name: 'new Headers pairs',
    reports: ["valid-authorization-header 2: 'Bearer '"],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  headers: new Headers([['Authorization', 'Bearer ' + k]]),
});`,
  },
  {
    name: 'computed key',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
const AUTH = 'Authorization';
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { [AUTH]: \`Bearer \${k}\` } });`,
  },
  {
    name: 'computed key malformed',
    reports: ['valid-authorization-header 2: nvx '],
    code: `\
const HEADERS = { auth: 'Authorization' };
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { [HEADERS.auth]: \`nvx \${k}\` } });`,
  },
  {
    name: 'init.headers.Authorization',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
const init = { headers: {} };
init.headers.Authorization = \`Bearer \${k}\`;
fetch('https://api.eu.navixy.com/v2/tracker/list', init);`,
  },
  {
    name: 'init.headers bracket',
    reports: ['valid-authorization-header 3: Bearer '],
    code: `\
const init = { method: 'POST' };
init.headers = init.headers || {};
init.headers['Authorization'] = \`Bearer \${k}\`;
fetch('https://api.eu.navixy.com/v2/tracker/list', init);`,
  },
  {
    name: 'init.headers whole',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
const init = {};
init.headers = { Authorization: \`Bearer \${k}\` };
fetch('https://api.eu.navixy.com/v2/tracker/list', init);`,
  },
  {
    name: 'angular headers reassign',
    reports: ['valid-authorization-header 4: Bearer '],
    code: `\
class S {
  list() {
    let headers = new HttpHeaders();
    headers = headers.set('Authorization', \`Bearer \${this.hash}\`);
    return this.http.get('https://api.eu.navixy.com/v2/tracker/list', { headers });
  }
}`,
  },
  {
    name: 'superagent set',
    reports: ["valid-authorization-header 3: 'Bearer '"],
    code: `\
superagent
  .post('https://api.eu.navixy.com/v2/tracker/list')
  .set('Authorization', 'Bearer ' + h)
  .send({});`,
  },
  {
    name: 'xhr',
    reports: ["valid-authorization-header 3: 'Bearer '"],
    code: `\
const xhr = new XMLHttpRequest();
xhr.open('POST', 'https://api.eu.navixy.com/v2/tracker/list');
xhr.setRequestHeader('Authorization', 'Bearer ' + h);
xhr.send();`,
  },
  {
    name: 'https options path',
    reports: ['no-hash-in-url 2: h'],
    code: `\
https
  .request({ hostname: 'api.eu.navixy.com', path: \`/v2/tracker/list?hash=\${h}\`, method: 'GET' }, cb)
  .end();`,
  },
  {
    name: 'https options path 2',
    reports: ['no-hash-in-url 1: h'],
    code: `\
https.get({ host: 'api.eu.navixy.com', path: '/v2/zone/list?hash=' + h }, cb);`,
  },
  {
    name: 'https options headers',
    reports: ["valid-authorization-header 2: 'Bearer '"],
    code: `\
https.request(
  { hostname: 'api.eu.navixy.com', path: '/v2/zone/list', headers: { authorization: 'Bearer ' + h } },
  cb,
);`,
  },
  {
    name: 'new Request',
    reports: ['valid-authorization-header 2: Token '],
    code: `\
fetch(
  new Request('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`Token \${h}\` } }),
);`,
  },
  {
    name: 'Headers append',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
const headers = new Headers();
headers.append('Authorization', \`Bearer \${h}\`);
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers });`,
  },
  {
    name: 'Map entries',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  headers: Object.fromEntries([['Authorization', \`Bearer \${h}\`]]),
});`,
  },
  {
    name: 'constant member',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
import { HEADERS } from './constants';
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { [HEADERS.AUTHORIZATION]: \`Bearer \${h}\` } });`,
  },
  {
    name: 'options.headers ??=',
    reports: ['valid-authorization-header 3: Bearer '],
    code: `\
async function call(path, options = {}) {
  options.headers ??= {};
  options.headers.Authorization = \`Bearer \${h}\`;
  return fetch(\`https://api.eu.navixy.com/v2/\${path}\`, options);
}`,
  },
  {
    name: 'options spread',
    reports: ['valid-authorization-header 3: Bearer '],
    code: `\
async function call(path, options = {}) {
  const init = { ...options, headers: { ...options.headers } };
  init.headers['Authorization'] = \`Bearer \${h}\`;
  return fetch(\`https://api.eu.navixy.com/v2/\${path}\`, init);
}`,
  },
  {
    name: 'headers returned by helper',
    reports: ['valid-authorization-header 1: Bearer '],
    code: `\
const authHeaders = (h) => ({ Authorization: \`Bearer \${h}\` });
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: authHeaders(k) });`,
  },
  {
    name: 'headers conditional',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
const headers = {};
if (key) headers.Authorization = \`Bearer \${key}\`;
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers });`,
  },
  {
    name: 'request options helper',
    reports: ['valid-authorization-header 1: Bearer '],
    code: `\
const withAuth = (init = {}) => ({ ...init, headers: { ...init.headers, Authorization: \`Bearer \${key}\` } });
fetch('https://api.eu.navixy.com/v2/tracker/list', withAuth({ method: 'POST' }));`,
  },
  {
    name: 'tuple headers var',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
const headers = [['Content-Type', 'application/json']];
headers.push(['Authorization', \`Bearer \${k}\`]);
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers });`,
  },
  {
    name: 'node setHeader',
    reports: ["valid-authorization-header 2: 'Bearer '"],
    code: `\
const req = https.request('https://api.eu.navixy.com/v2/tracker/list', { method: 'POST' });
req.setHeader('Authorization', 'Bearer ' + k);
req.end();`,
  },
  {
    name: 'undici array headers',
    reports: ['valid-authorization-header 1: Bearer '],
    code: `\
undici.request('https://api.eu.navixy.com/v2/tracker/list', { headers: ['Authorization', \`Bearer \${k}\`] });`,
  },
];
