import type { Idiom } from './idiom.ts';

/** Addresses that carry a hash, part 3. */
export const URLS_3: readonly Idiom[] = [
  {
    name: 'got with URLSearchParams pairs',
    file: 'src/s.ts',
    expected: { 'no-hash-in-url': [2] },
    code: `\
import got from 'got';
const searchParams = new URLSearchParams([['hash', process.env.NAVIXY_HASH!], ['limit', '5']]);
await got('https://api.us.navixy.com/v2/place/list', { searchParams });`,
  },
  {
    name: 'hash added when the method is GET',
    file: 'src/m.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
export function send(path, body, hash) {
  const url = new URL(\`https://api.eu.navixy.com/v2/\${path}\`);
  if (!body) url.searchParams.set('hash', hash);
  return fetch(url, { method: body ? 'POST' : 'GET', headers: body ? { Authorization: \`NVX \${hash}\` } : {} });
}`,
  },
  {
    name: 'Electron window loading the application with a session',
    file: 'electron/main.js',
    expected: {},
    either: { 'no-hash-in-url': [4] },
    code: `\
const { BrowserWindow } = require('electron');
function open(hash) {
  const win = new BrowserWindow();
  win.loadURL(\`https://saas.navixy.com/pro/demo/?session_key=\${hash}\`);
}`,
  },
];
