import type { Kind } from './kind.ts';

/** Hashes and credentials in bodies and frames, part 1. */
export const BODIES_1: readonly Kind[] = [
  {
    name: 'util.format',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
import util from 'node:util';
fetch(util.format('https://api.eu.navixy.com/v2/tracker/list?hash=%s', hash));`,
  },
  {
    name: 'util.format 2',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
import { format } from 'util';
const u = format('%s/tracker/list?limit=%d&hash=%s', 'https://api.eu.navixy.com/v2', 5, hash);
fetch(u);`,
  },
  {
    name: 'url.format',
    reports: ['no-hash-in-url 7: hash'],
    code: `\
import url from 'url';
fetch(
  url.format({
    protocol: 'https',
    host: 'api.eu.navixy.com',
    pathname: '/v2/tracker/list',
    query: { hash },
  }),
);`,
  },
  {
    name: 'url.format hostname',
    reports: ['no-hash-in-url 7: h'],
    code: `\
import { format } from 'node:url';
https.get(
  format({
    protocol: 'https:',
    hostname: 'api.eu.navixy.com',
    pathname: '/v2/tracker/list',
    query: { hash: h },
  }),
);`,
  },
  {
    name: 'url.format search',
    reports: ['no-hash-in-url 7: h'],
    code: `\
import url from 'url';
fetch(
  url.format({
    protocol: 'https',
    host: 'api.eu.navixy.com',
    pathname: '/v2/tracker/list',
    search: \`hash=\${h}\`,
  }),
);`,
  },
  {
    name: 'qs body',
    reports: ['prefer-authorization-header 2: hash'],
    code: `\
import qs from 'qs';
axios.post('https://api.eu.navixy.com/v2/tracker/list', qs.stringify({ hash }));`,
  },
  {
    name: 'querystring body',
    reports: ['prefer-authorization-header 2: hash'],
    code: `\
import { stringify } from 'querystring';
fetch('https://api.eu.navixy.com/v2/tracker/list', { method: 'POST', body: stringify({ hash, limit: 1 }) });`,
  },
  {
    name: 'creds import',
    reports: ["prefer-api-key 2: 'https://api.eu.navixy.com/v2/user/auth'"],
    code: `\
import credentials from './credentials.json';
const res = await axios.post('https://api.eu.navixy.com/v2/user/auth', credentials);
const { hash } = res.data;
await axios.post(
  'https://api.eu.navixy.com/v2/tracker/list',
  {},
  { headers: { Authorization: \`NVX \${hash}\` } },
);`,
  },
  {
    name: 'creds parsed',
    reports: ["prefer-api-key 3: 'https://api.eu.navixy.com/v2/user/auth'"],
    code: `\
import fs from 'fs';
const creds = JSON.parse(fs.readFileSync('./navixy.json', 'utf8'));
const res = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify(creds),
});
const { hash } = await res.json();
await fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } });`,
  },
  {
    name: 'ws frame makes carrier',
    reports: ['no-hash-in-log 3: key'],
    code: `\
// https://api.eu.navixy.com
ws.send(JSON.stringify({ action: 'subscribe', hash: key, events: ['state'] }));
console.log('connecting', key);`,
  },
  {
    name: 'ws frame alone',
    reports: [],
    code: `\
// https://api.eu.navixy.com
ws.send(JSON.stringify({ action: 'subscribe', hash: key, events: ['state'] }));`,
  },
  {
    name: 'xhr body',
    reports: ['prefer-authorization-header 3: h'],
    code: `\
const xhr = new XMLHttpRequest();
xhr.open('POST', 'https://api.eu.navixy.com/v2/tracker/list');
xhr.send(JSON.stringify({ hash: h }));`,
  },
  {
    name: 'https write',
    reports: ['prefer-authorization-header 2: h'],
    code: `\
const req = https.request('https://api.eu.navixy.com/v2/tracker/list', { method: 'POST' }, cb);
req.write(JSON.stringify({ hash: h }));
req.end();`,
  },
  {
    name: 'helper qs map join',
    reports: ['no-hash-in-url 5: h'],
    code: `\
const toQuery = (p) =>
  Object.keys(p)
    .map((k) => \`\${encodeURIComponent(k)}=\${encodeURIComponent(p[k])}\`)
    .join('&');
fetch('https://api.eu.navixy.com/v2/tracker/list?' + toQuery({ hash: h, limit: 1 }));`,
  },
  {
    name: 'URLSearchParams body',
    reports: ['prefer-authorization-header 3: h'],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  method: 'POST',
  body: new URLSearchParams({ hash: h }),
});`,
  },
  {
    name: 'FormData body',
    reports: ['prefer-authorization-header 2: h'],
    code: `\
const fd = new FormData();
fd.append('hash', h);
fetch('https://api.eu.navixy.com/v2/tracker/list', { method: 'POST', body: fd });`,
  },
  {
    name: 'body string',
    reports: ['prefer-authorization-header 3: encodeURIComponent(h)'],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  method: 'POST',
  body: \`hash=\${encodeURIComponent(h)}&limit=1\`,
});`,
  },
  {
    name: 'needle post',
    reports: ['prefer-authorization-header 1: h'],
    code: `\
needle('post', 'https://api.eu.navixy.com/v2/tracker/list', { hash: h });`,
  },
  {
    name: 'loop body',
    reports: ['prefer-authorization-header 2: h'],
    code: `\
const body = new URLSearchParams();
for (const [k, v] of Object.entries({ hash: h })) body.append(k, v);
fetch('https://api.eu.navixy.com/v2/tracker/list', { method: 'POST', body });`,
  },
  {
    name: 'creds require',
    reports: ["prefer-api-key 3: 'https://api.eu.navixy.com/v2/user/auth'"],
    code: `\
const creds = require('./creds.json');
axios
  .post('https://api.eu.navixy.com/v2/user/auth', creds)
  .then(({ data }) =>
    axios.post('https://api.eu.navixy.com/v2/tracker/list', null, {
      headers: { Authorization: \`NVX \${data.hash}\` },
    }),
  );`,
  },
  {
    name: 'creds qs',
    reports: ["prefer-api-key 2: 'https://api.eu.navixy.com/v2/user/auth'"],
    code: `\
import { credentials } from './config.js';
const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', qs.stringify(credentials));
await axios.get('https://api.eu.navixy.com/v2/tracker/list', {
  headers: { Authorization: \`NVX \${data.hash}\` },
});`,
  },
  {
    name: 'creds yaml',
    reports: ["prefer-api-key 2: 'https://api.eu.navixy.com/v2/user/auth'"],
    code: `\
const cfg = yaml.load(fs.readFileSync('config.yml', 'utf8'));
const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', cfg.navixy);
await axios.get('https://api.eu.navixy.com/v2/tracker/list', {
  headers: { Authorization: \`NVX \${data.hash}\` },
});`,
  },
  {
    name: 'ws send then log',
    reports: ['no-hash-in-log 3: token'],
    code: `\
// navixy
socket.send(JSON.stringify({ action: 'subscribe', hash: token, requestId: 1 }));
logger.info(\`subscribed with \${token}\`);`,
  },
  {
    name: 'ws frame variable logged',
    reports: ['no-hash-in-log 4: frame'],
    code: `\
// navixy
const frame = { action: 'subscribe', hash: key, trackers: [1] };
ws.send(JSON.stringify(frame));
console.log('sent', frame);`,
  },
  {
    name: 'other platform format',
    reports: [],
    code: `\
// navixy
const u = util.format('https://api.example.com/x?hash=%s', h);
fetch(u);`,
  },
  {
    name: 'file digest of form',
    reports: [],
    code: `\
// navixy
form.append('hash', sha256(file));
fetch('https://upload.example.com', { method: 'POST', body: form });`,
  },
];
