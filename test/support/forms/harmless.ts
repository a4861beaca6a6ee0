/** Text whose 32-hex runs are no Navixy credential. One line is one shape: [name, text]. */
export type HarmlessForm = readonly [name: string, text: string, options?: HarmlessOptions];

export interface HarmlessOptions {
  /** Only the repository names the platform; the file does not. */
  readonly repository?: true;
  /** The path, if the verdict depends on it. */
  readonly path?: string;
}

export const HARMLESS_FORMS: readonly HarmlessForm[] = [
  ['md5sum list', '@D  a.txt\n@D  b.txt\n@D *c.bin'],
  ['BSD checksum', 'MD5 (archive.tar.gz) = @D'],
  ['bundled asset', '<script src="/static/app.@D.js"></script>'],
  ['image', 'https://cdn.example/i/@D.png'],
  ['cache buster', '<link href="/main.css?v=@D">'],
  ['cache buster on a platform host', 'https://saas.navixy.com/app.js?v=@D'],
  ['UUID without dashes', 'uuid: @D'],
  ['Unity guid', 'fileFormatVersion: 2\nguid: @D'],
  ['trace id', '{"traceId":"@D","spanId":"abc"}'],
  ['composer lock', '"content-hash": "@D",'],
  ['etag', 'ETag: "@D"'],
  ['gravatar', 'https://www.gravatar.com/avatar/@D?s=80'],
  ['Sentry DSN', 'dsn: https://@D@o1.ingest.sentry.io/2'],
  ['weather key in a platform project', 'NAVIXY_URL=https://api.eu.navixy.com/v2\nOPENWEATHER_API_KEY=@D'],
  ['confirmation link', 'https://shop.example/confirm?hash=@D'],
  ['signed address of another API', 'https://ads.example/feed?user=1&hash=@D'],
  ['bare hash property', 'module.exports = { hash: "@D" }'],
  ['bare api key', 'apiKey: "@D"'],
  ['Django session', 'GET /?session_key=@D'],
  ['avatar in a platform answer', '{"avatar_file_name":"@D.png","tracker_id":1}'],
  ['beacon in a platform answer', '// navixy\n{"hardware_id":"@D"}'],
  ['geo link', 'https://gps.brand.example/ls/#@D'],
  ['delivery page', 'https://saas.navixy.com/pro/applications/delivery/?key=@D'],
  ['locator page', 'https://saas.navixy.com/pro/applications/locator/?key=@D'],
  [
    'digest in a platform project',
    '// see https://api.eu.navixy.com/v2\nconst fileMd5 = "@D";\nassert.equal(md5("x"), "@D");',
  ],
  ['permalink', 'https://git.example/team/repo/blob/@D/a.js#L3 // navixy'],
  ['longer run', 'NAVIXY_HASH=@D0f'],
  ['two values in one run', 'NAVIXY_HASH=@D@D'],
  ['piece of a longer token', 'NAVIXY_TOKEN=@Dzz'],
  ['placeholder of one digit', 'NAVIXY_HASH=' + 'f'.repeat(32)],
  ['placeholder that counts', 'NAVIXY_HASH=' + '0123456789abcdef'.repeat(2)],
  ['placeholder that repeats', 'NAVIXY_HASH=' + 'deadbeef'.repeat(4)],
  ['placeholder letter by digit', 'NAVIXY_HASH=' + 'a1b2c3d4e5f6'.repeat(3).slice(0, 32)],
];
