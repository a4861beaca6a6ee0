import type { LeakForm } from './leaks.ts';

/** Leaks in an encoding, and values in pieces. */
export const LEAKS_ENCODINGS: readonly LeakForm[] = [
  [
    'encoded: percent, whole query in a next parameter',
    'https://brand.example/login?next=https%3A%2F%2Fgps.brand.example%2Fapi-v2%2Ftracker%2Flist%3Fhash%3D@H%26tracker_id%3D1',
    'hash',
  ],
  ['encoded: percent, JSON body', 'data=%7B%22hash%22%3A%22@H%22%2C%22tracker_id%22%3A7%7D', 'hash'],
  [
    'encoded: percent twice, JSON body',
    'q=%257B%2522hash%2522%253A%2522@H%2522%252C%2522tracker_id%2522%253A7%257D',
    'hash',
  ],
  [
    'encoded: percent, lower-case digits',
    'u=https%3a%2f%2fgps.brand.example%2fapi-v2%2ftracker%2flist%3fhash%3d@H',
    'hash',
  ],
  ['encoded: percent, header with a plus', 'headers=Authorization%3A+NVX+@H', 'hash'],
  [
    'encoded: percent, session key in an SSO link',
    'https://sso.example/?to=https%3A%2F%2Fgps.brand.example%2Fpro%2Fdemo%2F%3Fsession_key%3D@H',
    'hash',
  ],
  ['encoded: percent, the value itself', 'https://api.eu.navixy.com/v2/tracker/list?hash=@percent{@H}', 'hash'],
  ['encoded: percent, env line in a deploy URL', 'https://deploy.example/new?env=NAVIXY_HASH%3D@H%0ATZ%3DUTC', 'hash'],
  [
    'encoded: quoted-printable with a soft line break in the URL',
    `Link: https://gps.brand.example/api-v2/track=
er/list?hash=3D@H`,
    'hash',
  ],
  [
    'encoded: quoted-printable with a soft line break before the value',
    `https://gps.brand.example/api-v2/tracker/list?hash=3D=
@H`,
    'hash',
  ],
  [
    'encoded: quoted-printable with a soft line break in the value',
    `https://gps.brand.example/api-v2/tracker/list?hash=3D@H[0,20]=
@H[20,32]`,
    'hash',
  ],
  [
    'encoded: quoted-printable mail in Spanish',
    `Content-Transfer-Encoding: quoted-printable

La llave de Navixy en producci=C3=B3n es: @H`,
    'hash',
  ],
  ['encoded: quoted-printable attribute', '<a href=3D"https://gps.brand.example/pro/demo/?session_key=3D@H">', 'hash'],
  [
    'encoded: unicode escape before and after',
    String.raw`"https://gps.brand.example/api-v2/tracker/list?hash\u003d@H\u0026tracker_id\u003d1"`,
    'hash',
  ],
  [
    'encoded: unicode escaped quotes of JSON',
    String.raw`"{\u0022hash\u0022:\u0022@H\u0022,\u0022tracker_id\u0022:5}"`,
    'hash',
  ],
  [
    'encoded: unicode escaped ampersand before the name',
    String.raw`"https://gps.brand.example/api-v2/track/read?tracker_id=4\u0026hash=@H"`,
    'hash',
  ],
  ['encoded: unicode escapes of the whole value', 'NAVIXY_HASH = "@unicode{@H}"', 'hash'],
  [
    'encoded: byte escapes before and after',
    String.raw`'https://gps.brand.example/api-v2/tracker/list\x3fhash\x3d@H\x26a\x3d1'`,
    'hash',
  ],
  [
    'encoded: byte escaped quotes of JSON',
    String.raw`var c = JSON.parse('\x7b\x22navixyHash\x22:\x22@H\x22\x7d');`,
    'hash',
  ],
  ['encoded: byte escapes of the whole value', '$navixy_hash = "@hexescape{@H}";', 'hash'],
  ['encoded: CSS-like escape of the equals sign', String.raw`content: "navixy hash\3d @H";`, 'hash'],
  [
    'encoded: HTML entity for the equals sign',
    '<a href="https://gps.brand.example/api-v2/track/download?tracker_id=4&amp;hash&#61;@H">',
    'hash',
  ],
  ['encoded: HTML entity in hex', 'https://gps.brand.example/api-v2/tracker/list?hash&#x3D;@H', 'hash'],
  ['encoded: named entity for the equals sign', '<p>hash&equals;@H on gps.brand.example/api-v2</p>', 'hash'],
  ['encoded: HTML entities of the whole value', '<meta name="navixy-hash" content="@entities{@H}">', 'hash'],
  [
    'encoded: ampersand escaped twice',
    '&lt;a href="https://saas.navixy.com/api-v2/track/download?tracker_id=4&amp;amp;hash=@H"&gt;',
    'hash',
  ],
  [
    'encoded: HTML quotes in a pre block',
    '<pre>{ &quot;hash&quot;: &quot;@H&quot;, &quot;tracker_id&quot;: 7 }</pre>',
    'hash',
  ],
  [
    'encoded: HTML with markup of a highlighter',
    '<span class="nt">"navixy_hash"</span><span class="p">:</span> <span class="s2">"@H"</span>',
    'hash',
  ],
  [
    'encoded: HTML with markup around the equals sign',
    '<span class="nv">NAVIXY_HASH</span><span class="o">=</span><span class="m">@H</span>',
    'hash',
  ],
  ['encoded: terminal colours', `\x1b[32mNAVIXY_HASH\x1b[0m=\x1b[33m@H\x1b[0m`, 'hash'],
  ['encoded: base64 of the value with a platform name', 'NAVIXY_HASH_B64=@base64{@H}', 'hash'],
  ['encoded: base64 of the value, decoded in JavaScript', "const navixyHash = atob('@base64{@H}');", 'hash'],
  ['encoded: base64 of the value, decoded in Python', 'navixy_hash = base64.b64decode("@base64{@H}").decode()', 'hash'],
  ['encoded: base64 of an env line', 'echo @base64{NAVIXY_HASH=@H} | base64 -d >> .env', 'hash'],
  [
    'encoded: base64 of an env file',
    `ENV_FILE_B64=@base64{PORT=3000
NAVIXY_URL=https://api.eu.navixy.com/v2
NAVIXY_HASH=@H
TZ=UTC
}`,
    'hash',
  ],
  [
    'encoded: base64 of a JSON document',
    'config: @base64{{"url":"https://gps.brand.example/api-v2","hash":"@H","lang":"es"}}',
    'hash',
  ],
  [
    'encoded: base64 of a curl command',
    `- run: echo "@base64{curl -s 'https://gps.brand.example/api-v2/tracker/list?hash=@H'}" | base64 -d | sh`,
    'hash',
  ],
  ['encoded: base64 of a header', 'extraheader = @base64{Authorization: NVX @H}', 'hash'],
  [
    'encoded: base64 body of a HAR answer',
    `"url": "https://api.eu.navixy.com/v2/user/auth",
"content": { "encoding": "base64", "text": "@base64{{"success":true,"type":"authenticated","hash":"@H"}}" }`,
    'session',
  ],
  [
    'encoded: base64 over several lines',
    `Content-Transfer-Encoding: base64

@mime{Hola, los datos del servidor de rastreo: https://gps.brand.example/api-v2/tracker/list?hash=@H
El usuario es monitoreo. Saludos.
}`,
    'hash',
  ],
  ['encoded: base64 of a notebook attachment', 'data:text/plain;base64,@base64{navixy hash: @H}', 'hash'],
  [
    'encoded: base64 without padding, address-safe',
    'https://app.example/#state=@base64url{{"api":"https://gps.brand.example/api-v2","hash":"@H"}}',
    'hash',
  ],
  [
    'encoded: base64 of a token payload with a session key',
    'token=@base64url{{"alg":"none"}}.@base64url{{"iss":"navixy","session_key":"@H"}}.',
    'hash',
    { also: 'session' },
  ],
  [
    'encoded: base64 of UTF-16 for PowerShell',
    'powershell -EncodedCommand @utf16base64{$env:NAVIXY_HASH = "@H"}',
    'hash',
  ],
  [
    'encoded: base64 in base64',
    `data:
  values: @base64{NAVIXY_HASH: @base64{@H}}`,
    'hash',
  ],
  ['encoded: percent-encoded JSON in a cookie', 'Set-Cookie: navixy=@url{{"hash":"@H","locale":"es"}}; Path=/', 'hash'],
  [
    'encoded: percent for every sign of a cookie',
    'Set-Cookie: navixy=@percent{{"hash":"@H","locale":"es"}}; Path=/',
    'hash',
  ],
  ['encoded: value in a hex dump of a capture', String.raw`GET /api-v2/tracker/list\x3Fhash=@H HTTP/1.1`, 'hash'],
  ['encoded: plus for spaces in a form', 'note=navixy+hash+@H', 'hash'],
  ['encoded: underscore spaces in a mail subject', 'Subject: =?utf-8?Q?navixy_hash_@H?=', 'hash'],
  ['encoded: mail subject in base64', 'Subject: =?UTF-8?B?@base64{navixy hash: @H}?=', 'hash'],
  ['encoded: zero-width space before the value', `NAVIXY_HASH=\u200b@H`, 'hash'],
  ['encoded: no-break spaces in prose', `Navixy\xa0hash\xa0: @H`, 'hash'],
  ['encoded: typographic quotes', 'NAVIXY_HASH=“@H”', 'hash'],
  ['encoded: guillemets', 'Ключ Navixy: «@H»', 'hash'],
  ['encoded: full-width colon and quotes', 'navixy_hash：「@H」', 'hash'],
  ['encoded: escaped underscore in Markdown', String.raw`NAVIXY\_HASH = @H`, 'hash'],
  [
    'encoded: value wrapped over two quoted strings in C',
    String.raw`#define NAVIXY_HASH "@H[0,16]" \
                    "@H[16,32]"`,
    'hash',
  ],
  ['encoded: value split in Java', 'String navixyHash = "@H[0,16]" + "@H[16,32]";', 'hash'],
  ['encoded: value split in PHP with dots', "$navixy_hash = '@H[0,16]' . '@H[16,32]';", 'hash'],
  [
    'encoded: value split in Visual Basic',
    `navixyHash = "@H[0,16]" & _
             "@H[16,32]"`,
    'hash',
  ],
  [
    'encoded: value split by a backslash at the line end',
    String.raw`NAVIXY_HASH=@H[0,16]\
@H[16,32]`,
    'hash',
  ],
  [
    'encoded: value split in a JavaScript array join',
    "const NAVIXY_HASH = ['@H[0,16]', '@H[16,32]'].join('');",
    'hash',
  ],
  [
    'encoded: value split by +=',
    `let navixyHash = '@H[0,16]';
navixyHash += '@H[16,32]';`,
    'hash',
  ],
  [
    'encoded: value split in a URL of a template',
    'url = "https://gps.brand.example/api-v2/tracker/list?hash=@H[0,16]" + "@H[16,32]"',
    'hash',
  ],
];
