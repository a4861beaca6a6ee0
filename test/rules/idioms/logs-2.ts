import type { Idiom } from './idiom.ts';

/** Logs, errors and telemetry, part 2. */
export const LOGS_2: readonly Idiom[] = [
  {
    name: 'failed login tells its status only',
    file: 'src/l.js',
    expected: {},
    code: `\
const data = await (await fetch('https://api.eu.navixy.com/v2/user/auth', init)).json();
if (!data.success) throw new Error(\`login failed: \${data.status.code} \${data.status.description}\`);`,
  },
  {
    name: 'failed login in full',
    file: 'src/l.js',
    expected: {},
    code: `\
const data = await (await fetch('https://api.us.navixy.com/v2/user/auth', init)).json();
if (!data.success) {
  console.error('login refused', data);
  process.exit(1);
}`,
  },
  {
    name: 'only whether a hash is there',
    file: 'src/l.js',
    expected: {},
    code: `\
console.log('NAVIXY_HASH', process.env.NAVIXY_HASH ? 'set' : 'missing');`,
  },
  {
    name: 'masked value',
    file: 'src/l.ts',
    expected: {},
    code: `\
const mask = (s: string) => \`\${s.slice(0, 4)}…\${s.slice(-4)}\`;
console.info('Navixy key', mask(process.env.NAVIXY_API_KEY ?? ''));`,
  },
  {
    name: 'length only',
    file: 'src/l.js',
    expected: {},
    code: `\
console.log(\`NAVIXY_API_KEY has \${process.env.NAVIXY_API_KEY?.length} characters\`);`,
  },
  {
    name: 'fingerprint',
    file: 'src/l.js',
    expected: {},
    code: `\
import { createHash } from 'node:crypto';
const print = createHash('sha256').update(process.env.NAVIXY_HASH).digest('hex').slice(0, 8);
console.log('Navixy key', print);`,
  },
  {
    name: 'pathname of an address with a hash',
    file: 'src/l.js',
    expected: { 'no-hash-in-url': [2] },
    code: `\
const url = new URL('https://api.eu.navixy.com/v2/tracker/list');
url.searchParams.set('hash', process.env.NAVIXY_HASH);
console.log(url.pathname);`,
  },
  {
    name: 'tracker list',
    file: 'src/l.js',
    expected: {},
    code: `\
const { list } = await post('https://api.eu.navixy.com/v2/tracker/list', session);
console.table(list.map(({ id, label }) => ({ id, label })));`,
  },
  {
    name: 'redacting logger',
    file: 'src/l.ts',
    expected: {},
    code: `\
import pino from 'pino';
const log = pino({ redact: ['headers.Authorization', 'hash'] });
log.info({ host: 'api.eu.navixy.com' }, 'ready');`,
  },
  {
    name: 'name of the variable only',
    file: 'src/l.js',
    expected: {},
    code: `\
if (!process.env.NAVIXY_API_KEY) {
  console.error('NAVIXY_API_KEY is not set');
  process.exit(2);
}`,
  },
  {
    name: 'titles of keys',
    file: 'src/l.js',
    expected: {},
    code: `\
const { list } = await call('https://api.eu.navixy.com/v2/api/key/list', session);
console.log(list.map((key) => key.title).join('\\n'));`,
  },
  {
    name: 'checksum of a report logged',
    file: 'src/l.js',
    expected: {},
    code: `\
import { createHash } from 'node:crypto';
const pdf = await download('https://api.eu.navixy.com/v2/report/tracker/download', session);
const md5 = createHash('md5').update(pdf).digest('hex');
console.log('report', md5);`,
  },
  {
    name: 'etag logged',
    file: 'src/l.js',
    expected: {},
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/tracker/list', { headers });
console.log(r.headers.get('etag'), r.status);`,
  },
  {
    name: 'counts of devices',
    file: 'src/l.js',
    expected: {},
    code: `\
const { value } = await post('https://api.eu.navixy.com/v2/user/get_info', session);
logger.info({ user: value.id, trackers: value.tracker_count }, 'Navixy account');`,
  },
  {
    name: 'git commit of the build',
    file: 'src/l.js',
    expected: {},
    code: `\
import { execSync } from 'node:child_process';
const hash = execSync('git rev-parse HEAD').toString().trim();
console.log('navixy-sync build', hash);`,
  },
  {
    name: 'deleted before it is logged',
    file: 'src/l.js',
    expected: {},
    code: `\
const answer = await (await fetch('https://api.eu.navixy.com/v2/user/auth', init)).json();
keep(answer.hash);
delete answer.hash;
console.log(answer);`,
  },
];
