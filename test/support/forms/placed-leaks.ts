import type { PlacedForm } from './placed.ts';

/** Leaks that are identified by the structure around them. */
export const PLACED_LEAKS: readonly PlacedForm[] = [
  [
    'leak: hashed',
    'integrations in public code',
    `//$hashed='@H';
$url = "http://gps.brand.example/api-v2/tracker/list?hash=".$hashed;`,
    '+++',
  ],
  [
    'leak: hashed 2',
    'integrations in public code',
    `//$hashed='@H';
$hashed = login();
$ch = curl_init("http://gps.brand.example/api-v2/tracker/list");`,
    '+++',
  ],
  [
    'leak: behind comment',
    'integrations in public code',
    `$hash =$cap;//'@H';
$url = "http://gps.brand.example/api-v2/tracker/list";`,
    '+++',
  ],
  ['leak: ctor', 'integrations in public code', 'return new BrandGpsApiService("@H");', '++-'],
  ['leak: positional', 'integrations in public code', 'var v = GetVehiclesInRange("@H", 19.4, -99.1);', '++-'],
  ['leak: string attr', 'XML of apps', '<string name="user_hash" translatable="false">@H</string>', '++-'],
  [
    'leak: subscribe',
    'documentation of the API',
    `ws.send(JSON.stringify({ action: 'subscribe', hash: '@H', requests: [{ type: 'state_batch' }] }));`,
    '+++',
  ],
  [
    'leak: widget',
    'documentation of the API',
    '<iframe src="https://gps.brand.example/widget/?session_key=@H&locale=en"></iframe>',
    '+++',
  ],
  [
    'leak: widget2',
    'documentation of the API',
    'https://gps.brand.example/widget/map/?session_key=@H&locale=es_MX',
    '+++',
  ],
  [
    'leak: panel login',
    'documentation of the API',
    '{"success":true,"hash":"@H","permissions":{"users":["read"]},"dealer":{"id":1}}',
    '+++',
  ],
  ['leak: name behind', 'public code', 'Secret(value="@H").save(name="navixy-hash")', '+++'],
  ['leak: name behind 2', 'public code', 'Secret(value="@H").save(name="navixy-hash")', '+++'],
  ['leak: sql update', 'SQL scripts', `UPDATE settings SET value='@H' WHERE name='navixy_api_key'`, '+++'],
  [
    'leak: grafana',
    'data sources of Grafana',
    '{"jsonData":{"httpHeaderName1": "Authorization"}, "secureJsonData": {"httpHeaderValue1": "NVX @H"}}',
    '+++',
  ],
  [
    'leak: grafana query',
    'data sources of Grafana',
    '{"url":"https://api.eu.navixy.com/v2","jsonData":{"secureQueryName1": "hash"}, "secureJsonData": {"httpQueryValue1": "@H"}}',
    '+++',
  ],
  [
    'leak: grafana query 2',
    'data sources of Grafana',
    '{"jsonData":{"secureQueryName1": "hash"}, "secureJsonData": {"httpQueryValue1": "@H"}}',
    '++-',
  ],
  [
    'leak: postman',
    'collections of requests',
    '{ "key": "hash", "type": "text", "description": "the key of the master account, see the wiki of the team for where it is stored and who may use it", "enabled": true, "value": "@H" }',
    '++-',
  ],
  [
    'leak: postman 2',
    'collections of requests',
    '{ "value": "@H", "type": "default", "enabled": true, "description": {"content": "x", "type": "text/plain"}, "key": "hash" }',
    '++-',
  ],
  ['leak: filename', 'public code', 'NAVIXY_HASH=@H.txt', '+++'],
  [
    'leak: md',
    'Markdown pages',
    `| Service | API key |
|---|---|
| Navixy | @H |`,
    '+++',
  ],
  [
    'leak: md 2',
    'Markdown pages',
    `| Client | Hash |
|---|---|
| Acme (api.eu.navixy.com) | @H |`,
    '+++',
  ],
  [
    'leak: go leak',
    'tests of digests',
    `clients := []struct{ name, hash string }{
	{"navixy-eu", "@H"},
}`,
    '+++',
  ],
  [
    'leak: mock',
    'public code',
    `export const handlers = [
  http.post('*/user/auth', () => HttpResponse.json({ success: true, type: 'authenticated', hash: '@H' })),
];`,
    '+++',
  ],
  [
    'leak: hashed js',
    'integrations in public code',
    `const hashed = '@H';
fetch(\`https://gps.brand.example/api-v2/tracker/list?hash=\${hashed}\`);`,
    '+++',
  ],
  [
    'leak: secret followed',
    'integrations in public code',
    `$secret = '@H';
$u = 'https://gps.brand.example/api-v2/tracker/list?hash=' . $secret;`,
    '+++',
  ],
  [
    'leak: pass followed',
    'integrations in public code',
    `password = "@H"
requests.post("https://gps.brand.example/api-v2/tracker/list", json={"hash": password})`,
    '+++',
  ],
  [
    'leak: id followed',
    'integrations in public code',
    `$id = '@H';
file_get_contents("https://gps.brand.example/api-v2/tracker/list?hash=$id");`,
    '+++',
  ],
  [
    'leak: behind py',
    'integrations in public code',
    `hash = get_hash()  # '@H'
requests.get("https://gps.brand.example/api-v2/tracker/list")`,
    '+++',
  ],
  [
    'leak: behind js',
    'integrations in public code',
    `const hash = process.env.H; // "@H"
call('https://gps.brand.example/api-v2/tracker/list');`,
    '+++',
  ],
  ['leak: behind php', 'public code', `$hash = $_SESSION['hash'];//'@H';`, '++-'],
  ['leak: behind block', 'integrations in public code', 'hash = cap /* "@H" */', '++-'],
  ['leak: ctor new', 'integrations in public code', 'var client = new FleetTrackingClient("@H");', '++-'],
  ['leak: ctor py', 'integrations in public code', 'client = GpsClient("@H")', '++-'],
  ['leak: ctor second', 'integrations in public code', `$api = new GpsApi('https://x.example', '@H');`, '++-'],
  ['leak: call', 'integrations in public code', `loadVehicles('@H', 5)`, '++-'],
  ['leak: call2', 'integrations in public code', 'await fleetApi.getTrackers("@H");', '++-'],
  [
    'leak: string attr 2',
    'XML of apps',
    '<string translatable="false" name="session_key" tools:ignore="Typos">@H</string>',
    '++-',
  ],
  ['leak: xml attr', 'XML of apps', '<setting name="hash" serializeAs="String"><value>@H</value></setting>', '++-'],
  ['leak: xml 2', 'XML of apps', '<property name="userHash" scope="prod">@H</property>', '++-'],
  [
    'leak: subscribe json',
    'documentation of the API',
    '{"action":"subscribe","hash":"@H","requests":[{"type":"state_batch","target":{"type":"all"}}]}',
    '+++',
  ],
  [
    'leak: subscribe py',
    'documentation of the API',
    'ws.send(json.dumps({"action": "subscribe", "hash": "@H", "requests": [{"type": "state", "trackers": [1]}]}))',
    '+++',
  ],
  [
    'leak: subscribe multi',
    'documentation of the API',
    `socket.send(JSON.stringify({
  action: 'subscribe',
  hash: '@H',
  requests: [
    { type: 'state_batch', target: { type: 'all' }, rate_limit: '5s' },
  ],
}));`,
    '+++',
  ],
  [
    'leak: subscribe rev',
    'documentation of the API',
    '{ requests: [{type: "state_batch"}], hash: "@H", action: "subscribe" }',
    '+++',
  ],
  [
    'leak: subscribe php',
    'documentation of the API',
    `['action' => 'subscribe', 'hash' => '@H', 'requests' => [['type' => 'state_batch']]]`,
    '+++',
  ],
  ['leak: widget rel', 'documentation of the API', '/widget/?session_key=@H&locale=ru', '+++'],
  [
    'leak: widget amp',
    'documentation of the API',
    '<iframe src="//maps.brand.example/widget/?session_key=@H&amp;locale=es" />',
    '+++',
  ],
  [
    'leak: widget param order',
    'documentation of the API',
    'https://gps.brand.example/widget/?locale=en&session_key=@H',
    '+++',
  ],
  [
    'leak: panel login py',
    'documentation of the API',
    `{'success': True, 'hash': '@H', 'permissions': {'users': ['read']}, 'dealer': {'id': 1}}`,
    '+++',
  ],
  [
    'leak: panel login order',
    'documentation of the API',
    `{
  "dealer": {"id": 5001, "title": "x"},
  "permissions": {"trackers": ["read", "update"]},
  "hash": "@H",
  "success": true
}`,
    '+++',
  ],
  ['leak: name behind 3', 'public code', 'store.put(value="@H", key="navixy_api_key")', '+++'],
  ['leak: name behind 4', 'public code', `secretClient.setSecret({ value: '@H' }).withName('navixy-hash')`, '+++'],
  ['leak: sql wp', 'a PHP shop', `UPDATE wp_options SET option_value = '@H' WHERE option_name = 'navixy_hash';`, '+++'],
  [
    'leak: sql and',
    'SQL scripts',
    `UPDATE config SET val='@H', updated=NOW() WHERE scope='x' AND path='navixy/api_key';`,
    '+++',
  ],
  ['leak: sql', 'SQL scripts', `UPDATE settings SET value = '@H' WHERE \`key\` = 'session_key';`, '++-'],
  ['leak: gh', 'Markdown pages', 'echo @H | gh secret set NAVIXY_HASH', '+++'],
  ['leak: docker', 'Markdown pages', 'echo -n "@H" | docker secret create navixy_hash -', '+++'],
  ['leak: sql as', 'SQL scripts', `SELECT '@H' AS navixy_hash;`, '+++'],
  ['leak: put', 'public code', 'setItem("@H", "navixy_hash")', '+++'],
  ['leak: pair 2', 'data sources of Grafana', '{"paramName2":"hash","paramValue2":"@H"}', '++-'],
  [
    'leak: pair headers',
    'data sources of Grafana',
    `header_name_1 = "X-Session-Key"
header_value_1 = "@H"`,
    '++-',
  ],
  [
    'leak: pair yaml',
    'data sources of Grafana',
    `secureQueryName1: hash
secureQueryValue1: @H
url: https://api.eu.navixy.com/v2`,
    '+++',
  ],
  ['leak: har', 'collections of requests', '{"name": "hash", "contentType": "", "comment": "c", "value": "@H"}', '++-'],
  ['leak: har2', 'collections of requests', '{"value": "@H", "comment": "some words", "name": "session_key"}', '++-'],
  [
    'leak: postman long',
    'collections of requests',
    `{
  "key": "hash",
  "description": "The key of the account under which the reports are made. Ask the administrator for it, it is renewed once a year, and the old one stays valid for a day. It must be sent with every call, also with those that only read, otherwise the server answers with an error and nothing else. Do not share it with customers, since it opens the whole account. A second paragraph follows, as descriptions in such collections are often long, and say what the parameter is for and where it is found in the interface of the platform.",
  "type": "text",
  "value": "@H"
}`,
    '++-',
  ],
  ['leak: empty file', 'public code', 'NAVIXY_HASH=@H.txt', '+++'],
  ['leak: file 2', 'public code', 'backup/navixy_api_key=@H.bak', '+++'],
  [
    'leak: settings ini',
    'public code',
    `[gps]
log = sync.log
hash = @H`,
    '++-',
  ],
  ['leak: settings json', 'public code', '{ "logFile": "app.log", "version": "1.2", "hash": "@H" }', '++-'],
  [
    'leak: settings json 2',
    'public code',
    '{ "name": "plugin-gps", "url": "https://x.example", "path": "/api", "hash": "@H", "interval": 5 }',
    '++-',
  ],
  ['leak: page', 'public code', `params = {'hash': '@H', 'limit': 100, 'offset': 0}`, '++-'],
  ['leak: tsx', 'a React Native app', '<FleetMap hash="@H" width={300} height={200} />', '++-'],
  [
    'leak: env',
    'public code',
    `HASH=@H
SIZE=10`,
    '++-',
  ],
  ['leak: report', 'public code', `{ hash: '@H', from: '2020-01-01', to: '2020-02-01', trackers: [1] }`, '+++'],
];
