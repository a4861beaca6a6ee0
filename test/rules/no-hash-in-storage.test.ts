import rule from '../../rules/no-hash-in-storage.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const API = 'https://api.eu.navixy.com/v2';
const kept = (storage: string) => ({ messageId: 'keyInStorage', data: { storage } });
const one = (name: string, storage: string, code: string, extra: Partial<InvalidCase> = {}): InvalidCase => ({
  name,
  code,
  errors: [kept(storage)],
  ...extra,
});
const LOCAL = '`localStorage`';

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  {
    name: 'the session of whoever logged in',
    code: `const { hash } = await (await fetch('${API}/user/auth', init)).json();\nlocalStorage.setItem('hash', hash);`,
  },
  { name: 'a session by its name', code: "sessionStorage.setItem('s', navixySessionKey);" },
  {
    name: 'a hash of unknown kind',
    code: `export function keep(hash) {\n  localStorage.setItem('hash', hash);\n  return fetch('${API}/x', { headers: { Authorization: \`NVX \${hash}\` } });\n}`,
  },
  {
    name: 'something else',
    code: "localStorage.setItem('navixyTheme', theme); document.cookie = `lang=${lang}`; Cookies.set('a', b);",
  },
  { name: 'another API key', code: "localStorage.setItem('maps', googleApiKey); // navixy" },
  { name: 'whether there is one', code: "localStorage.setItem('hasKey', navixyApiKey ? 'yes' : 'no');" },
  { name: 'reading', code: "const navixyApiKey = localStorage.getItem('navixyApiKey');" },
  { name: 'a Map', code: "const map = new Map();\nmap.set('key', navixyApiKey);" },
  {
    name: 'an encrypted store',
    code: "SecureStore.setItemAsync('key', navixyApiKey); EncryptedStorage.setItem('key', navixyApiKey); Keychain.setGenericPassword('key', navixyApiKey);",
  },
  { name: 'the key as a name', code: "localStorage.setItem(navixyApiKey, 'x');" },
];

const invalid: InvalidCase[] = [
  one('localStorage', LOCAL, "localStorage.setItem('key', «navixyApiKey»);"),
  one('of the window', LOCAL, "window.localStorage.setItem('key', «navixyApiKey»);"),
  one('sessionStorage', '`sessionStorage`', "sessionStorage.setItem('key', «config.navixy.apiKey»);"),
  one('a property', LOCAL, 'localStorage.navixyKey = «process.env.NAVIXY_API_KEY»;'),
  one('a computed property', LOCAL, 'localStorage[name] = «navixyApiKey»;'),
  one(
    'from the environment',
    LOCAL,
    "const hash = import.meta.env.VITE_NAVIXY_HASH;\nlocalStorage.setItem('hash', «hash»);",
  ),
  one(
    'known by what sends it',
    LOCAL,
    `fetch('${API}/x', { headers: { Authorization: \`NVX \${apiKey}\` } });\nlocalStorage.setItem('key', «apiKey»);`,
  ),
  one('in JSON', LOCAL, "localStorage.setItem('settings', JSON.stringify({ theme, key: «navixyApiKey» }));"),
  one(
    'in an object',
    LOCAL,
    "const settings = { theme, key: navixyApiKey };\nlocalStorage.setItem('settings', JSON.stringify(«settings»));",
  ),
  one(
    'a new key',
    LOCAL,
    "const { value } = await call('api/key/create', { title });\nlocalStorage.setItem('key', «value.hash»);",
  ),
  one('a cookie', 'a cookie', 'document.cookie = `key=${«navixyApiKey»}; path=/`;'),
  one('a cookie by a sum', 'a cookie', "document.cookie = 'key=' + encodeURIComponent(«navixyApiKey»);"),
  one('js-cookie', 'a cookie', "Cookies.set('key', «navixyApiKey», { expires: 7 });"),
  one('cookie store', 'a cookie', "cookieStore.set({ name: 'key', value: «navixyApiKey» });"),
  one('a cookie from the server', 'a cookie', "res.cookie('key', «process.env.NAVIXY_API_KEY»);"),
  one('localforage', '`localforage`', "localforage.setItem('key', «navixyApiKey»);"),
  one('React Native', '`AsyncStorage`', "await AsyncStorage.setItem('key', «navixyApiKey»);"),
  one('idb-keyval', 'IndexedDB', "import { set } from 'idb-keyval';\nset('key', «navixyApiKey»);"),
  one('idb', 'IndexedDB', "db.put('settings', { key: «navixyApiKey» });"),
  one('an extension', '`chrome.storage.local`', 'chrome.storage.local.set({ key: «navixyApiKey» });'),
  one('a user script', '`GM_setValue`', "GM_setValue('key', «navixyApiKey»);"),
  one('a hook', LOCAL, "const [key] = useLocalStorage('key', «navixyApiKey»);"),
  one('a cast', LOCAL, "localStorage.setItem('key', «navixyApiKey as string»);", { ts: true }),
];

// A report marks the expression inside of a cast.
runRule(
  rule as never,
  valid,
  invalid.map((one) => ({ ...one, code: one.code.replace('«navixyApiKey as string»', '«navixyApiKey» as string') })),
);
