// The faults that can occur at a call.
import type { Fault } from '../../../support/navixy-server/index.ts';
import { OWNER } from '../revoke/harness.ts';
import { LEAKED, OTHER, type World } from './world.ts';

/** A fault at one call. */
export interface Misbehaviour {
  readonly name: string;
  /** The behaviour of the server at that call. */
  readonly fault: (world: World) => Omit<Fault, 'path' | 'skip' | 'times'>;
  /** Whether the fault also occurs at every later call of the same path. */
  readonly goesOn: boolean;
}

type Kind = Omit<Misbehaviour, 'name' | 'goesOn'>['fault'];

const DOCUMENTED_CODES = [1, 3, 4, 5, 6, 8, 11, 13, 14, 15, 101, 102, 104, 201, 268, 275, 276];
const HTML = '<!doctype html><html><body>Sign in</body></html>';
const HTML_HEADERS = { 'content-type': 'text/html' };

/** Faults of a network, a gateway or a server. */
const SPOILED: Readonly<Record<string, Kind>> = {
  'no answer': ({ clock }) => ({ hang: true, onHit: () => clock.expire() }),
  'no answer to what was done': ({ clock }) => ({ after: true, hang: true, onHit: () => clock.expire() }),
  'half an answer, then nothing': ({ clock }) => ({ after: true, stall: true, onHit: () => clock.expire() }),
  'a reset before it was done': () => ({ reset: true }),
  'a reset after it was done': () => ({ after: true, reset: true }),
  'cut off': () => ({ truncate: true }),
  'cut off after it was done': () => ({ after: true, truncate: true }),
  'HTML with 200': () => ({ body: HTML, headers: HTML_HEADERS }),
  'HTML with 200 after it was done': () => ({ after: true, body: HTML, headers: HTML_HEADERS }),
  'HTML with 502': () => ({ status: 502, body: HTML, headers: HTML_HEADERS }),
  'HTML with 502 after it was done': () => ({ after: true, status: 502, body: HTML, headers: HTML_HEADERS }),
  '401 of a CDN': () => ({ status: 401, body: 'denied' }),
  '403 of a CDN': () => ({ status: 403, body: HTML, headers: HTML_HEADERS }),
  '404': () => ({ status: 404, body: HTML, headers: HTML_HEADERS }),
  '429 without JSON': () => ({ status: 429, body: 'slow down' }),
  '429 for an hour': () => ({ status: 429, body: 'slow down', headers: { 'retry-after': '3600' } }),
  'a redirect': () => ({ redirect: 'http://127.0.0.1:1/' }),
  'a redirect after it was done': () => ({ after: true, redirect: 'http://127.0.0.1:1/' }),
  'nothing at all': () => ({ body: '' }),
  'nothing at all after it was done': () => ({ after: true, body: '' }),
  null: () => ({ body: 'null' }),
  'wrong types': () => ({ body: '{"success":true,"list":{},"hash":5,"value":"x","permissions":[],"user_info":null}' }),
  'wrong types after it was done': () => ({
    after: true,
    rewrite: ({ http, body }) => ({
      http,
      body: { ...(body as object), type: 7, list: 'x', permissions: 'y', value: 'z', user_info: 1 },
    }),
  }),
  'success that says no more': () => ({ body: '{"success":true}' }),
  'success with 500': () => ({ after: true, status: 500 }),
  'failure with 200': () => ({ status: 200, code: 4 }),
  '2 MiB': () => ({ after: true, body: `{"success":true,"list":["${'x'.repeat(2 * 1024 * 1024)}"]}` }),
  'another code': () => ({ code: 4711 }),
  'no header': () => ({ drop: ['header'] }),
  'neither header nor body': () => ({ drop: ['header', 'body'] }),
};

/** Actions of others during the call. The call itself succeeds. */
const EVENTS: Readonly<Record<string, (world: World) => void>> = {
  'a colleague makes a key of the same title': (world) => world.colleagueMakesKey(),
  'somebody else ends the key': (world) => world.end(LEAKED.key),
  'somebody else ends the session': (world) => world.end(LEAKED.session),
  'somebody else deletes what was made': (world) => world.madeKeys.forEach((key) => world.end(key)),
  'our sessions end': ({ server }) =>
    server.state
      .openSessions(OWNER.login)
      .filter(({ hash }) => server.state.issued.includes(hash))
      .forEach(({ hash }) => server.state.sessions.delete(hash)),
  'the clock jumps on by ten years': ({ clock }) => clock.jump(10 * 365 * 86_400_000),
  'the clock jumps back by ten years': ({ clock }) => clock.jump(-10 * 365 * 86_400_000),
};

function interrupt({ stop, clock }: World): void {
  const expire = clock.expiry();
  stop.abort();
  setImmediate(expire);
}

/** Ctrl-C before or during the answer. A call that must not be cut off runs into its timeout. */
const STOPPED: Readonly<Record<string, Kind>> = {
  'Ctrl-C before it was done': (world) => ({ hang: true, onHit: () => interrupt(world) }),
  'Ctrl-C after it was done': (world) => ({ after: true, hang: true, onHit: () => interrupt(world) }),
  'Ctrl-C as the answer comes': ({ stop }) => ({ after: true, onHit: () => stop.abort() }),
};

/** The answer for another account. */
const ofAnotherAccount: Kind = ({ server }) => ({
  after: true,
  rewrite: (truth, { path }) => {
    const { keys } = server.state.user(OTHER.login);
    const [key] = keys.map(({ hash, title, createDate }) => ({ hash, title, create_date: createDate }));
    if (truth.http !== 200) return truth;
    if (path === 'api/key/list') return { http: 200, body: { success: true, list: [key] } };
    if (path === 'api/key/create') return { http: 200, body: { success: true, value: key } };
    return truth;
  },
});

const coded = Object.fromEntries(
  DOCUMENTED_CODES.flatMap((code): [string, Kind][] => [
    [`code ${code}`, () => ({ code })],
    [`code ${code} after it was done`, () => ({ after: true, code })],
  ]),
);

const events = Object.fromEntries(
  Object.entries(EVENTS).map(([name, happen]): [string, Kind] => [
    name,
    (world) => ({ after: true, onHit: () => happen(world) }),
  ]),
);

/**
 * Faults that no client can detect: a documented answer that is false.
 * @param command the command that makes the call
 * @param path the path of the call with the fault
 */
export function isBelieved(
  { name, goesOn }: Misbehaviour,
  command: 'verify' | 'revoke' | 'rotate' | 'keys',
  path: string,
): boolean {
  const code = /^code (\d+)/u.exec(name)?.[1];
  // A login that opened a session, but was answered with a documented refusal.
  if (path === 'user/auth' && name.includes('after it was done'))
    return ['5', '11', '15', '102', '104', '275'].includes(code ?? '');
  // Keys and sessions of sub-users get the same refusal there, so only the reported kind
  // is wrong.
  return (
    command === 'verify' && path === 'api/key/list' && (['13', '276'].includes(code ?? '') || (code === '4' && goesOn))
  );
}

export const MISBEHAVIOURS: readonly Misbehaviour[] = [
  ...Object.entries({ ...SPOILED, ...coded, 'the answer of another account': ofAnotherAccount }).flatMap(
    ([name, fault]) => [
      { name: `${name}, once`, fault, goesOn: false },
      { name: `${name}, from now on`, fault, goesOn: true },
    ],
  ),
  ...Object.entries({ ...STOPPED, ...events }).map(([name, fault]) => ({ name, fault, goesOn: false })),
];
