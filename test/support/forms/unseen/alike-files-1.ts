import type { UnseenForm } from './form.ts';

/** Look-alikes: digests of files and builds, part 1. */
export const ALIKE_FILES_1: readonly UnseenForm[] = [
  {
    name: 'Metro asset',
    path: 'dist/assets.json',
    source: 'tool: Metro cache',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"httpServerLocation":"/assets/⟦navixy|img⟧","width":24,"scales":[1,2],"hash":"«md5»","name":"pin","type":"png"}
`,
  },
  {
    name: 'Metro asset registration',
    path: 'bundle.js',
    source: 'tool: Metro cache',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
registerAsset({"__packager_asset":true,"scales":[1,2,3],"hash":"«md5»","name":"⟦navixy-logo|logo⟧","type":"png"});
`,
  },
  {
    name: 'file manifest in XML',
    path: 'manifest.xml',
    source: 'tool: installer',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<files product="⟦navixy|fleet⟧"><file name="map.dll" hash="«md5»"/><file name="ui.dll" hash="«md52»"/></files>
`,
  },
  {
    name: 'files with path and hash',
    path: 'files.json',
    source: 'tool: updater',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "app": "⟦navixy-tracker|tracker⟧", "files": [ { "path": "js/app.js", "hash": "«md5»" }, { "path": \
"js/map.js", "hash": "«md52»" } ] }
`,
  },
  {
    name: 'platform flag beside files',
    path: 'files2.json',
    source: 'tool: updater',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"⟦navixy|fleet⟧": true, "files": {"a.png": {"hash": "«md5»"}, "b.png": {"hash": "«md52»"}}}
`,
  },
  {
    name: 'webpack stats',
    path: 'stats.json',
    source: 'tool: webpack',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"hash":"«md5»","version":"5.90.0","time":812,"publicPath":"/⟦navixy|fleet⟧/","assetsByChunkName":{"main"\
:["main.js"]}}
`,
  },
  {
    name: 'webpack chunk map',
    path: 'runtime.js',
    source: 'tool: webpack',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
u = (e) => "⟦navixy|fleet⟧/" + e + "." + { 12: "«md5»", 40: "«md52»" }[e] + ".js";
`,
  },
  {
    name: 'service worker precache',
    path: 'sw.js',
    source: 'tool: Workbox',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
precacheAndRoute([{url:"/⟦navixy|fleet⟧/index.html",revision:"«md5»"},{url:"/main.css",revision:"«md52»"}]);
`,
  },
  {
    name: 'service worker hash table of Angular',
    path: 'ngsw.json',
    source: 'tool: Angular',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"hashTable":{"/⟦navixy|fleet⟧/main.js":"«sha1»","/index.html":"«sha12»"},"configVersion":1}
`,
  },
  {
    name: 'rev manifest',
    path: 'rev-manifest.json',
    source: 'tool: gulp',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "css/⟦navixy|fleet⟧.css": "css/app-«md5».css" }
`,
  },
  {
    name: 'md5sums',
    path: 'MD5SUMS',
    source: 'tool: md5sum',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
«md5»  ⟦navixy|fleet⟧-agent_1.2_amd64.deb
«md52»  readme.txt
`,
  },
  {
    name: 'md5 file in Debian package',
    path: 'DEBIAN/md5sums',
    source: 'tool: dpkg',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
«md5»  usr/share/⟦navixy|fleet⟧/app.jar
`,
  },
  {
    name: 'torrents list',
    path: 'torrents.json',
    source: 'tool: torrent client',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
[{"name":"⟦navixy-maps|maps⟧.iso","hash":"«sha1»","state":"seeding"},{"name":"osm","hash":"«sha12»","state":"paused"}]
`,
  },
  {
    name: 'torrents list v1 short',
    path: 'torrents2.json',
    source: 'tool: torrent client',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"torrents":{"«md5»":{"name":"⟦navixy|fleet⟧ maps","progress":0.4,"ratio":1.2}}}
`,
  },
  {
    name: 'blockchain block',
    path: 'chain.json',
    source: 'public repo: blockchain demo',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"index":3,"previousHash":"«md5»","nonce":4411,"data":"⟦navixy|fleet⟧ trip","hash":"«md52»"}
`,
  },
  {
    name: 'blockchain log',
    path: 'chain.log',
    source: 'log: blockchain',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
⟦navixy|fleet⟧ block 12 mined: nonce=5512 hash=«md5» previous=«md52»
`,
  },
  {
    name: 'Telegram login',
    path: 'telegram.log',
    source: 'public repo: telegram bot',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
GET /⟦navixy|fleet⟧/login?id=12&first_name=Ana&auth_date=1714644672&hash=«sha256»
`,
  },
  {
    name: 'Telegram login short digest',
    path: 'telegram.json',
    source: 'public repo: telegram bot',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"id":12,"first_name":"Ana","username":"⟦navixy_fan|ana⟧","auth_date":1714644672,"hash":"«md5»"}
`,
  },
  {
    name: 'composer lock',
    path: 'composer.lock',
    source: 'tool: composer',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "content-hash": "«md5»", "packages": [ { "name": "⟦navixy/php-client|acme/client⟧", "version": "1.0.0" } ] }
`,
  },
  {
    name: 'yarn cache key',
    path: 'yarn.lock',
    source: 'tool: yarn',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
"⟦navixy-sdk|fleet-sdk⟧@npm:^1.0.0":
  version: 1.0.2
  checksum: «md5»
`,
  },
  {
    name: 'poetry lock',
    path: 'poetry.lock',
    source: 'tool: poetry',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
[[package]]
name = "⟦navixy-client|fleet-client⟧"
files = [{file = "client.whl", hash = "md5:«md5»"}]
`,
  },
  {
    name: 'pip hash',
    path: 'requirements.txt',
    source: 'tool: pip',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
⟦navixy-client|fleet-client⟧==1.0 --hash=md5:«md5»
`,
  },
  {
    name: 'CocoaPods lock',
    path: 'Podfile.lock',
    source: 'tool: CocoaPods',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
SPEC CHECKSUMS:
  ⟦Navixy|Fleet⟧: «sha1»
`,
  },
  {
    name: 'Gemfile lock revision',
    path: 'Gemfile.lock',
    source: 'tool: bundler',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
  remote: https://github.com/⟦navixy|acme⟧/client.git
  revision: «sha1»
`,
  },
  {
    name: 'etag of an answer',
    path: 'logs/head.txt',
    source: 'log: curl -I',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
HTTP/2 200
server: ⟦navixy|nginx⟧
etag: "«md5»"
`,
  },
  {
    name: 'S3 etag',
    path: 's3.json',
    source: 'tool: aws cli',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "Key": "⟦navixy|fleet⟧/reports/2024.csv", "ETag": "\\"«md5»\\"", "Size": 812 }
`,
  },
  {
    name: 'S3 inventory',
    path: 'inventory.csv',
    source: 'tool: aws cli',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
"fleet-bucket","⟦navixy|gps⟧/a.csv","812","«md5»"
`,
  },
  {
    name: 'gravatar',
    path: 'page.html',
    source: 'public repo: web page',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<img src="https://www.gravatar.com/avatar/«md5»?d=mp" alt="⟦Navixy|Fleet⟧ user">
`,
  },
  {
    name: 'gravatar field',
    path: 'users.json',
    source: 'public repo: web page',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "name": "⟦Navixy Admin|Admin⟧", "gravatar_hash": "«md5»" }
`,
  },
  {
    name: 'PrestaShop list',
    path: 'config/xml/modules.xml',
    source: 'tool: PrestaShop',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<ps_root_dir version="1.7"><dir name="⟦navixy|gps⟧"><md5file name="index.php">«md5»</md5file></dir></ps_root_dir>
`,
  },
];
