import type { Idiom } from './idiom.ts';

/** Logs, errors and telemetry, part 1. */
export const LOGS_1: readonly Idiom[] = [
  {
    name: 'console of the hash after login',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [3] },
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', { method: 'POST', body: JSON.stringify(form) });
const { hash } = await r.json();
console.log('logged in', hash);`,
  },
  {
    name: 'whole answer of a login',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [3] },
    code: `\
async function login(form) {
  const answer = await axios.post('https://api.us.navixy.com/v2/user/auth', form);
  console.log(answer.data);
  return answer.data;
}`,
  },
  {
    name: 'address with the hash',
    file: 'src/l.js',
    expected: { 'no-hash-in-url': [1], 'no-hash-in-log': [2] },
    code: `\
const url = \`https://api.eu.navixy.com/v2/tracker/list?hash=\${process.env.NAVIXY_HASH}\`;
console.debug('GET', url);`,
  },
  {
    name: 'error message with the address',
    file: 'src/l.js',
    expected: { 'no-hash-in-url': [2], 'no-hash-in-log': [4] },
    code: `\
export async function get(hash) {
  const url = 'https://api.eu.navixy.com/v2/tracker/list?hash=' + hash;
  const r = await fetch(url);
  if (!r.ok) throw new Error(\`\${r.status} for \${url}\`);
  return r.json();
}`,
  },
  {
    name: 'winston with the key',
    file: 'src/l.ts',
    expected: { 'no-hash-in-log': [3] },
    code: `\
import winston from 'winston';
const logger = winston.createLogger({ transports: [new winston.transports.Console()] });
logger.info(\`using Navixy key \${process.env.NAVIXY_API_KEY}\`);`,
  },
  {
    name: 'pino with an object',
    file: 'src/l.ts',
    expected: { 'no-hash-in-log': [4] },
    code: `\
import pino from 'pino';
const log = pino();
export function start(navixyHash: string) {
  log.info({ navixyHash }, 'starting');
}`,
  },
  {
    name: 'pino child bindings',
    file: 'src/l.ts',
    expected: { 'no-hash-in-log': [2] },
    code: `\
import pino from 'pino';
const log = pino().child({ navixyApiKey: process.env.NAVIXY_API_KEY });
log.info('up');`,
  },
  {
    name: 'Sentry context',
    file: 'src/l.ts',
    expected: { 'no-hash-in-log': [2] },
    code: `\
import * as Sentry from '@sentry/node';
Sentry.setContext('navixy', { hash: process.env.NAVIXY_HASH });`,
  },
  {
    name: 'Sentry extra',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
import * as Sentry from '@sentry/browser';
export const report = (error, navixyHash) => Sentry.captureException(error, { extra: { navixyHash } });`,
  },
  {
    name: 'Sentry tag',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [1] },
    code: `\
Sentry.setTag('navixy_session', navixySessionHash);`,
  },
  {
    name: 'Sentry breadcrumb',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [1] },
    code: `\
Sentry.addBreadcrumb({ category: 'navixy', message: \`session \${navixyHash}\` });`,
  },
  {
    name: 'Datadog browser logs',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
import { datadogLogs } from '@datadog/browser-logs';
datadogLogs.logger.info('navixy login', { hash: navixyHash });`,
  },
  {
    name: 'headers printed',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
const headers = { Authorization: \`NVX \${process.env.NAVIXY_API_KEY}\` };
console.log('calling tracker/list with', headers);
await fetch('https://api.eu.navixy.com/v2/tracker/list', { headers });`,
  },
  {
    name: 'body printed',
    file: 'src/l.js',
    expected: { 'prefer-authorization-header': [1], 'no-hash-in-log': [2] },
    code: `\
const body = JSON.stringify({ hash: process.env.NAVIXY_HASH, tracker_id: 5 });
console.log('>>', body);
await fetch('https://api.eu.navixy.com/v2/tracker/read', { method: 'POST', body });`,
  },
  {
    name: 'axios logging interceptor that prints headers',
    file: 'src/l.js',
    expected: {},
    either: { 'no-hash-in-log': [7] },
    code: `\
import axios from 'axios';
const api = axios.create({
  baseURL: 'https://api.eu.navixy.com/v2',
  headers: { Authorization: \`NVX \${process.env.NAVIXY_HASH}\` },
});
api.interceptors.request.use((config) => {
  console.log(config.method, config.url, config.headers);
  return config;
});`,
  },
  {
    name: 'process.stdout',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [1] },
    code: `\
process.stdout.write(\`hash: \${process.env.NAVIXY_HASH}\\n\`);`,
  },
  {
    name: 'console.table of keys',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
const { list } = await call('https://api.eu.navixy.com/v2/api/key/list', session);
console.table(list);`,
  },
  {
    name: 'new key printed',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
const { value } = await post('https://api.eu.navixy.com/v2/api/key/create', { title: 'ERP nightly sync' });
console.log(\`your key: \${value.hash}\`);`,
  },
  {
    name: 'Logger of Apps Script',
    file: 'apps-script/l.js',
    expected: { 'no-hash-in-log': [3] },
    code: `\
function check() {
  var key = PropertiesService.getScriptProperties().getProperty('NAVIXY_API_KEY');
  Logger.log('key is ' + key);
}`,
  },
  {
    name: 'debug package',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
const debug = require('debug')('navixy');
debug('session %s', process.env.NAVIXY_SESSION_HASH);`,
  },
  {
    name: 'thrown with the header value',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
export function header(navixyHash) {
  if (navixyHash.length !== 32) throw new TypeError('bad hash: ' + navixyHash);
  return \`NVX \${navixyHash}\`;
}`,
  },
  {
    name: 'Nest logger',
    file: 'src/l.service.ts',
    expected: { 'no-hash-in-log': [6] },
    code: `\
import { Injectable, Logger } from '@nestjs/common';
@Injectable()
export class NavixyService {
  private readonly logger = new Logger(NavixyService.name);
  private readonly apiKey = process.env.NAVIXY_API_KEY;
  onModuleInit() { this.logger.debug(\`Navixy key: \${this.apiKey}\`); }
}`,
  },
  {
    name: 'console.error of a parameter bag',
    file: 'src/l.js',
    expected: { 'no-hash-in-url': [1], 'no-hash-in-log': [3] },
    either: { 'no-hash-in-url': [2] },
    code: `\
const params = { hash: process.env.NAVIXY_HASH, tracker_id: 7 };
axios.get('https://api.eu.navixy.com/v2/tracker/read', { params }).catch((e) => {
  console.error(e.message, params);
});`,
  },
  {
    name: 'alert',
    file: 'web/l.js',
    expected: {},
    either: { 'no-hash-in-log': [2] },
    code: `\
const { hash } = await (await fetch('https://saas.navixy.com/api-v2/user/auth', init)).json();
alert('Session: ' + hash);`,
  },
  {
    name: 'bugsnag metadata',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [1] },
    code: `\
Bugsnag.addMetadata('navixy', { apiKey: process.env.NAVIXY_API_KEY });`,
  },
  {
    name: 'new relic attribute',
    file: 'src/l.js',
    expected: { 'no-hash-in-log': [2] },
    code: `\
const newrelic = require('newrelic');
newrelic.addCustomAttribute('navixyHash', process.env.NAVIXY_HASH);`,
  },
  {
    name: 'open telemetry attribute',
    file: 'src/l.ts',
    expected: { 'no-hash-in-log': [2] },
    code: `\
import { trace } from '@opentelemetry/api';
trace.getActiveSpan()?.setAttribute('navixy.hash', process.env.NAVIXY_HASH!);`,
  },
  {
    name: 'express morgan like line',
    file: 'server/l.js',
    expected: { 'no-hash-in-url': [2], 'no-hash-in-log': [3] },
    code: `\
app.use('/navixy', (req, res, next) => {
  const target = \`https://api.eu.navixy.com/v2\${req.path}?hash=\${process.env.NAVIXY_HASH}\`;
  req.log.info({ target }, 'proxied');
  next();
});`,
  },
  {
    name: 'answer without the hash',
    file: 'src/l.js',
    expected: {},
    code: `\
const answer = await (await fetch('https://api.eu.navixy.com/v2/user/auth', init)).json();
const { hash, ...rest } = answer;
console.log(rest);`,
  },
  {
    name: "guard of the platform's answer",
    file: 'src/l.js',
    expected: {},
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/tracker/list',
  { headers: { Authorization: \`NVX \${process.env.NAVIXY_HASH}\` } });
const data = await r.json();
if (!data.success) throw new Error(JSON.stringify(data));`,
  },
];
