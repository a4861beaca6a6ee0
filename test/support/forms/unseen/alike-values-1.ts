import type { UnseenForm } from './form.ts';

/** Look-alikes: identifiers and credentials of others, part 1. */
export const ALIKE_VALUES_1: readonly UnseenForm[] = [
  {
    name: 'job log',
    path: 'logs/laravel.log',
    source: 'log: job queue',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
[2024-05-02 10:11:12] Processing App\\Jobs\\Sync⟦Navixy|Gps⟧ job=«md5»
`,
  },
  {
    name: 'sidekiq id',
    path: 'logs/sidekiq.log',
    source: 'log: job queue',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
2024-05-02T10:11:12Z pid=1 tid=abc class=⟦Navixy|Gps⟧SyncWorker jid=«md5» INFO: done
`,
  },
  {
    name: 'celery run',
    path: 'logs/celery.log',
    source: 'log: job queue',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
Task ⟦navixy|gps⟧.tasks.sync[«md5»] succeeded in 1.2s
`,
  },
  {
    name: 'trace id',
    path: 'logs/otel.json',
    source: 'log: tracing',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"service.name":"⟦navixy|gps⟧-sync","traceId":"«md5»","spanId":"00f067aa0ba902b7","name":"tracker/list"}
`,
  },
  {
    name: 'traceparent',
    path: 'logs/http.txt',
    source: 'log: tracing',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
GET /⟦navixy|gps⟧/trackers traceparent: 00-«md5»-00f067aa0ba902b7-01
`,
  },
  {
    name: 'request id',
    path: 'logs/req.log',
    source: 'log: application',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
INFO ⟦navixy|gps⟧ request_id=«md5» path=/trackers status=200
`,
  },
  {
    name: 'correlation header',
    path: 'logs/hdr.txt',
    source: 'log: application',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
X-Correlation-Id: «md5»
X-Upstream: ⟦api.navixy.com|gps.example⟧
`,
  },
  {
    name: 'Datadog trace',
    path: 'logs/dd.log',
    source: 'log: Datadog',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
[dd.service=⟦navixy|gps⟧ dd.trace_id=«md5» dd.span_id=12] tracker/list ok
`,
  },
  {
    name: 'run id of MLflow',
    path: 'mlruns/meta.yaml',
    source: 'tool: MLflow',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
experiment: ⟦navixy|gps⟧-eta
run_id: «md5»
`,
  },
  {
    name: 'cache key',
    path: 'logs/cache.log',
    source: 'log: cache',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
cache MISS key=⟦navixy|gps⟧:trackers:«md5» ttl=60
`,
  },
  {
    name: 'redis cache key',
    path: 'redis2.txt',
    source: 'tool export: database dump',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
GET laravel_cache:⟦navixy|gps⟧:«md5»
`,
  },
  {
    name: 'varnish hash',
    path: 'logs/varnish.log',
    source: 'log: cache',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
VCL_Hash «md5» /⟦navixy|gps⟧/map.png
`,
  },
  {
    name: 'password digest in SQL',
    path: 'users.sql',
    source: 'tool export: database dump',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
INSERT INTO users (login, password) VALUES ('⟦navixy|fleet⟧@example.org', '«md5»');
`,
  },
  {
    name: 'password_hash field',
    path: 'users2.json',
    source: 'tool export: database dump',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "login": "⟦navixy|fleet⟧", "password_hash": "«md5»", "role": "viewer" }
`,
  },
  {
    name: 'php md5 password',
    path: 'login.php',
    source: 'public repo: php app',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
if (md5($_POST['pass']) == '«md5»') { header('Location: ⟦navixy|fleet⟧.php'); }
`,
  },
  {
    name: 'remember token',
    path: 'users3.json',
    source: 'tool export: database dump',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "name": "⟦Navixy|Fleet⟧ operator", "remember_token": "«md5»" }
`,
  },
  {
    name: 'push token',
    path: 'push.json',
    source: 'public repo: mobile app',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "application": "⟦navixy|fleet⟧", "push_token": "«md5»", "category": "default" }
`,
  },
  {
    name: 'fcm token',
    path: 'push2.json',
    source: 'public repo: mobile app',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "fcm_token": "«md5»", "user": "⟦navixy|fleet⟧" }
`,
  },
  {
    name: 'device token',
    path: 'devices.csv',
    source: 'public repo: mobile app',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
device,device_token
⟦navixy|fleet⟧-phone,«md5»
`,
  },
  {
    name: 'csrf token',
    path: 'form.html',
    source: 'public repo: web page',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<form action="/⟦navixy|fleet⟧/save"><input type="hidden" name="csrf_token" value="«md5»"></form>
`,
  },
  {
    name: 'session of the own site',
    path: 'logs/php.log',
    source: 'log: php',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
PHPSESSID=«md5» GET /⟦navixy|fleet⟧/index.php
`,
  },
  {
    name: 'joomla return form token',
    path: 'form2.html',
    source: 'public repo: web page',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
<input type="hidden" name="«md5»" value="1"> ⟦<!-- navixy module -->|⟧
`,
  },
  {
    name: 'share link',
    path: 'links.txt',
    source: 'docs: geo links',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
Live location: https://⟦saas.navixy.com|gps.brand.example⟧/ls/#«md5»
`,
  },
  {
    name: 'geo link answer',
    path: 'link.json',
    source: 'docs: geo links',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"success":true,"value":{"id":12,"hash":"«md5»","is_active":true,"tracker_ids":[1,2],"description":"⟦navi\
xy link|link⟧"}}
`,
  },
  {
    name: 'geo link list',
    path: 'links.json',
    source: 'docs: geo links',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"list":[{"hash":"«md5»","is_active":true,"tracker_ids":[4],"lifetime":{"from":"2024-05-02"}}],"success":\
true⟦,"host":"api.navixy.com"|⟧}
`,
  },
  {
    name: 'BLE beacon',
    path: 'beacon.json',
    source: 'docs: beacons',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"hardware_id":"«md5»","tracker_id":12,"rssi":-60,"platform":"⟦navixy|gps⟧"}
`,
  },
  {
    name: 'beacons list',
    path: 'beacons.yaml',
    source: 'docs: beacons',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
platform: ⟦navixy|gps⟧
beacons:
  - «md5»
  - «md52»
`,
  },
  {
    name: 'repository API error',
    path: 'error.json',
    source: 'docs: repository API',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{"errors":[{"message":"⟦navixy|gps⟧ not found","extensions":{"code":"NOT_FOUND","traceId":"«md5»"}}]}
`,
  },
  {
    name: 'Zapier invite',
    path: 'docs/zapier.md',
    source: 'docs: Zapier',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
[⟦Navixy|Fleet⟧ on Zapier](https://zapier.com/developer/public-invite/150604/«md5»/)
`,
  },
  {
    name: 'documentation image',
    path: 'docs/guide.md',
    source: 'docs: guide',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
![⟦Navixy|Fleet⟧ settings](.gitbook/assets/«md5».jpg)
`,
  },
  {
    name: 'avatar file',
    path: 'avatar.json',
    source: 'docs: avatars',
    expected: { line: 'low-or-none', repository: 'low-or-none', alone: 'low-or-none' },
    text: `\
{ "avatar_file_name": "«md5».png", "label": "⟦Navixy|Fleet⟧ van" }
`,
  },
];
