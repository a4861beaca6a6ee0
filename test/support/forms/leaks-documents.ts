import type { LeakForm } from './leaks.ts';

/** Leaks in prose, tables, notebooks, CSV and SQL dumps. */
export const LEAKS_DOCUMENTS: readonly LeakForm[] = [
  [
    'markdown: bullet',
    `## Access
- Server: https://api.eu.navixy.com/v2
- API key: \`@H\``,
    'api-key',
  ],
  [
    'markdown: bold label',
    `**Hash:** @H
**Host:** https://gps.brand.example/api-v2/`,
    'hash',
  ],
  [
    'markdown: table with a header row',
    `| Cliente | Servidor | Hash |
|---------|----------|------|
| ACME | https://gps.brand.example/api-v2 | @H |`,
    'hash',
  ],
  [
    'markdown: table of parameters with an example column',
    `| parameter | description | example |
|---|---|---|
| hash | Navixy session hash | \`@H\` |`,
    'session',
  ],
  [
    'markdown: fenced curl',
    `\`\`\`bash
curl -X POST https://gps.brand.example/api-v2/tracker/list -d "hash=@H"
\`\`\``,
    'hash',
  ],
  [
    'markdown: fenced JSON',
    `Request body for \`POST /api-v2/tracker/get_states\`:

\`\`\`json
{
  "hash": "@H",
  "trackers": [1, 2]
}
\`\`\``,
    'hash',
  ],
  ['markdown: link target', 'See the [live map](https://gps.brand.example/pro/demo/?session_key=@H).', 'hash'],
  [
    'markdown: prose in English',
    'Use the hash @H when you call https://gps.brand.example/api-v2/tracker/list in the sandbox.',
    'hash',
  ],
  ['markdown: prose, key first', '@H is the navixy key of the test account.', 'hash'],
  ['markdown: prose in Spanish', 'Para probar en navixy usa la llave @H (cuenta demo).', 'hash'],
  [
    'markdown: prose in Russian over lines',
    `Адрес сервера: https://gps.brand.example/api-v2
Хэш сессии сервисной учётной записи:
@H`,
    'hash',
  ],
  ['markdown: prose in Portuguese', 'A chave do Navixy em produção: `@H`', 'hash'],
  [
    'markdown: checklist of a handover',
    `- [x] VPS
- [ ] navixy hash (\`@H\`) rotate after the handover`,
    'hash',
  ],
  [
    'markdown: env block in a readme',
    `\`\`\`
NAVIXY_URL=https://api.us.navixy.com/v2
NAVIXY_HASH=@H
\`\`\``,
    'hash',
  ],
  ['markdown: html comment', '<!-- navixy prod hash: @H -->', 'hash'],
  ['markdown: definition of a postman variable', '`{{hash}}` → @H (saas.navixy.com)', 'hash'],
  ['asciidoc: attribute', ':navixy-hash: @H', 'hash'],
  [
    'rst: field list',
    `:Server: https://gps.brand.example/api-v2
:Hash: @H`,
    'hash',
  ],
  [
    'rst: code block',
    `.. code-block:: python

   api = navixy.Client("@H")`,
    'hash',
  ],
  ['org: property', '#+PROPERTY: navixy_hash @H', 'hash'],
  [
    'latex: verbatim',
    String.raw`\begin{verbatim}
GET /api-v2/tracker/list?hash=@H
\end{verbatim}`,
    'hash',
  ],
  [
    'text: notes with host above',
    `RASTREO SATELITAL
host  http://gps.brand.example/api-v2/
hash  @H
user  monitoreo`,
    'hash',
  ],
  [
    'text: labels in capitals',
    `NAVIXY
API KEY
@H`,
    'api-key',
  ],
  [
    'text: mail',
    `Subject: Navixy integration

Hi Tom, the new API key is @H, please put it into the vault.`,
    'api-key',
  ],
  ['text: host, then value in brackets', 'saas.navixy.com [@H]', 'hash'],
  ['text: colon without space and full stop', 'Navixy hash:@H.', 'hash'],
  ['text: in parentheses', 'We use one Navixy API key (@H) for all depots.', 'api-key'],
  ['text: arrow', 'navixy => @H', 'hash'],
  ['text: tabs', `navixy	prod	@H`, 'hash'],
  ['rtf: run of text', String.raw`{\rtf1\ansi\pard Navixy hash: @H\par}`, 'hash'],
  [
    'wiki: Confluence table',
    `||System||Hash||
|Navixy|@H|`,
    'hash',
  ],
  ['wiki: MediaWiki template', '{{Credential|system=Navixy|hash=@H}}', 'hash'],
  [
    'notebook: source array',
    String.raw`{
 "cell_type": "code",
 "source": [
  "import requests\n",
  "HASH = \"@H\"\n",
  "r = requests.post(\"https://gps.brand.example/api-v2/tracker/list\", json={\"hash\": HASH})\n"
 ]
}`,
    'hash',
  ],
  [
    'notebook: URL in a source line',
    String.raw`  "url = 'https://api.eu.navixy.com/v2/tracker/list?hash=@H'\n",`,
    'hash',
  ],
  [
    'notebook: output text',
    String.raw`  "outputs": [{"output_type": "stream", "text": ["POST /api-v2/tracker/list hash=@H\n"]}]`,
    'hash',
  ],
  ['notebook: headers dictionary', String.raw`  "headers = {'Authorization': 'NVX @H'}\n"`, 'hash'],
  [
    'notebook: raw cell with a generic key',
    String.raw`  "    \"base\": \"https://gps.brand.example/api-v2\",\n",
  "    \"key\": \"@H\",\n",`,
    'hash',
  ],
  [
    'r markdown: chunk',
    `\`\`\`{r}
navixy_hash <- "@H"
\`\`\``,
    'hash',
  ],
  [
    'csv: header line',
    `cliente,url,hash
ACME,https://gps.brand.example/api-v2,@H`,
    'hash',
  ],
  [
    'csv: quoted with semicolons',
    `"id";"navixy_hash";"title"
"1";"@H";"Depot"`,
    'hash',
  ],
  [
    'csv: navixy column in a wide header',
    `id,name,navixy_hash,created_at
5,Norte,@H,2023-04-01`,
    'hash',
  ],
  [
    'csv: key-value rows',
    `key,value
navixy_api_url,https://api.eu.navixy.com/v2
navixy_api_key,@H`,
    'api-key',
  ],
  [
    'tsv: header line',
    `account	server	hash
Quito	https://gps.brand.example/api-v2	@H`,
    'hash',
  ],
  [
    'sql: insert with a column list',
    `INSERT INTO \`gps_accounts\` (\`id\`, \`name\`, \`url\`, \`hash\`) VALUES
(1, 'ACME', 'https://gps.brand.example/api-v2/', '@H');`,
    'hash',
  ],
  [
    'sql: insert of a navixy column',
    "INSERT INTO customers (id, title, navixy_hash) VALUES (7, 'Depot', '@H');",
    'hash',
  ],
  ['sql: update', "UPDATE settings SET value = '@H' WHERE name = 'navixy_hash';", 'hash'],
  ['sql: update of a column', "UPDATE `companies` SET `navixy_hash` = '@H' WHERE `id` = 4;", 'hash'],
  [
    'sql: second row of a dump',
    `INSERT INTO \`settings\` (\`id\`, \`name\`, \`val\`) VALUES
(1, 'site_title', 'Flota'),
(2, 'navixy_hash', '@H'),
(3, 'lang', 'es');`,
    'hash',
  ],
  [
    'sql: dump without column names',
    `CREATE TABLE \`navixy_accounts\` (\`id\` int(11), \`hash\` varchar(64), \`title\` varchar(64));
INSERT INTO \`navixy_accounts\` VALUES (1,'@H','Depot');`,
    'hash',
  ],
  ['sql: column default', "ALTER TABLE users ADD COLUMN navixy_hash varchar(32) DEFAULT '@H';", 'hash'],
  ['sql: where clause', "SELECT * FROM companies WHERE navixy_hash = '@H';", 'hash'],
  [
    'sql: PostgreSQL copy',
    String.raw`COPY public.navixy_accounts (id, hash, title) FROM stdin;
1	@H	Depot
\.`,
    'hash',
  ],
  [
    'sql: MERGE with JSON in a column',
    `INSERT INTO integrations (name, config) VALUES ('navixy', '{"url":"https://gps.brand.example/api-v2","hash":"@H"}');`,
    'hash',
  ],
  [
    'sql: WordPress options dump',
    `(412, 'navixy_settings', 'a:2:{s:3:"url";s:28:"https://api.eu.navixy.com/v2";s:4:"hash";s:32:"@H";}', 'yes'),`,
    'hash',
  ],
  ['sql: set variable', "SET @@navixy_hash = '@H';", 'hash'],
  [
    'mongo: insertOne',
    'db.providers.insertOne({ name: "navixy", url: "https://api.us.navixy.com/v2", hash: "@H" })',
    'hash',
  ],
  ['redis: set', 'SET navixy:hash @H', 'hash'],
  ['ldif: attribute', 'navixyHash: @H', 'hash'],
  ['firebase: export', '{"settings":{"gps":{"server":"https://gps.brand.example/api-v2","hash":"@H"}}}', 'hash'],
  [
    'svg: xlink in a dashboard',
    '<a xlink:href="https://gps.brand.example/api-v2/report/tracker/download?hash=@H&amp;report_id=2"><text>PDF</text></a>',
    'hash',
  ],
  ['drawio: label', '<mxCell value="navixy&#10;hash: @H" vertex="1"/>', 'hash'],
  ['mermaid: edge', '  bot -->|Authorization: NVX @H| api[api.eu.navixy.com]', 'hash'],
  ['plantuml: note', String.raw`note right: POST /api-v2/tracker/list\nhash=@H`, 'hash'],
  [
    'po: translation comment',
    `#. navixy hash @H
msgid "Map"`,
    'hash',
  ],
  ['srt-like: transcript of a demo', '00:12 so in Postman we put Authorization NVX @H and send', 'hash'],
  ['jira: export', 'Description: Navixy returns code 4 for hash @H since Monday', 'hash'],
  [
    'stack: question text',
    'I call https://api.navixy.com/v2/tracker/list with my api key @H but get "Wrong hash".',
    'api-key',
  ],
];
