// Collects the nodes of a file that data flow needs, in one walk.
import type { TSESTree } from '@typescript-eslint/utils';
import { FRAME_ACTIONS, isAuthorization } from '../../src/navixy/carriers.ts';
import { calledClass, classNamed } from './class-names.ts';
import { MAKES_TEXT } from './format-names.ts';
import { isAddressTemplate } from '../syntax/parts.ts';
import {
  type Call,
  type Node,
  type SourceCode,
  chainNames,
  propertyName,
  textOf,
  unwrap,
  walk,
} from '../syntax/ast.ts';

/** The nodes collected from a file, built only for files worth analyzing. */
export interface SourceIndex {
  /** Number of nodes of the file. */
  readonly size: number;
  readonly calls: readonly Call[];
  /** Calls by the last name of their callee: `api.list()` is under `list`. */
  readonly callsByName: ReadonlyMap<string, readonly Call[]>;
  /** Assignments to properties, by property name. */
  readonly memberWrites: ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]>;
  /** Templates, concatenations and similar expressions that may be a URL. */
  readonly strings: readonly Node[];
  /** Literals that may be a whole URL with credentials. */
  readonly addresses: readonly Node[];
  /** Values of the `Authorization` header, anywhere. */
  readonly authorizations: readonly KeyedValue[];
  /** Values under a computed key, which may be the header. */
  readonly computed: readonly KeyedValue[];
  /** Objects with an `action`, like frames of a WebSocket. */
  readonly frames: readonly TSESTree.ObjectExpression[];
  /** Assignments to members, including computed ones. */
  readonly memberAssignments: readonly TSESTree.AssignmentExpression[];
  /** Members of `process.env`, and of anything called `env` or `public`: few, unlike members in general. */
  readonly members: readonly TSESTree.MemberExpression[];
  /** Names bound by destructuring or import, with their source. */
  readonly bindings: readonly Binding[];
  readonly throws: readonly TSESTree.ThrowStatement[];
  /** Aliases of classes: `U` for `const U = URL`. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** A value and its key. */
export interface KeyedValue {
  readonly name: Node;
  readonly value: Node;
}

export interface Binding {
  readonly name: string;
  /** The name at its source. */
  readonly key: Node;
  /** The local name. */
  readonly value: Node;
  /** The source object or module. */
  readonly from: Node | string;
}

export function indexSource(sourceCode: SourceCode): SourceIndex {
  const calls: Call[] = [];
  const callsByName = new Map<string, Call[]>();
  const memberWrites = new Map<string, TSESTree.AssignmentExpression[]>();
  const strings: Node[] = [];
  const authorizations: KeyedValue[] = [];
  const computed: KeyedValue[] = [];
  const frames: TSESTree.ObjectExpression[] = [];
  const throws: TSESTree.ThrowStatement[] = [];
  const addresses: Node[] = [];
  const members: TSESTree.MemberExpression[] = [];
  const bindings: Binding[] = [];
  const memberAssignments: TSESTree.AssignmentExpression[] = [];
  const aliases = new Map<string, string>();
  let size = 0;
  const bind = (binding: Binding): void => {
    bindings.push(binding);
    if (binding.value.type === 'Identifier') addAlias(aliases, binding.value, classNamed(binding.key));
  };
  const collect = (node: Node): void => {
    size += 1;
    switch (node.type) {
      case 'CallExpression':
      case 'NewExpression': {
        calls.push(node);
        const name = chainNames(node.callee).at(-1);
        if (name) append(callsByName, name, node);
        if (
          name === 'concat' ||
          name === 'join' ||
          calledClass(node, { aliases }) === 'URL' ||
          (name && MAKES_TEXT.test(name))
        )
          strings.push(node);
        const [first, second] = node.arguments;
        if (first?.type === 'Literal' && second && isAuthorization(textOf(first)))
          authorizations.push({ name: first, value: second });
        else if (name === 'set' && first && second && isReference(first)) computed.push({ name: first, value: second });
        break;
      }
      case 'Property':
        if (node.parent.type !== 'ObjectExpression') break;
        if (isAuthorization(propertyName(node))) authorizations.push({ name: node.key, value: node.value as Node });
        else if (node.computed && isReference(node.key)) computed.push({ name: node.key, value: node.value as Node });
        if (propertyName(node) === 'action' && FRAME_ACTIONS.has(textOf(node.value as Node) ?? ''))
          frames.push(node.parent);
        break;
      case 'ArrayExpression': {
        const [name, value] = node.elements;
        if (node.elements.length !== 2 || !name || !value || value.type === 'SpreadElement') break;
        if (isAuthorization(textOf(name))) authorizations.push({ name, value });
        break;
      }
      case 'MemberExpression': {
        const owner = unwrap(node.object);
        const name =
          owner.type === 'MemberExpression'
            ? propertyName(owner)
            : owner.type === 'Identifier'
              ? owner.name
              : undefined;
        if (name === 'env' || name === 'public') members.push(node);
        break;
      }
      case 'VariableDeclarator':
        if (node.id.type === 'ObjectPattern' && node.init) {
          for (const binding of bindingsOf(node.id, node.init)) bind(binding);
        } else if (node.id.type === 'Identifier' && node.init) addAlias(aliases, node.id, classNamed(node.init));
        break;
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) {
          if (specifier.type !== 'ImportSpecifier') continue;
          const { imported } = specifier;
          const name = imported.type === 'Identifier' ? imported.name : imported.value;
          bind({ name, key: imported, value: specifier.local, from: node.source.value });
        }
        break;
      case 'ClassDeclaration':
        if (node.id && node.superClass) addAlias(aliases, node.id, classNamed(node.superClass));
        break;
      case 'ThrowStatement':
        throws.push(node);
        break;
      case 'AssignmentExpression': {
        const left = unwrap(node.left);
        const name = left.type === 'MemberExpression' ? propertyName(left) : undefined;
        if (name !== undefined) append(memberWrites, name, node);
        if (left.type === 'MemberExpression') memberAssignments.push(node);
        if (node.operator === '+=') strings.push(node);
        if (left.type === 'MemberExpression' && isAuthorization(name))
          authorizations.push({ name: left.property, value: node.right });
        else if (left.type === 'MemberExpression' && left.computed && isReference(left.property))
          computed.push({ name: left.property, value: node.right });
        break;
      }
      case 'Literal':
        if (typeof node.value === 'string' && isAddress(node.value)) addresses.push(node);
        break;
      case 'TemplateLiteral':
        if (node.expressions.length === 0 && isAddress(node.quasis[0]?.value.raw ?? '')) addresses.push(node);
        if (
          node.expressions.length > 0 &&
          (node.parent.type !== 'TaggedTemplateExpression' || isAddressTemplate(node.parent))
        )
          strings.push(node);
        break;
      case 'BinaryExpression':
        if (node.operator === '+' && !(node.parent.type === 'BinaryExpression' && node.parent.operator === '+')) {
          strings.push(node);
        }
        break;
      default:
    }
  };
  walk(sourceCode.ast, sourceCode, collect);
  // The template of a Vue component is stored next to the program, with its own expressions.
  const template = (sourceCode.ast as unknown as { templateBody?: Node | null }).templateBody;
  if (template) walk(template, sourceCode, collect);
  return {
    size,
    calls,
    callsByName,
    memberWrites,
    strings,
    addresses,
    authorizations,
    computed,
    frames,
    memberAssignments,
    members,
    bindings,
    throws,
    aliases,
  };
}

function addAlias(aliases: Map<string, string>, { name }: TSESTree.Identifier, known: string | undefined): void {
  if (known !== undefined && known !== name) aliases.set(name, known);
}

function isAddress(text: string): boolean {
  return text.includes('auth?') || text.includes('auth/?') || (text.includes('@') && text.includes('://'));
}

function bindingsOf(pattern: TSESTree.ObjectPattern, from: Node): Binding[] {
  return pattern.properties.flatMap((property) => {
    if (property.type !== 'Property') return [];
    const name = propertyName(property);
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    return name === undefined ? [] : [{ name, key: property.key, value: value as Node, from }];
  });
}

function isReference({ type }: Node): boolean {
  return type === 'Identifier' || type === 'MemberExpression';
}

function append<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
