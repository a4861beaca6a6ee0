import type { Kind } from './kind.ts';

/** Names that identify a value. */
export const ENVIRONMENT: readonly Kind[] = [
  {
    name: 'env tail tz',
    reports: ['no-public-env-hash 1: VITE_NAVIXY_SESSION_KEY_TZ'],
    code: `\
const k = import.meta.env.VITE_NAVIXY_SESSION_KEY_TZ;`,
  },
  {
    name: 'env tail zm',
    reports: ['no-hash-in-log 1: process.env.NAVIXY_HASH_ZM'],
    code: `\
console.log(process.env.NAVIXY_HASH_ZM);`,
  },
  {
    name: 'env tail acme',
    reports: ['no-hash-in-log 1: process.env.NAVIXY_API_KEY_ACME_LOGISTICS'],
    code: `\
console.log(process.env.NAVIXY_API_KEY_ACME_LOGISTICS);`,
  },
  {
    name: 'env url',
    reports: [],
    code: `\
console.log(
  process.env.NAVIXY_HASH_URL,
  process.env.NAVIXY_API_KEY_HEADER,
  process.env.NAVIXY_KEY_VERSION,
  process.env.NAVIXY_SESSION_TIMEOUT,
  process.env.NAVIXY_TOKEN_ENABLED,
  process.env.NAVIXY_KEY_NAME,
  process.env.NAVIXY_SESSION_TTL,
  process.env.NAVIXY_KEY_ID,
  process.env.NAVIXY_SESSION_COUNT,
  process.env.NAVIXY_HASH_EXPIRES_AT,
  process.env.NAVIXY_KEY_FILE,
  process.env.NAVIXY_KEY_PATH,
  process.env.NAVIXY_API_KEY_TITLE,
  process.env.NAVIXY_API_KEY_REGION_HOST,
);`,
  },
  {
    name: 'env tail more',
    reports: ['no-hash-in-log 1: config.navixyHashZm'],
    code: `\
console.log(config.navixyHashZm);`,
  },
  {
    name: 'env computed',
    reports: ['no-hash-in-log 1: process.env[`NAVIXY_HASH_${region}`]'],
    code: `\
console.log(process.env[\`NAVIXY_HASH_\${region}\`]);`,
  },
  {
    name: 'env computed sum',
    reports: ["no-hash-in-log 1: process.env['NAVIXY_API_KEY_' + customer.toUpperCase()]"],
    code: `\
console.log('using', process.env['NAVIXY_API_KEY_' + customer.toUpperCase()]);`,
  },
  {
    name: 'public computed',
    reports: ['no-public-env-hash 1: `VITE_NAVIXY_KEY_${region}`'],
    code: `\
const k = import.meta.env[\`VITE_NAVIXY_KEY_\${region}\`];`,
  },
  {
    name: 'env collection',
    reports: ['no-hash-in-log 2: NAVIXY_KEYS[region]'],
    code: `\
const NAVIXY_KEYS = { eu: process.env.A, us: process.env.B };
console.log(NAVIXY_KEYS[region]);`,
  },
  {
    name: 'next public',
    reports: ['no-public-env-hash 1: NEXT_PUBLIC_NAVIXY_API_KEY_DEALER'],
    code: `\
export const key = process.env.NEXT_PUBLIC_NAVIXY_API_KEY_DEALER;`,
  },
  {
    name: 'public url',
    reports: [],
    code: `\
export const u = process.env.NEXT_PUBLIC_NAVIXY_API_URL;
const b = import.meta.env.VITE_NAVIXY_KEY_PREFIX;`,
  },
  {
    name: 'destructured',
    reports: ['no-public-env-hash 1: VITE_NAVIXY_HASH_KE'],
    code: `\
const { VITE_NAVIXY_HASH_KE } = import.meta.env;`,
  },
  {
    name: 'config getter',
    reports: ["no-hash-in-log 1: config.get('navixy.apiKey')"],
    code: `\
console.log('key', config.get('navixy.apiKey'));`,
  },
  {
    name: 'deno',
    reports: ["no-hash-in-log 1: Deno.env.get('NAVIXY_HASH')"],
    code: `\
console.log(Deno.env.get('NAVIXY_HASH'));`,
  },
  {
    name: 'console level',
    reports: ['no-hash-in-log 1: process.env.NAVIXY_API_KEY'],
    code: `\
console[level](\`navixy \${process.env.NAVIXY_API_KEY}\`);`,
  },
  {
    name: 'i18n',
    reports: [],
    code: `\
console.log(
  t('navixy.apiKey'),
  i18n.get('navixy.api_key.title'),
  document.getElementById('navixyApiKey'),
  formGroup.get('navixyApiKeyLabel'),
);`,
  },
  {
    name: 'camel names',
    reports: [],
    code: `\
console.log(
  navixyHashInput,
  navixyKeyCount,
  navixyTokenLabel,
  navixyApiKeyId,
  navixyKeyStore,
  navixySessionManager,
  NAVIXY_KEY_CHANGED,
  NAVIXY_SESSION_STARTED,
);`,
  },
];
