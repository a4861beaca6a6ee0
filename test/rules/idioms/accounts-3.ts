import type { Idiom } from './idiom.ts';

/** Logins, keys, insecure addresses, text files and harmless code, part 3. */
export const ACCOUNTS_3: readonly Idiom[] = [
  {
    name: 'push token bound',
    file: 'src/n.ts',
    expected: {},
    code: `\
import messaging from '@react-native-firebase/messaging';
export async function bind(hash: string) {
  const token = await messaging().getToken();
  return fetch('https://api.eu.navixy.com/v2/user/session/push_token/bind', {
    method: 'POST', headers: { Authorization: \`NVX \${hash}\` }, body: JSON.stringify({ application: 'fleet', token }),
  });
}`,
  },
  {
    name: 'upload token of the platform',
    file: 'src/n.js',
    expected: {},
    code: `\
const { value } = await post('https://api.eu.navixy.com/v2/vehicle/file/create', session);
console.log('upload to', value.url);`,
  },
  {
    name: 'torrents search',
    file: 'src/n.js',
    expected: {},
    code: `\
export const magnet = (t) => \`magnet:?xt=urn:btih:\${t.hash}&dn=\${t.name}\`;`,
  },
  {
    name: 'signed addresses of a store',
    file: 'src/n.js',
    expected: {},
    code: `\
export const signed = (path, hash, expires) => \`https://cdn.fleet.example/\${path}?hash=\${hash}&e=\${expires}\`;`,
  },
];
