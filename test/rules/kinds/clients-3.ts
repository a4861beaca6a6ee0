import type { Kind } from './kind.ts';

/** Clients that are configured in one place and called in another, part 3. */
export const CLIENTS_3: readonly Kind[] = [
  {
    name: 'vue resource',
    reports: [
      'no-hash-in-url 3: store.hash',
    ],
    code: `\
// navixy
Vue.http.interceptors.push((request, next) => {
  request.params.hash = store.hash;
  next();
});`,
  },
  {
    name: 'ajaxSetup',
    reports: [
      'no-hash-in-url 3: navixyHash',
    ],
    code: `\
// navixy
$.ajaxSetup({ data: { hash: navixyHash } });
$.get('https://api.eu.navixy.com/v2/tracker/list', { hash: navixyHash });`,
  },
  {
    name: 'ky hooks async',
    reports: [
      'no-hash-in-url 8: await token()',
    ],
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
    reports: [
      'no-hash-in-url 4: process.env.NAVIXY_HASH',
    ],
    code: `\
import ky from 'ky';
export const navixy = ky.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  searchParams: { hash: process.env.NAVIXY_HASH },
});`,
  },
  {
    name: 'ky headers default',
    reports: [
      'valid-authorization-header 4: Bearer ',
    ],
    code: `\
import ky from 'ky';
export const navixy = ky.extend({
  prefixUrl: 'https://api.eu.navixy.com/v2',
  headers: { Authorization: \`Bearer \${process.env.NAVIXY_HASH}\` },
});`,
  },
  {
    name: 'apisauce',
    reports: [
      'valid-authorization-header 2: Bearer ',
    ],
    code: `\
const api = create({ baseURL: 'https://api.eu.navixy.com/v2' });
api.setHeader('Authorization', \`Bearer \${k}\`);`,
  },
];
