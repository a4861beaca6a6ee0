import type { HarmlessForm } from './harmless.ts';

/** Harmless values in projects that use the platform. */
export const HARMLESS_IN_PLATFORM_PROJECTS: readonly HarmlessForm[] = [
  [
    'platform: avatar in a vehicle list',
    '{"success":true,"list":[{"id":11,"tracker_id":4,"label":"Truck","avatar_file_name":"@D.png","vin":""}]}',
  ],
  ['platform: avatar URL', '<img src="https://api.eu.navixy.com/v2/static/vehicle/avatars/@D.png">'],
  [
    'platform: employee avatar constant',
    `const API = 'https://gps.brand.example/api-v2';
const avatar = \`\${API}/static/employee/avatars/@D.jpg\`;`,
  ],
  [
    'platform: beacons of a tracker',
    '{"success":true,"list":[{"tracker_id":10181654,"hardware_id":"@D","rssi":-67,"get_time":"2023-04-17 10:10:10"}]}',
  ],
  [
    'platform: beacons parameter',
    `curl -X POST https://api.us.navixy.com/v2/beacon/data/read -d '{"tracker_id":1,"beacons":["@D","@D"]}'`,
  ],
  [
    'platform: beacons in Python',
    `BEACONS = {
    "gate": "@D",   # hardware_id
    "yard": "@D",
}
requests.post(f"{NAVIXY}/beacon/data/last_values", json={"hash": os.environ["NAVIXY_HASH"], "beacons": list(BEACONS.values())})`,
  ],
  [
    'platform: geo link list',
    `// tracker/location/link/list
{"success":true,"list":[{"id":7,"description":"courier","hash":"@D","trackers":[{"tracker_id":1}],"lifetime":{"from":"2024-01-01"}}]}`,
  ],
  ['platform: geo link address in a message', 'Su pedido va en camino: https://gps.brand.example/ls/#@D'],
  ['platform: geo link address in a template', "const LINK = 'https://saas.navixy.com/ls/#@D';"],
  [
    'platform: delivery key in an iframe',
    '<iframe src="https://saas.navixy.com/pro/applications/delivery/?key=@D&locale=en"></iframe>',
  ],
  [
    'platform: locator key on a white label',
    '<a href="https://gps.brand.example/pro/applications/locator/?key=@D">Where are our buses</a>',
  ],
  [
    'platform: trace id of the Repository API',
    `{"errors":[{"message":"Not found","extensions":{"code":"NOT_FOUND","traceId":"@D"}}]}
// https://api.navixy.dev/v4/graphql`,
  ],
  ['platform: Zapier invitation', 'Install Navixy for Zapier: https://zapier.com/developer/public-invite/150604/@D/'],
  ['platform: image of a documentation site', '![Navixy tracker list](../.gitbook/assets/@D.png)'],
  [
    'platform: composer lock beside an env of the platform',
    `{
    "_readme": ["navixy/bridge"],
    "content-hash": "@D",
    "packages": []
}`,
  ],
  [
    'platform: weather key in the same env file',
    `NAVIXY_API_URL=https://api.eu.navixy.com/v2
NAVIXY_HASH=\${NAVIXY_HASH}
OPENWEATHER_API_KEY=@D`,
  ],
  [
    'platform: Telegram api_hash in the same env file',
    `NAVIXY_HASH=
TG_API_ID=1122334
TG_API_HASH=@D`,
  ],
  [
    'platform: Telegram bot with the platform API',
    `api_id = 1122334
api_hash = "@D"
client = TelegramClient("bot", api_id, api_hash)
trackers = requests.post("https://gps.brand.example/api-v2/tracker/list", json={"hash": navixy_hash()})`,
  ],
  [
    'platform: Sentry DSN beside the platform URL',
    `const API = 'https://api.us.navixy.com/v2';
Sentry.init({ dsn: 'https://@D@o55.ingest.sentry.io/77' });`,
  ],
  [
    'platform: Algolia of a help site',
    `navixy: { url: 'https://www.navixy.com/docs' },
algolia: { apiKey: '@D', appId: 'X', indexName: 'navixy' },`,
  ],
  [
    'platform: Twilio settings on premise',
    `# navixy on-premise sms gateway
twilio.account_sid=AC@D
twilio.auth_token=@D`,
  ],
  [
    'platform: Textlocal gateway',
    `sms.textlocal.hash=@D
api.externalBaseUrl=https://gps.brand.example/api-v2`,
  ],
  [
    'platform: md5 password column',
    `-- navixy companies
INSERT INTO users (login, password, navixy_user_id) VALUES ('ana', '@D', 120);`,
  ],
  [
    'platform: md5 of a report file',
    `report = navixy.download_report(42)
assert hashlib.md5(report).hexdigest() == "@D"`,
  ],
  ['platform: checksum of a release', 'navixy-bridge-1.2.0.tar.gz  MD5: @D'],
  [
    'platform: md5sums of firmware',
    `# navixy beacons firmware
@D  firmware-1.0.bin
@D  firmware-1.1.bin`,
  ],
  [
    'platform: bundled script on a platform host',
    `<script src="https://gps.brand.example/pro/static/app.@D.js"></script>
<script>var api = 'https://gps.brand.example/api-v2/';</script>`,
  ],
  ['platform: cache buster of the interface', '<link rel="stylesheet" href="//saas.navixy.com/pro/theme.css?_dc=@D">'],
  [
    'platform: service worker of an interface',
    `const PRECACHE = [{ url: '/pro/index.html', revision: '@D' }];
const API = '/api-v2/tracker/list';`,
  ],
  [
    'platform: webpack stats of an interface',
    '{"hash":"@D","publicPath":"https://gps.brand.example/pro/","time":1200,"version":"5.74.0","assets":[]}',
  ],
  [
    'platform: etag of an API answer',
    `HTTP/1.1 200 OK
Server: nginx
ETag: "@D"
X-Url: https://api.eu.navixy.com/v2/tracker/list`,
  ],
  ['platform: PHP session beside an API call', "curl 'http://localhost/navixy.php' -b 'PHPSESSID=@D'"],
  [
    'platform: Laravel key and hash from the environment',
    `APP_KEY_HEX=@D
NAVIXY_HASH="\${SECRET_NAVIXY_HASH}"`,
  ],
  [
    'platform: Symfony secret beside the host',
    `APP_SECRET=@D
NAVIXY_URL=https://api.eu.navixy.com/v2`,
  ],
  [
    'platform: JWT secret of App Connect',
    `JWT_SECRET=@D
NAVIXY_API=https://api.eu.navixy.com/v2`,
  ],
  [
    'platform: Unity guid in a fleet viewer',
    `fileFormatVersion: 2
guid: @D
MonoImporter:
  userData: navixy tracker prefab`,
  ],
  ['platform: uuid without dashes in a device record', '{"source":"navixy","tracker_id":5,"device_uuid":"@D"}'],
  ['platform: event id in a webhook', '{"event_id":"@D","tracker_id":12,"rule":"speedup","provider":"navixy"}'],
  ['platform: request id in a log', '[navixy] request_id=@D GET /tracker/list 200'],
  [
    'platform: trace header on a call',
    "fetch('https://api.eu.navixy.com/v2/tracker/list', { headers: { traceparent: '00-@D-b7ad6b7169203331-01', Authorization: `NVX ${key}` } });",
  ],
  [
    'platform: content hash of a cached answer',
    'cache.put("tracker/list", { md5: "@D", etag: "@D", ttl: 60 }); // navixy',
  ],
  ['platform: cache key of a request', 'redis> GET cache:navixy:tracker_list:md5:@D'],
  ['platform: fingerprint of a scanner report', '{"rule":"navixy-hash","path":"src/a.js","fingerprint":"@D"}'],
  ['platform: git-like object in a permalink', 'https://github.example/SquareGPS/navixy-js-sdk/blob/@D/src/main.js'],
  [
    'platform: Google key and map id',
    `const MAP_ID = '@D'; // google maps style
const NAVIXY = 'https://gps.brand.example/api-v2';`,
  ],
  [
    'platform: Mapbox-like style and Yandex key',
    `map: { styleId: '@D' },
api: { url: 'https://gps.brand.example/api-v2' },`,
  ],
  [
    'platform: Cloudflare zone of a white label',
    `zone_id = "@D"
route = "gps.brand.example/api-v2/*"`,
  ],
  [
    'platform: Cloudflare worker account',
    `name = "navixy-proxy"
account_id = "@D"`,
  ],
  [
    'platform: AirConsole session of forty digits',
    'wss://panel.navixy.com/console?device=1&key=@D00000000&timestamp=1',
  ],
  ['platform: SHA-1 password of a dealer', "UPDATE dealers SET password = '@D01234567' WHERE id = 1; -- navixy"],
  ['platform: SHA-256 of an image', 'image: navixy/api-server@sha256:@D@D'],
  ['platform: upper-case id', '{"navixy_device": "@upper{@D}"}'],
  ['platform: GUID in N format', 'public static readonly Guid NavixyPluginId = Guid.ParseExact("@D", "N");'],
  ['platform: push subscription', '{"hash":"{{hash}}","token":"x","p256dh":"@D","auth":"y"}'],
  ['platform: upload policy', '{"x-amz-signature":"@D","policy":"e30=","url":"https://static.navixy.com/upload"}'],
  ['platform: masked log', "console.log(`hash ${hash.slice(0, 4)}…`, 'etag', '@D'); // navixy"],
  ['platform: driver key of an iButton', '{"driver":{"hardware_key":"@D","first_name":"Ana"},"tracker_id":3}'],
  ['platform: translation md5 of an interface', '"navixy.tracker.title": { "md5": "@D", "text": "Tracker" }'],
  [
    'platform: Postman collection ids',
    '{"info":{"_postman_id":"@D","name":"Navixy API"},"item":[{"id":"@D","name":"tracker/list"}]}',
  ],
  [
    'platform: Insomnia ids',
    `{"_id":"wrk_@D","_type":"workspace","name":"navixy"}
{"_id":"req_@D","parentId":"wrk_@D","url":"https://gps.brand.example/api-v2/tracker/list"}`,
  ],
  [
    'platform: HAR page and connection ids',
    '"pageref": "page_1", "_requestId": "@D", "url": "https://gps.brand.example/api-v2/tracker/list"',
  ],
  [
    'platform: Google Analytics-like cookie in a capture',
    `Cookie: visitor=@D; locale=es
Host: gps.brand.example`,
  ],
  [
    'platform: notebook cell ids',
    `{"cells":[{"cell_type":"code","id":"@D","source":["r = requests.get(API + '/api-v2/tracker/list')"]}]}`,
  ],
  ['platform: Streamlit component', 'components.declare_component("navixy_map", path="static/@D")'],
  ['platform: n8n node ids', '{"nodes":[{"id":"@D","webhookId":"@D","name":"navixy list"}]}'],
  [
    'platform: Node-RED like ids',
    '[{"id":"@D","type":"http request","url":"https://gps.brand.example/api-v2/tracker/list","wires":[["@D"]]}]',
  ],
  ['platform: Grafana panel id', '{"uid":"@D","title":"Navixy fleet","panels":[]}'],
  ['platform: Power BI dataset', '"datasetId": "@D", "name": "navixy mileage"'],
  ['platform: Lambda request in a log', 'START RequestId: @D Version: $LATEST navixy-sync'],
  [
    'platform: Kubernetes uid',
    `  name: navixy
  uid: @D`,
  ],
  ['platform: Terraform id', '"id": "@D", "name": "/fleet/navixy/url", "type": "String"'],
  [
    'platform: CI cache key',
    `key: npm-@D
env: { NAVIXY_URL: https://api.eu.navixy.com/v2 }`,
  ],
  ['platform: md5 function that takes the hash name', "function hash(s) { return md5(s) === '@D'; } // navixy cache"],
  ['platform: digest of an export file', "const fileHash = '@D'; // tracker/list export"],
  ['platform: content hash of a geocode cache', 'geocode_cache_key = "@D"'],
  [
    'platform: device photo by md5',
    "INSERT INTO tracker_photos (tracker_id, md5, name) VALUES (3, '@D', 'a.jpg'); -- navixy",
  ],
  [
    'platform: git-diff of lock and sdk',
    `-navixy-js-sdk@1.0.1: resolved "#@D"
+navixy-js-sdk@1.0.2: resolved "#@D"`,
  ],
  [
    'platform: payment signature in a billing panel',
    `// saas.navixy.com billing through PayU
$signature = md5($apiKey . '~' . $merchantId); // '@D'`,
  ],
  [
    'platform: other tracker service in a multi-provider file',
    `navixy: { url: 'https://api.eu.navixy.com/v2', hash: process.env.NAVIXY_HASH },
openweather: { appid: '@D' },`,
  ],
  [
    'platform: Wialon beside the platform',
    `wialon:
  url: https://hst-api.wialon.com
  sid: "@D"
navixy:
  url: https://api.eu.navixy.com/v2
  hash: \${NAVIXY_HASH}`,
  ],
  [
    'platform: repository only, composer class',
    `class ComposerAutoloaderInit@D
{
    public static function getLoader() {}
}`,
    { repository: true },
  ],
  ['platform: repository only, lock', '"content-hash": "@D",', { repository: true }],
  [
    'platform: repository only, precache',
    'self.__precacheManifest = [{"revision":"@D","url":"/index.html"}];',
    { repository: true },
  ],
  ['platform: repository only, bundle name', '<script src="/js/app.@D.js"></script>', { repository: true }],
  ['platform: repository only, weather key', 'OPENWEATHER_API_KEY=@D', { repository: true }],
  [
    'platform: repository only, Telegram api_hash',
    `api_id = 12345
api_hash = '@D'`,
    { repository: true },
  ],
  [
    'platform: repository only, checksum list',
    `@D  a.tar.gz
@D  b.tar.gz`,
    { repository: true },
  ],
  ['platform: repository only, Gravatar', 'https://www.gravatar.com/avatar/@D?s=40', { repository: true }],
  ['platform: repository only, md5 test', "expect(md5('x')).toBe('@D');", { repository: true }],
  ['platform: repository only, Sentry', "dsn: 'https://@D@sentry.example/4'", { repository: true }],
  [
    'platform: repository only, password column',
    "INSERT INTO `users` (`login`, `password`) VALUES ('ana', '@D');",
    { repository: true },
  ],
  ['platform: repository only, signed URL elsewhere', 'https://ads.example/feed?user=1&hash=@D', { repository: true }],
  [
    'platform: repository only, Marvel',
    'https://gateway.marvel.com/v1/public/characters?ts=1&apikey=@D&hash=@D',
    { repository: true },
  ],
  ['platform: repository only, PHP session', 'Cookie: PHPSESSID=@D', { repository: true }],
  [
    'platform: repository only, webpack stats',
    '{"errors":[],"warnings":[],"version":"4.46.0","hash":"@D","time":1203}',
    { repository: true },
  ],
  [
    'platform: repository only, Unity manifest',
    `  AssetFileHash:
    serializedVersion: 2
    Hash: @D`,
    { repository: true },
  ],
  ['platform: repository only, trace id', '"traceId": "@D"', { repository: true }],
  ['platform: repository only, Twilio', 'TWILIO_AUTH_TOKEN=@D', { repository: true }],
  ['platform: repository only, Symfony secret', 'APP_SECRET=@D', { repository: true }],
  [
    'platform: repository only, PayU form',
    '<form action="https://secure.payu.in/_payment"><input name="hash" value="@D"></form>',
    { repository: true },
  ],
  ['platform: repository only, confirmation mail', 'https://shop.example/confirm?user=4&hash=@D', { repository: true }],
  ['platform: repository only, asset URL with version', '<link href="/theme.css?v=@D">', { repository: true }],
  ['platform: repository only, Jupyter output image', '"image_id": "@D"', { repository: true }],
  ['platform: repository only, encryption key', 'ENCRYPTION_KEY=@D', { repository: true }],
  [
    'platform: repository only, installed dependency',
    'module.exports = { hash: "@D" };',
    { repository: true, path: 'node_modules/pad/build.js' },
  ],
  [
    'platform: repository only, rule of YARA',
    'rule apt {\n  meta:\n    hash = "@D"\n}',
    { repository: true, path: 'rules/apt.yar' },
  ],
  [
    'platform: repository only, list of hashes',
    'hash: @D\nhash: @D\nhash: @D\nhash: @D\nhash: @D',
    { repository: true },
  ],
  [
    'platform: repository only, script with its hash',
    '<script src="/js/app.js?hash=@D"></script>',
    { repository: true },
  ],
  [
    'platform: digest in upper case',
    '// https://api.eu.navixy.com/v2\nvar hash = "@upper{@D}"; // BitConverter.ToString(md5)',
  ],
];
