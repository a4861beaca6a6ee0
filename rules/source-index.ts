import type { TSESTree } from '@typescript-eslint/utils';
import { type Call, type Node, type SourceCode, chainNames, memberName, unwrap, walk } from './ast.ts';

/** What one walk over a file collects for the data flow; built only for files worth analysing. */
export interface SourceIndex {
  readonly calls: readonly Call[];
  /** Calls by the last name of their callee: `api.list()` is under `list`. */
  readonly callsByName: ReadonlyMap<string, readonly Call[]>;
  /** Assignments to properties, by property name. */
  readonly memberWrites: ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]>;
  /** Templates, concatenations and the like that may give a URL. */
  readonly strings: readonly Node[];
}

export function indexSource(sourceCode: SourceCode): SourceIndex {
  const calls: Call[] = [];
  const callsByName = new Map<string, Call[]>();
  const memberWrites = new Map<string, TSESTree.AssignmentExpression[]>();
  const strings: Node[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    switch (node.type) {
      case 'CallExpression':
      case 'NewExpression': {
        calls.push(node);
        const name = chainNames(node.callee).at(-1);
        if (name) append(callsByName, name, node);
        if (name === 'concat' || name === 'join' || name === 'URL') strings.push(node);
        break;
      }
      case 'AssignmentExpression': {
        const left = unwrap(node.left);
        const name = left.type === 'MemberExpression' ? memberName(left) : undefined;
        if (name !== undefined) append(memberWrites, name, node);
        if (node.operator === '+=') strings.push(node);
        break;
      }
      case 'TemplateLiteral':
        if (node.expressions.length > 0 && node.parent.type !== 'TaggedTemplateExpression') strings.push(node);
        break;
      case 'BinaryExpression':
        if (node.operator === '+' && !(node.parent.type === 'BinaryExpression' && node.parent.operator === '+')) {
          strings.push(node);
        }
        break;
      default:
    }
  });
  return { calls, callsByName, memberWrites, strings };
}

function append<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
