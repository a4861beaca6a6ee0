/** Detects values that are only compared or searched for: such code mentions an address but sends nothing. */
import { type Call, type Node, chainNames } from '../syntax/ast.ts';

const COMPARING = /^(?:[=!]==?|in|instanceof)$/;
/** Methods that only search for their first argument. */
const SEARCHING = new Set([
  ...['includes', 'startsWith', 'endsWith', 'indexOf', 'lastIndexOf', 'search', 'match', 'matchAll', 'test', 'exec'],
  ...['split', 'replace', 'replaceAll', 'has', 'localeCompare', 'equals', 'isEqual', 'RegExp'],
]);
/** lodash and Ramda take the searched text first: `_.startsWith(url, '…')`. */
const UTILITIES = /^(?:_|lodash|R|S)$/;
/** Test assertions. */
const EXPECTING = /^to(?:Be|Equal|Match|Have|Strict|Contain)|Equals?$|^called(?:Once)?With|^(?:matchHeader|is)$/i;
const ASSERTING = /^(?:expect|assert|t|should|sinon|nock|chai)$/;
/** Expressions that contain their parts, so the check continues with the whole. */
const CONTAINING = new Set([
  ...['TemplateLiteral', 'TemplateElement', 'ObjectExpression', 'ArrayExpression', 'SpreadElement', 'ChainExpression'],
  ...['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression'],
]);

/** @returns whether the value of an expression is only used in a comparison or a search */
export function isCompared(given: Node): boolean {
  let node = given;
  for (let parent = node.parent; parent; node = parent, parent = node.parent) {
    switch (parent.type) {
      case 'BinaryExpression':
        if (COMPARING.test(parent.operator)) return true;
        if (parent.operator !== '+') return false;
        break;
      case 'Property':
        // A key of an object is only looked up.
        if (parent.key === node && parent.value !== node) return true;
        break;
      case 'SwitchCase':
        return parent.test === node;
      case 'MemberExpression':
        return parent.property === node || isSearchedList(node, parent);
      case 'CallExpression':
      case 'NewExpression':
        return parent.callee !== node && comparesArgument(parent, node);
      default:
        if (!CONTAINING.has(parent.type)) return false;
    }
  }
  return false;
}

/** `['http://…', 'https://…'].includes(url)` */
function isSearchedList(list: Node, { property, parent }: Extract<Node, { type: 'MemberExpression' }>): boolean {
  const isSearch = property.type === 'Identifier' && /^(?:includes|indexOf)$/.test(property.name);
  return list.type === 'ArrayExpression' && isSearch && parent.type === 'CallExpression';
}

function comparesArgument(call: Call, argument: Node): boolean {
  const names = chainNames(call.callee);
  const last = names.at(-1) ?? '';
  if (EXPECTING.test(last) && names.slice(0, -1).some((name) => ASSERTING.test(name))) return true;
  const position = call.arguments.indexOf(argument as Call['arguments'][number]);
  return SEARCHING.has(last) && position === (UTILITIES.test(names[0] ?? '') ? 1 : 0);
}
