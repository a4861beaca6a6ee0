import type { LeakForm } from './leaks.ts';

/**
 * The second set, written after the classifier was frozen, from real code that carries other vendors' keys:
 * native builds, Java services, web projects, and the platform's own SDK and panel.
 */
export const SECOND_LEAKS_PROJECTS: readonly LeakForm[] = [
  [
    'C++: constants under preprocessor conditions',
    `// This will allow you to use TEST ONLY 'dealer' and 'hash' which are
// very limited by the Navixy API server.
//
// Your users will start getting internal server errors on login
// if you deploy an app using those.

#error You are required to provide NAVIXY_DEALER and NAVIXY_HASH.

constexpr auto DealerId = 17349;
constexpr auto ApiHash = "@H";

#endif // NAVIXY_DEALER && NAVIXY_HASH`,
    'hash',
  ],
  [
    'C++: k constants, domain in a function',
    `const auto kProject = "reserve-5a";
const auto kConfigSubKey = "v3";
const auto kApiKey = "@H";
const auto kAppId = "1:560508485281:web:4ee13a";

QString ApiDomain(const QString &region) {
	return "api." + region + ".navixy.com";
}

QString TrackerList() {
	return "https://" + ApiDomain("eu") + "/v2/tracker/list?hash=" + kApiKey;
}`,
    'api-key',
  ],
  [
    'cmake: set in a condition',
    `option(FLEET_API_TEST "Use test API credentials." OFF)
set(NAVIXY_DEALER_ID "0" CACHE STRING "Provide 'dealer_id' for the Navixy API access.")
set(NAVIXY_API_HASH "" CACHE STRING "Provide 'hash' for the Navixy API access.")

if (FLEET_API_TEST)
    set(NAVIXY_DEALER_ID 17349)
    set(NAVIXY_API_HASH @H)
endif()`,
    'hash',
  ],
  [
    'cmake: inside a fatal message',
    `    message(FATAL_ERROR
    " \\n"
    " PROVIDE: -D NAVIXY_HASH=[HASH]\\n"
    " \\n"
    " > but only for test purposes you can use TEST ONLY credentials,\\n"
    " > which are very limited by the Navixy API server:\\n"
    " >\\n"
    " > dealer_id: 17349\\n"
    " > hash: @H\\n"
    " >\\n"
    " ")`,
    'hash',
  ],
  [
    'workflow: definitions in a shell variable',
    `          API="-D FLEET_API_TEST=ON"
          if [ $GITHUB_REF == 'refs/heads/nightly' ]; then
            echo "Use the open credentials."
            API="-D NAVIXY_DEALER_ID=611335 -D NAVIXY_HASH=@H"
          fi
          echo "FLEET_BUILD_API=$API" >> $GITHUB_ENV`,
    'hash',
  ],
  [
    'snapcraft: a compiler definition',
    `    cmake-generator: Ninja
    cmake-parameters:
      - -DCMAKE_BUILD_TYPE=Release
      - -DCMAKE_INSTALL_PREFIX=/usr
      - -DNAVIXY_DEALER_ID=611335
      - -DNAVIXY_API_HASH=@H
    override-pull: |
      craftctl default`,
    'hash',
  ],
  [
    'markdown: bold names in a guide',
    `## Obtaining your API credentials

If you're building the application not for deployment, you can use the Navixy credentials of the test account:

**dealer_id**: 17349
**hash**: @H

Your users will start getting internal server errors on login if you deploy an app using those.`,
    'hash',
  ],
  [
    'java: default of a configuration key, name far from the platform',
    `    /**
     * Provider URL, for example https://gps.brand.example/api-v2/geocoder/search_location
     */
    public static final ConfigKey<String> GEOCODER_URL = new StringConfigKey(
            "geocoder.url",
            List.of(KeyType.CONFIG));

    /**
     * Provider API key. Most providers require API keys.
     */
    public static final ConfigKey<String> GEOCODER_KEY = new StringConfigKey(
            "geocoder.key",
            List.of(KeyType.CONFIG),
            "@H");`,
    'api-key',
    { also: 'hash' },
  ],
  [
    'java properties in XML: authorization entry',
    `<properties>

    <entry key='web.path'>./web/simple</entry>
    <entry key='web.debug'>true</entry>
    <entry key='database.password' />

    <entry key='sms.http.url'>https://gps.brand.example/api-v2/tracker/command/send</entry>
    <entry key='sms.http.authorization'>NVX @H</entry>

    <entry key='forward.enable'>true</entry>
</properties>`,
    'hash',
  ],
  [
    'java properties in XML: header list in one entry',
    `    <entry key='forward.url'>https://api.eu.navixy.com/v2/iot/logic/flow/push?flow_id=12&amp;node_id=2</entry>
    <entry key='forward.header'>Content-Type: application/json&#10;Authorization: NVX @H</entry>`,
    'hash',
  ],
  [
    'java properties in XML: template with the key',
    `    <entry key='notificator.types'>web,mail,sms</entry>
    <entry key='sms.http.url'>http://gps.brand.example/api-v2/user/sms/send</entry>
    <entry key='sms.http.template'>hash=@H&amp;phone={phone}&amp;message={message}</entry>`,
    'hash',
  ],
  [
    'java: query parameter of a client target',
    `        return client.target("https://gps.brand.example/api-v2/geocoder/search_location")
                .queryParam("lat", latitude)
                .queryParam("lng", longitude)
                .queryParam("hash", "@H")
                .request().async().get(new InvocationCallback<JsonObject>() {`,
    'hash',
  ],
  [
    'java: constructor argument after the address',
    '        geocoder = new NavixyGeocoder(client, "https://gps.brand.example/api-v2", "@H", "de", 0, null);',
    'hash',
    { also: 'api-key' },
  ],
  [
    'java: format string with a position',
    `        String url = "https://gps.brand.example/api-v2/tracker/location/request?tracker_id=%s&hash=@H";
        HttpURLConnection c = (HttpURLConnection) new URL(String.format(url, id)).openConnection();`,
    'hash',
  ],
  [
    'java: map entry for a test',
    `    @Test
    public void testForward() {
        var params = Map.of("tracker_id", "7", "session_key", "@H");
        assertEquals(200, post("https://gps.brand.example/api-v2/tracker/read", params));
    }`,
    'session',
    { also: 'hash' },
  ],
  [
    'openapi: example of a security header',
    `  /tracker/list:
    post:
      operationId: postTrackerList
      parameters:
        - name: Authorization
          in: header
          schema:
            type: string
          example: NVX @H
      responses:
        '200':
          description: Trackers of gps.brand.example`,
    'hash',
  ],
  [
    'openapi: default of a query parameter',
    `servers:
  - url: https://gps.brand.example/api-v2
paths:
  /tracker/read:
    get:
      parameters:
        - name: hash
          in: query
          required: true
          schema:
            type: string
            default: @H
        - name: tracker_id
          in: query`,
    'hash',
  ],
  [
    'vite env: a JSON configuration in one line',
    `MODE="production"

VITE_APP_BACKEND_V2_GET_URL=https://json.brand.example/api/v2/
VITE_APP_WS_SERVER_URL=https://collab.brand.example

VITE_APP_NAVIXY_CONFIG='{"apiKey":"@H","domain":"gps.brand.example","apiUrl":"https://gps.brand.example/api-v2/","demo":false}'

VITE_APP_ENABLE_TRACKING=false`,
    'api-key',
  ],
  [
    'docusaurus: block of options',
    `      tableOfContents: {
        maxHeadingLevel: 4,
      },
      navixy: {
        dealerId: "8FEAOD28DI",
        apiKey: "@H",
        region: "eu",
      },
    }),`,
    'api-key',
  ],
  [
    'client in two positional arguments',
    `import navixy from "./lib/navixy.js";

const client = navixy("api.eu.navixy.com", "@H");
const index = client.trackers("fleet");`,
    'hash',
    { also: 'api-key' },
  ],
  [
    'sentry-like address with the key as user',
    `  fleet: onlineEnv
    ? "https://@H@@gps.brand.example/api-v2/tracker/list"
    : undefined,`,
    'hash',
  ],
  [
    'SDK: promise chain on two clients',
    `const API = new Navixy.Api()

// List of the first client's trackers
API.setHash('@H').tracker.list().then(list => console.log(list))`,
    'hash',
  ],
  [
    'SDK: user as object, domain below',
    `const API = new Navixy.Api({
      user:{
        hash: '@H'
      },
      domain:'gps.brand.example'
})

API.request('user/settings').then(settings => console.log(settings))`,
    'hash',
  ],
  [
    'SDK: default configuration of a fork',
    `export default {
    apiUrl: 'https://gps.brand.example/api-v2/',
    user: {
        login: '',
        password: '',
        hash: '@H' // TODO
    }
}`,
    'hash',
  ],
  [
    'SDK: constructor with a fallback',
    `class API {
    constructor (config, parts) {
        this.apiUrl = 'https://gps.brand.example/api-v2/'
        this.hash = config && config.user && config.user.hash || '@H'
        this.inject(parts)
    }

    async request (action, params = {}, root) {
        params.hash = this.hash
        return axios.post(\`\${this.apiUrl}\${action}\`, buildParams(params))
    }
}`,
    'hash',
  ],
  [
    'panel: auth key set while debugging',
    `    initAuthKey: function () {
        var authKey = Ext.util.Cookies.get('panel_session_key')

        if (authKey) {
            this.authKey = authKey
        } else if (this.isDebugMode) {
            this.authKey = '@H'
        }
    },`,
    'panel-session',
  ],
  [
    'panel: cookie set by hand',
    `    openPanel: function () {
        Ext.util.Cookies.set('master_panel_session_key', Ext.API.authKey)
        Ext.util.Cookies.set('panel_session_key', '@H')
        window.location.reload()
    }`,
    'panel-session',
  ],
  [
    'panel: export link',
    `    getUsersExport: function (config) {
        var apiLink = 'https://panel.brand.example/api-v2/panel/user/export',
            hash = '@H';

        return apiLink + '/?hash=' + hash +
            '&' + Ext.urlEncode(config.params);
    },`,
    'panel-session',
  ],
  [
    'panel: template of an auto-login',
    `    links: {
        // Link to "automatic" authorization in monitoring with user hash in GET.
        monUrlTpl: ['//gps.brand.example/pro/demo/?session_key=@H'],
        panelUrlTpl: 'new-panel/#/{page}?showSidebar=false',
    },`,
    'hash',
    { also: 'session' },
  ],
  [
    'panel: address of the new panel',
    `        panelUrl: 'https://panel.brand.example/new-panel/#/users?panel_session_key=@H&showSidebar=false',
        terminalHost: 'ws://panel.brand.example:8383/',`,
    'panel-session',
  ],
  [
    'panel: redirector',
    `        var search = '?session_key=@H',
                search_parts = search.substr(1).split('=');

        if (search_parts[0] === 'session_key') {
            setCookie('panel_session_key', search_parts[1], {path: '/'});
        }`,
    'panel-session',
    { also: 'session' },
  ],
];
