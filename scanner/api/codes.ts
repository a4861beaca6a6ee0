/** What a documented error code means to this tool. Decisions are made on these, never on descriptions. */
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
  | 'other';

interface CodeFact {
  readonly meaning: Meaning;
  /** For people. Our words: what the server writes is neither stable nor safe to repeat. */
  readonly text: string;
}

/**
 * Codes with a meaning here. Source: navixy-api.md section 5 (docs: backend-api/errors.md; 104, 105
 * and 282 are documented on the user/auth pages only). Both 3 and 4 are a dead hash: the docs use
 * them interchangeably (section 12, point 3). 7 and 14 have another meaning in the IoT Logic table
 * (section 12, point 4); this client calls no IoT Logic path.
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
  201: { meaning: 'not-found', text: 'not found' },
  204: { meaning: 'not-found', text: 'entity not found' },
  236: { meaning: 'tariff', text: 'not in the tariff' },
  268: { meaning: 'over-quota', text: 'over quota' },
  275: { meaning: 'blocked', text: 'the user is blocked' },
  276: { meaning: 'wrong-session-type', text: 'forbidden for this type of session' },
  282: { meaning: 'wrong-code', text: 'wrong authorization code' },
};

/** @returns what `code` means; `other` for a code without a meaning here */
export function meaningOf(code: number): Meaning {
  return CODES[code]?.meaning ?? 'other';
}

/** @returns e.g. `code 4: no such session or API key` */
export function describeCode(code: number): string {
  const text = CODES[code]?.text;
  return text === undefined ? `code ${code}` : `code ${code}: ${text}`;
}
