import type { Idiom } from './idiom.ts';

/** Variants of common constructions, part 1. */
export const VARIANTS_1: readonly Idiom[] = [
  {
    name: 'Next session key of a country',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
export const key = process.env.NEXT_PUBLIC_NAVIXY_SESSION_KEY_BR;`,
  },
  {
    name: 'React hash of a branch',
    file: 'src/e.js',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const hash = process.env.REACT_APP_NAVIXY_HASH_NORTH;`,
  },
  {
    name: 'Expo key of a customer with a head',
    file: 'app/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
export const k = process.env.EXPO_PUBLIC_FLEET_NAVIXY_API_KEY_GLOBEX;`,
  },
  {
    name: 'public keys of customers by destructuring',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const { VITE_NAVIXY_HASH_ACME, VITE_NAVIXY_API_URL } = import.meta.env;`,
  },
  {
    name: 'public timeouts of customers',
    file: 'src/e.ts',
    expected: {},
    code: `\
export const t = import.meta.env.VITE_NAVIXY_SESSION_TIMEOUT_MX;`,
  },
  {
    name: 'public key code of the keyboard',
    file: 'src/e.ts',
    expected: {},
    code: `\
export const shortcut = import.meta.env.VITE_NAVIXY_SHORTCUT_KEY_CODE;`,
  },
  {
    name: 'private hash of a customer logged',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [1] },
    code: `\
console.log('acme uses', process.env.NAVIXY_HASH_ACME);`,
  },
  {
    name: 'private key of a customer in a query',
    file: 'src/u.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
import axios from 'axios';
export const acme = (path) =>
  axios.get(\`https://api.us.navixy.com/v2/\${path}\`, { params: { hash: process.env.NAVIXY_API_KEY_ACME } });`,
  },
  {
    name: 'ISO date encoded before the hash',
    file: 'src/track.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
export const url = (hash: string, id: number, d: Date) => {
  const from = encodeURIComponent(d.toISOString().slice(0, 19).replace('T', ' '));
  return \`https://api.us.navixy.com/v2/track/list?tracker_id=\${id}&from=\${from}&hash=\${hash}\`;
};`,
  },
  {
    name: 'plus sign for the space before the hash',
    file: 'src/track.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const day = '2024-05-02';
export const report = (h) =>
  fetch(\`https://api.eu.navixy.com/v2/report/tracker/list?from=\${day}+00:00:00&to=\${day}+23:59:59&hash=\${h}\`);`,
  },
  {
    name: 'dayjs format before the hash',
    file: 'src/track.js',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import dayjs from 'dayjs';
export const mileage = (hash, id) => {
  const to = dayjs().format('YYYY-MM-DD HH:mm:ss');
  return axios.get(\`https://api.us.navixy.com/v2/tracker/stats/mileage/read?to=\${to}&hash=\${hash}\`);
};`,
  },
  {
    name: 'interceptor with Object.assign',
    file: 'src/http.js',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import axios from 'axios';
const api = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
api.interceptors.request.use((config) => {
  config.params = Object.assign({}, config.params, { hash: process.env.NAVIXY_HASH });
  return config;
});`,
  },
  {
    name: 'interceptor that returns a new configuration',
    file: 'src/http.ts',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import axios from 'axios';
export const api = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
const hash = process.env.NAVIXY_HASH;
api.interceptors.request.use((config) => ({ ...config, params: { ...config.params, hash } }));`,
  },
  {
    name: 'interceptor with an assigned parameter',
    file: 'src/http.ts',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import axios from 'axios';
export const api = axios.create({ baseURL: 'https://api.us.navixy.com/v2', params: {} });
api.interceptors.request.use((config) => {
  config.params.hash = session.hash;
  return config;
});`,
  },
  {
    name: 'interceptor with a locale only',
    file: 'src/http.ts',
    expected: {},
    code: `\
import axios from 'axios';
export const api = axios.create({ baseURL: 'https://api.us.navixy.com/v2' });
api.interceptors.request.use((config) => {
  config.params = { ...config.params, locale: 'en', iso_datetime: true };
  return config;
});`,
  },
  {
    name: 'RTK endpoint in a function body',
    file: 'src/store/z.ts',
    expected: { 'no-hash-in-url': [7] },
    code: `\
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
export const zonesApi = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.us.navixy.com/v2' }),
  endpoints: (builder) => ({
    zones: builder.query({
      query(hash) {
        return { url: '/zone/list', params: { hash, limit: 50 } };
      },
    }),
  }),
});`,
  },
  {
    name: 'prepareHeaders with a good header',
    file: 'src/store/z.ts',
    expected: {},
    code: `\
import { fetchBaseQuery } from '@reduxjs/toolkit/query/react';
export const baseQuery = fetchBaseQuery({
  baseUrl: 'https://api.eu.navixy.com/v2/',
  prepareHeaders: (headers, { getState }) => headers.set('Authorization', \`NVX \${getState().auth.hash}\`),
});`,
  },
  {
    name: 'prepareHeaders without a space',
    file: 'src/store/z.ts',
    expected: { 'valid-authorization-header': [5] },
    code: `\
import { fetchBaseQuery } from '@reduxjs/toolkit/query/react';
export const baseQuery = fetchBaseQuery({
  baseUrl: 'https://saas.navixy.com/api-v2/',
  prepareHeaders(headers) {
    headers.set('authorization', \`NVX\${localStorage.getItem('hash')}\`);
    return headers;
  },
});`,
  },
  {
    name: 'Angular class interceptor with setParams',
    file: 'app/hash.interceptor.ts',
    expected: { 'no-hash-in-url': [5] },
    code: `\
import { HttpHandler, HttpInterceptor, HttpRequest } from '@angular/common/http';
export class HashInterceptor implements HttpInterceptor {
  intercept(req: HttpRequest<unknown>, next: HttpHandler) {
    if (!req.url.includes('navixy.com')) return next.handle(req);
    return next.handle(req.clone({ setParams: { hash: this.session.hash } }));
  }
  constructor(private session: { hash: string }) {}
}`,
  },
  {
    name: 'Angular clone with params set',
    file: 'app/hash.interceptor.ts',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import { HttpInterceptorFn } from '@angular/common/http';
const BASE = 'https://api.eu.navixy.com/v2';
export const withHash: HttpInterceptorFn = (req, next) =>
  next(req.url.startsWith(BASE) ? req.clone({ params: req.params.set('hash', sessionHash()) }) : req);`,
  },
  {
    name: 'Angular setHeaders with Bearer',
    file: 'app/token.interceptor.ts',
    expected: { 'valid-authorization-header': [4] },
    code: `\
import { HttpInterceptorFn } from '@angular/common/http';
export const withKey: HttpInterceptorFn = (req, next) =>
  next(req.url.startsWith('https://api.us.navixy.com')
    ? req.clone({ setHeaders: { Authorization: \`Bearer \${navixyKey()}\` } })
    : req);`,
  },
  {
    name: 'got.extend with default searchParams',
    file: 'lib/g.ts',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import got from 'got';
export const api = got.extend({
  prefixUrl: 'https://api.us.navixy.com/v2',
  searchParams: { hash: process.env.NAVIXY_HASH },
});`,
  },
  {
    name: 'ky.extend with a Bearer hook',
    file: 'lib/g.ts',
    expected: { 'valid-authorization-header': [4] },
    code: `\
import ky from 'ky';
export const api = ky.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: { beforeRequest: [(request) => request.headers.set('Authorization', \`Bearer \${process.env.NAVIXY_HASH}\`)] },
});`,
  },
  {
    name: 'HttpHeaders set chain',
    file: 'app/h.service.ts',
    expected: { 'valid-authorization-header': [5] },
    code: `\
import { HttpClient, HttpHeaders } from '@angular/common/http';
export class H {
  constructor(private http: HttpClient) {}
  me(hash: string) {
    const headers = new HttpHeaders().set('Authorization', 'NVX' + hash);
    return this.http.get('https://api.us.navixy.com/v2/user/get_info', { headers });
  }
}`,
  },
  {
    name: 'pairs given to Headers',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [1] },
    code: `\
const headers = new Headers([['Accept', '*/*'], ['Authorization', \`Bearer \${process.env.NAVIXY_API_KEY}\`]]);
fetch('https://api.us.navixy.com/v2/tracker/list', { headers });`,
  },
  {
    name: 'flat array of undici headers',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [3] },
    code: `\
import { request } from 'undici';
request('https://api.us.navixy.com/v2/tracker/list', {
  headers: ['authorization', \`Bearer \${process.env.NAVIXY_HASH}\`],
});`,
  },
  {
    name: 'header name built from an enum',
    file: 'src/h.ts',
    expected: { 'valid-authorization-header': [3] },
    code: `\
enum Header { Auth = 'Authorization' }
export const list = (hash: string) =>
  fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { [Header.Auth]: 'NVX:' + hash } });`,
  },
  {
    name: 'header set by element access later',
    file: 'src/h.js',
    expected: { 'valid-authorization-header': [2] },
    code: `\
const options = { method: 'POST', headers: {} };
options.headers['Authorization'] = process.env.NAVIXY_HASH;
fetch('https://api.eu.navixy.com/v2/tracker/list', options);`,
  },
];
