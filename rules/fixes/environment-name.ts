// Derives the name of an environment variable for a hardcoded value.
import type { TSESTree } from '@typescript-eslint/utils';
import { type Node, chainNames, propertyName, outermost } from '../syntax/ast.ts';

const FALLBACK = 'NAVIXY_HASH';
/** Words that describe the value well enough to keep the name: `sessionKey` becomes `NAVIXY_SESSION_KEY`. */
const DESCRIPTIVE = /(?:^|_)(?:HASH|KEY|TOKEN|SESSION|SECRET|APIKEY)(?:_|$)/;

/** @returns a name for the environment variable, derived from the variable or property with the literal */
export function environmentName(literal: Node): string {
  const name = holderName(literal);
  if (name === undefined) return FALLBACK;
  const words = name
    // Bundler definitions: `'process.env.NAVIXY_HASH': '…'`.
    .replace(/^(?:process|import\.meta)\.env\./, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  if (!DESCRIPTIVE.test(words) || words.length > 60) return FALLBACK;
  return words.includes('NAVIXY') ? words : `NAVIXY_${words}`;
}

function holderName(literal: Node): string | undefined {
  const node = outermost(literal);
  const { parent } = node;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'Property':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return propertyName(parent);
    case 'AssignmentExpression':
      return chainNames(parent.left).at(-1);
    case 'AssignmentPattern':
      return parent.left.type === 'Identifier' ? parent.left.name : undefined;
    case 'JSXAttribute':
      return attributeName(parent);
    case 'JSXExpressionContainer':
      return parent.parent.type === 'JSXAttribute' ? attributeName(parent.parent) : undefined;
    default:
      return undefined;
  }
}

function attributeName(attribute: TSESTree.JSXAttribute): string | undefined {
  return attribute.name.type === 'JSXIdentifier' ? attribute.name.name : undefined;
}
