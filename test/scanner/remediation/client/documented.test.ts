import {
  array,
  integer,
  literal,
  nullable,
  number,
  optional,
  pipe,
  record,
  regex,
  safeParse,
  strictObject,
  string,
  unknown,
  type GenericSchema,
} from 'valibot';
import { expect, test } from 'vitest';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer } from '../../../support/navixy-server/index.ts';

/**
 * The documented form of each response, transcribed from the pages and the draft OpenAPI file
 * of the user API (`SuccessResponse`, `ErrorResponse`, `ApiKeyListResponse`), and from the pages of
 * the panel API. The stand-in must match it, or the tests prove nothing about the platform.
 */
const ok = literal(true);
const hash = pipe(string(), regex(/^[0-9a-f]{32}$/u));
const date = pipe(string(), regex(/^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d|T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))$/u));
const int = pipe(number(), integer());
const apiKey = strictObject({ hash, create_date: date, title: string() });
const nothing = strictObject({ success: ok });
const permissions = record(string(), array(string()));
const person = strictObject({
  id: int,
  login: string(),
  title: string(),
  demo: unknown(),
  verified: unknown(),
  creation_date: string(),
  time_zone: string(),
});
const FAILURE = strictObject({
  success: literal(false),
  status: strictObject({ code: int, description: string() }),
  errors: optional(array(strictObject({ parameter: string(), error: string() }))),
});

const ANSWERS: Readonly<Record<string, GenericSchema>> = {
  'timezone/list': strictObject({
    success: ok,
    list: array(
      strictObject({
        zone_id: string(),
        description: string(),
        base_offset: number(),
        dst_offset: number(),
        country_code: string(),
        alt_ids: array(string()),
      }),
    ),
  }),
  'base/nothing': nothing,
  'user/auth': strictObject({ success: ok, type: string(), hash, factor_type: optional(literal('email')) }),
  'user/auth/code/verify': strictObject({ success: ok, hash }),
  'user/logout': nothing,
  'user/get_info': strictObject({
    success: ok,
    paas_id: int,
    paas_settings: strictObject({ domain: string() }),
    user_info: person,
    master: optional(person),
    privileges: optional(strictObject({ rights: array(string()) })),
  }),
  'api/key/list': strictObject({ success: ok, list: array(apiKey) }),
  'api/key/create': strictObject({ success: ok, value: apiKey }),
  'api/key/delete': nothing,
  'user/audit/log/list': strictObject({
    success: ok,
    list: array(
      strictObject({
        id: int,
        user_id: int,
        subuser_id: int,
        entry_category: string(),
        entry_id: nullable(int),
        action: string(),
        payload: nullable(unknown()),
        host: string(),
        user_agent: string(),
        action_date: date,
      }),
    ),
  }),
  'panel/timezone/list': strictObject({ success: ok, list: array(unknown()) }),
  'panel/account/auth': strictObject({ success: ok, hash, permissions }),
  'panel/account/get_permissions': strictObject({ success: ok, permissions }),
  'panel/account/logout': nothing,
};

/** The HTTP status of each code, if it is not 400 (docs: backend-api/errors.md). */
const HTTP: Readonly<Record<number, number>> = {
  1: 500,
  2: 403,
  6: 500,
  8: 503,
  9: 412,
  11: 403,
  13: 403,
  14: 503,
  15: 429,
  101: 403,
  204: 404,
  236: 402,
  264: 403,
  268: 402,
  275: 403,
  276: 403,
};

test('every response of the stand-in is documented', async () => {
  const [key, session, sub, panel] = [hex('key'), hex('session'), hex('sub'), hex('panel')];
  const server = await startNavixyServer({
    users: [
      {
        login: 'm',
        password: 'p',
        keys: [{ hash: key }],
        sessions: [session],
        audit: [{ category: 'api_key', action: 'create', date: '2024-01-01 00:00:00' }],
      },
      { login: 's', password: 'p', masterLogin: 'm', sessions: [sub] },
      { login: 'two', password: 'p', secondFactorCode: '1' },
    ],
    panels: [{ login: '7', password: 'p', sessions: [panel] }],
    keyQuota: 2,
  });
  const fields = {
    title: 'T',
    key,
    code: '1',
    login: 'm',
    password: 'p',
    from: '2023-01-01 00:00:00',
    to: '2030-01-01T00:00:00+0000',
    limit: 5,
  };
  const post = async (path: string, body: object, iso: boolean): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', ...(iso ? { 'nvx-iso-datetime': 'true' } : {}) };
    return (await fetch(`${server.baseUrl}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { hash: pending } = (await post('user/auth', { login: 'two', password: 'p' }, false)) as { hash: string };
  // Each user makes every call. Calls that delete something come last.
  const rank = (path: string): number => ['delete', 'logout'].findIndex((last) => path.endsWith(last));
  const paths = Object.keys(ANSWERS).sort((left, right) => rank(left) - rank(right));
  for (const path of paths) {
    for (const caller of [undefined, hex('nobody'), key, sub, panel, pending, session]) {
      for (const iso of [false, true])
        await post(
          path,
          {
            ...fields,
            ...(path === 'panel/account/auth' ? { login: '7' } : {}),
            ...(caller === undefined ? {} : { hash: caller }),
          },
          iso,
        );
    }
  }
  const succeeded = new Set<string>();
  for (const { path, answer } of server.answers) {
    const { code } = (answer.body as { status?: { code: number } }).status ?? {};
    const schema = answer.http === 200 ? ANSWERS[path] : FAILURE;
    const { success: isDocumented, issues } = safeParse(schema as GenericSchema, answer.body);
    expect(
      isDocumented,
      `${path}: ${JSON.stringify(answer.body)} ${JSON.stringify(issues?.map(({ message }) => message))}`,
    ).toBe(true);
    expect(answer.http).toBe(code === undefined ? 200 : (HTTP[code] ?? 400));
    if (code === undefined) succeeded.add(path);
  }
  expect([...succeeded].sort()).toEqual(Object.keys(ANSWERS).sort());
  await server.close();
});
