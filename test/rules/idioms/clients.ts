import type { Idiom } from './idiom.ts';

/** Many kinds of clients, runtimes, stores and logs, and look-alikes of leaks. */
export const CLIENTS: readonly Idiom[] = [
  {
    name: 'undici request with a query',
    file: 'src/u.ts',
    expected: { 'no-hash-in-url': [2] },
    code: `\
import { request } from 'undici';
const { body } = await request('https://api.eu.navixy.com/v2/tracker/list', { query: { hash: process.env.NAVIXY_HASH } });`,
  },
  {
    name: 'undici pool with a path',
    file: 'src/u.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
import { Pool } from 'undici';
const pool = new Pool('https://api.eu.navixy.com');
await pool.request({ method: 'GET', path: \`/v2/tracker/list?hash=\${hash}\` });`,
  },
  {
    name: 'ofetch instance with a query',
    file: 'src/o.ts',
    expected: { 'no-hash-in-url': [2] },
    code: `\
import { ofetch } from 'ofetch';
export const api = ofetch.create({ baseURL: 'https://api.us.navixy.com/v2', query: { hash: process.env.NAVIXY_HASH } });`,
  },
  {
    name: 'ofetch hook with a wrong scheme',
    file: 'src/o.ts',
    expected: { 'valid-authorization-header': [5] },
    code: `\
import { $fetch } from 'ofetch';
const api = $fetch.create({
  baseURL: 'https://api.eu.navixy.com/v2',
  onRequest({ options }) {
    options.headers.set('Authorization', \`Bearer \${process.env.NAVIXY_HASH}\`);
  },
});`,
  },
  {
    name: 'tRPC context that logs',
    file: 'server/trpc.ts',
    expected: { 'no-hash-in-log': [3] },
    code: `\
const navixyHash = process.env.NAVIXY_HASH!;
export const list = publicProcedure.query(async ({ ctx }) => {
  ctx.logger.info({ navixyHash }, 'listing trackers');
  return ctx.navixy.list();
});`,
  },
  {
    name: 'Deno with an address',
    file: 'src/d.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
const navixyHash = Deno.env.get('NAVIXY_HASH')!;
url.searchParams.set('hash', navixyHash);
Deno.serve(() => fetch(url));`,
  },
  {
    name: 'Bun secret in a log',
    file: 'src/b.ts',
    expected: { 'no-hash-in-log': [1] },
    code: `\
console.log(\`starting with \${Bun.env.NAVIXY_API_KEY}\`);`,
  },
  {
    name: 'MMKV set',
    file: 'src/m.ts',
    expected: { 'no-hash-in-storage': [3] },
    code: `\
import { MMKV } from 'react-native-mmkv';
const storage = new MMKV();
storage.set('navixyApiKey', navixyApiKey);`,
  },
  {
    name: 'AsyncStorage multiSet',
    file: 'src/m.ts',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
import AsyncStorage from '@react-native-async-storage/async-storage';
await AsyncStorage.multiSet([['navixyApiKey', navixyApiKey], ['theme', 'dark']]);`,
  },
  {
    name: 'Capacitor preferences',
    file: 'src/m.ts',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
import { Preferences } from '@capacitor/preferences';
await Preferences.set({ key: 'navixyApiKey', value: navixyApiKey });`,
  },
  {
    name: 'electron-store set',
    file: 'src/e.ts',
    expected: { 'no-hash-in-storage': [3] },
    code: `\
import Store from 'electron-store';
const settings = new Store();
settings.set('navixyApiKey', navixyApiKey);`,
  },
  {
    name: 'winston metadata',
    file: 'src/w.ts',
    expected: { 'no-hash-in-log': [3] },
    code: `\
import winston from 'winston';
const logger = winston.createLogger({});
logger.log({ level: 'info', message: 'call', hash: process.env.NAVIXY_HASH });`,
  },
  {
    name: 'pino child bindings',
    file: 'src/p.ts',
    expected: { 'no-hash-in-log': [3] },
    code: `\
import pino from 'pino';
const log = pino();
const child = log.child({ navixyHash: process.env.NAVIXY_HASH });
child.info('ready');`,
  },
  {
    name: 'Sentry breadcrumb',
    file: 'src/s.ts',
    expected: { 'no-hash-in-log': [2] },
    code: `\
import * as Sentry from '@sentry/node';
Sentry.addBreadcrumb({ category: 'navixy', data: { hash: process.env.NAVIXY_HASH } });`,
  },
  {
    name: 'Sentry context',
    file: 'src/s.ts',
    expected: { 'no-hash-in-log': [2] },
    code: `\
import * as Sentry from '@sentry/browser';
Sentry.setContext('navixy', { apiKey: navixyApiKey });`,
  },
  {
    name: 'enum with a key',
    file: 'src/k.ts',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
export enum Keys {
  NavixyHash = '«key»',
}`,
  },
  {
    name: 'decorator with a key',
    file: 'src/k.ts',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
@Module({ imports: [NavixyModule.forRoot({ apiKey: '«key»' })] })
export class AppModule {}`,
  },
  {
    name: 'private class field with a key',
    file: 'src/k.ts',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
export class NavixyClient {
  #hash = '«key»';
}`,
  },
  {
    name: 'tagged template with a hash',
    file: 'src/t.ts',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const endpoint = (strings: TemplateStringsArray, ...values: string[]) => String.raw({ raw: strings }, ...values);
fetch(endpoint\`https://api.eu.navixy.com/v2/tracker/list?hash=\${hash}\`);`,
  },
  {
    name: 'schema over lines',
    file: 'src/env.ts',
    expected: { 'no-hardcoded-hash': [4] },
    code: `\
export const env = z.object({
  NAVIXY_API_KEY: z
    .string()
    .default('«key»'),
}).parse(process.env);`,
  },
  {
    name: 'RTK query with params',
    file: 'src/rtk.ts',
    expected: { 'no-hash-in-url': [4] },
    code: `\
export const api = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.eu.navixy.com/v2' }),
  endpoints: (build) => ({
    list: build.query({ query: (hash: string) => ({ url: 'tracker/list', params: { hash } }) }),
  }),
});`,
  },
  {
    name: 'undici header as it should be',
    file: 'src/u.ts',
    expected: {},
    code: `\
import { request } from 'undici';
await request('https://api.eu.navixy.com/v2/tracker/list', { headers: { authorization: \`NVX \${process.env.NAVIXY_HASH}\` } });`,
  },
  {
    name: 'winston says whether a key is set',
    file: 'src/w.ts',
    expected: {},
    code: `\
logger.info('navixy', { hasKey: Boolean(process.env.NAVIXY_API_KEY), keyLength: process.env.NAVIXY_API_KEY?.length });`,
  },
  {
    name: 'pino with redaction of a path',
    file: 'src/p.ts',
    expected: {},
    code: `\
import pino from 'pino';
export const log = pino({ redact: ['navixy.hash', 'req.headers.authorization'] });
log.info({ region: process.env.NAVIXY_REGION }, 'ready');`,
  },
  {
    name: 'MMKV of a setting',
    file: 'src/m.ts',
    expected: {},
    code: `\
import { MMKV } from 'react-native-mmkv';
new MMKV().set('navixyRegion', region);`,
  },
  {
    name: 'enum of carriers',
    file: 'src/k.ts',
    expected: {},
    code: `\
export enum NavixyParameter { Hash = 'hash', SessionKey = 'session_key' }`,
  },
  {
    name: 'digest of a Capacitor bundle',
    file: 'src/c.ts',
    expected: {},
    code: `\
// navixy
export const bundle = { version: '1.2.0', checksum: '«md5»' };`,
  },
  {
    name: 'schema of a checksum over lines',
    file: 'src/env.ts',
    expected: {},
    code: `\
export const env = z.object({
  NAVIXY_URL: z.string(),
  ICON_MD5: z
    .string()
    .default('«md5»'),
}).parse(process.env);`,
  },
  {
    name: 'Sentry tag of a region',
    file: 'src/s.ts',
    expected: {},
    code: `\
Sentry.setTag('navixy.region', process.env.NAVIXY_REGION);`,
  },
  {
    name: 'electron-store of another key',
    file: 'src/e.ts',
    expected: {},
    code: `\
// navixy
import Store from 'electron-store';
new Store().set('mapboxToken', mapboxToken);`,
  },
  {
    name: 'expo-secure-store keeps a key',
    file: 'src/x.ts',
    expected: {},
    code: `\
import * as SecureStore from 'expo-secure-store';
await SecureStore.setItemAsync('navixyApiKey', navixyApiKey);`,
  },
];
