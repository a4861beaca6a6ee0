/** Finds the calls of a local function and their arguments. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type Call, type FunctionNode, type Node, propertyName, unwrap } from '../syntax/ast.ts';
import { functionBinding } from '../syntax/scopes.ts';
import type { Tracing } from './tracing.ts';

/** `p.then(value => …)`: returns the promise whose result the parameter receives. */
export function settledPromise(holder: FunctionNode, position: number): Node | undefined {
  const call = holder.parent;
  if (position !== 0 || call?.type !== 'CallExpression' || call.arguments[0] !== holder) return undefined;
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && propertyName(callee) === 'then' ? callee.object : undefined;
}

/** Maximum number of calls examined per function. */
const MAX_CALLS = 200;

/** @returns the arguments at `position` of all calls of a function within the file */
export function argumentsFor(holder: FunctionNode, position: number, tracer: Tracing): Node[] {
  return callsOf(holder, tracer).flatMap((call) => {
    const before = call.arguments.slice(0, position + 1);
    const argument = before[position];
    return argument && !before.some((one) => one.type === 'SpreadElement') ? [argument] : [];
  });
}

const calls = new WeakMap<FunctionNode, readonly Call[]>();

/** @returns the calls of a function within the file; methods are matched by name only */
function callsOf(holder: FunctionNode, tracer: Tracing): readonly Call[] {
  let known = calls.get(holder);
  if (!known) calls.set(holder, (known = findCalls(holder, tracer).slice(0, MAX_CALLS)));
  return known;
}

function findCalls(holder: FunctionNode, tracer: Tracing): readonly Call[] {
  const binding = functionBinding(holder);
  if (!binding || binding.name === 'constructor') return constructions(holder, tracer);
  const named = (tracer.index.callsByName.get(binding.name) ?? []).filter((call) => call.type === 'CallExpression');
  if (!binding.declaration) return named.filter((call) => unwrap(call.callee).type === 'MemberExpression');
  const variable = tracer.variableOf(binding.declaration);
  return named.filter((call) => tracer.variableOf(unwrap(call.callee)) === variable);
}

function constructions(holder: FunctionNode, tracer: Tracing): readonly Call[] {
  const definition = holder.parent;
  if (definition?.type !== 'MethodDefinition' || definition.kind !== 'constructor') return [];
  const name = definition.parent.parent.id?.name;
  return name === undefined
    ? []
    : (tracer.index.callsByName.get(name) ?? []).filter((call) => call.type === 'NewExpression');
}

const onlyLocalCalls = new WeakMap<FunctionNode, boolean>();

/** Whether all calls of a function are in this file: it is neither exported nor passed on. */
export function hasOnlyLocalCalls(holder: FunctionNode, tracer: Tracing): boolean {
  let known = onlyLocalCalls.get(holder);
  if (known === undefined) onlyLocalCalls.set(holder, (known = computeOnlyLocalCalls(holder, tracer)));
  return known;
}

function computeOnlyLocalCalls(holder: FunctionNode, tracer: Tracing): boolean {
  const declaration: TSESTree.Identifier | undefined = functionBinding(holder)?.declaration;
  const variable = declaration && tracer.variableOf(declaration);
  if (!variable) return false;
  const owner = variable.defs[0]?.node as Node | undefined;
  const statement = owner?.type === 'VariableDeclarator' ? owner.parent : owner;
  if (statement?.parent?.type.startsWith('Export')) return false;
  return variable.references.every((reference) => {
    const identifier = reference.identifier as Node;
    const { parent } = identifier;
    return reference.init === true || (parent?.type === 'CallExpression' && parent.callee === identifier);
  });
}
