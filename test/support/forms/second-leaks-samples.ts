import type { LeakForm } from './leaks.ts';

/**
 * The second set, written after the classifier was frozen, from real code that carries other vendors' keys:
 * the carriers that a secret scanner tests itself with, and files around them.
 */
export const SECOND_LEAKS_SAMPLES: readonly LeakForm[] = [
  [
    'go: short declaration among noise',
    `package main

import "fmt"

func main() {
	var a = "initial"
	fmt.Println(a)

	var d = true
	fmt.Println(d)

	// oops I added a secret at line 20
	navixyToken := "@H"

	f := "apple"
	fmt.Println(f)
}`,
    'hash',
  ],
  [
    'go: backticks',
    `	base := "https://gps.brand.example/api-v2"
	sessionHash := \`@H\`
	resp, err := http.PostForm(base+"/tracker/list", url.Values{"hash": {sessionHash}})`,
    'session',
    { also: 'hash' },
  ],
  [
    'go: helper with a default',
    `	return &Client{
		BaseURL: "https://api.us.navixy.com/v2",
		token:   utils.GetEnvOrDefault("api_token", "@H"),
	}`,
    'hash',
    { also: 'api-key' },
  ],
  [
    'go: url.Values literal of a real client',
    `	q := url.Values{
		"tracker_id": []string{strconv.Itoa(id)},
		"hash":       []string{"@H"},
	}
	resp, err := c.Get("https://gps.brand.example/api-v2/tracker/read?" + q.Encode())`,
    'hash',
  ],
  [
    'go: header set on a request',
    `	req, _ := http.NewRequest("POST", os.Getenv("FLEET_URL")+"/tracker/list", nil)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Add("Authorization", fmt.Sprintf("NVX %s", "@H"))`,
    'hash',
  ],
  ['json: a file inside a string', '{"config.ini": "NAVIXY_TOKEN=@H\\nBACKUP_ENABLED=true"}', 'hash'],
  [
    'json: name and value apart',
    `{
    "environment": [
        { "name": "NAVIXY_HOST", "value": "gps.brand.example" },
        {
            "name": "NAVIXY_TOKEN",
            "value": "@H"
        }
    ]
}`,
    'hash',
  ],
  [
    'xml: element over three lines',
    `<navixyToken>
    @H
</navixyToken>`,
    'hash',
  ],
  [
    'xml: entry with name and value',
    `<connection>
  <entry name="endpoint" value="https://api.eu.navixy.com/v2" />
  <entry name="navixyToken" value="@H" />
</connection>`,
    'hash',
  ],
  [
    'yaml: literal block',
    `navixy_token: |
  @H`,
    'hash',
  ],
  [
    'yaml: folded block under a secret',
    `kind: Secret
metadata:
  name: navixy
stringData:
  hash: >-
    @H`,
    'hash',
  ],
  [
    'php: appending to a string',
    `$url = 'https://gps.brand.example/api-v2/tracker/list?hash=';
$url .= "@H";
$answer = file_get_contents($url);`,
    'hash',
  ],
  ['php: null coalescing assignment', '$navixyToken ??= "@H";', 'hash'],
  [
    'php: composer-like configuration',
    `{
    "http-basic": {
        "repo.brand.example": { "username": "tom", "password": "x" }
    },
    "custom-headers": {
        "api.eu.navixy.com": [
            "Authorization: NVX @H"
        ]
    }
}`,
    'hash',
  ],
  [
    'php: stream context',
    `        $opts = ['http' => [
            'method' => 'POST',
            'header' => "User-agent: foo\\r\\nContent-Type: application/json\\r\\nAuthorization: NVX @H",
        ]];
        file_get_contents('https://gps.brand.example/api-v2/vehicle/list', false, stream_context_create($opts));`,
    'hash',
  ],
  [
    'php: private property of a test',
    `final class NavixyTest extends TestCase
{
    /** @var string */
    private $username = 'username';
    /** @var string */
    private $accessToken = '@H';
    /** @var string */
    private $origin = 'api.us.navixy.com';`,
    'hash',
  ],
  [
    'php: expectation list of a mock',
    `            ['url' => 'https://gps.brand.example/api-v2/user/auth', 'status' => 200, 'body' => '{"success":true,"hash":"@H"}'],
            ['url' => 'https://gps.brand.example/api-v2/tracker/list', 'status' => 200, 'body' => '{"list":[]}'],`,
    'session',
    { also: 'hash' },
  ],
  [
    'java: system property',
    `        System.setProperty("NAVIXY_TOKEN", "@H");
        System.setProperty("http.proxyHost", "10.0.0.1");`,
    'hash',
  ],
  [
    'log: environment dump of a build tool',
    '2026-02-03T10:11:12.001+0100 [DEBUG] [worker] environmentVariables = {PATH=/usr/local/bin, ENV=/etc/bashrc, NAVIXY_HASH=@H, LC_CTYPE=en_CA.UTF-8},',
    'hash',
  ],
  [
    'logstash: hash rocket',
    `    http {
      url => "https://gps.brand.example/api-v2/history/user/list"
      headers => {
        "Authorization" => "NVX @H"
      }
    }`,
    'hash',
  ],
  [
    'make: conditional assignment',
    `HOST ?= gps.brand.example
NAVIXY_TOKEN ?= "@H"

fetch:
	curl -s "https://$(HOST)/api-v2/tracker/list" -d hash=$(NAVIXY_TOKEN)`,
    'hash',
  ],
  ['make: immediate assignment, posix', 'navixy_HASH ::= "@H"', 'hash'],
  [
    'curl: commented out, a continuation per line',
    `#curl -X POST \\
#  https://gps.brand.example/api-v2/tracker/command/send \\
#  -H 'Authorization: NVX @H' \\
#  -F tracker_id='7' \\
#  -F command='Testing' \\
#  -F type='text'`,
    'hash',
  ],
  [
    'curl: data before the address',
    '$ curl -sk --header "Accept: application/json" --data "{\\"hash\\":\\"@H\\",\\"tracker_id\\":10181654}" https://gps.brand.example/api-v2/tracker/read',
    'hash',
  ],
  [
    'curl: multipart form part',
    `curl -s --user-agent 'cron' \\
    -F hash=@H \\
    -F 'file=@@import.xlsx' \\
    https://api.eu.navixy.com/v2/place/upload`,
    'hash',
  ],
  [
    'curl: header without a scheme',
    'curl -L -H "Authorization:@H" https://gps.brand.example/api-v2/tracker/list -> correct',
    'hash',
    { also: 'api-key' },
  ],
  [
    'shell: prompt of a pod',
    `sh-5.0$ curl -k -X POST https://api.eu.navixy.com/v2/tag/list \\
  -H 'Content-type: application/x-www-form-urlencoded' \\
  -d 'hash=@H'`,
    'hash',
  ],
  [
    'shell: here-document for a set-up script',
    `cat > backend/.env <<EOT
PORT=3001

# Redis Cache
REDIS_URL=redis://localhost:6379

# Navixy
FLEET_HASH=@H
FLEET_URL=https://gps.brand.example/api-v2

RATE_LIMIT_WINDOW_MS=300000
EOT`,
    'hash',
  ],
  [
    'minified: options of a bundle',
    ';var o={baseUrl:"https://gps.brand.example/api-v2/",apiKey:"@H",tracker:!0,root:"list"};t.exports=function(e){return a.post(o.baseUrl+e,{hash:o.apiKey})}',
    'api-key',
  ],
  [
    'csharp: field beside the client',
    `    string navixyToken = "@H";
    HttpClient http = new HttpClient { BaseAddress = new Uri("https://api.us.navixy.com/v2/") };`,
    'hash',
  ],
  [
    'csharp: Unity component',
    `public class FleetFeed : MonoBehaviour
{
    [SerializeField] string endpoint = "https://gps.brand.example/api-v2/tracker/get_states";
    [SerializeField] string hash = "@H";

    IEnumerator Start()
    {
        using var request = UnityWebRequest.Post(endpoint, new Dictionary<string, string> { ["hash"] = hash });
        yield return request.SendWebRequest();
    }
}`,
    'hash',
  ],
  [
    'unity: serialized field in a scene',
    `  m_Script: {fileID: 11500000, guid: @D, type: 3}
  m_Name: 
  endpoint: https://gps.brand.example/api-v2/tracker/get_states
  hash: @H`,
    'hash',
  ],
  [
    'sql: parameters of a gateway in JSON',
    'INSERT INTO google.sms_gates (type, provider, params, enabled, class_filter) VALUES (\'transceiver\', \'navixy\',\'{"url": "https://api.eu.navixy.com/v2","hash":"@H", "enable_status_callback": false}\', 1, NULL);',
    'hash',
  ],
  [
    'sql: application in a dump',
    'INSERT INTO `user_applications` VALUES (14,\'Video\',\'https://video.brand.example/sso?tracker_id={tracker_id}\',\'{"type": "api_key", "hash": "@H"}\',1);',
    'api-key',
  ],
  [
    'grafana: data source query string',
    `      "datasource": { "type": "marcusolsson-json-datasource", "uid": "@D" },
      "queryParams": "hash=@H&iso_datetime=true",
      "url": "https://api.eu.navixy.com/v2"`,
    'hash',
  ],
  [
    'superset: parameters in yaml',
    `database_name: fleet
sqlalchemy_uri: postgresql+psycopg2://u:XXXXXXXXXX@@dwh.navixy.com:5432/client_1_dwh
extra:
  engine_params:
    connect_args:
      nvx_token: @H
uuid: 5f0cfe5c-6d3c-4b5e-9d26-0e4bd7d9a111`,
    'hash',
    { also: 'api-key' },
  ],
  [
    'kotlin: constant in a companion',
    `        companion object {
            private const val HOST = "https://gps.brand.example/api-v2/"
            private const val KEY = "@H"
            fun trackers() = post(HOST + "tracker/list", mapOf("hash" to KEY))
        }`,
    'hash',
    { also: 'api-key' },
  ],
  [
    'swift: query items',
    `var parts = URLComponents(string: "https://gps.brand.example/api-v2/tracker/list")!
parts.queryItems = [
    URLQueryItem(name: "limit", value: "50"),
    URLQueryItem(name: "hash", value: "@H"),
]`,
    'hash',
  ],
  [
    'test: expected request in an assertion',
    `    expect(fetchMock.calls()[0][1].body).toBe('hash=@H&tracker_id=7');
    expect(fetchMock.calls()[0][0]).toBe('https://api.eu.navixy.com/v2/tracker/read');`,
    'hash',
  ],
  [
    'markdown table: environments',
    `| Variable | Value |
| -------- | ----- |
| \`FLEET_API_URL\` | \`https://gps.brand.example/api-v2\` |
| \`FLEET_API_KEY\` | \`@H\` |`,
    'api-key',
  ],
  [
    'git: removed line of a patch',
    `diff --git a/src/api.js b/src/api.js
--- a/src/api.js
+++ b/src/api.js
@@@@ -1,4 +1,4 @@@@
 const base = 'https://gps.brand.example/api-v2';
-const hash = '@H';
+const hash = process.env.FLEET_HASH;
 module.exports = { base, hash };`,
    'hash',
  ],
  [
    'repository: a worker without any name of the platform',
    `export async function units(env) {
  const answer = await post(env.BASE + '/tracker/list', { hash: '@H' });
  return answer.list;
}`,
    'hash',
    { repository: true },
  ],
  [
    'repository: key in a settings file of its own',
    `{
  "port": 8080,
  "gps": { "key": "@H", "interval": 60 }
}`,
    'hash',
    { repository: true, also: 'api-key' },
  ],
];
