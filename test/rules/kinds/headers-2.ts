import type { Kind } from './kind.ts';

/** Headers in every construction, part 2. */
export const HEADERS_2: readonly Kind[] = [
  {
    name: 'UrlFetchApp',
    reports: ["valid-authorization-header 2: 'Token '"],
    code: `\
const options = { method: 'post', headers: {} };
options.headers['Authorization'] = 'Token ' + key;
UrlFetchApp.fetch('https://api.eu.navixy.com/v2/tracker/list', options);`,
  },
  {
    name: 'headers spread const',
    reports: ["valid-authorization-header 2: 'Bearer'"],
    code: `\
const base = { 'Content-Type': 'application/json' };
const headers = { ...base, Authorization: ['Bearer', hash].join(' ') };
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers });`,
  },
  {
    name: 'headers concat',
    reports: ["valid-authorization-header 1: 'Bearer '"],
    code: `\
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: 'Bearer '.concat(hash) } });`,
  },
  {
    name: 'key in header only',
    reports: [],
    code: `\
async function navixy(path, params) {
  const r = await fetch(\`https://api.eu.navixy.com/v2/\${path}\`, {
    method: 'POST',
    headers: { Authorization: \`NVX \${process.env.NAVIXY_API_KEY}\` },
    body: JSON.stringify(params),
  });
  return r.json();
}`,
  },
];
