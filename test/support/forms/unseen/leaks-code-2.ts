import type { UnseenForm } from './form.ts';

/** Leaks in programs and pages, part 2. */
export const LEAKS_CODE_2: readonly UnseenForm[] = [
  {
    name: 'httpie',
    path: 'httpie.sh',
    source: 'public repo: shell script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
http POST https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list hash=«key»
`,
  },
  {
    name: 'wget',
    path: 'get.sh',
    source: 'public repo: shell script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
wget -O zones.kml "https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/zone/download?format=kml&hash=«key»"
`,
  },
  {
    name: 'powershell',
    path: 'sync.ps1',
    source: 'public repo: PowerShell script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
$body = @{ hash = "«key»" } | ConvertTo-Json
Invoke-RestMethod -Method Post -Uri "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list" -Body $body
`,
  },
  {
    name: 'powershell header',
    path: 'list.ps1',
    source: 'public repo: PowerShell script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
$headers = @{ Authorization = "NVX «key»" }
irm "https://⟦api.eu.navixy.com|gps.brand.example⟧/v2/tracker/list" -Headers $headers
`,
  },
  {
    name: 'batch file',
    path: 'run.bat',
    source: 'public repo: batch',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
set ⟦NAVIXY_HASH|GPS_HASH⟧=«key»
node sync.js
`,
  },
  {
    name: 'VBA macro',
    path: 'modules/Gps.bas',
    source: 'public repo: Excel macro',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
Const API_HASH = "«key»"
http.Open "GET", "https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list?hash=" & API_HASH, False
`,
  },
  {
    name: 'Delphi',
    path: 'Unit1.pas',
    source: 'public repo: Delphi app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
const ⟦NavixyHash|GpsHash⟧ = '«key»';
`,
  },
  {
    name: 'swift',
    path: 'Sources/Api.swift',
    source: 'public repo: iOS app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
let ⟦navixy|session⟧Hash = "«key»"
`,
  },
  {
    name: 'swift request',
    path: 'Sources/Call.swift',
    source: 'public repo: iOS app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
request.url = URL(string: "https://⟦api.eu.navixy.com|gps.brand.example⟧/v2/tracker/list")
request.setValue("NVX «key»", forHTTPHeaderField: "Authorization")
`,
  },
  {
    name: 'dart',
    path: 'lib/api.dart',
    source: 'public repo: Flutter app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
const String ⟦navixyApiKey|gpsApiKey⟧ = '«key»';
`,
  },
  {
    name: 'dart post',
    path: 'lib/call.dart',
    source: 'public repo: Flutter app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
final r = await http.post(Uri.parse('https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list'),
    body: jsonEncode({'hash': '«key»'}));
`,
  },
  {
    name: 'rust',
    path: 'src/main.rs',
    source: 'public repo: rust exporter',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
let url = "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list";
let res = client.post(url).header("Authorization", "NVX «key»").send().await?;
`,
  },
  {
    name: 'lua',
    path: 'script.lua',
    source: 'public repo: lua script',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
local ⟦navixy_hash|gps_hash⟧ = "«key»"
`,
  },
  {
    name: 'perl',
    path: 'gps.pl',
    source: 'public repo: perl script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
my $hash = '«key»';
my $json = get("https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list?hash=$hash");
`,
  },
  {
    name: 'R',
    path: 'fleet.R',
    source: 'public repo: R analysis',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
hash <- "«key»"
res <- POST("https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list", body = list(hash = \
hash), encode = "json")
`,
  },
  {
    name: 'matlab',
    path: 'load.m',
    source: 'public repo: analysis',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
data = webread('https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list', 'hash', '«key»');
`,
  },
  {
    name: 'arduino',
    path: 'tracker.ino',
    source: 'public repo: firmware',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
const char* ⟦NAVIXY_HASH|API_HASH⟧ = "«key»";
`,
  },
  {
    name: 'groovy pipeline',
    path: 'Jenkinsfile',
    source: 'tool: Jenkins',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
environment { ⟦NAVIXY_API_KEY|GPS_API_KEY⟧ = '«key»' }
`,
  },
  {
    name: 'html widget',
    path: 'index.html',
    source: 'docs: widget',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
<iframe src="https://⟦saas.navixy.com|gps.brand.example⟧/widget/?session_key=«key»&locale=es"></iframe>
`,
  },
  {
    name: 'demo login link',
    path: 'links.html',
    source: 'docs: panel',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
<a href="https://⟦saas.navixy.com|gps.brand.example⟧/pro/demo/?session_key=«key»&app=map">Open map</a>
`,
  },
  {
    name: 'meta data attribute',
    path: 'map.html',
    source: 'public repo: web page',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
<div id="map" data-⟦navixy|gps⟧-hash="«key»"></div>
`,
  },
  {
    name: 'script variable in a page',
    path: 'live.html',
    source: 'public repo: web page',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
<script>
var hash = "«key»";
$.post("https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list", { hash: hash }, draw);
</script>
`,
  },
  {
    name: 'vue options',
    path: 'src/App.vue',
    source: 'public repo: web app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
<script>
const api = axios.create({ baseURL: 'https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧', headers: { \
Authorization: 'NVX «key»' } });
</script>
`,
  },
  {
    name: 'subscribe frame',
    path: 'ws.js',
    source: 'docs: websocket page',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
ws.send(JSON.stringify({ action: 'subscribe', hash: '«key»', requests: [{ type: 'state_batch', target: { \
type: 'all' } }] })); ⟦// navixy|⟧
`,
  },
  {
    name: 'subscribe frame as text',
    path: 'frames.txt',
    source: 'docs: websocket page',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
⟦navixy |⟧> {"action":"subscribe","hash":"«key»","trackers":[12,13],"events":["state"]}
`,
  },
  {
    name: 'SDK',
    path: 'sdk.html',
    source: 'docs: JS SDK',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
<script>var api = new ⟦Navixy|Tracking⟧.Api({ user: { hash: "«key»" } });</script>
`,
  },
  {
    name: 'file name',
    path: 'names.txt',
    source: 'file name: list of files',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
backup/⟦NAVIXY_HASH|GPS_HASH⟧=«key».txt
`,
  },
  {
    name: 'mkdir log of a file name',
    path: 'build.log',
    source: 'file name: list of files',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
adding: conf/⟦NAVIXY_HASH|GPS_HASH⟧=«key».txt (stored 0%)
`,
  },
  {
    name: 'graphql variables',
    path: 'query.json',
    source: 'public repo: gateway',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{ "query": "query($hash: String!) { trackers(hash: $hash) { id } }", "variables": { "hash": "«key»" }, \
"source": "⟦navixy|gps⟧" }
`,
  },
  {
    name: 'test fixture',
    path: 'test/fixtures/auth.json',
    source: 'public repo: test fixture',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{ "success": true, "hash": "«key»", "type": "authenticated"⟦, "host": "api.navixy.com"|⟧ }
`,
  },
];
