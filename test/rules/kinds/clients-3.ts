import type { Kind } from './kind.ts';

/** Clients that are configured in one place and called in another, part 3. */
export const CLIENTS_3: readonly Kind[] = [
  {
    name: 'vue resource',
    reports: ['no-hash-in-url 3: store.hash'],
    code: `\
// navixy
Vue.http.interceptors.push((request, next) => {
  request.params.hash = store.hash;
  next();
});`,
  },
  {
    name: 'ajaxSetup',
    reports: ['no-hash-in-url 3: navixyHash'],
    code: `\
// navixy
$.ajaxSetup({ data: { hash: navixyHash } });
$.get('https://api.eu.navixy.com/v2/tracker/list', { hash: navixyHash });`,
  },
  {
    name: 'ky hooks async',
    reports: ['no-hash-in-url 8: await token()'],
    code: `\
import ky from 'ky';
export const navixy = ky.create({
  prefixUrl: process.env.NAVIXY_URL,
  hooks: {
    beforeRequest: [
      async (req) => {
        const u = new URL(req.url);
        u.searchParams.append('hash', await token());
        return new Request(u.toString(), req);
      },
    ],
  },
});`,
  },
  {
    name: 'ky searchParams default',
    reports: ['no-hash-in-url 4: process.env.NAVIXY_HASH'],
    code: `\
import ky from 'ky';
export const navixy = ky.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  searchParams: { hash: process.env.NAVIXY_HASH },
});`,
  },
  {
    name: 'ky headers default',
    reports: ['valid-authorization-header 4: Bearer '],
    code: `\
import ky from 'ky';
export const navixy = ky.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  headers: { Authorization: \`Bearer \${process.env.NAVIXY_HASH}\` },
});`,
  },
  {
    name: 'apisauce',
    reports: ['valid-authorization-header 2: Bearer '],
    code: `\
const api = create({ baseURL: 'https://api.eu.navixy.com/v2' });
api.setHeader('Authorization', \`Bearer \${k}\`);`,
  },
  {
    name: 'interceptor export fn',
    reports: ["no-hash-in-url 4: localStorage.getItem('navixy_hash')"],
    code: `\
export function setup(instance) {
  instance.interceptors.request.use(function (config) {
    config.params = config.params || {};
    config.params.hash = localStorage.getItem('navixy_hash');
    return config;
  });
}`,
  },
  {
    name: 'interceptor params nullish',
    reports: ['no-hash-in-url 5: hash'],
    code: `\
// navixy
http.interceptors.request.use((config) => {
  const hash = store.getState().auth.hash;
  if (hash) {
    config.params = { ...(config.params ?? {}), hash };
  }
  return config;
});`,
  },
  {
    name: 'interceptor post data merges',
    reports: ['prefer-authorization-header 3: auth.hash'],
    code: `\
const http = axios.create({ baseURL: 'https://api.us.navixy.com/v2' });
http.interceptors.request.use((config) => {
  config.data.hash = auth.hash;
  return config;
});`,
  },
  {
    name: 'interceptor headers class',
    reports: ["valid-authorization-header 6: 'Bearer '"],
    code: `\
@Injectable()
class AuthInterceptor {
  intercept(request, next) {
    if (request.url.startsWith('https://api.eu.navixy.com')) {
      request = request.clone({
        headers: request.headers.set('Authorization', 'Bearer ' + this.auth.hash),
      });
    }
    return next.handle(request);
  }
}`,
  },
  {
    name: 'angular clone params set',
    reports: ['no-hash-in-url 5: this.auth.hash'],
    code: `\
// navixy
@Injectable()
class HashInterceptor {
  intercept(req, next) {
    const cloned = req.clone({ params: req.params.set('hash', this.auth.hash) });
    return next.handle(cloned);
  }
}`,
  },
  {
    name: 'angular clone params append url',
    reports: ['no-hash-in-url 2: inject(Auth).hash'],
    code: `\
// navixy
const addHash = (req, next) => next(req.clone({ setParams: { hash: inject(Auth).hash } }));`,
  },
  {
    name: 'got hooks options',
    reports: ["valid-authorization-header 6: 'Bearer '"],
    code: `\
export const navixy = got.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  hooks: {
    beforeRequest: [
      async (options) => {
        options.headers.Authorization = 'Bearer ' + (await getHash());
      },
    ],
  },
});`,
  },
];
