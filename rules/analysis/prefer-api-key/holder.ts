/** Determines whether the password of a login belongs to the program or to a person. */
import { LOGIN_FIELD, PASSWORD_FIELD } from '../../../src/navixy/carriers.ts';
import type { Analysis } from '../analysis.ts';
import { type Node, enclosingFunction } from '../../syntax/ast.ts';
import { type Origin, isFromProgram, originsOf } from '../credential-origin.ts';
import type { Entry } from '../entry.ts';
import { functionBinding } from '../../syntax/scopes.ts';
import { toText } from '../../syntax/values.ts';

const SUB_USER = /sub[\s_-]?(?:user|account)/i;
/** In order of precedence. */
const SOURCES = { environment: 'the environment', configuration: 'a configuration', literal: 'the code' } as const;

/**
 * @param credentials values sent as `login` and `password`
 * @param call the call that sends them
 * @returns a description of the program's source for the password; `undefined` if it may be a person's
 */
export function findPasswordSource(credentials: readonly Entry[], call: Node, analysis: Analysis): string | undefined {
  const passwords = credentials.filter(({ name }) => name === PASSWORD_FIELD);
  const origins = originsOfAll(passwords, analysis);
  if (!isFromProgram(origins) || isDemo(passwords, analysis) || isSubUser(credentials, call, analysis))
    return undefined;
  const logins = credentials.filter(({ name }) => name === LOGIN_FIELD);
  return originsOfAll(logins, analysis).has('person') ? undefined : describeSource(origins);
}

/** @returns a description of the source, if it belongs to a program */
export function describeSource(origins: ReadonlySet<Origin>): string | undefined {
  return Object.entries(SOURCES).find(([origin]) => origins.has(origin as Origin))?.[1];
}

function originsOfAll(entries: readonly Entry[], analysis: Analysis): Set<Origin> {
  return new Set(entries.flatMap(({ value }) => [...originsOf(value, analysis)]));
}

/** The public demo account cannot have API keys (platform documentation, "Getting started"). */
function isDemo(passwords: readonly Entry[], { evaluator }: Analysis): boolean {
  return passwords.every(({ value }) => evaluator.evaluate(value).every((sequence) => toText(sequence) === 'demo'));
}

/** Sub-users cannot have API keys (platform documentation, "API keys"). */
function isSubUser(credentials: readonly Entry[], call: Node, { sourceCode, tracer }: Analysis): boolean {
  const texts = credentials
    .flatMap(({ value }) => [value, ...tracer.sources(value)])
    .map((node) => sourceCode.getText(node).slice(0, 200));
  const around = enclosingFunction(call);
  const name = around && functionBinding(around)?.name;
  return [...texts, name ?? ''].some((text) => SUB_USER.test(text));
}
