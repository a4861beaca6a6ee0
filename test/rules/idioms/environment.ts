import type { Idiom } from './idiom.ts';

/** Environment variables. */
export const ENVIRONMENT: readonly Idiom[] = [
  {
    name: 'Vite hash',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
export const hash = import.meta.env.VITE_NAVIXY_HASH;`,
  },
  {
    name: 'Vite session key of a country',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const sessionKey = import.meta.env.VITE_NAVIXY_SESSION_KEY_MX;
start('https://api.us.navixy.com/v2', sessionKey);`,
  },
  {
    name: 'Vite key of a customer',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const keys = { acme: import.meta.env.VITE_NAVIXY_API_KEY_ACME };
export default keys;`,
  },
  {
    name: 'Next key',
    file: 'src/e.tsx',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const key = process.env.NEXT_PUBLIC_NAVIXY_API_KEY;
export const Page = () => <Fleet apiKey={key} />;`,
  },
  {
    name: 'Next hash with a head',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
export const config = { hash: process.env.NEXT_PUBLIC_ACME_NAVIXY_HASH };`,
  },
  {
    name: 'React app',
    file: 'src/e.js',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const NAVIXY_HASH = process.env.REACT_APP_NAVIXY_HASH;`,
  },
  {
    name: 'React app destructured',
    file: 'src/e.js',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const { REACT_APP_NAVIXY_SESSION_HASH } = process.env;`,
  },
  {
    name: 'Expo',
    file: 'app/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
export const apiKey = process.env.EXPO_PUBLIC_NAVIXY_API_KEY ?? '';`,
  },
  {
    name: 'Nuxt public config',
    file: 'nuxt.config.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
export default defineNuxtConfig({ runtimeConfig: { public: { navixyHash: process.env.NUXT_PUBLIC_NAVIXY_HASH } } });`,
  },
  {
    name: 'SvelteKit public',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
import { PUBLIC_NAVIXY_HASH } from '$env/static/public';
export const list = () => call('tracker/list', PUBLIC_NAVIXY_HASH);`,
  },
  {
    name: 'Gatsby',
    file: 'src/e.js',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const key = process.env.GATSBY_NAVIXY_KEY;`,
  },
  {
    name: 'Vue CLI',
    file: 'src/e.vue',
    expected: { 'no-public-env-hash': [2] },
    code: `\
<script>
export default { data: () => ({ hash: process.env.VUE_APP_NAVIXY_HASH }) };
</script>
<template><div /></template>`,
  },
  {
    name: 'Astro',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const hash = import.meta.env.PUBLIC_NAVIXY_API_HASH;
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } });`,
  },
  {
    name: 'destructured with a default',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const { VITE_NAVIXY_TOKEN = '' } = import.meta.env;`,
  },
  {
    name: 'element access',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const k = import.meta.env['VITE_NAVIXY_API_KEY'];`,
  },
  {
    name: 'generic name used as the header',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const key = import.meta.env.VITE_API_KEY;
fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { Authorization: \`NVX \${key}\` } });`,
  },
  {
    name: 'zod schema of public variables',
    file: 'src/env.ts',
    expected: {},
    either: { 'no-public-env-hash': [2] },
    code: `\
import { z } from 'zod';
export const env = z.object({ VITE_NAVIXY_HASH: z.string().length(32) }).parse(import.meta.env);`,
  },
  {
    name: 'panel session in public',
    file: 'src/e.ts',
    expected: { 'no-public-env-hash': [1] },
    code: `\
const panel = process.env.NEXT_PUBLIC_NAVIXY_PANEL_HASH;`,
  },
  {
    name: 'address in public',
    file: 'src/e.ts',
    expected: {},
    code: `\
export const base = import.meta.env.VITE_NAVIXY_API_URL;`,
  },
  {
    name: 'region and map key in public',
    file: 'src/e.ts',
    expected: {},
    code: `\
const region = process.env.NEXT_PUBLIC_NAVIXY_REGION;
const mapKey = process.env.NEXT_PUBLIC_GOOGLE_MAPS_API_KEY;`,
  },
  {
    name: 'private key on the server',
    file: 'src/e.ts',
    expected: {},
    code: `\
export const navixyKey = process.env.NAVIXY_API_KEY;`,
  },
  {
    name: 'SvelteKit private',
    file: 'src/e.server.ts',
    expected: {},
    code: `\
import { NAVIXY_HASH } from '$env/static/private';
export const header = { Authorization: \`NVX \${NAVIXY_HASH}\` };`,
  },
  {
    name: 'timeout and flag in public',
    file: 'src/e.ts',
    expected: {},
    code: `\
export const timeout = Number(import.meta.env.VITE_NAVIXY_TIMEOUT ?? 5000);
export const on = import.meta.env.VITE_NAVIXY_ENABLED === 'true';`,
  },
  {
    name: 'build hash in public',
    file: 'src/e.ts',
    expected: {},
    code: `\
export const build = import.meta.env.VITE_BUILD_HASH;`,
  },
  {
    name: 'envalid on the server',
    file: 'server/env.ts',
    expected: {},
    code: `\
import { cleanEnv, str, url } from 'envalid';
export const env = cleanEnv(process.env, { NAVIXY_HASH: str(),
  NAVIXY_API_URL: url({ default: 'https://api.eu.navixy.com/v2' }) });`,
  },
  {
    name: 'convict on the server',
    file: 'server/config.js',
    expected: {},
    code: `\
const convict = require('convict');
module.exports = convict({
  navixy: {
    hash: { doc: 'API key', format: String, default: '', env: 'NAVIXY_HASH', sensitive: true },
    url: { format: 'url', default: 'https://api.us.navixy.com/v2', env: 'NAVIXY_API_URL' },
  },
});`,
  },
  {
    name: 'zod on the server',
    file: 'server/env.ts',
    expected: {},
    code: `\
import 'dotenv/config';
import { z } from 'zod';
const schema = z.object({ NAVIXY_API_KEY: z.string().regex(/^[0-9a-f]{32}$/),
  PORT: z.coerce.number().default(3000) });
export const env = schema.parse(process.env);`,
  },
  {
    name: 'destructured with defaults on the server',
    file: 'server/env.js',
    expected: {},
    code: `\
const { NAVIXY_HASH = '', NAVIXY_BASE_URL = 'https://api.eu.navixy.com/v2', PORT = 3000 } = process.env;
module.exports = { NAVIXY_HASH, NAVIXY_BASE_URL, PORT };`,
  },
];
