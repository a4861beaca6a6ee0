import type { Idiom } from './idiom.ts';

/** Browser and device storage, part 1. */
export const STORAGE_1: readonly Idiom[] = [
  {
    name: 'API key in localStorage',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
localStorage.setItem('navixyApiKey', form.apiKey.value);`,
  },
  {
    name: 'API key as a property',
    file: 'web/s.ts',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
export function remember(navixyApiKey: string) {
  localStorage.navixyApiKey = navixyApiKey;
}`,
  },
  {
    name: 'API key in sessionStorage',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
sessionStorage.setItem('NAVIXY_API_KEY', apiKey);`,
  },
  {
    name: 'API key in a cookie',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
document.cookie = \`navixy_api_key=\${apiKey}; path=/; max-age=31536000\`;`,
  },
  {
    name: 'js-cookie',
    file: 'web/s.ts',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
import Cookies from 'js-cookie';
export const save = (key: string) => Cookies.set('navixy_api_key', key, { expires: 365 });`,
  },
  {
    name: 'chrome.storage.local',
    file: 'extension/options.js',
    expected: { 'no-hash-in-storage': [3] },
    code: `\
document.querySelector('#save').addEventListener('click', () => {
  const navixyApiKey = document.querySelector('#key').value;
  chrome.storage.local.set({ navixyApiKey });
});`,
  },
  {
    name: 'chrome.storage.sync with await',
    file: 'extension/s.ts',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
export async function save(apiKey: string) {
  await chrome.storage.sync.set({ navixy_api_key: apiKey });
}`,
  },
  {
    name: 'browser.storage',
    file: 'extension/s.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
browser.storage.local.set({ navixyKey: input.value });`,
  },
  {
    name: 'GM.setValue',
    file: 'userscript/fleet.user.js',
    expected: { 'no-hash-in-storage': [4] },
    code: `\
// ==UserScript==
// @match https://saas.navixy.com/*
// ==/UserScript==
GM.setValue('navixy_api_key', prompt('Navixy API key'));`,
  },
  {
    name: 'GM_setValue',
    file: 'userscript/fleet.user.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
GM_setValue('navixyApiKey', apiKey);`,
  },
  {
    name: 'AsyncStorage',
    file: 'app/s.ts',
    expected: {},
    either: { 'no-hash-in-storage': [2] },
    code: `\
import AsyncStorage from '@react-native-async-storage/async-storage';
export const keep = (apiKey: string) => AsyncStorage.setItem('@navixy/api_key', apiKey);`,
  },
  {
    name: 'IndexedDB wrapper idb',
    file: 'web/s.ts',
    expected: { 'no-hash-in-storage': [3] },
    code: `\
import { openDB } from 'idb';
const db = await openDB('fleet', 1);
export const keep = (navixyApiKey: string) => db.put('settings', navixyApiKey, 'navixyApiKey');`,
  },
  {
    name: 'Dexie add',
    file: 'web/s.ts',
    expected: { 'no-hash-in-storage': [4] },
    code: `\
import Dexie from 'dexie';
const db = new Dexie('fleet');
db.version(1).stores({ settings: 'name' });
export const keep = (navixyApiKey: string) => db.table('settings').add({ name: 'navixy', navixyApiKey });`,
  },
  {
    name: 'objectStore add',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
const store = idb.transaction('settings', 'readwrite').objectStore('settings');
store.add({ id: 1, navixyApiKey: key });`,
  },
  {
    name: 'localforage',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
import localforage from 'localforage';
localforage.setItem('navixy-api-key', key);`,
  },
  {
    name: 'zustand persist',
    file: 'web/store.ts',
    expected: {},
    either: { 'no-hash-in-storage': [5] },
    code: `\
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
export const useSettings = create(persist((set) => ({
  navixyApiKey: '',
  setKey: (navixyApiKey: string) => set({ navixyApiKey }),
}), { name: 'settings' }));`,
  },
  {
    name: 'VueUse',
    file: 'web/Settings.vue',
    expected: {},
    either: { 'no-hash-in-storage': [3] },
    code: `\
<script setup>
import { useLocalStorage } from '@vueuse/core';
const navixyApiKey = useLocalStorage('navixy_api_key', '');
</script>
<template><input v-model="navixyApiKey"></template>`,
  },
  {
    name: 'key of the environment into localStorage',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
localStorage.setItem('token', window.NAVIXY_API_KEY);`,
  },
  {
    name: 'JSON of settings with a key',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
localStorage.setItem('settings', JSON.stringify({ region: 'eu', navixyApiKey: key }));`,
  },
  {
    name: 'newly created key into storage',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
const { value } = await post('https://api.eu.navixy.com/v2/api/key/create', { title: 'Dispatcher screen' });
localStorage.setItem('fleet', value.hash);`,
  },
  {
    name: 'kv wrapper of unstorage',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [4] },
    code: `\
import { createStorage } from 'unstorage';
import localStorageDriver from 'unstorage/drivers/localstorage';
const kv = createStorage({ driver: localStorageDriver({ base: 'fleet:' }) });
kv.setItem('navixy_api_key', apiKey);`,
  },
  {
    name: 'Cookie Store',
    file: 'web/s.js',
    expected: { 'no-hash-in-storage': [1] },
    code: `\
await cookieStore.set('navixy_api_key', apiKey);`,
  },
  {
    name: 'express cookie',
    file: 'server/s.js',
    expected: { 'no-hash-in-storage': [2] },
    code: `\
app.post('/connect', (req, res) => {
  res.cookie('navixy_api_key', req.body.navixyApiKey, { maxAge: 31536e6 });
  res.sendStatus(204);
});`,
  },
  {
    name: 'preferences of the user',
    file: 'web/s.js',
    expected: {},
    code: `\
localStorage.setItem('navixy_region', region);
localStorage.setItem('navixy_map', JSON.stringify({ zoom: 8, layer: 'osm' }));`,
  },
  {
    name: 'list of trackers cached',
    file: 'web/s.js',
    expected: {},
    code: `\
const { list } = await post('https://api.eu.navixy.com/v2/tracker/list', session);
sessionStorage.setItem('trackers', JSON.stringify(list));`,
  },
  {
    name: 'key removed',
    file: 'web/s.js',
    expected: {},
    code: `\
localStorage.removeItem('navixyApiKey');
document.cookie = 'navixy_api_key=; max-age=0';`,
  },
  {
    name: 'key read only',
    file: 'web/s.js',
    expected: {},
    code: `\
const old = localStorage.getItem('navixyApiKey');
if (old) migrate(old);`,
  },
  {
    name: 'secure store of the device',
    file: 'app/s.ts',
    expected: {},
    code: `\
import * as SecureStore from 'expo-secure-store';
export const keep = (navixyApiKey: string) => SecureStore.setItemAsync('navixyApiKey', navixyApiKey);`,
  },
  {
    name: 'keychain of Electron',
    file: 'electron/s.js',
    expected: {},
    code: `\
const keytar = require('keytar');
exports.keep = (navixyApiKey) => keytar.setPassword('fleet', 'navixy', navixyApiKey);`,
  },
  {
    name: 'server side map',
    file: 'server/s.js',
    expected: {},
    code: `\
const keys = new Map();
exports.keep = (account, navixyApiKey) => keys.set(account, navixyApiKey);`,
  },
  {
    name: 'database of the server',
    file: 'server/s.ts',
    expected: {},
    code: `\
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const keep = (id: number, navixyApiKey: string) =>
  prisma.account.update({ where: { id }, data: { navixyApiKey } });`,
  },
  {
    name: 'page hash remembered',
    file: 'web/s.js',
    expected: {},
    code: `\
sessionStorage.setItem('lastHash', location.hash);`,
  },
  {
    name: 'Map of a checksum',
    file: 'web/s.js',
    expected: {},
    code: `\
localStorage.setItem('bundleHash', __WEBPACK_HASH__);`,
  },
];
