import type { Kind } from './kind.ts';

/** Addresses in every construction, part 2. */
export const ADDRESSES_2: readonly Kind[] = [
  {
    name: 'searchParams on request url',
    reports: [
      'no-hash-in-url 3: h',
    ],
    code: `\
const u = new URL('https://api.eu.navixy.com');
u.pathname = '/v2/tracker/list';
u.searchParams.append('hash', h);
fetch(u);`,
  },
  {
    name: 'params toString search',
    reports: [
      'no-hash-in-url 2: h',
    ],
    code: `\
const p = new URLSearchParams();
p.set('hash', h);
const u = new URL('https://api.eu.navixy.com/v2/tracker/list');
u.search = p;
fetch(u);`,
  },
  {
    name: 'object assign params',
    reports: [
      'no-hash-in-url 1: h',
    ],
    code: `\
axios.get('https://api.eu.navixy.com/v2/tracker/list', { params: Object.assign({}, params, { hash: h }) });`,
  },
  {
    name: 'axios params URLSearchParams',
    reports: [
      'no-hash-in-url 1: h',
    ],
    code: `\
axios.get('https://api.eu.navixy.com/v2/tracker/list', { params: new URLSearchParams([['hash', h]]) });`,
  },
  {
    name: 'axios params later',
    reports: [
      'no-hash-in-url 2: h',
    ],
    code: `\
const params = { limit: 1 };
params.hash = h;
axios.get('https://api.eu.navixy.com/v2/tracker/list', { params });`,
  },
  {
    name: 'axios config later',
    reports: [
      'no-hash-in-url 2: h',
    ],
    code: `\
const config = { params: {} };
config.params.hash = h;
axios.get('https://api.eu.navixy.com/v2/tracker/list', config);`,
  },
  {
    name: 'useFetch',
    reports: [
      'no-hash-in-url 1: h',
    ],
    code: `\
const { data } = useFetch('https://api.eu.navixy.com/v2/tracker/list', { query: { hash: h } });`,
  },
  {
    name: 'useSWR',
    reports: [
      'no-hash-in-url 1: h',
    ],
    code: `\
const { data } = useSWR(\`https://api.eu.navixy.com/v2/tracker/list?hash=\${h}\`, fetcher);`,
  },
  {
    name: 'date toISOString with space',
    reports: [
      'no-hash-in-url 2: h',
    ],
    code: `\
const day = date.toISOString().slice(0, 10);
fetch(\`https://api.eu.navixy.com/v2/track/read?from=\${day} 00:00:00&to=\${day} 23:59:59&hash=\${h}\`);`,
  },
  {
    name: 'url with json',
    reports: [
      'no-hash-in-url 1: h',
    ],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/get_states?trackers=' + JSON.stringify([1, 2]) + '&hash=' + h);`,
  },
  {
    name: 'url with json literal',
    reports: [
      'no-hash-in-url 1: h',
    ],
    code: `\
fetch(\`https://api.eu.navixy.com/v2/tracker/list?filter={"label":"a, b"}&hash=\${h}\`);`,
  },
];
