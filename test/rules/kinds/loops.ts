import type { Kind } from './kind.ts';

/** Queries that a loop puts together. */
export const LOOPS: readonly Kind[] = [
  {
    name: 'Object.entries for of',
    reports: ['no-hash-in-url 2: hash'],
    code: `\
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
for (const [k, v] of Object.entries({ hash, limit: 1 })) url.searchParams.set(k, v);
fetch(url);`,
  },
  {
    name: 'Object.entries forEach',
    reports: ['no-hash-in-url 1: hash'],
    code: `\
const params = { hash, limit: 1 };
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
Object.entries(params).forEach(([k, v]) => url.searchParams.append(k, v));
fetch(url);`,
  },
  {
    name: 'Object.keys forEach',
    reports: ['no-hash-in-url 1: hash'],
    code: `\
const params = { hash, limit: 1 };
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
Object.keys(params).forEach((k) => url.searchParams.append(k, params[k]));
fetch(url);`,
  },
  {
    name: 'for in',
    reports: ['no-hash-in-url 1: hash'],
    code: `\
const params = { hash, limit: 1 };
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
for (const k in params) {
  url.searchParams.append(k, params[k]);
}
fetch(url);`,
  },
  {
    name: 'for in sum',
    reports: ['no-hash-in-url 1: hash'],
    code: `\
const params = { hash, limit: 1 };
let q = '';
for (const k in params) {
  q += \`\${k}=\${params[k]}&\`;
}
fetch('https://api.eu.navixy.com/v2/tracker/list?' + q);`,
  },
  {
    name: 'helper buildUrl',
    reports: ['no-hash-in-url 6: h'],
    code: `\
function buildUrl(path, params) {
  const u = new URL(\`https://api.eu.navixy.com/v2/\${path}\`);
  Object.entries(params).forEach(([k, v]) => u.searchParams.append(k, String(v)));
  return u.toString();
}
fetch(buildUrl('tracker/list', { hash: h }));`,
  },
  {
    name: 'map entries join',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const q = Object.entries({ hash: h, limit: 1 })
  .map(([k, v]) => \`\${k}=\${v}\`)
  .join('&');
fetch(\`https://api.eu.navixy.com/v2/tracker/list?\${q}\`);`,
  },
  {
    name: 'reduce',
    reports: ['no-hash-in-url 1: h'],
    code: `\
const q = Object.entries({ hash: h }).reduce((s, [k, v]) => s + \`\${k}=\${v}&\`, '');
fetch(\`https://api.eu.navixy.com/v2/tracker/list?\${q}\`);`,
  },
  {
    name: 'for of keys',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const u = new URL('https://api.eu.navixy.com/v2/tracker/list');
const p = { hash: h };
for (const k of Object.keys(p)) u.searchParams.set(k, p[k]);
fetch(u);`,
  },
  {
    name: 'lodash forEach',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const u = new URL('https://api.eu.navixy.com/v2/tracker/list');
_.forEach({ hash: h }, (v, k) => u.searchParams.set(k, v));
fetch(u);`,
  },
  {
    name: 'entries with filter',
    reports: ['no-hash-in-url 2: h'],
    code: `\
const u = new URL('https://api.eu.navixy.com/v2/tracker/list');
for (const [k, v] of Object.entries({ hash: h, a: undefined }).filter(([, v]) => v != null))
  u.searchParams.set(k, v);
fetch(u.href);`,
  },
];
