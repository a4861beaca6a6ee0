/** What templates, sums and lists of pairs are put together of. */
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

/** Tags of other languages, and of what is printed. */
const NO_ADDRESS =
  /^(?:gql|graphql|sql|css|html|svg|xml|md|markdown|styled|keyframes|dedent|outdent|chalk|log|t|i18n)$/i;

/** `` url`https://…${path}` ``, `` api`${base}/tracker/list` ``: whatever the tag does, an address comes of it. */
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

/** What a part of a template or of a sum is written as. */
export function writtenPart(part: Node): string | undefined {
  return part.type === 'TemplateElement' ? (part.value.cooked ?? part.value.raw) : textOf(part);
}

/** `Object.entries(x).map(…)`: joined, it is the query string of `x` in some writing. */
export function recordOfPairs(node: Node): Node | undefined {
  const map = unwrap(node);
  const list =
    map.type === 'CallExpression' && map.callee.type === 'MemberExpression' ? unwrap(map.callee.object) : undefined;
  if (list?.type !== 'CallExpression' || !/\.map$/.test(chainNames(map).join('.'))) return undefined;
  return /^Object\.(?:entries|keys)$/.test(chainNames(list.callee).join('.')) ? list.arguments[0] : undefined;
}

/** `a + b + c` as its operands, without recursion: generated sums are thousands long. */
export function flattenSum(node: TSESTree.BinaryExpression): Node[] {
  const parts: Node[] = [];
  let current: Node = node;
  while (current.type === 'BinaryExpression' && current.operator === '+') {
    parts.push(current.right);
    current = unwrap(current.left);
  }
  return [current, ...parts.reverse()].slice(0, MAX_CHUNKS);
}
