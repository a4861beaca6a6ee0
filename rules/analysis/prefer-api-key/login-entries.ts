/** Finds the values that a login sends as `login` and `password`. */
import { LOGIN_FIELD, PASSWORD_FIELD } from '../../../src/navixy/carriers.ts';
import type { Analysis } from '../analysis.ts';
import { type Node, unwrap } from '../../syntax/ast.ts';
import { makesCollection } from '../entries.ts';
import type { Entry } from '../entry.ts';
import type { Request } from '../platform-requests.ts';
import { type Sequence, toText } from '../../syntax/values.ts';

const JOINED = /(?:^|[?&\s"'])(login|password)=$/;

/** @returns the named values; an object with unknown properties counts as the password */
export function findLoginEntries(login: Request, analysis: Analysis): Entry[] {
  const named = analysis
    .entries([...login.body, ...login.query, ...login.loose])
    .filter(({ name }) => name === PASSWORD_FIELD || name === LOGIN_FIELD);
  return [named, joinedEntries(login, analysis)].find(hasPassword) ?? wholeObjects(login, analysis);
}

function hasPassword(entries: readonly Entry[]): boolean {
  return entries.some(({ name }) => name === PASSWORD_FIELD);
}

/** `…/user/auth?login=${l}&password=${p}`, in the address or in a form body. */
function joinedEntries({ address, body }: Request, { evaluator }: Analysis): Entry[] {
  const texts = [address, ...body.map((node) => evaluator.evaluate(node))].flat();
  return texts.flatMap((sequence) => sequence.flatMap((_, index) => joinedAt(sequence, index)));
}

function joinedAt(sequence: Sequence, index: number): Entry[] {
  const [, name] = JOINED.exec(toText(sequence.slice(0, index))) ?? [];
  const { text, origin, site } = sequence[index]!;
  return name === undefined ? [] : [{ name, value: text === undefined ? origin : site }];
}

/** `JSON.stringify(config.navixy)`, `qs.stringify(credentials)` */
function wholeObjects({ body, loose }: Request, { tracer }: Analysis): Entry[] {
  return (body.length > 0 ? body : loose).flatMap((node) => {
    const call = unwrap(node);
    const isWritten =
      (call.type === 'CallExpression' || call.type === 'NewExpression') && makesCollection(call, tracer);
    const object: Node | undefined = isWritten ? call.arguments[0] : call;
    return object && object.type !== 'ObjectExpression' ? [{ name: PASSWORD_FIELD, value: object }] : [];
  });
}
