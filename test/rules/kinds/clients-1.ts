import type { Kind } from './kind.ts';

/** Clients that are configured in one place and called in another, part 1. */
export const CLIENTS_1: readonly Kind[] = [
  {
    name: 'axios interceptor params',
    reports: ['no-hash-in-url 4: getHash()'],
    code: `\
import axios from 'axios';
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.params = { ...config.params, hash: getHash() };
  return config;
});`,
  },
  {
    name: 'axios interceptor params.hash',
    reports: ['no-hash-in-url 4: getHash()'],
    code: `\
import axios from 'axios';
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.params.hash = getHash();
  return config;
});`,
  },
  {
    name: 'axios interceptor return',
    reports: ['no-hash-in-url 5: store.hash'],
    code: `\
import axios from 'axios';
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => ({
  ...config,
  params: { ...config.params, hash: store.hash },
}));`,
  },
  {
    name: 'axios interceptor header',
    reports: ['valid-authorization-header 4: Bearer '],
    code: `\
import axios from 'axios';
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.headers.Authorization = \`Bearer \${hash}\`;
  return config;
});`,
  },
  {
    name: 'axios interceptor header set',
    reports: ['valid-authorization-header 4: Bearer '],
    code: `\
import axios from 'axios';
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.headers.set('Authorization', \`Bearer \${hash}\`);
  return config;
});`,
  },
  {
    name: 'axios interceptor headers object',
    reports: ['valid-authorization-header 4: Bearer '],
    code: `\
import axios from 'axios';
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.headers = { ...config.headers, Authorization: \`Bearer \${hash}\` };
  return config;
});`,
  },
  {
    name: 'interceptor makes hash known',
    reports: ['no-hash-in-log 7: key'],
    code: `\
import axios from 'axios';
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.headers.Authorization = 'NVX ' + key;
  return config;
});
console.log(key);`,
  },
  {
    name: 'RTK query',
    reports: ['no-hash-in-url 5: hash'],
    code: `\
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
export const api = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.eu.navixy.com/v2' }),
  endpoints: (builder) => ({
    trackers: builder.query({ query: (hash) => ({ url: 'tracker/list', params: { hash } }) }),
  }),
});`,
  },
  {
    name: 'RTK prepareHeaders',
    reports: ['valid-authorization-header 6: Bearer '],
    code: `\
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
export const api = createApi({
  baseQuery: fetchBaseQuery({
    baseUrl: 'https://api.eu.navixy.com/v2',
    prepareHeaders: (headers, { getState }) => {
      headers.set('Authorization', \`Bearer \${getState().auth.hash}\`);
      return headers;
    },
  }),
  endpoints: (b) => ({}),
});`,
  },
  {
    name: 'Angular interceptor setParams',
    reports: ['no-hash-in-url 4: this.session.hash'],
    code: `\
@Injectable()
export class NavixyInterceptor implements HttpInterceptor {
  intercept(req, next) {
    return next.handle(req.clone({ setParams: { hash: this.session.hash } }));
  }
}`,
  },
  {
    name: 'Angular setHeaders',
    reports: ['valid-authorization-header 5: Bearer '],
    code: `\
// navixy
export class NavixyAuthInterceptor implements HttpInterceptor {
  constructor(private session: SessionService) {}
  intercept(req, next) {
    const authReq = req.clone({ setHeaders: { Authorization: \`Bearer \${this.session.hash}\` } });
    return next.handle(authReq);
  }
}`,
  },
  {
    name: 'Angular functional interceptor',
    reports: ['no-hash-in-url 3: inject(S).hash()'],
    code: `\
export const navixyInterceptor: HttpInterceptorFn = (req, next) => {
  if (!req.url.startsWith('https://api.eu.navixy.com')) return next(req);
  return next(req.clone({ params: req.params.set('hash', inject(S).hash()) }));
};`,
  },
  {
    name: 'ky.extend hook',
    reports: ['no-hash-in-url 8: key'],
    code: `\
import ky from 'ky';
const api = ky.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: {
    beforeRequest: [
      (request) => {
        const url = new URL(request.url);
        url.searchParams.set('hash', key);
        return new Request(url, request);
      },
    ],
  },
});`,
  },
  {
    name: 'ky.create hook header',
    reports: ['valid-authorization-header 7: Bearer '],
    code: `\
import ky from 'ky';
const api = ky.create({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: {
    beforeRequest: [
      (request) => {
        request.headers.set('Authorization', \`Bearer \${key}\`);
      },
    ],
  },
});`,
  },
  {
    name: 'got.extend hook',
    reports: ['valid-authorization-header 7: Bearer '],
    code: `\
import got from 'got';
const api = got.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: {
    beforeRequest: [
      (options) => {
        options.headers.authorization = \`Bearer \${key}\`;
      },
    ],
  },
});`,
  },
  {
    name: 'got.extend hook search',
    reports: ['no-hash-in-url 7: key'],
    code: `\
import got from 'got';
const api = got.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: {
    init: [
      (raw, options) => {
        options.searchParams = { ...options.searchParams, hash: key };
      },
    ],
  },
});`,
  },
  {
    name: 'axios instance params default',
    reports: ['no-hash-in-url 3: process.env.NAVIXY_HASH'],
    code: `\
const api = axios.create({
  baseURL: 'https://api.eu.navixy.com/v2',
  params: { hash: process.env.NAVIXY_HASH },
});`,
  },
  {
    name: 'axios defaults params',
    reports: ['no-hash-in-url 2: h'],
    code: `\
axios.defaults.baseURL = 'https://api.eu.navixy.com/v2';
axios.defaults.params = { hash: h };
axios.get('/tracker/list');`,
  },
  {
    name: 'axios defaults headers',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
axios.defaults.baseURL = 'https://api.eu.navixy.com/v2';
axios.defaults.headers.common['Authorization'] = \`Bearer \${h}\`;
axios.get('/tracker/list');`,
  },
  {
    name: 'instance defaults headers',
    reports: ['valid-authorization-header 3: Bearer '],
    code: `\
const api = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
export function login(h) {
  api.defaults.headers.common.Authorization = \`Bearer \${h}\`;
}`,
  },
];
