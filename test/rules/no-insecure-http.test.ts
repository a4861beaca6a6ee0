import rule from '../../rules/no-insecure-http.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const data = (host: string, secure = 'https') => ({ messageId: 'insecureAddress', data: { host, secure } });
const fixed = (
  name: string,
  code: string,
  output: string,
  host = 'api.eu.navixy.com',
  secure = 'https',
): InvalidCase => ({ name, code, output, errors: [data(host, secure)] });
const suggested = (
  name: string,
  host: string,
  code: string,
  output: string,
  secure = 'https',
  extra: Partial<InvalidCase> = {},
): InvalidCase => ({
  name,
  code,
  errors: [{ ...data(host, secure), suggestions: [{ messageId: 'useEncryption', data: { secure }, output }] }],
  ...extra,
});

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'https', code: "fetch('https://api.eu.navixy.com/v2/tracker/list');" },
  { name: 'the web site', code: "const link = 'http://www.navixy.com/blog';" },
  { name: 'a page of the panel', code: "const back = 'http://panel.navixy.com/payment_gate/';" },
  {
    name: 'this machine',
    code: "const url = 'http://localhost:8084/api-v2/tracker/list'; const other = 'http://127.0.0.1/api-v2/'; const v6 = 'http://[::1]:80/api-v2/';",
  },
  { name: 'another API', code: "fetch('http://api.other.example/v2/items'); // navixy" },
  { name: 'a name space', code: "const ns = 'http://www.w3.org/2000/svg'; // api-v2" },
  { name: 'a host that only ends alike', code: "fetch('http://api.notnavixy.com/v2/x');" },
  { name: 'a joined address of another API', code: "const url = 'http://' + host + '/items'; // navixy" },
  { name: 'a joined address on this machine', code: "const url = 'http://' + 'localhost' + '/api-v2/x';" },
  ...[
    "if (url.startsWith('http://api.eu.navixy.com')) warn();",
    "url = url.replace('http://api.eu.navixy.com', 'https://api.eu.navixy.com');",
    "if (url === 'http://api.eu.navixy.com/v2' || 'http://api.eu.navixy.com/' != url) warn();",
    'if (url.includes(`http://api.eu.navixy.com/v2/${path}`)) warn();',
    "const [, path] = url.split('http://api.eu.navixy.com/v2/');",
    "if (url.indexOf('http://api.eu.navixy.com') === 0 || url.lastIndexOf('http://api.eu.navixy.com') > 0) warn();",
    "switch (url) { case 'http://api.eu.navixy.com/v2': warn(); }",
    'const insecure = /http:\\/\\/api.eu.navixy.com\\/v2/.test(url);',
    "const insecure = new RegExp('http://api.eu.navixy.com');",
    "if (['http://api.eu.navixy.com', 'https://api.eu.navixy.com'].includes(origin)) allow();",
    "if (_.startsWith(url, 'http://api.eu.navixy.com')) warn();",
    "expect(toSecure('https://x.example')).not.toBe('http://api.eu.navixy.com/v2');",
    "assert.equal(calls[0], 'http://api.eu.navixy.com/v2');",
    "if (url.startsWith('http://' + process.env.NAVIXY_HOST)) warn();",
    "const name = labels['http://api.eu.navixy.com'];",
    "const labels = { 'http://api.eu.navixy.com': 'Europe' };",
    "expect(config).toEqual({ base: 'http://api.eu.navixy.com' });",
  ].map((code) => ({ name: `a comparison: ${code}`, code })),
];

const invalid: InvalidCase[] = [
  fixed(
    'official host',
    "fetch('«http://api.eu.navixy.com»/v2/tracker/list');",
    "fetch('https://api.eu.navixy.com/v2/tracker/list');",
  ),
  fixed(
    'base alone',
    "const BASE = '«http://api.us.navixy.com»';",
    "const BASE = 'https://api.us.navixy.com';",
    'api.us.navixy.com',
  ),
  fixed(
    'UI host',
    "const BASE = '«http://saas.navixy.com»/api-v2/';",
    "const BASE = 'https://saas.navixy.com/api-v2/';",
    'saas.navixy.com',
  ),
  fixed(
    'WebSocket',
    "new WebSocket('«ws://api.eu.navixy.com»/v2/event/subscription');",
    "new WebSocket('wss://api.eu.navixy.com/v2/event/subscription');",
    'api.eu.navixy.com',
    'wss',
  ),
  fixed(
    'template',
    'fetch(`«http://api.eu.navixy.com»/v2/${path}`);',
    'fetch(`https://api.eu.navixy.com/v2/${path}`);',
  ),
  fixed(
    'comment',
    '// curl «http://api.eu.navixy.com»/v2/tracker/list\n',
    '// curl https://api.eu.navixy.com/v2/tracker/list\n',
  ),
  fixed(
    'escaped slashes',
    String.raw`const json = '"«http:\/\/api.eu.navixy.com»\/v2"';`,
    String.raw`const json = '"https:\/\/api.eu.navixy.com\/v2"';`,
  ),
  fixed(
    'in pieces',
    "const url = '«http://»' + 'api.eu.navixy.com' + '/v2/x';",
    "const url = 'https://' + 'api.eu.navixy.com' + '/v2/x';",
  ),
  suggested(
    'white label by its path',
    'gps.brand.example',
    "fetch('«http://gps.brand.example»/api-v2/tracker/list');",
    "fetch('https://gps.brand.example/api-v2/tracker/list');",
  ),
  suggested(
    'white label from the settings',
    'gps.brand.example',
    "const BASE = '«http://gps.brand.example»';",
    "const BASE = 'https://gps.brand.example';",
    'https',
    { settings: { navixy: { hosts: ['gps.brand.example'] } } },
  ),
  suggested(
    'a host in a hole',
    '${host}',
    'fetch(`«http://${host}»/api-v2/tracker/list`);',
    'fetch(`https://${host}/api-v2/tracker/list`);',
  ),
  suggested(
    'a host in a sum',
    '…',
    "const url = '«http://»' + host + '/api-v2/tracker/list';",
    "const url = 'https://' + host + '/api-v2/tracker/list';",
  ),
  suggested(
    'a host named after the platform',
    '…',
    'const url = `«http://»${process.env.NAVIXY_HOST}/v2`;',
    'const url = `https://${process.env.NAVIXY_HOST}/v2`;',
  ),
  suggested(
    'an API path on another host of the platform',
    'ui.navixy.com',
    "open('«http://ui.navixy.com»/v2/x');",
    "open('https://ui.navixy.com/v2/x');",
  ),
  {
    name: 'with a port: nothing to offer',
    code: "fetch('«http://api.eu.navixy.com»:8084/v2/x');",
    errors: [data('api.eu.navixy.com')],
  },
  {
    name: 'two',
    code: "const a = ['«http://api.eu.navixy.com»', '«http://api.us.navixy.com»'];",
    output: "const a = ['https://api.eu.navixy.com', 'https://api.us.navixy.com'];",
    errors: [data('api.eu.navixy.com'), data('api.us.navixy.com')],
  },
  fixed(
    'what replaces something',
    "url = url.replace('x', '«http://api.eu.navixy.com»/v2');",
    "url = url.replace('x', 'https://api.eu.navixy.com/v2');",
  ),
  fixed(
    'what is searched in',
    "const has = '«http://api.eu.navixy.com»/v2'.includes(part);",
    "const has = 'https://api.eu.navixy.com/v2'.includes(part);",
  ),
  fixed(
    'a result of a comparison',
    "const base = isOld === true ? '«http://api.eu.navixy.com»' : other;",
    "const base = isOld === true ? 'https://api.eu.navixy.com' : other;",
  ),
  fixed(
    'a body of a case',
    "switch (a) { case 1: url = '«http://api.eu.navixy.com»'; }",
    "switch (a) { case 1: url = 'https://api.eu.navixy.com'; }",
  ),
  fixed(
    'a list that is walked',
    "['«http://api.eu.navixy.com»'].map(fetch);",
    "['https://api.eu.navixy.com'].map(fetch);",
  ),
  {
    name: 'JSX text',
    code: 'const a = <p>«http://api.eu.navixy.com»/v2</p>;',
    output: 'const a = <p>https://api.eu.navixy.com/v2</p>;',
    errors: [data('api.eu.navixy.com')],
  },
];

runRule(rule as never, valid, invalid);
