/** Finds the sources of an object's properties: its literal, its class, later writes. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, type Node, chainNames, propertyName, textOf, unwrap } from '../syntax/ast.ts';
import { type Variable, ownerOfThis } from '../syntax/scopes.ts';
import type { Tracing } from './tracing.ts';
import type { Question } from './traversal.ts';

/** Maximum number of sources per property; callers follow eight of them. */
const MAX_PROPERTIES = 40;

const PROPERTIES: Question<readonly Node[], Tracing> = {
  answer(holder, tracer, name) {
    const found = tracer.sources(holder).flatMap((source) => propertyOfSource(source, name, tracer));
    return [...found, ...assignmentsToMember(holder, name, tracer)].slice(0, MAX_PROPERTIES);
  },
  circular: () => [],
  unknown: () => [],
};

/** @returns the expressions that may be the value of the property `name` of `object`, including later writes */
export function propertiesOf(object: Node, name: string, tracer: Tracing): readonly Node[] {
  return tracer.traversal.ask(PROPERTIES, unwrap(object), tracer, name);
}

function propertyOfSource(source: Node, name: string, tracer: Tracing): readonly Node[] {
  switch (source.type) {
    case 'ObjectExpression':
      return propertyOfLiteral(source, name, tracer);
    case 'ArrayExpression': {
      const element = source.elements[Number(name)];
      return element && element.type !== 'SpreadElement' ? [element] : [];
    }
    case 'ThisExpression': {
      const owner = ownerOfThis(source);
      if (owner?.type === 'ObjectExpression') return propertyOfLiteral(owner, name, tracer);
      return owner ? [...fieldsOf(owner, name, false, tracer), ...assignmentsToThis(owner, name, tracer)] : [];
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      return fieldsOf(source, name, true, tracer);
    case 'NewExpression': {
      const classes = tracer
        .sources(source.callee)
        .filter((one) => one.type === 'ClassDeclaration' || one.type === 'ClassExpression');
      return classes.flatMap((one) => [...fieldsOf(one, name, false, tracer), ...assignmentsToThis(one, name, tracer)]);
    }
    case 'TSEnumDeclaration':
      return source.body.members.flatMap((member) =>
        enumMemberName(member) === name && member.initializer ? [member.initializer] : [],
      );
    case 'CallExpression':
      return chainNames(source.callee).join('.') === 'Object.assign'
        ? source.arguments.flatMap((argument) =>
            argument.type === 'SpreadElement' ? [] : propertiesOf(argument, name, tracer),
          )
        : [];
    default:
      return [];
  }
}

function enumMemberName({ id }: TSESTree.TSEnumMember): string | undefined {
  return id.type === 'Identifier' ? id.name : textOf(id);
}

/** Later properties win; a spread after a property may overwrite it, so both count. */
function propertyOfLiteral(literal: TSESTree.ObjectExpression, name: string, tracer: Tracing): readonly Node[] {
  const found: Node[] = [];
  for (const property of literal.properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      found.push(...propertiesOf(property.argument, name, tracer));
      continue;
    }
    if (propertyName(property) !== name) continue;
    if (property.kind === 'get' && property.value.type === 'FunctionExpression') {
      return [...found, ...tracer.returned(property.value)];
    }
    return property.kind === 'set' ? found : [...found, property.value as Node];
  }
  return found;
}

function fieldsOf(owner: Node, name: string, isStatic: boolean, tracer: Tracing): Node[] {
  if (owner.type !== 'ClassDeclaration' && owner.type !== 'ClassExpression') return [];
  const found: Node[] = [];
  for (const member of owner.body.body) {
    if (member.type === 'MethodDefinition' && member.kind === 'constructor' && !isStatic) {
      for (const parameter of member.value.params) {
        // TypeScript's `constructor(private hash: string)` declares a field.
        if (parameter.type !== 'TSParameterProperty') continue;
        const bound = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
        if (bound.type === 'Identifier' && bound.name === name) found.push(bound);
      }
      continue;
    }
    if (
      member.type !== 'PropertyDefinition' &&
      member.type !== 'MethodDefinition' &&
      member.type !== 'AccessorProperty'
    )
      continue;
    if (member.static !== isStatic || propertyName(member) !== name || !member.value) continue;
    if (member.type === 'MethodDefinition' && member.kind === 'get')
      found.push(...tracer.returned(member.value as FunctionNode));
    else found.push(member.value);
  }
  return found;
}

/** @returns the values that the methods of a class assign to `this.<name>` */
function assignmentsToThis(owner: Node, name: string, tracer: Tracing): readonly Node[] {
  return writesOf(name, tracer).get(owner) ?? [];
}

/** @returns the values assigned to `<variable>.<name>` anywhere in the file */
function assignmentsToMember(holder: Node, name: string, tracer: Tracing): readonly Node[] {
  const variable = tracer.variableOf(holder);
  return variable ? (writesOf(name, tracer).get(variable) ?? []) : [];
}

type Writes = ReadonlyMap<Node | Variable, readonly Node[]>;
const writesByTracer = new WeakMap<Tracing, Map<string, Writes>>();

/** @returns the values assigned to properties of one name, by variable or class; grouped once */
function writesOf(name: string, tracer: Tracing): Writes {
  let byName = writesByTracer.get(tracer);
  if (!byName) writesByTracer.set(tracer, (byName = new Map()));
  let writes = byName.get(name);
  if (!writes) byName.set(name, (writes = groupWrites(tracer.index.memberWrites.get(name) ?? [], tracer)));
  return writes;
}

function groupWrites(writes: readonly TSESTree.AssignmentExpression[], tracer: Tracing): Writes {
  const groups = new Map<Node | Variable, Node[]>();
  for (const { left, right } of writes) {
    const target = unwrap(left);
    const object = target.type === 'MemberExpression' ? unwrap(target.object) : undefined;
    const owner = object && (object.type === 'ThisExpression' ? ownerOfThis(object) : tracer.variableOf(object));
    if (!owner) continue;
    const group = groups.get(owner);
    if (group) group.push(right);
    else groups.set(owner, [right]);
  }
  return groups;
}
