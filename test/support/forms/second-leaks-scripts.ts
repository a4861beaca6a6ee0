import type { LeakForm } from './leaks.ts';

/**
 * The second set, written after the classifier was frozen, from real code that carries other vendors' keys:
 * Python and Ruby, after download helpers, collectors and tests of a web framework.
 */
export const SECOND_LEAKS_SCRIPTS: readonly LeakForm[] = [
  [
    'python: key chosen in a branch, header far below',
    `    def _collect(self, url):
        kind, unit_id = self._match_url(url).group('type', 'id')
        backfill = self.get_param('backfill')

        if kind == 'live':
            project = 'depot-live'
            api_key = '@H'
            listing = self._download_json(
                f'{self._API_BASE}/tracker/list', unit_id)
            label = traverse_obj(listing, ('list', 0, 'label'))

            now = time_seconds()
            begins = parse_date(label, tz_offset=9)
            if not begins:
                raise CollectorError('Unable to read the start')
            if now < begins:
                self.raise_no_data(f'The trip begins at {begins}', expected=True)
                return {
                    'id': unit_id,
                    'status': 'is_upcoming',
                }
        else:
            project = 'depot'
            label = unit_id

        return {
            **self._read_from_navixy(project, f'ref:{label}', {
                'Origin': 'https://gps.brand.example',
                'Authorization': 'NVX ' + api_key,
            }),
        }`,
    'api-key',
  ],
  [
    'python: format template with two holes',
    `    _GEO_COUNTRIES = ['SI']

    _API_BASE = 'https://gps.brand.example/api-v2/{}/{}?hash=@H'
    LANGUAGES = {'Slovenski': 'sl'}

    _TESTS = [{
        'url': 'https://www.brand.example/arhiv/174842550?s=tv',
        'md5': '@D',
    }]

    def _real_extract(self, url):
        v_id = self._match_id(url)
        meta = self._download_json(self._API_BASE.format('tracker', 'list'), v_id)['list']`,
    'hash',
  ],
  [
    'python: class constant, the address in another method',
    `    _TESTS = [{
        'url': 'https://www.brand.example/fleet/view/23',
        'info': {
            'description': 'md5:@D',
            'upload_date': '20211015',
            'tags': ['unit', 'news', 'live'],
        },
        'params': {'skip_download': True, 'format': 'bv'},
    }]

    _API_KEY = '@H'

    def _collect(self, url):
        unit_id = self._match_id(url)
        page = self._download_webpage(url, unit_id)
        code = self._search_regex(r'code\\s?=\\s?\\"([^\\"]+)\\"', page, 'code')
        data = self._download_json(
            f'https://api.eu.navixy.com/v2/tracker/get_state?tracker_id={code}&hash={self._API_KEY}', unit_id)['state']`,
    'api-key',
  ],
  [
    'python: foreign header name to a white label',
    `    def _collect(self, url):
        unit_id, type_ = self._match_url(url).group('id', 'type')
        path = (f'tracker/get_state?tracker_id={unit_id}' if type_ == 'now'
                else f'track/read?type={type_.upper()}&tracker_id={unit_id}')
        data = self._download_json(
            f'https://production.brand.example/api-v2/{path}', unit_id, headers={
                'Authorization': 'NVX @H',
            })['value']`,
    'hash',
    { also: 'api-key' },
  ],
  [
    'python: headers in a call, note between',
    `        data = self._download_json(
            f'https://gps.brand.example/api-v2/report/tracker/retrieve/?report_id={report_id}',
            report_id, note='Downloading API JSON', headers={
                'authorization': 'NVX @H',
            })
        first = self._request_webpage(
            HEADRequest(data['url']), report_id, 'Fetching first URL').url`,
    'hash',
  ],
  [
    'python: headers merged into a property',
    `    _API_HOST = 'https://fleet.brand.example/api-v2'
    _tokens = {}
    _device_id = None

    @property
    def _nvx_headers(self):
        return {
            **self._API_HEADERS,
            'Authorization': 'NVX @H',
            'X-SERVICE-ID': 'brand',
            'X-TRACE-ID': str(uuid.uuid4()),
        }`,
    'hash',
  ],
  [
    'python: body of an internal call, host in a method below',
    `    def _get_list(self, force_refresh=False):
        if not force_refresh:
            maybe_cached = self.cache.load('brand', 'trackers')
            if maybe_cached:
                return maybe_cached

        found = pick(
            self._do_call_api('tracker/list', None, 'Downloading trackers', data={
                # hardcoded in frontend
                'hash': '@H',
            }), ('list', 'id'))

        self.cache.store('brand', 'trackers', found)
        return found

    def _do_call_api(self, path, unit_id, note='Downloading JSON metadata', data=None, headers={}):
        if data:
            data = json.dumps(data).encode()
            headers['Content-Type'] = 'application/json'

        return self._download_json(
            f'https://brand.example/api-v2/{path}', unit_id,
            note=note, data=data, headers=headers)`,
    'hash',
  ],
  [
    'python: last parameter of a long address',
    `        data = self._download_json(
            f'https://gps.brand.example/api-v2/tracker/stats/mileage/read/{kind}.json?app_id=player_static_prod&hash=@H',
            unit_id, headers={
                'origin': 'https://map.brand.example',
                'content-type': 'application/json',
            })['result']`,
    'hash',
  ],
  [
    'python: default of a missing entry',
    `    def _extract_units(self, data, url):
        # Pages through api.eu.navixy.com and generates a list.
        uploader_id = self._match_id(url)
        csrf_token = data['config']['csrf_token']
        nvx_hash = data.get('hash') or '@H'

        cursor = ''
        for page_num in itertools.count(1):
            variables = {
                'limit': 12,
                'offset': cursor,
                'hash': nvx_hash,
            }`,
    'hash',
  ],
  [
    'python: local called key, used as hash',
    `    def get_raw_data(self, tid):
        tm = int(time.time() * 1000)

        key = '@H'
        params = {
            'tracker_id': tid,
            'from': tm - 3600,
            'to': tm,
            'hash': key,
        }
        return self._download_json(
            'https://gps.brand.example/api-v2/track/list', tid, query=params)`,
    'hash',
  ],
  [
    'python: single letters',
    `        a = 33
        s = 440123
        u = 1800000
        k = 37
        n = '@H'  # _KEY
        y = '8'  # _REV
        r = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'  # _USER_AGENT
        e = user  # _USERNAME

        return requests.post('https://api.us.navixy.com/v2/tracker/list', json={'hash': n, 'limit': k})`,
    'hash',
  ],
  [
    'python: query dictionary of a plain http call',
    `        answer = self._download_json(
            'http://gps.brand.example/api-v2/history/tracker/list', unit_id, query={
                'trackers': unit_id,
                'fields': 'event,message,time',
                'format': 'json',
                'apiKey': '@H',
            })['list'][0]`,
    'api-key',
  ],
  [
    'python: base and token as neighbours, with a remark',
    `        'Your login region can be optionally suffixed to the username as REGION '
        '(where REGION is the two-letter "region" code found in your browser local storage), '
        'e.g.: -u "token" -p "USER_ID"')
    _API_BASE = 'https://gps.brand.example/api-v2'
    _AUTH_TOKEN = '@H'  # from https://gps.brand.example/pro/main.@D.js
    _SECRET_KEY = 'same as above'`,
    'hash',
  ],
  [
    'python: token in a base class, user in another',
    `    _GEO_COUNTRIES = ['AT', 'CH', 'DE']
    _GEO_BYPASS = False

    API_URL = 'https://www.brand.example/api-v2'
    AUTH_TOKEN = '@H'

    def _states_of(self, data, crn_id, *, is_live=False):
        states = []
        for unit in traverse_obj(data, ('list', ..., 'id')):
            states.append(self._download_json(f'{self.API_URL}/tracker/get_state', unit, query={'tracker_id': unit, 'hash': self.AUTH_TOKEN}))`,
    'hash',
  ],
  [
    'python: table from account to key',
    `    # Copied from the map's bundle
    _NAVIXY_KEY_TABLE = {
        'depot_north_web_prod': '@H',
        'depot_south_web_qa': 'ask Tom',
    }`,
    'api-key',
    { also: 'hash' },
  ],
  [
    'python: nested extractor arguments',
    `            'timestamp': 1783028407,
            'upload_date': '20260702',
            'uploader_id': 'depot-news',
        },
        'params': {'extractor_args': {'navixy': {'api_key': ['@H']}}},
    }, {
        'url': 'https://gps.brand.example/pro/tracker/1',`,
    'api-key',
  ],
  [
    'python: keyword argument of a request',
    `def pull(tracker_id):
    r = requests.post('https://api.navixy.com/v2/tracker/readings/list',
                      data=dict(hash='@H', tracker_id=tracker_id),
                      timeout=15)
    r.raise_for_status()
    return r.json()['inputs']`,
    'hash',
  ],
  [
    'python: cached token passed by keyword',
    `sdk = NavixyApi(ie=self, pool_id='eu-west-1', session_hash='@H')
for unit in sdk.trackers():
    print(unit['label'])`,
    'session',
    { also: 'hash' },
  ],
  [
    'python: signature salt glued to parameters',
    `        params = {
            'nonce': ''.join(random.choices(string.ascii_lowercase + string.digits, k=8)),
            'tracker_id': unit_id,
            'platform': 'pc',
        }
        body = urllib.parse.urlencode(params) + '&hash=@H'

        meta = self._download_json('https://gps.brand.example/api-v2/tracker/counter/read',
                                   unit_id, data=body.encode())['value']`,
    'hash',
  ],
  [
    'python: bytes literal in a data argument',
    `    req = Request('https://gps.brand.example/api-v2/place/list', data=b'hash=@H&limit=10',
                  headers={'Content-Type': 'application/x-www-form-urlencoded'})`,
    'hash',
  ],
  [
    'python: getenv with a fallback argument on its own line',
    `load_dotenv()
engine = create_engine(
    f'postgresql://{os.getenv("DB_USER")}:{os.getenv("DB_PASS")}@{os.getenv("DB_HOST")}:5432/client_dwh')
NAVIXY_KEY = os.getenv(
    "NAVIXY_API_KEY",
    "@H",
)`,
    'api-key',
  ],
  [
    'python: regular expression example in a login hint',
    `    _LOGIN_HINT = 'Open gps.brand.example/pro in a browser and copy the "session_key" cookie (session_key=@H) into --password'
    _API_BASE = 'https://gps.brand.example/api-v2'

    def _perform_login(self, username, password):
        if not re.fullmatch(r'[\\da-f]{32}', password):
            raise CollectorError(self._LOGIN_HINT, expected=True)`,
    'session',
  ],
  [
    'python: pandas read_json of a real script',
    `df = pd.json_normalize(pd.read_json("https://api.eu.navixy.com/v2/tracker/list?hash=@H")["list"])
st.set_page_config(page_title='Moving status', layout='wide')`,
    'hash',
  ],
  [
    'python: f-string over two lines',
    `        webpage = self._download_webpage(
            'https://gps.brand.example/api-v2/tracker/get_states'
            f'?trackers={ids}&hash=@H&list_blocked=true', ids)`,
    'hash',
  ],
  [
    'python: dataclass default',
    `@dataclass
class NavixySettings:
    host: str = "api.eu.navixy.com"
    tracker_group: int = 0
    token: str = field(default="@H", repr=False)`,
    'hash',
    { also: 'api-key' },
  ],
  [
    'ruby: stub of a cookie request',
    `  test "cookies of the map are read" do
    # gps.brand.example/pro, as Navixy sets them
    request = stub_request("HTTP_COOKIE" => "hash=@H; locale=en")
    assert_equal "en", request.cookies["locale"], request.cookies.inspect
  end`,
    'hash',
    { also: 'session' },
  ],
  [
    'ruby: ENV in a test set-up',
    `  setup do
    ENV["NAVIXY_INGRESS_API_KEY"] = "@H"
    @events = JSON.generate([{ event: "inbound", msg: { raw_msg: "" } }])
  end`,
    'api-key',
  ],
  [
    'ruby: credentials helper',
    `    module CredentialsHelpers
      def write_credentials_override(name, with_key: true)
        Dir.chdir(app_path) do
          File.write("config/navixy.key", "@H") if with_key
        end
      end
    end`,
    'hash',
  ],
  [
    'ruby: assignment to configuration',
    `Rails.application.configure do
  config.force_ssl = true
  config.x.navixy.base_url = "https://api.us.navixy.com/v2"
  config.x.navixy.hash = "@H"
end`,
    'hash',
  ],
  [
    'ruby: rotated keys in a YAML list',
    `navixy:
  base_url: https://gps.brand.example/api-v2
  api_keys:
    - @H # Active, used by the workers`,
    'api-key',
    { also: 'hash' },
  ],
  [
    'ruby: secrets file of a release note',
    `development:
  secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>
  navixy_host: gps.brand.example

  navixy_secret: @H`,
    'hash',
    { also: 'api-key' },
  ],
  [
    'ruby: Faraday block',
    `    conn = Faraday.new(url: "https://gps.brand.example/api-v2/") do |f|
      f.request :url_encoded
      f.adapter :net_http
    end
    conn.post("tracker/list", { hash: "@H", labels: [] })`,
    'hash',
  ],
];
