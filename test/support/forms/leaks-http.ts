import type { LeakForm } from './leaks.ts';

/** Leaks in captures of HTTP and WebSocket traffic and in the files of API clients. */
export const LEAKS_HTTP: readonly LeakForm[] = [
  [
    'http: request line capture',
    `GET /api-v2/tracker/list?hash=@H HTTP/1.1
Host: gps.brand.example
User-Agent: okhttp/4.9.1`,
    'hash',
  ],
  [
    'http: header in a capture',
    `POST /v2/tracker/get_state HTTP/1.1
Host: api.eu.navixy.com
Authorization: NVX @H
Content-Type: application/json

{"tracker_id": 711}`,
    'hash',
  ],
  [
    'http: body JSON in a capture',
    `POST /api-v2/tracker/get_states HTTP/1.1
Host: gps.brand.example
Content-Type: application/json
Content-Length: 64

{"hash":"@H","trackers":[1,2]}`,
    'hash',
  ],
  [
    'http: form body in a capture',
    `POST /api-v2/history/unread/list HTTP/1.1
Host: gps.brand.example
Content-Type: application/x-www-form-urlencoded

hash=@H&limit=50`,
    'hash',
  ],
  [
    'http: multipart part',
    `POST /api-v2/zone/upload HTTP/1.1
Content-Type: multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW

------WebKitFormBoundary7MA4YWxkTrZu0gW
Content-Disposition: form-data; name="hash"

@H
------WebKitFormBoundary7MA4YWxkTrZu0gW
Content-Disposition: form-data; name="file"; filename="zones.kml"`,
    'hash',
  ],
  [
    'http: cookie of the interface',
    `GET /pro/ HTTP/1.1
Host: saas.navixy.com
Cookie: _ga=GA1.2.1; hash=@H; locale=es`,
    'hash',
  ],
  ['http: master panel cookie', 'Cookie: locale=en; master_panel_session_key=@H', 'panel-session'],
  ['http: Set-Cookie of the panel', 'Set-Cookie: panel_session_key=@H; Path=/; Secure', 'panel-session'],
  [
    'http: redirect location with session key',
    `HTTP/1.1 302 Found
Location: https://gps.brand.example/pro/demo/?session_key=@H&app=monitoring`,
    'hash',
  ],
  ['http: referrer with session key', 'Referer: https://fuel.example/navixy/app?session_key=@H&locale=en', 'hash'],
  [
    'http: answer of user/auth',
    `POST https://gps.brand.example/api-v2/user/auth
HTTP/1.1 200 OK
Content-Type: application/json

{"success":true,"hash":"@H"}`,
    'session',
  ],
  [
    'http: answer of subuser/session/create',
    `POST /v2/subuser/session/create {"subuser_id": 1233}
=> {"success":true,"hash":"@H"}`,
    'session',
  ],
  [
    'http: logout of a session',
    `POST https://api.eu.navixy.com/v2/user/logout
{"hash":"@H"}`,
    'session',
    { also: 'hash' },
  ],
  [
    'http: panel redirect fragment',
    'https://panel.brand.example/new-panel/#/users?panel_session_key=@H',
    'panel-session',
  ],
  ['http: panel export download', 'https://api.us.navixy.com/v2/panel/user/export/?hash=@H&filter=', 'panel-session'],
  [
    'http: panel call on a white label',
    "curl 'https://gps.brand.example/api-v2/panel/tracker/list' -d 'hash=@H&limit=100'",
    'panel-session',
  ],
  [
    'http: panel header with a panel path nearby',
    `POST /panel/user/change_password HTTP/1.1
Host: api.eu.navixy.com
Authorization: NVX @H`,
    'panel-session',
  ],
  [
    'har: query string entry',
    `"request": {
  "method": "GET",
  "url": "https://gps.brand.example/api-v2/tracker/list",
  "queryString": [ { "name": "hash", "value": "@H" } ]
}`,
    'hash',
  ],
  [
    'har: post data text',
    `"url": "https://gps.brand.example/api-v2/tracker/get_states",
"postData": { "mimeType": "application/x-www-form-urlencoded", "text": "hash=@H&trackers=%5B10%5D" }`,
    'hash',
  ],
  [
    'har: post data JSON escaped',
    String.raw`"url": "https://api.eu.navixy.com/v2/tracker/read",
"postData": { "mimeType": "application/json", "text": "{\"hash\":\"@H\",\"tracker_id\":10}" }`,
    'hash',
  ],
  [
    'har: header entry over lines',
    `            {
              "name": "Authorization",
              "value": "NVX @H"
            },`,
    'hash',
  ],
  [
    'har: cookie entry',
    '"cookies": [ { "name": "panel_session_key", "value": "@H", "path": "/", "httpOnly": false } ]',
    'panel-session',
  ],
  [
    'har: response content',
    String.raw`"url": "https://api.eu.navixy.com/v2/user/auth", "response": { "status": 200,
"content": { "mimeType": "application/json", "text": "{\"success\":true,\"type\":\"authenticated\",\"hash\":\"@H\"}" } }`,
    'session',
  ],
  [
    'har: WebSocket message',
    String.raw`"_webSocketMessages": [ { "type": "send", "opcode": 1, "data": "{\"action\":\"subscribe\",\"hash\":\"@H\",\"requests\":[{\"type\":\"state_batch\"}]}" } ]`,
    'hash',
  ],
  [
    'postman: variable of a collection',
    `"info": { "name": "Navixy API" },
"variable": [ { "key": "hash", "value": "@H", "type": "string" } ]`,
    'hash',
  ],
  [
    'postman: environment',
    `{
  "name": "navixy prod",
  "values": [
    { "key": "base_url", "value": "https://api.eu.navixy.com/v2", "enabled": true },
    { "key": "api_key", "value": "@H", "type": "secret", "enabled": true }
  ]
}`,
    'api-key',
  ],
  [
    'postman: raw body',
    String.raw`"body": { "mode": "raw", "raw": "{\r\n    \"hash\": \"@H\",\r\n    \"tracker_id\": 22\r\n}" },
"url": { "raw": "{{host}}/api-v2/tracker/get_state" }`,
    'hash',
  ],
  [
    'postman: urlencoded body',
    `"body": { "mode": "urlencoded", "urlencoded": [ { "key": "hash", "value": "@H", "type": "text" } ] },
"url": { "raw": "https://gps.brand.example/api-v2/tracker/list" }`,
    'hash',
  ],
  [
    'postman: query parameters without the raw URL',
    `"host": ["api", "us", "navixy", "com"], "path": ["v2", "tracker", "list"],
"query": [ { "key": "hash", "value": "@H" } ]`,
    'hash',
  ],
  [
    'postman: apikey auth',
    `"auth": { "type": "apikey", "apikey": [
  { "key": "value", "value": "NVX @H", "type": "string" },
  { "key": "key", "value": "Authorization", "type": "string" } ] }`,
    'hash',
  ],
  ['postman: disabled header', '"header": [ { "key": "Authorization", "value": "NVX @H", "disabled": true } ]', 'hash'],
  ['postman: pre-request script', String.raw`"exec": [ "pm.environment.set(\"navixy_hash\", \"@H\");", "" ]`, 'hash'],
  [
    'postman: saved response',
    String.raw`"name": "user/auth", "body": "{\n    \"success\": true,\n    \"hash\": \"@H\"\n}"`,
    'session',
  ],
  [
    'insomnia: environment',
    '{"_id":"env_1","_type":"environment","name":"Base","data":{"base_url":"https://gps.brand.example/api-v2","hash":"@H"}}',
    'hash',
  ],
  [
    'insomnia: request parameters',
    '{"_type":"request","url":"https://gps.brand.example/api-v2/tracker/list","parameters":[{"id":"pair_1","name":"hash","value":"@H"}]}',
    'hash',
  ],
  [
    'insomnia: YAML version five',
    `- url: https://gps.brand.example/api-v2/tracker/list
  parameters:
    - name: hash
      value: "@H"`,
    'hash',
  ],
  [
    'bruno: environment',
    `vars {
  baseUrl: https://api.eu.navixy.com/v2
  hash: @H
}`,
    'hash',
  ],
  [
    'bruno: request',
    `get {
  url: https://gps.brand.example/api-v2/tracker/list?hash=@H
  body: none
}`,
    'hash',
  ],
  [
    'bruno: query block',
    `post {
  url: {{baseUrl}}/api-v2/tracker/list
}
params:query {
  hash: @H
}`,
    'hash',
  ],
  [
    'bruno: disabled header',
    `headers {
  ~Authorization: NVX @H
}`,
    'hash',
  ],
  [
    'rest client: file variable',
    `@@host = https://gps.brand.example/api-v2
@@hash = @H

### trackers
GET {{host}}/tracker/list?hash={{hash}}`,
    'hash',
  ],
  [
    'rest client: request with header',
    `### state
POST https://api.eu.navixy.com/v2/tracker/get_state
Authorization: NVX @H`,
    'hash',
  ],
  [
    'hurl: form params',
    `POST https://gps.brand.example/api-v2/tracker/list
[FormParams]
hash: @H`,
    'hash',
  ],
  [
    'thunder client: collection',
    '"url": "https://gps.brand.example/api-v2/tracker/list", "params": [ { "name": "hash", "value": "@H", "isPath": false } ]',
    'hash',
  ],
  [
    'hoppscotch: environment',
    '{"name":"navixy","variables":[{"key":"hash","initialValue":"","currentValue":"@H","secret":true}]}',
    'hash',
  ],
  [
    'soap-ish: paw export',
    '<urlParameter name="hash" value="@H"/><url>https://gps.brand.example/api-v2/tracker/list</url>',
    'hash',
  ],
  ['charles: session in XML', '<path>/api-v2/tracker/get_state</path><query>hash=@H&amp;tracker_id=9</query>', 'hash'],
  ['fiddler: raw line', `12	200	HTTPS	gps.brand.example	/api-v2/tracker/list?hash=@H	1,422	application/json`, 'hash'],
  [
    'tcpdump: ASCII dump',
    `E..@@.@@.@@...POST /api-v2/tracker/list HTTP/1.1
Host: gps.brand.example
Connection: close

hash=@H`,
    'hash',
  ],
  [
    'vcr: cassette',
    `http_interactions:
- request:
    method: post
    uri: https://gps.brand.example/api-v2/tracker/list
    body:
      encoding: UTF-8
      string: hash=@H`,
    'hash',
  ],
  [
    'betamax: header list in a cassette',
    `    headers:
      Authorization:
      - NVX @H`,
    'hash',
  ],
  [
    'wiremock: query matcher',
    '"urlPath": "/api-v2/tracker/list", "queryParameters": { "hash": { "equalTo": "@H" } }',
    'hash',
  ],
  [
    'swagger: curl sample',
    `    x-codeSamples:
      - lang: curl
        source: curl 'https://gps.brand.example/api-v2/tracker/list?hash=@H'`,
    'hash',
  ],
  [
    'graphql: variables of a proxy',
    '{"query":"query T($h:String!){navixyTrackers(hash:$h){id}}","variables":{"h":"@H"}}',
    'hash',
  ],
  [
    'devtools: copy as fetch',
    `fetch("https://saas.navixy.com/api-v2/tracker/list", {
  "headers": { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" },
  "body": "hash=@H",
  "method": "POST"
});`,
    'hash',
  ],
  [
    'devtools: copy as PowerShell',
    `Invoke-WebRequest -UseBasicParsing -Uri "https://saas.navixy.com/api-v2/tracker/list" \`
-Method "POST" \`
-Body "hash=@H"`,
    'hash',
  ],
  [
    'devtools: copy as curl for Windows',
    `curl ^"https://saas.navixy.com/api-v2/tracker/list^" ^
  --data-raw ^"hash=@H^"`,
    'hash',
  ],
  [
    'devtools: query string parameters pasted',
    `Request URL: https://gps.brand.example/api-v2/tracker/get_states
Form Data
hash: @H
trackers: [10,11]`,
    'hash',
  ],
  [
    'web sockets: Atmosphere fallback',
    `Request URL: wss://api.eu.navixy.com/event/subscription?X-Atmosphere-tracking-id=0
>> {"action":"subscribe","hash":"@H","requests":[]}
<< {"type":"response","action":"subscription/subscribe","success":true}`,
    'hash',
  ],
  [
    'http: Eco Fleet call',
    `GET https://api.eu.navixy.com/eco_fleet/trackers/12/resampling
Authorization: NVX @H`,
    'hash',
  ],
  [
    'http: raw IoT data call',
    `curl 'https://api.us.navixy.com/dwh/v1/tracker/raw_data/read' -d '{"hash":"@H","tracker_id":5,"format":"csv"}'`,
    'hash',
  ],
  [
    'http: push to IoT Logic',
    "curl -X POST 'https://gps.brand.example/api-v2/iot/logic/flow/push?flow_id=7&node_id=2' -H 'Authorization: NVX @H'",
    'hash',
  ],
  ['http: on-premise without v2', 'https://api.gps-brand.example/tracker/list?hash=@H', 'hash'],
  [
    'http: on-premise with port and api prefix',
    'http://10.20.0.4:8084/tracker/get_states?hash=@H&trackers=[5]',
    'hash',
  ],
  ['http: fsm variant', 'https://api.navixy.com/v2/fsm/task/list?hash=@H', 'hash'],
  ['http: plain IP white label', 'http://203.0.113.9/api-v2/tracker/list?hash=@H', 'hash'],
];
