import type { LeakForm } from './leaks.ts';

/** Leaks in logs in many human languages, and in the output of git. */
export const LEAKS_LOGS: readonly LeakForm[] = [
  [
    'log: English request line',
    '2024-02-11 10:22:01,113 DEBUG fleet.client - GET https://gps.brand.example/api-v2/tracker/list?hash=@H -> 200 (143 ms)',
    'hash',
  ],
  ['log: English prose with equals sign', '[INFO] navixy client started, hash=@H', 'hash'],
  ['log: English, logged in', 'navixy: logged in as ops@@brand.example, session hash: @H', 'session'],
  [
    'log: Russian',
    '2023-11-02 08:15:44 [ОТЛАДКА] Запрос к https://gps.brand.example/api-v2/tracker/list, хеш: @H',
    'hash',
  ],
  ['log: Russian, key received', 'Получен ключ API Navixy: @H', 'api-key', { also: 'hash' }],
  [
    'log: Russian, session opened',
    'navixy.auth  Открыта сессия пользователя 120341, hash @H',
    'session',
    { also: 'hash' },
  ],
  [
    'log: Spanish',
    '[2024-05-06 07:00:03] producción.INFO: consultando /api-v2/tracker/get_states con hash @H y 18 unidades',
    'hash',
  ],
  ['log: Spanish, key of a customer', 'Clave Navixy del cliente Transportes Sur: @H', 'hash'],
  ['log: German', '16:04:11 FEHLER Navixy-Schlüssel @H abgelehnt: Session ended', 'hash'],
  ['log: German with host', 'Anfrage an https://api.eu.navixy.com/v2/tracker/list fehlgeschlagen (hash = @H)', 'hash'],
  ['log: Portuguese', 'Chave de API da Navixy configurada: @H', 'api-key', { also: 'hash' }],
  ['log: Portuguese with a path', 'ERRO ao chamar /api-v2/track/list hash=@H code=4', 'hash'],
  ['log: French', 'Connexion à Navixy réussie, clé : @H', 'hash'],
  ['log: Italian', 'chiave navixy attiva = @H', 'hash'],
  ['log: Polish', 'Klucz Navixy: @H (konto główne)', 'hash'],
  ['log: Turkish', 'Navixy API anahtarı: @H', 'api-key', { also: 'hash' }],
  ['log: Turkish with host', 'İstek: https://takip.brand.example/api-v2/tracker/list  hash=@H', 'hash'],
  ['log: Chinese', '2024-03-01 09:00:00 正在请求 https://gps.brand.example/api-v2/tracker/list，hash：@H', 'hash'],
  ['log: Chinese, key', 'Navixy 密钥：@H', 'hash'],
  ['log: Japanese', 'Navixy APIキー：@H', 'api-key', { also: 'hash' }],
  ['log: Korean', 'Navixy API 키: @H', 'api-key', { also: 'hash' }],
  ['log: Arabic', 'مفتاح Navixy: @H', 'hash'],
  ['log: Persian', 'کلید navixy برابر است با @H', 'hash'],
  ['log: Hebrew', 'מפתח Navixy: @H', 'hash'],
  ['log: Hindi', 'Navixy कुंजी: @H', 'hash'],
  ['log: Thai', 'คีย์ Navixy: @H', 'hash'],
  ['log: Vietnamese', 'Khóa API Navixy: @H', 'api-key', { also: 'hash' }],
  ['log: Indonesian', 'Kunci navixy = @H', 'hash'],
  ['log: Ukrainian', 'Ключ доступу до Navixy: @H', 'hash'],
  ['log: Kazakh and Russian mixed', 'navixy кілті / ключ: @H', 'hash'],
  ['log: Greek', 'Κλειδί Navixy: @H', 'hash'],
  ['log: Czech', 'Klíč pro Navixy je @H', 'hash'],
  [
    'log: JSON lines',
    '{"level":"debug","ts":1709280000,"msg":"POST tracker/get_states","host":"gps.brand.example","body":"hash=@H&trackers=[1]"}',
    'hash',
  ],
  ['log: logfmt', 'level=info msg="navixy call" path=/tracker/list hash=@H dur=80ms', 'hash'],
  [
    'log: Python logging of a dict',
    "DEBUG:root:POST https://gps.brand.example/api-v2/tracker/list {'hash': '@H', 'trackers': [1, 2]}",
    'hash',
  ],
  [
    'log: PHP print_r',
    `Array
(
    [url] => https://gps.brand.example/api-v2/tracker/list
    [hash] => @H
)`,
    'hash',
  ],
  [
    'log: PHP var_dump',
    `array(2) {
  ["navixy_url"]=> string(28) "https://api.eu.navixy.com/v2"
  ["navixy_hash"]=> string(32) "@H"
}`,
    'hash',
  ],
  [
    'log: Node console of an axios error',
    `  config: {
    headers: { Accept: 'application/json', Authorization: 'NVX @H' },
    url: 'https://api.us.navixy.com/v2/tracker/list',`,
    'hash',
  ],
  [
    'log: nginx access log',
    '203.0.113.7 - - [12/Mar/2024:10:01:02 +0000] "GET /api-v2/tracker/list?hash=@H HTTP/1.1" 200 512 "-" "curl/8.0"',
    'hash',
  ],
  [
    'log: Apache log with a referrer',
    '198.51.100.4 - - [12/Mar/2024:10:01:02 +0000] "GET /fuel/ HTTP/1.1" 200 88 "https://gps.brand.example/pro/demo/?session_key=@H" "Mozilla/5.0"',
    'hash',
  ],
  [
    'log: Java stack trace with a URL',
    `java.io.FileNotFoundException: https://gps.brand.example/api-v2/tracker/read?hash=@H&tracker_id=5
	at sun.net.www.protocol.http.HttpURLConnection.getInputStream0(HttpURLConnection.java:1890)`,
    'hash',
  ],
  [
    'log: Python traceback of requests',
    "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='gps.brand.example', port=443): Max retries exceeded with url: /api-v2/tracker/list?hash=@H",
    'hash',
  ],
  [
    'log: Laravel log with context',
    '[2024-01-05 12:00:00] local.ERROR: navixy respondió 400 {"hash":"@H","status":{"code":4}}',
    'hash',
  ],
  [
    'log: curl verbose',
    `> POST /v2/tracker/list HTTP/2
> Host: api.eu.navixy.com
> authorization: NVX @H`,
    'hash',
  ],
  ['log: shell trace', '+ curl -s -d hash=@H https://gps.brand.example/api-v2/tracker/list', 'hash'],
  ['log: GitHub runner', '2024-06-01T00:00:04.1234567Z ##[debug]NAVIXY_HASH=@H', 'hash'],
  [
    'log: docker inspect',
    `            "Env": [
                "PATH=/usr/local/bin:/usr/bin",
                "NAVIXY_HASH=@H"
            ],`,
    'hash',
  ],
  [
    'log: test output that differs',
    `-  "url": "https://gps.brand.example/api-v2/tracker/list?hash="
+  "url": "https://gps.brand.example/api-v2/tracker/list?hash=@H"`,
    'hash',
  ],
  ['log: syslog of a bridge', 'Mar  3 04:11:09 bridge01 navixy-bridge[811]: using key @H', 'hash'],
  [
    'log: chat export',
    `[14:02] Andrés: pásame la llave del navixy
[14:03] Lucía: @H`,
    'hash',
  ],
  [
    'log: Android logcat',
    '03-12 11:20:01.220  4111  4130 D OkHttp  : --> POST https://gps.brand.example/api-v2/tracker/list hash=@H',
    'hash',
  ],
  [
    'log: MQTT bridge',
    `mosquitto_pub -t gps/cmd -m '{"url":"https://gps.brand.example/api-v2/tracker/read","hash":"@H"}'`,
    'hash',
  ],
  [
    'diff: removed line',
    `--- a/config.php
+++ b/config.php
-define('NAVIXY_HASH', '@H');
+define('NAVIXY_HASH', getenv('NAVIXY_HASH'));`,
    'hash',
  ],
  [
    'diff: conflict marker',
    `<<<<<<< HEAD
const navixyHash = process.env.NAVIXY_HASH;
=======
const navixyHash = '@H';
>>>>>>> feature/reports`,
    'hash',
  ],
  [
    'git: commit message',
    `tree 4b825dc
author A <a@@b.example> 1700000000 +0000

Rotate navixy api key (old one was @H)`,
    'api-key',
  ],
  ['git: blame output', "^1a2b3c4 (Ana 2022-05-01 10:00:00 -0500 14) $navixy_hash = '@H';", 'hash'],
];
