import type { Analysis } from './analysis.ts';
import { type Call, type Node, chainNames, propertyName, unwrap } from './ast.ts';

/** A write to something that keeps values on the device of whoever visits a page. */
export interface StorageWrite {
  readonly values: readonly Node[];
  /** For people: `localStorage`, `a cookie`. */
  readonly storage: string;
}

const WEB_STORAGE = /^(?:localStorage|sessionStorage)$/;
/** Wrappers with `setItem(key, value)`: localforage, React Native's AsyncStorage. Keychains and encrypted stores are left out. */
const ITEM_STORAGE = /^(?:localforage|localForage|AsyncStorage|storage|Storage|browserStorage)$/;
const COOKIES = /^(?:cookies?|Cookies?|jsCookie|JsCookie|cookieStore|CookieService|cookieService|nookies|universalCookie|\$cookies|VueCookies)$/;
const EXTENSION_STORAGE = /^(?:chrome|browser)\.storage\.(?:local|sync|session)\.set$/;
const DATABASE = /^(?:db|idb|database|store|objectStore|cache|kv|indexedDb|indexedDB|dexie|table)$|(?:Db|DB|Store)$/;

/** @returns every write of the file to storage of a browser or the like */
export function findStorageWrites(analysis: Analysis): StorageWrite[] {
  return [...analysis.index.calls.flatMap((call) => readCall(call, analysis)), ...findAssignments(analysis)];
}

function readCall(call: Call, analysis: Analysis): StorageWrite[] {
  if (call.type !== 'CallExpression') return [];
  const names = chainNames(call.callee);
  const last = names.at(-1) ?? '';
  const owner = names.at(-2) ?? '';
  const rest = call.arguments.slice(1);
  if (last === 'setItem') {
    if (WEB_STORAGE.test(owner)) return [{ values: rest, storage: `\`${owner}\`` }];
    if (ITEM_STORAGE.test(owner)) return [{ values: rest, storage: `\`${owner}\`` }];
    return [];
  }
  if (EXTENSION_STORAGE.test(names.join('.'))) return [{ values: call.arguments, storage: `\`${names.slice(0, -1).join('.')}\`` }];
  if ((last === 'set' || last === 'put') && COOKIES.test(owner)) return [{ values: rest.length > 0 ? rest.slice(0, 1) : call.arguments, storage: 'a cookie' }];
  if (/^(?:cookie|setCookie)$/.test(last) && rest.length > 0) return [{ values: rest.slice(0, 1), storage: 'a cookie' }];
  if (last === 'GM_setValue' || /^GM\.setValue$/.test(names.join('.'))) return [{ values: rest, storage: '`GM_setValue`' }];
  if ((last === 'put' || last === 'add') && DATABASE.test(owner)) return [{ values: call.arguments, storage: 'IndexedDB' }];
  if (last === 'set' && isFromIdb(call, analysis)) return [{ values: rest, storage: 'IndexedDB' }];
  if (/^use(?:Local|Session)Storage$/.test(last)) return [{ values: rest.slice(0, 1), storage: last === 'useLocalStorage' ? '`localStorage`' : '`sessionStorage`' }];
  return [];
}

/** `import { set } from 'idb-keyval'` */
function isFromIdb(call: Call, { tracer }: Analysis): boolean {
  const callee = unwrap(call.callee);
  const root = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee;
  const definition = tracer.variableOf(root)?.defs[0];
  const source = (definition?.parent as { source?: { value?: unknown } } | null | undefined)?.source?.value;
  return source === 'idb-keyval';
}

/** `localStorage.key = k`, `document.cookie = …` */
function findAssignments({ index }: Analysis): StorageWrite[] {
  return index.memberAssignments.flatMap((write) => {
    const left = unwrap(write.left);
    if (left.type !== 'MemberExpression') return [];
    const names = chainNames(left.object);
    if (propertyName(left) === 'cookie' && names.at(-1) === 'document') return [{ values: [write.right], storage: 'a cookie' }];
    const owner = names.at(-1) ?? '';
    return WEB_STORAGE.test(owner) ? [{ values: [write.right], storage: `\`${owner}\`` }] : [];
  });
}
