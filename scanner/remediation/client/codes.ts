// Error codes of the Navixy API and their meaning.

/** The meaning of a documented error code to this tool. Decisions depend on these, never on descriptions. */
export type Meaning =
  | 'dead'
  | 'wrong-rights'
  | 'wrong-session-type'
  | 'blocked'
  | 'demo'
  | 'not-found'
  | 'over-quota'
  | 'rate-limited'
  | 'retry-later'
  | 'bad-credentials'
  | 'not-activated'
  | 'login-limit'
  | 'wrong-code'
  | 'bad-request'
  | 'tariff'
  | 'no-such-call'
  | 'conflict'
  | 'too-soon'
  | 'other';

interface CodeFact {
  readonly meaning: Meaning;
  /** For people. Our own words, because server messages are neither stable nor safe to repeat. */
  readonly text: string;
}

/**
 * Every documented code. Source: Navixy API documentation, page "Errors"; 104, 105 and 282 are documented only on the
 * pages of `user/auth`. Codes 3 and 4 both mean a dead hash: the documentation uses them interchangeably. 7 and 14 have
 * other meanings in the IoT Logic API, which this client does not call.
 */
const CODES: Readonly<Record<number, CodeFact>> = {
  1: { meaning: 'retry-later', text: 'database error' },
  2: { meaning: 'blocked', text: 'service authentication error' },
  3: { meaning: 'dead', text: 'wrong hash' },
  4: { meaning: 'dead', text: 'no such session or API key' },
  5: { meaning: 'bad-request', text: 'wrong request format' },
  6: { meaning: 'retry-later', text: 'unexpected server error' },
  7: { meaning: 'bad-request', text: 'invalid parameters' },
  8: { meaning: 'retry-later', text: 'queue service error' },
  9: { meaning: 'bad-request', text: 'request too large' },
  11: { meaning: 'blocked', text: 'access denied: the dealer is blocked' },
  12: { meaning: 'bad-credentials', text: 'dealer not found' },
  13: { meaning: 'wrong-rights', text: 'operation not permitted' },
  14: { meaning: 'retry-later', text: 'database unavailable' },
  15: { meaning: 'rate-limited', text: 'too many requests' },
  101: { meaning: 'demo', text: 'forbidden in demo mode' },
  102: { meaning: 'bad-credentials', text: 'wrong login or password' },
  103: { meaning: 'not-activated', text: 'the user is not activated' },
  104: { meaning: 'login-limit', text: 'too many logins: the platform asks to reuse sessions' },
  105: { meaning: 'login-limit', text: 'too many login attempts: try again later' },
  111: { meaning: 'no-such-call', text: 'no such resource in this API' },
  112: { meaning: 'no-such-call', text: 'no such action in this API' },
  201: { meaning: 'not-found', text: 'not found' },
  202: { meaning: 'over-quota', text: 'too many points in a zone' },
  203: { meaning: 'conflict', text: 'something else depends on it' },
  204: { meaning: 'not-found', text: 'entity not found' },
  206: { meaning: 'conflict', text: 'login in use' },
  207: { meaning: 'bad-request', text: 'wrong captcha' },
  208: { meaning: 'blocked', text: 'the device is blocked' },
  209: { meaning: 'other', text: 'an e-mail could not be sent' },
  210: { meaning: 'other', text: 'geocoding failed' },
  211: { meaning: 'bad-request', text: 'time span too big' },
  212: { meaning: 'bad-request', text: 'limit too big' },
  213: { meaning: 'other', text: 'the device is offline' },
  214: { meaning: 'other', text: 'not supported by the device' },
  215: { meaning: 'other', text: 'error of an external service' },
  217: { meaning: 'not-found', text: 'the list names things that do not exist' },
  218: { meaning: 'bad-request', text: 'malformed parameters of an external service' },
  219: { meaning: 'wrong-rights', text: 'not allowed for clones' },
  220: { meaning: 'not-found', text: 'unknown device model' },
  221: { meaning: 'over-quota', text: 'device limit' },
  222: { meaning: 'not-found', text: 'no such plugin' },
  223: { meaning: 'conflict', text: 'phone in use' },
  224: { meaning: 'conflict', text: 'device id in use' },
  225: { meaning: 'wrong-rights', text: 'not allowed for this legal type' },
  226: { meaning: 'bad-request', text: 'wrong ICCID' },
  227: { meaning: 'wrong-code', text: 'wrong activation code' },
  228: { meaning: 'other', text: 'not supported by the sensor' },
  229: { meaning: 'retry-later', text: 'data not ready yet' },
  230: { meaning: 'other', text: 'not supported for this type' },
  231: { meaning: 'conflict', text: 'type mismatch' },
  232: { meaning: 'conflict', text: 'input in use' },
  233: { meaning: 'bad-request', text: 'no data file' },
  234: { meaning: 'bad-request', text: 'invalid data format' },
  235: { meaning: 'bad-request', text: 'no calibration data' },
  236: { meaning: 'tariff', text: 'not in the tariff' },
  237: { meaning: 'tariff', text: 'invalid tariff' },
  238: { meaning: 'tariff', text: 'changing the tariff is not allowed' },
  239: { meaning: 'tariff', text: 'no such tariff' },
  240: { meaning: 'tariff', text: 'the tariff was changed too often' },
  241: { meaning: 'other', text: 'a bundled SIM cannot be the phone' },
  242: { meaning: 'bad-request', text: 'content validation errors' },
  243: { meaning: 'conflict', text: 'the device is connected already' },
  244: { meaning: 'conflict', text: 'duplicate label' },
  245: { meaning: 'conflict', text: 'the new password must differ' },
  246: { meaning: 'not-found', text: 'invalid user id' },
  247: { meaning: 'conflict', text: 'exists already' },
  248: { meaning: 'bad-credentials', text: 'wrong password' },
  249: { meaning: 'wrong-rights', text: 'for clones only' },
  250: { meaning: 'wrong-rights', text: 'not for deleted devices' },
  251: { meaning: 'tariff', text: 'insufficient funds' },
  252: { meaning: 'conflict', text: 'the device is corrupted already' },
  253: { meaning: 'conflict', text: 'the device has clones' },
  254: { meaning: 'other', text: 'a file could not be saved' },
  255: { meaning: 'conflict', text: 'wrong state of the task' },
  256: { meaning: 'conflict', text: 'the location is current already' },
  257: { meaning: 'wrong-rights', text: 'registration forbidden' },
  258: { meaning: 'not-found', text: 'no such bundle' },
  259: { meaning: 'bad-request', text: 'payments do not match' },
  260: { meaning: 'bad-request', text: 'payments do not match' },
  261: { meaning: 'wrong-rights', text: 'external links are forbidden' },
  262: { meaning: 'bad-request', text: 'wrong list of entries' },
  263: { meaning: 'conflict', text: 'nothing to change' },
  264: { meaning: 'too-soon', text: 'this call may be made only every few minutes' },
  265: { meaning: 'conflict', text: 'done already' },
  266: { meaning: 'conflict', text: 'wrong state of the device' },
  267: { meaning: 'over-quota', text: 'too many entities' },
  268: { meaning: 'over-quota', text: 'over quota' },
  269: { meaning: 'conflict', text: 'wrong state of the file' },
  270: { meaning: 'over-quota', text: 'too many sensors of this type' },
  271: { meaning: 'over-quota', text: 'file too large' },
  272: { meaning: 'conflict', text: 'the trackers must be of one model' },
  273: { meaning: 'conflict', text: 'duplicate login' },
  274: { meaning: 'bad-request', text: 'empty data file' },
  275: { meaning: 'blocked', text: 'the user is blocked' },
  276: { meaning: 'wrong-session-type', text: 'forbidden for this type of session' },
  277: { meaning: 'conflict', text: 'security group' },
  278: { meaning: 'conflict', text: 'security group' },
  279: { meaning: 'bad-request', text: 'invalid period' },
  280: { meaning: 'conflict', text: 'wrong state of the import' },
  281: { meaning: 'blocked', text: 'the resource is closed' },
  282: { meaning: 'wrong-code', text: 'wrong authorization code' },
  284: { meaning: 'bad-request', text: 'not enough points in a zone' },
};

/** @returns the meaning of `code`; `other` for an unknown code */
export function meaningOf(code: number): Meaning {
  return CODES[code]?.meaning ?? 'other';
}

/** @returns e.g. `code 4: no such session or API key` */
export function describeCode(code: number): string {
  const text = CODES[code]?.text;
  return text === undefined ? `code ${code}` : `code ${code}: ${text}`;
}
