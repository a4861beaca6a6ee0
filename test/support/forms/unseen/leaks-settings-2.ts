import type { UnseenForm } from './form.ts';

/** Leaks in settings, exports and infrastructure, part 2. */
export const LEAKS_SETTINGS_2: readonly UnseenForm[] = [
  {
    name: 'GitHub workflow env',
    path: '.github/workflows/sync.yml',
    source: 'tool: GitHub Actions',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
jobs:
  sync:
    runs-on: ubuntu-latest
    env:
      ⟦NAVIXY_API_KEY|GPS_API_KEY⟧: «key»
`,
  },
  {
    name: 'GitLab CI variables',
    path: '.gitlab-ci.yml',
    source: 'tool: GitLab CI',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
variables:
  ⟦NAVIXY_HASH|GPS_SESSION_HASH⟧: "«key»"
`,
  },
  {
    name: 'systemd unit',
    path: 'deploy/bridge.service',
    source: 'tool: systemd',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
[Service]
Environment="⟦NAVIXY_HASH|GPS_HASH⟧=«key»"
ExecStart=/usr/bin/node bridge.js
`,
  },
  {
    name: 'crontab',
    path: 'deploy/crontab',
    source: 'tool: cron',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
*/10 * * * * ⟦NAVIXY_HASH|GPS_HASH⟧=«key» /opt/bridge/run.sh
`,
  },
  {
    name: 'pm2',
    path: 'ecosystem.config.js',
    source: 'tool: pm2',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
module.exports = { apps: [{ name: 'bridge', env: { ⟦NAVIXY_API_KEY|GPS_API_KEY⟧: '«key»' } }] };
`,
  },
  {
    name: 'supervisor',
    path: 'deploy/bridge.conf',
    source: 'tool: supervisor',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
[program:bridge]
environment=⟦NAVIXY_HASH|GPS_HASH⟧="«key»",TZ="UTC"
`,
  },
  {
    name: 'Power Query',
    path: 'report.pq',
    source: 'tool export: Power BI',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
let
  Source = Json.Document(Web.Contents("https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/li\
st?hash=«key»"))
in
  Source
`,
  },
  {
    name: 'Power BI parameter',
    path: 'model.bim',
    source: 'tool export: Power BI',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{ "name": "⟦NavixyHash|GpsHash⟧", "kind": "m", "expression": "\\"«key»\\" meta [IsParameterQuery=true]" }
`,
  },
  {
    name: 'Excel connection',
    path: 'xl/connections.xml',
    source: 'tool export: Excel',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
<connection id="1" name="trackers"><webPr \
url="https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list?hash=«key»"/></connection>
`,
  },
  {
    name: 'Grafana data source',
    path: 'provisioning/datasources/fleet.yaml',
    source: 'tool export: Grafana',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
datasources:
  - name: ⟦Navixy|Fleet⟧
    type: marcusolsson-json-datasource
    jsonData: { queryParams: "hash=«key»&iso_datetime=true" }
`,
  },
  {
    name: 'Grafana header pair',
    path: 'grafana/datasource.json',
    source: 'tool export: Grafana',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{
  "url": "https://⟦api.eu.navixy.com|gps.brand.example⟧/v2",
  "jsonData": { "httpHeaderName1": "Authorization" },
  "secureJsonData": { "httpHeaderValue1": "NVX «key»" }
}
`,
  },
  {
    name: 'Postman environment',
    path: 'fleet.postman_environment.json',
    source: 'tool export: Postman',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{
  "name": "⟦Navixy prod|GPS prod⟧",
  "values": [
    { "key": "⟦navixy_hash|hash⟧", "value": "«key»", "type": "secret", "enabled": true }
  ]
}
`,
  },
  {
    name: 'Postman query',
    path: 'fleet.postman_collection.json',
    source: 'tool export: Postman',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{ "url": { "raw": "https://⟦api.us.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=«key»",
  "query": [ { "key": "hash", "value": "«key»" } ] } }
`,
  },
  {
    name: 'Insomnia export',
    path: 'insomnia.json',
    source: 'tool export: Insomnia',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{ "_type": "request", "url": "{{ base }}/tracker/list", "name": "⟦Navixy trackers|trackers⟧",
  "headers": [ { "name": "Authorization", "value": "NVX «key»" } ] }
`,
  },
  {
    name: 'Bruno request',
    path: 'bruno/list.bru',
    source: 'tool export: Bruno',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
post {
  url: https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list
}
headers {
  Authorization: NVX «key»
}
`,
  },
  {
    name: 'HAR query',
    path: 'capture.har',
    source: 'tool export: browser HAR',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{ "request": { "method": "POST", "url": "https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/list",
  "postData": { "mimeType": "application/x-www-form-urlencoded",
    "params": [ { "name": "hash", "value": "«key»" } ] } } }
`,
  },
  {
    name: 'HAR cookie',
    path: 'capture2.har',
    source: 'tool export: browser HAR',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
{ "request": { "url": "https://⟦panel.navixy.com|panel.brand.example⟧/",
  "cookies": [ { "name": "panel_session_key", "value": "«key»", "path": "/" } ] } }
`,
  },
  {
    name: 'n8n workflow',
    path: 'workflows/fleet.json',
    source: 'tool export: n8n',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{ "nodes": [ { "name": "⟦Navixy|Trackers⟧", "type": "n8n-nodes-base.httpRequest", "parameters": {
  "url": "https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list",
  "queryParameters": { "parameters": [ { "name": "hash", "value": "«key»" } ] } } } ] }
`,
  },
  {
    name: 'Make blueprint',
    path: 'blueprint.json',
    source: 'tool export: Make',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{ "flow": [ { "module": "http:ActionSendData", "mapper": {
  "url": "https://⟦api.us.navixy.com|gps.brand.example⟧/v2/tracker/list",
  "headers": [ { "name": "Authorization", "value": "NVX «key»" } ] } } ] }
`,
  },
  {
    name: 'Zapier code step',
    path: 'zapier/step.js',
    source: 'tool export: Zapier',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
const res = await fetch('https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/user/get_info', {
  method: 'POST', body: JSON.stringify({ hash: '«key»' }),
});
output = [await res.json()];
`,
  },
  {
    name: 'Node-RED flow',
    path: 'flows.json',
    source: 'tool export: Node-RED',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
[{ "id": "a1", "type": "http request", "method": "GET",
  "url": "https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/tracker/get_states?trackers=[1,2]&hash=«key»" }]
`,
  },
  {
    name: 'Home Assistant rest sensor',
    path: 'configuration.yaml',
    source: 'tool: Home Assistant',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
rest:
  - resource: https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/get_state
    method: POST
    headers: { Authorization: "NVX «key»" }
`,
  },
  {
    name: 'Home Assistant secrets',
    path: 'secrets.yaml',
    source: 'tool: Home Assistant',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
wifi: "{{ redacted }}"
⟦navixy_hash|gps_hash⟧: "«key»"
`,
  },
  {
    name: 'Airflow connection',
    path: 'airflow/connections.json',
    source: 'tool export: Airflow',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{ "⟦navixy_default|gps_default⟧": { "conn_type": "http", "host": "https://⟦api.us.navixy.com|gps.brand.example⟧",
  "extra": "{\\"Authorization\\": \\"NVX «key»\\"}" } }
`,
  },
  {
    name: 'Prefect block',
    path: 'scripts/register.py',
    source: 'public repo: python pipeline',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
from prefect.blocks.system import Secret
Secret(value="«key»").save(name="⟦navixy-hash|gps-hash⟧", overwrite=True)
`,
  },
  {
    name: 'Airbyte config',
    path: 'connector/config.json',
    source: 'tool export: Airbyte',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{ "start_date": "2024-01-01", "⟦navixy_api_key|api_hash⟧": "«key»", "region": "⟦eu.navixy.com|eu⟧" }
`,
  },
];
