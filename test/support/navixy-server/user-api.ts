import { ApiFailure, success, type ServerAnswer } from './errors.ts';
import { parameter } from './request.ts';
import type { Caller, ServerState, User } from './state.ts';
import type { RecordedRequest } from './types.ts';

export type Handler = (request: RecordedRequest, state: ServerState) => ServerAnswer;

const HASH = /^[0-9a-f]{32}$/u;
const PRINTABLE = /^[^\p{Cc}]+$/u;
const LONGEST_TITLE = 255;
const LONGEST_PASSWORD = 40;

/** The calls of the user API that the tool makes, as documented: navixy-api.md sections 3 and 4. */
export const USER_API: Readonly<Record<string, Handler>> = {
  'timezone/list': () =>
    success({
      list: [
        {
          zone_id: 'Europe/Berlin',
          description: 'Berlin',
          base_offset: 1,
          dst_offset: 1,
          country_code: 'DE',
          alt_ids: [],
        },
      ],
    }),
  'base/nothing': (request, state) => {
    callerOf(request, state);
    return success();
  },
  'user/auth': auth,
  'user/auth/code/verify': verifyCode,
  'user/logout': (request, state) => {
    const caller = callerOf(request, state);
    if (caller.by !== 'session' || caller.session.type !== 'standard') throw new ApiFailure(4);
    state.sessions.delete(caller.session.hash);
    return success();
  },
  'user/get_info': (request, state) => userInfo(callerOf(request, state).user),
  'api/key/list': (request, state) => {
    const owner = keyOwner(request, state);
    return success({
      list: owner.keys.map(({ hash, title, createDate }) => ({
        hash,
        title,
        create_date: dateFor(request, state, createDate),
      })),
    });
  },
  'api/key/create': (request, state) => {
    const owner = keyOwner(request, state);
    const title = parameter(request, 'title');
    if (typeof title !== 'string' || title.length > LONGEST_TITLE || title.trim() === '' || !PRINTABLE.test(title)) {
      throw new ApiFailure(7, [{ parameter: 'title', error: 'not empty, printable, at most 255' }]);
    }
    refuseInDemo(owner);
    if (owner.keys.length >= state.keyQuota) throw new ApiFailure(268);
    const key = state.createKey(owner, title);
    return success({
      value: { hash: key.hash, create_date: dateFor(request, state, key.createDate), title: key.title },
    });
  },
  'api/key/delete': (request, state) => {
    const owner = keyOwner(request, state);
    const key = parameter(request, 'key');
    if (typeof key !== 'string' || !HASH.test(key))
      throw new ApiFailure(7, [{ parameter: 'key', error: '32 hex digits' }]);
    refuseInDemo(owner);
    if (!state.deleteKey(owner, key)) throw new ApiFailure(201);
    return success();
  },
  'user/audit/log/list': auditLog,
  'subuser/session/create': (request, state) => {
    const caller = callerOf(request, state);
    if (caller.user.master !== undefined) throw new ApiFailure(13);
    const id = Number(parameter(request, 'subuser_id'));
    const subUser = state.users.find((user) => user.id === id && user.master === caller.user);
    if (subUser === undefined) throw new ApiFailure(201);
    return success({ hash: state.openSession(subUser, 'standard') });
  },
};

/** Documented: dates are in the user's time zone, or with an offset for who asks (header or `iso_datetime`). */
function dateFor(request: RecordedRequest, state: ServerState, date: string): string {
  const wantsOffset = request.headers['nvx-iso-datetime'] === 'true' || parameter(request, 'iso_datetime') === true;
  return wantsOffset && state.isoDates ? `${date.replace(' ', 'T')}Z` : date;
}

/** Documented: master users only. Whether an API key may is not; this one lets it. */
function auditLog(request: RecordedRequest, state: ServerState): ServerAnswer {
  const { user } = callerOf(request, state);
  if (user.master !== undefined) throw new ApiFailure(13);
  const [from, to] = [parameter(request, 'from'), parameter(request, 'to')].map((date) => Date.parse(String(date)));
  const limit = Number(parameter(request, 'limit'));
  if (from === undefined || to === undefined || Number.isNaN(from + to) || !Number.isInteger(limit))
    throw new ApiFailure(7, [{ parameter: 'from, to, limit', error: 'required' }]);
  const at = (date: string): number => Date.parse(`${date.replace(' ', 'T')}Z`);
  const list = (user.seed.audit ?? [])
    .filter(({ date }) => at(date) >= from && at(date) <= to)
    .sort((left, right) => at(right.date) - at(left.date))
    .slice(0, limit)
    .map(({ category, action, date, host }, index) => ({
      id: index + 1,
      user_id: user.id,
      subuser_id: user.id,
      entry_category: category,
      entry_id: null,
      action,
      payload: null,
      host: host ?? '198.51.100.7',
      user_agent: 'stand-in',
      action_date: dateFor(request, state, date),
    }));
  return success({ list });
}

/** @throws ApiFailure 3 without a well-formed hash, 4 for an unknown hash, 275 for a blocked user */
function callerOf(request: RecordedRequest, state: ServerState): Caller {
  if (request.hash === undefined || !HASH.test(request.hash)) throw new ApiFailure(3);
  const caller = state.caller(request.hash);
  if (caller === undefined || (caller.by === 'session' && caller.session.type === 'second-factor'))
    throw new ApiFailure(4);
  if (caller.user.seed.blocked === true) throw new ApiFailure(275);
  return caller;
}

/** `api/key/*`: only for a standard session of the master; 4 for a key or other session, 13 for a sub-user. */
function keyOwner(request: RecordedRequest, state: ServerState): User {
  const caller = callerOf(request, state);
  if (caller.by !== 'session' || caller.session.type !== 'standard') throw new ApiFailure(4);
  if (caller.user.master !== undefined) throw new ApiFailure(13);
  return caller.user;
}

function refuseInDemo(user: User): void {
  if (user.seed.demo === true) throw new ApiFailure(101);
}

function auth(request: RecordedRequest, state: ServerState): ServerAnswer {
  const login = parameter(request, 'login');
  const password = parameter(request, 'password');
  const wellFormed =
    typeof login === 'string' &&
    typeof password === 'string' &&
    password.length > 0 &&
    password.length <= LONGEST_PASSWORD;
  if (!wellFormed) throw new ApiFailure(7, [{ parameter: 'login, password', error: 'required' }]);
  const user = state.users.find((candidate) => candidate.seed.login === login && candidate.seed.password === password);
  if (user === undefined) throw new ApiFailure(102);
  if (user.seed.authError !== undefined) throw new ApiFailure(user.seed.authError);
  if (user.seed.secondFactorCode === undefined) {
    return success({ type: 'authenticated', hash: state.openSession(user, 'standard') });
  }
  return success({
    type: 'second_factor_required',
    factor_type: 'email',
    hash: state.openSession(user, 'second-factor'),
  });
}

function verifyCode(request: RecordedRequest, state: ServerState): ServerAnswer {
  if (request.hash === undefined || !HASH.test(request.hash)) throw new ApiFailure(3);
  const session = state.sessions.get(request.hash);
  if (session?.type !== 'second-factor') throw new ApiFailure(4);
  if (parameter(request, 'code') !== session.user.seed.secondFactorCode) throw new ApiFailure(282);
  state.sessions.delete(session.hash);
  return success({ hash: state.openSession(session.user, 'standard') });
}

/** `master` and `privileges` are there for sub-users only (navixy-api.md section 4). */
function userInfo(user: User): ServerAnswer {
  const info = (who: User) => ({
    id: who.id,
    login: who.seed.login,
    title: who.seed.login,
    demo: who.seed.demo ?? false,
    verified: true,
    creation_date: '2020-01-01',
    time_zone: 'Europe/Berlin',
  });
  return success({
    paas_id: 1,
    paas_settings: { domain: 'gps.brand.example' },
    user_info: info(user),
    ...(user.master === undefined ? {} : { master: info(user.master), privileges: { rights: ['tracker_update'] } }),
  });
}
