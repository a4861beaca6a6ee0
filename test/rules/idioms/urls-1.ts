import type { Idiom } from './idiom.ts';

/** Addresses that carry a hash, part 1. */
export const URLS_1: readonly Idiom[] = [
  {
    name: 'axios params with a key of the environment',
    file: 'src/trackers.js',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import axios from 'axios';
const BASE = 'https://api.eu.navixy.com/v2';
export const trackers = () =>
  axios.get(\`\${BASE}/tracker/list\`, { params: { hash: process.env.NAVIXY_API_KEY } });`,
  },
  {
    name: 'axios request interceptor adding the hash to all params',
    file: 'src/http.ts',
    expected: { 'no-hash-in-url': [5] },
    code: `\
import axios from 'axios';
const client = axios.create({ baseURL: 'https://api.us.navixy.com/v2' });
const hash = process.env.NAVIXY_HASH;
client.interceptors.request.use((config) => {
  config.params = { ...config.params, hash };
  return config;
});`,
  },
  {
    name: 'axios defaults with the hash as a parameter',
    file: 'src/http.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
import axios from 'axios';
const navixy = axios.create({ baseURL: 'https://api.eu.navixy.com/v2', params: { hash: process.env.NAVIXY_HASH } });
export default navixy;`,
  },
  {
    name: 'axios instance whose default params are set later',
    file: 'src/http.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const axios = require('axios');
const navixy = axios.create({ baseURL: 'https://api.navixy.com/v2' });
navixy.defaults.params = { hash: process.env.NAVIXY_API_KEY };
module.exports = navixy;`,
  },
  {
    name: 'got with searchParams object',
    file: 'lib/report.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
import got from 'got';
export async function list(apiKey: string) {
  return got('https://api.eu.navixy.com/v2/report/tracker/list', { searchParams: { hash: apiKey } }).json();
}`,
  },
  {
    name: 'got.extend with a beforeRequest hook',
    file: 'lib/got.ts',
    expected: { 'no-hash-in-url': [6] },
    code: `\
import got from 'got';
export const navixy = got.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: {
    beforeRequest: [(options) => {
      (options.url as URL).searchParams.set('hash', process.env.NAVIXY_HASH!);
    }],
  },
});`,
  },
  {
    name: 'ky.extend with default searchParams',
    file: 'lib/ky.ts',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import ky from 'ky';
export const api = ky.extend({
  prefixUrl: 'https://api.us.navixy.com/v2',
  searchParams: { hash: sessionKey() },
});
declare function sessionKey(): string;`,
  },
  {
    name: 'ky hook building a new Request',
    file: 'lib/ky.ts',
    expected: { 'no-hash-in-url': [8] },
    code: `\
import ky from 'ky';
const hash = process.env.NAVIXY_HASH as string;
export const api = ky.create({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: {
    beforeRequest: [(request) => {
      const url = new URL(request.url);
      url.searchParams.append('hash', hash);
      return new Request(url, request);
    }],
  },
});`,
  },
  {
    name: 'superagent query object',
    file: 'src/sync.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const request = require('superagent');
async function sync(navixyHash) {
  return request.get('https://api.eu.navixy.com/v2/tracker/list').query({ hash: navixyHash });
}`,
  },
  {
    name: 'superagent query string',
    file: 'src/sync.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const request = require('superagent');
const { NAVIXY_HASH } = process.env;
request.get('https://api.eu.navixy.com/v2/zone/list').query('hash=' + NAVIXY_HASH).then(console.dir);`,
  },
  {
    name: 'fetch with a template',
    file: 'src/a.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const key = process.env.NAVIXY_API_KEY;
const answer = await fetch(\`https://api.eu.navixy.com/v2/tracker/list?hash=\${key}\`);`,
  },
  {
    name: 'fetch with concatenation and a further parameter',
    file: 'src/a.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
function readTracker(hash, id) {
  return fetch('https://saas.navixy.com/api-v2/tracker/read?tracker_id=' + id + '&hash=' + hash);
}`,
  },
  {
    name: 'white label host, path of the platform',
    file: 'src/brand.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const API = 'https://gps.flotillas-del-sur.example/api-v2';
export const states = (hash, ids) =>
  fetch(\`\${API}/tracker/get_states?trackers=[\${ids}]&hash=\${hash}\`).then((r) => r.json());`,
  },
  {
    name: 'encoded dates with a space before the hash',
    file: 'src/track.js',
    expected: { 'no-hash-in-url': [4] },
    code: `\
export function track(hash, id, day) {
  const from = encodeURIComponent(\`\${day} 00:00:00\`);
  const to = encodeURIComponent(\`\${day} 23:59:59\`);
  return fetch(\`https://api.navixy.com/v2/track/read?tracker_id=\${id}&from=\${from}&to=\${to}&hash=\${hash}\`);
}`,
  },
  {
    name: 'date written into the address with a space before the hash',
    file: 'src/track.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
export const track = (hash, id, d) =>
  fetch(\`https://api.eu.navixy.com/v2/track/list?tracker_id=\${id}&from=\${d} 00:00&to=\${d} 23:59&hash=\${hash}\`);`,
  },
  {
    name: 'date encoded by hand before the hash',
    file: 'src/track.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const q = (d: string) => d.replace(' ', '%20');
export function url(hash: string, id: number, from: string, to: string) {
  return \`https://api.us.navixy.com/v2/track/list?tracker_id=\${id}&from=\${q(from)}&to=\${q(to)}&hash=\${hash}\`;
}`,
  },
  {
    name: 'undici request with a query option',
    file: 'src/u.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
import { request } from 'undici';
const { body } = await request('https://api.eu.navixy.com/v2/tracker/list', {
  query: { hash: process.env.NAVIXY_HASH },
});`,
  },
  {
    name: 'node https get with path',
    file: 'src/n.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const https = require('https');
https.get({ host: 'api.eu.navixy.com', path: '/v2/tracker/list?hash=' + process.env.NAVIXY_HASH }, (res) => {
  res.resume();
});`,
  },
  {
    name: 'jQuery get with data',
    file: 'web/map.js',
    expected: { 'no-hash-in-url': [1] },
    code: `\
$.get('https://saas.navixy.com/api-v2/tracker/list', { hash: window.navixyHash }, function (r) { draw(r.list); });`,
  },
  {
    name: 'jQuery getJSON with concatenation',
    file: 'web/map.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
function load(hash) {
  $.getJSON('https://demo.navixy.com/api-v2/tracker/list?hash=' + hash, render);
}`,
  },
  {
    name: 'jQuery ajax with method GET and data',
    file: 'web/map.js',
    expected: { 'no-hash-in-url': [4] },
    code: `\
$.ajax({
  url: 'https://saas.navixy.com/api-v2/employee/list',
  type: 'GET',
  data: { hash: sessionHash },
  success: show,
});`,
  },
  {
    name: 'URLSearchParams constructor from an object',
    file: 'src/p.js',
    expected: { 'no-hash-in-url': [1] },
    code: `\
const params = new URLSearchParams({ hash: process.env.NAVIXY_HASH, tracker_id: '12' });
await fetch(\`https://api.eu.navixy.com/v2/tracker/read?\${params}\`);`,
  },
  {
    name: 'URLSearchParams filled by append',
    file: 'src/p.ts',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const params = new URLSearchParams();
params.append('hash', process.env.NAVIXY_API_KEY!);
params.append('limit', '100');
export const r = await fetch('https://api.us.navixy.com/v2/vehicle/list?' + params.toString());`,
  },
  {
    name: 'entries loop onto a URL',
    file: 'src/p.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
export async function call(hash: string) {
  const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
  for (const [key, value] of Object.entries({ hash, limit: '10' })) url.searchParams.set(key, value);
  return (await fetch(url)).json();
}`,
  },
  {
    name: 'url.format with a query',
    file: 'src/f.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const url = require('url');
const address = (hash) =>
  url.format({ protocol: 'https', host: 'api.eu.navixy.com', pathname: '/v2/tracker/list', query: { hash } });`,
  },
  {
    name: 'util.format',
    file: 'src/f.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const util = require('util');
function link(hash, report) {
  return util.format('https://api.eu.navixy.com/v2/report/tracker/download?hash=%s&report_id=%d', hash, report);
}`,
  },
  {
    name: 'replace of a placeholder',
    file: 'src/f.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const TEMPLATE = 'https://api.navixy.com/v2/tracker/list?hash={hash}';
export const trackersUrl = (h) => TEMPLATE.replace('{hash}', h);`,
  },
  {
    name: 'qs.stringify',
    file: 'src/q.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
import qs from 'qs';
export const list = (hash) => fetch(\`https://api.eu.navixy.com/v2/tracker/list?\${qs.stringify({ hash })}\`);`,
  },
];
