import type { Kind } from './kind.ts';

/** Hashes and credentials in bodies and frames, part 2. */
export const BODIES_2: readonly Kind[] = [
  {
    name: 'ws other frame',
    reports: [],
    code: `\
// navixy
ws.send(JSON.stringify({ action: 'subscribe', channel: 'x' }));
console.log(channel);`,
  },
  {
    name: 'transformRequest',
    reports: ['prefer-authorization-header 3: auth.hash'],
    code: `\
const http = axios.create({
  baseURL: 'https://api.us.navixy.com/v2',
  transformRequest: [(data) => JSON.stringify({ ...data, hash: auth.hash })],
});`,
  },
  {
    name: 'malformed interp',
    reports: ['valid-authorization-header 1: NVX:'],
    code: `\
fetch(url, { headers: { Authorization: \`NVX:\${hash}\` } });`,
  },
  {
    name: 'malformed util.format',
    reports: ["valid-authorization-header 1: 'NVX%s'"],
    code: `\
fetch(url, { headers: { Authorization: util.format('NVX%s', hash) } });`,
  },
  {
    name: 'ok format',
    reports: [],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  headers: { Authorization: util.format('NVX %s', navixyHash) },
});`,
  },
  {
    name: 'qs add prefix',
    reports: ['no-hash-in-url 2: h'],
    code: `\
import qs from 'qs';
fetch('https://api.eu.navixy.com/v2/tracker/list' + qs.stringify({ hash: h }, { addQueryPrefix: true }));`,
  },
  {
    name: 'iframe html',
    reports: ['no-hash-in-url 1: h'],
    code: `\
el.innerHTML = \`<iframe src="https://saas.navixy.com/pro/applications/reports/?session_key=\${h}"></iframe>\`;`,
  },
  {
    name: 'foreign url after platform url',
    reports: [],
    code: `\
show(\`see https://api.eu.navixy.com/v2/tracker/list?x=1 and https://other.example/y?a=1&hash=\${h}\`);`,
  },
  {
    name: 'body form',
    reports: [],
    code: `\
fetch('https://api.example.com/x', { method: 'POST', body: qs.stringify({ hash }) }); // navixy`,
  },
  {
    name: 'axios post formdata loop',
    reports: ['prefer-authorization-header 2: h'],
    code: `\
const form = new FormData();
Object.entries({ hash: h, id }).forEach(([k, v]) => form.append(k, v));
axios.post('https://api.eu.navixy.com/v2/tracker/list', form);`,
  },
  {
    name: 'request lib form',
    reports: ['prefer-authorization-header 1: h'],
    code: `\
request.post({ url: 'https://api.eu.navixy.com/v2/tracker/list', form: { hash: h } }, cb);`,
  },
];
