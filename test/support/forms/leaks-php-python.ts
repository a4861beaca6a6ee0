import type { LeakForm } from './leaks.ts';

/** Leaks in PHP and Python. */
export const LEAKS_PHP_PYTHON: readonly LeakForm[] = [
  [
    'php: variable far above a curl call',
    `<?php
$hash = "@H";
$desde = date('Y-m-d 00:00:00');
$hasta = date('Y-m-d 23:59:59');
$ch = curl_init();
curl_setopt($ch, CURLOPT_URL, "http://www.rastreo.example/api-v2/track/list");
curl_setopt($ch, CURLOPT_POSTFIELDS, "hash=$hash&tracker_id=$id&from=$desde&to=$hasta");`,
    'hash',
  ],
  [
    'php: commented variable with another account',
    `// $hash = "@H"; //cuenta transportes del sur
$hash = $_SESSION['hash'];
$url = 'https://gps.brand.example/api-v2/tracker/list';`,
    'hash',
  ],
  [
    'php: hash comment style',
    `# $val_hash = '@H';
$val_hash = getenv('NAVIXY_HASH');`,
    'hash',
  ],
  [
    'php: class constant',
    `final class Navixy
{
    private const HASH = '@H';
    private const URL = 'https://api.eu.navixy.com/v2/';
}`,
    'hash',
  ],
  [
    'php: typed property with visibility',
    `class GpsClient {
    protected string $base = 'https://gps.brand.example/api-v2/';
    protected ?string $hash = '@H';
}`,
    'hash',
  ],
  [
    'php: Laravel env with default',
    `'navixy' => [
    'url' => env('NAVIXY_URL', 'https://api.us.navixy.com/v2'),
    'hash' => env('NAVIXY_HASH', '@H'),
],`,
    'hash',
  ],
  [
    'php: Laravel services array with generic keys',
    `return [
    'gps' => [
        'base_uri' => 'https://gps.brand.example/api-v2/',
        'key' => '@H',
    ],
];`,
    'hash',
  ],
  [
    'php: http_build_query',
    `$q = http_build_query(['hash' => '@H', 'tracker_id' => $tracker, 'from' => $from]);
$json = file_get_contents("https://saas.navixy.com/api-v2/track/read?$q");`,
    'hash',
  ],
  [
    'php: array style of old code',
    `$post = array("hash" => "@H", "trackers" => "[$ids]");
$r = llamar("http://gps.brand.example/api-v2/tracker/get_states", $post);`,
    'hash',
  ],
  [
    'php: CURLOPT_HTTPHEADER',
    `curl_setopt($curl, CURLOPT_HTTPHEADER, array(
    'Content-Type: application/json',
    'Authorization: NVX @H'
));`,
    'hash',
  ],
  ['php: JSON in a single-quoted string', `CURLOPT_POSTFIELDS => '{"hash":"@H","tracker_id":'.$id.'}',`, 'hash'],
  [
    'php: JSON with escaped quotes',
    String.raw`$data = "{\"hash\":\"@H\",\"trackers\":[1,2,3]}";
$out = post($server . "/api-v2/tracker/get_states", $data);`,
    'hash',
  ],
  [
    'php: here-document',
    `$body = <<<JSON
{
    "hash": "@H",
    "tracker_id": $id,
    "from": "$from", "to": "$to"
}
JSON;
$res = $http->post('/api-v2/track/read', $body);`,
    'hash',
  ],
  ['php: WordPress option', "update_option( 'navixy_hash', '@H' );", 'hash'],
  [
    'php: WordPress shortcode attribute default',
    "$a = shortcode_atts( array( 'host' => 'https://gps.brand.example/api-v2/', 'hash' => '@H' ), $atts );",
    'hash',
  ],
  [
    'php: null coalescing fallback',
    `$hash = $_GET['hash'] ?? '@H';
$lista = json_decode(file_get_contents(API . "/tracker/list?hash=$hash"), true); // navixy`,
    'hash',
  ],
  ['php: short ternary fallback', "$hash = getenv('NAVIXY_HASH') ?: '@H';", 'hash'],
  [
    'php: function default',
    `function navixy_request($path, $params = [], $hash = '@H') {
    $params['hash'] = $hash;
    return json_decode(wp_remote_retrieve_body(wp_remote_post(NAVIXY_URL . $path, ['body' => $params])));
}`,
    'hash',
  ],
  [
    'php: positional argument of a service',
    "$gps = new ServicioGps('https://gps.brand.example/api-v2', '@H');",
    'hash',
  ],
  [
    'php: array index assignment',
    `$params['hash'] = '@H';
$params['tracker_id'] = 88312;
$this->post('tracker/get_state', $params);`,
    'hash',
  ],
  [
    'php: switch by customer',
    `switch ($cliente) {
    case 'cemex': $hash = getenv('CEMEX'); break;
    case 'bimbo': $hash = '@H'; break;
}
$url = "https://gps.brand.example/api-v2/tracker/list?hash=$hash";`,
    'hash',
  ],
  [
    'php: echo of a link',
    `echo '<a target="_blank" href="https://gps.brand.example/pro/demo/?session_key=@H">Ver mapa</a>';`,
    'hash',
  ],
  ['php: concatenated url', '$url = "http://" . $dominio . "/api-v2/tracker/list?hash=" . "@H";', 'hash'],
  [
    'php: var_export of settings',
    `array (
  'navixy_url' => 'https://gps.brand.example/api-v2/',
  'navixy_hash' => '@H',
)`,
    'hash',
  ],
  [
    'php: serialized option',
    'a:2:{s:10:"navixy_url";s:28:"https://api.eu.navixy.com/v2";s:11:"navixy_hash";s:32:"@H";}',
    'hash',
  ],
  ['php: Symfony parameter', "$container->setParameter('navixy.hash', '@H');", 'hash'],
  [
    'php: repository only, class property',
    `class Conexion {
    public $hash = "@H";
    public $usuario = "monitoreo";
}`,
    'hash',
    { repository: true },
  ],
  [
    'php: PHPDoc with a sample call',
    `/**
 * GET http://gps.brand.example/api-v2/tracker/list?hash=@H
 *
 * @@return array
 */`,
    'hash',
  ],
  [
    'python: module constant above requests',
    `import requests

HASH = "@H"
BASE = "https://api.eu.navixy.com/v2"

def trackers():
    return requests.post(f"{BASE}/tracker/list", json={"hash": HASH}).json()["list"]`,
    'hash',
  ],
  [
    'python: dict payload',
    `payload = {'hash': '@H', 'trackers': ids, 'from': start, 'to': end}
r = requests.post('https://gps.brand.example/api-v2/tracker/stats/mileage/read', json=payload)`,
    'hash',
  ],
  ['python: params tuple list', 'params = [("hash", "@H"), ("tracker_id", "4412")]', 'hash'],
  ['python: keyword argument', 'client = NavixyClient(base_url="https://api.us.navixy.com/v2", hash="@H")', 'hash'],
  ['python: keyword argument api_key', 'client = NavixyClient(api_key="@H")', 'api-key'],
  [
    'python: parameter default',
    `def get_track(tracker_id: int, hash: str = "@H") -> dict:
    return requests.get(f"{URL}/api-v2/track/read", params={"hash": hash, "tracker_id": tracker_id}).json()`,
    'hash',
  ],
  [
    'python: pydantic settings',
    `class Settings(BaseSettings):
    navixy_api_url: str = "https://api.eu.navixy.com/v2"
    navixy_api_key: str = "@H"`,
    'api-key',
  ],
  [
    'python: pydantic SecretStr and Field',
    'navixy_api_key: SecretStr = Field(default=SecretStr("@H"), env="NAVIXY_API_KEY")',
    'api-key',
  ],
  [
    'python: dataclass field',
    `@@dataclass
class Account:
    host: str = "https://gps.brand.example/api-v2"
    hash: str = field(default="@H", repr=False)`,
    'hash',
  ],
  [
    'python: getenv default over lines',
    `NAVIXY_API_KEY = os.getenv(
    "NAVIXY_API_KEY",
    "@H",
)`,
    'api-key',
  ],
  ['python: setdefault', 'os.environ.setdefault("NAVIXY_HASH", "@H")', 'hash'],
  ['python: environ index assignment', "os.environ['NAVIXY_HASH'] = '@H'", 'hash'],
  [
    'python: implicit string concatenation',
    `URL = (
    "https://gps.brand.example/api-v2/tracker/list"
    "?hash=@H"
)`,
    'hash',
  ],
  [
    'python: implicit concatenation of halves',
    `NAVIXY_HASH = ("@H[0,16]"
               "@H[16,32]")`,
    'hash',
  ],
  ['python: f-string header', `headers = {"Authorization": f"NVX {token or '@H'}"}`, 'hash'],
  [
    'python: percent formatting',
    'url = "%s/tracker/list?hash=%s" % ("https://gps.brand.example/api-v2", "@H")',
    'hash',
  ],
  ['python: str.format', 'url = "https://api.us.navixy.com/v2/tracker/list?hash={}".format("@H")', 'hash'],
  [
    'python: JSON in a string',
    `data = '{"hash": "@H", "tracker_id": 10036}'
resp = requests.post(server + "/api-v2/tracker/get_state", data=data)`,
    'hash',
  ],
  [
    'python: escaped JSON in a string',
    String.raw`body = "{\"hash\": \"@H\", \"device\": {\"id\": 5}}"
conn.request("POST", "/api-v2/tracker/read", body, headers)`,
    'hash',
  ],
  [
    'python: triple-quoted curl in a docstring',
    `def sync():
    """
    curl -X POST https://gps.brand.example/api-v2/tracker/list -d 'hash=@H'
    """`,
    'hash',
  ],
  [
    'python: commented assignment after a live one',
    `hash_api = config["hash"]
#hash_api = "@H"
r = requests.get("http://gps.brand.example/api-v2/tracker/list", params=dict(hash=hash_api))`,
    'hash',
  ],
  [
    'python: argparse default',
    'parser.add_argument("--hash", default="@H", help="Navixy session hash or API key")',
    'hash',
  ],
  [
    'python: click option',
    '@@click.option("--api-key", envvar="NAVIXY_API_KEY", default="@H", show_default=False)',
    'api-key',
  ],
  [
    'python: Django settings',
    `GPS_PROVIDER = {
    "URL": "https://gps.brand.example/api-v2/",
    "HASH": "@H",
}`,
    'hash',
  ],
  [
    'python: Django migration',
    'migrations.RunPython(lambda apps, _: apps.get_model("core", "Setting").objects.create(key="navixy_hash", value="@H"))',
    'hash',
  ],
  ['python: Odoo config parameter', "self.env['ir.config_parameter'].sudo().set_param('navixy.hash', '@H')", 'hash'],
  [
    'python: Home Assistant device tracker',
    `CONF_URL = "https://gps.brand.example/api-v2"
DEFAULT_TOKEN = "@H"`,
    'hash',
  ],
  [
    'python: dictionary of customers',
    `CLIENTES = {
    "acme": {"url": "https://gps.brand.example/api-v2", "hash": os.environ["ACME"]},
    "globex": {"url": "https://gps.brand.example/api-v2", "hash": "@H"},
}`,
    'hash',
  ],
  ['python: list of positional values', 'accounts = [("Quito", "https://gps.brand.example/api-v2", "@H")]', 'hash'],
  [
    'python: session headers update',
    `s = requests.Session()
s.headers.update({"Authorization": "NVX @H", "Accept": "application/json"})`,
    'hash',
  ],
  [
    'python: websocket frame built by json.dumps',
    'ws.send(json.dumps({"action": "subscribe", "hash": "@H", "requests": [{"type": "state_batch", "rate_limit": "5s"}]}))',
    'hash',
  ],
  [
    'python: expected login answer in a test',
    'responses.add(responses.POST, f"{BASE}/user/auth", json={"success": True, "hash": "@H"})',
    'session',
  ],
  [
    'python: Streamlit sidebar default',
    'hash_val = st.sidebar.text_input("Navixy hash", value="@H", type="password")',
    'hash',
  ],
  ['python: Airflow variable', 'Variable.set("navixy_hash", "@H")', 'hash'],
  ['python: scrapy start url', "start_urls = ['https://gps.brand.example/api-v2/tracker/list?hash=@H']", 'hash'],
  [
    'python: pandas read_json',
    'df = pd.read_json("https://api.eu.navixy.com/v2/tracker/list/?hash=@H", orient="index")',
    'hash',
  ],
  ['python: repository only, keyword hash', 'gps = GpsService(hash="@H", retries=3)', 'hash', { repository: true }],
  [
    'python: globalHash set in a function',
    `globalHash = None
def login():
    global globalHash
    globalHash = "@H"  # user/auth returns 104 when called too often`,
    'hash',
  ],
  ['python: bytes literal', 'NAVIXY_HASH = b"@H"', 'hash'],
  ['python: raw string prefix', "navixy_hash = r'@H'", 'hash'],
  ['python: print of the value in an old script', 'print "navixy hash", "@H"', 'hash'],
];
