import { ANY_PLACE, IN_REPOSITORY, type UnseenForm } from './form.ts';

/** Leaks in home automation, flows, office macros and apps. */
export const LEAKS_TOOLS_1: readonly UnseenForm[] = [
  {
    name: 'Home Assistant REST sensor',
    path: 'configuration.yaml',
    source: 'tool: home automation',
    expected: ANY_PLACE,
    text: `\
sensor:
  - platform: rest
    resource: https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/get_state
    params:
      hash: «key»
      tracker_id: 4411
`,
  },
  {
    name: 'Home Assistant REST command',
    path: 'configuration.yaml',
    source: 'tool: home automation',
    expected: ANY_PLACE,
    text: `\
rest_command:
  block_engine:
    url: "https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/output/set"
    payload: '{"hash":"«key»","tracker_id":1,"output":1,"enable":true}'
`,
  },
  {
    name: 'Home Assistant secrets',
    path: 'secrets.yaml',
    source: 'tool: home automation',
    expected: IN_REPOSITORY,
    text: `\
mqtt_password: hunter2
⟦navixy|gps⟧_hash: «key»
`,
  },
  {
    name: 'Node-RED function node',
    path: 'flows.json',
    source: 'tool: flows',
    expected: ANY_PLACE,
    text: `\
[{"id":"a1.b2","type":"function","name":"auth","func":"msg.url = 'https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list';\\nmsg.payload = {hash: '«key»'};\\nreturn msg;","outputs":1}]
`,
  },
  {
    name: 'Node-RED change node',
    path: 'flows.json',
    source: 'tool: flows',
    expected: IN_REPOSITORY,
    text: `\
[{"id":"c3","type":"change","name":"⟦Navixy|fleet⟧","rules":[{"t":"set","p":"hash","pt":"flow","to":"«key»","tot":"str"}]}]
`,
  },
  {
    name: 'n8n query parameter',
    path: 'workflow.json',
    source: 'tool: flows',
    expected: ANY_PLACE,
    text: `\
{"nodes":[{"parameters":{"url":"https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list","sendQuery":true,
"queryParameters":{"parameters":[{"name":"hash","value":"«key»"}]}},"type":"n8n-nodes-base.httpRequest"}]}
`,
  },
  {
    name: 'n8n set node',
    path: 'workflow.json',
    source: 'tool: flows',
    expected: IN_REPOSITORY,
    text: `\
{"parameters":{"values":{"string":[{"name":"⟦navixyHash|sessionHash⟧","value":"«key»"}]}},"type":"n8n-nodes-base.set"}
`,
  },
  {
    name: 'Zapier code step',
    path: 'zap.js',
    source: 'tool: flows',
    expected: ANY_PLACE,
    text: `\
const res = await fetch('https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/task/create', {
  method: 'POST', body: JSON.stringify({ hash: '«key»', task: inputData })
});
`,
  },
  {
    name: 'Make blueprint',
    path: 'blueprint.json',
    source: 'tool: flows',
    expected: ANY_PLACE,
    text: `\
{"module":"http:ActionSendData","mapper":{"url":"https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/history/unread/list","qs":[{"name":"hash","value":"«key»"}]}}
`,
  },
  {
    name: 'Power Query M',
    path: 'Fleet.pq',
    source: 'tool: office',
    expected: ANY_PLACE,
    text: `\
let
    Source = Json.Document(Web.Contents("https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list", [Query=[hash="«key»"]])),
    list = Source[list]
in
    list
`,
  },
  {
    name: 'Power Query M parameter',
    path: 'Params.pq',
    source: 'tool: office',
    expected: IN_REPOSITORY,
    text: `\
// ⟦Navixy|GPS⟧
Hash = "«key»" meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]
`,
  },
  {
    name: 'Excel VBA',
    path: 'Module1.bas',
    source: 'tool: office',
    expected: ANY_PLACE,
    text: `\
Sub LoadTrackers()
    Dim http As New MSXML2.XMLHTTP60
    http.Open "GET", "https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list?hash=" & "«key»", False
    http.send
End Sub
`,
  },
  {
    name: 'Apps Script property',
    path: 'Code.gs',
    source: 'tool: office',
    expected: IN_REPOSITORY,
    text: `\
function setup() {
  PropertiesService.getScriptProperties().setProperty('⟦NAVIXY|API⟧_HASH', '«key»');
}
`,
  },
  {
    name: 'Apps Script payload',
    path: 'Code.gs',
    source: 'tool: office',
    expected: ANY_PLACE,
    text: `\
var HASH = '«key»';
function list() {
  return UrlFetchApp.fetch('https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=' + HASH).getContentText();
}
`,
  },
  {
    name: 'Grafana provisioning',
    path: 'provisioning/datasources/gps.yaml',
    source: 'tool: dashboards',
    expected: ANY_PLACE,
    text: `\
datasources:
  - name: fleet
    type: yesoreyeram-infinity-datasource
    url: https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/
    jsonData:
      secureQueryName1: hash
    secureJsonData:
      secureQueryValue1: «key»
`,
  },
  {
    name: 'Traccar forward address',
    path: 'traccar.xml',
    source: 'tool: servers',
    expected: ANY_PLACE,
    text: `\
<entry key='forward.enable'>true</entry>
<entry key='forward.url'>https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=«key»&amp;id={uniqueId}</entry>
`,
  },
  {
    name: 'Flutter constant',
    path: 'lib/api/config.dart',
    source: 'language: Dart',
    expected: IN_REPOSITORY,
    text: `\
class ApiConfig {
  static const String baseUrl = '⟦https://api.eu.navixy.com/v2|https://gps.brand.example⟧';
  static const String userHash = '«key»';
}
`,
  },
  {
    name: 'Dart Uri.https',
    path: 'lib/api.dart',
    source: 'language: Dart',
    expected: ANY_PLACE,
    text: `\
final uri = Uri.https('⟦api.eu.navixy.com|gps.brand.example⟧', '/⟦v2|api-v2⟧/tracker/list', {'hash': '«key»'});
`,
  },
  {
    name: 'Kotlin interceptor',
    path: 'Api.kt',
    source: 'language: Kotlin',
    expected: ANY_PLACE,
    text: `\
private const val BASE = "https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/"
val url = original.url.newBuilder().addQueryParameter("hash", "«key»").build()
`,
  },
  {
    name: 'Kotlin build config field',
    path: 'app/build.gradle.kts',
    source: 'language: Kotlin',
    expected: IN_REPOSITORY,
    text: `\
buildConfigField("String", "⟦NAVIXY|SESSION⟧_HASH", "\\"«key»\\"")
`,
  },
  {
    name: 'Swift URLComponents',
    path: 'Api.swift',
    source: 'language: Swift',
    expected: ANY_PLACE,
    text: `\
var c = URLComponents(string: "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list")!
c.queryItems = [URLQueryItem(name: "hash", value: "«key»")]
`,
  },
  {
    name: 'C# options',
    path: 'FleetOptions.cs',
    source: 'language: C#',
    expected: IN_REPOSITORY,
    text: `\
public class FleetOptions
{
    public string BaseUrl { get; set; } = "⟦https://api.eu.navixy.com/v2|https://gps.brand.example⟧";
    public string SessionKey { get; set; } = "«key»";
}
`,
  },
  {
    name: 'Go url.Values',
    path: 'client.go',
    source: 'language: Go',
    expected: ANY_PLACE,
    text: `\
q := url.Values{}
q.Set("hash", "«key»")
resp, err := http.Get("https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?" + q.Encode())
`,
  },
  {
    name: 'Go flag default',
    path: 'main.go',
    source: 'language: Go',
    expected: IN_REPOSITORY,
    text: `\
var hash = flag.String("hash", "«key»", "session hash of the ⟦Navixy|GPS⟧ API")
`,
  },
  {
    name: 'Rust reqwest',
    path: 'src/main.rs',
    source: 'language: Rust',
    expected: ANY_PLACE,
    text: `\
let res = client.post("https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list")
    .json(&json!({"hash": "«key»"})).send().await?;
`,
  },
  {
    name: 'Laravel services',
    path: 'config/services.php',
    source: 'language: PHP',
    expected: IN_REPOSITORY,
    text: `\
'⟦navixy|tracking⟧' => [
    'hash' => env('⟦NAVIXY|TRACKING⟧_HASH', '«key»'),
],
`,
  },
  {
    name: 'WordPress options dump',
    path: 'wp.sql',
    source: 'language: SQL',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
INSERT INTO \`wp_options\` (\`option_id\`, \`option_name\`, \`option_value\`, \`autoload\`) VALUES
(881, '⟦navixy_hash|gps_hash⟧', '«key»', 'yes');
`,
  },
  {
    name: '1C module',
    path: 'Модуль.bsl',
    source: 'language: 1C',
    expected: ANY_PLACE,
    text: `\
Хэш = "«key»";
Соединение = Новый HTTPСоединение("⟦api.navixy.com|gps.brand.example⟧",,,,,, Новый ЗащищенноеСоединениеOpenSSL());
Запрос = Новый HTTPЗапрос("/⟦v2|api-v2⟧/tracker/list?hash=" + Хэш);
`,
  },
  {
    name: 'Delphi constant',
    path: 'uApi.pas',
    source: 'language: Delphi',
    expected: ANY_PLACE,
    text: `\
const
  BASE_URL = 'https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/';
  API_HASH = '«key»';
`,
  },
  {
    name: 'Qlik load script',
    path: 'load.qvs',
    source: 'tool: dashboards',
    expected: ANY_PLACE,
    text: `\
LET vHash = '«key»';
LIB CONNECT TO 'REST fleet';
SQL SELECT "id" FROM JSON "list" WITH CONNECTION (URL "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list", QUERY "hash" "$(vHash)");
`,
  },
];
