import type { Idiom } from './idiom.ts';

/** Logins, keys, insecure addresses, text files and harmless code, part 1. */
export const ACCOUNTS_1: readonly Idiom[] = [
  {
    name: 'http to the API',
    file: 'src/i.js',
    expected: { 'no-insecure-http': [1] },
    code: `\
const BASE = 'http://api.navixy.com/v2';`,
  },
  {
    name: 'http to a white label',
    file: 'src/i.js',
    expected: { 'no-insecure-http': [1] },
    code: `\
fetch('http://gps.brand.example/api-v2/tracker/list',
  { headers: { Authorization: \`NVX \${process.env.NAVIXY_HASH}\` } });`,
  },
  {
    name: 'ws to the API',
    file: 'src/i.js',
    expected: { 'no-insecure-http': [1] },
    code: `\
const socket = new WebSocket('ws://api.eu.navixy.com/v2/event/subscription');`,
  },
  {
    name: 'http default of an environment variable',
    file: 'src/i.ts',
    expected: { 'no-insecure-http': [1] },
    code: `\
export const url = process.env.NAVIXY_API_URL ?? 'http://saas.navixy.com/api-v2';`,
  },
  {
    name: 'http in node request options',
    file: 'src/i.js',
    expected: {},
    either: { 'no-insecure-http': [2] },
    code: `\
const http = require('http');
http.request({ host: 'api.us.navixy.com', path: '/v2/tracker/list', method: 'POST' });`,
  },
  {
    name: 'http in a template',
    file: 'src/i.js',
    expected: { 'no-insecure-http': [1] },
    code: `\
const base = (region) => \`http://api.\${region}.navixy.com/v2\`;`,
  },
  {
    name: 'http in an env file',
    file: 'deploy/.env',
    expected: { 'no-insecure-http': [2] },
    code: `\
PORT=3000
NAVIXY_API_URL=http://api.eu.navixy.com/v2`,
  },
  {
    name: 'http in a shell script',
    file: 'deploy/sync.sh',
    expected: { 'no-insecure-http': [2] },
    code: `\
#!/bin/sh
curl -s -X POST "http://api.navixy.com/v2/tracker/list" -H "Authorization: NVX $NAVIXY_HASH"`,
  },
  {
    name: 'http in properties',
    file: 'deploy/app.properties',
    expected: { 'no-insecure-http': [1] },
    code: `\
navixy.base-url=http://saas.navixy.com/api-v2`,
  },
  {
    name: 'https in an env file',
    file: 'deploy/.env',
    expected: {},
    code: `\
NAVIXY_API_URL=https://api.eu.navixy.com/v2
NAVIXY_HASH=`,
  },
  {
    name: 'mock server of a test',
    file: 'test/i.test.ts',
    expected: {},
    code: `\
process.env.NAVIXY_API_URL = 'http://localhost:4010/v2';`,
  },
  {
    name: 'local proxy',
    file: 'vite.config.ts',
    expected: {},
    code: `\
export default { server: { proxy: { '/api-v2': { target: 'https://saas.navixy.com',
  changeOrigin: true } }, host: 'http://127.0.0.1' } };`,
  },
  {
    name: 'XML namespace beside the platform',
    file: 'src/i.js',
    expected: {},
    code: `\
export const gpx = \`<gpx xmlns="http://www.topografix.com/GPX/1/1" creator="Navixy export">\`;`,
  },
  {
    name: 'documentation link',
    file: 'src/i.js',
    expected: {},
    code: `\
// See http://www.navixy.com for the product.
export const name = 'Navixy';`,
  },
  {
    name: 'key in an env file',
    file: 'deploy/.env',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
NAVIXY_API_KEY=«key»
LOG_LEVEL=info`,
  },
  {
    name: 'key of a customer in an env file',
    file: 'deploy/.env.production',
    expected: { 'no-hardcoded-hash': [1, 2] },
    code: `\
NAVIXY_HASH_ACME=«key»
NAVIXY_HASH_GLOBEX=«key2»`,
  },
  {
    name: 'key in a shell script',
    file: 'deploy/run.sh',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
export NAVIXY_HASH="«key»"
node sync.js`,
  },
  {
    name: 'curl with a header',
    file: 'deploy/curl.sh',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
curl -X POST https://api.us.navixy.com/v2/tracker/list -H 'Authorization: NVX «key»'`,
  },
  {
    name: 'http client file',
    file: 'http/requests.http',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
POST https://api.eu.navixy.com/v2/tracker/list
Authorization: NVX «key»`,
  },
  {
    name: 'SQL settings',
    file: 'db/seed.sql',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
INSERT INTO settings (name, value) VALUES ('navixy_api_key', '«key»');`,
  },
  {
    name: 'properties',
    file: 'deploy/app.properties',
    expected: { 'no-hardcoded-hash': [1] },
    code: `\
navixy.hash=«key»
navixy.timeout=5000`,
  },
  {
    name: 'ini',
    file: 'deploy/fleet.ini',
    expected: { 'no-hardcoded-hash': [3] },
    code: `\
[navixy]
base = https://api.eu.navixy.com/v2
hash = «key»`,
  },
  {
    name: 'Dockerfile',
    file: 'deploy/Dockerfile',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
FROM node:22
ENV NAVIXY_API_KEY=«key»
CMD ["node", "sync.js"]`,
  },
  {
    name: 'terraform',
    file: 'infra/main.tf',
    expected: { 'no-hardcoded-hash': [2] },
    code: `\
variable "navixy_api_key" {
  default = "«key»"
}`,
  },
  {
    name: 'checksums file in text',
    file: 'deploy/checks.sh',
    expected: {},
    code: `\
echo "«md5»  navixy-connector.tar.gz" | md5sum -c -`,
  },
  {
    name: 'env of other tools',
    file: 'deploy/.env',
    expected: {},
    code: `\
APP_KEY=base64:abc
SENTRY_RELEASE=«md5»
NAVIXY_REGION=eu`,
  },
  {
    name: 'csv of files',
    file: 'db/files.csv',
    expected: {},
    code: `\
file,md5
tracks/a.kml,«md5»
tracks/b.kml,«md52»`,
  },
  {
    name: 'login of a cron job',
    file: 'server/cron.js',
    expected: { 'prefer-api-key': [3] },
    code: `\
import cron from 'node-cron';
cron.schedule('0 3 * * *', async () => {
  const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: process.env.NAVIXY_LOGIN, password: process.env.NAVIXY_PASSWORD }),
  });
  await sync((await r.json()).hash);
});`,
  },
  {
    name: 'login with axios on a server',
    file: 'server/session.ts',
    expected: { 'prefer-api-key': [4] },
    code: `\
import axios from 'axios';
export async function session() {
  const body = { login: process.env.NAVIXY_LOGIN, password: process.env.NAVIXY_PASS };
  const { data } = await axios.post('https://api.us.navixy.com/v2/user/auth', body);
  return data.hash;
}`,
  },
  {
    name: 'imported credentials as the body',
    file: 'server/session.js',
    expected: { 'prefer-api-key': [3] },
    code: `\
import credentials from './credentials.json' with { type: 'json' };
import axios from 'axios';
export const login = () => axios.post('https://api.eu.navixy.com/v2/user/auth', credentials);`,
  },
  {
    name: 'SDK with login and password of the environment',
    file: 'server/sdk.js',
    expected: { 'prefer-api-key': [1] },
    code: `\
const api = new Navixy.Api({ user: { login: process.env.NAVIXY_LOGIN, password: process.env.NAVIXY_PASSWORD } });`,
  },
  {
    name: 'literal login and password',
    file: 'server/c.js',
    expected: { 'no-hardcoded-credentials': [3] },
    code: `\
fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: 'ops@fleet-north.example', password: 'Tr4ck-the-vans!' }),
});`,
  },
  {
    name: 'literal panel account',
    file: 'server/c.js',
    expected: { 'no-hardcoded-credentials': [1] },
    code: `\
axios.post('https://api.eu.navixy.com/v2/panel/account/auth', { login: '4471', password: 'W1nter-Roads-77' });`,
  },
  {
    name: 'login in a GET address',
    file: 'server/c.js',
    expected: { 'no-hardcoded-credentials': [1] },
    code: `\
const auth = 'https://saas.navixy.com/api-v2/user/auth?login=ops@fleet.example&password=Tr4ck-the-vans';
fetch(auth);`,
  },
];
