import type { LeakForm } from './leaks.ts';

/** Leaks in settings: env, INI, YAML, TOML, JSON, XML, HTML, CSS, servers and units. */
export const LEAKS_CONFIG: readonly LeakForm[] = [
  [
    'env: file with host and key',
    `# fleet backend
NAVIXY_API_URL=https://api.eu.navixy.com/v2
NAVIXY_API_KEY=@H
REDIS_URL=redis://localhost:6379`,
    'api-key',
  ],
  [
    'env: white label with generic HASH',
    `GPS_URL=https://gps.brand.example/api-v2
GPS_HASH=@H
GPS_TIMEOUT=20`,
    'hash',
  ],
  [
    'env: Vite variable',
    `VITE_API_BASE=https://gps.brand.example/api-v2
VITE_API_HASH=@H`,
    'hash',
  ],
  ['env: Next public variable', 'NEXT_PUBLIC_NAVIXY_API_KEY="@H"', 'api-key'],
  ['env: Expo public variable', 'EXPO_PUBLIC_NAVIXY_HASH=@H', 'hash'],
  ['env: React app variable in single quotes', "REACT_APP_NAVIXY_HASH='@H'", 'hash'],
  ['env: AUDIT_NAVIXY_HASH', 'AUDIT_NAVIXY_HASH=@H', 'hash'],
  ['env: spaces around the sign and a comment behind', 'NAVIXY_HASH = @H   # sucursal norte', 'hash'],
  [
    'env: commented with a date',
    `#NAVIXY_HASH=@H # until 2024-03
NAVIXY_HASH=`,
    'hash',
  ],
  ['env: several accounts in one value', 'NAVIXY_ACCOUNTS=norte:@H,sur:${SUR_HASH}', 'hash'],
  ['env: URL that holds the hash', 'TRACKER_LIST_URL=https://gps.brand.example/api-v2/tracker/list?hash=@H', 'hash'],
  [
    'env: repository only, session key',
    `APP_ENV=local
SESSION_KEY_GPS=@H`,
    'session',
    { repository: true, also: 'hash' },
  ],
  [
    'ini: section and key',
    `[navixy]
url = https://api.us.navixy.com/v2
hash = @H`,
    'hash',
  ],
  [
    'ini: white label section',
    `[gps]
server=https://gps.brand.example/api-v2/
hash=@H
timeout=30`,
    'hash',
  ],
  [
    'ini: quoted with a semicolon comment',
    `; hash = "@H"
base_url = "https://gps.brand.example/api-v2/"`,
    'hash',
  ],
  ['ini: colon separator', 'navixy.hash: @H', 'hash'],
  [
    'properties: dotted key',
    String.raw`navixy.api.url=https\://api.eu.navixy.com/v2
navixy.api.hash=@H`,
    'hash',
  ],
  [
    'properties: continued line',
    String.raw`navixy.hash = \
    @H`,
    'hash',
  ],
  [
    'properties: api.key under a base URL',
    `api.externalBaseUrl=https://gps.brand.example/api-v2
api.key=@H`,
    'api-key',
  ],
  [
    'yaml: nested key',
    `navixy:
  url: https://api.eu.navixy.com/v2
  hash: @H`,
    'hash',
  ],
  [
    'yaml: quoted under a white label',
    `gps:
  base_url: "https://gps.brand.example/api-v2"
  hash: "@H"
  poll: 60`,
    'hash',
  ],
  [
    'yaml: anchor',
    `x-hash: &navixy_hash "@H"
jobs:
  sync: { hash: *navixy_hash }`,
    'hash',
  ],
  [
    'yaml: list of accounts',
    `provider: navixy
accounts:
  - name: Quito
    hash: "@H"
  - name: Loja
    hash: \${LOJA}`,
    'hash',
  ],
  ['yaml: flow mapping', 'tracking: { host: gps.brand.example, path: /api-v2, hash: @H }', 'hash'],
  [
    'yaml: block scalar with JSON',
    `body: |
  {
    "hash": "@H",
    "trackers": [101, 102]
  }
url: https://gps.brand.example/api-v2/tracker/get_states`,
    'hash',
  ],
  [
    'yaml: folded scalar',
    `command: >-
  curl -s https://gps.brand.example/api-v2/tracker/list
  -d hash=@H`,
    'hash',
  ],
  [
    'yaml: value on its own line',
    `navixy_hash:
  "@H"`,
    'hash',
  ],
  ['yaml: explicit string tag', 'navixy_hash: !!str @H', 'hash'],
  [
    'yaml: Home Assistant rest sensor',
    `rest:
  - resource: https://gps.brand.example/api-v2/tracker/get_state
    method: POST
    payload: '{"hash":"@H","tracker_id":44}'`,
    'hash',
  ],
  [
    'yaml: Home Assistant header',
    `    headers:
      Authorization: "NVX @H"`,
    'hash',
  ],
  [
    'yaml: secrets file',
    `wifi_password: hunter22
navixy_hash: @H`,
    'hash',
  ],
  [
    'yaml: Rails credentials example',
    `development:
  navixy:
    hash: '@H'`,
    'hash',
  ],
  [
    'yaml: Spring profile',
    `navixy:
  client:
    base-url: \${NAVIXY_URL:https://api.eu.navixy.com/v2}
    hash: \${NAVIXY_HASH:@H}`,
    'hash',
  ],
  [
    'yaml: OpenAPI example of a real key',
    `servers:
  - url: https://gps.brand.example/api-v2
components:
  parameters:
    hash: { name: hash, in: query, schema: { type: string, default: "@H" } }`,
    'hash',
  ],
  [
    'toml: table',
    `[navixy]
url = "https://api.eu.navixy.com/v2"
hash = "@H"`,
    'hash',
  ],
  ['toml: inline table', `gps = { url = "https://gps.brand.example/api-v2", hash = '@H' }`, 'hash'],
  [
    'toml: Cloudflare worker vars',
    `[vars]
NAVIXY_API_KEY = "@H"`,
    'api-key',
  ],
  [
    'toml: Streamlit secrets',
    `navixy_hash = "@H"
db_host = "10.0.0.4"`,
    'hash',
  ],
  ['toml: dotted key', 'navixy.api_key = "@H"', 'api-key'],
  [
    'json: config with url beside',
    `{
  "apiUrl": "https://gps.brand.example/api-v2/",
  "hash": "@H",
  "lang": "es"
}`,
    'hash',
  ],
  [
    'json: appsettings',
    `{
  "Logging": { "LogLevel": { "Default": "Warning" } },
  "Navixy": { "BaseUrl": "https://api.us.navixy.com/v2", "ApiKey": "@H" }
}`,
    'api-key',
  ],
  ['json: nested path of names', '{ "providers": { "navixy": { "credentials": { "token": "@H" } } } }', 'hash'],
  [
    'json: array of sources',
    `[
  { "type": "wialon", "token": "" },
  { "type": "navixy", "hash": "@H" }
]`,
    'hash',
  ],
  ['json: app.json of Expo', '"extra": { "gpsApi": "https://gps.brand.example/api-v2", "gpsHash": "@H" }', 'hash'],
  [
    'json: VS Code settings of REST client',
    `"rest-client.environmentVariables": {
  "prod": { "host": "https://api.eu.navixy.com/v2", "hash": "@H" }
}`,
    'hash',
  ],
  [
    'json: package.json script',
    `"scripts": {
  "sync": "NAVIXY_HASH=@H node sync.js",
  "build": "vite build"
}`,
    'hash',
  ],
  [
    'json: local.settings of Azure Functions',
    '{ "IsEncrypted": false, "Values": { "FUNCTIONS_WORKER_RUNTIME": "node", "NAVIXY_HASH": "@H" } }',
    'hash',
  ],
  [
    'json: n8n workflow node',
    `{
  "name": "Trackers",
  "type": "n8n-nodes-base.httpRequest",
  "parameters": {
    "url": "https://gps.brand.example/api-v2/tracker/list",
    "queryParameters": { "parameters": [ { "name": "hash", "value": "@H" } ] }
  }
}`,
    'hash',
  ],
  [
    'json: Node-RED flow with an encoded function',
    String.raw`{"id":"f1","type":"function","func":"msg.payload = {hash: \"@H\", tracker_id: 5};\nmsg.url = \"https://gps.brand.example/api-v2/tracker/get_state\";\nreturn msg;"}`,
    'hash',
  ],
  [
    'json: Grafana data source query string',
    `"jsonData": { "queryParams": "hash=@H&iso_datetime=true" },
"url": "https://api.eu.navixy.com/v2"`,
    'hash',
  ],
  [
    'json: Grafana provisioning in YAML',
    `datasources:
  - name: Fleet
    type: marcusolsson-json-datasource
    url: https://api.eu.navixy.com/v2/tracker/list
    jsonData:
      queryParams: hash=@H&iso_datetime=true`,
    'hash',
  ],
  ['json: Zapier connection', '{ "app": "navixy", "authData": { "User Session Key or API key": "@H" } }', 'hash'],
  [
    'json: user application list',
    '{"success":true,"list":[{"id":12,"label":"Fuel","url_template":"https://fuel.example/?k={session_key}","enabled":true,"authorization":{"type":"api_key","hash":"@H"}}]}',
    'api-key',
  ],
  [
    'json: answer of api/key/create',
    '{"success": true, "value": {"hash": "@H", "create_date": "2023-04-11 09:10:30", "title": "ERP"}}',
    'api-key',
  ],
  [
    'json: answer of api/key/list',
    '{"list":[{"hash":"@H","create_date":"2022-01-29 12:00:36","title":"telegram bot"}],"success":true}',
    'api-key',
  ],
  ['json: answer of user/auth', '{"success":true,"type":"authenticated","hash":"@H"}', 'session'],
  [
    'json: pending second factor',
    '{"success":true,"type":"second_factor_required","factor_type":"email","hash":"@H"}',
    'session',
    { also: 'hash' },
  ],
  [
    'json: answer of panel/account/auth',
    `// https://panel.navixy.com -> panel/account/auth
{"success":true,"hash":"@H","permissions":{"tariffs":["read"],"users":["create","read","update"]}}`,
    'panel-session',
  ],
  [
    'json: request of a user session by the panel',
    `POST /v2/panel/user/session/create
{"hash":"@H","user_id":203511}`,
    'panel-session',
  ],
  [
    'json: fixture recorded by nock',
    '{"scope":"https://api.eu.navixy.com:443","method":"POST","path":"/v2/user/auth","status":200,"response":{"success":true,"hash":"@H"}}',
    'session',
  ],
  [
    'json5: unquoted key',
    `{
  // monitoring
  url: 'https://gps.brand.example/api-v2',
  hash: '@H', // master
}`,
    'hash',
  ],
  [
    'jsonc: trailing comma',
    `{
  "navixyHash": "@H",
}`,
    'hash',
  ],
  [
    'ndjson: one request per line',
    `{"ts":1690000000,"url":"https://gps.brand.example/api-v2/tracker/get_state","body":{"hash":"@H","tracker_id":1}}
{"ts":1690000060,"url":"https://gps.brand.example/api-v2/tracker/list","body":{}}`,
    'hash',
  ],
  [
    'xml: appSettings of .NET',
    `<appSettings>
  <add key="NavixyUrl" value="https://api.us.navixy.com/v2/" />
  <add key="NavixyHash" value="@H" />
</appSettings>`,
    'hash',
  ],
  ['xml: appSettings with value first', '<add value="@H" key="Navixy:Hash" />', 'hash'],
  ['xml: Android string', '<string name="navixy_hash" translatable="false">@H</string>', 'hash'],
  ['xml: Android meta-data', '<meta-data android:name="com.brand.NAVIXY_HASH" android:value="@H" />', 'hash'],
  [
    'xml: elements below a server',
    `<gps>
  <server>https://gps.brand.example/api-v2</server>
  <hash>@H</hash>
</gps>`,
    'hash',
  ],
  ['xml: attribute', '<navixy host="gps.brand.example" hash="@H" interval="30"/>', 'hash'],
  [
    'xml: CDATA with JSON',
    `<body><![CDATA[{"hash":"@H","tracker_id":8}]]></body>
<url>https://gps.brand.example/api-v2/tracker/read</url>`,
    'hash',
  ],
  [
    'xml: Maven property',
    `<properties>
  <navixy.hash>@H</navixy.hash>
</properties>`,
    'hash',
  ],
  [
    'xml: Spring bean property',
    `<bean class="com.fleet.NavixyClient">
  <property name="hash" value="@H"/>
</bean>`,
    'hash',
  ],
  [
    'xml: Pentaho REST step',
    `<url>https://gps.brand.example/api-v2/tracker/list</url>
<headers><header><field>Authorization</field><name>NVX @H</name></header></headers>`,
    'hash',
  ],
  [
    'xml: JMeter argument',
    `<elementProp name="hash" elementType="HTTPArgument">
  <stringProp name="Argument.value">@H</stringProp>
  <stringProp name="Argument.name">hash</stringProp>
</elementProp>
<stringProp name="HTTPSampler.path">/api-v2/tracker/list</stringProp>`,
    'hash',
  ],
  [
    'xml: SOAP UI project',
    '<con:property><con:name>navixyHash</con:name><con:value>@H</con:value></con:property>',
    'hash',
  ],
  [
    'plist: nested dictionary',
    `<key>GPS</key>
<dict>
	<key>url</key>
	<string>https://gps.brand.example/api-v2</string>
	<key>hash</key>
	<string>@H</string>
</dict>`,
    'hash',
  ],
  [
    'plist: environment of a launch agent',
    `<key>EnvironmentVariables</key>
<dict><key>NAVIXY_HASH</key><string>@H</string></dict>`,
    'hash',
  ],
  [
    'html: hidden field',
    `<form action="https://gps.brand.example/api-v2/zone/upload" method="post">
  <input type="hidden" name="hash" value="@H">
</form>`,
    'hash',
  ],
  [
    'html: hidden field, value first',
    '<form action="https://saas.navixy.com/api-v2/employee/upload"><input value="@H" name="hash" type="hidden"></form>',
    'hash',
  ],
  ['html: data attribute', '<div id="map" data-api="https://gps.brand.example/api-v2/" data-hash="@H"></div>', 'hash'],
  ['html: meta tag', '<meta name="navixy-hash" content="@H">', 'hash'],
  [
    'html: inline script',
    `<script>
  var NAVIXY = { domain: 'gps.brand.example', hash: '@H' };
</script>`,
    'hash',
  ],
  [
    'html: iframe of a user application',
    '<iframe src="https://video-telematics.us.navixy.com/sso?access_token=@H" allow="fullscreen"></iframe>',
    'hash',
  ],
  [
    'html: iframe of the demo interface',
    '<iframe width="100%" height="600" src="https://gps.brand.example/pro/demo/?session_key=@H"></iframe>',
    'hash',
  ],
  [
    'html: commented link',
    '<!-- <a href="http://gps.brand.example/api-v2/report/tracker/download?report_id=5&hash=@H">informe</a> -->',
    'hash',
  ],
  [
    'html: image from the API',
    '<img src="https://gps.brand.example/api-v2/track/download?hash=@H&tracker_id=1&format=kml" alt="">',
    'hash',
  ],
  ['css: custom property', ':root { --navixy-hash: "@H"; }', 'hash'],
  [
    'css: background url',
    '.tile { background: url("https://gps.brand.example/api-v2/tracker/avatar/download?hash=@H&id=3"); }',
    'hash',
  ],
  [
    'nginx: proxy_set_header',
    `location /fleet/ {
    proxy_pass https://api.eu.navixy.com/v2/;
    proxy_set_header Authorization "NVX @H";
}`,
    'hash',
  ],
  ['nginx: set variable', 'set $navixy_hash @H;', 'hash'],
  [
    'nginx: rewrite with query',
    'location = /trackers { proxy_pass https://gps.brand.example/api-v2/tracker/list?hash=@H; }',
    'hash',
  ],
  [
    'apache: RequestHeader',
    `RequestHeader set Authorization "NVX @H"
ProxyPass "/gps/" "https://gps.brand.example/api-v2/"`,
    'hash',
  ],
  ['apache: SetEnv', 'SetEnv NAVIXY_HASH @H', 'hash'],
  [
    'caddy: header_up',
    `reverse_proxy https://api.us.navixy.com {
	header_up Authorization "NVX @H"
}`,
    'hash',
  ],
  ['haproxy: set-header', 'http-request set-header Authorization "NVX @H"', 'hash'],
  [
    'systemd: Environment',
    `[Service]
Environment=NAVIXY_HASH=@H
ExecStart=/usr/bin/node /opt/fleet/sync.js`,
    'hash',
  ],
  [
    'systemd: Environment in quotes with two values',
    'Environment="NAVIXY_URL=https://api.eu.navixy.com/v2" "NAVIXY_HASH=@H"',
    'hash',
  ],
  [
    'systemd: ExecStart argument',
    'ExecStart=/opt/navixy-bridge/bridge --url https://gps.brand.example/api-v2 --hash @H',
    'hash',
  ],
  ['supervisor: environment', 'environment=NAVIXY_URL="https://api.eu.navixy.com/v2",NAVIXY_HASH="@H"', 'hash'],
  [
    'cron: curl line',
    '*/5 * * * * curl -s "https://gps.brand.example/api-v2/tracker/get_states?hash=@H&trackers=[1,2]" > /tmp/s.json',
    'hash',
  ],
  [
    'cron: variable line',
    `NAVIXY_HASH=@H
0 3 * * * /usr/local/bin/report.sh`,
    'hash',
  ],
  [
    'git: remote with the value as password',
    `[remote "gps"]
	url = https://navixy:@H@gps.brand.example/api-v2/export.git`,
    'hash',
  ],
  ['npmrc: auth line of a proxy', '//gps.brand.example/api-v2/:_authToken=@H', 'hash'],
  ['curlrc: header', 'header = "Authorization: NVX @H"', 'hash'],
  ['netrc: machine', 'machine api.eu.navixy.com login hash password @H', 'hash'],
  [
    'editor: JetBrains http-client.env.json',
    '{ "prod": { "baseUrl": "https://api.eu.navixy.com/v2", "apiKey": "@H" } }',
    'api-key',
  ],
  [
    'properties: Android gradle.properties',
    `org.gradle.jvmargs=-Xmx2048m
NAVIXY_HASH="@H"`,
    'hash',
  ],
  [
    'xcconfig: setting',
    `NAVIXY_HASH = @H
NAVIXY_HOST = api.eu.navixy.com`,
    'hash',
  ],
  [
    'hocon: akka style',
    `navixy {
  url = "https://api.eu.navixy.com/v2"
  hash = "@H"
  hash = \${?NAVIXY_HASH}
}`,
    'hash',
  ],
  ['edn: map', '{:navixy {:url "https://gps.brand.example/api-v2" :hash "@H"}}', 'hash'],
  [
    'reg: registry export',
    String.raw`Windows Registry Editor Version 5.00
[HKEY_CURRENT_USER\Software\Fleet]
"NavixyHash"="@H"`,
    'hash',
  ],
  [
    'on-premise: app_config of the interface',
    'window.appConfig = { apiUrl: "https://gps.brand.example/api-v2", autologin: { hash: "@H" } };',
    'hash',
  ],
  [
    'on-premise: panel config',
    "PConfig = { apiProfiles: { japi: { apiRoot: 'https://gps.brand.example/api-v2/panel', authKey: '@H' } } };",
    'panel-session',
  ],
  [
    'traccar style: forward header',
    `<entry key='forward.url'>https://gps.brand.example/api-v2/iot/logic/flow/push</entry>
<entry key='forward.header'>Authorization: NVX @H</entry>`,
    'hash',
  ],
];
