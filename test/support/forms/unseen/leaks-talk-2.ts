import type { UnseenForm } from './form.ts';

/** Leaks in logs, messages and documents, part 2. */
export const LEAKS_TALK_2: readonly UnseenForm[] = [
  {
    name: 'VS Code REST file',
    path: 'api.http',
    source: 'tool: REST client',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
@hash = «key»
POST https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash={{hash}}
`,
  },
  {
    name: 'locust',
    path: 'locustfile.py',
    source: 'tool: locust',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
self.client.post("/v2/tracker/list", headers={"Authorization": "NVX «key»"})⟦  # navixy|⟧
`,
  },
  {
    name: 'SoapUI property',
    path: 'project.xml',
    source: 'tool export: SoapUI',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
<con:property><con:name>⟦navixyHash|gpsHash⟧</con:name><con:value>«key»</con:value></con:property>
`,
  },
  {
    name: 'Zabbix item',
    path: 'zabbix.xml',
    source: 'tool export: Zabbix',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
<url>https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=«key»</url>
`,
  },
  {
    name: 'Telegraf',
    path: 'telegraf.conf',
    source: 'tool: Telegraf',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
[[inputs.http]]
  urls = ["https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list"]
  headers = {"Authorization" = "NVX «key»"}
`,
  },
  {
    name: 'Prometheus json exporter',
    path: 'exporter.yml',
    source: 'tool: Prometheus',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
modules:
  fleet:
    headers: { Authorization: "NVX «key»" }⟦ # navixy|⟧
`,
  },
  {
    name: 'Logstash',
    path: 'logstash.conf',
    source: 'tool: Logstash',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
http_poller { urls => { t => { url => "https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list?ha\
sh=«key»" } } }
`,
  },
  {
    name: 'QGIS layer',
    path: 'project.qgs',
    source: 'tool export: QGIS',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
<datasource>https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/zone/download?format=geojson&amp;hash=«key\
»</datasource>
`,
  },
  {
    name: 'RSS-like escaped page',
    path: 'saved.html',
    source: 'tool export: saved page',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
&lt;a href=&quot;https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/track/download?hash=«key»&quot;&gt;KML&lt;/a&gt;
`,
  },
  {
    name: 'JSON in a string',
    path: 'event.json',
    source: 'log: cloud function',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{"message":"{\\"service\\":\\"⟦navixy|gps⟧\\",\\"hash\\":\\"«key»\\"}","severity":"DEBUG"}
`,
  },
  {
    name: 'Sentry event',
    path: 'sentry.json',
    source: 'log: Sentry',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{"request":{"url":"https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list","query_string":[\
["hash","«key»"]]}}
`,
  },
  {
    name: 'Elastic document',
    path: 'es.ndjson',
    source: 'log: Elastic',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{"@timestamp":"2024-05-02","http.request.headers.authorization":"NVX \
«key»","url.domain":"⟦api.navixy.com|gps.brand.example⟧"}
`,
  },
  {
    name: 'key list answer',
    path: 'keys.json',
    source: 'docs: API keys',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{"list":[{"hash":"«key»","create_date":"2024-05-02 12:00:36","title":"⟦Navixy ERP|ERP⟧"}],"success":true}
`,
  },
  {
    name: 'key created answer',
    path: 'key.json',
    source: 'docs: API keys',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{"success":true,"value":{"hash":"«key»","create_date":"2024-05-02 12:00:36","title":"⟦Navixy ERP|ERP⟧"}}
`,
  },
  {
    name: 'key deleted',
    path: 'delete.sh',
    source: 'docs: API keys',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
curl -X POST https://⟦api.eu.navixy.com|gps.brand.example⟧/v2/api/key/delete -d '{"hash":"'$SESSION'","key":"«key»"}'
`,
  },
];
