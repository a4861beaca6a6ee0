/** Splits templates, sums and lists of pairs into their parts. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type Node, chainNames, textOf, unwrap } from './ast.ts';
import { MAX_CHUNKS } from './values.ts';

/** @returns the texts and the expressions of a template, in order */
export function partsOfTemplate({ quasis, expressions }: TSESTree.TemplateLiteral): Node[] {
  return quasis.flatMap((quasi, index) => {
    const expression = expressions[index];
    return [...(quasi.value.raw === '' ? [] : [quasi]), ...(expression ? [expression] : [])];
  });
}

/** Tags for other languages, and for output. */
const NO_ADDRESS =
  /^(?:gql|graphql|sql|css|html|svg|xml|md|markdown|styled|keyframes|dedent|outdent|chalk|log|t|i18n)$/i;

/**
 * `` url`https://…${path}` ``, `` api`${base}/tracker/list` ``: a tagged template that yields an address, whatever the
 * tag does.
 */
export function isAddressTemplate({
  tag,
  quasi: {
    quasis: [first, second],
  },
}: TSESTree.TaggedTemplateExpression): boolean {
  if (chainNames(tag).some((name) => NO_ADDRESS.test(name))) return false;
  const head = first?.value.raw ?? '';
  return /^(?:https?:)?\/\//.test(head) || (head === '' && /^\/[\w-]/.test(second?.value.raw ?? ''));
}

/** The literal text of a part of a template or a sum. */
export function literalPart(part: Node): string | undefined {
  return part.type === 'TemplateElement' ? (part.value.cooked ?? part.value.raw) : textOf(part);
}

/** `Object.entries(x).map(…)`: joined, it is the query string of `x`. */
export function recordOfPairs(node: Node): Node | undefined {
  const map = unwrap(node);
  const list =
    map.type === 'CallExpression' && map.callee.type === 'MemberExpression' ? unwrap(map.callee.object) : undefined;
  if (list?.type !== 'CallExpression' || !/\.map$/.test(chainNames(map).join('.'))) return undefined;
  return /^Object\.(?:entries|keys)$/.test(chainNames(list.callee).join('.')) ? list.arguments[0] : undefined;
}

/** The operands of `a + b + c`, without recursion: generated sums have thousands of operands. */
export function flattenSum(node: TSESTree.BinaryExpression): Node[] {
  const parts: Node[] = [];
  let current: Node = node;
  while (current.type === 'BinaryExpression' && current.operator === '+') {
    parts.push(current.right);
    current = unwrap(current.left);
  }
  return [current, ...parts.reverse()].slice(0, MAX_CHUNKS);
}
