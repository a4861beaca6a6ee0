import rule from '../../rules/no-hash-in-log.ts';
import { hex } from '../support/hex.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const H = hex('no-hash-in-log');
const API = 'https://api.eu.navixy.com/v2';
const HASH = 'A Navixy hash';
const URL_SHAPE = 'A URL with a Navixy hash';
const HEADER = 'A header with a Navixy hash';
const BODY = 'Data with a Navixy hash';
const ANSWER = 'An answer with a Navixy hash';
const CONSOLE = '`console.log`';
const shown = (shape: string, sink = CONSOLE) => ({ messageId: 'hashInLog', data: { shape, sink } });
/** Code that sends `hash`, so the rule knows that it is one. */
const SENDS = `fetch('${API}/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } });`;
const one = (
  name: string,
  code: string,
  shape = HASH,
  sink = CONSOLE,
  extra: Partial<InvalidCase> = {},
): InvalidCase => ({ name, code, errors: [shown(shape, sink)], ...extra });

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'a static word', code: `${SENDS}\nconsole.log('the hash is set, the password too');` },
  {
    name: 'whether it is set',
    code: `${SENDS}\nconsole.log(hash ? 'set' : 'missing', Boolean(hash), !!hash, typeof hash, hash === other, hash.length);`,
  },
  { name: 'cut', code: `${SENDS}\nconsole.log(hash.slice(0, 4), hash.substring(0, 4) + '…');` },
  { name: 'masked', code: `${SENDS}\nconsole.log(mask(hash), redact({ hash }), hash.replace(/.(?=.{4})/g, '*'));` },
  {
    name: 'masked by a local function',
    code: `${SENDS}\nconst short = (value) => value.slice(0, 4) + '…';\nconsole.log(short(hash));`,
  },
  {
    name: 'a masked URL',
    code: `const url = \`${API}/tracker/list?hash=\${hash}\`;\nconsole.log(url.replace(hash, '***'), url.split('?')[0], url.length);`,
  },
  { name: 'a mask in the URL', code: `console.log(\`${API}/tracker/list?hash=\${mask(hash)}\`);` },
  {
    name: 'a name about it',
    code: '// navixy\nconsole.log(hasNavixyHash, navixyHashLength, maskedNavixyHash, navixyKeys);',
  },
  { name: 'the URL of the API', code: 'console.log(process.env.NAVIXY_API_URL, config.navixy.baseUrl);' },
  {
    name: 'another hash',
    code: '// navixy\nconst hash = createHash("md5").update(text).digest("hex");\nconsole.log(hash, location.hash, commit.hash);',
  },
  { name: 'a foreign URL', code: '// navixy\nconsole.log(`https://shop.example/confirm?hash=${token}`);' },
  {
    name: 'parts of an answer',
    code: `const data = await (await fetch('${API}/user/auth', init)).json();\nconsole.log(data.success, data.type, data.status);`,
  },
  {
    name: 'a response not read',
    code: `const response = await fetch('${API}/user/auth', init);\nconsole.log(response, response.status);`,
  },
  {
    name: 'the answer of another call',
    code: `const data = await (await fetch('${API}/tracker/list', { headers: { Authorization: \`NVX \${hash}\` } })).json();\nconsole.log(data, data.list);`,
  },
  { name: 'a replacer', code: `${SENDS}\nconsole.log(JSON.stringify({ hash }, withoutHash));` },
  {
    name: 'a written-out hash belongs to no-hardcoded-hash',
    code: `console.log('NVX ${H}', \`${API}/tracker/list?hash=${H}\`);`,
  },
  {
    name: 'what is given to a call within',
    code: `console.log(await fetch(url, { headers: { Authorization: \`NVX \${hash}\` } }));`,
  },
  {
    name: 'Math.log and a catalogue',
    code: `${SENDS}\nMath.log(hash); catalog.info(hash); blog.error(hash); dialog.log(hash);`,
  },
  { name: 'a type', code: `${SENDS}\ninterface Log { error(hash: string): void }`, ts: true },
];

const invalid: InvalidCase[] = [
  one('itself', `${SENDS}\nconsole.log(«hash»);`),
  one('before it is sent', `console.log('hash', «hash»);\n${SENDS}`),
  one('by its name', 'console.log(«navixyApiKey»);'),
  one('from the environment', 'console.log(«process.env.NAVIXY_HASH»);'),
  one('a member', 'console.log(«config.navixy.apiKey»);'),
  one('name from the settings', 'console.log(«fleetKey»); // navixy', HASH, CONSOLE, {
    settings: { navixy: { names: ['FLEET_KEY'] } },
  }),
  one('through a variable', 'const key = process.env.NAVIXY_HASH;\nconst copy = key;\nconsole.log(«copy»);'),
  one('in a template', `${SENDS}\nconsole.log(\`using \${«hash»}\`);`),
  one('in a sum', `${SENDS}\nconsole.log('using ' + «hash» + '.');`),
  one('as a fallback', `${SENDS}\nconsole.log(«hash» || 'none');`),
  one('behind a guard', `${SENDS}\nconsole.log(debug && «hash»);`),
  one('in an object', `${SENDS}\nconsole.log({ «hash» });`),
  one('in JSON', `${SENDS}\nconsole.log(JSON.stringify({ key: «hash» }, null, 2));`),
  one('in a list', `${SENDS}\nconsole.log(['a', «hash»].join(' '));`),
  one('conversions', `${SENDS}\nconsole.log(String(«hash»).trim());`),
  one(
    'a URL',
    `const url = \`${API}/tracker/list?hash=\${hash}\`;\nfetch(url);\nconsole.log('GET', «url»);`,
    URL_SHAPE,
  ),
  one('a URL made in place', `console.log(\`${API}/tracker/list?hash=\${«value»}\`);`),
  one('a URL made in place by a sum', `console.log('GET ' + base + '/tracker/list?hash=' + «value»);`),
  one(
    'a URL of a local helper',
    `const link = (h) => \`${API}/tracker/list?hash=\${h}\`;\nconsole.log(«link(value)»);`,
    URL_SHAPE,
  ),
  one(
    'a URL object',
    `const url = new URL('${API}/tracker/list');\nurl.searchParams.set('hash', value);\nconsole.log(«url».toString());`,
    URL_SHAPE,
  ),
  one('a header', `const header = \`NVX \${value}\`;\nconsole.log(«header»);`, HEADER),
  one(
    'headers',
    `const headers = { Accept: 'a/b', Authorization: \`NVX \${value}\` };\nconsole.log(«headers»);`,
    HEADER,
  ),
  one(
    'request options',
    `const init = { method: 'POST', headers: { Authorization: 'NVX ' + value } };\nfetch('${API}/x', init);\nconsole.log(«init»);`,
    HEADER,
  ),
  one(
    'a body',
    `const body = { hash, limit: 5 };\nfetch('${API}/tracker/list', { body: JSON.stringify(body) });\nconsole.log(«body»);`,
    BODY,
  ),
  one('a body as text', `const body = JSON.stringify({ hash: process.env.NAVIXY_HASH });\nconsole.log(«body»);`, BODY),
  one(
    'the answer of a login',
    `const data = await (await fetch('${API}/user/auth', init)).json();\nconsole.log(«data»);`,
    ANSWER,
  ),
  one(
    'the answer of axios',
    `const { data } = await axios.post('${API}/user/auth', body);\nconsole.log(«data»);`,
    ANSWER,
  ),
  one(
    'the hash of an answer',
    `const data = await (await fetch('${API}/user/auth', init)).json();\nconsole.log(«data.hash»);`,
  ),
  one(
    'the destructured hash of an answer',
    `const { hash: session } = await (await fetch('${API}/panel/account/auth', init)).json();\nconsole.log(«session»);`,
  ),
  one(
    'in a promise chain',
    `fetch('${API}/user/auth', init).then((r) => r.json()).then((data) => console.log(«data»));`,
    ANSWER,
  ),
  one('a new key', `const answer = await call('api/key/create', { title });\nconsole.log(«answer»);`, ANSWER),
  one('console.error', `${SENDS}\nconsole.error(«hash»);`, HASH, '`console.error`'),
  one('a logger', `${SENDS}\nlogger.info('x', «hash»);`, HASH, '`logger.info`'),
  one(
    'the logger of a class',
    `class A { run() { this.logger.debug(«this.hash»); return fetch('${API}/x', { headers: { Authorization: \`NVX \${this.hash}\` } }); } }`,
    HASH,
    '`this.logger.debug`',
  ),
  one('the logger of a request', `${SENDS}\nreq.log.warn({ «hash» });`, HASH, '`req.log.warn`'),
  one('winston', `${SENDS}\nwinston.error(«hash»);`, HASH, '`winston.error`'),
  one('Apps Script', `${SENDS}\nLogger.log(«hash»);`, HASH, '`Logger.log`'),
  one('debug', `${SENDS}\ndebug('hash %s', «hash»);`, HASH, '`debug`'),
  one('standard output', `${SENDS}\nprocess.stdout.write(«hash»);`, HASH, '`process.stdout.write`'),
  one('an error', `${SENDS}\nthrow new Error(\`failed with \${«hash»}\`);`, HASH, 'an error message'),
  one('an error of the project', `${SENDS}\nreject(new ApiError('failed', «hash»));`, HASH, 'an error message'),
  one('thrown itself', `const url = \`${API}/tracker/list?hash=\${hash}\`;\nthrow «url»;`, URL_SHAPE, 'a thrown error'),
  one('Sentry', `${SENDS}\nSentry.captureMessage('x', { extra: { «hash» } });`, HASH, '`Sentry.captureMessage`'),
  one('a Sentry context', `${SENDS}\nSentry.setContext('api', { «hash» });`, HASH, '`Sentry.setContext`'),
  one('analytics', `${SENDS}\nanalytics.track('login', { «hash» });`, HASH, '`analytics.track`'),
  one('PostHog', `${SENDS}\nposthog.capture('login', { key: «hash» });`, HASH, '`posthog.capture`'),
  one('a span', `${SENDS}\nspan.setAttribute('hash', «hash»);`, HASH, '`span.setAttribute`'),
  one('gtag', `${SENDS}\ngtag('event', 'x', { «hash» });`, HASH, '`gtag`'),
  one('casts', `const key = process.env.NAVIXY_HASH as string;\nconsole.log(«key»!);`, HASH, CONSOLE, { ts: true }),
  { name: 'two in one', code: `${SENDS}\nconsole.log(«hash», \`\${«hash»}\`);`, errors: [shown(HASH), shown(HASH)] },
];

runRule(rule as never, valid, invalid);
