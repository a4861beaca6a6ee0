import type { Kind } from './kind.ts';

/** Storage of browsers. */
export const STORAGE: readonly Kind[] = [
  {
    name: 'GM.setValue',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
GM.setValue('k', navixyApiKey);`,
  },
  {
    name: 'GM_setValue',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
GM_setValue('k', navixyApiKey);`,
  },
  {
    name: 'chrome sync',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
chrome.storage.sync.set({ navixyApiKey });`,
  },
  {
    name: 'chrome local',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
browser.storage.local.set({ key: navixyApiKey });`,
  },
  {
    name: 'db.add',
    reports: ['no-hash-in-storage 2: navixyApiKey'],
    code: `\
const db = await openDB('x');
await db.add('keys', { navixyApiKey });`,
  },
  {
    name: 'objectStore.add',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
objectStore.add({ id: 1, key: navixyApiKey });`,
  },
  {
    name: 'objectStore chain',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
db.transaction('keys', 'readwrite').objectStore('keys').add({ key: navixyApiKey });`,
  },
  {
    name: 'kv.add',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
kv.add('k', navixyApiKey);`,
  },
  {
    name: 'store.put',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
tx.store.put(navixyApiKey, 'k');`,
  },
  {
    name: 'cookie',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
Cookies.set('navixy', navixyApiKey);`,
  },
  {
    name: 'document cookie',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
document.cookie = \`k=\${navixyApiKey}\`;`,
  },
  {
    name: 'localStorage bracket',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
localStorage['k'] = navixyApiKey;`,
  },
  {
    name: 'localStorage setItem',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
window.localStorage.setItem('navixy', JSON.stringify({ apiKey: navixyApiKey }));`,
  },
  {
    name: 'setMany',
    reports: ['no-hash-in-storage 2: navixyApiKey'],
    code: `\
import { setMany } from 'idb-keyval';
setMany([['k', navixyApiKey]]);`,
  },
  {
    name: 'pinia persisted nothing',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
await Preferences.set({ key: 'navixy', value: navixyApiKey });`,
  },
  {
    name: 'wrapper',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
storage.set('navixy', navixyApiKey);`,
  },
  {
    name: 'cookieStore',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
cookieStore.set({ name: 'k', value: navixyApiKey });`,
  },
  {
    name: 'res.cookie',
    reports: ['no-hash-in-storage 1: navixyApiKey'],
    code: `\
res.cookie('navixy', navixyApiKey, { httpOnly: true });`,
  },
  {
    name: 'server keystore',
    reports: [],
    code: `\
vault.write('secret/navixy', navixyApiKey);
keytar.setPassword('navixy', 'x', navixyApiKey);
SecureStore.setItemAsync('k', navixyApiKey);`,
  },
  {
    name: 'map set',
    reports: [],
    code: `\
const cache = new Map();
cache.set('navixy', { region: 'eu' });
set.add(1);`,
  },
  {
    name: 'storage removal',
    reports: [],
    code: `\
localStorage.removeItem('navixyApiKey');
localStorage.setItem('navixyApiKey', '');
localStorage.setItem('hasNavixyKey', 'true');
localStorage.setItem('navixyKeyVersion', v);
localStorage.setItem('navixy_session_key', hash);`,
  },
  {
    name: 'storage masked',
    reports: [],
    code: `\
localStorage.setItem('navixyApiKey', mask(key));
chrome.storage.local.set({ navixyRegion: region, navixyUser: user });`,
  },
  {
    name: 'custom fetch wrapper',
    reports: ['valid-authorization-header 3: Bearer '],
    code: `\
async function navixyFetch(path, init = {}) {
  const headers = new Headers(init.headers);
  headers.set('Authorization', \`Bearer \${hash}\`);
  return fetch(\`https://api.eu.navixy.com/v2/\${path}\`, { ...init, headers });
}`,
  },
];
