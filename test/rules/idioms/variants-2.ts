import type { Idiom } from './idiom.ts';

/** Variants of common constructions, part 2. */
export const VARIANTS_2: readonly Idiom[] = [
  {
    name: 'util.format of a log line',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
import { format } from 'node:util';
console.log(format('session %s for %s', session.hash, 'https://api.eu.navixy.com/v2'));`,
  },
  {
    name: 'url.format from node:url import',
    file: 'src/f.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
import { format } from 'node:url';
export const kml = (hash: string) =>
  format({ protocol: 'https', hostname: 'saas.navixy.com', pathname: '/api-v2/zone/download', query: { hash } });`,
  },
  {
    name: 'url.format of a page anchor',
    file: 'src/f.js',
    expected: {},
    code: `\
import { format } from 'node:url';
export const help = (hash) => format({ protocol: 'https', host: 'docs.navixy.com', pathname: '/user-api', hash });`,
  },
  {
    name: 'forEach of entries onto search parameters',
    file: 'src/p.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const url = new URL('https://api.us.navixy.com/v2/tracker/list');
Object.entries({ hash: process.env.NAVIXY_HASH, limit: 5 }).forEach(([k, v]) => url.searchParams.append(k, v));
await fetch(url);`,
  },
  {
    name: 'map of entries joined',
    file: 'src/p.js',
    expected: { 'no-hash-in-url': [1] },
    code: `\
const query = Object.entries({ hash: process.env.NAVIXY_HASH, id: 4 }).map(([k, v]) => \`\${k}=\${v}\`).join('&');
await fetch(\`https://api.eu.navixy.com/v2/tracker/read?\${query}\`);`,
  },
  {
    name: 'replace with a colon placeholder',
    file: 'src/f.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const REPORT = 'https://api.us.navixy.com/v2/report/tracker/download?hash=:hash&report_id=:id';
export const pdf = (hash, id) => REPORT.replace(':hash', hash).replace(':id', id);`,
  },
  {
    name: 'replaceAll of a moustache',
    file: 'src/f.ts',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const URL_OF = 'https://api.eu.navixy.com/v2/tracker/list?hash={{hash}}';
export const of = (navixyHash: string) => URL_OF.replaceAll('{{hash}}', navixyHash);`,
  },
  {
    name: 'qs.stringify with a prefix',
    file: 'src/q.ts',
    expected: { 'no-hash-in-url': [2] },
    code: `\
import { stringify } from 'qs';
const query = stringify({ hash: process.env.NAVIXY_HASH, trackers: [1, 2] }, { addQueryPrefix: true });
fetch('https://api.us.navixy.com/v2/tracker/get_states' + query);`,
  },
  {
    name: 'required credentials as the body',
    file: 'server/c.js',
    expected: { 'prefer-api-key': [3] },
    code: `\
const account = require('./account.json');
const superagent = require('superagent');
module.exports = () => superagent.post('https://api.us.navixy.com/v2/user/auth').send(account);`,
  },
  {
    name: 'credentials of a module as the body',
    file: 'server/c.ts',
    expected: { 'prefer-api-key': [3] },
    code: `\
import got from 'got';
import { navixyCredentials } from './config.js';
export const open = () => got.post('https://api.eu.navixy.com/v2/user/auth', { json: navixyCredentials }).json();`,
  },
  {
    name: 'unsubscribe frame',
    file: 'src/ws.ts',
    expected: {},
    code: `\
export const stop = (ws: WebSocket, hash: string) => // wss://api.eu.navixy.com/v2/event/subscription
  ws.send(JSON.stringify({ action: 'unsubscribe', hash, requests: [{ type: 'state' }] }));`,
  },
  {
    name: 'frame printed before it is sent',
    file: 'src/ws.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
const frame = JSON.stringify({ action: 'subscribe', hash: process.env.NAVIXY_HASH, requests: [{ type: 'state' }] });
console.log('->', frame);
new WebSocket('wss://api.us.navixy.com/v2/event/subscription').onopen = ({ target }) => target.send(frame);`,
  },
  {
    name: 'chrome.storage.session with a new key',
    file: 'extension/k.js',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
const { value } = await post('https://api.eu.navixy.com/v2/api/key/create', { title: 'Map extension of dispatch' });
chrome.storage.local.set({ token: value.hash });`,
  },
  {
    name: 'GM_setValue beside a map preference',
    file: 'userscript/k.user.js',
    expected: { 'no-hash-in-storage': [3] },
    code: `\
// @match https://saas.navixy.com/*
GM_setValue('layer', 'osm');
GM_setValue('navixy.api.key', navixyApiKey);`,
  },
  {
    name: 'idb add',
    file: 'web/k.ts',
    expected: { 'no-hash-in-storage': [3] },
    code: `\
import { openDB } from 'idb';
const db = await openDB('fleet', 2);
await db.add('accounts', { id: 1, region: 'us', navixyApiKey });`,
  },
  {
    name: 'objectStore put',
    file: 'web/k.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
tx.objectStore('accounts').put({ name: 'acme', navixy_api_key: apiKey });`,
  },
  {
    name: 'kv of a framework in the browser',
    file: 'web/k.ts',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
import { set } from 'idb-keyval';
set('navixyApiKey', navixyApiKey);`,
  },
  {
    name: 'kv of a server',
    file: 'server/k.ts',
    expected: {},
    code: `\
import { kv } from '@vercel/kv';
await kv.set('navixy:tracker:count', list.length);`,
  },
  {
    name: 'guard that names the path',
    file: 'src/g.js',
    expected: {},
    code: `\
const r = await post('https://api.us.navixy.com/v2/tracker/get_states', body);
if (!r.success) throw new Error(\`tracker/get_states: \${JSON.stringify(r)}\`);`,
  },
  {
    name: 'guard with an early return',
    file: 'src/g.ts',
    expected: {},
    code: `\
const answer = await call('https://api.eu.navixy.com/v2/user/auth', form);
if (answer.success !== true) {
  logger.warn({ answer }, 'Navixy refused the login');
  return;
}`,
  },
  {
    name: 'answer without the hash by omit',
    file: 'src/g.js',
    expected: {},
    code: `\
import { omit } from 'lodash';
const answer = await (await fetch('https://api.us.navixy.com/v2/user/auth', init)).json();
console.log(omit(answer, 'hash'));`,
  },
  {
    name: 'answer with a masked hash',
    file: 'src/g.js',
    expected: {},
    code: `\
const answer = await (await fetch('https://api.us.navixy.com/v2/user/auth', init)).json();
console.log({ ...answer, hash: '***' });`,
  },
  {
    name: 'rest of a renamed hash',
    file: 'src/g.ts',
    expected: {},
    code: `\
const { hash: _secret, ...visible } = await login('https://api.eu.navixy.com/v2/user/auth', form);
logger.info(visible);`,
  },
  {
    name: 'replacer that leaves the hash out',
    file: 'src/g.js',
    expected: {},
    code: `\
const answer = await (await fetch('https://api.eu.navixy.com/v2/user/auth', init)).json();
console.log(JSON.stringify(answer, (key, value) => (key === 'hash' ? undefined : value)));`,
  },
];
