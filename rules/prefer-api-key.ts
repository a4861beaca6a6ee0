import type { TSESLint } from '@typescript-eslint/utils';
import type { Analysis } from './analysis.ts';
import { answersOf } from './answers.ts';
import { type Call, type Node, chainNames, enclosingFunction, unwrap } from './ast.ts';
import { credentialsOf, sdkUsers } from './carried.ts';
import { createRule } from './create-rule.ts';
import { type Origin, isHeldByProgram, originsOf } from './credential-origin.ts';
import type { Entry } from './entries.ts';
import { isPeriodic } from './periodic.ts';
import { onPlatformFile } from './platform-file.ts';
import type { Request } from './requests.ts';
import { functionBinding } from './scopes.ts';
import { hasKeyCapableUse, hasSessionOnlyUse, isSessionOnly } from './session-use.ts';
import { toText } from './values.ts';

export type MessageIds = 'preferApiKey' | 'preferApiKeyRenewal' | 'preferApiKeySdk';
export type Options = readonly [];

const LOGIN = 'user/auth';
const RENEWAL = 'user/session/renew';
const SUB_USER = /sub[\s_-]?(?:user|account)/i;
const ORIGIN_NAMES: Readonly<Record<Origin, string>> = {
  environment: 'the environment',
  configuration: 'a configuration',
  literal: 'the code',
  person: 'a person',
  unknown: 'elsewhere',
};

type Problem = TSESLint.ReportDescriptor<MessageIds> & { readonly node: Node };

export default createRule<MessageIds, Options>({
  name: 'prefer-api-key',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Prefer an API key to a session for programs that log in by themselves',
      recommended: true,
      since: '0.1.0',
    },
    schema: [],
    messages: {
      preferApiKey:
        'This program logs in with `user/auth` and a password from {{source}} to get a session hash. A session expires, and the password opens the whole account: create an API key for this integration and send it as `Authorization: NVX <key>`.',
      preferApiKeyRenewal:
        'This program keeps a session from {{source}} alive with `user/session/renew`. An API key never expires: create one for this integration and send it as `Authorization: NVX <key>`.',
      preferApiKeySdk:
        'The SDK logs in here with a password from {{source}}. A session expires, and the password opens the whole account: create an API key for this integration and pass it as `{ user: { hash } }`.',
    },
  },
  create(context) {
    return onPlatformFile(context, ['user/auth', 'password', RENEWAL], (analysis) => {
      for (const problem of findProblems(analysis)) context.report(problem);
    });
  },
});

function findProblems(analysis: Analysis): Problem[] {
  const logins = analysis.requests.filter((request) => request.endpoints.some(({ path }) => path === LOGIN));
  const problems = findLoginProblems(logins, analysis);
  return [...problems, ...findSdkProblems(analysis), ...findRenewalProblems(logins, problems, analysis)];
}

function findLoginProblems(logins: readonly Request[], analysis: Analysis): Problem[] {
  const isHandedOn = !hasSessionOnlyUse(analysis) && analysis.requests.length === logins.length;
  return logins.filter((login) => isWrittenIn(login) || !logins.some((other) => isWrittenIn(other))).flatMap((login): Problem[] => {
    const isUsed = hasKeyCapableUse(login, logins, analysis);
    if (!isUsed && !(isHandedOn && isResultKept(login.node))) return [];
    const source = getHolder(credentialsFor(login, analysis), login.node, analysis);
    return source === undefined ? [] : [{ node: login.url, messageId: 'preferApiKey', data: { source } }];
  });
}

/** A session that a program keeps alive by itself; where its login is reported, that says it all. */
function findRenewalProblems(logins: readonly Request[], reported: readonly Problem[], analysis: Analysis): Problem[] {
  return analysis.requests.flatMap((request): Problem[] => {
    if (!request.endpoints.some(({ path }) => path === RENEWAL) || !isPeriodic(request.node, analysis)) return [];
    const source = credentialsOf(request, analysis).map(({ node }) => getSessionHolder(node, logins, analysis)).find((one) => one !== undefined);
    const given = credentialsOf(request, analysis).flatMap(({ node }) => answersOf(node, analysis).map((answer) => answer.request.url));
    const isReported = reported.some(({ node }) => given.includes(node));
    return source === undefined || isReported ? [] : [{ node: request.url, messageId: 'preferApiKeyRenewal', data: { source } }];
  });
}

/** @returns in words where a program has a session from; `undefined` for the session of a person, or a key */
function getSessionHolder(hash: Node, logins: readonly Request[], analysis: Analysis): string | undefined {
  const given = answersOf(hash, analysis).map(({ request }) => request).filter((request) => logins.includes(request));
  if (given.length > 0) return given.map((login) => getHolder(credentialsFor(login, analysis), login.node, analysis)).find((one) => one !== undefined);
  const origins = originsOf(hash, analysis);
  if (analysis.credentials.kindOf(hash) === 'api-key' || !isHeldByProgram(origins)) return undefined;
  return nameOf(origins);
}

/** Whether the path stands in the call itself, not in the call of the local helper around it. */
function isWrittenIn({ url, address }: Request): boolean {
  return address.some((sequence) =>
    toText(sequence).includes(LOGIN) &&
    sequence.some(({ text, origin }) => text?.includes('auth') && origin.range[0] >= url.range[0] && origin.range[1] <= url.range[1]),
  );
}

/** A login whose answer nobody reads is a check of the password, not a session to work with. */
function isResultKept(call: Call): boolean {
  let node: Node = call;
  while (node.parent && unwrap(node.parent) === call) node = node.parent;
  return node.parent?.type !== 'ExpressionStatement';
}

/** @returns the expressions of password (and login) that a login sends */
function credentialsFor(login: Request, analysis: Analysis): Entry[] {
  const entries = analysis.entries([...login.body, ...login.query, ...login.loose]);
  const named = entries.filter(({ name }) => name === 'password' || name === 'login');
  if (named.some(({ name }) => name === 'password')) return named;
  const inAddress = [login.address, ...login.body.map((node) => analysis.evaluator.evaluate(node))].flatMap((value) =>
    value.flatMap((sequence) =>
      sequence.flatMap((chunk, index) => {
        const [, name] = /(?:^|[?&\s"'])(login|password)=$/.exec(toText(sequence.slice(0, index))) ?? [];
        return name === undefined ? [] : [{ name, value: chunk.text === undefined ? chunk.origin : chunk.site }];
      }),
    ),
  );
  if (inAddress.some(({ name }) => name === 'password')) return inAddress;
  // A whole object whose parts are not in sight: `JSON.stringify(config.navixy)`.
  return [...login.body, ...(login.body.length === 0 ? login.loose : [])].flatMap((node) => {
    const call = unwrap(node);
    const inner = call.type === 'CallExpression' && chainNames(call.callee).join('.') === 'JSON.stringify' ? call.arguments[0] : call;
    return inner && inner.type !== 'ObjectExpression' ? [{ name: 'password', value: inner }] : [];
  });
}

/** @returns in words where the program has the password from; `undefined` if a person or nobody known gives it */
function getHolder(credentials: readonly Entry[], call: Node, analysis: Analysis): string | undefined {
  const passwords = credentials.filter(({ name }) => name === 'password');
  const origins = new Set(passwords.flatMap(({ value }) => [...originsOf(value, analysis)]));
  if (!isHeldByProgram(origins) || isSubUser(credentials, call, analysis) || isDemo(passwords, analysis)) return undefined;
  const logins = new Set(credentials.filter(({ name }) => name === 'login').flatMap(({ value }) => [...originsOf(value, analysis)]));
  if (logins.has('person')) return undefined;
  return nameOf(origins);
}

function nameOf(origins: ReadonlySet<Origin>): string | undefined {
  const shown = (['environment', 'configuration', 'literal'] as const).find((origin) => origins.has(origin));
  return shown && ORIGIN_NAMES[shown];
}

/** The public demo account, which cannot have keys either (`navixy-api.md`, section 1). */
function isDemo(passwords: readonly Entry[], { evaluator }: Analysis): boolean {
  return passwords.every(({ value }) => evaluator.evaluate(value).every((sequence) => toText(sequence) === 'demo'));
}

/** Sub-users cannot have API keys (`navixy-api.md`, section 3). */
function isSubUser(credentials: readonly Entry[], call: Node, { sourceCode, tracer }: Analysis): boolean {
  const texts = credentials.flatMap(({ value }) => [value, ...tracer.sources(value)]).map((node) => sourceCode.getText(node).slice(0, 200));
  const around = enclosingFunction(call);
  const name = around && functionBinding(around)?.name;
  return [...texts, name ?? ''].some((text) => SUB_USER.test(text));
}

/** `new Navixy.Api({ user: { login, password } })` and `api.setUser({ login, password })` */
function findSdkProblems(analysis: Analysis): Problem[] {
  return sdkUsers(analysis).flatMap(({ call, value }): Problem[] => {
    const source = getHolder(analysis.entries([value]), call, analysis);
    if (source === undefined || isSessionOnlyClient(call, analysis)) return [];
    return [{ node: value, messageId: 'preferApiKeySdk', data: { source } }];
  });
}

/** Whether every call seen through a client needs a session: `api.request('api/key/list')`, `api.api.key.list()`. */
function isSessionOnlyClient(call: Call, { tracer, sourceCode }: Analysis): boolean {
  const declared = call.parent.type === 'VariableDeclarator' ? call.parent.id : undefined;
  const variable = declared && tracer.variableOf(declared);
  const paths = (variable?.references ?? []).flatMap(({ identifier }) => {
    let node = identifier as Node;
    while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
    if (node === identifier || node.parent?.type !== 'CallExpression') return [];
    const names = chainNames(node).slice(1);
    const [first] = node.parent.arguments;
    if (names[0] !== 'request') return [names.join('/')];
    return first ? [sourceCode.getText(first).replace(/^["'`]\/?|["'`]$/g, '')] : [];
  });
  return paths.length > 0 && paths.every((path) => isSessionOnly(path));
}
