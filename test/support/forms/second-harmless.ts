import type { HarmlessForm } from './harmless.ts';

/**
 * The second set of look-alikes, written after the classifier was frozen, from real files; those named `platform` also
 * name the platform.
 */
export const SECOND_HARMLESS: readonly HarmlessForm[] = [
  [
    'yt-dlp: md5 of a download and of a description',
    `    _TESTS = [{
        'url': 'https://www.brand.example/watch/5',
        'md5': '@D',
        'info_dict': {
            'id': '5',
            'description': 'md5:@D',
        },
    }]`,
  ],
  [
    'yt-dlp: title that is a digest',
    `        'info_dict': {
            'id': '@D',
            'ext': 'mp4',
            'title': '@D',
            'thumbnail': 'https://cdn.brand.example/@D/thumbnails/thumbnail.jpg',
        },`,
  ],
  [
    "yt-dlp: another vendor's header",
    `            **self._read_streams('ntv-tada', media_id, headers={
                'X-Streaks-Api-Key': '@D',
            }),`,
  ],
  [
    'yt-dlp: subscription key of an Azure gateway with api/v2 in the path',
    `        path = f'api/v2/player/details?assetType={type_.upper()}&assetId={video_id}'
        data = self._download_json(
            f'https://production.brand.example/platform/{path}', video_id, headers={
                'Ocp-Apim-Subscription-Key': '@D',
            })['data']`,
  ],
  [
    'yt-dlp: secret of a forum in a body',
    `            self._do_call_api('auth', None, 'Downloading anonymous auth token', data={
                # hardcoded in frontend
                'key': 'w53947240748',
                'secret': '@D',
            }), ('data', 'token'))
            f'https://forum.example/api/v3/{path}', video_id,`,
  ],
  [
    'yt-dlp: app_key of a broadcaster in an address',
    "            f'https://player.api.tv.example/v1/preview/{video_id}.json?app_id=player_static_prod&app_key=@D',",
  ],
  [
    'yt-dlp: key and iv of a stream',
    `            'hls_aes': {
                'key': '@D',
                'iv': '@D',
            },`,
  ],
  [
    'yt-dlp: hash of a GraphQL query',
    `    _QUERY_HASH = ('@D',)
    _URL = 'https://www.photos.example/graphql/query/'`,
  ],
  [
    'yt-dlp: salt of a signature',
    `        params['sign'] = hashlib.md5((hashlib.md5((
            urllib.parse.urlencode(params) + '&@D'
        ).encode()).hexdigest()).encode()).hexdigest()`,
  ],
  [
    'yt-dlp: access table keyed by digests',
    `    _ACCESS_TABLE = {
        'nbcu_desktop_web_qa_@D': 'ask Tom',
        'fs2go_go_android_stage_@D': 'ask Ann',
    }`,
  ],
  [
    'yt-dlp: accessToken with a prefix',
    `            query=query, headers={
                'accessToken': 'internal|@D',
            })['response']['result']`,
  ],
  ['yt-dlp: old archive ids', "            '_old_archive_ids': ['limelightmedia @D'],"],
  [
    'tdesktop: api_hash of a messenger',
    `constexpr auto ApiId = 17349;
constexpr auto ApiHash = "@D";

#endif // TDESKTOP_API_ID && TDESKTOP_API_HASH`,
  ],
  [
    'tdesktop: api_hash in a workflow',
    `            API="-D TDESKTOP_API_ID=611335 -D TDESKTOP_API_HASH=@D"
          echo "TDESKTOP_BUILD_API=$API" >> $GITHUB_ENV`,
  ],
  [
    'git: svn dump',
    `Node-path: trunk/README
Node-kind: file
Text-content-md5: @D
Content-length: 12`,
  ],
  [
    'pip: fragment of an index',
    '<a data-requires-python=\'&lt;2.7\' href="/fakepackage-2.6.0.tar.gz#md5=@D" rel="internal">fakepackage-2.6.0.tar.gz</a>',
  ],
  [
    'gitleaks: a mail sandbox and its address',
    `#curl -X POST \\
#  https://api.mail.example/v3/sandbox@D.mail.example/messages \\
#  -F from='Excited User <mail@@sandbox@D.mail.example>'`,
  ],
  [
    'gitleaks: licence checksum of a recipe',
    `LIC_FILES_CHKSUM = "file://\${WORKDIR}/license.html;md5=@D"
SRCREV = "\${AUTOREV}"`,
  ],
  [
    'gitleaks: bearer of a local server',
    '# curl -X GET "http://localhost:3000/api/cron/status" -H "Authorization: Bearer @D"',
  ],
  [
    'rails: template digests in a log',
    `Read fragment views/v1/products/show:@D/products/1-20240918154439539125 (1.6ms)
Write fragment views/v1/products/show:@D/products/1-20240918154439539125 (4.0ms)`,
  ],
  [
    'rails: session of the framework',
    `      #     # => {"session_id"=>"@D", "foo" => "bar"}
    request = stub_request("HTTP_COOKIE" => "_session_id=@D; is_admin=yes")`,
  ],
  [
    "traccar: a decoder's binary frame",
    `        verifyNull(decoder, binary(
                "@D"));`,
  ],
  [
    'platform: composer autoload of an integration',
    `<?php
// autoload_files.php of the Navixy bridge, see https://gps.brand.example/api-v2
return array(
    '@D' => $vendorDir . '/symfony/polyfill-ctype/bootstrap.php',
    '@D' => $baseDir . '/src/navixy_helpers.php',
);`,
  ],
  [
    'platform: composer initialiser class',
    `class ComposerAutoloaderInit@D
{
    /** navixy/bridge */
    public static function loadClassLoader($class)`,
  ],
  [
    'platform: lock file of a bridge',
    `    "name": "navixy/bridge",
    "content-hash": "@D",
    "packages": [`,
  ],
  [
    'platform: Unity map scene that calls the API',
    `  m_Script: {fileID: 11500000, guid: @D, type: 3}
  endpoint: https://gps.brand.example/api-v2/tracker/get_states
  m_SceneGUID: @D
  m_Mesh: {fileID: 10202, guid: @D, type: 0}`,
  ],
  [
    'platform: shader graph beside a fleet demo',
    `{
    "m_SGVersion": 3,
    "m_Name": "NavixyTrackerPin",
    "m_ObjectId": "@D",
    "m_Property": { "m_Id": "@D" }
}`,
  ],
  [
    'platform: search box of the documentation',
    `      algolia: {
        appId: "8FEAOD28DI",
        apiKey: "@D",
        indexName: "navixy",
      },`,
  ],
  [
    'platform: crash reports of a map',
    `  api: "https://gps.brand.example/api-v2",
  dsn: onlineEnv
    ? "https://@D@@sentry.io/5179260"
    : undefined,`,
  ],
  [
    'platform: fonts of a dashboard',
    `// navixy dashboard, api.eu.navixy.com
import _0 from "./ComicShanns-Regular-@D.woff2";
import _3 from "./ComicShanns-Regular-@D.woff2";`,
  ],
  [
    'platform: beacon of a trailer',
    `Reply of https://api.navixy.com/v2/beacon/data/last_values:
{
  "list": [
    {
      "tracker_id": 10181654,
      "hardware_id": "@D",
      "rssi": -70
    }
  ]
}`,
  ],
  [
    'platform: beacons of a request',
    `curl -X POST 'https://api.navixy.com/v2/beacon/data/read' \\
    -H "Authorization: NVX $HASH" \\
    -d '{"from": "2023-04-17 17:00:00","to": "2023-04-17 18:00:00","beacons": ["@D"]}'`,
  ],
  [
    'platform: SMS gateway of another vendor',
    `Navixy JSON configuration for Twilio:
{
 "account_sid": "AC@D",
 "auth_token": "@D",
 "enable_status_callback": false
}`,
  ],
  [
    'platform: image of a guide',
    `# User applications in Navixy
Start by clicking the <img src="../../.gitbook/assets/@D.jpg" alt="button" data-size="line"> button in the **User applications** list.`,
  ],
  [
    'platform: trace of a query',
    `// POST https://api.navixy.dev/v4/graphql
"errors": [{ "message": "Not found", "extensions": { "code": "NOT_FOUND", "traceId": "@D" } }]`,
  ],
  [
    'platform: document id of a PDF worker',
    `// NavixyPanel, libs/pdf
      //      /ID [ <@D> ]`,
  ],
  [
    'platform: ETag of a tracker list in a test',
    `    get "https://gps.brand.example/api-v2/tracker/list"
    assert_equal('W/"@D"', resp.headers["ETag"])`,
  ],
  [
    'platform: subtitles compared by digest',
    `        # files from gps.brand.example/api-v2/report/tracker/download
        self._test_format('ttml', '@D')
        self.assertEqual(md5(reports['en']), '@D')`,
  ],
  [
    'platform: asset manifest of a map',
    `{
  "navixy.css": "navixy-@D.css",
  "application.js": "/assets/application-@D.js",
  "endpoint": "https://gps.brand.example/api-v2/"
}`,
  ],
  [
    'platform: cipher key of a device protocol',
    `        // forwarded to api.eu.navixy.com afterwards
        SecretKeySpec keySpec = new SecretKeySpec(
                DataConverter.parseHex("@D"), "AES");`,
  ],
  [
    'platform: gist in a readme',
    `Navixy sync, see this [gist](https://gist.github.com/tom/@D) for the commands.
The key goes into \`NAVIXY_HASH\`.`,
  ],
  [
    'platform: tile server key of another vendor',
    `    <entry key='forward.url'>https://api.eu.navixy.com/v2/iot/logic/flow/push</entry>
    <entry key='geocoder.type'>locationiq</entry>
    <entry key='geocoder.key'>pk.@D</entry>`,
  ],
  [
    'platform: widget id of a chart',
    `  - chart: Fleet of gps.brand.example (Navixy)
    uuid: @D
    cache_key: @D`,
  ],
  [
    'platform: npm checksum after a token line',
    `NAVIXY_HASH=
#SDK_MD5=@D
SDK_FILE=navixy-js-sdk.js`,
  ],
];
