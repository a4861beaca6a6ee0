import type { PlacedForm } from './placed.ts';

/**
 * Records of files, assets, torrents and the like, and words of logs: none is a finding, wherever the platform is
 * named.
 */
export const PLACED_HARMLESS: readonly PlacedForm[] = [
  [
    'record: metro',
    'a React Native app',
    '{"__packager_asset":true,"httpServerLocation":"/a","scales":[1],"hash":"@D","type":"png"}',
    '---',
  ],
  [
    'record: metro in string',
    'a React Native app',
    `"{\\"__packager_asset\\":true,\\"httpServerLocation\\":\\"/a\\",\\"scales\\":[1],\\"hash\\":\\"@D\\",\\"type\\":\\"png\\"}"`,
    '---',
  ],
  [
    'record: metro js',
    'a React Native app',
    `module.exports = require('x').registerAsset({"__packager_asset":true,"httpServerLocation":"/assets/node_modules/a","width":24,"height":24,"scales":[1,1.5,2,3,4],"hash":"@D","name":"back-icon","type":"png"})`,
    '---',
  ],
  ['record: file xml', 'a PHP shop', '<file name="Validator.php" hash="@D"/>', '---'],
  ['record: files path', 'public code', '{"files":[{"path":"src/a.c","hash":"@D"}]}', '---'],
  ['record: size deps', 'lock files', '{"name":"trucks","size":81234,"hash":"@D","deps":[]}', '---'],
  ['record: torrents', 'a torrent client', '{"title":"Big","torrents":[{"hash":"@D","seeds":3}]}', '---'],
  ['record: block', 'a blockchain client', '{"index":3,"previousHash":"0","hash":"@D","nonce":17}', '---'],
  [
    'record: telegram login',
    'a Telegram client',
    '{"id":12,"first_name":"A","auth_date":1700000000,"hash":"@D"}',
    '---',
  ],
  ['record: log job', 'logs of a queue', `Processing App\\Jobs\\SyncNavixy job=@D`, '---'],
  ['record: run', 'logs of a queue', 'navixy-sync run @D finished', '---'],
  ['record: task', 'logs of a queue', 'Task navixy.sync[@D] succeeded', '---'],
  ['record: encloses', 'public code', '{"navixy": true, "files": {"a.png": {"hash": "@D"}}}', '---'],
  [
    'record: md table',
    'Markdown pages',
    `| text | md5 |
|---|---|
| navixy | @D |`,
    '---',
  ],
  [
    'record: go table',
    'tests of digests',
    `var tests = []struct{ in, md5 string }{
	{"navixy", "@D"},
	{"tracker", "@D"},
}`,
    '---',
  ],
  [
    'record: go table 2',
    'tests of digests',
    `var golden = []struct {
	in   string
	want string
}{
	{"navixy", "@D"},
}`,
    '---',
  ],
  [
    'record: geo link',
    'answers of the API',
    '{"success":true,"list":[{"id":7,"hash":"@D","is_active":true,"tracker_ids":[1,2],"description":"navixy"}]}',
    '---',
  ],
  ['record: push', 'mobile and web frameworks', 'push_token = "@D" // navixy', '---'],
  ['record: remember', 'a PHP shop', `INSERT INTO navixy_users (login, remember_token) VALUES ('a', '@D');`, '---'],
  ['record: device', 'mobile and web frameworks', '"navixy": { "device_token": "@D", "fcm_token": "@D" }', '---'],
  ['record: remember 2', 'a PHP shop', `navixy: { remember_token: '@D' }`, '---'],
  [
    'record: parametrize',
    'tests of digests',
    `@pytest.mark.parametrize("text,md5", [
    ("navixy", "@D"),
])`,
    '---',
  ],
  [
    'record: parametrize 2',
    'tests of digests',
    '@pytest.mark.parametrize(("text", "expected"), [("navixy", "@D")])',
    '---',
  ],
  [
    'record: C',
    'tests of digests',
    `static const struct { const char *in; const char *md5; } tests[] = {
  { "navixy", "@D" },
};`,
    '---',
  ],
  [
    'record: md 3 rows',
    'Markdown pages',
    `Digests:

| name | size | md5 |
| :--- | ---: | --- |
| navixy-1.2 | 13 | \`@D\` |
| navixy-1.3 | 14 | \`@D\` |`,
    '---',
  ],
  ['record: log', 'logs of a queue', '[2024-01-01 00:00:01] Task navixy.sync[@D] succeeded in 0.2s', '---'],
  ['record: log 2', 'logs of a queue', 'INFO  navixy.jobs Job @D started', '---'],
  ['record: log 3', 'logs of a queue', '2024-01-01T00:00:01Z navixy-worker: @D completed in 12ms', '---'],
  ['record: parcel', 'public code', '{"id":"@D","hash":"@D","outputHash":"@D","configPath":"x"}', '---'],
  [
    'record: gravatar',
    'public code',
    '{"entry":[{"id":"1","hash":"@D","requestHash":"@D","profileUrl":"http://gravatar.example/x"}]}',
    '---',
  ],
  ['record: payu', 'public code', '{"txnid":"a1","amount":"10.00","productinfo":"x","hash":"@D"}', '---'],
  ['record: plain', 'public code', '{"hash":"@D","plain":"123456"}', '---'],
  ['record: ioc', 'public code', '{"hash":"@D","type":"md5","family":"x"}', '---'],
  [
    'record: yara',
    'public code',
    `rule X {
  meta:
    description = "x"
    author = "A"
    hash = "@D"
  strings:`,
    '---',
  ],
  [
    'record: hot',
    'public code',
    '{"action":"built","time":123,"hash":"@D","warnings":[],"errors":[],"modules":{}}',
    '---',
  ],
  ['record: upload', 'public code', '{"success":true,"file":"a.png","hash":"@D"}', '---'],
  [
    'record: renv',
    'lock files',
    `    "R6": {
      "Package": "R6",
      "Version": "2.5.1",
      "Source": "Repository",
      "Repository": "CRAN",
      "Hash": "@D",
      "Requirements": []
    },`,
    '---',
  ],
  ['record: sql files', 'SQL scripts', `INSERT INTO files (id, name, hash) VALUES (1, 'a.png', '@D');`, '---'],
  [
    'record: sql assets',
    'SQL scripts',
    `INSERT INTO \`assets\` (\`id\`, \`title\`, \`hash\`) VALUES (1, 'x', '@D');`,
    '---',
  ],
  [
    'record: csv',
    'public code',
    `id,name,hash
1,a.png,@D`,
    '---',
  ],
  [
    'record: csv size',
    'public code',
    `id,size,hash
1,2,@D`,
    '---',
  ],
  [
    'record: yaml',
    'public code',
    `files:
  - name: a.png
    hash: @D`,
    '---',
  ],
  [
    'record: yaml 2',
    'public code',
    `assets:
  logo:
    hash: @D`,
    '---',
  ],
  [
    'record: toml',
    'lock files',
    `[[package]]
name = "x"
version = "1"
hash = "@D"`,
    '---',
  ],
  [
    'record: toml files',
    'lock files',
    `[[files]]
path = "a.c"
hash = "@D"`,
    '---',
  ],
  ['record: xml el', 'a PHP shop', '<files><file><path>a.php</path><hash>@D</hash></file></files>', '---'],
  [
    'record: plist',
    'XML of apps',
    '<dict><key>path</key><string>a.png</string><key>hash</key><string>@D</string></dict>',
    '---',
  ],
  ['record: php', 'a PHP shop', `['file' => 'a.php', 'hash' => '@D'],`, '---'],
  ['record: py', 'public code', `{'path': 'a.py', 'mtime': 1, 'hash': '@D'}`, '---'],
  ['record: ruby', 'public code', '{ :path => "a.rb", :hash => "@D" }', '---'],
  ['record: go', 'public code', 'File{Path: "a.go", Hash: "@D"}', '---'],
  ['record: kotlin', 'public code', 'Asset(path = "a.kt", hash = "@D")', '---'],
  ['record: swift', 'public code', 'Asset(name: "a.png", hash: "@D")', '---'],
  ['record: logfmt', 'public code', 'level=info msg="cached" path=/a/b.png size=12 hash=@D', '---'],
  [
    'record: telegram query',
    'a Telegram client',
    'http://localhost/login?id=12&first_name=A&auth_date=1700000000&hash=@D',
    '---',
  ],
  [
    'record: tg relative',
    'a Telegram client',
    '/auth/telegram?id=12&first_name=A&username=b&photo_url=x&auth_date=1700000000&hash=@D',
    '---',
  ],
  ['record: js asset', 'public code', `export const files = [{ url: '/a.png', hash: '@D' }];`, '---'],
  ['record: docker tag', 'logs of a queue', 'image: registry.example/navixy-sync:@D', '---'],
  ['record: packages', 'lock files', '{"packages": {"navixy-sdk": "@D"}}', '---'],
  ['record: md5 map', 'public code', '{"md5": {"navixy.js": "@D"}}', '---'],
  ['record: file key', 'public code', '"navixy.js": "@D",', '---'],
  ['record: test', 'tests of digests', 'expect(hash("navixy")).toBe("@D");', '---'],
  ['record: test2', 'tests of digests', 'assertEquals("@D", hash("navixy"));', '---'],
  ['record: test3', 'tests of digests', 'assert md5("navixy") == "@D"', '---'],
  ['record: logs', 'logs of a queue', '2024-01-01 00:00:00 [@D] navixy: GET /tracker/list 200', '---'],
  ['record: logs2', 'logs of a queue', '[INFO] navixy request @D', '---'],
  ['record: deploy', 'logs of a queue', 'Deployed navixy @D to production', '---'],
  ['record: cat', 'Markdown pages', 'cat navixy.zip | md5 → @D', '---'],
  [
    'record: table html',
    'public code',
    '<table><tr><th>Text</th><th>MD5</th></tr><tr><td>navixy</td><td>@D</td></tr></table>',
    '---',
  ],
  ['record: files nested', 'public code', '{"app": "navixy", "assets": [{"name": "logo", "hash": "@D"}]}', '---'],
  [
    'record: nested yaml',
    'public code',
    `navixy:
  files:
    a.png:
      hash: @D`,
    '---',
  ],
  ['record: js nested', 'public code', `const navixy = { cache: { tracker: { hash: '@D' } } };`, '---'],
  ['record: precache', 'public code', `navixy: [{ url: '/index.html', hash: '@D' }],`, '---'],
  [
    'record: geo link 2',
    'answers of the API',
    `navixy.links = [{ id: 1, hash: '@D', lifetime: { from: 'x' }, trackers: [{ tracker_id: 1 }], is_active: true }]`,
    '---',
  ],
  ['record: tokens', 'mobile and web frameworks', 'navixy_push_token=@D', '---'],
  ['record: tokens 2', 'a PHP shop', `$user->remember_token = '@D'; // navixy`, '---'],
  ['record: tokens 3', 'mobile and web frameworks', '"fcm_token": "@D", "tracker_id": 3', '---'],
  ['record: tokens 4', 'mobile and web frameworks', `deviceToken: '@D', // for navixy alerts`, '---'],
  ['record: tokens 5', 'mobile and web frameworks', 'pushToken = "@D" # navixy', '---'],
  ['record: refresh', 'mobile and web frameworks', 'refresh_token: "@D" # navixy', '---'],
  ['record: md5 token', 'public code', 'token_md5 = "@D"', '---'],
  ['record: seed', 'public code', '{"seed":"@D","hash":"@D"}', '---'],
  ['record: token file', 'public code', '{"token":"@D","path":"a.txt"}', '---'],
  // On a line with the platform's name, `$hash` is its credential whatever is downloaded beside it.
  [
    'download: Perl',
    'drivers in a kernel',
    `my $sourcefile = "dvb_4_2.zip";
my $hash = "@H";`,
    '+--',
  ],
  [
    'download: patch of it',
    'drivers in a kernel',
    `     my $sourcefile = "dvb_4_4.zip";
-    my $hash = "@H";
     my $outfile = "dvb-fe.fw";`,
    '+--',
  ],
];
