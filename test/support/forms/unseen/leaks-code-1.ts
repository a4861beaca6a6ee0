import type { UnseenForm } from './form.ts';

/** Leaks in programs and pages, part 1. */
export const LEAKS_CODE_1: readonly UnseenForm[] = [
  {
    name: 'commented value above a call',
    path: 'inc/gps.php',
    source: 'public repo: php app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
//$hashed='«key»';
$r = file_get_contents("https://⟦saas.navixy.com|rastreo.brand.example⟧/api-v2/tracker/list?hash=".$hashed);
`,
  },
  {
    name: 'value left in a trailing comment',
    path: 'inc/map.php',
    source: 'public repo: php app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
$hash =$cap;//'«key»';
$url = "⟦https://saas.navixy.com/api-v2|https://gps.example/v2⟧/tracker/get_state";
`,
  },
  {
    name: 'php curl fields',
    path: 'inc/call.php',
    source: 'public repo: php app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
$hash = '«key»';
$ch = curl_init('https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list');
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['hash' => $hash]));
`,
  },
  {
    name: 'php define',
    path: 'inc/config.php',
    source: 'public repo: php app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
<?php
define('⟦NAVIXY_HASH|GPS_HASH⟧', '«key»');
`,
  },
  {
    name: 'php class constant',
    path: 'src/Tracking.php',
    source: 'public repo: php app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
final class ⟦NavixyClient|TrackingClient⟧ { private const API_HASH = '«key»'; }
`,
  },
  {
    name: 'C# service returned',
    path: 'Services/Factory.cs',
    source: 'public repo: C# app',
    expected: { line: 'found', repository: 'either', alone: 'low-or-none' },
    text: `\
public IGpsService Create() {
    return new ⟦NavixyGpsApiService|BrandGpsApiService⟧("«key»");
}
`,
  },
  {
    name: 'C# field',
    path: 'Services/Gps.cs',
    source: 'public repo: C# app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
private readonly string _⟦navixy|gps⟧Hash = "«key»";
`,
  },
  {
    name: 'C# header',
    path: 'Services/Http.cs',
    source: 'public repo: C# app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
client.BaseAddress = new Uri("https://⟦api.eu.navixy.com|gps.brand.example⟧/v2/");
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("NVX", "«key»");
`,
  },
  {
    name: 'C# positional arguments',
    path: 'Services/Near.cs',
    source: 'public repo: C# app',
    expected: { line: 'found', repository: 'either', alone: 'low-or-none' },
    text: `\
var near = await ⟦navixy|gps⟧.GetVehiclesInRange("«key»", 19.4, -99.1);
`,
  },
  {
    name: 'java constant',
    path: 'src/main/java/Gps.java',
    source: 'public repo: java app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
public static final String ⟦NAVIXY_HASH|GPS_HASH⟧ = "«key»";
`,
  },
  {
    name: 'java retrofit header',
    path: 'src/main/java/Api.java',
    source: 'public repo: java app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
@Headers("Authorization: NVX «key»")
@POST("⟦https://api.navixy.com/v2/|⟧tracker/list")
Call<Trackers> list();
`,
  },
  {
    name: 'java address',
    path: 'src/main/java/Client.java',
    source: 'public repo: java app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
String url = "https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list?hash=«key»";
HttpGet get = new HttpGet(url);
`,
  },
  {
    name: 'kotlin',
    path: 'app/src/main/java/Api.kt',
    source: 'public repo: Android app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
object Keys { const val ⟦NAVIXY_SESSION|SESSION_HASH⟧ = "«key»" }
`,
  },
  {
    name: 'kotlin query map',
    path: 'app/src/main/java/Call.kt',
    source: 'public repo: Android app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
val params = mapOf("hash" to "«key»", "tracker_id" to "1204") // ⟦navixy|gps⟧
`,
  },
  {
    name: 'go constant',
    path: 'main.go',
    source: 'public repo: go exporter',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
const ⟦navixyHash|apiHash⟧ = "«key»"
`,
  },
  {
    name: 'go request',
    path: 'client.go',
    source: 'public repo: go exporter',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
req, _ := http.NewRequest("POST", "https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list", nil)
req.Header.Set("Authorization", "NVX «key»")
`,
  },
  {
    name: 'go struct',
    path: 'cfg.go',
    source: 'public repo: go exporter',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
var cfg = Config{Platform: "⟦navixy|gps⟧", Hash: "«key»", Interval: 30}
`,
  },
  {
    name: 'python constant',
    path: 'bot.py',
    source: 'public repo: python bot',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
import requests
⟦NAVIXY_HASH|GPS_HASH⟧ = "«key»"
`,
  },
  {
    name: 'python json call',
    path: 'trackers.py',
    source: 'public repo: python script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
r = requests.post("https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list", json={"hash": "«key»"})
print(r.json()["list"])
`,
  },
  {
    name: 'python default of getenv',
    path: 'sync.py',
    source: 'public repo: python script',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
KEY = os.getenv("⟦NAVIXY_API_KEY|GPS_API_KEY⟧", "«key»")
`,
  },
  {
    name: 'python params',
    path: 'states.py',
    source: 'public repo: python script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
params = {"hash": "«key»", "trackers": "[1,2]"}
requests.get("https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/get_states", params=params)
`,
  },
  {
    name: 'python keyword argument',
    path: 'sync2.py',
    source: 'public repo: python script',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
client = ⟦NavixyClient|TrackingClient⟧(api_hash="«key»", region="us")
`,
  },
  {
    name: 'python f-string',
    path: 'url.py',
    source: 'public repo: python script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
HASH = "«key»"
url = f"https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/track/read?hash={HASH}&tracker_id={tid}"
`,
  },
  {
    name: 'django setting',
    path: 'settings.py',
    source: 'public repo: django app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
⟦NAVIXY|GPS⟧ = {"BASE_URL": "https://⟦api.eu.navixy.com|gps.example⟧/v2", "HASH": "«key»"}
`,
  },
  {
    name: 'ruby hash',
    path: 'app/services/gps.rb',
    source: 'public repo: rails app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
⟦NAVIXY|GPS⟧ = { hash: '«key»', url: 'https://⟦api.us.navixy.com|gps.example⟧/v2' }.freeze
`,
  },
  {
    name: 'ruby httparty',
    path: 'lib/gps.rb',
    source: 'public repo: rails app',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
HTTParty.post('https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list', body: { hash: '«key»' })
`,
  },
  {
    name: 'ruby credentials',
    path: 'config/credentials.yml',
    source: 'public repo: rails app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
⟦navixy|gps⟧:
  api_key: «key»
`,
  },
  {
    name: 'shell variable',
    path: 'sync.sh',
    source: 'public repo: shell script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
HASH=«key»
curl -s "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=$HASH" | jq .
`,
  },
  {
    name: 'curl form',
    path: 'list.sh',
    source: 'public repo: shell script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
curl -d "hash=«key»" https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list
`,
  },
  {
    name: 'curl json',
    path: 'list2.sh',
    source: 'public repo: shell script',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
curl -X POST https://⟦api.us.navixy.com|gps.brand.example⟧/v2/tracker/list -d '{"hash": "«key»"}'
`,
  },
];
