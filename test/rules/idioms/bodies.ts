import type { Idiom } from './idiom.ts';

/** Request bodies. */
export const BODIES: readonly Idiom[] = [
  {
    name: 'JSON body with the hash',
    file: 'src/b.js',
    expected: { 'prefer-authorization-header': [4] },
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ hash: process.env.NAVIXY_API_KEY, labels: true }),
});`,
  },
  {
    name: 'axios post with the hash',
    file: 'src/b.ts',
    expected: { 'prefer-authorization-header': [2] },
    code: `\
import axios from 'axios';
export const list = (hash: string) => axios.post('https://api.us.navixy.com/v2/tracker/list', { hash });`,
  },
  {
    name: 'got post json',
    file: 'src/b.ts',
    expected: { 'prefer-authorization-header': [2] },
    code: `\
import got from 'got';
export const tags = (hash: string) => got.post('https://api.eu.navixy.com/v2/tag/list', { json: { hash } }).json();`,
  },
  {
    name: 'ky post json',
    file: 'src/b.ts',
    expected: { 'prefer-authorization-header': [3] },
    code: `\
import ky from 'ky';
export const zones = (hash: string) =>
  ky.post('https://api.eu.navixy.com/v2/zone/list', { json: { hash, offset: 0 } }).json();`,
  },
  {
    name: 'superagent send',
    file: 'src/b.js',
    expected: { 'prefer-authorization-header': [1] },
    code: `\
superagent.post('https://api.eu.navixy.com/v2/zone/list').send({ hash: process.env.NAVIXY_HASH });`,
  },
  {
    name: 'jQuery post',
    file: 'web/b.js',
    expected: { 'prefer-authorization-header': [1] },
    code: `\
$.post('https://saas.navixy.com/api-v2/tracker/list', { hash: navixyHash }, render);`,
  },
  {
    name: 'form body',
    file: 'src/b.js',
    expected: { 'prefer-authorization-header': [1] },
    code: `\
const body = new URLSearchParams({ hash: process.env.NAVIXY_HASH });
fetch('https://api.eu.navixy.com/v2/tracker/list', { method: 'POST', body });`,
  },
  {
    name: 'FormData for an upload',
    file: 'src/b.js',
    expected: { 'prefer-authorization-header': [3] },
    code: `\
export function upload(file, hash) {
  const form = new FormData();
  form.append('hash', hash);
  form.append('file', file);
  return fetch('https://saas.navixy.com/api-v2/place/upload', { method: 'POST', body: form });
}`,
  },
  {
    name: 'axios interceptor for bodies',
    file: 'src/b.js',
    expected: { 'prefer-authorization-header': [4] },
    code: `\
import axios from 'axios';
const api = axios.create({ baseURL: 'https://api.eu.navixy.com/v2', method: 'post' });
api.interceptors.request.use((config) => {
  config.data = { ...config.data, hash: process.env.NAVIXY_HASH };
  return config;
});`,
  },
  {
    name: 'helper merging the hash into bodies',
    file: 'src/b.js',
    expected: { 'prefer-authorization-header': [3] },
    code: `\
const BASE = 'https://api.us.navixy.com/v2';
export async function nvx(path, payload = {}) {
  const body = JSON.stringify({ hash: process.env.NAVIXY_API_KEY, ...payload });
  const r = await fetch(\`\${BASE}/\${path}\`, { method: 'POST', body });
  return r.json();
}`,
  },
  {
    name: 'Angular post',
    file: 'app/b.service.ts',
    expected: { 'prefer-authorization-header': [4] },
    code: `\
import { HttpClient } from '@angular/common/http';
export class B {
  constructor(private http: HttpClient) {}
  trackers(hash: string) { return this.http.post('https://api.eu.navixy.com/v2/tracker/list', { hash }); }
}`,
  },
  {
    name: 'RTK mutation body',
    file: 'src/store/b.ts',
    expected: { 'prefer-authorization-header': [6] },
    code: `\
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
export const api = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.eu.navixy.com/v2/' }),
  endpoints: (b) => ({
    move: b.mutation({ query: ({ hash, ...rest }) =>
      ({ url: 'tag/update', method: 'POST', body: { hash, ...rest } }) }),
  }),
});`,
  },
  {
    name: 'Nuxt $fetch body',
    file: 'server/api/trackers.ts',
    expected: { 'prefer-authorization-header': [4] },
    code: `\
export default defineEventHandler(() =>
  $fetch('https://api.eu.navixy.com/v2/tracker/list', {
    method: 'POST',
    body: { hash: useRuntimeConfig().navixyHash },
  }));`,
  },
  {
    name: 'UrlFetchApp payload',
    file: 'apps-script/b.js',
    expected: { 'prefer-authorization-header': [4] },
    code: `\
function zones() {
  var key = PropertiesService.getScriptProperties().getProperty('NAVIXY_HASH');
  UrlFetchApp.fetch('https://api.eu.navixy.com/v2/zone/list', {
    method: 'post', payload: JSON.stringify({ hash: key }),
  });
}`,
  },
  {
    name: 'XMLHttpRequest body',
    file: 'web/b.js',
    expected: { 'prefer-authorization-header': [3] },
    code: `\
var xhr = new XMLHttpRequest();
xhr.open('POST', 'https://saas.navixy.com/api-v2/tracker/list');
xhr.send('hash=' + encodeURIComponent(navixyHash));`,
  },
  {
    name: 'qs body',
    file: 'src/b.js',
    expected: { 'prefer-authorization-header': [2] },
    code: `\
import qs from 'qs';
axios.post('https://api.eu.navixy.com/v2/tracker/list', qs.stringify({ hash: process.env.NAVIXY_HASH }));`,
  },
  {
    name: 'undici body',
    file: 'src/b.js',
    expected: { 'prefer-authorization-header': [4] },
    code: `\
import { request } from 'undici';
await request('https://api.us.navixy.com/v2/tracker/list', {
  method: 'POST',
  body: JSON.stringify({ hash: process.env.NAVIXY_HASH }),
});`,
  },
  {
    name: 'WebSocket frame has to carry the hash',
    file: 'src/ws.js',
    expected: {},
    code: `\
const ws = new WebSocket('wss://api.eu.navixy.com/v2/event/subscription');
ws.onopen = () => ws.send(JSON.stringify({
  action: 'subscribe',
  hash: process.env.NAVIXY_HASH,
  requests: [{ type: 'state_batch', target: { type: 'all' }, rate_limit: '5s', format: 'full' }],
}));`,
  },
  {
    name: 'key to delete travels in the body by nature',
    file: 'src/revoke.js',
    expected: {},
    code: `\
export const revoke = (session, key) =>
  fetch('https://api.eu.navixy.com/v2/api/key/delete', {
    method: 'POST',
    headers: { Authorization: \`NVX \${session}\`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ key }),
  });`,
  },
  {
    name: 'file hash in the body of another service',
    file: 'src/cdn.js',
    expected: {},
    code: `\
export const register = (path, hash) =>
  fetch('https://cdn.fleet.example/files', { method: 'POST', body: JSON.stringify({ path, hash }) });`,
  },
  {
    name: 'own backend that knows the platform only in a comment',
    file: 'src/own.js',
    expected: {},
    code: `\
// Our backend asks Navixy; this is only the checksum of the upload.
export const done = (file, hash) => axios.post('/api/uploads/done', { file, hash });`,
  },
  {
    name: 'location hash of a page about the platform',
    file: 'src/router.js',
    expected: {},
    code: `\
import { createRouter } from './router';
window.addEventListener('hashchange', () => createRouter({ hash: location.hash, title: 'Navixy fleet' }));`,
  },
  {
    name: 'axios get of the public demo configuration',
    file: 'src/demo.js',
    expected: {},
    code: `\
import axios from 'axios';
export const ui = () =>
  axios.post('https://saas.navixy.com/api-v2/dealer/get_ui_config', { domain: location.hostname });`,
  },
];
