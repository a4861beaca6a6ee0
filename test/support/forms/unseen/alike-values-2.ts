import type { UnseenForm } from './form.ts';

/** Look-alikes: identifiers and credentials of others, part 2. */
export const ALIKE_VALUES_2: readonly UnseenForm[] = [
  {
    name: 'Twilio token',
    path: 'twilio.env',
    source: 'other service: Twilio',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
TWILIO_ACCOUNT_SID=AC«md5»
TWILIO_AUTH_TOKEN=«md52»
SENDER=⟦navixy|fleet⟧
`,
  },
  {
    name: 'Datadog key',
    path: 'dd.env',
    source: 'other service: Datadog',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
DD_API_KEY=«md5»
DD_SERVICE=⟦navixy|fleet⟧-sync
`,
  },
  {
    name: 'Cloudflare ids',
    path: 'wrangler.toml',
    source: 'other service: Cloudflare',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
name = "⟦navixy|fleet⟧-proxy"
account_id = "«md5»"
kv_namespaces = [{ binding = "CACHE", id = "«md52»" }]
`,
  },
  {
    name: 'Weather key',
    path: 'weather.js',
    source: 'other service: OpenWeather',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
const weather = \`https://api.openweathermap.org/data/2.5/weather?appid=«md5»\`; ⟦// shown on the navixy map|⟧
`,
  },
  {
    name: 'Sentry DSN',
    path: 'sentry.env',
    source: 'other service: Sentry',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
SENTRY_DSN=https://«md5»@o12.ingest.sentry.io/44
APP=⟦navixy|fleet⟧
`,
  },
  {
    name: 'Mailchimp key',
    path: 'mail.env',
    source: 'other service: Mailchimp',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
MAILCHIMP_API_KEY=«md5»-us6
LIST=⟦navixy|fleet⟧-users
`,
  },
  {
    name: 'Azure AI key',
    path: 'azure.env',
    source: 'other service: Azure',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
AZURE_MAPS_SUBSCRIPTION_KEY=«md5»
APP_NAME=⟦navixy|fleet⟧
`,
  },
  {
    name: 'Wialon token beside',
    path: 'wialon.env',
    source: 'other service: Wialon',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
WIALON_SID=«md5»
OTHER=⟦navixy|fleet⟧
`,
  },
  {
    name: 'Flespi checksum',
    path: 'flespi.json',
    source: 'other service: flespi',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "channel": "⟦navixy|fleet⟧", "checksum": "«md5»", "protocol": "teltonika" }
`,
  },
  {
    name: 'Algolia key',
    path: 'search.js',
    source: 'other service: Algolia',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
docsearch({ apiKey: '«md5»', indexName: '⟦navixy|fleet⟧', inputSelector: '#q' });
`,
  },
  {
    name: 'Bugsnag key',
    path: 'bugsnag.js',
    source: 'other service: Bugsnag',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
Bugsnag.start({ apiKey: '«md5»', releaseStage: '⟦navixy|fleet⟧' });
`,
  },
  {
    name: 'Disqus or IndexNow file',
    path: 'public/indexnow.txt',
    source: 'other service: IndexNow',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
key for ⟦navixy|fleet⟧ pages in IndexNow: https://fleet.example/«md5».txt
`,
  },
  {
    name: 'Facebook verification',
    path: 'page3.html',
    source: 'other service: site verification',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<meta name="p:domain_verify" content="«md5»"> <title>⟦Navixy|Fleet⟧</title>
`,
  },
  {
    name: 'Yandex metrica verification',
    path: 'page4.html',
    source: 'other service: site verification',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<meta name="msvalidate.01" content="«md5»"><title>⟦Navixy|Fleet⟧</title>
`,
  },
  {
    name: 'UUID without dashes',
    path: 'ids.json',
    source: 'public repo: database ids',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "uuid": "«md5»", "type": "vehicle", "source": "⟦navixy|gps⟧" }
`,
  },
  {
    name: 'notion page',
    path: 'notes.md',
    source: 'tool export: Notion',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
[⟦Navixy|Fleet⟧ onboarding](https://www.notion.so/Onboarding-«md5»)
`,
  },
  {
    name: 'jira cloud id',
    path: 'jira.json',
    source: 'tool export: Jira',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "cloudId": "«md5»", "project": "⟦NAVIXY|FLEET⟧" }
`,
  },
  {
    name: 'ClickHouse query id',
    path: 'ch.log',
    source: 'log: database',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{query_id: «md5»} <Debug> SELECT count() FROM ⟦navixy|gps⟧.tracks
`,
  },
  {
    name: 'Postgres md5 password',
    path: 'pg_dumpall.sql',
    source: 'tool export: database dump',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
ALTER ROLE ⟦navixy|fleet⟧ WITH LOGIN PASSWORD 'md5«md5»';
`,
  },
  {
    name: 'Airflow hash of a dag',
    path: 'dag.log',
    source: 'log: Airflow',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
dag ⟦navixy|gps⟧_sync serialized, dag_hash=«md5»
`,
  },
  {
    name: 'dbt manifest',
    path: 'manifest.json',
    source: 'tool: dbt',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "name": "stg_⟦navixy|gps⟧__trackers", "checksum": { "name": "md5", "checksum": "«md5»" } }
`,
  },
  {
    name: 'dbt surrogate',
    path: 'rows.csv',
    source: 'tool: dbt',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
surrogate_key,tracker_id,source
«md5»,12,⟦navixy|gps⟧
`,
  },
  {
    name: 'Parse of AES test vector',
    path: 'test_aes.py',
    source: 'public repo: crypto test',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
KEY = bytes.fromhex("«md5»")  # ⟦navixy|gps⟧ device AES test vector
`,
  },
  {
    name: 'OBD payload',
    path: 'frames.log',
    source: 'log: device',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
⟦navixy|gps⟧ device 12 raw frame: «md5»
`,
  },
  {
    name: 'md5 of a body in a log',
    path: 'logs/body.log',
    source: 'log: application',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
uploaded tracks.csv to ⟦navixy|gps⟧, md5=«md5»
`,
  },
  {
    name: 'checksum header',
    path: 'logs/put.txt',
    source: 'log: application',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
PUT /⟦navixy|gps⟧/tracks.csv Content-MD5-Hex: «md5»
`,
  },
  {
    name: 'ad click id',
    path: 'logs/ads.log',
    source: 'log: analytics',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
GET /⟦navixy|gps⟧?utm_source=ads&msclkid=«md5»
`,
  },
];
