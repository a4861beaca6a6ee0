import type { Idiom } from './idiom.ts';

/** Addresses that carry a hash, part 2. */
export const URLS_2: readonly Idiom[] = [
  {
    name: 'query-string stringifyUrl',
    file: 'src/q.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
import queryString from 'query-string';
export const link = (hash: string) =>
  queryString.stringifyUrl({ url: 'https://api.eu.navixy.com/v2/track/download', query: { hash, format: 'kml' } });`,
  },
  {
    name: 'querystring of node',
    file: 'src/q.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const querystring = require('node:querystring');
const q = querystring.stringify({ hash: process.env.NAVIXY_HASH, report_id: 5 });
fetch('https://api.eu.navixy.com/v2/report/tracker/retrieve?' + q);`,
  },
  {
    name: 'join of pairs',
    file: 'src/q.js',
    expected: { 'no-hash-in-url': [1] },
    code: `\
const parts = ['hash=' + process.env.NAVIXY_HASH, 'tracker_id=5'];
fetch('https://api.us.navixy.com/v2/tracker/get_state?' + parts.join('&'));`,
  },
  {
    name: 'Angular HttpParams set',
    file: 'app/trackers.service.ts',
    expected: { 'no-hash-in-url': [5] },
    code: `\
import { HttpClient, HttpParams } from '@angular/common/http';
export class TrackersService {
  constructor(private http: HttpClient) {}
  list(hash: string) {
    const params = new HttpParams().set('hash', hash);
    return this.http.get('https://api.eu.navixy.com/v2/tracker/list', { params });
  }
}`,
  },
  {
    name: 'Angular params object',
    file: 'app/zones.service.ts',
    expected: { 'no-hash-in-url': [6] },
    code: `\
import { HttpClient } from '@angular/common/http';
export class ZonesService {
  private readonly base = 'https://api.us.navixy.com/v2';
  constructor(private readonly http: HttpClient, private readonly session: { hash: string }) {}
  zones() {
    return this.http.get(\`\${this.base}/zone/list\`, { params: { hash: this.session.hash } });
  }
}`,
  },
  {
    name: 'Angular interceptor with setParams',
    file: 'app/navixy.interceptor.ts',
    expected: { 'no-hash-in-url': [5] },
    code: `\
import { HttpInterceptorFn } from '@angular/common/http';
import { environment } from '../environments/environment';
export const navixyInterceptor: HttpInterceptorFn = (req, next) =>
  req.url.startsWith('https://api.eu.navixy.com/v2')
    ? next(req.clone({ setParams: { hash: environment.navixyHash } }))
    : next(req);`,
  },
  {
    name: 'RTK Query endpoint with params',
    file: 'src/store/navixy.ts',
    expected: { 'no-hash-in-url': [7] },
    code: `\
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
export const navixyApi = createApi({
  reducerPath: 'navixy',
  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.eu.navixy.com/v2/' }),
  endpoints: (build) => ({
    trackers: build.query<unknown, string>({
      query: (hash) => ({ url: 'tracker/list', params: { hash } }),
    }),
  }),
});`,
  },
  {
    name: 'RTK Query endpoint with a string',
    file: 'src/store/navixy.ts',
    expected: { 'no-hash-in-url': [5] },
    code: `\
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
export const navixyApi = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: 'https://saas.navixy.com/api-v2/' }),
  endpoints: (build) => ({
    trackers: build.query({ query: ({ hash }) => \`tracker/list?hash=\${hash}\` }),
  }),
});`,
  },
  {
    name: 'TanStack Query function',
    file: 'src/hooks/useTrackers.ts',
    expected: { 'no-hash-in-url': [5] },
    code: `\
import { useQuery } from '@tanstack/react-query';
export const useTrackers = (hash: string) =>
  useQuery({
    queryKey: ['trackers'],
    queryFn: () => fetch(\`https://api.eu.navixy.com/v2/tracker/list?hash=\${hash}\`).then((r) => r.json()),
  });`,
  },
  {
    name: 'SWR with the address as the key',
    file: 'src/hooks/useTags.ts',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import useSWR from 'swr';
const fetcher = (u: string) => fetch(u).then((r) => r.json());
export function useTags(session: { hash: string } | null) {
  return useSWR(session ? \`https://api.eu.navixy.com/v2/tag/list?hash=\${session.hash}\` : null, fetcher);
}`,
  },
  {
    name: 'Nuxt useFetch with query',
    file: 'app/pages/fleet.vue',
    expected: { 'no-hash-in-url': [4] },
    code: `\
<script setup lang="ts">
const config = useRuntimeConfig();
const { data } = await useFetch('https://api.eu.navixy.com/v2/tracker/list', {
  query: { hash: config.navixyHash },
});
</script>
<template><pre>{{ data }}</pre></template>`,
  },
  {
    name: 'SvelteKit load',
    file: 'src/routes/fleet/+page.server.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
import { NAVIXY_HASH } from '$env/static/private';
export async function load({ fetch }) {
  const r = await fetch(\`https://api.eu.navixy.com/v2/tracker/list?hash=\${NAVIXY_HASH}\`);
  return { trackers: (await r.json()).list };
}`,
  },
  {
    name: 'Svelte component',
    file: 'src/lib/Fleet.svelte',
    expected: { 'no-hash-in-url': [3] },
    code: `\
<script>
  export let hash;
  const load = () => fetch('https://api.us.navixy.com/v2/tracker/list?hash=' + hash).then((r) => r.json());
</script>
<button on:click={load}>Load</button>`,
  },
  {
    name: 'Next route handler',
    file: 'app/api/trackers/route.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
export async function GET() {
  const url = new URL('/v2/tracker/list', 'https://api.eu.navixy.com');
  url.searchParams.set('hash', process.env.NAVIXY_API_KEY!);
  return fetch(url);
}`,
  },
  {
    name: 'download link in JSX',
    file: 'src/ReportLink.jsx',
    expected: { 'no-hash-in-url': [2] },
    code: `\
export function ReportLink({ hash, id }) {
  return <a href={\`https://api.eu.navixy.com/v2/report/tracker/download?hash=\${hash}&report_id=\${id}\`}>PDF</a>;
}`,
  },
  {
    name: 'image address in Vue script',
    file: 'src/Form.vue',
    expected: { 'no-hash-in-url': [5] },
    code: `\
<script>
export default {
  props: ['hash', 'task'],
  computed: {
    file() { return \`https://api.eu.navixy.com/v2/task/form/download?hash=\${this.hash}&task_id=\${this.task}\`; },
  },
};
</script>
<template><a :href="file">File</a></template>`,
  },
  {
    name: 'Express proxy that adds the hash',
    file: 'server/proxy.js',
    expected: { 'no-hash-in-url': [5] },
    code: `\
const { createProxyMiddleware } = require('http-proxy-middleware');
module.exports = createProxyMiddleware({
  target: 'https://api.eu.navixy.com',
  changeOrigin: true,
  pathRewrite: (path) => \`/v2\${path}?hash=\${process.env.NAVIXY_HASH}\`,
});`,
  },
  {
    name: 'Google Apps Script',
    file: 'apps-script/Code.gs.js',
    expected: { 'no-hash-in-url': [3] },
    code: `\
function trackers() {
  var key = PropertiesService.getScriptProperties().getProperty('NAVIXY_KEY');
  var r = UrlFetchApp.fetch('https://api.eu.navixy.com/v2/tracker/list?hash=' + key);
  return JSON.parse(r.getContentText()).list;
}`,
  },
  {
    name: 'React Native linking of a report',
    file: 'src/open.ts',
    expected: { 'no-hash-in-url': [3] },
    code: `\
import { Linking } from 'react-native';
export const openReport = (hash: string, id: number) =>
  Linking.openURL(\`https://saas.navixy.com/api-v2/report/tracker/download/?hash=\${hash}&report_id=\${id}\`);`,
  },
  {
    name: 'window.open of an export',
    file: 'src/export.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
export function exportZones(navixyHash) {
  window.open('https://saas.us.navixy.com/api-v2/zone/download?format=kml&hash=' + navixyHash, '_blank');
}`,
  },
  {
    name: 'class with a method that builds addresses',
    file: 'src/client.ts',
    expected: { 'no-hash-in-url': [5] },
    code: `\
export class NavixyClient {
  private readonly base = 'https://api.eu.navixy.com/v2';
  constructor(private readonly hash: string) {}
  private url(path: string, extra = '') {
    return \`\${this.base}/\${path}?hash=\${this.hash}\${extra}\`;
  }
  trackers() { return fetch(this.url('tracker/list')); }
}`,
  },
  {
    name: 'helper that merges the hash into all queries',
    file: 'src/call.js',
    expected: { 'no-hash-in-url': [4] },
    code: `\
import axios from 'axios';
const root = 'https://api.us.navixy.com/v2/';
export function call(path, params) {
  return axios.get(root + path, { params: Object.assign({ hash: process.env.NAVIXY_HASH }, params) });
}`,
  },
  {
    name: 'panel export link',
    file: 'panel/users.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const PANEL = 'https://api.eu.navixy.com/v2/panel/';
export const usersCsv = (panelHash) => PANEL + 'user/export/?hash=' + panelHash;`,
  },
  {
    name: 'session key of an application passed on as hash',
    file: 'app/embedded.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const sessionKey = new URLSearchParams(location.search).get('session_key');
fetch(\`https://api.eu.navixy.com/v2/user/get_info?hash=\${sessionKey}\`).then((r) => r.json()).then(start);`,
  },
  {
    name: 'search property of a URL',
    file: 'src/s.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
url.search = \`hash=\${process.env.NAVIXY_HASH}\`;
await fetch(url);`,
  },
];
