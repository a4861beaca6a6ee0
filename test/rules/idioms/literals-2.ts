import type { Idiom } from './idiom.ts';

/** Values written into code, part 2. */
export const LITERALS_2: readonly Idiom[] = [
  {
    name: 'UUID of a device',
    file: 'src/m.js',
    expected: {},
    code: `\
const beacon = { type: 'ble', hardware_id: '«md5»', tracker_id: 4 };
await post('https://api.eu.navixy.com/v2/beacon/data/read', { beacons: [beacon.hardware_id] });`,
  },
  {
    name: 'MD5 of bodies as cache keys',
    file: 'src/m.ts',
    expected: {},
    code: `\
import { createHash } from 'node:crypto';
const cache = new Map<string, unknown>();
export const keyOf = (body: unknown) => createHash('md5').update(JSON.stringify(body)).digest('hex');
export const navixy = { base: 'https://api.eu.navixy.com/v2', cache };`,
  },
  {
    name: 'delivery page key',
    file: 'src/m.jsx',
    expected: {},
    either: { 'no-hardcoded-hash': [1] },
    code: `\
export const Delivery = () => <iframe title="d" src="https://saas.navixy.com/pro/applications/delivery/?key=«md5»" />;`,
  },
  {
    name: 'password digest',
    file: 'src/m.js',
    expected: {},
    code: `\
const users = [{ name: 'dispatcher', password_md5: '«md5»' }];
export const navixyUsers = users;`,
  },
];
