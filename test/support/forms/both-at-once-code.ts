import type { LeakForm } from './leaks.ts';

/** One leak among many look-alikes: source code. */
export const BOTH_AT_ONCE_CODE: readonly LeakForm[] = [
  [
    'both: PHP page with many services',
    `<?php
/* panel de monitoreo */
define('CACHE_VERSION', '@D');
$weather_key = '@D'; // openweathermap
$telegram = array('api_id' => 12345, 'api_hash' => '@D');
$payu = array('merchant' => 508029, 'signature' => '@D');
$usuarios = array(
    array('login' => 'ana',  'password' => '@D'),
    array('login' => 'luis', 'password' => '@D'),
    array('login' => 'eva',  'password' => '@D'),
);
$hash = "@H";
$ch = curl_init();
curl_setopt($ch, CURLOPT_URL, "http://www.rastreo.example/api-v2/tracker/list");
curl_setopt($ch, CURLOPT_POSTFIELDS, "hash=$hash");
$r = json_decode(curl_exec($ch), true);
foreach ($r['list'] as $t) {
    echo "<img src='/img/@D.png'>" . $t['label'];
}
?>
<link rel="stylesheet" href="/css/app.@D.css">
<script src="/js/vendor.@D.js"></script>
<script src="/js/app.js?v=@D"></script>
<img src="https://www.gravatar.com/avatar/@D?s=32">`,
    'hash',
  ],
  [
    'both: Python module with test vectors',
    `import hashlib
import requests

BASE = "https://gps.brand.example/api-v2"
HASH = "@H"

EXPECTED_MD5 = {
    "jan.csv": "@D",
    "feb.csv": "@D",
    "mar.csv": "@D",
    "apr.csv": "@D",
    "may.csv": "@D",
}
BEACONS = [
    {"hardware_id": "@D", "name": "gate"},
    {"hardware_id": "@D", "name": "yard"},
    {"hardware_id": "@D", "name": "dock"},
]


def trackers():
    r = requests.post(f"{BASE}/tracker/list", data={"hash": HASH})
    r.raise_for_status()
    return r.json()["list"]


def test_md5():
    assert hashlib.md5(b"a").hexdigest() == "@D"
    assert hashlib.md5(b"b").hexdigest() == "@D"
    assert hashlib.md5(b"c").hexdigest() == "@D"`,
    'hash',
  ],
  [
    'both: service worker built beside a config',
    `self.__precacheManifest = [
  { "revision": "@D", "url": "/index.html" },
  { "revision": "@D", "url": "/css/app.css" },
  { "revision": "@D", "url": "/js/app.js" },
  { "revision": "@D", "url": "/img/a.png" },
  { "revision": "@D", "url": "/img/b.png" },
  { "revision": "@D", "url": "/manifest.json" }
];
const runtime = { api: "https://gps.brand.example/api-v2", hash: "@H" };
const CACHE = "fleet-@D";
importScripts("/precache-manifest.@D.js", "https://cdn.example/workbox-@D.js");`,
    'hash',
  ],
  [
    'both: Docker file',
    String.raw`FROM node:20-alpine@sha256:@D@D
ARG TINI_MD5=@D
ARG DUMB_INIT_MD5=@D
RUN wget -q https://dl.example/tini && echo "@D  tini" | md5sum -c -
RUN wget -q https://dl.example/x.tgz && echo "@D  x.tgz" | md5sum -c -
ENV SOURCE_HASH=@D
ENV GPS_URL=https://gps.brand.example/api-v2 \
    GPS_HASH=@H
LABEL build.id="@D" vcs.tree="@D"
COPY static/app.@D.js /srv/static/
COPY static/app.@D.css /srv/static/`,
    'hash',
  ],
  [
    'both: minified bundle with chunk table',
    '!function(){var c={0:"@D",1:"@D",2:"@D",3:"@D",4:"@D",5:"@D"};function u(e){return"/js/chunk."+c[e]+".js"}var s={0:"@D",1:"@D"};function d(e){return"/css/chunk."+s[e]+".css"}var a={apiUrl:"https://gps.brand.example/api-v2",hash:"@H"};window.fleet={u:u,d:d,a:a,build:"@D"}}();',
    'hash',
  ],
  [
    'both: C# settings class',
    `namespace Fleet.Settings
{
    public static class Ids
    {
        public static readonly Guid Plugin = Guid.ParseExact("@D", "N");
        public static readonly Guid Menu = Guid.ParseExact("@D", "N");
        public static readonly Guid Report = Guid.ParseExact("@D", "N");
        public const string LogoMd5 = "@D";
        public const string CssChecksum = "@D";
    }

    public static class Gps
    {
        public const string BaseUrl = "https://gps.brand.example/api-v2/";
        public const string Hash = "@H";
    }

    public static class Weather
    {
        public const string AppId = "@D"; // openweathermap
    }

    public static class Build
    {
        public const string Commit = "@D";
        public const string AssetVersion = "@D";
    }
}`,
    'hash',
  ],
  [
    'both: Java test of a client',
    String.raw`public class GpsClientTest {
    private static final String HASH = "@H";
    private static final GpsClient CLIENT = new GpsClient("https://gps.brand.example/api-v2", HASH);

    @@Test public void digest() {
        assertEquals("@D", DigestUtils.md5Hex("a"));
        assertEquals("@D", DigestUtils.md5Hex("b"));
        assertEquals("@D", DigestUtils.md5Hex("c"));
    }

    @@Test public void etag() {
        server.enqueue(new MockResponse().setHeader("ETag", "\"@D\""));
        assertEquals("@D", CLIENT.tracker(1).etag());
    }

    @@Test public void avatars() {
        assertEquals("@D.png", CLIENT.vehicle(1).avatarFileName());
        assertEquals("@D.png", CLIENT.vehicle(2).avatarFileName());
        assertEquals("@D", CLIENT.beacons(1).get(0).hardwareId());
    }
}`,
    'hash',
  ],
  [
    'both: notebook',
    String.raw`{
 "cells": [
  { "cell_type": "markdown", "id": "@D", "source": ["# Mileage"] },
  { "cell_type": "code", "id": "@D", "execution_count": 1,
    "metadata": { "widget_id": "@D" },
    "source": [
     "API = \"https://gps.brand.example/api-v2\"\n",
     "HASH = \"@H\"\n",
     "rows = requests.post(API + \"/tracker/list\", json={\"hash\": HASH}).json()\n"
    ],
    "outputs": [ { "output_type": "display_data", "data": { "application/vnd.jupyter.widget-view+json": { "model_id": "@D" } } } ] },
  { "cell_type": "code", "id": "@D",
    "source": ["hashlib.md5(open('a.csv','rb').read()).hexdigest()\n"],
    "outputs": [ { "output_type": "execute_result", "data": { "text/plain": ["'@D'"] } } ] }
 ],
 "metadata": { "kernel": "@D" }
}`,
    'hash',
  ],
  [
    'both: HTML page of a dispatcher',
    `<!doctype html>
<html>
<head>
  <meta name="msvalidate.01" content="@D">
  <link rel="stylesheet" href="/css/app.@D.css">
  <link rel="preload" href="/fonts/@D.woff2" as="font">
  <link rel="icon" href="/favicon.ico?v=@D">
</head>
<body>
  <input type="hidden" name="csrf_token" value="@D">
  <img src="https://www.gravatar.com/avatar/@D?s=48">
  <img src="/uploads/@D.jpg"><img src="/uploads/@D.jpg"><img src="/uploads/@D.jpg">
  <iframe src="https://gps.brand.example/pro/demo/?session_key=@H"></iframe>
  <a href="https://gps.brand.example/ls/#@D">Compartir</a>
  <script src="/js/vendor.@D.js"></script>
  <script src="/js/app.@D.js"></script>
</body>
</html>`,
    'hash',
  ],
  [
    'both: Terraform for a worker',
    `resource "cloudflare_record" "gps" {
  zone_id = "@D"
  name    = "gps"
}

resource "cloudflare_worker_script" "sync" {
  account_id = "@D"
  name       = "navixy-sync"

  plain_text_binding {
    name = "NAVIXY_API_KEY"
    text = "@H"
  }

  kv_namespace_binding {
    name         = "CACHE"
    namespace_id = "@D"
  }
}

resource "aws_s3_object" "bundle" {
  key  = "bundle-@D.zip"
  etag = "@D"
}

resource "aws_lambda_function" "x" {
  source_code_hash = "@D"
}`,
    'api-key',
  ],
  [
    'both: Telegram bot with two hashes',
    `from telethon import TelegramClient
import requests

api_id = 1122334
api_hash = "@D"
bot = TelegramClient("fleet-@D", api_id, api_hash)

WEATHER = "https://api.openweathermap.org/data/2.5/weather?appid=@D"
SENTRY = "https://@D@o9.ingest.sentry.io/8"

navixy_hash = "@H"


@@bot.on(events.NewMessage(pattern="/where"))
async def where(event):
    r = requests.post("https://api.us.navixy.com/v2/tracker/list", json={"hash": navixy_hash})
    photo = "https://cdn.example/img/@D.png"
    await event.respond(r.text, file=photo)`,
    'hash',
  ],
  [
    'both: Unity client of a fleet',
    `using UnityEngine;

public class FleetApi : MonoBehaviour
{
    // prefab guid: @D
    // material guid: @D
    const string Base = "https://gps.brand.example/api-v2/";
    const string Hash = "@H";

    static readonly string[] AssetHashes =
    {
        "@D",
        "@D",
        "@D",
        "@D",
    };

    string CacheFile(int id) => $"tile_{id}_@D.png";
}`,
    'hash',
  ],
];
