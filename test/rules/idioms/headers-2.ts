import type { Idiom } from './idiom.ts';

/** Authorization headers, part 2. */
export const HEADERS_2: readonly Idiom[] = [
  {
    name: 'Bearer of own middleware in front of the platform',
    file: 'server/auth.js',
    expected: {},
    code: `\
app.use((req, res, next) => {
  const token = (req.headers.authorization || '').replace('Bearer ', '');
  req.user = jwt.verify(token, process.env.JWT_SECRET);
  next();
});
app.get('/trackers', async (req, res) => {
  const r = await fetch('https://api.eu.navixy.com/v2/tracker/list',
    { headers: { Authorization: \`NVX \${req.user.key}\` } });
  res.json(await r.json());
});`,
  },
  {
    name: 'undici pool with a good header',
    file: 'src/pool.js',
    expected: {},
    code: `\
import { Pool } from 'undici';
const pool = new Pool('https://api.eu.navixy.com');
export const list = () =>
  pool.request({ path: '/v2/tracker/list', method: 'POST',
    headers: ['authorization', \`NVX \${process.env.NAVIXY_HASH}\`] });`,
  },
  {
    name: 'SDK with a hash of the environment',
    file: 'src/sdk.js',
    expected: {},
    code: `\
import Navixy from 'navixy-js-sdk';
const api = new Navixy.Api({ user: { hash: process.env.NAVIXY_HASH }, apiUrl: 'https://api.eu.navixy.com/v2/' });
api.tracker.list().then(({ list }) => list.length);`,
  },
  {
    name: 'generic client configured with the good header by a factory',
    file: 'src/factory.ts',
    expected: {},
    code: `\
import axios from 'axios';
export function client(region: 'eu' | 'us', key: string) {
  const baseURL = \`https://api.\${region}.navixy.com/v2\`;
  return axios.create({ baseURL, headers: { authorization: \`NVX \${key}\` } });
}`,
  },
];
