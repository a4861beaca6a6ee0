/**
 * Words in the names of values, by their meaning. Sources: the platform's public documentation (pages "Authentication"
 * and "Panel API"), third-party integrations, and a survey of published leaks. Names are split into words first, so
 * each word is listed once, in lower case.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Words that mean "Navixy". */
export const PLATFORM_WORDS = words('navixy nvx squaregps b2field');

/** The documented name of the credential, also in other languages. */
export const HASH_WORDS = words('hash hashes hashcode hashkey хеш хэш');

/** Words for some credential. */
export const CREDENTIAL_WORDS = words(`
  key keys token tokens credential credentials cred creds auth authorization authentication session sessions sess
  sesskey
  apikey authkey sessionkey bearer
  clave llave sesión sesion ficha clé cle jeton chave sessão sessao schlüssel schluessel schlussel sitzung
  chiave chiavi sessione sleutel sessie klucz sesja anahtar oturum kunci sesi khóa
  ключ ключа токен токена сессия сессии сеанс сеанса ключі сесія сесії
  密钥 密鑰 令牌 会话 會話 キー トークン セッション 키 토큰 세션 مفتاح رمز`);

/** Neutral words: combined with credential words, they still make a credential's name. */
export const NEUTRAL_WORDS = words(`
  a an the my our your his its of for to in on at by with and or is as x i n no nr num
  api apis app application user users usr client customer account acc company owner master sub subuser subaccount
  admin root main
  global local default defaults fallback base backend server service svc integration integrations platform remote live
  prod production
  dev development stage staging test tests testing demo sample example temp tmp new old current cur cached saved
  stored last first
  private public internal external common shared web rest http https access header headers param params parameter
  parameters request req
  response res resp result body data value val var variable str string text raw const constant config conf cfg
  configuration setting
  settings setup option options opt env environment process self this props prop field form input arg args get set
  read fetch load
  obtain use create make init has login logon log logged code credentials one two three primary secondary main v v1 v2
  v3
  url uri link endpoint host hosts domain site eu us me active valid real full personal dealer
  con de la el del los mi le les der die das il mio мой для от код`);

/** Words about vehicles and trackers: only a hint, since white labels use their own names. */
export const DOMAIN_WORDS = words(`
  gps glonass gnss tracker trackers track tracks tracking telematics telematic fleet fleets vehicle vehicles avl iot
  logic monitoring
  geo geocoder geocoding geofence geofences panel dwh waybill driver drivers garage transport truck trucks car cars
  rastreo rastreador rastreamento flota frota
  мониторинг трекер трекеры транспорт`);

/**
 * Domain words only about vehicles: in a repository that uses the platform, a call with one in its name is the
 * platform's.
 */
export const VEHICLE_WORDS = words(`
  gps glonass gnss telematics telematic fleet fleets vehicle vehicles avl geofence geofences waybill trackers drivers
  trucks
  rastreo rastreador rastreamento flota frota трекер трекеры`);

/** Domain words that make a credential's name the platform's, in a repository that uses the platform: `GPS_API_KEY`. */
export const TRACKING_WORDS = words(`
  gps glonass gnss tracker trackers tracking telematics telematic fleet fleets vehicle vehicles avl
  rastreo rastreador rastreamento flota frota мониторинг трекер трекеры`);

/** Words for secrets that the platform does not have, or their digests: `APP_SECRET`, a password column. */
export const OTHER_SECRET_WORDS = words(`
  secret secrets jwt jws jwe cookie cookies csrf xsrf salt nonce encryption encrypt decrypt cipher aes signing webhook
  password passwords passwd pass pwd passphrase contraseña clave_acceso senha пароль
  phpsessid jsessionid sessid sid oauth2 wpa wifi network pairing zha zigbee mqtt
  source license licence serial appkey gmaps`);

/** Words for a digest, an identifier or a file instead of a credential. */
export const FOREIGN_WORDS = words(`
  md5 md5sum md4 md2 sha sha1 sha256 sha512 sum sums checksum checksums check digest digests crc crc32 etag integrity
  fingerprint fingerprints signature signatures
  sign signed sig hmac id ids uid uids gid uuid uuids guid guids oid commit commits revision rev sha1sum tree blob
  object oid iv seed
  trace traceid span spanid parent correlation transaction txn tx txid block merkle wallet ipfs cid torrent infohash
  magnet
  cache cached chunk chunks bundle asset assets contenthash chunkhash modulehash fullhash content file files filename
  filenames image images img
  avatar avatars photo photos picture pictures icon icons thumb thumbnail media attachment document doc docs pdf png
  jpg jpeg svg font
  hardware beacon beacons ble mac imei imsi iccid device devices
  gravatar email mail phone captcha recaptcha csrftoken
  version build builds release package pkg dependency module template schema migration snapshot partition shard bucket
  row record page
  push remember refresh registration notification notifications apns apn continuation cursor upload download preview
  share magic otp
  job jobs task tasks run runs queue batch worker invoice order event events message
  webpack compilation compile gatsby vcl varnish dag surrogate gclid fbclid msclkid msvalidate
  expected expect want wanted actual got output
  unsubscribe confirm confirmation activation invite invitation verify verification reset
  parcel lock lockfile manifest map sourcemap integrityhash resolved
  distinct visitor advertising install installation tenant subscription directory did iid xmp instance original`);

/** Names of other services, whose keys may also have 32 hex digits. */
export const VENDOR_WORDS = words(`
  google gmaps firebase gcm fcm mapbox tomtom bing yandex osm maptiler thunderforest locationiq graphhopper openroute
  ors opencage mapquest
  weather openweather openweathermap owm weatherapi accuweather darksky tomorrow
  algolia docsearch sentry bugsnag rollbar datadog newrelic grafana loggly segment mixpanel amplitude hotjar posthog
  intercom zendesk freshdesk hubspot
  twilio sendgrid mailgun mailchimp mandrill postmark nexmo vonage textlocal plivo messagebird smsc onesignal pusher
  pushwoosh pubnub ably
  stripe paypal braintree square paddle razorpay payu payfast mollie adyen avangate klarna
  aws amazon s3 azure gcp cloudflare digitalocean heroku netlify vercel
  github gitlab bitbucket jira atlassian slack telegram discord whatsapp facebook fb twitter linkedin instagram vk
  tiktok
  wialon traccar flespi geotab samsara teltonika ruptela omnicomm wialonhosting gurtam trackimo loconav verizon
  fleetio
  openai anthropic deepl cloudinary imgur unsplash pexels pixabay giphy flickr youtube vimeo tmdb omdb lastfm spotify
  shopify woocommerce magento wordpress wp drupal joomla laravel django rails symfony
  coinbase binance infura alchemy etherscan bitrix bitrix24 zoho salesforce sap odoo amo amocrm
  payu xiaomi miio hue tuya shelly ewelink ikea tradfri homekit netatmo nest ring
  yelp foursquare rapidapi newsapi currency fixer openexchangerates alphavantage finnhub quandl exchangerate ipstack
  ipinfo abuseipdb virustotal shodan
  pushover pushbullet pagerduty honeycomb airbrake freekassa payhere epayco marvel cmc coinmarketcap blynk
  aviationstack jenkins trello
  storefront`);

/** Words between a name and its value: types, wrappers and calls. */
export const FILLER_WORDS = words(`
  value values val default defaults defaultvalue content contents text string str char varchar nvarchar nstring
  cstring wstring
  const let var final static is are was were es ist sind est é это равен here below argument stringprop elementprop
  httpargument to secretstr field equalto equals matches contains writable readable ref signal usestate usesignal
  observable behaviorsubject mutablestateof computed provide set get public private protected internal readonly
  override lateinit val dim as new return returns yield export exports
  from or and else then if not null nil none undefined true false env environ environment getenv getproperty process
  os import meta system
  get getordefault unwrap or_else unwrap_or ifempty coalesce ifnull nvl isnull ternary some option optional any object
  type typeof
  b u r f rb br fr l n e s i td th tr li p span code pre b em strong div input string data cdata nbsp br literal
  buffer bytes bytearray encode utf8 ascii latin1 tostring trim strip quote shellquote sprintf format printf print
  echo concat join
  lazy by lambda fn func fun def function arrow describe it initial initialvalue current currentvalue example
  placeholder`);
