// The rule `no-hardcoded-credentials`: passwords of the platform in code.
import type { TSESLint } from '@typescript-eslint/utils';
import { lazy } from '../src/lazy.ts';
import { LOGIN_PATHS } from '../src/navixy/call-facts.ts';
import { PASSWORD_FIELD } from '../src/navixy/carriers.ts';
import type { Analysis } from './analysis/analysis.ts';
import { sdkUsers } from './analysis/sent-credentials.ts';
import type { Node } from './syntax/ast.ts';
import { unwrap } from './syntax/ast.ts';
import { createRule } from './create-rule.ts';
import type { Entry } from './analysis/entry.ts';
import { onPlatformFile } from './analysis/platform-file.ts';
import { anyWord } from './platform/quick-filter.ts';
import { HOLE, type Chunk, type Sequence, toText } from './syntax/values.ts';

export type MessageIds = 'hardcodedCredentials' | 'hardcodedCredentialsInUrl';
export type Options = readonly [];

const LOGIN_URL = lazy(
  () => new RegExp(`(?:user|account)/auth/?\\?(?:[^\\s"'\`]*&)?${PASSWORD_FIELD}=([^&\\s"'\`<>]*)`),
);
/** The text before the password in a body built by hand: `login=x&password=`, `{"password":"`. */
const JOINED = lazy(() => new RegExp(`(?:^|[&"'])${PASSWORD_FIELD}(?:=|["']\\s*:\\s*["']?)$`));
/** The character between a password and the host; {@link USER_INFO} needs it. */
const USER_INFO_END = '@';
const USER_INFO = /:\/\/[^\s/:@]+:([^\s/@]+)@/;
/**
 * Placeholders for a password in samples and forms, and the public demo account (platform documentation, "Getting
 * started").
 */
const PLACEHOLDER = lazy(
  () =>
    new RegExp(
      String.raw`^(?:|demo|\*+|x{3,}|\.{2,}|…|<.*>|\[.*\]|\{.*\}|%.*%|\$\{?.*\}?|#.*#|(?:your|my|the|some|` +
        String.raw`user|account|navixy|enter|insert|change)?[\s_.-]?(?:new|secret|strong|navixy|account|user|` +
        String.raw`dealer)?[\s_.-]?(?:password|passwd|pass|pwd)(?:[\s_.-]?(?:here|me|goes here))?|` +
        String.raw`change[\s_-]?me|secret|string|placeholder|todo|tbd|none|null|undefined|\s+)$`,
      'i',
    ),
);

type Problem = TSESLint.ReportDescriptor<MessageIds>;

/**
 * Ownership: `prefer-api-key` reports the login itself, at its address; this rule reports the hardcoded password.
 * Reading the password from the environment fixes only this problem.
 */
export default createRule<MessageIds, Options>({
  name: 'no-hardcoded-credentials',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow logins and passwords of the platform written into code',
      recommended: true,
      since: '0.1.0',
    },
    schema: [],
    messages: {
      hardcodedCredentials: 'Hardcoded password of a Navixy account: change it, and keep the new one out of the code.',
      hardcodedCredentialsInUrl:
        'This URL contains the password of a Navixy account: change it, and send the new one in the body.',
    },
  },
  create(context) {
    return onPlatformFile(context, anyWord([PASSWORD_FIELD, USER_INFO_END]), (analysis) => {
      for (const problem of findProblems(analysis)) context.report(problem);
    });
  },
});

function findProblems(analysis: Analysis): Iterable<Problem> {
  const problems = new Map<Node, Problem>();
  for (const node of findInUrls(analysis)) problems.set(node, { node, messageId: 'hardcodedCredentialsInUrl' });
  for (const value of passwordsOf(analysis)) {
    for (const node of findLiterals(value, analysis)) problems.set(node, { node, messageId: 'hardcodedCredentials' });
  }
  return problems.values();
}

/** @returns the expressions sent as a password */
function passwordsOf(analysis: Analysis): Node[] {
  const logins = analysis.requests.filter(({ endpoints }) =>
    endpoints.some(({ path }) => path !== undefined && LOGIN_PATHS.has(path)),
  );
  const entries: Entry[] = logins.flatMap(({ body, query, loose }) => analysis.entries([...body, ...query, ...loose]));
  const users = analysis.entries(sdkUsers(analysis).map(({ value }) => value));
  const named = [...entries, ...users].filter(({ name }) => name === PASSWORD_FIELD).map(({ value }) => value);
  return [...named, ...logins.flatMap(({ body }) => body.flatMap((node) => joinedPasswords(node, analysis)))];
}

/** `login=${l}&password=${p}` in a body built by hand. */
function joinedPasswords(body: Node, { evaluator }: Analysis): Node[] {
  return evaluator
    .evaluate(body)
    .flatMap((sequence) =>
      sequence.flatMap((chunk, index) =>
        index > 0 && JOINED().test(sequence[index - 1]!.text ?? '') ? [chunk.origin] : [],
      ),
    );
}

/** @returns the literals that a password may come from, including defaults and fallbacks */
function findLiterals(value: Node, { evaluator }: Analysis): Node[] {
  return evaluator.evaluate(value).flatMap((sequence) => {
    const text = toText(sequence);
    if (text.includes(HOLE) || PLACEHOLDER().test(text)) return [];
    const origin = sequence.find((chunk) => isLiteral(chunk))?.origin;
    return origin ? [ownerOf(origin)] : [];
  });
}

function isLiteral({ origin }: Chunk): boolean {
  return origin.type === 'TemplateElement' || (origin.type === 'Literal' && typeof origin.value === 'string');
}

/** A part of a template is reported with the whole template. */
function ownerOf(origin: Node): Node {
  return origin.type === 'TemplateElement' ? origin.parent : origin;
}

/** `…/panel/account/auth?login=1&password=x`, `https://login:password@api.…` */
function findInUrls({ evaluator, index, platform }: Analysis): Node[] {
  return [...index.strings, ...index.addresses].flatMap((node) => {
    const found: Node[] = [];
    for (const sequence of evaluator.evaluate(node)) {
      const text = toText(sequence);
      const password = LOGIN_URL().exec(text)?.[1] ?? USER_INFO.exec(text)?.[1];
      if (
        password === undefined ||
        password.includes(HOLE) ||
        PLACEHOLDER().test(decode(password)) ||
        !platform.endpoint(sequence)
      )
        continue;
      const chunk = chunkWith(sequence, password);
      if (chunk && isLiteral(chunk)) found.push(ownerOf(unwrap(chunk.origin)));
    }
    return found;
  });
}

function chunkWith(sequence: Sequence, password: string): Chunk | undefined {
  return sequence.findLast(({ text }) => text?.includes(password));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
