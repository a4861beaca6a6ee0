import rule from '../../rules/no-public-env-hash.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const API = 'https://api.eu.navixy.com/v2';
const one = (name: string, code: string, extra: Partial<InvalidCase> = {}): InvalidCase => ({
  name: `${name}: ${code.slice(0, 60)}`,
  code,
  errors: [{ messageId: 'publicEnvHash', data: { name } }],
  ...extra,
});

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'a private variable', code: 'const key = process.env.NAVIXY_API_KEY;' },
  { name: 'the address', code: 'const url = import.meta.env.VITE_NAVIXY_API_URL;' },
  { name: 'another public key', code: 'const key = import.meta.env.VITE_MAPS_API_KEY; // navixy' },
  { name: 'a key of unknown use', code: 'const key = import.meta.env.VITE_API_KEY; // navixy' },
  { name: 'whether there is one', code: 'const has = import.meta.env.VITE_HAS_NAVIXY_HASH;' },
  { name: 'something of the kind elsewhere', code: 'const key = settings.VITE_NAVIXY_HASH;' },
  { name: 'a private Svelte variable', code: "import { NAVIXY_HASH } from '$env/static/private';" },
  { name: 'a computed name', code: 'const key = process.env[`NEXT_PUBLIC_NAVIXY_${name}`];' },
];

const invalid: InvalidCase[] = [
  one('VITE_NAVIXY_HASH', 'const key = import.meta.env.«VITE_NAVIXY_HASH»;'),
  one('NEXT_PUBLIC_NAVIXY_API_KEY', 'const key = process.env.«NEXT_PUBLIC_NAVIXY_API_KEY»;'),
  one('REACT_APP_NAVIXY_HASH', 'const key = process.env.«REACT_APP_NAVIXY_HASH» || other;'),
  one('EXPO_PUBLIC_NAVIXY_KEY', "const key = process.env[«'EXPO_PUBLIC_NAVIXY_KEY'»];"),
  one('NUXT_PUBLIC_NAVIXY_HASH', 'const key = process.env.«NUXT_PUBLIC_NAVIXY_HASH»;'),
  one('PUBLIC_NAVIXY_HASH', 'const key = import.meta.env.«PUBLIC_NAVIXY_HASH»;'),
  one('GATSBY_NAVIXY_TOKEN', 'const key = process.env.«GATSBY_NAVIXY_TOKEN»;'),
  one('VUE_APP_NAVIXY_SESSION_KEY', 'const key = process.env.«VUE_APP_NAVIXY_SESSION_KEY»;'),
  one('NG_APP_NAVIXY_HASH', 'const key = import.meta.env.«NG_APP_NAVIXY_HASH»;', {
    options: [{ prefixes: ['NG_APP_'] }],
  }),
  one('VITE_NAVIXY_HASH', 'const { «VITE_NAVIXY_HASH»: key } = import.meta.env;'),
  one('PUBLIC_NAVIXY_HASH', "import { «PUBLIC_NAVIXY_HASH» } from '$env/static/public';"),
  one('PUBLIC_NAVIXY_HASH', "import { env } from '$env/dynamic/public';\nuse(env.«PUBLIC_NAVIXY_HASH»);"),
  one('navixyHash', 'const key = useRuntimeConfig().public.«navixyHash»;'),
  one('VITE_FLEET_KEY', 'const key = import.meta.env.«VITE_FLEET_KEY»; // navixy', {
    settings: { navixy: { names: ['FLEET_KEY'] } },
  }),
  one(
    'VITE_API_KEY',
    `const key = import.meta.env.«VITE_API_KEY»;\nfetch('${API}/x', { headers: { Authorization: \`NVX \${key}\` } });`,
  ),
  one('VITE_TOKEN', `axios.post('${API}/tracker/list', { hash: import.meta.env.«VITE_TOKEN» });`),
  one('VITE_NAVIXY_HASH', 'use(import.meta.env.«VITE_NAVIXY_HASH»); use(import.meta.env.VITE_NAVIXY_HASH);'),
  one('VITE_NAVIXY_HASH', 'const key = import.meta.env.«VITE_NAVIXY_HASH» as string;', { ts: true }),
];

runRule(rule as never, valid, invalid);
