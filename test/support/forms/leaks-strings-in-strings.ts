import type { LeakForm } from './leaks.ts';

/** Leaks in a string inside a string of another language. */
export const LEAKS_STRINGS_IN_STRINGS: readonly LeakForm[] = [
  [
    'nested: JSON in a JavaScript string in JSON',
    `{"script":"fetch(base + '/tracker/list', { body: JSON.stringify({ hash: '@H' }) })"}`,
    'hash',
  ],
  [
    'nested: JSON escaped twice',
    String.raw`"{\"request\":\"{\\\"hash\\\":\\\"@H\\\",\\\"tracker_id\\\":5}\",\"path\":\"/api-v2/tracker/read\"}"`,
    'hash',
  ],
  [
    'nested: JSON escaped three times',
    String.raw`"body": "{\\\\\\\"hash\\\\\\\":\\\\\\\"@H\\\\\\\"}", "url": "https://gps.brand.example/api-v2/tracker/list"`,
    'hash',
  ],
  [
    'nested: JSON in PHP with single quotes escaped',
    String.raw`$cmd = 'curl -d \'{"hash":"@H"}\' https://gps.brand.example/api-v2/tracker/list';`,
    'hash',
  ],
  [
    'nested: shell in Python',
    `os.system("curl -H 'Authorization: NVX @H' https://api.eu.navixy.com/v2/tracker/list")`,
    'hash',
  ],
  [
    'nested: Python in shell',
    `python3 -c "import requests; print(requests.post('https://gps.brand.example/api-v2/tracker/list', json={'hash': '@H'}).text)"`,
    'hash',
  ],
  [
    'nested: JSON in YAML double quotes',
    String.raw`payload: "{\"hash\":\"@H\",\"tracker_id\":4}"
resource: https://gps.brand.example/api-v2/tracker/get_state`,
    'hash',
  ],
  [
    'nested: JSON in an HTML attribute',
    '<div data-config="{&quot;api&quot;:&quot;https://gps.brand.example/api-v2&quot;,&quot;hash&quot;:&quot;@H&quot;}"></div>',
    'hash',
  ],
  [
    'nested: JSON in an attribute with numeric entities',
    "<div data-props='{&#34;navixyHash&#34;:&#34;@H&#34;}'></div>",
    'hash',
  ],
  [
    'nested: JavaScript in an onclick',
    `<button onclick="window.open('https://gps.brand.example/pro/demo/?session_key=@H')">Mapa</button>`,
    'hash',
  ],
  ['nested: SQL in PHP', `$db->query("UPDATE settings SET value='@H' WHERE name='navixy_hash'");`, 'hash'],
  [
    'nested: SQL in Java with JSON',
    String.raw`String sql = "INSERT INTO cfg VALUES ('navixy', '{\"hash\":\"@H\"}')";`,
    'hash',
  ],
  [
    'nested: C# JSON string in a URL builder',
    String.raw`var body = "{\"hash\": \"" + "@H" + "\", \"tracker_id\": " + id + "}";
await Post("https://gps.brand.example/api-v2/tracker/read", body);`,
    'hash',
  ],
  [
    'nested: Java concatenated JSON',
    String.raw`String json = "{\"hash\":\"" + "@H" + "\",\"trackers\":[1]}"; // /api-v2/tracker/get_states`,
    'hash',
  ],
  [
    'nested: PHP concatenated JSON',
    `$body = '{"hash":"' . '@H' . '","tracker_id":' . $id . '}'; // gps.brand.example/api-v2`,
    'hash',
  ],
  [
    'nested: here-document in a Terraform user data',
    `user_data = <<-EOT
  #!/bin/bash
  echo "NAVIXY_HASH=@H" >> /etc/environment
EOT`,
    'hash',
  ],
  [
    'nested: Dockerfile here-document',
    `RUN cat <<'E' > /app/.env
NAVIXY_HASH=@H
E`,
    'hash',
  ],
  [
    'nested: cloud-init write_files',
    `write_files:
  - path: /etc/fleet.env
    content: |
      NAVIXY_URL=https://api.eu.navixy.com/v2
      NAVIXY_HASH=@H`,
    'hash',
  ],
  [
    'nested: JSON with escaped slashes',
    String.raw`{"url":"https:\/\/gps.brand.example\/api-v2\/tracker\/list?hash=@H"}`,
    'hash',
  ],
  [
    'nested: JSON with escaped slashes, value apart',
    String.raw`{"server":"https:\/\/gps.brand.example\/api-v2\/","hash":"@H"}`,
    'hash',
  ],
  ['nested: newline escapes around an env line', String.raw`"env_file": "PORT=80\nNAVIXY_HASH=@H\nTZ=UTC"`, 'hash'],
  [
    'nested: newline escape right before a bare name',
    String.raw`"script": "cd /opt\nHASH=@H\ncurl https://gps.brand.example/api-v2/tracker/list -d hash=$HASH"`,
    'hash',
  ],
  [
    'nested: carriage return escapes in a raw Postman body',
    String.raw`"raw": "{\r\n\t\"hash\":\"@H\"\r\n}", "path": ["api-v2", "tracker", "list"]`,
    'hash',
  ],
  ['nested: tab escapes', String.raw`"navixy\thash\t@H\n"`, 'hash'],
  [
    'nested: template tag in a Blade view',
    "<script>window.gps = @json(['url' => 'https://gps.brand.example/api-v2', 'hash' => '@H'])</script>",
    'hash',
  ],
  ['nested: Jinja default', "NAVIXY_HASH={{ navixy_hash | default('@H') }}", 'hash'],
  [
    'nested: Handlebars partial in JSON',
    String.raw`{"template":"<iframe src=\"https://gps.brand.example/pro/demo/?session_key=@H\"></iframe>"}`,
    'hash',
  ],
  ['nested: markdown in JSON', '{"body":"Use `NAVIXY_HASH=@H` to test"}', 'hash'],
  [
    'nested: XML in a JavaScript string',
    "const soap = '<login><server>https://gps.brand.example/api-v2</server><hash>@H</hash></login>';",
    'hash',
  ],
  ['nested: regular expression in a test', String.raw`expect(url).toMatch(/api-v2\/tracker\/list\?hash=@H/);`, 'hash'],
  [
    'nested: string split by a here-string in PowerShell',
    '$cmd = "curl -d `"hash=@H`" https://gps.brand.example/api-v2/tracker/list"',
    'hash',
  ],
  ['nested: VBScript doubled quotes', `strBody = "{""hash"":""" & "@H" & """}" ' /api-v2/tracker/list`, 'hash'],
  [
    'nested: crontab echoed by a script',
    `(crontab -l; echo "*/5 * * * * curl 'https://gps.brand.example/api-v2/tracker/list?hash=@H'") | crontab -`,
    'hash',
  ],
  ['nested: ssh command', 'ssh root@@10.0.0.4 "echo NAVIXY_HASH=@H > /opt/bridge/.env"', 'hash'],
  [
    'nested: jq argument',
    `jq -n --arg hash "@H" '{hash:$hash}' | curl -d @@- https://gps.brand.example/api-v2/tracker/list`,
    'hash',
  ],
  ['nested: GraphQL string in Kotlin', String.raw`val q = "mutation { setNavixy(hash: \"@H\") { ok } }"`, 'hash'],
  [
    'nested: URL as a parameter of a proxy',
    'https://cors.example/?url=https://gps.brand.example/api-v2/tracker/list?hash=@H',
    'hash',
  ],
  [
    'nested: array of lines joined',
    String.raw`const env = ['PORT=3000', 'NAVIXY_HASH=@H', 'TZ=UTC'].join('\n');`,
    'hash',
  ],
  ['nested: Lua long string', 'local body = [[{"hash":"@H","trackers":[1]}]] -- /api-v2/tracker/get_states', 'hash'],
  [
    'nested: Go concatenation with strconv',
    String.raw`body := "{\"hash\":\"@H\",\"tracker_id\":" + strconv.Itoa(id) + "}"
resp, err := http.Post(base+"/api-v2/tracker/read", "application/json", strings.NewReader(body))`,
    'hash',
  ],
  [
    'nested: AppleScript do shell script',
    `do shell script "curl 'https://gps.brand.example/api-v2/tracker/list?hash=@H'"`,
    'hash',
  ],
  [
    'nested: Windows shortcut argument',
    String.raw`"C:\Program Files\Fleet\sync.exe" /server:https://gps.brand.example/api-v2 /hash:@H`,
    'hash',
  ],
];
