import type { HarmlessForm } from './harmless.ts';

/** Keys, signatures and ids of other services and frameworks. */
export const HARMLESS_OTHER_SERVICES: readonly HarmlessForm[] = [
  [
    'OpenWeather in JavaScript',
    `const apiKey = '@D';
fetch(\`https://api.openweathermap.org/data/2.5/weather?q=\${city}&appid=\${apiKey}\`);`,
  ],
  ['OpenWeather in a URL', 'https://api.openweathermap.org/data/2.5/forecast?lat=1&lon=2&appid=@D'],
  ['OpenWeather in an env file', 'OPENWEATHERMAP_API_KEY=@D'],
  [
    'weather API constant with a generic name',
    `API_KEY = "@D"
BASE_URL = "http://api.openweathermap.org/data/2.5/weather?"`,
  ],
  ['Algolia search', "const search = algoliasearch('LATENCY', '@D');"],
  [
    'DocSearch in a site config',
    `algolia: {
  appId: 'BH4D9OD16A',
  apiKey: '@D',
  indexName: 'docs',
},`,
  ],
  ['Algolia header', 'X-Algolia-API-Key: @D'],
  ['Sentry DSN in JavaScript', "Sentry.init({ dsn: 'https://@D@o447951.ingest.sentry.io/5428537' });"],
  ['Sentry DSN of the old form', 'SENTRY_DSN=https://@D:@D@sentry.example/2'],
  ['Sentry ingest query', 'https://o1.ingest.sentry.io/api/2/envelope/?sentry_key=@D&sentry_version=7'],
  ['Mailchimp key', 'MAILCHIMP_KEY=@D-us14'],
  [
    'Twilio account and token',
    `TWILIO_ACCOUNT_SID=AC@D
TWILIO_AUTH_TOKEN=@D`,
  ],
  ['Twilio in Python', 'client = Client("AC@D", "@D")'],
  ['Twilio service ids', `messagingServiceSid: 'MG@D', serviceSid: "VA@D"`],
  [
    'Telegram application',
    `api_id = 112233
api_hash = '@D'
client = TelegramClient('anon', api_id, api_hash)`,
  ],
  [
    'Telegram application in an env file',
    `TELEGRAM_API_ID=112233
TELEGRAM_API_HASH=@D`,
  ],
  [
    'Pyrogram ini',
    `[pyrogram]
api_id = 12345
api_hash = @D`,
  ],
  ['TDLib parameters', '"api_id":94575,"api_hash":"@D"'],
  ['VK service', 'https://api.vk.com/method/users.get?user_ids=1&hash=@D&v=5.131'],
  ['VK auth widget', 'VK.Widgets.Auth("vk_auth", {onAuth: function(d) { check(d.uid, "@D"); }});'],
  [
    'last.fm key and secret',
    `API_KEY = "@D"  # last.fm
API_SECRET = "@D"
network = pylast.LastFMNetwork(api_key=API_KEY, api_secret=API_SECRET)`,
  ],
  ['last.fm URL', 'http://ws.audioscrobbler.com/2.0/?method=track.getInfo&api_key=@D&artist=cher'],
  ['The Movie Database', 'https://api.themoviedb.org/3/movie/550?api_key=@D'],
  ['The Movie Database in an env file', 'REACT_APP_TMDB_API_KEY=@D'],
  ['Marvel signature', 'https://gateway.marvel.com/v1/public/characters?ts=1&apikey=@D&hash=@D'],
  [
    'Marvel in JavaScript',
    `const publicKey = '@D';
const hash = '@D';
axios.get(\`https://gateway.marvel.com/v1/public/comics?ts=1&apikey=\${publicKey}&hash=\${hash}\`);`,
  ],
  ['News API', "newsapi = NewsApiClient(api_key='@D')"],
  ['News API URL', 'https://newsapi.org/v2/top-headlines?country=us&apiKey=@D'],
  ['Spoonacular', 'https://api.spoonacular.com/recipes/random?apiKey=@D'],
  ['Flickr key', 'https://api.flickr.com/services/rest/?method=flickr.photos.search&api_key=@D'],
  ['Giphy', "const GIPHY_KEY = '@D';"],
  [
    'Spotify client',
    `SPOTIFY_CLIENT_ID=@D
SPOTIFY_CLIENT_SECRET=@D`,
  ],
  ['Unsplash-like access key', "unsplash: { accessKey: '@D' }"],
  ['MapQuest-like key', "L.tileLayer('https://tile.thunderforest.com/cycle/{z}/{x}/{y}.png?apikey=@D')"],
  ['TomTom-like route', 'https://api.here-like.example/routing?apiKey=@D'],
  ['ArcGIS item', 'https://www.arcgis.com/home/webmap/viewer.html?webmap=@D'],
  ['ArcGIS portal item', "new WebMap({ portalItem: { id: '@D' } });"],
  ['Mapbox-like dataset', "mapbox.datasets.get('@D')"],
  ['IPStack', 'http://api.ipstack.com/134.201.250.155?access_key=@D'],
  ['currency layer', 'http://apilayer.net/api/live?access_key=@D&currencies=EUR'],
  ['Fixer', 'FIXER_ACCESS_KEY=@D'],
  ['AviationStack', "const params = { access_key: '@D' }; // aviationstack"],
  ['positionstack', 'http://api.positionstack.com/v1/forward?access_key=@D&query=Quito'],
  ['CoinMarketCap without dashes', 'X-CMC_PRO_API_KEY: @D'],
  ['Trello key', 'https://api.trello.com/1/boards/x?key=@D&token='],
  ['Trello key in code', 'const trelloKey = "@D";'],
  ['GitLab runner-like trigger', 'curl -X POST -F token=@D https://gitlab.example/api/v4/projects/1/trigger/pipeline'],
  ['Jenkins API token', 'curl -u admin:@D http://jenkins.example/job/build'],
  ['Jenkins crumb', 'Jenkins-Crumb: @D'],
  ['GitHub client id', 'GITHUB_OAUTH_STATE=@D'],
  ['PagerDuty integration', 'routing_key: @D'],
  [
    'PagerDuty in Alertmanager',
    `pagerduty_configs:
  - service_key: @D`,
  ],
  ['Datadog', 'DD_API_KEY=@D'],
  [
    'Datadog agent file',
    `api_key: @D
site: datadoghq.eu`,
  ],
  ['New Relic insert key', 'NEW_RELIC_INSIGHTS_KEY=@D'],
  ['Honeycomb', 'x-honeycomb-team: @D'],
  ['Rollbar', "Rollbar.configure { |c| c.access_token = '@D' }"],
  ['Bugsnag', "bugsnag.start({ apiKey: '@D' })"],
  ['Airbrake', "Airbrake.configure { |c| c.project_key = '@D' }"],
  ['Honeybadger', 'HONEYBADGER_API_KEY=hbp_@D'],
  ['Mixpanel', "mixpanel.init('@D');"],
  ['Amplitude', 'amplitude.getInstance().init("@D");'],
  ['Segment-like write key', 'analytics.load("@D");'],
  ['Yandex metrika-like id', 'yandex-verification: @D'],
  [
    'Facebook app secret',
    `FB_APP_ID=1234567890
FB_APP_SECRET=@D`,
  ],
  ['Facebook client token in Android', '<string name="facebook_client_token">@D</string>'],
  ['Instagram basic display', 'INSTAGRAM_CLIENT_SECRET=@D'],
  [
    'Shopify app',
    `SHOPIFY_API_KEY=@D
SHOPIFY_API_SECRET=shpss_@D`,
  ],
  ['Shopify storefront token', "storefrontAccessToken: '@D',"],
  ['Shopify hmac query in the old way', 'https://shop.example/?code=1&signature=@D&timestamp=1'],
  [
    'PayU form',
    `<form action="https://secure.payu.in/_payment" method="post">
  <input type="hidden" name="hash" value="@D" />
</form>`,
  ],
  [
    'PayU in PHP',
    `// hash = md5(merchantKey|txnid|amount)
$hash = '@D';
$action = 'https://sandboxsecure.payu.in/_payment';`,
  ],
  ['PayFast signature', 'https://sandbox.payfast.co.za/eng/process?merchant_id=1&signature=@D'],
  ['PayHere hash', '<input type="hidden" name="hash" value="@D"> <!-- payhere.lk -->'],
  ['ePayco signature', '"x_signature": "@D", "p_key": "@D"'],
  ['WebPay Robokassa', 'https://auth.robokassa.ru/Merchant/Index.aspx?MerchantLogin=x&SignatureValue=@D'],
  ['FreeKassa', 'https://pay.freekassa.ru/?m=1&oa=100&s=@D'],
  ['2Checkout return', 'https://shop.example/thanks?order_number=1&key=@D'],
  ['Stripe-like idempotency', 'Idempotency-Key: @D'],
  ['Adyen notification', '"pspReference": "@D"'],
  [
    'Braintree',
    `BRAINTREE_PRIVATE_KEY=@D
BRAINTREE_MERCHANT_ID=abc
BRAINTREE_ENVIRONMENT=sandbox`,
  ],
  ['Authorize.net hash', '"transHash": "@D", "testRequest": "0"'],
  ['SMS gateway signature', 'https://smsc.example/send?login=x&psw=@D&phones=1'],
  [
    'Textlocal hash',
    `$hash = "@D"; // textlocal API hash
$url = "http://api.textlocal.in/send/";`,
  ],
  ['SMS.ru-like api id', 'sms.api_id=@D'],
  ['NextBus-like agency feed', 'https://feeds.example/gtfs?token=@D'],
  ['511 transit signed feed', 'http://api.bus.example/vehicles?hash=@D&agency=mta'],
  [
    'Cloudflare zone and account',
    `CF_ZONE_ID=@D
CF_ACCOUNT_ID=@D`,
  ],
  [
    'wrangler file',
    `account_id = "@D"
zone_id = "@D"
kv_namespaces = [{ binding = "KV", id = "@D" }]`,
  ],
  ['Cloudflare global key short', 'X-Auth-Key: @D'],
  ['Cloudflare stream', 'https://videodelivery.net/@D/manifest/video.m3u8'],
  [
    'Cloudflare insights beacon',
    `<script defer src="https://static.cloudflareinsights.com/beacon.min.js" data-cf-beacon='{"token": "@D"}'></script>`,
  ],
  ['Azure function cognitive key', 'Ocp-Apim-Subscription-Key: @D'],
  ['Azure search-like admin key', 'AZURE_SEARCH_ADMIN_KEY=@D'],
  ['Bing speech', 'const subscriptionKey = "@D"; // westus'],
  ['Azure DevOps team project', '"projectId": "@D"'],
  [
    'Linode-like consumer',
    `consumer_key = "@D"
consumer_secret = "@D"`,
  ],
  ['Zapier hook', 'https://zapier.com/developer/public-invite/150604/@D/'],
  ['webhook site', 'https://hooks.example/catch/@D'],
  ['Slack legacy webhook tail', 'https://discord-like.example/api/webhooks/1/@D'],
  ['Pushover', 'PUSHOVER_TOKEN=@D'],
  ['Pushbullet-like device', 'iden: @D'],
  ['IFTTT-like key', 'https://maker.ifttt.com/trigger/x/with/key/@D'],
  ['Blynk auth token', 'char auth[] = "@D"; // Blynk'],
  ['ThingsBoard-like profile', '"profileId": "@D"'],
  ['Tuya local key hex', '"local_key": "@D", "device_id": "bf"'],
  ['Zigbee network key', 'network_key: "@D"'],
  [
    'LoRaWAN keys',
    `const char *appKey = "@D"; // LoRaWAN OTAA
const char *nwkSKey = "@D";`,
  ],
  [
    'Xiaomi gateway token',
    `xiaomi_miio:
  host: 192.168.1.20
  token: @D`,
  ],
  ['Yeelight token', 'miio control 192.168.1.2 --token @D'],
  ['BLE bind key', 'bindkey: "@D"'],
  ['Wialon token short', '"sid":"@D"'],
  ['Wialon request', 'https://hst-api.wialon.com/wialon/ajax.html?svc=core/search_items&sid=@D'],
  ['Traccar-like session', "curl 'https://demo.traccar.org/api/devices?token=@D'"],
  ['GPSGate-like API key', 'https://fleet.gpsgate.example/comGpsGate/api/v.1/applications/1/users?key=@D'],
  ['gps-server style key', 'http://gps.other.example/api/api.php?api=user&ver=1.0&key=@D&cmd=OBJECT_GET_LOCATIONS,*'],
  ['GPSWOX style hash', 'https://tracking.other.example/api/get_devices?lang=en&user_api_hash=$2y$10@D'],
  ['Samsara-like dashboard', 'https://cloud.samsara.com/o/1/fleet/viewer/@D'],
  ['Jira issue attachment', 'https://id.atlassian.example/avatar/@D'],
  ['Confluence page draft', '"draftShareId":"@D"'],
  ['Notion page', 'https://www.notion.so/team/Runbook-@D'],
  ['Notion database', 'NOTION_DATABASE_ID=@D'],
  ['Figma node image', 'https://www.figma.com/file/x?node-id=@D'],
  ['Miro-like board', 'https://dropbox-like.example/s/@D/file.pdf'],
  ['Google verification page', 'google@D.html'],
  ['Bing verification', '<meta name="msvalidate.01" content="@D">'],
  ['Chrome extension like digest', 'chrome-extension://@D/popup.html'],
  ['Firefox internal id', 'moz-extension://@D/'],
  ['Gravatar in HTML', '<img src="https://secure.gravatar.com/avatar/@D?d=identicon" alt="">'],
  ['Gravatar hash in JSON', '{"name":"Ana","gravatar_id":"@D","avatar":"https://www.gravatar.com/avatar/@D"}'],
  ['Libravatar', 'https://seccdn.libravatar.org/avatar/@D'],
  ['Disqus signature', 'https://c.disquscdn.com/next/embed/lounge.load.@D.js'],
  ['Steam key', 'https://api.steampowered.com/ISteamUser/GetPlayerSummaries/v2/?key=@D&steamids=1'],
  ['Steam avatar', 'https://avatars.steamstatic.com/@D_full.jpg'],
  ['Minecraft profile', '{"id":"@D","name":"Notch"}'],
  ['Riot-like PUUID', '"accountId": "@D"'],
  ['Discord avatar', 'https://cdn.discordapp.com/avatars/80351110224678912/@D.webp'],
  ['Spotify image', 'https://i.scdn.example/image/@D'],
  ['AcoustID and MusicBrainz', '"fingerprint_id": "@D"'],
  ['EVE or Warcraft icon', 'https://render.worldofwarcraft.com/icons/@D.jpg'],
  ['ElasticSearch cluster', '"cluster_uuid": "@D"'],
  ['Consul token short', '"AccessorID": "@D"'],
  ['RabbitMQ erlang cookie', 'RABBITMQ_ERLANG_COOKIE=@D'],
  ['MySQL uuid', 'server-uuid=@D'],
  ['Mongo replica key', '"_id": "@D", "keyFile": "/etc/mongo.key"'],
  ['Redis replication id', 'master_replid:@D'],
  ['Kafka cluster', 'cluster.id=@D'],
  ['OpenTelemetry traceparent', 'traceparent: 00-@D-b7ad6b7169203331-01'],
  [
    'Zipkin headers',
    `X-B3-TraceId: @D
X-B3-SpanId: b7ad6b7169203331`,
  ],
  ['Jaeger link', 'https://jaeger.example/trace/@D'],
  ['AWS request in X-Ray', '"trace_id": "1-5f84c7a5-@D"'],
  ['Google cloud trace', 'X-Cloud-Trace-Context: @D/1;o=1'],
  ['request id of nginx', 'request_id="@D" upstream=10.0.0.1'],
  ['Cloudflare log', '"RayID":"@D"'],
  ['correlation id in a C# log', 'CorrelationId=@D Method=GET'],
  ['PHP session cookie', 'Cookie: PHPSESSID=@D'],
  ['PHP session cookie in a test', 'curl -b "PHPSESSID=@D" http://localhost/index.php'],
  ['Django csrf token', '<input type="hidden" name="csrfmiddlewaretoken" value="@D">'],
  ['Django session table', "INSERT INTO django_session (session_key, session_data) VALUES ('@D', 'e30=');"],
  ['CodeIgniter session', 'ci_session=@D'],
  ['Joomla form token', '<input type="hidden" name="@D" value="1" />'],
  ['Laravel session file', 'storage/framework/sessions/@D'],
  ['CakePHP salt', "'salt' => '@D',"],
  ['Yii cookie validation', "'cookieValidationKey' => '@D',"],
  ['Symfony secret', 'APP_SECRET=@D'],
  [
    'Symfony parameters file',
    `parameters:
    secret: @D
    database_host: 127.0.0.1`,
  ],
  [
    'Rails secret_key_base in two lines',
    `development:
  secret_key_base: @D@D@D@D`,
  ],
  ['Flask secret key', "app.config['SECRET_KEY'] = '@D'"],
  ['Express session secret', "app.use(session({ secret: '@D', resave: false }));"],
  ['JWT secret of a sample', 'JWT_SECRET=@D'],
  [
    'encryption key of a sample',
    `ENCRYPTION_KEY=@D
IV=@D`,
  ],
  [
    'CryptoJS key',
    `var key = CryptoJS.enc.Hex.parse('@D');
var iv = CryptoJS.enc.Hex.parse('@D');`,
  ],
  ['AES in PHP', "$key = hex2bin('@D');"],
  ['Magento crypt key', "'crypt' => [ 'key' => '@D' ],"],
  ['Prestashop cookie key', "define('_COOKIE_KEY_', '@D');"],
  ['OpenCart session', "'token' => '@D', // admin/index.php?route=common/dashboard"],
  ['OpenCart admin URL', '/admin/index.php?route=common/dashboard&token=@D'],
  ['Moodle sesskey-like', '"wstoken=@D&wsfunction=core_webservice_get_site_info"'],
  ['phpMyAdmin token', 'index.php?db=test&token=@D'],
  ['vBulletin security token', 'var SECURITYTOKEN = "1600000000-@D";'],
  ['phpBB sid', 'viewtopic.php?t=12&sid=@D'],
  ['activation mail', 'https://forum.example/activate.php?user=5&hash=@D'],
  ['password reset mail', 'Click https://shop.example/reset-password?email=a%40b.c&hash=@D to continue.'],
  ['unsubscribe link', 'https://mail.example/unsubscribe?id=9&hash=@D'],
  ['tracking pixel', '<img src="https://mail.example/open.php?m=1&h=@D" width="1" height="1">'],
  ['affiliate link', 'https://go.example/click?hash=@D&offer=2'],
  ['video player signature', 'https://video.example/embed?oid=-1&id=2&hash=@D&hd=2'],
  ['signed CDN link with time', 'https://cdn.example/v/1.mp4?st=@D&e=1700000000'],
  ['CDN md5 in the path', 'https://cdn.example/md5/@D/1700000000/movie.mp4'],
  ['download counter', 'https://files.example/get.php?hash=@D&file=setup.exe'],
  ['torrent announce with a passkey', 'http://tracker.example/announce.php?passkey=@D'],
  ['podcast enclosure', '<enclosure url="https://traffic.example/episode.mp3?token=@D"/>'],
  ['newsletter API with generic session', '{"session": "@D", "campaign": 7}'],
  ['OpenF1 session key', 'https://api.openf1.example/v1/laps?session_key=@D'],
  ['Django session test', "self.client.cookies['session_key'] = '@D'"],
  ['game server list', '{"hash":"@D","map":"de_dust2","players":12}'],
  ['block explorer of a small chain', '{"block":{"hash":"@D","height":120}}'],
  ['geohash-like record', '{ "hash": "@D", "lat": 1.2, "lng": 3.4 }'],
  ['transaction record', 'tx_hash: "@D"'],
  ['translation cache of an app', '"hash": "@D", "source": "Save", "target": "Guardar"'],
  ['photo library', "{ id: 7, file: 'IMG_1.jpg', hash: '@D' }"],
  ['Vue router name', "{ path: '/x', name: 'x', hash: '@D' }"],
];
