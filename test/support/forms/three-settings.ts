/**
 * The verdict on each form in three settings (see `placed.ts`): with the platform on the value's line, only in another
 * file of the repository, and in the file as it is. `h`, `m` and `l` are confidences, `-` is no finding. The strongest
 * value counts. Forms that are not listed have the first code.
 */

/** Nearly all leaks name the platform themselves, so another file that names it adds nothing. */
export const LEAK_VERDICT = 'hhh';
export const OTHER_LEAK_VERDICTS: Readonly<Record<string, readonly string[]>> = {
  hml: [
    'js: repository only, plain hash', 'js: repository only, userHash in a store',
    'php: repository only, class property', 'python: repository only, keyword hash',
    'env: repository only, session key', 'repository: key in a settings file of its own',
  ],
  hmm: [
    'JSON body with tracker_id', 'JSON body in a JavaScript string', 'form body', 'user application',
    'js: URLSearchParams append with swapped lines', 'js: WebSocket frame in a single-quoted string',
    'js: JSON inside a template literal', 'js: login response in a mock', 'js: host far above the hash',
    'php: JSON in a single-quoted string', 'python: params tuple list', 'python: expected login answer in a test',
    'python: globalHash set in a function', 'csharp: RestSharp JSON body verbatim string', 'env: Vite variable',
    'json: user application list', 'json: answer of api/key/create', 'json: answer of api/key/list',
    'json: answer of user/auth', 'json: pending second factor', 'postman: saved response',
    'markdown: prose in Russian over lines', 'encoded: percent, JSON body', 'encoded: percent twice, JSON body',
    'encoded: unicode escaped quotes of JSON', 'encoded: HTML quotes in a pre block', 'sql: application in a dump',
  ],
  mmm: [
    'iframe', 'js: positional argument of a local function', 'js: positional argument after the host',
    'js: minified bundle', 'php: positional argument of a service', 'python: percent formatting',
    'python: list of positional values', 'java: Retrofit query default at the call',
    'java: Arrays of positional strings', 'vba: cell value of a sheet', 'zig: const',
    'env: several accounts in one value', 'xml: appSettings with value first', 'shell: associative array',
    'shell: read from a file with a fallback in a function', 'http: referrer with session key',
    'http: panel redirect fragment', 'log: Turkish', 'log: Japanese', 'log: Persian', 'log: Hindi', 'log: Czech',
    'markdown: prose, key first', 'markdown: definition of a postman variable', 'text: host, then value in brackets',
    'sql: dump without column names', 'encoded: quoted-printable mail in Spanish',
    'encoded: CSS-like escape of the equals sign', 'encoded: HTML with markup of a highlighter',
    'encoded: HTML with markup around the equals sign', 'client in two positional arguments',
    'sentry-like address with the key as user', 'panel: address of the new panel',
  ],
};

export const HARMLESS_VERDICT = '---';
/**
 * `m` or `h` on the line: a generic name, or none, beside the platform's name could well be its credential. `m` in the
 * repository: the file does not tell a digest from a hash; docs/detection.md lists it as undecided.
 */
export const OTHER_HARMLESS_VERDICTS: Readonly<Record<string, readonly string[]>> = {
  'h--': [
    'webpack hot update', 'CodeQL fingerprint', 'Authorize.net hash', 'several lines, webpack ids',
    'yt-dlp: hash of a GraphQL query',
  ],
  'h-l': [
    'AviationStack', 'GitLab runner-like trigger', 'PayU form', 'PayHere hash', 'Textlocal hash', 'Blynk auth token',
    'Django session table', 'platform: repository only, PayU form',
  ],
  hll: [
    'bare api key', 'AES vector of the standard', 'OpenWeather in JavaScript',
    'weather API constant with a generic name', 'last.fm key and secret', 'Marvel in JavaScript',
    'Datadog agent file', 'ePayco signature', 'Cloudflare global key short', 'Cloudflare insights beacon',
    'Tuya local key hex', 'LoRaWAN keys', 'CryptoJS key', 'Magento crypt key', 'OpenCart session',
    'OpenCart admin URL', 'phpMyAdmin token', 'newsletter API with generic session',
    'platform: repository only, installed dependency', 'platform: repository only, list of hashes',
    'yt-dlp: app_key of a broadcaster in an address', 'yt-dlp: key and iv of a stream',
    'yt-dlp: accessToken with a prefix', 'gitleaks: bearer of a local server', 'rails: session of the framework',
  ],
  hml: [
    'bare hash property', 'Django session', 'hash column of a file inventory', 'Carthage version file',
    'YARA hash list', 'PayU in PHP', 'Django session test', 'geohash-like record', 'translation cache of an app',
    'Vue router name',
  ],
  'l--': [
    'ngsw hash table with short digests', 'HTTP digest answer', 'eD2k link', 'Composer file list',
    'Linode-like consumer',
  ],
  lll: [
    'geo link', 'delivery page', 'locator page', 'placeholder of one digit', 'placeholder that counts',
    'placeholder that repeats', 'placeholder letter by digit', 'Unity catalog of addressables',
    'Django staticfiles manifest', 'webpack stats', 'ssdeep and imphash of malware', 'ESLint cache',
    'SonarQube issue', 'game server list', 'block explorer of a small chain', 'photo library',
    'platform: geo link list', 'platform: geo link address in a message', 'platform: geo link address in a template',
    'platform: delivery key in an iframe', 'platform: locator key on a white label',
    'platform: webpack stats of an interface', 'platform: composer autoload of an integration',
    'platform: subtitles compared by digest',
  ],
  'm--': [
    'confirmation link', 'signed address of another API', 'md5sum check of a download', 'Maven checksum file',
    'Debian changes file', 'conda lock explicit URL', 'CocoaPods lock checksum', 'Unreal derived data',
    'sw-precache list of pairs', 'If-None-Match in a capture', 'rclone lsf', 'rainbow table', 'hashcat list',
    'MD4, MD2 and RIPEMD vectors', 'TLS test secret', 'siphash key of a test', 'murmur hash 128', 'ClamAV signature',
    'Bazel action digest', 'Sphinx build info', 'bibliography key', 'Algolia search', 'Twilio in Python',
    'VK service', 'Marvel signature', 'Jenkins API token', 'PagerDuty integration', 'Datadog', 'New Relic insert key',
    'Segment-like write key', 'Stripe-like idempotency', '511 transit signed feed', 'Pushbullet-like device',
    'BLE bind key', 'Chrome extension like digest', 'Firefox internal id', 'Redis replication id',
    'Django csrf token', 'CodeIgniter session', 'Moodle sesskey-like', 'activation mail', 'password reset mail',
    'unsubscribe link', 'affiliate link', 'video player signature', 'OpenF1 session key',
    'platform: repository only, signed URL elsewhere', 'platform: repository only, Marvel',
    'platform: repository only, confirmation mail', "yt-dlp: another vendor's header", 'yt-dlp: old archive ids',
  ],
  mll: [
    'several lines, switch', 'several lines in a platform project: builder with an etag',
    'platform: Laravel key and hash from the environment', 'platform: crash reports of a map',
    'platform: ETag of a tracker list in a test',
  ],
};
