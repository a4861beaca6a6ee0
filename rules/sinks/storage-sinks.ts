/** Finds the calls that store values on a visitor's device, and the words for the rule's quick filter. */
import { anyOf } from '../platform/any-of.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { keyText } from '../analysis/key-names.ts';
import { type Call, type Node, chainNames, propertyName, unwrap } from '../syntax/ast.ts';
import { anyWord } from '../platform/quick-filter.ts';
import type { Tracer } from '../analysis/tracer.ts';

/** A write to a store. */
export interface StorageWrite {
  readonly values: readonly Node[];
  /** For messages: `localStorage`, `a cookie`. */
  readonly storage: string;
  /** The key of the values, if known. */
  readonly key?: string | undefined;
}

interface CallContext {
  /** The member chain before the method. */
  readonly owners: readonly string[];
  readonly call: Call;
  readonly analysis: Analysis;
}

/** One kind of write. */
interface StorageSink {
  /** Last names of the calls; a file with such a write contains one of them. */
  readonly methods: readonly string[];
  /** Whether a call is a write, by the owner of the method. */
  matches(called: CallContext): boolean;
  /** Which arguments are stored: the one after the key, all but the key, or all. */
  readonly stores: 'all' | 'rest' | 'second';
  storage(called: CallContext): string;
}

const WEB_STORAGE = /^(?:localStorage|sessionStorage)$/;
/** Wrappers of browser storage, localforage, React Native's AsyncStorage; no keychains or encrypted stores. */
const ITEM_STORAGE = anyOf(String.raw`
  localforage localForage AsyncStorage [sS]torage
  [a-z]*(?:[lL]ocal|[sS]ession|[bB]rowser|[wW]eb)Storage(?:Service)? lscache lockr store2 Preferences
  StorageService storageService \$(?:local|session)Storage LocalStorage SessionStorage storejs Lockr`);
const COOKIES = anyOf(String.raw`
  cookies? Cookies? jsCookie JsCookie cookieStore CookieService cookieService nookies universalCookie \$cookies
  VueCookies docCookies CookieManager`);
const EXTENSION_AREA = /^(?:local|sync|session|managed)$/;
const DATABASE = /^(?:db|idb|database|store|objectStore|cache|kv|indexedDb|indexedDB|dexie|table)$|(?:Db|DB|Store)$/;
/** State managers and `electron-store` are also called `store`; for these only `put` and `add` count. */
const KEY_VALUE = /^(?:kv|idb|idbKeyval|keyval|idbKeyVal|kvStore|localdb|simpleStorage|lscache|store2|storejs)$/;

/** Packages that store values unencrypted; no keychains or encrypted stores. */
const STORE_MODULE = /^(?:electron-store|conf|configstore|react-native-mmkv|node-localstorage|localstorage-slim)$/;

const SINKS: readonly StorageSink[] = [
  {
    methods: ['setItem'],
    matches: ({ owners }) => WEB_STORAGE.test(owners.at(-1) ?? '') || ITEM_STORAGE.test(owners.at(-1) ?? ''),
    stores: 'rest',
    storage: ({ owners }) => `\`${owners.at(-1)}\``,
  },
  {
    methods: ['set'],
    matches: ({ owners }) => owners.at(-2) === 'storage' && EXTENSION_AREA.test(owners.at(-1) ?? ''),
    stores: 'all',
    storage: ({ owners }) => `\`${owners.join('.')}\``,
  },
  {
    methods: ['set', 'put', 'add', 'setCookie', 'setItem'],
    matches: ({ owners }) => COOKIES.test(owners.at(-1) ?? ''),
    stores: 'second',
    storage: () => 'a cookie',
  },
  {
    methods: ['cookie', 'setCookie', 'set_cookie'],
    matches: ({ call }) => call.arguments.length > 1,
    stores: 'second',
    storage: () => 'a cookie',
  },
  { methods: ['GM_setValue'], matches: () => true, stores: 'rest', storage: () => '`GM_setValue`' },
  { methods: ['GM_setValues'], matches: () => true, stores: 'all', storage: () => '`GM_setValues`' },
  {
    methods: ['setValue'],
    matches: ({ owners }) => owners.at(-1) === 'GM',
    stores: 'rest',
    storage: () => '`GM.setValue`',
  },
  {
    methods: ['setValues'],
    matches: ({ owners }) => owners.at(-1) === 'GM',
    stores: 'all',
    storage: () => '`GM.setValues`',
  },
  {
    methods: ['put', 'add', 'bulkPut', 'bulkAdd'],
    matches: ({ owners }) => owners.some((name) => DATABASE.test(name)),
    stores: 'all',
    storage: () => 'IndexedDB',
  },
  { methods: ['set', 'setMany'], matches: isFromIdb, stores: 'all', storage: () => 'IndexedDB' },
  {
    methods: ['multiSet', 'multiMerge', 'setItems'],
    matches: ({ owners }) => ITEM_STORAGE.test(owners.at(-1) ?? ''),
    stores: 'all',
    storage: ({ owners }) => `\`${owners.at(-1)}\``,
  },
  {
    methods: ['set', 'setItem'],
    matches: isOfFileStore,
    stores: 'rest',
    storage: ({ owners }) => `\`${owners.at(-1)}\``,
  },
  {
    methods: ['set', 'setItem', 'add', 'put'],
    matches: ({ owners }) => KEY_VALUE.test(owners.at(-1) ?? ''),
    stores: 'rest',
    storage: ({ owners }) => `\`${owners.at(-1)}\``,
  },
  {
    methods: ['useLocalStorage', 'useSessionStorage', 'useLocalStorageState', 'useSessionStorageState', 'useStorage'],
    matches: () => true,
    stores: 'second',
    storage: ({ call }) =>
      chainNames(call.callee).at(-1)?.includes('Session') ? '`sessionStorage`' : '`localStorage`',
  },
  {
    methods: ['set', 'save', 'store'],
    matches: ({ owners }) => WEB_STORAGE.test(owners.at(-1) ?? '') || ITEM_STORAGE.test(owners.at(-1) ?? ''),
    stores: 'rest',
    storage: ({ owners }) => `\`${owners.at(-1)}\``,
  },
];

/** Members whose assignment is a write, with their owners. */
const COOKIE_MEMBER = 'cookie';
const WEB_STORAGES = ['localStorage', 'sessionStorage', '$localStorage', '$sessionStorage'];

/** Whether a file may write to any store. */
export const mayStore = anyWord(new Set([...SINKS.flatMap(({ methods }) => methods), COOKIE_MEMBER, ...WEB_STORAGES]));

/** @returns every write of the file to browser storage or similar */
export function findStorageWrites(analysis: Analysis): StorageWrite[] {
  return [...analysis.index.calls.flatMap((call) => readCall(call, analysis)), ...findAssignments(analysis)];
}

const BY_METHOD = new Map<string, StorageSink[]>();
for (const sink of SINKS)
  for (const method of sink.methods) BY_METHOD.set(method, [...(BY_METHOD.get(method) ?? []), sink]);

function readCall(call: Call, analysis: Analysis): StorageWrite[] {
  if (call.type !== 'CallExpression') return [];
  const names = chainNames(call.callee);
  const called = { owners: names.slice(0, -1), call, analysis };
  const sink = BY_METHOD.get(names.at(-1) ?? '')?.find((one) => one.matches(called));
  if (!sink) return [];
  const [first] = call.arguments;
  const key =
    call.arguments.length > 1 && first && first.type !== 'SpreadElement' ? keyText(first, analysis.tracer) : undefined;
  return [{ values: storedBy(call, sink.stores), storage: sink.storage(called), key }];
}

/** `cookieStore.set({ name, value })`, `kv.add(record)`: without a key, the only argument is stored. */
function storedBy({ arguments: given }: Call, keeps: StorageSink['stores']): readonly Node[] {
  if (keeps === 'all' || given.length < 2) return given;
  return keeps === 'rest' ? given.slice(1) : given.slice(1, 2);
}

/** `import { set } from 'idb-keyval'` */
function isFromIdb({ call, analysis: { tracer } }: CallContext): boolean {
  const callee = unwrap(call.callee);
  const root = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee;
  return moduleOf(root, tracer) === 'idb-keyval';
}

/** `new Store().set('key', value)` of a package that stores plain files on the user's machine. */
function isOfFileStore({ call, analysis: { tracer } }: CallContext): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  return tracer
    .sources(callee.object)
    .some((source) => source.type === 'NewExpression' && STORE_MODULE.test(moduleOf(source.callee, tracer) ?? ''));
}

/** @returns the module that a name is imported from */
function moduleOf(name: Node, tracer: Tracer): string | undefined {
  const definition = tracer.variableOf(name)?.defs[0];
  const source = (definition?.parent as { source?: { value?: unknown } } | null | undefined)?.source?.value;
  return typeof source === 'string' ? source : undefined;
}

/** `localStorage.key = k`, `document.cookie = …` */
function findAssignments({ index }: Analysis): StorageWrite[] {
  return index.memberAssignments.flatMap((write) => {
    const left = unwrap(write.left);
    if (left.type !== 'MemberExpression') return [];
    const names = chainNames(left.object);
    const owner = names.at(-1) ?? '';
    if (propertyName(left) === COOKIE_MEMBER && owner === 'document')
      return [{ values: [write.right], storage: 'a cookie' }];
    return WEB_STORAGES.includes(owner)
      ? [{ values: [write.right], storage: `\`${owner}\``, key: propertyName(left) }]
      : [];
  });
}
