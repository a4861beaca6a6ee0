import rule from '../../rules/no-hardcoded-hash.ts';
import { detect } from '../../src/detect.ts';
import samples from '../../src/navixy/documented-samples.json' with { type: 'json' };
import { hex } from '../support/hex.ts';
import { type InvalidCase, type ValidCase, locate, runRule } from './support.ts';

const H = hex('no-hardcoded-hash');
const OTHER = hex('another');
const SAMPLE = Object.keys(samples)[0]!;
const API = 'https://api.eu.navixy.com/v2';
const FLOW = 'it reaches an authorized call of the platform';
const KINDS = {
  'api-key': 'Navixy API key',
  session: 'Navixy session hash',
  'panel-session': 'Navixy panel session hash',
  'share-key': 'Navixy share key',
  hash: 'Navixy hash',
};

/** The expected data of a message. Detection has its own tests. */
function judged(code: string, index: number, filename: string, settings?: object): Record<string, string> {
  const found = detect(code, { path: filename, ...(settings ? { settings } : {}), minimumConfidence: 'low' })[index];
  const { kind, confidence, evidence } = found!;
  const { detail } = evidence.find(({ effect }) => effect === 'for')!;
  // Long details are shortened to fit on one line.
  const isLong = `Hardcoded ${KINDS[kind]} (${confidence} confidence: ${detail}): revoke it.`.length > 120;
  return { kind: KINDS[kind], confidence, reason: isLong ? detail.split(', ')[0]! : detail };
}

interface Shown {
  readonly name: string;
  readonly code: string;
  /** The expression of the suggestion and the resulting code, if there is a suggestion. */
  readonly to?: readonly [expression: string, output: string];
  readonly data?: Record<string, string>;
  readonly extra?: Partial<InvalidCase>;
}

function shown({ name, code, to, data, extra = {} }: Shown): InvalidCase {
  const plainCode = locate(code).code;
  const suggestions = to ? [{ messageId: 'readFromEnvironment', data: { expression: to[0] }, output: to[1] }] : [];
  // Text detection may also find the value. Then the message has its reason.
  const isSeenInText = data === undefined || detect(plainCode, { path: 'client.tsx' }).length > 0;
  const settings = (extra.settings as { navixy?: object } | undefined)?.navixy;
  return {
    name,
    code,
    filename: 'client.tsx',
    errors: [
      {
        messageId: 'hardcodedHash',
        data: isSeenInText ? judged(plainCode, 0, 'client.tsx', settings) : data,
        ...(suggestions.length > 0 ? { suggestions } : {}),
      },
    ],
    ...extra,
  };
}

const flow = { kind: 'Navixy hash', confidence: 'high', reason: FLOW };

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'from the environment', code: 'const NAVIXY_HASH = process.env.NAVIXY_HASH;' },
  { name: 'a documented sample', code: `fetch('${API}/tracker/list?hash=${SAMPLE}')` },
  {
    name: 'a documented sample that flows',
    code: `const a = '${SAMPLE}';\n${'\n'.repeat(3)}headers.set('Authorization', 'NVX ' + a);`,
  },
  { name: 'a placeholder', code: `const NAVIXY_HASH = '${'0123456789abcdef'.repeat(2)}';` },
  { name: 'one digit repeated', code: `const NAVIXY_HASH = '${'a'.repeat(32)}';` },
  { name: 'a checksum', code: `const md5 = '${H}';` },
  { name: 'an etag', code: `const headers = { etag: '${H}' };` },
  { name: 'an asset', code: `import './app.${H}.js';` },
  { name: 'an image', code: `const logo = '/static/${H}.png';` },
  { name: 'a longer run', code: `const NAVIXY_HASH = '${H}${OTHER}';` },
  { name: 'a trace id', code: `const traceId = '${H}';` },
  { name: 'a UUID without dashes', code: `const uuid = '${H}';` },
  { name: 'an avatar in a Navixy project', code: `const tracker = { avatar_file_name: '${H}.png' }; // navixy` },
  { name: 'a beacon in a Navixy project', code: `const beacon = { hardware_id: '${H}' }; // navixy` },
  { name: 'a Sentry DSN', code: `Sentry.init({ dsn: 'https://${H}@o1.ingest.sentry.io/1' });` },
  {
    name: 'a bare value that flows to a foreign call',
    code: `const x = '${H}';\nfetch('https://other.example/items?v=' + x);`,
  },
  { name: 'below the threshold of the option', code: `const x = '${H}';`, options: [{ minimumConfidence: 'high' }] },
];

const invalid: InvalidCase[] = [
  shown({
    name: 'constant',
    code: `const NAVIXY_HASH = '«${H}»';`,
    to: ['process.env.NAVIXY_HASH', 'const NAVIXY_HASH = process.env.NAVIXY_HASH;'],
  }),
  shown({
    name: 'name made from the variable',
    code: `// navixy\nlet sessionKey = "«${H}»";`,
    to: ['process.env.NAVIXY_SESSION_KEY', '// navixy\nlet sessionKey = process.env.NAVIXY_SESSION_KEY;'],
  }),
  shown({
    name: 'template without holes',
    code: `const navixyApiKey = \`«${H}»\`;`,
    to: ['process.env.NAVIXY_API_KEY', 'const navixyApiKey = process.env.NAVIXY_API_KEY;'],
  }),
  shown({
    name: 'fallback',
    code: `const k = process.env.NAVIXY_API_KEY || '«${H}»';`,
    to: ['process.env.NAVIXY_API_KEY', 'const k = process.env.NAVIXY_API_KEY;'],
  }),
  shown({
    name: 'nullish fallback',
    code: `const k = cfg?.navixyApiKey ?? ("«${H}»");`,
    to: ['cfg?.navixyApiKey', 'const k = cfg?.navixyApiKey;'],
  }),
  shown({
    name: 'fallback with a comment: the comment stays',
    code: `const k = process.env.NAVIXY_API_KEY /* temporary */ || '«${H}»';`,
    to: ['process.env.NAVIXY_HASH', 'const k = process.env.NAVIXY_API_KEY /* temporary */ || process.env.NAVIXY_HASH;'],
  }),
  shown({
    name: 'header',
    code: `fetch(u, { headers: { Authorization: 'NVX «${H}»' } });`,
    to: ['process.env.NAVIXY_HASH', 'fetch(u, { headers: { Authorization: `NVX ${process.env.NAVIXY_HASH}` } });'],
  }),
  shown({
    name: 'header as a template',
    code: `fetch(u, { headers: { Authorization: \`NVX «${H}»\` } });`,
    to: ['process.env.NAVIXY_HASH', 'fetch(u, { headers: { Authorization: `NVX ${process.env.NAVIXY_HASH}` } });'],
  }),
  shown({ name: 'URL', code: `fetch('${API}/tracker/list?hash=«${H}»');` }),
  shown({
    name: 'URL as a template',
    code: `fetch(\`\${base}/tracker/list?hash=«${H}»&limit=1\`);`,
    to: ['process.env.NAVIXY_HASH', 'fetch(`${base}/tracker/list?hash=${process.env.NAVIXY_HASH}&limit=1`);'],
  }),
  shown({ name: 'comment', code: `// ${API}/tracker/list?hash=«${H}»\n` }),
  shown({
    name: 'property',
    code: `call('tracker/list', { hash: '«${H}»' });`,
    to: ['process.env.NAVIXY_HASH', "call('tracker/list', { hash: process.env.NAVIXY_HASH });"],
  }),
  shown({
    name: 'JSX attribute',
    code: `const a = <Navixy hash="«${H}»" />;`,
    to: ['process.env.NAVIXY_HASH', 'const a = <Navixy hash={process.env.NAVIXY_HASH} />;'],
  }),
  shown({ name: 'JSX text', code: `const a = <p>NVX «${H}»</p>;` }),
  shown({
    name: 'class field',
    code: `class Navixy { apiKey: string = '«${H}»'; }`,
    to: ['process.env.NAVIXY_API_KEY', 'class Navixy { apiKey: string = process.env.NAVIXY_API_KEY; }'],
    extra: { ts: true },
  }),
  shown({
    name: 'cast',
    code: `const navixyHash = '«${H}»' as Hash;`,
    to: ['process.env.NAVIXY_HASH', 'const navixyHash = process.env.NAVIXY_HASH as Hash;'],
    extra: { ts: true },
  }),
  shown({ name: 'const assertion: no suggestion', code: `const navixyHash = '«${H}»' as const;`, extra: { ts: true } }),
  shown({ name: 'enum member: no suggestion', code: `enum Keys { NavixyHash = '«${H}»' }`, extra: { ts: true } }),
  shown({ name: 'literal type: no suggestion', code: `type NavixyHash = '«${H}»';`, extra: { ts: true } }),
  shown({
    name: 'parameter default',
    code: `function list(navixyHash = '«${H}»') {}`,
    to: ['process.env.NAVIXY_HASH', 'function list(navixyHash = process.env.NAVIXY_HASH) {}'],
  }),
  shown({
    name: 'JSON within a string: no suggestion',
    code: `socket.send('{"action":"subscribe","hash":"«${H}»"}'); // navixy`,
  }),
  shown({
    name: 'the expression of the option',
    code: `const NAVIXY_HASH = '«${H}»';`,
    to: ["env('NAVIXY_HASH')", "const NAVIXY_HASH = env('NAVIXY_HASH');"],
    extra: { options: [{ environmentExpression: "env('{name}')" }] },
  }),
  shown({
    name: 'white-label host from the settings',
    code: `fetch('https://gps.brand.example/tracker/list?hash=«${H}»');`,
    extra: { settings: { navixy: { hosts: ['gps.brand.example'] } } },
  }),
  shown({
    name: 'name from the settings',
    code: `const FLEET_KEY = '«${H}»';`,
    to: ['process.env.NAVIXY_FLEET_KEY', 'const FLEET_KEY = process.env.NAVIXY_FLEET_KEY;'],
    extra: { settings: { navixy: { names: ['FLEET_KEY'] } } },
  }),
  shown({
    name: 'flows into a header',
    code: `const zz = '«${H}»';\nheaders.set('Authorization', 'NVX ' + zz);`,
    data: flow,
    to: ['process.env.NAVIXY_HASH', "const zz = process.env.NAVIXY_HASH;\nheaders.set('Authorization', 'NVX ' + zz);"],
  }),
  shown({
    name: 'flows into a template of a header',
    code: `const zz = { a: { b: '«${H}»' } };\nconst Authorization = \`NVX \${zz.a.b}\`;`,
    data: flow,
    to: [
      'process.env.NAVIXY_HASH',
      'const zz = { a: { b: process.env.NAVIXY_HASH } };\nconst Authorization = `NVX ${zz.a.b}`;',
    ],
  }),
  shown({
    name: 'flows into a query',
    code: `const zz = '«${H}»';\nexport const get = () => fetch('/api-v2/x/y?hash=' + zz);`,
    data: flow,
    to: [
      'process.env.NAVIXY_HASH',
      "const zz = process.env.NAVIXY_HASH;\nexport const get = () => fetch('/api-v2/x/y?hash=' + zz);",
    ],
  }),
  shown({
    name: 'flows through a local function',
    code: `const call = (v) => fetch('/api-v2/x/y', { method: 'POST', body: JSON.stringify({ hash: v }) });\ncall('«${H}»');`,
    data: flow,
    to: [
      'process.env.NAVIXY_HASH',
      "const call = (v) => fetch('/api-v2/x/y', { method: 'POST', body: JSON.stringify({ hash: v }) });\ncall(process.env.NAVIXY_HASH);",
    ],
  }),
  shown({
    name: 'flows into the SDK',
    code: `const zz = '«${H}»';\nconst a = new Navixy.Api({ user: { hash: zz } });`,
    data: flow,
    to: [
      'process.env.NAVIXY_HASH',
      'const zz = process.env.NAVIXY_HASH;\nconst a = new Navixy.Api({ user: { hash: zz } });',
    ],
  }),
];

runRule(rule as never, valid, invalid);
