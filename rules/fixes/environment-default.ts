/** Removes hardcoded defaults of environment variables, so the variable must be set. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type Node, type SourceCode, chainNames, propertyName, textOf, outermost } from '../syntax/ast.ts';
import { hasComment, rangeWithComma, withLine } from './edits.ts';

export interface DefaultRemoval {
  /** The variable that provides the value after the fix. */
  readonly variable: string;
  readonly fix: TSESLint.ReportFixFunction;
}

interface Removal {
  readonly variable: string;
  readonly range: readonly [number, number];
  /** Replacement for the range, if any. */
  readonly replacement?: string;
}

const ENVIRONMENT = /^(?:(?:(?:globalThis|global)\.)?process\.env|import\.meta\.env|Bun\.env|Deno\.env\.toObject|env)$/;
/** `NAVIXY_API_KEY`: the style of environment variables, and of fields in schemas for them. */
const VARIABLE = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/;
/** zod, joi, yup, env-var: `.string().default('…')` */
const DEFAULT_METHOD = /^(?:default|prefault|catch)$/;
/** valibot, zod mini, Effect: `optional(string(), '…')` */
const DEFAULT_FUNCTION = /^(?:optional|nullable|nullish|exactOptional|fallback|_default|prefault|catch|withDefault)$/;
/** envalid, typebox, JSON schemas: `str({ default: '…' })` */
const DEFAULT_OPTION = /^(?:default|devDefault)$/;
const READER = /^(?:env|getenv|getEnv|get|getOrDefault|fromEnv|readEnv)$/;

/**
 * @param given the string used when an environment variable is not set
 * @returns how to remove it together with the default around it; `undefined` if it is not a default
 */
export function getDefaultRemoval(given: Node, sourceCode: SourceCode): DefaultRemoval | undefined {
  const value = outermost(given);
  const removal =
    fromPattern(value) ??
    fromWrite(value, sourceCode) ??
    fromMethod(value, sourceCode) ??
    fromFunction(value, sourceCode) ??
    fromOption(value, sourceCode) ??
    fromReader(value);
  if (!removal) return undefined;
  const { variable, range, replacement: kept = '' } = removal;
  return hasComment(range, sourceCode)
    ? undefined
    : { variable, fix: (fixer) => fixer.replaceTextRange([...range], kept) };
}

/** `const { NAVIXY_HASH = '…' } = process.env` */
function fromPattern(value: Node): Removal | undefined {
  const pattern = value.parent;
  if (pattern?.type !== 'AssignmentPattern' || pattern.right !== value) return undefined;
  const names = namesOfPattern(pattern);
  const variable = names.at(-1);
  if (variable === undefined || !ENVIRONMENT.test(names.slice(0, -1).join('.'))) return undefined;
  return { variable, range: [pattern.left.range[1], pattern.range[1]] };
}

/** @returns the member chain of a part of a pattern: `{ env: { A = 1 } } = process` is `process.env.A` */
function namesOfPattern(part: Node): string[] {
  const names: string[] = [];
  let node: Node = part;
  while (node.parent?.type === 'Property' && node.parent.value === node) {
    names.unshift(propertyName(node.parent) ?? '');
    node = node.parent.parent;
    if (node.parent?.type === 'AssignmentPattern' && node.parent.parent.type === 'Property') node = node.parent;
  }
  const source = sourceOfPattern(node);
  return source ? [...chainNames(source), ...names] : [];
}

function sourceOfPattern(pattern: Node): Node | null | undefined {
  const { parent } = pattern;
  if (parent?.type === 'VariableDeclarator') return parent.init;
  return parent?.type === 'AssignmentExpression' || parent?.type === 'AssignmentPattern' ? parent.right : undefined;
}

/** `process.env.NAVIXY_HASH ??= '…'`, `process.env.NAVIXY_HASH = '…'` */
function fromWrite(value: Node, sourceCode: SourceCode): Removal | undefined {
  const write = value.parent;
  if (write?.type !== 'AssignmentExpression' || write.right !== value || write.left.type !== 'MemberExpression')
    return undefined;
  const names = chainNames(write.left);
  const variable = names.at(-1)!;
  if (variable === '' || !ENVIRONMENT.test(names.slice(0, -1).join('.'))) return undefined;
  const statement = write.parent;
  if (statement.type !== 'ExpressionStatement')
    return { variable, range: write.range, replacement: sourceCode.getText(write.left) };
  const isListed = statement.parent.type === 'Program' || statement.parent.type === 'BlockStatement';
  return isListed ? { variable, range: withLine(statement.range, sourceCode.text) } : undefined;
}

/** `{ NAVIXY_API_KEY: z.string().default('…') }`, `env.get('NAVIXY_API_KEY').default('…')` */
function fromMethod(value: Node, sourceCode: SourceCode): Removal | undefined {
  const call = value.parent;
  if (call?.type !== 'CallExpression' || call.arguments.length !== 1 || call.arguments[0] !== value) return undefined;
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.computed || !DEFAULT_METHOD.test(propertyName(callee) ?? ''))
    return undefined;
  const variable = fieldAround(call) ?? variableRead(callee.object);
  const beforeDot = sourceCode.getTokenBefore(sourceCode.getTokenBefore(callee.property)!)!;
  return variable === undefined ? undefined : { variable, range: [beforeDot.range[1], call.range[1]] };
}

/** `{ NAVIXY_API_KEY: v.optional(v.string(), '…') }` */
function fromFunction(value: Node, sourceCode: SourceCode): Removal | undefined {
  const call = value.parent;
  if (call?.type !== 'CallExpression' || call.arguments.length !== 2 || call.arguments[1] !== value) return undefined;
  const variable = DEFAULT_FUNCTION.test(chainNames(call.callee).at(-1) ?? '') ? fieldAround(call) : undefined;
  return variable === undefined
    ? undefined
    : { variable, range: call.range, replacement: sourceCode.getText(call.arguments[0]) };
}

/**
 * `{ NAVIXY_API_KEY: str({ default: '…' }) }`. Convict's `{ default: '…', env: 'NAVIXY_API_KEY' }` requires a default,
 * where `null` means none.
 */
function fromOption(value: Node, sourceCode: SourceCode): Removal | undefined {
  const property = value.parent;
  if (property?.type !== 'Property' || property.value !== value || !DEFAULT_OPTION.test(propertyName(property) ?? ''))
    return undefined;
  const object = property.parent as TSESTree.ObjectExpression;
  const env = object.properties.find(
    (one): one is TSESTree.Property => one.type === 'Property' && propertyName(one) === 'env',
  );
  const read = env && textOf(env.value);
  if (read !== undefined) return { variable: read, range: value.range, replacement: 'null' };
  const variable = fieldAround(object);
  const range = variable === undefined ? undefined : rangeWithComma(property, sourceCode);
  return variable === undefined || !range ? undefined : { variable, range };
}

/** `getenv('NAVIXY_API_KEY', '…')`, `config.get('NAVIXY_API_KEY', '…')` */
function fromReader(value: Node): Removal | undefined {
  const call = value.parent;
  if (call?.type !== 'CallExpression' || call.arguments.length !== 2 || call.arguments[1] !== value) return undefined;
  const variable = variableRead(call);
  return variable === undefined ? undefined : { variable, range: [call.arguments[0]!.range[1], value.range[1]] };
}

/** @returns the variable that a call reads by name */
function variableRead(call: Node): string | undefined {
  if (call.type !== 'CallExpression' || !READER.test(chainNames(call.callee).at(-1) ?? '')) return undefined;
  const name = call.arguments[0] && textOf(call.arguments[0]);
  return name !== undefined && VARIABLE.test(name) ? name : undefined;
}

/** @returns the schema field that an expression describes, if its name looks like an environment variable */
function fieldAround(given: Node): string | undefined {
  let node: Node = given;
  while (node.parent && /^(?:MemberExpression|CallExpression)$/.test(node.parent.type)) node = node.parent;
  const { parent } = node;
  const name = parent?.type === 'Property' && parent.value === node ? propertyName(parent) : undefined;
  return name !== undefined && VARIABLE.test(name) ? name : undefined;
}
