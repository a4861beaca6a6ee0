import type { LeakForm } from './leaks.ts';

/** Leaks in other programming languages. */
export const LEAKS_LANGUAGES: readonly LeakForm[] = [
  [
    'ruby: constant beside HTTParty',
    `class Tracker
  include HTTParty
  base_uri 'https://gps.brand.example/api-v2'
  HASH = '@H'.freeze
  def list = self.class.post('/tracker/list', body: { hash: HASH })
end`,
    'hash',
  ],
  ['ruby: ENV.fetch default', "hash = ENV.fetch('NAVIXY_HASH', '@H')", 'hash'],
  ['ruby: ENV.fetch block', 'api_key = ENV.fetch("NAVIXY_API_KEY") { "@H" }', 'api-key'],
  [
    'ruby: hash rocket',
    `params = { :hash => '@H', :tracker_id => 12 }
RestClient.post('https://saas.navixy.com/api-v2/tracker/get_state', params)`,
    'hash',
  ],
  ['ruby: percent literal', 'NAVIXY_HASH = %q(@H)', 'hash'],
  [
    'ruby: squiggly here-document',
    `body = <<~JSON
  {"hash": "@H", "trackers": #{ids}}
JSON
conn.post('/api-v2/tracker/get_states', body)`,
    'hash',
  ],
  [
    'ruby: ||= memo',
    `def auth_hash
  @@auth_hash ||= '@H'
end
def trackers = post("#{NAVIXY}/tracker/list", hash: auth_hash)`,
    'hash',
  ],
  [
    'java: static final',
    `public final class NavixyApi {
    private static final String HASH = "@H";
    private static final String URL = "https://api.eu.navixy.com/v2/tracker/list";
}`,
    'hash',
  ],
  ['java: setRequestProperty', 'conn.setRequestProperty("Authorization", "NVX @H");', 'hash'],
  [
    'java: OkHttp form body',
    `RequestBody body = new FormBody.Builder()
    .add("hash", "@H")
    .add("tracker_id", String.valueOf(id))
    .build();
Request r = new Request.Builder().url(host + "/api-v2/tracker/get_state").post(body).build();`,
    'hash',
  ],
  [
    'java: Spring Value default',
    `@@Value("\${navixy.hash:@H}")
private String hash;`,
    'hash',
  ],
  ['java: Map.of argument', 'rest.postForObject(base + "/tracker/list", Map.of("hash", "@H"), String.class);', 'hash'],
  [
    'java: JSON in a string with escapes',
    String.raw`String json = "{\"hash\":\"@H\",\"tracker_id\":" + id + "}";
post("/api-v2/tracker/get_state", json);`,
    'hash',
  ],
  [
    'java: text block',
    `var body = """
    {"hash": "@H", "trackers": [%s]}
    """.formatted(ids);
send(URI.create("https://gps.brand.example/api-v2/tracker/get_states"), body);`,
    'hash',
  ],
  [
    'java: Retrofit header annotation',
    `@@Headers("Authorization: NVX @H")
@@POST("tracker/list")
Call<TrackerList> trackers();`,
    'hash',
  ],
  [
    'java: Retrofit query default at the call',
    `// Retrofit.Builder().baseUrl("https://gps.brand.example/api-v2/")
api.getTrackers("@H").enqueue(callback);`,
    'hash',
  ],
  ['java: System.getProperty default', 'String hash = System.getProperty("navixy.hash", "@H");', 'hash'],
  ['java: Android BuildConfig generated', 'public static final String NAVIXY_HASH = "@H";', 'hash'],
  ['java: SharedPreferences', 'prefs.edit().putString("navixy_hash", "@H").apply();', 'hash'],
  [
    'java: concatenated over lines',
    `String url = "https://gps.brand.example/api-v2/track/list"
           + "?hash=" + "@H"
           + "&tracker_id=" + id;`,
    'hash',
  ],
  ['java: Arrays of positional strings', 'new NavixyTask().execute("tracker/list", "@H");', 'hash'],
  [
    'kotlin: const val',
    `object Gps {
    const val BASE = "https://gps.brand.example/api-v2/"
    const val HASH = "@H"
}`,
    'hash',
  ],
  ['kotlin: elvis fallback', 'val hash = System.getenv("NAVIXY_HASH") ?: "@H"', 'hash'],
  ['kotlin: by lazy', 'val navixyHash: String by lazy { "@H" }', 'hash'],
  ['kotlin: named argument', 'NavixyRepository(api = retrofit.create(), hash = "@H")', 'hash'],
  ['kotlin: gradle buildConfigField', String.raw`buildConfigField("String", "NAVIXY_HASH", "\"@H\"")`, 'hash'],
  ['gradle: buildConfigField in groovy', `buildConfigField 'String', 'NAVIXY_API_KEY', '"@H"'`, 'api-key'],
  ['gradle: resValue', 'resValue "string", "navixy_hash", "@H"', 'hash'],
  [
    'kotlin: ktor parameter',
    'client.get("https://gps.brand.example/api-v2/tracker/list") { parameter("hash", "@H") }',
    'hash',
  ],
  [
    'kotlin: mapOf pair',
    `val body = mapOf("hash" to "@H", "tracker_id" to id)
api.post("$BASE/tracker/get_state", body)`,
    'hash',
  ],
  [
    'swift: static let',
    `enum Navixy {
    static let base = URL(string: "https://api.eu.navixy.com/v2")!
    static let hash = "@H"
}`,
    'hash',
  ],
  ['swift: addValue header', 'request.addValue("NVX @H", forHTTPHeaderField: "Authorization")', 'hash'],
  [
    'swift: URLQueryItem',
    `components.path = "/api-v2/tracker/list"
components.queryItems = [URLQueryItem(name: "hash", value: "@H")]`,
    'hash',
  ],
  [
    'swift: dictionary parameters',
    `let parameters: [String: Any] = ["hash": "@H", "tracker_id": id]
AF.request("https://gps.brand.example/api-v2/tracker/read", method: .post, parameters: parameters)`,
    'hash',
  ],
  ['swift: nil coalescing', 'let hash = UserDefaults.standard.string(forKey: "navixyHash") ?? "@H"', 'hash'],
  ['objc: static NSString', 'static NSString *const kNavixyHash = @@"@H";', 'hash'],
  [
    'objc: dictionary literal',
    `NSDictionary *p = @@{@@"hash": @@"@H", @@"tracker_id": trackerId};
[manager POST:@@"https://gps.brand.example/api-v2/tracker/get_state" parameters:p success:ok failure:nil];`,
    'hash',
  ],
  [
    'objc: define macro',
    `#define API_BASE @@"http://gps.brand.example/api-v2/"
#define API_HASH @@"@H"`,
    'hash',
  ],
  ['objc: setValue forHTTPHeaderField', '[request setValue:@@"NVX @H" forHTTPHeaderField:@@"Authorization"];', 'hash'],
  [
    'dart: const in a service',
    `class GpsService {
  static const baseUrl = 'https://gps.brand.example/api-v2';
  static const _hash = '@H';
}`,
    'hash',
  ],
  [
    'dart: String.fromEnvironment default',
    "const navixyHash = String.fromEnvironment('NAVIXY_HASH', defaultValue: '@H');",
    'hash',
  ],
  [
    'dart: Uri.https with query map',
    "final uri = Uri.https('gps.brand.example', '/api-v2/tracker/list', {'hash': '@H'});",
    'hash',
  ],
  [
    'dart: Dio base options',
    "final dio = Dio(BaseOptions(baseUrl: 'https://api.us.navixy.com/v2/', headers: {'Authorization': 'NVX @H'}));",
    'hash',
  ],
  [
    'go: const block',
    `const (
	navixyURL  = "https://api.eu.navixy.com/v2"
	navixyHash = "@H"
)`,
    'hash',
  ],
  [
    'go: short declaration with generic name',
    `hash := "@H"
resp, err := http.PostForm("https://gps.brand.example/api-v2/tracker/list", url.Values{"hash": {hash}})`,
    'hash',
  ],
  [
    'go: url.Values literal',
    `v := url.Values{"hash": {"@H"}, "tracker_id": {"17"}}
resp, err := http.PostForm(base+"/api-v2/tracker/read", v)`,
    'hash',
  ],
  [
    'go: v.Set',
    `v.Set("hash", "@H")
req, _ := http.NewRequest("GET", "https://gps.brand.example/api-v2/tracker/list?"+v.Encode(), nil)`,
    'hash',
  ],
  ['go: req.Header.Set', 'req.Header.Set("Authorization", "NVX @H")', 'hash'],
  [
    'go: raw string JSON',
    `payload := strings.NewReader(\`{"hash":"@H","trackers":[1,2]}\`)
req, _ := http.NewRequest("POST", "https://gps.brand.example/api-v2/tracker/get_states", payload)`,
    'hash',
  ],
  ['go: flag default', 'hash := flag.String("navixy-hash", "@H", "session hash")', 'hash'],
  [
    'go: struct literal',
    'cfg := Config{Endpoint: "https://gps.brand.example/api-v2", Hash: "@H", Timeout: 10 * time.Second}',
    'hash',
  ],
  [
    'go: struct literal over lines with package name',
    `client := navixy.New(navixy.Options{
	APIKey: "@H",
})`,
    'api-key',
  ],
  ['go: viper default', 'viper.SetDefault("navixy.hash", "@H")', 'hash'],
  [
    'go: table test with a live key',
    `tests := []struct{ name, path, hash string }{
	{"trackers", "/v2/tracker/list", "@H"}, // api.eu.navixy.com
}`,
    'hash',
  ],
  [
    'rust: const str',
    `const BASE: &str = "https://gps.brand.example/api-v2";
const HASH: &str = "@H";`,
    'hash',
  ],
  [
    'rust: json macro',
    `let body = json!({ "hash": "@H", "tracker_id": id });
client.post("https://gps.brand.example/api-v2/tracker/get_state").json(&body).send().await?;`,
    'hash',
  ],
  ['rust: unwrap_or_else', 'let hash = env::var("NAVIXY_HASH").unwrap_or_else(|_| "@H".to_string());', 'hash'],
  ['rust: header value from static', 'headers.insert(AUTHORIZATION, HeaderValue::from_static("NVX @H"));', 'hash'],
  ['rust: raw string with hashes', 'let frame = r#"{"action":"subscribe","hash":"@H","requests":[]}"#;', 'hash'],
  [
    'rust: clap default',
    `#[arg(long, env = "NAVIXY_HASH", default_value = "@H")]
hash: String,`,
    'hash',
  ],
  [
    'csharp: const string',
    `public static class Gps
{
    public const string BaseUrl = "https://gps.brand.example/api-v2/";
    private const string Hash = "@H";
}`,
    'hash',
  ],
  [
    'csharp: authentication header',
    'client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("NVX", "@H");',
    'hash',
  ],
  [
    'csharp: RestSharp parameter',
    `var client = new RestClient("https://gps.brand.example/api-v2/tracker/list");
request.AddParameter("hash", "@H");`,
    'hash',
  ],
  [
    'csharp: RestSharp JSON body verbatim string',
    'request.AddParameter("application/json", @@"{""hash"":""@H"",""tracker_id"":7}", ParameterType.RequestBody);',
    'hash',
  ],
  [
    'csharp: raw string literal',
    `var json = """{"hash":"@H","tracker_id":7}""";
await http.PostAsync("https://gps.brand.example/api-v2/tracker/read", new StringContent(json));`,
    'hash',
  ],
  ['csharp: null coalescing', 'var hash = ConfigurationManager.AppSettings["NavixyHash"] ?? "@H";', 'hash'],
  [
    'csharp: auto property',
    `public class NavixyOptions
{
    public string Url { get; set; } = "https://api.us.navixy.com/v2";
    public string Hash { get; set; } = "@H";
}`,
    'hash',
  ],
  [
    'csharp: anonymous object',
    `var body = new { hash = "@H", trackers = ids };
var r = await Post("tracker/get_states", body);`,
    'hash',
  ],
  [
    'csharp: interpolated url',
    'var url = $"{Host}/api-v2/tracker/list?hash={(string.IsNullOrEmpty(h) ? "@H" : h)}";',
    'hash',
  ],
  [
    'csharp: dictionary initializer',
    `var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["hash"] = "@H", ["tracker_id"] = "9" });
var r = await http.PostAsync("/api-v2/tracker/get_state", form);`,
    'hash',
  ],
  [
    'vb: classic assignment with a host',
    `Dim strHash
strHash = "@H"
strURL = "http://gps.brand.example/api-v2/tracker/list?hash=" & strHash`,
    'hash',
  ],
  [
    'vb: constant in a module',
    `Private Const API_HASH As String = "@H"
Private Const API_URL As String = "https://gps.brand.example/api-v2/"`,
    'hash',
  ],
  [
    'vb: doubled quotes in JSON',
    `body = "{""hash"":""@H"",""tracker_id"":" & id & "}"
http.Open "POST", "https://gps.brand.example/api-v2/tracker/get_state", False`,
    'hash',
  ],
  [
    'vb: continued line',
    `url = "https://gps.brand.example/api-v2/tracker/list" & _
      "?hash=" & "@H"`,
    'hash',
  ],
  ['vba: cell value of a sheet', `Sheets("Config").Range("B2").Value = "@H"  ' hash navixy`, 'hash'],
  [
    'm: Power Query Web.Contents',
    `let
    Source = Json.Document(Web.Contents("https://api.us.navixy.com/v2/tracker/list", [Query=[hash="@H"]])),
    list = Source[list]
in
    list`,
    'hash',
  ],
  [
    'm: Power Query parameter',
    'shared NavixyHash = "@H" meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true];',
    'hash',
  ],
  [
    'm: Power Query with body text',
    `body = "{""hash"": ""@H"", ""trackers"": [" & ids & "]}",
Source = Web.Contents(url & "/api-v2/tracker/stats/mileage/read", [Content=Text.ToBinary(body)])`,
    'hash',
  ],
  ['m: Power Query headers', 'Headers = [#"Content-Type"="application/json", #"Authorization"="NVX @H"]', 'hash'],
  [
    'powershell: variable and Invoke-RestMethod',
    `$hash = '@H'
$r = Invoke-RestMethod -Uri "https://gps.brand.example/api-v2/tracker/list" -Method Post -Body @@{ hash = $hash }`,
    'hash',
  ],
  [
    'powershell: hash table body',
    `$body = @@{ hash = '@H'; tracker_id = 55 } | ConvertTo-Json
Invoke-RestMethod "$base/api-v2/tracker/read" -Method Post -Body $body`,
    'hash',
  ],
  ['powershell: header table', "$headers = @@{ 'Authorization' = 'NVX @H' }", 'hash'],
  ['powershell: environment variable', '$env:NAVIXY_HASH = "@H"', 'hash'],
  [
    'powershell: parameter default',
    `param(
  [string]$NavixyApiKey = '@H',
  [string]$Region = 'eu'
)`,
    'api-key',
  ],
  [
    'powershell: here-string',
    `$json = @@"
{ "hash": "@H", "from": "$from", "to": "$to" }
"@@
Invoke-WebRequest "https://gps.brand.example/api-v2/track/list" -Body $json`,
    'hash',
  ],
  [
    'batch: set',
    `@@echo off
set NAVIXY_HASH=@H
curl "https://api.eu.navixy.com/v2/tracker/list?hash=%NAVIXY_HASH%"`,
    'hash',
  ],
  [
    'batch: set with quotes',
    `set "HASH=@H"
curl -d "hash=%HASH%" https://gps.brand.example/api-v2/tracker/list`,
    'hash',
  ],
  ['batch: setx', 'setx NAVIXY_HASH @H /M', 'hash'],
  ['batch: rem', 'REM set NAVIXY_HASH=@H', 'hash'],
  [
    'perl: my variable',
    `my $hash = '@H';
my $res = $ua->post('https://gps.brand.example/api-v2/tracker/list', { hash => $hash });`,
    'hash',
  ],
  ['perl: fat comma', "my %cfg = (navixy_url => 'https://api.us.navixy.com/v2', hash => '@H');", 'hash'],
  ['perl: qw list', 'my ($navixy_url, $navixy_hash) = qw(https://gps.brand.example/api-v2 @H);', 'hash'],
  [
    'lua: local',
    `local hash = "@H"
local ok, code = http.request("http://gps.brand.example/api-v2/tracker/list?hash=" .. hash)`,
    'hash',
  ],
  ['lua: table field', 'return { navixy = { host = "gps.brand.example", hash = "@H" } }', 'hash'],
  [
    'r: arrow assignment',
    `hash <- "@H"
res <- httr::POST("https://api.eu.navixy.com/v2/tracker/list", body = list(hash = hash), encode = "json")`,
    'hash',
  ],
  [
    'r: named argument',
    'res <- GET("https://gps.brand.example/api-v2/tracker/list", query = list(hash = "@H"))',
    'hash',
  ],
  ['r: Sys.setenv', 'Sys.setenv(NAVIXY_HASH = "@H")', 'hash'],
  ['cpp: constexpr', 'constexpr auto kNavixyHash = "@H";', 'hash'],
  [
    'cpp: QUrlQuery',
    `QUrl url("https://gps.brand.example/api-v2/tracker/list");
query.addQueryItem("hash", "@H");`,
    'hash',
  ],
  [
    'cpp: raw string literal',
    `std::string body = R"({"hash":"@H","tracker_id":1})";
curl_easy_setopt(curl, CURLOPT_URL, "https://gps.brand.example/api-v2/tracker/read");`,
    'hash',
  ],
  [
    'c: define for a microcontroller',
    `#define SERVER "gps.brand.example"
#define PATH   "/api-v2/tracker/get_state"
#define HASH   "@H"`,
    'hash',
  ],
  [
    'c: adjacent literals',
    `static const char *url = "http://gps.brand.example/api-v2/tracker/list"
                         "?hash=" "@H";`,
    'hash',
  ],
  [
    'arduino: char array',
    `const char* host = "gps.brand.example";
const char token[] = "@H"; // hash for /api-v2/tracker/list`,
    'hash',
  ],
  [
    'elixir: module attribute',
    `defmodule Fleet.Navixy do
  @@base "https://api.eu.navixy.com/v2"
  @@hash "@H"
end`,
    'hash',
  ],
  ['elixir: config', 'config :fleet, Fleet.Navixy, url: "https://gps.brand.example/api-v2", hash: "@H"', 'hash'],
  ['elixir: System.get_env default', 'hash = System.get_env("NAVIXY_HASH", "@H")', 'hash'],
  [
    'scala: val',
    `object Gps {
  val base = "https://gps.brand.example/api-v2"
  val hash: String = "@H"
}`,
    'hash',
  ],
  ['scala: getOrElse', 'val hash = sys.env.getOrElse("NAVIXY_HASH", "@H")', 'hash'],
  [
    'groovy: def',
    `def hash = '@H'
def conn = new URL("https://gps.brand.example/api-v2/tracker/list?hash=\${hash}").openConnection()`,
    'hash',
  ],
  ['clojure: def', '(def navixy-hash "@H")', 'hash'],
  [
    'clojure: map with keyword',
    '(http/post "https://gps.brand.example/api-v2/tracker/list" {:form-params {:hash "@H"}})',
    'hash',
  ],
  ['fsharp: let', 'let navixyHash = "@H"', 'hash'],
  [
    'haskell: top-level',
    `navixyHash :: Text
navixyHash = "@H"`,
    'hash',
  ],
  [
    'delphi: const',
    `const
  ApiUrl  = 'https://gps.brand.example/api-v2/';
  ApiHash = '@H';`,
    'hash',
  ],
  ['delphi: assignment with :=', "FHash := '@H'; // navixy", 'hash'],
  ['julia: const', 'const NAVIXY_HASH = "@H"', 'hash'],
  [
    'matlab: webread name-value',
    "data = webread('https://gps.brand.example/api-v2/tracker/list', 'hash', '@H');",
    'hash',
  ],
  [
    'one-c: assignment in Russian code',
    `// выгрузка пробега из Navixy
Хеш = "@H";
Запрос = Новый HTTPЗапрос("/api-v2/tracker/stats/mileage/read?hash=" + Хеш);`,
    'hash',
  ],
  ['one-c: comment in Russian code', 'Сервер = "saas.navixy.com"; // hash=@H', 'hash'],
  [
    'abap: data value',
    `DATA(lv_hash) = '@H'.
lo_client->set_uri( |/api-v2/tracker/list?hash={ lv_hash }| ).`,
    'hash',
  ],
  ['sas: macro variable', '%let navixy_hash=@H;', 'hash'],
  ['stata: local macro', 'local navixy_hash "@H"', 'hash'],
  ['nim: const', 'const navixyHash = "@H"', 'hash'],
  [
    'crystal: constant',
    `NAVIXY_HASH = "@H"
API_ROOT = "https://gps.brand.example/api-v2"`,
    'hash',
  ],
  ['zig: const', 'const navixy_hash: []const u8 = "@H";', 'hash'],
  ['erlang: define', '-define(NAVIXY_HASH, "@H").', 'hash'],
  ['ocaml: let', 'let navixy_hash = "@H"', 'hash'],
  [
    'apex: custom setting',
    `req.setEndpoint('https://gps.brand.example/api-v2/tracker/list');
req.setHeader('Authorization', 'NVX ' + '@H');`,
    'hash',
  ],
  [
    'coldfusion: cfhttpparam',
    `<cfhttp url="https://gps.brand.example/api-v2/tracker/list" method="post">
  <cfhttpparam type="formfield" name="hash" value="@H">
</cfhttp>`,
    'hash',
  ],
  [
    'classic asp: Server variable',
    `<%
Const hash = "@H"
objHttp.Open "GET", "http://gps.brand.example/api-v2/tracker/list?hash=" & hash, False
%>`,
    'hash',
  ],
];
