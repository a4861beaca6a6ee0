import rule from '../../rules/valid-authorization-header.ts';
import { hex } from '../support/hex.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const H = hex('valid-authorization-header');
const API = 'https://api.eu.navixy.com/v2';
const call = (value: string, url = `'${API}/tracker/list'`) =>
  `fetch(${url}, { headers: { Authorization: ${value} } });`;
const malformed = (
  name: string,
  scheme: string,
  code: string,
  output: string,
  extra: Partial<InvalidCase> = {},
): InvalidCase => ({ name, code, output, errors: [{ messageId: 'malformedScheme', data: { scheme } }], ...extra });
const suggested = (
  name: string,
  messageId: string,
  scheme: string,
  code: string,
  output: string,
  extra: Partial<InvalidCase> = {},
): InvalidCase => ({
  name,
  code,
  errors: [{ messageId, data: { scheme }, suggestions: [{ messageId: 'writeScheme', output }] }],
  ...extra,
});
const bare = (name: string, messageId: string, scheme: string, code: string): InvalidCase => ({
  name,
  code,
  errors: [{ messageId, data: { scheme } }],
});

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'right', code: `${call('`NVX ${hash}`')}\n${call("'NVX ' + hash")}` },
  {
    name: 'right in pieces',
    code: `const SCHEME = 'NVX';\n${call('SCHEME + " " + hash')}\n${call("['NVX', hash].join(' ')")}`,
  },
  {
    name: 'what a test expects',
    code: "expect(options.headers).toEqual({ Authorization: `nvx ${hash}` });\nnock(base).matchHeader('Authorization', 'NVX: ' + hash);",
  },
  { name: 'another API', code: `${call('`Bearer ${token}`', "'https://other.example/items'")} // navixy` },
  {
    name: 'the repository API takes OAuth tokens',
    code: `${call('`Bearer ${token}`', "'https://api.navixy.dev/v4/graphql'")}\n${call('`Bearer ${token}`', "'https://api.eu.navixy.com/repo/v0/x'")}\n${call('`Basic ${client}`', "'https://keycloak.navixy.com/realms/users/protocol/openid-connect/token'")}`,
  },
  { name: 'a whole header in a variable', code: `${call('authorization')}\n${call('header')}\n${call('authToken')}` },
  { name: 'a header from elsewhere', code: call('getHeader()') },
  { name: 'a word that begins alike', code: `const headers = { Authorization: \`NVXTOKEN\${x}\` };` },
  { name: 'no header', code: 'const ticket = `NVX-${id}`; // navixy' },
  { name: 'a type', code: 'interface Headers { Authorization: `NVX ${string}` }', ts: true },
];

const invalid: InvalidCase[] = [
  suggested('no space, template', 'malformedScheme', 'NVX<hash>', call('`«NVX»${hash}`'), call('`NVX ${hash}`')),
  suggested('no space, sum', 'malformedScheme', 'NVX<hash>', call("«'NVX'» + hash"), call("'NVX ' + hash")),
  malformed('colon', 'NVX: <hash>', call("«'NVX: '» + hash"), call("'NVX ' + hash")),
  suggested('colon without space', 'malformedScheme', 'NVX:<hash>', call("«'NVX:'» + hash"), call("'NVX ' + hash")),
  malformed('lower case', 'nvx <hash>', call("«'nvx '» + hash"), call("'NVX ' + hash")),
  malformed('title case', 'Nvx <hash>', call("«'Nvx '» + hash"), call("'NVX ' + hash")),
  malformed('two spaces', 'NVX  <hash>', call("«'NVX  '» + hash"), call("'NVX ' + hash")),
  malformed(
    'constant far from the header',
    'nvx <hash>',
    `const SCHEME = «'nvx '»;\n${call('SCHEME + hash')}`,
    `const SCHEME = 'NVX ';\n${call('SCHEME + hash')}`,
  ),
  malformed(
    'set',
    'NVX: <hash>',
    "headers.set('Authorization', «'NVX: '» + hash);",
    "headers.set('Authorization', 'NVX ' + hash);",
  ),
  malformed(
    'XMLHttpRequest',
    'NVX: <hash>',
    "xhr.setRequestHeader('authorization', «'NVX: '» + hash);",
    "xhr.setRequestHeader('authorization', 'NVX ' + hash);",
  ),
  malformed(
    'axios defaults',
    'nvx <hash>',
    "axios.defaults.headers.common.Authorization = «'nvx '» + hash;",
    "axios.defaults.headers.common.Authorization = 'NVX ' + hash;",
  ),
  malformed(
    'quoted name',
    'nvx <hash>',
    "const headers = { 'authorization': «'nvx '» + hash };",
    "const headers = { 'authorization': 'NVX ' + hash };",
  ),
  malformed(
    'a value written out',
    'NVX: <hash>',
    `const headers = { Authorization: «'NVX: ${H}'» };`,
    `const headers = { Authorization: 'NVX ${H}' };`,
  ),
  suggested('Bearer', 'foreignScheme', 'Bearer', call("«'Bearer '» + hash"), call("'NVX ' + hash")),
  suggested('Basic', 'foreignScheme', 'Basic', call("«'Basic '» + hash"), call("'NVX ' + hash")),
  suggested(
    'Bearer towards a white label',
    'foreignScheme',
    'Bearer',
    call("«'Bearer '» + key", "'https://gps.brand.example/api-v2/tracker/list'"),
    call("'NVX ' + key", "'https://gps.brand.example/api-v2/tracker/list'"),
  ),
  suggested(
    'Bearer through an instance',
    'foreignScheme',
    'Bearer',
    `const client = axios.create({ baseURL: '${API}', headers: { Authorization: «'Bearer '» + key } });`,
    `const client = axios.create({ baseURL: '${API}', headers: { Authorization: 'NVX ' + key } });`,
  ),
  suggested(
    'no scheme',
    'missingScheme',
    '',
    call('«process.env.NAVIXY_API_KEY»'),
    call('`NVX ${process.env.NAVIXY_API_KEY}`'),
  ),
  suggested('no scheme, a variable', 'missingScheme', '', call('«navixyHash»'), call('`NVX ${navixyHash}`')),
  bare('no scheme, written out: nothing to offer', 'missingScheme', '', call(`«'${H}'»`)),
];

runRule(rule as never, valid, invalid);
