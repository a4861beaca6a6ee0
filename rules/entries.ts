/** The named values of queries, forms, headers and bodies. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type Node, chainNames, propertyName, textOf, unwrap, wrapped } from './ast.ts';
import type { Tracer } from './trace.ts';
import type { Question } from './traversal.ts';

/** One named value of a query, a form, a header set or a JSON body. */
export interface Entry {
  readonly name: string;
  readonly value: Node;
}

const MAX_ENTRIES = 40;
const STRUCTURED = new Set(['URLSearchParams', 'HttpParams', 'FormData', 'Headers', 'Map', 'Object.fromEntries', 'JSON.stringify', 'querystring.stringify', 'qs.stringify', 'Object.assign', 'Object.freeze', '$.param', 'jQuery.param']);
const SETTERS = new Set(['set', 'append', 'add']);

const ENTRIES: Question<readonly Entry[], Tracer> = {
  answer: (node, tracer) =>
    tracer
      .sources(node)
      .flatMap((source) => [...entriesOfSource(source, tracer), ...mutationsOf(source, tracer), ...writtenEntries(source, tracer)])
      .slice(0, MAX_ENTRIES),
  circular: () => [],
  unknown: () => [],
};

/**
 * @returns the named values that `node` holds, whether it is an object literal (spreads included), a list
 * of pairs, `URLSearchParams`, `FormData`, `Headers`, `JSON.stringify(…)`, or later filled by `set`/`append`
 */
export function entriesOf(node: Node, tracer: Tracer): readonly Entry[] {
  return tracer.traversal.ask(ENTRIES, node, tracer);
}

function entriesOfSource(source: Node, tracer: Tracer): readonly Entry[] {
  switch (source.type) {
    case 'ObjectExpression':
      return source.properties.flatMap((property) => {
        if (property.type === 'SpreadElement') return entriesOf(property.argument, tracer);
        const name = propertyName(property);
        return name === undefined || property.kind !== 'init' ? [] : [{ name, value: property.value as Node }];
      });
    case 'ArrayExpression':
      return source.elements.flatMap((element) => {
        if (element?.type !== 'ArrayExpression') return [];
        const [key, value] = element.elements;
        const name = key?.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined;
        return name === undefined || !value || value.type === 'SpreadElement' ? [] : [{ name, value }];
      });
    case 'CallExpression': {
      if (STRUCTURED.has(chainNames(source.callee).join('.'))) {
        return source.arguments.flatMap((argument) => (argument.type === 'SpreadElement' ? [] : entriesOf(argument, tracer)));
      }
      return chainedEntries(source, tracer);
    }
    case 'NewExpression': {
      const [first] = source.arguments;
      return STRUCTURED.has(chainNames(source.callee).join('.')) && first ? entriesOf(first, tracer) : [];
    }
    default:
      return [];
  }
}

/** `new HttpParams().set('hash', h).set('limit', 1)`: a chain that gives the same collection on. */
function chainedEntries(source: TSESTree.CallExpression, tracer: Tracer): Entry[] {
  const callee = unwrap(source.callee);
  const entry = setterEntry(source);
  if (!entry || callee.type !== 'MemberExpression') return [];
  return [...entriesOf(callee.object, tracer), entry];
}

/** @returns what is later put into a collection made by `source`: `params.set('hash', h)`, `url.searchParams.append(…)` */
export function mutationsOf(source: Node, tracer: Tracer): Entry[] {
  if (source.type !== 'NewExpression') return [];
  const { parent } = wrapped(source);
  const declared = parent?.type === 'VariableDeclarator' ? parent.id : parent?.type === 'AssignmentExpression' ? parent.left : undefined;
  const variable = declared && tracer.variableOf(declared);
  if (!variable) return [];
  const found: Entry[] = [];
  for (const reference of variable.references) {
    let node: Node | undefined = reference.identifier as Node;
    if (node.parent?.type === 'MemberExpression' && propertyName(node.parent) === 'searchParams') node = node.parent;
    const member = node.parent;
    if (member?.type !== 'MemberExpression' || member.object !== node) continue;
    if (propertyName(member) === 'search' && member.parent.type === 'AssignmentExpression' && member.parent.left === member) {
      found.push(...entriesOf(member.parent.right, tracer));
      continue;
    }
    const entry = member.parent.type === 'CallExpression' ? setterEntry(member.parent) : undefined;
    if (entry) found.push(entry);
  }
  return found;
}

/** @returns the pair that `….set('name', value)` puts into a collection */
export function setterEntry(call: TSESTree.CallExpression): Entry | undefined {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || !SETTERS.has(propertyName(callee) ?? '')) return undefined;
  const [key, value] = call.arguments;
  if (!key || !value || value.type === 'SpreadElement') return undefined;
  const name = textOf(key);
  return name === undefined ? undefined : { name, value };
}

/** @returns what is later assigned to properties of an object literal's variable: `params.hash = h` */
function writtenEntries(source: Node, tracer: Tracer): Entry[] {
  if (source.type !== 'ObjectExpression' || source.parent.type !== 'VariableDeclarator') return [];
  const variable = tracer.variableOf(source.parent.id);
  return (variable?.references ?? []).flatMap((reference) => {
    const member = (reference.identifier as Node).parent;
    if (member?.type !== 'MemberExpression' || member.object !== reference.identifier) return [];
    const name = propertyName(member);
    return name !== undefined && member.parent.type === 'AssignmentExpression' && member.parent.left === member
      ? [{ name, value: member.parent.right }]
      : [];
  });
}
