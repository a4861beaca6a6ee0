import type { Kind } from '../../../src/index.ts';

export interface LeakOptions {
  /** Only the repository names the platform; the file does not. */
  readonly repository?: true;
  /** A second kind that a careful reader may name. */
  readonly also?: Kind;
}

/**
 * Ways in which real code carries a hash. `@H` is the value, `@D` a digest that must stay unreported;
 * `fill.ts` tells the other marks. A new shape is one line: [name, text, kind].
 */
export type LeakForm = readonly [name: string, text: string, kind: Kind, options?: LeakOptions];

export const LEAK_FORMS: readonly LeakForm[] = [
  ['assignment to a platform name', "const NAVIXY_HASH = '@H';", 'hash'],
  ['env line', 'NAVIXY_API_KEY=@H', 'api-key'],
  ['quoted env line with export', 'export NAVIXY_HASH="@H"', 'hash'],
  ['commented env line', '# NAVIXY_HASH=@H', 'hash'],
  ['header in curl', "curl -H 'Authorization: NVX @H' https://x.example/", 'hash'],
  ['header as property', "{ headers: { Authorization: 'NVX @H' } }", 'hash'],
  ['header without space', 'Authorization: NVX@H', 'hash'],
  ['header with colon', 'Authorization: NVX: @H', 'hash'],
  ['header by concatenation', '"Authorization": "NVX " + "@H"', 'hash'],
  ['header percent-encoded', 'Authorization=NVX%20@H', 'hash'],
  ['query on an official host', 'https://api.eu.navixy.com/v2/tracker/list?hash=@H', 'hash'],
  ['query after a trailing slash', 'https://api.us.navixy.com/v2/tracker/list/?hash=@H', 'hash'],
  ['query on a white label', 'https://gps.brand.example/api-v2/tracker/list?hash=@H', 'hash'],
  ['second query parameter', 'http://gps.brand.example/api-v2/track/read?tracker_id=1&hash=@H', 'hash'],
  ['query in a template', 'fetch(`${API}/tracker/list?hash=@H`)', 'hash'],
  ['query by concatenation', "fetch(API + '/tracker/list?hash=' + '@H')", 'hash'],
  ['query with an HTML entity', '<a href="https://saas.navixy.com/api-v2/track/download?a=1&amp;hash=@H">', 'hash'],
  ['query percent-encoded', 'next=https%3A%2F%2Fapi.eu.navixy.com%2Fv2%2Ftracker%2Flist%3Fhash%3D@H', 'hash'],
  [
    'query percent-encoded twice',
    'https%253A%252F%252Fapi.eu.navixy.com%252Fv2%252Ftracker%252Flist%253Fhash%253D@H',
    'hash',
  ],
  ['query with a unicode escape', '"https://api.eu.navixy.com/v2/tracker/list?hash\\u003d@H"', 'hash'],
  ['query with a byte escape', '"https://api.eu.navixy.com/v2/tracker/list?hash\\x3d@H"', 'hash'],
  ['query quoted-printable', 'https://api.eu.navixy.com/v2/tracker/list?hash=3D@H', 'hash'],
  ['iframe', '<iframe src="https://app.example/?session_key=@H"></iframe> <!-- navixy -->', 'hash'],
  ['auto-login', '//gps.brand.example/pro/demo/?session_key=@H # navixy', 'hash'],
  ['panel cookie', 'Cookie: panel_session_key=@H; locale=en', 'panel-session'],
  ['panel address', 'https://api.eu.navixy.com/v2/panel/user/list?hash=@H', 'panel-session'],
  ['JSON body with tracker_id', '{"hash": "@H", "tracker_id": 7}', 'hash'],
  ['JSON body in a JavaScript string', 'const body = "{\\"hash\\":\\"@H\\",\\"tracker_id\\":7}";', 'hash'],
  ['form body', 'hash=@H&trackers=%5B1%5D', 'hash'],
  ['WebSocket frame', '{"action":"subscribe","hash":"@H","requests":[]}', 'hash'],
  ['user application', '{"type":"api_key","hash":"@H"}', 'api-key'],
  ['fallback in JavaScript', "process.env.NAVIXY_API_KEY || '@H'", 'api-key'],
  ['nullish fallback', 'cfg?.navixyApiKey ?? "@H"', 'api-key'],
  ['fallback in shell', 'NAVIXY_HASH=${NAVIXY_HASH:-@H}', 'hash'],
  ['fallback in Python with or', 'os.environ.get("NAVIXY_API_HASH") or "@H"', 'hash'],
  ['default in Python', 'os.environ.get("NAVIXY_API_HASH", "@H")', 'hash'],
  ['typed class property', '// api.navixy.com\nclass Api { key: string = "@H" }', 'hash'],
  ['PHP variable below the host', '// https://saas.navixy.com/api-v2\n$hash = "@H";', 'hash'],
  ['PHP define', "define('NAVIXY_HASH', '@H');", 'hash'],
  ['Python return', 'def get_navixy_hash():\n    return "@H"', 'hash'],
  ['Visual Basic', 'Dim hash As String = "@H" \' navixy', 'hash'],
  ['SDK constructor', 'new Navixy.Api({ user: { hash: "@H" } })', 'hash'],
  ['client constructor', 'new NavixyClient("@H")', 'hash'],
  ['setter call', 'navixyApi.setHash("@H")', 'hash'],
  ['setter call over lines', 'navixy.api.setHash(\n  "@H",\n)', 'hash'],
  ['name and value, name first', '{"name":"navixy_hash","value":"@H"}', 'hash'],
  ['name and value, value first', '{"value":"@H","name":"navixy_hash"}', 'hash'],
  ['Kubernetes env', '- name: NAVIXY_HASH\n  value: @H', 'hash'],
  ['Terraform default', 'variable "navixy_hash" {\n  default = "@H"\n}', 'hash'],
  ['Dockerfile ENV without =', 'ENV NAVIXY_HASH @H', 'hash'],
  ['XML element', '<navixyHash>@H</navixyHash>', 'hash'],
  ['plist', '<key>NavixyHash</key>\n<string>@H</string>', 'hash'],
  ['Markdown table', '| Navixy hash | @H |', 'hash'],
  ['prose', 'Navixy API key for production is @H', 'api-key'],
  ['prose in Russian', 'ключ navixy: @H', 'hash'],
  ['SQL insert', "INSERT INTO settings (name, value) VALUES ('navixy_hash', '@H');", 'hash'],
  ['value on the next line', 'NAVIXY_HASH = \\\n  "@H"', 'hash'],
  ['session variable', 'const navixySessionHash = "@H"', 'session'],
  ['beside look-alikes', 'etag: "@D"\nNAVIXY_HASH: "@H"\nmd5: "@D"\nsrc: "/img/@D.png"\nguid: @D', 'hash'],
];
