import type { Idiom } from './idiom.ts';

/** Values written into code, part 1. */
export const LITERALS_1: readonly Idiom[] = [
  {
    name: 'constant',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
const NAVIXY_HASH = '«key»';
module.exports = { NAVIXY_HASH };`,
  },
  {
    name: 'default of an environment variable',
    file: 'src/k.ts',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
const key = process.env.NAVIXY_API_KEY || '«key»';
start(key);`,
  },
  {
    name: 'default in destructuring',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
const { NAVIXY_API_HASH = '«key»' } = process.env;`,
  },
  {
    name: 'default of a zod schema',
    file: 'server/env.ts',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
import { z } from 'zod';
export const env = z.object({ NAVIXY_HASH: z.string().default('«key»') }).parse(process.env);`,
  },
  {
    name: 'header written out',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
fetch('https://api.us.navixy.com/v2/tracker/list', { headers: { Authorization: 'NVX «key»' } });`,
  },
  {
    name: 'address written out',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    either: { 'no-hash-in-url': [1] },
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list?hash=«key»');`,
  },
  {
    name: 'SDK',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
const api = new Navixy.Api({ user: { hash: '«key»' } });`,
  },
  {
    name: 'SDK setHash',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
api.setHash('«key»');
api.setConfig({ apiUrl: 'https://saas.navixy.com/api-v2/' });`,
  },
  {
    name: 'client class with a literal',
    file: 'src/k.ts',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
import { NavixyClient } from './navixy-client';
export const client = new NavixyClient('«key»', { region: 'eu' });`,
  },
  {
    name: 'body with a literal',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    either: { 'prefer-authorization-header': [1] },
    code: `\
axios.post('https://api.eu.navixy.com/v2/tracker/list', { hash: '«key»' });`,
  },
  {
    name: 'WebSocket frame with a literal',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
const ws = new WebSocket('wss://api.eu.navixy.com/v2/event/subscription');
ws.onopen = () => ws.send(JSON.stringify({ action: 'subscribe', hash: '«key»', requests: [{ type: 'state' }] }));`,
  },
  {
    name: 'accounts table',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [2, 3] },
    code: `\
export const accounts = [
  { name: 'north', host: 'https://api.eu.navixy.com/v2', hash: '«key»' },
  { name: 'south', host: 'https://api.us.navixy.com/v2', hash: '«key2»' },
];`,
  },
  {
    name: 'commented-out key',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
const hash = process.env.NAVIXY_HASH; // '«key»'
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } });`,
  },
  {
    name: 'key above a call on a white label',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
//$hashed='«key»';
fetch(\`https://rastreo.brand.example/api-v2/tracker/list\`, { headers: { Authorization: \`NVX \${hashed}\` } });`,
  },
  {
    name: 'JSX property',
    file: 'src/k.jsx',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
export const App = () => <NavixyMap hash="«key»" region="us" />;`,
  },
  {
    name: 'Vue data',
    file: 'src/K.vue',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
<script>
export default { data: () => ({ navixyHash: '«key»' }) };
</script>
<template><div>{{ navixyHash }}</div></template>`,
  },
  {
    name: 'Svelte constant',
    file: 'src/K.svelte',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
<script>
  const NAVIXY_KEY = '«key»';
  load(NAVIXY_KEY);
</script>`,
  },
  {
    name: 'Apps Script',
    file: 'apps-script/k.js',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
function setup() {
  PropertiesService.getScriptProperties().setProperty('NAVIXY_KEY', '«key»');
}`,
  },
  {
    name: 'switch of customers',
    file: 'src/k.ts',
    expected: {},
    either: { 'no-hardcoded-hash': [4] },
    code: `\
export function keyOf(customer: string): string {
  switch (customer) {
    case 'acme': return process.env.NAVIXY_KEY_ACME!;
    default: return '«key»';
  }
}`,
  },
  {
    name: 'mock in a test that looks real',
    file: 'test/k.test.ts',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
process.env.NAVIXY_API_KEY = '«key»';
test('lists', async () => { expect(await list()).toHaveLength(2); });`,
  },
  {
    name: 'split key',
    file: 'src/k.js',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
const hash = '«key.head»' + '«key.tail»';
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } });`,
  },
  {
    name: 'iframe of an application',
    file: 'src/k.html.js',
    expected: { 'no-hardcoded-hash': [2] },
    either: { 'no-hardcoded-hash': [1] },
    code: `\
const page = '<iframe src="https://maps.brand.example/widget/?session_key=«key»&locale=es"></iframe>';
const other = 'https://saas.navixy.com/pro/demo/?session_key=«key2»';`,
  },
  {
    name: 'default parameter',
    file: 'src/k.ts',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
export async function trackers(hash = '«key»') {
  return fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } });
}`,
  },
  {
    name: 'class field',
    file: 'src/k.ts',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
export class NavixyService {
  private readonly apiHash = '«key»';
  list() { return call('tracker/list', this.apiHash); }
}`,
  },
  {
    name: 'checksum beside the platform',
    file: 'src/m.js',
    expected: {},
    code: `\
import { NavixyClient } from './client';
export const FIRMWARE = { file: 'fmb920.bin', md5: '«md5»' };
export const client = new NavixyClient(process.env.NAVIXY_HASH);`,
  },
  {
    name: 'etag in a test',
    file: 'test/m.test.ts',
    expected: {},
    code: `\
nock('https://api.eu.navixy.com').get('/v2/static/vehicle/avatars/1.png').reply(200, png, { ETag: '"«md5»"' });`,
  },
  {
    name: 'gravatar beside the account',
    file: 'src/m.jsx',
    expected: {},
    code: `\
export const Me = () => <img src="https://www.gravatar.com/avatar/«md5»?s=80" alt="Navixy user" />;`,
  },
  {
    name: 'git object ids',
    file: 'src/m.js',
    expected: {},
    code: `\
export const navixySdk = 'git+https://github.com/SquareGPS/navixy-js-sdk.git#«sha1»';`,
  },
  {
    name: 'webpack chunk names',
    file: 'src/m.js',
    expected: {},
    code: `\
module.exports = { 'navixy-map.js': 'navixy-map.«md5».js', 'vendor.js': 'vendor.«md52».js' };`,
  },
  {
    name: 'integrity of a script',
    file: 'src/m.js',
    expected: {},
    code: `\
const assets = [{ url: '/navixy/app.js', revision: '«md5»' }, { url: '/navixy/app.css', revision: '«md52»' }];
precacheAndRoute(assets);`,
  },
  {
    name: 'torrent info hash',
    file: 'src/m.js',
    expected: {},
    code: `\
const torrent = { name: 'osm-planet', infoHash: '«sha1»' };
client.add(torrent.infoHash);`,
  },
  {
    name: 'placeholder',
    file: 'src/m.js',
    expected: {},
    code: `\
const NAVIXY_HASH = 'your_api_key_hash';
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${NAVIXY_HASH}\` } });`,
  },
  {
    name: 'zeros in a mock',
    file: 'test/m.test.js',
    expected: {},
    code: `\
const NAVIXY_HASH = '0'.repeat(32);
nock('https://api.eu.navixy.com').post('/v2/tracker/list').reply(200, { success: true, list: [] });`,
  },
  {
    name: 'share key of a location link',
    file: 'src/m.js',
    expected: {},
    code: `\
const share = 'https://saas.navixy.com/ls/#«md5»';
open(share);`,
  },
];
