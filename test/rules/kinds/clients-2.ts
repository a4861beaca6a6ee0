import type { Kind } from './kind.ts';

/** Clients that are configured in one place and called in another, part 2. */
export const CLIENTS_2: readonly Kind[] = [
  {
    name: 'interceptor as function name',
    reports: ['no-hash-in-url 3: session.hash'],
    code: `\
const client = axios.create({ baseURL: process.env.NAVIXY_API_URL });
function addHash(config) {
  config.params = Object.assign({}, config.params, { hash: session.hash });
  return config;
}
client.interceptors.request.use(addHash);`,
  },
  {
    name: 'interceptor Object.assign',
    reports: ['no-hash-in-url 3: session.hash'],
    code: `\
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((cfg) => {
  Object.assign(cfg.params, { hash: session.hash });
  return cfg;
});`,
  },
  {
    name: 'interceptor async',
    reports: ['no-hash-in-url 4: await getHash()'],
    code: `\
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use(async (req) => {
  req.params ??= {};
  req.params['hash'] = await getHash();
  return req;
});`,
  },
  {
    name: 'class interceptor',
    reports: ['no-hash-in-url 5: hash'],
    code: `\
class NavixyClient {
  constructor(hash) {
    this.http = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
    this.http.interceptors.request.use((config) => {
      config.params = { ...config.params, hash };
      return config;
    });
  }
}`,
  },
  {
    name: 'interceptor url',
    reports: ['no-hash-in-url 3: store.hash'],
    code: `\
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.url = \`\${config.url}?hash=\${store.hash}\`;
  return config;
});`,
  },
  {
    name: 'interceptor data',
    reports: ['prefer-authorization-header 3: store.hash'],
    code: `\
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.data = { ...config.data, hash: store.hash };
  return config;
});`,
  },
  {
    name: 'interceptor correct header',
    reports: [],
    code: `\
const client = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
client.interceptors.request.use((config) => {
  config.headers.Authorization = \`NVX \${store.hash}\`;
  return config;
});`,
  },
  {
    name: 'interceptor of another host',
    reports: [],
    code: `\
// navixy
const other = axios.create({ baseURL: 'https://api.example.com' });
other.interceptors.request.use((config) => {
  config.headers.Authorization = \`Bearer \${token}\`;
  config.params = { hash: 'x' + y };
  return config;
});`,
  },
  {
    name: 'umi request',
    reports: ['no-hash-in-url 4: getHash()'],
    code: `\
// navixy
request.interceptors.request.use((url, options) => ({
  url,
  options: { ...options, params: { ...options.params, hash: getHash() } },
}));`,
  },
  {
    name: 'nuxt fetch',
    reports: ['no-hash-in-url 4: h.value'],
    code: `\
const api = $fetch.create({
  baseURL: 'https://api.eu.navixy.com/v2',
  onRequest({ options }) {
    options.query = { ...options.query, hash: h.value };
  },
});`,
  },
  {
    name: 'ofetch headers',
    reports: ['valid-authorization-header 5: Bearer '],
    code: `\
import { ofetch } from 'ofetch';
const api = ofetch.create({
  baseURL: 'https://api.eu.navixy.com/v2',
  onRequest({ options }) {
    options.headers.set('Authorization', \`Bearer \${h}\`);
  },
});`,
  },
  {
    name: 'openapi-fetch',
    reports: ['valid-authorization-header 4: Bearer '],
    code: `\
const client = createClient({ baseUrl: 'https://api.eu.navixy.com/v2' });
client.use({
  async onRequest({ request }) {
    request.headers.set('Authorization', \`Bearer \${h}\`);
    return request;
  },
});`,
  },
  {
    name: 'RTK string',
    reports: ['no-hash-in-url 3: hash'],
    code: `\
const api = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.eu.navixy.com/v2/' }),
  endpoints: (b) => ({ list: b.query({ query: ({ hash }) => \`tracker/list?hash=\${hash}\` }) }),
});`,
  },
  {
    name: 'RTK mutation body',
    reports: ['prefer-authorization-header 5: hash'],
    code: `\
const api = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.eu.navixy.com/v2/' }),
  endpoints: (b) => ({
    list: b.mutation({
      query: ({ hash, id }) => ({ url: 'tracker/delete', method: 'POST', body: { hash, id } }),
    }),
  }),
});`,
  },
  {
    name: 'RTK custom base fn',
    reports: ['no-hash-in-url 7: hash'],
    code: `\
const baseQuery = fetchBaseQuery({ baseUrl: NAVIXY_URL });
const api = createApi({
  baseQuery,
  endpoints: (b) => ({
    list: b.query({
      query: (hash) => {
        return { url: '/tracker/list', params: { hash } };
      },
    }),
  }),
});`,
  },
  {
    name: 'got json',
    reports: ['prefer-authorization-header 1: h'],
    code: `\
got.post('https://api.eu.navixy.com/v2/tracker/list', { json: { hash: h } });`,
  },
  {
    name: 'generic client interceptor no hash',
    reports: [],
    code: `\
// navixy
api.interceptors.request.use((config) => {
  config.headers['X-Request-Id'] = uuid();
  config.params = { ...config.params, locale };
  return config;
});`,
  },
  {
    name: 'response interceptor',
    reports: [],
    code: `\
const api = axios.create({ baseURL: 'https://api.eu.navixy.com/v2' });
api.interceptors.response.use((r) => {
  if (!r.data.success) throw new Error(JSON.stringify(r.data));
  return r;
});`,
  },
  {
    name: 'express use',
    reports: [],
    code: `\
// navixy
app.use((req, res, next) => {
  req.query.hash = req.headers['x-hash'];
  next();
});`,
  },
  {
    name: 'express headers check',
    reports: [],
    code: `\
// navixy
app.use((req, res, next) => {
  const h = req.headers.authorization;
  if (!h) res.status(401);
  res.set('Authorization', 'Bearer x');
  next();
});`,
  },
  {
    name: 'clone other',
    reports: [],
    code: `\
// navixy
const copy = response.clone();
const c = obj.clone({ deep: true });`,
  },
  {
    name: 'object clone with params',
    reports: [],
    code: `\
// navixy
const r = route.clone({ params: { id: 1 } });`,
  },
  {
    name: 'graphql query builder',
    reports: [],
    code: `\
// navixy
const list = knex.query({ hash: sha });
db.mutation({ query: () => ({ url: 'x', params: { id } }) });`,
  },
  {
    name: 'vue axios plugin',
    reports: ['no-hash-in-url 3: store.state.hash'],
    code: `\
Vue.prototype.$navixy = axios.create({
  baseURL: import.meta.env.VITE_NAVIXY_URL,
  params: { hash: store.state.hash },
});`,
  },
];
