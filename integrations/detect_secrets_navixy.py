# Written by: navixy-secrets rules --for detect-secrets
"""Finds Navixy credentials."""
import re

from detect_secrets.plugins.base import RegexBasedDetector

EXCLUDED = re.compile(r"""(?i:/(?:delivery|locator)/\?key=|(?:^|[^a-z])(?:ably|abuseipdb|accuweather|activation|actual|advertising|adyen|airbrake|alchemy|algolia|alphavantage|amazon|amo|amocrm|amplitude|anthropic|apn|apns|asset|assets|atlassian|attachment|avangate|avatar|avatars|aviationstack|aws|azure|batch|beacon|beacons|binance|bing|bitbucket|bitrix|bitrix24|ble|blob|block|blynk|braintree|bucket|bugsnag|build|builds|bundle|cache|cached|captcha|check|checksum|checksums|chunk|chunkhash|chunks|cid|cloudflare|cloudinary|cmc|coinbase|coinmarketcap|commit|commits|compilation|compile|confirm|confirmation|content|contenthash|continuation|correlation|crc|crc32|csrftoken|currency|cursor|dag|darksky|datadog|deepl|dependency|device|devices|did|digest|digests|digitalocean|directory|discord|distinct|django|doc|docs|docsearch|document|download|drupal|email|epayco|etag|etherscan|event|events|ewelink|exchangerate|expect|expected|facebook|fb|fbclid|fcm|file|filename|filenames|files|fingerprint|fingerprints|finnhub|firebase|fixer|fleetio|flespi|flickr|font|foursquare|freekassa|freshdesk|fullhash|gatsby|gclid|gcm|gcp|geotab|gid|giphy|github|gitlab|gmaps|google|got|grafana|graphhopper|gravatar|guid|guids|gurtam|hardware|heroku|hmac|homekit|honeycomb|hotjar|hubspot|hue|iccid|icon|icons|id|ids|iid|ikea|image|images|imei|img|imgur|imsi|infohash|infura|instagram|install|installation|instance|integrity|integrityhash|intercom|invitation|invite|invoice|ipfs|ipinfo|ipstack|iv|jenkins|jira|job|jobs|joomla|jpeg|jpg|klarna|laravel|lastfm|linkedin|locationiq|lock|lockfile|loconav|loggly|mac|magento|magic|magnet|mail|mailchimp|mailgun|mandrill|manifest|map|mapbox|mapquest|maptiler|marvel|md2|md4|md5|md5sum|media|merkle|message|messagebird|migration|miio|mixpanel|module|modulehash|mollie|msclkid|msvalidate|nest|netatmo|netlify|newrelic|newsapi|nexmo|notification|notifications|object|odoo|oid|omdb|omnicomm|onesignal|openai|opencage|openexchangerates|openroute|openweather|openweathermap|order|original|ors|osm|otp|output|owm|package|paddle|page|pagerduty|parcel|parent|partition|payfast|payhere|paypal|payu|pdf|pexels|phone|photo|photos|picture|pictures|pixabay|pkg|plivo|png|posthog|postmark|preview|pubnub|push|pushbullet|pusher|pushover|pushwoosh|quandl|queue|rails|rapidapi|razorpay|recaptcha|record|refresh|registration|release|remember|reset|resolved|rev|revision|ring|rollbar|row|run|runs|ruptela|s3|salesforce|samsara|sap|schema|seed|segment|sendgrid|sentry|sha|sha1|sha1sum|sha256|sha512|shard|share|shelly|shodan|shopify|sig|sign|signature|signatures|signed|slack|smsc|snapshot|sourcemap|span|spanid|spotify|square|storefront|stripe|subscription|sum|sums|surrogate|svg|symfony|task|tasks|telegram|teltonika|template|tenant|textlocal|thumb|thumbnail|thunderforest|tiktok|tmdb|tomorrow|tomtom|torrent|traccar|trace|traceid|trackimo|tradfri|transaction|tree|trello|tuya|twilio|twitter|tx|txid|txn|uid|uids|unsplash|unsubscribe|upload|uuid|uuids|varnish|vcl|vercel|verification|verify|verizon|version|vimeo|virustotal|visitor|vk|vonage|wallet|want|wanted|weather|weatherapi|webpack|whatsapp|wialon|wialonhosting|woocommerce|wordpress|worker|wp|xiaomi|xmp|yandex|yelp|youtube|zendesk|zoho)[\w.\-]{0,12}["'\]]{0,2}[^\w\n]{1,8}[0-9a-f]{32})""")
SAMPLES = re.compile(r"""(?:a6aa75587e5c59c3|22eac1c27af4be7b|fa7bf873fab93331|59be129c1855e34e|7cf9501df3d6924e|1dc2b813769d846c|0af7651916cd43dd|6dc7d304dec4434f|1ed57d4def9c49d4|c915157ac483e731|6c638c52cb40729d|206831ba32ec9d2a|2cf7651916cd43dd|42fc7d3068cb98d2|5063e191d734e87e|700d4a5400000000|f4bf1b7540342136|ffffffffd86f4f75|1095175a27d2044c|1bf7651916cd43dd|3b47a8672465f800|3df7651916cd43dd|4ce2b45d12a6c634|58a1e9e9182a0403|5dd33ef0ab37b6aa|8a41497ed8e77fa6|c459c3589336ebf2|e3b7d1d727d21e06|ecdd8c083d52a396|feed000000000000|600d4a5400000000|a2caa32267f028bd|14084cd4a31f7023|882fb333405d006d|ce501cb480b559ee|f4bf1b75403d8516)[0-9a-f]{16}""")


class NavixyDetector(RegexBasedDetector):
    """Reads one line at a time, so a name and a value on two lines are not connected."""

    secret_type = 'Navixy credential'

    denylist = [
        re.compile(r"""(?i:\bNVX(?:[ \t:="'+.\\]|%20){0,10})([0-9a-f]{32})\b"""),
        re.compile(r"""(?i:(?:navixy\.com|navixy\.dev|b2field\.com|/api-v2)[^\s"'\x60<>]{0,200}?(?:[?&]|%3f|%26)(?:hash|session_key|panel_session_key)(?:=|%3d))([0-9a-f]{32})\b"""),
        re.compile(r"""(?i:(?:session_key|panel_session_key)[^\n0-9a-z]{1,12}(?:value["'\x60]?[^\n0-9a-z]{1,8})?)\b([0-9a-f]{32})\b"""),
        re.compile(r"""(?i:(?:b2field|navixy|nvx|squaregps)[^\n]{0,60}?[=:("'\x60\s>@,]{1,6})\b([0-9a-f]{32})\b"""),
        re.compile(r"""(?i:(?:b2field|navixy|nvx|squaregps|/api-v2|tracker/[a-z_]{3,40})[^\n]{0,200}?(?:anahtar|apikey|auth|authentication|authkey|authorization|bearer|chave|chiave|chiavi|clave|cle|cred|credential|credentials|creds|ficha|hash|hashcode|hashes|hashkey|jeton|key|keys|klucz|kunci|llave|oturum|schluessel|schlussel|sesi|sesion|sesja|sess|sessao|sessie|session|sessione|sessionkey|sessions|sesskey|sitzung|sleutel|token|tokens)["'\]]{0,2}[^\w\n]{1,12})\b([0-9a-f]{32})\b"""),
    ]

    def analyze_string(self, string):
        if EXCLUDED.search(string):
            return
        for value in super().analyze_string(string):
            if not SAMPLES.fullmatch(value):
                yield value
