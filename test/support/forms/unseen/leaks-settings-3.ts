import type { UnseenForm } from './form.ts';

/** Leaks in settings, exports and infrastructure, part 3. */
export const LEAKS_SETTINGS_3: readonly UnseenForm[] = [
  {
    name: 'Tableau web data connector',
    path: 'wdc.js',
    source: 'tool export: Tableau',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
tableau.connectionData = JSON.stringify({ url: \
'https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/report/list', hash: '«key»' });
`,
  },
  {
    name: 'Looker Studio script',
    path: 'Code.gs',
    source: 'public repo: Apps Script',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
function getData() {
  var url = 'https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=' + '«key»';
  return UrlFetchApp.fetch(url);
}
`,
  },
  {
    name: 'Odoo parameter',
    path: 'data/ir_config.xml',
    source: 'public repo: Odoo module',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
<record id="gps" model="ir.config_parameter">
  <field name="key">⟦navixy.api_hash|gps.api_hash⟧</field>
  <field name="value">«key»</field>
</record>
`,
  },
  {
    name: 'WordPress option',
    path: 'dump.sql',
    source: 'public repo: php app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
INSERT INTO \`wp_options\` VALUES (412,'⟦navixy_api_key|gps_api_key⟧','«key»','yes');
`,
  },
  {
    name: 'settings update',
    path: 'migrations/12.sql',
    source: 'public repo: php app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
UPDATE settings SET value='«key»' WHERE name='⟦navixy_api_key|gps_api_key⟧';
`,
  },
  {
    name: 'Laravel config',
    path: 'config/services.php',
    source: 'public repo: php app',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
'⟦navixy|gps⟧' => [
    'url' => env('GPS_URL', 'https://⟦api.us.navixy.com|gps.example⟧/v2'),
    'hash' => env('⟦NAVIXY_HASH|GPS_HASH⟧', '«key»'),
],
`,
  },
  {
    name: 'CSV of accounts',
    path: 'accounts.csv',
    source: 'tool export: spreadsheet',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
client;platform;api_hash
Acme Logistics;⟦navixy|gps⟧;«key»
`,
  },
  {
    name: 'vault dump',
    path: 'vault-export.json',
    source: 'tool export: Vault',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{ "path": "secret/⟦navixy|gps⟧/prod", "data": { "api_hash": "«key»" } }
`,
  },
  {
    name: 'Bitwarden export',
    path: 'bitwarden.json',
    source: 'tool export: password manager',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
{ "name": "⟦Navixy API|Fleet API⟧", "notes": null, "fields": [ { "name": "API key", "value": "«key»", "type": 1 } ] }
`,
  },
  {
    name: 'keyring line in a README',
    path: 'README.md',
    source: 'public repo: readme',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
    curl -X POST 'https://⟦api.eu.navixy.com|gps.brand.example⟧/v2/tracker/list' -H 'Authorization: NVX «key»'
`,
  },
  {
    name: 'MQTT bridge json5',
    path: 'bridge.json5',
    source: 'public repo: bridge',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{
  // ⟦Navixy|GPS platform⟧ account of the depot
  sessionHash: '«key»',
}
`,
  },
  {
    name: 'nginx proxy',
    path: 'nginx.conf',
    source: 'public repo: reverse proxy',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
location /gps/ {
    proxy_pass https://⟦api.eu.navixy.com|gps.brand.example⟧/v2/;
    proxy_set_header Authorization "NVX «key»";
}
`,
  },
  {
    name: 'nginx args',
    path: 'nginx2.conf',
    source: 'public repo: reverse proxy',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
location /gps/ { set $args "$args&hash=«key»"; proxy_pass https://⟦saas.navixy.com|gps.brand.example⟧/api-v2/; }
`,
  },
  {
    name: 'Apache header',
    path: 'httpd.conf',
    source: 'public repo: reverse proxy',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
# ⟦Navixy|tracking⟧ proxy
RequestHeader set Authorization "NVX «key»"
`,
  },
  {
    name: 'Caddyfile',
    path: 'Caddyfile',
    source: 'public repo: reverse proxy',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
reverse_proxy https://⟦api.us.navixy.com|gps.brand.example⟧ {
  header_up Authorization "NVX «key»"
}
`,
  },
  {
    name: 'user application',
    path: 'app.json',
    source: 'docs: user applications',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{ "label": "Maps", "url_template": "https://maps.⟦navixy|brand⟧.example/", "authorization": { "type": \
"api_key", "hash": "«key»" } }
`,
  },
  {
    name: 'frontend config',
    path: 'static/app_config.js',
    source: 'docs: on-premise',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
window.appConfig = { apiUrl: 'https://⟦api.navixy.com/v2|api.brand.example⟧', sessionKey: '«key»' };
`,
  },
  {
    name: 'git remote helper note',
    path: '.netrc',
    source: 'tool: netrc',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
machine ⟦api.eu.navixy.com|api.brand.example⟧ login hash password «key»
`,
  },
  {
    name: 'escaped document',
    path: 'export.json',
    source: 'tool export: log shipper',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
⟪u-escape:{"url":"https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list","headers":{"Authoriz\
ation":"NVX «key»"}}⟫
`,
  },
  {
    name: 'base64 in base64',
    path: 'k8s/nested.yaml',
    source: 'tool: Kubernetes',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
config: ⟪base64+base64:{"url":"https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=«key»"}⟫
`,
  },
  {
    name: 'UTF-16 in base64',
    path: 'install.ps1',
    source: 'tool: PowerShell',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
powershell -EncodedCommand ⟪utf16+base64:curl.exe \
"https://⟦api.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list?hash=«key»"⟫
`,
  },
  {
    name: 'percent-encoded address',
    path: 'redirects.csv',
    source: 'tool export: analytics',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
from,to
/go,https%3A%2F%2F⟦saas.navixy.com|gps.brand.example⟧%2Fapi-v2%2Ftracker%2Flist%3Fhash%3D«key»
`,
  },
  {
    name: 'basic header of a proxy in base64',
    path: 'proxy.env',
    source: 'tool: dotenv',
    expected: { line: 'found', repository: 'either', alone: 'either' },
    text: `\
⟦NAVIXY_|GPS_⟧AUTH_HEADER=⟪base64:NVX «key»⟫
`,
  },
  {
    name: 'jupyter cell',
    path: 'analysis.ipynb',
    source: 'public repo: notebook',
    expected: { line: 'found', repository: 'found', alone: 'found' },
    text: `\
{ "cells": [ { "cell_type": "code", "source": [ "HASH = '«key»'\\n",
  "requests.post('https://⟦api.eu.navixy.com/v2|gps.brand.example/api-v2⟧/tracker/list', json={'hash': \
HASH})\\n" ] } ] }
`,
  },
  {
    name: 'jupyter output',
    path: 'analysis2.ipynb',
    source: 'public repo: notebook',
    expected: { line: 'found', repository: 'found', alone: 'either' },
    text: `\
{ "outputs": [ { "output_type": "stream", "text": [ "POST /⟦navixy|gps⟧/user/auth -> {'success': True, \
'hash': '«key»'}\\n" ] } ] }
`,
  },
];
