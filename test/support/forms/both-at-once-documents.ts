import type { LeakForm } from './leaks.ts';

/** One leak among many look-alikes: settings, dumps, captures and logs. */
export const BOTH_AT_ONCE_DOCUMENTS: readonly LeakForm[] = [
  [
    'both: env file of a fleet backend',
    `APP_NAME=fleet
APP_SECRET=@D
DATABASE_URL=mysql://app:app@@127.0.0.1/fleet
DB_PASSWORD_MD5=@D
SENTRY_DSN=https://@D@o11.ingest.sentry.io/22
OPENWEATHER_API_KEY=@D
ALGOLIA_SEARCH_KEY=@D
TWILIO_ACCOUNT_SID=AC@D
TWILIO_AUTH_TOKEN=@D
TELEGRAM_API_ID=11223344
TELEGRAM_API_HASH=@D
MAILCHIMP_KEY=@D-us7
NAVIXY_API_URL=https://api.eu.navixy.com/v2
NAVIXY_HASH=@H
CLOUDFLARE_ZONE_ID=@D
CLOUDFLARE_ACCOUNT_ID=@D
PUSHER_SECRET=@D
JWT_SECRET=@D
COOKIE_VALIDATION_KEY=@D
LASTFM_API_KEY=@D
TMDB_API_KEY=@D
NEWRELIC_LICENSE=@D
BUILD_ID=@D`,
    'hash',
  ],
  [
    'both: checksum list in a readme',
    `# fleet-bridge

| release | md5 |
|---|---|
| fleet-bridge-1.0.0.tar.gz | @D |
| fleet-bridge-1.0.1.tar.gz | @D |
| fleet-bridge-1.1.0.tar.gz | @D |
| fleet-bridge-1.1.1.tar.gz | @D |
| fleet-bridge-1.2.0.tar.gz | @D |

## Verify

\`\`\`
@D  fleet-bridge-1.0.0.tar.gz
@D  fleet-bridge-1.0.1.tar.gz
@D  fleet-bridge-1.1.0.tar.gz
\`\`\`

## Run

\`\`\`
docker run -e NAVIXY_API_KEY=@H fleet/bridge:1.2.0
\`\`\`

Image id @D, layer @D.

![screenshot](assets/@D.png)
![map](assets/@D.png)`,
    'api-key',
  ],
  [
    'both: SQL dump of a portal',
    `-- MySQL dump 10.13
CREATE TABLE \`users\` (\`id\` int, \`email\` varchar(64), \`password\` char(32), \`avatar\` varchar(64));
INSERT INTO \`users\` VALUES
(1,'a@@x.example','@D','@D.jpg'),
(2,'b@@x.example','@D','@D.jpg'),
(3,'c@@x.example','@D','@D.jpg'),
(4,'d@@x.example','@D','@D.jpg'),
(5,'e@@x.example','@D','@D.jpg');
CREATE TABLE \`sessions\` (\`id\` char(32), \`user_id\` int, \`data\` text);
INSERT INTO \`sessions\` VALUES ('@D',1,''),('@D',2,''),('@D',3,'');
CREATE TABLE \`files\` (\`id\` int, \`md5\` char(32), \`name\` varchar(64));
INSERT INTO \`files\` (\`id\`, \`md5\`, \`name\`) VALUES (1,'@D','a.pdf'),(2,'@D','b.pdf'),(3,'@D','c.pdf');
CREATE TABLE \`settings\` (\`name\` varchar(64), \`value\` text);
INSERT INTO \`settings\` (\`name\`, \`value\`) VALUES
('site_title','Flota'),
('cookie_key','@D'),
('navixy_url','https://gps.brand.example/api-v2'),
('navixy_hash','@H'),
('openweather_appid','@D'),
('assets_version','@D');`,
    'hash',
  ],
  [
    'both: HAR of an interface',
    String.raw`{"log":{"pages":[{"id":"page_@D","title":"https://gps.brand.example/pro/"}],"entries":[
{"_requestId":"@D","request":{"url":"https://gps.brand.example/pro/app.@D.js"},"response":{"headers":[{"name":"etag","value":"\"@D\""}]}},
{"_requestId":"@D","request":{"url":"https://gps.brand.example/pro/theme.@D.css"},"response":{"headers":[{"name":"etag","value":"\"@D\""}]}},
{"_requestId":"@D","request":{"url":"https://gps.brand.example/pro/img/@D.png"},"response":{"headers":[{"name":"etag","value":"\"@D\""}]}},
{"_requestId":"@D","request":{"method":"POST","url":"https://gps.brand.example/api-v2/tracker/list","postData":{"mimeType":"application/x-www-form-urlencoded","text":"hash=@H"}},
"response":{"content":{"text":"{\"success\":true,\"list\":[{\"id\":1,\"avatar_file_name\":\"@D.png\"},{\"id\":2,\"avatar_file_name\":\"@D.png\"}]}"}}},
{"_requestId":"@D","request":{"url":"https://www.gravatar.com/avatar/@D"}},
{"_requestId":"@D","request":{"url":"https://o1.ingest.sentry.io/api/2/envelope/?sentry_key=@D"}}
]}}`,
    'hash',
  ],
  [
    'both: lock file beside an npm script',
    `{
  "name": "fleet",
  "scripts": {
    "sync": "NAVIXY_HASH=@H node sync.js"
  },
  "dependencies": {
    "a": { "resolved": "https://r.example/a.tgz#@D" },
    "b": { "resolved": "https://r.example/b.tgz#@D" },
    "c": { "resolved": "https://r.example/c.tgz#@D" },
    "d": { "resolved": "https://r.example/d.tgz#@D" },
    "e": { "resolved": "https://r.example/e.tgz#@D" }
  },
  "cacheKeys": ["@D", "@D", "@D", "@D"],
  "content-hash": "@D",
  "buildId": "@D"
}`,
    'hash',
  ],
  [
    'both: server log of a day',
    `10:00:00 request_id=@D GET /index.html 200 etag=@D
10:00:01 request_id=@D GET /app.@D.js 200
10:00:02 request_id=@D GET /theme.css?v=@D 200
10:00:03 request_id=@D session PHPSESSID=@D user=ana
10:00:04 request_id=@D upstream POST https://gps.brand.example/api-v2/tracker/list hash=@H 200
10:00:05 request_id=@D trace=00-@D-b7ad6b7169203331-01
10:00:06 request_id=@D md5=@D file=report.pdf
10:00:07 request_id=@D GET /avatar/@D.png 304
10:00:08 request_id=@D GET /ls/ 200`,
    'hash',
  ],
  [
    'both: Kubernetes manifest',
    `apiVersion: apps/v1
kind: Deployment
metadata:
  name: bridge
  uid: @D
  annotations:
    checksum/config: @D
    checksum/secret: @D
    deployment.kubernetes.io/revision-hash: @D
spec:
  template:
    metadata:
      labels:
        pod-template-hash: @D
    spec:
      containers:
      - name: bridge
        image: registry.example/bridge:@D
        env:
        - name: SENTRY_DSN
          value: https://@D@sentry.example/3
        - name: APP_SECRET
          value: @D
        - name: NAVIXY_URL
          value: https://api.us.navixy.com/v2
        - name: NAVIXY_HASH
          value: @H
        - name: TRACE_ID
          value: @D
        - name: WEATHER_APPID
          value: @D`,
    'hash',
  ],
  [
    'both: Postman collection',
    String.raw`{
  "info": { "_postman_id": "@D", "name": "GPS", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  "item": [
    { "id": "@D", "name": "list", "request": { "method": "POST",
      "url": { "raw": "https://gps.brand.example/api-v2/tracker/list" },
      "body": { "mode": "urlencoded", "urlencoded": [ { "uuid": "@D", "key": "hash", "value": "@H" } ] } },
      "response": [ { "id": "@D", "header": [ { "key": "ETag", "value": "\"@D\"" } ],
        "body": "{\"success\":true,\"list\":[{\"id\":1,\"avatar_file_name\":\"@D.png\"}]}" } ] },
    { "id": "@D", "name": "weather", "request": { "url": "https://api.openweathermap.org/data/2.5/weather?appid=@D" } },
    { "id": "@D", "name": "confirm", "request": { "url": "https://shop.example/confirm?hash=@D" } },
    { "id": "@D", "name": "marvel", "request": { "url": "https://gateway.marvel.com/v1/public/characters?ts=1&apikey=@D&hash=@D" } }
  ]
}`,
    'hash',
  ],
  [
    'both: GitHub workflow',
    `name: sync
on: { schedule: [ { cron: "0 3 * * *" } ] }
jobs:
  sync:
    runs-on: ubuntu-latest
    container: node@sha256:@D@D
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache@v4
        with:
          key: npm-@D
          restore-keys: npm-@D
      - run: |
          curl -fsSLO https://dl.example/tool.tar.gz
          echo "@D  tool.tar.gz" | md5sum -c -
          curl -fsSLO https://dl.example/data.tar.gz
          echo "@D  data.tar.gz" | md5sum -c -
      - run: npm run sync
        env:
          SENTRY_DSN: https://@D@o1.ingest.sentry.io/2
          NAVIXY_API_KEY: @H
          OPENWEATHER_API_KEY: @D
          BUILD_HASH: @D`,
    'api-key',
  ],
  [
    'both: answer dump of the platform',
    `POST https://api.eu.navixy.com/v2/api/key/list
{"success":true,"list":[{"hash":"@H","create_date":"2023-05-01 10:00:00","title":"bot"}]}

POST https://api.eu.navixy.com/v2/vehicle/list
{"success":true,"list":[
 {"id":1,"label":"Truck 1","avatar_file_name":"@D.png"},
 {"id":2,"label":"Truck 2","avatar_file_name":"@D.png"},
 {"id":3,"label":"Truck 3","avatar_file_name":"@D.png"}]}

POST https://api.eu.navixy.com/v2/beacon/data/last_values
{"success":true,"list":[
 {"tracker_id":1,"hardware_id":"@D","rssi":-60},
 {"tracker_id":1,"hardware_id":"@D","rssi":-61},
 {"tracker_id":2,"hardware_id":"@D","rssi":-80}]}

POST https://api.eu.navixy.com/v2/tracker/location/link/list
{"success":true,"list":[
 {"id":5,"description":"a","hash":"@D","trackers":[{"tracker_id":1}],"is_active":true},
 {"id":6,"description":"b","hash":"@D","trackers":[{"tracker_id":2}],"is_active":true}]}

Shared: https://saas.navixy.com/ls/#@D
Delivery: https://saas.navixy.com/pro/applications/delivery/?key=@D`,
    'api-key',
  ],
  [
    'both: CSV of accounts with digests',
    `id,client,password_md5,avatar,etag,navixy_hash,trace_id
1,Norte,@D,@D.png,@D,,@D
2,Sur,@D,@D.png,@D,@H,@D
3,Este,@D,@D.png,@D,,@D
4,Oeste,@D,@D.png,@D,,@D`,
    'hash',
  ],
  [
    'both: Home Assistant configuration',
    `homeassistant:
  name: Depot
xiaomi_miio:
  host: 192.168.1.20
  token: @D
zha:
  network_key: "@D"
weather:
  - platform: openweathermap
    api_key: @D
sensor:
  - platform: rest
    name: Truck
    resource: https://gps.brand.example/api-v2/tracker/get_state
    method: POST
    payload: '{"hash":"@H","tracker_id":4}'
  - platform: lastfm
    api_key: @D
  - platform: beacon
    uuid: @D
frontend:
  themes: /local/themes.yaml?v=@D`,
    'hash',
  ],
  [
    'both: commit with a patch',
    `commit 12ab34c
Author: Ana <ana@@x.example>

    Update assets and the navixy key

diff --git a/manifest.json b/manifest.json
-  "app.js": "app.@D.js",
-  "app.css": "app.@D.css",
-  "vendor.js": "vendor.@D.js",
+  "app.js": "app.@D.js",
+  "app.css": "app.@D.css",
+  "vendor.js": "vendor.@D.js",
diff --git a/composer.lock b/composer.lock
-    "content-hash": "@D",
+    "content-hash": "@D",
diff --git a/.env b/.env
-NAVIXY_API_KEY=
+NAVIXY_API_KEY=@H
 BUILD_HASH=@D`,
    'api-key',
  ],
];
