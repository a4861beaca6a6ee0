import type { Idiom } from './idiom.ts';

/** Authorization headers, part 1. */
export const HEADERS_1: readonly Idiom[] = [
  {
    name: 'Bearer towards the platform',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [2] },
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  headers: { Authorization: \`Bearer \${process.env.NAVIXY_API_KEY}\` },
});`,
  },
  {
    name: 'scheme without a space',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [1] },
    code: `\
const headers = { Authorization: \`NVX\${process.env.NAVIXY_HASH}\` };
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers });`,
  },
  {
    name: 'scheme with a colon',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [3] },
    code: `\
import axios from 'axios';
axios.post('https://api.us.navixy.com/v2/tracker/list', {},
  { headers: { Authorization: 'NVX: ' + process.env.NAVIXY_HASH } });`,
  },
  {
    name: 'scheme in lower case',
    file: 'src/h.ts',
    expected: { 'valid-authorization-header': [1] },
    code: `\
const init: RequestInit = { headers: { Authorization: \`nvx \${process.env.NAVIXY_API_KEY}\` } };
fetch('https://api.eu.navixy.com/v2/tag/list', init);`,
  },
  {
    name: 'Headers object with Bearer',
    file: 'src/h.ts',
    expected: { 'valid-authorization-header': [2] },
    code: `\
const headers = new Headers();
headers.set('Authorization', \`Bearer \${process.env.NAVIXY_HASH}\`);
fetch('https://api.eu.navixy.com/v2/user/get_info', { headers });`,
  },
  {
    name: 'HttpHeaders of Angular with Bearer',
    file: 'app/a.service.ts',
    expected: { 'valid-authorization-header': [5] },
    code: `\
import { HttpClient, HttpHeaders } from '@angular/common/http';
export class A {
  constructor(private http: HttpClient) {}
  list(key: string) {
    const headers = new HttpHeaders({ Authorization: 'Bearer ' + key });
    return this.http.get('https://api.eu.navixy.com/v2/tracker/list', { headers });
  }
}`,
  },
  {
    name: 'array of pairs without a scheme',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [3] },
    code: `\
const hash = process.env.NAVIXY_HASH;
fetch('https://api.eu.navixy.com/v2/tracker/list',
  { headers: [['Authorization', hash], ['Accept', 'application/json']] });`,
  },
  {
    name: 'bare hash as the header',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [1] },
    code: `\
axios.get('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: process.env.NAVIXY_HASH } });`,
  },
  {
    name: 'computed name of the header',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [2] },
    code: `\
const AUTH = 'Authorization';
fetch('https://api.us.navixy.com/v2/tracker/list', { headers: { [AUTH]: \`Token \${process.env.NAVIXY_HASH}\` } });`,
  },
  {
    name: 'header assigned later',
    file: 'src/h.ts',
    expected: { 'valid-authorization-header': [2] },
    code: `\
export function call(init: { headers: Record<string, string> }, key: string) {
  init.headers.Authorization = \`Bearer \${key}\`;
  return fetch('https://api.eu.navixy.com/v2/tracker/list', init);
}`,
  },
  {
    name: 'axios interceptor with Bearer',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [4] },
    code: `\
import axios from 'axios';
const navixy = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
navixy.interceptors.request.use((config) => {
  config.headers.Authorization = \`Bearer \${process.env.NAVIXY_API_KEY}\`;
  return config;
});`,
  },
  {
    name: 'axios defaults with a wrong scheme',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [3] },
    code: `\
const axios = require('axios');
const http = axios.create({ baseURL: 'https://api.us.navixy.com/v2' });
http.defaults.headers.common['Authorization'] = 'Bearer ' + process.env.NAVIXY_API_KEY;
module.exports = http;`,
  },
  {
    name: 'prepareHeaders of RTK Query with Bearer',
    file: 'src/store/api.ts',
    expected: { 'valid-authorization-header': [5] },
    code: `\
import { fetchBaseQuery } from '@reduxjs/toolkit/query';
export const baseQuery = fetchBaseQuery({
  baseUrl: 'https://api.eu.navixy.com/v2/',
  prepareHeaders: (headers, { getState }) => {
    headers.set('Authorization', \`Bearer \${(getState() as { auth: { hash: string } }).auth.hash}\`);
    return headers;
  },
});`,
  },
  {
    name: 'superagent set with a colon',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [1] },
    code: `\
request.post('https://api.eu.navixy.com/v2/tracker/list').set('Authorization', 'NVX:' + process.env.NAVIXY_HASH);`,
  },
  {
    name: 'superagent auth with type bearer',
    file: 'src/h.js',
    expected: {},
    either: { 'valid-authorization-header': [2] },
    code: `\
import superagent from 'superagent';
superagent.get('https://api.eu.navixy.com/v2/tracker/list').auth(process.env.NAVIXY_HASH, { type: 'bearer' });`,
  },
  {
    name: 'two spaces',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [1] },
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: 'NVX  ' + process.env.NAVIXY_HASH } });`,
  },
  {
    name: 'Basic built from the hash',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [2] },
    code: `\
const auth = Buffer.from(process.env.NAVIXY_HASH + ':').toString('base64');
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`Basic \${auth}\` } });`,
  },
  {
    name: 'jQuery beforeSend',
    file: 'web/h.js',
    expected: { 'valid-authorization-header': [3] },
    code: `\
$.ajax({
  url: 'https://saas.navixy.com/api-v2/tracker/list',
  beforeSend: function (xhr) { xhr.setRequestHeader('Authorization', 'Bearer ' + navixyHash); },
});`,
  },
  {
    name: 'setRequestHeader without a space',
    file: 'web/h.js',
    expected: { 'valid-authorization-header': [3] },
    code: `\
var xhr = new XMLHttpRequest();
xhr.open('POST', 'https://saas.navixy.com/api-v2/tracker/list');
xhr.setRequestHeader('Authorization', 'NVX' + hash);
xhr.send();`,
  },
  {
    name: 'UrlFetchApp with Bearer',
    file: 'apps-script/Code.js',
    expected: { 'valid-authorization-header': [3] },
    code: `\
function list(key) {
  return UrlFetchApp.fetch('https://api.eu.navixy.com/v2/tracker/list',
    { headers: { Authorization: 'Bearer ' + key } });
}`,
  },
  {
    name: 'good header in fetch',
    file: 'src/h.js',
    expected: {},
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  method: 'POST',
  headers: { Authorization: \`NVX \${process.env.NAVIXY_API_KEY}\`, 'Content-Type': 'application/json' },
});`,
  },
  {
    name: 'good header in ky hooks',
    file: 'src/h.ts',
    expected: {},
    code: `\
import ky from 'ky';
export const api = ky.create({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: { beforeRequest: [(r) => { r.headers.set('Authorization', \`NVX \${process.env.NAVIXY_API_KEY}\`); }] },
});`,
  },
  {
    name: 'good header in got.extend',
    file: 'src/h.ts',
    expected: {},
    code: `\
import got from 'got';
export const api = got.extend({
  prefixUrl: 'https://api.us.navixy.com/v2',
  headers: { authorization: \`NVX \${process.env.NAVIXY_API_KEY}\` },
});`,
  },
  {
    name: 'good header joined from parts',
    file: 'src/h.js',
    expected: {},
    code: `\
const header = ['NVX', process.env.NAVIXY_HASH].join(' ');
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: header } });`,
  },
  {
    name: 'good header from a constant scheme',
    file: 'src/h.ts',
    expected: {},
    code: `\
const SCHEME = 'NVX';
export const headers = (hash: string) => ({ Authorization: \`\${SCHEME} \${hash}\` });
export const list = (hash: string) => fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: headers(hash) });`,
  },
  {
    name: 'good header of an Angular interceptor',
    file: 'app/auth.interceptor.ts',
    expected: {},
    code: `\
import { HttpInterceptorFn } from '@angular/common/http';
export const auth: HttpInterceptorFn = (req, next) =>
  req.url.includes('api.eu.navixy.com')
    ? next(req.clone({ setHeaders: { Authorization: \`NVX \${sessionStorage.getItem('hash')}\` } }))
    : next(req);`,
  },
  {
    name: 'Bearer for a partner beside the platform',
    file: 'src/two.js',
    expected: {},
    code: `\
import axios from 'axios';
const crm = axios.create({ baseURL: 'https://crm.partner.example/api',
  headers: { Authorization: \`Bearer \${process.env.CRM_TOKEN}\` } });
const navixy = axios.create({ baseURL: 'https://api.eu.navixy.com/v2',
  headers: { Authorization: \`NVX \${process.env.NAVIXY_API_KEY}\` } });
export { crm, navixy };`,
  },
  {
    name: 'Bearer for the repository API',
    file: 'src/repo.js',
    expected: {},
    code: `\
export const graphql = (token, query) =>
  fetch('https://api.navixy.dev/v4/graphql/sandbox', {
    method: 'POST', headers: { Authorization: \`Bearer \${token}\` }, body: JSON.stringify({ query }),
  });`,
  },
];
