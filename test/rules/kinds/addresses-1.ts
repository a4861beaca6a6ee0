import type { Kind } from './kind.ts';

/** Addresses in every construction, part 1. */
export const ADDRESSES_1: readonly Kind[] = [
  {
    name: 'date before the hash',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
const API = 'https://api.eu.navixy.com/v2';
const u = \`\${API}/track/read?from=\${encodeURIComponent('2026-01-01 00:00:00')}&hash=\${hash}\`;
fetch(u);`,
  },
  {
    name: 'date literal',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
fetch(
  'https://api.eu.navixy.com/v2/track/read?from=2026-01-01 00:00:00&to=2026-01-02 00:00:00&hash=' + hash,
);`,
  },
  {
    name: 'array literal',
    reports: ['no-hash-in-url 1: hash'],
    code: `\
fetch(\`https://api.eu.navixy.com/v2/tracker/list?trackers=[1,2]&labels=["a"]&hash=\${hash}\`);`,
  },
  {
    name: 'json filter',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
const trackers = encodeURIComponent('[1,2,3]');
fetch(\`https://api.eu.navixy.com/v2/track/list?trackers=\${trackers}&hash=\${hash}\`);`,
  },
  {
    name: 'sprintf',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
import { sprintf } from 'sprintf-js';
fetch(sprintf('https://api.eu.navixy.com/v2/tracker/list?hash=%s', hash));`,
  },
  {
    name: 'search assigned',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
url.search = new URLSearchParams({ hash }).toString();
fetch(url);`,
  },
  {
    name: 'search assigned template',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
url.search = \`?hash=\${hash}\`;
fetch(url);`,
  },
  {
    name: 'replace',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const T = 'https://api.eu.navixy.com/v2/tracker/list?hash={hash}';
fetch(T.replace('{hash}', h));`,
  },
  {
    name: 'replace regex',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list?hash=:hash'.replace(/:hash/g, h));`,
  },
  {
    name: 'replaceAll',
    reports: ['no-hash-in-url 4: h'],
    code: `\
fetch(
  'https://api.eu.navixy.com/v2/tracker/list?from={from}&hash={hash}'
    .replaceAll('{from}', a)
    .replaceAll('{hash}', h),
);`,
  },
  {
    name: 'angular httpparams',
    reports: ['no-hash-in-url 3: this.hash'],
    code: `\
class S {
  list() {
    const params = new HttpParams().set('hash', this.hash).set('limit', '1');
    return this.http.get('https://api.eu.navixy.com/v2/tracker/list', { params });
  }
}`,
  },
  {
    name: 'angular fromObject',
    reports: ['no-hash-in-url 4: this.hash'],
    code: `\
class S {
  list() {
    return this.http.get('https://api.eu.navixy.com/v2/tracker/list', {
      params: new HttpParams({ fromObject: { hash: this.hash } }),
    });
  }
}`,
  },
  {
    name: 'angular params.append reassign',
    reports: ['no-hash-in-url 4: this.hash'],
    code: `\
class S {
  list() {
    let params = new HttpParams();
    params = params.append('hash', this.hash);
    return this.http.get('https://api.eu.navixy.com/v2/tracker/list', { params });
  }
}`,
  },
  {
    name: 'superagent query',
    reports: ['no-hash-in-url 1: h'],
    code: `\
superagent.get('https://api.eu.navixy.com/v2/tracker/list').query({ hash: h });`,
  },
  {
    name: 'superagent query string',
    reports: ['no-hash-in-url 1: h'],
    code: `\
superagent.get('https://api.eu.navixy.com/v2/tracker/list').query(\`hash=\${h}\`);`,
  },
  {
    name: 'sprintf positional',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch(vsprintf('https://api.eu.navixy.com/v2/%s?hash=%s', ['tracker/list', h]));`,
  },
  {
    name: 'concat',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch('https://api.eu.navixy.com/v2'.concat('/tracker/list', '?hash=', h));`,
  },
  {
    name: 'array join',
    reports: ['no-hash-in-url 1: h'],
    code: `\
fetch(['https://api.eu.navixy.com/v2/tracker/list', \`hash=\${h}\`].join('?'));`,
  },
  {
    name: 'parts push',
    reports: ['no-hash-in-url 3: h'],
    code: `\
const parts = [];
parts.push('limit=1');
parts.push('hash=' + h);
fetch('https://api.eu.navixy.com/v2/tracker/list?' + parts.join('&'));`,
  },
  {
    name: 'replace all function',
    reports: ['no-hash-in-url 3: h'],
    code: `\
const T = 'https://api.eu.navixy.com/v2/tracker/list?hash={hash}';
fetch(T.replace(/\\{(\\w+)\\}/g, (_, k) => values[k]));
const values = { hash: h };`,
  },
  {
    name: 'lodash template',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const url = _.template('https://api.eu.navixy.com/v2/tracker/list?hash=<%= hash %>')({ hash: h });
fetch(url);`,
  },
  {
    name: 'query-string stringifyUrl',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
import queryString from 'query-string';
fetch(queryString.stringifyUrl({ url: 'https://api.eu.navixy.com/v2/tracker/list', query: { hash } }));`,
  },
  {
    name: 'ufo withQuery',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
import { withQuery } from 'ufo';
fetch(withQuery('https://api.eu.navixy.com/v2/tracker/list', { hash }));`,
  },
  {
    name: 'window.open',
    reports: ['no-hash-in-url 1: h'],
    code: `\
window.open('https://api.eu.navixy.com/v2/report/tracker/download?report_id=1&hash=' + h);`,
  },
  {
    name: 'location href',
    reports: ['no-hash-in-url 1: h'],
    code: `\
location.href = \`https://api.eu.navixy.com/v2/report/tracker/download?report_id=\${id}&format=pdf&hash=\${h}\`;`,
  },
  {
    name: 'img src jsx',
    reports: ['no-hash-in-url 2: h'],
    code: `\
// navixy
const A = () => <img src={\`https://api.eu.navixy.com/v2/tracker/photo?id=1&hash=\${h}\`} />;`,
  },
  {
    name: 'websocket url',
    reports: ['no-hash-in-url 1: h'],
    code: `\
new WebSocket(\`wss://ws.navixy.com/event/subscription?hash=\${h}\`);`,
  },
  {
    name: 'EventSource',
    reports: ['no-hash-in-url 1: h'],
    code: `\
new EventSource('https://api.eu.navixy.com/v2/stream?hash=' + h);`,
  },
  {
    name: 'replace on other string',
    reports: [],
    code: `\
// navixy
const name = title.replace(/[^a-z]/g, '-').replace('hash', x);
show(\`\${name}?v=\${y}\`);`,
  },
  {
    name: 'static file hash',
    reports: [],
    code: `\
// navixy
const u = util.format('/static/app.js?hash=%s', h);
load(u);`,
  },
  {
    name: 'append to string',
    reports: ['no-hash-in-url 2: h'],
    code: `\
let url = 'https://api.eu.navixy.com/v2/tracker/list';
url += '?hash=' + h;
fetch(url);`,
  },
];
