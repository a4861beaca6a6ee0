import type { UnseenForm } from './form.ts';

/** Leaks in logs, messages and documents, part 1. */
export const LEAKS_TALK_1: readonly UnseenForm[] = [
  {
    name: 'login answer in a log',
    path: 'logs/app.log',
    source: 'log: application',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
2024-05-02 10:11:12 INFO  ⟦navixy|gps⟧ user/auth -> {"success":true,"hash":"«key»"}
`,
  },
  {
    name: 'panel login answer',
    path: 'logs/panel.log',
    source: 'docs: panel',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
⟦POST https://api.eu.navixy.com/v2/panel/account/auth|POST /panel/account/auth⟧ \
{"success":true,"hash":"«key»","permissions":{"user_list":["read"]},"dealer":{"id":12}}
`,
  },
  {
    name: 'access log',
    path: 'logs/access.log',
    source: 'log: nginx',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
10.0.0.4 - - [02/May/2024:10:11:12 +0000] "GET /api-v2/tracker/list?hash=«key» HTTP/1.1" 200 812 \
"https://⟦saas.navixy.com|gps.brand.example⟧/" "-"
`,
  },
  {
    name: 'proxy log with host',
    path: 'logs/squid.log',
    source: 'log: squid',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
1714644672.123 120 10.0.0.9 TCP_MISS/200 990 GET \
https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/get_state?tracker_id=12&hash=«key» - \
DIRECT/- application/json
`,
  },
  {
    name: 'python traceback',
    path: 'logs/worker.log',
    source: 'log: python',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
requests.exceptions.HTTPError: 400 Client Error for url: \
https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=«key»
`,
  },
  {
    name: 'axios error dump',
    path: 'logs/error.log',
    source: 'log: node',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
    url: 'https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list',
    headers: { Accept: 'application/json', Authorization: 'NVX «key»' },
`,
  },
  {
    name: 'php var_dump',
    path: 'logs/debug.txt',
    source: 'log: php',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
string(6) "⟦navixy|fleet⟧"
["hash"]=>
string(32) "«key»"
`,
  },
  {
    name: 'monolog context',
    path: 'logs/laravel.log',
    source: 'log: php',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
[2024-05-02 10:11:12] local.DEBUG: ⟦Navixy|GPS⟧ request {"path":"tracker/list","hash":"«key»"}
`,
  },
  {
    name: 'curl verbose',
    path: 'logs/curl.txt',
    source: 'log: curl -v',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
> POST /v2/tracker/list HTTP/2
> Host: ⟦api.eu.navixy.com|gps.brand.example⟧
> authorization: NVX «key»
`,
  },
  {
    name: 'set -x',
    path: 'logs/ci.log',
    source: 'log: CI',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
+ export ⟦NAVIXY_HASH|GPS_HASH⟧=«key»
+ node sync.js
`,
  },
  {
    name: 'jest snapshot',
    path: '__snapshots__/api.test.js.snap',
    source: 'public repo: test snapshot',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
"https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=«key»",
`,
  },
  {
    name: 'Slack export',
    path: 'slack/general.json',
    source: 'chat: Slack export',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
{ "user": "U1", "type": "message", "text": "the ⟦navixy|gps⟧ api key is «key», please don't lose it \
again", "ts": "1714644672.0001" }
`,
  },
  {
    name: 'WhatsApp export',
    path: 'chat.txt',
    source: 'chat: WhatsApp export',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
02/05/24 10:11 - Marta: la clave de la api de ⟦navixy|gps⟧ es «key»
`,
  },
  {
    name: 'e-mail',
    path: 'mail.eml',
    source: 'chat: e-mail',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
Subject: ⟦Navixy access|GPS access⟧

Hi, ⟦Navixy |⟧API key: «key»
Server: https://⟦api.us.navixy.com/v2|gps.example/v2⟧
`,
  },
  {
    name: 'commit message',
    path: 'COMMIT_EDITMSG',
    source: 'git: commit message',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
Rotate ⟦navixy|gps⟧ hash, old one was «key»
`,
  },
  {
    name: 'issue text',
    path: 'issue.md',
    source: 'public repo: issue',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
When I call \`https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=«key»\` I get code 4.
`,
  },
  {
    name: 'markdown table of access',
    path: 'docs/access.md',
    source: 'public repo: wiki',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
| system | API hash |
|---|---|
| ⟦Navixy|GPS⟧ | \`«key»\` |
`,
  },
  {
    name: 'markdown list',
    path: 'docs/setup.md',
    source: 'public repo: wiki',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
- ⟦Navixy|Tracking⟧ session hash: **«key»**
`,
  },
  {
    name: 'reStructuredText',
    path: 'docs/setup.rst',
    source: 'public repo: wiki',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
.. code-block:: bash

   curl -H "Authorization: NVX «key»" https://⟦api.eu.navixy.com|gps.brand.example⟧/v2/user/get_info
`,
  },
  {
    name: 'diff',
    path: 'patches/fix.patch',
    source: 'git: patch',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
-const ⟦NAVIXY_HASH|GPS_HASH⟧ = '«key»';
+const ⟦NAVIXY_HASH|GPS_HASH⟧ = process.env.GPS_HASH;
`,
  },
  {
    name: 'sql log of a session table',
    path: 'dump2.sql',
    source: 'tool export: database dump',
    expected: { line: 'found', repository: 'either', alone: 'low-or-none' },
    text: `\
INSERT INTO ⟦navixy_sessions|gps_sessions⟧ (user_id, hash, created) VALUES (12, '«key»', '2024-05-02');
`,
  },
  {
    name: 'mongo export',
    path: 'accounts.json',
    source: 'tool export: database dump',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{"_id":{"$oid":"6633"},"provider":"⟦navixy|gps⟧","apiHash":"«key»","active":true}
`,
  },
  {
    name: 'redis dump',
    path: 'redis.txt',
    source: 'tool export: database dump',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
SET ⟦navixy|gps⟧:session:hash "«key»"
`,
  },
  {
    name: 'cookie jar',
    path: 'cookies.txt',
    source: 'tool: curl cookie jar',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
⟦saas.navixy.com|gps.brand.example⟧	FALSE	/	TRUE	0	hash	«key»
`,
  },
  {
    name: 'Set-Cookie',
    path: 'logs/head.txt',
    source: 'docs: UI plugins',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
⟦https://saas.navixy.com|https://gps.brand.example⟧ Set-Cookie: panel_session_key=«key»; path=/; secure
`,
  },
  {
    name: 'browser storage dump',
    path: 'storage.json',
    source: 'tool export: browser storage',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{ "origin": "https://⟦saas.navixy.com|gps.brand.example⟧", "localStorage": [ { "name": "hash", "value": "«key»" } ] }
`,
  },
  {
    name: 'JMeter plan',
    path: 'plan.jmx',
    source: 'tool export: JMeter',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
<elementProp name="Authorization" elementType="Header">
  <stringProp name="Header.name">Authorization</stringProp>
  <stringProp name="Header.value">NVX «key»</stringProp>⟦<!-- navixy -->|⟧
</elementProp>
`,
  },
  {
    name: 'k6',
    path: 'load.js',
    source: 'tool: k6',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
http.post('https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list', JSON.stringify({ hash: '«key»' }));
`,
  },
  {
    name: 'OpenAPI example',
    path: 'openapi.yaml',
    source: 'docs: OpenAPI',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
parameters:
  - name: hash
    in: query
    description: ⟦Navixy|platform⟧ session hash
    example: «key»
`,
  },
];
