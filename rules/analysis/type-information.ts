// Resolves values and declarations through TypeScript types, if the parser provides them.
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '../syntax/ast.ts';
import { MAX_ALTERNATIVES } from '../syntax/values.ts';

/** The parts of TypeScript's API used here, declared so TypeScript need not be loaded. */
interface Type {
  readonly value?: unknown;
  readonly types?: readonly Type[];
  isUnion(): boolean;
  isStringLiteral(): boolean;
}

interface Declaration {
  readonly pos: number;
  readonly end: number;
  getSourceFile(): { readonly text: string; readonly fileName: string };
}

interface TypeSymbol {
  readonly flags: number;
  readonly declarations?: readonly Declaration[];
}

interface Services {
  readonly program?: { getTypeChecker(): { getAliasedSymbol(symbol: TypeSymbol): TypeSymbol } } | null;
  getTypeAtLocation?(node: TSESTree.Node): Type;
  getSymbolAtLocation?(node: TSESTree.Node): TypeSymbol | undefined;
}

/** `ts.SymbolFlags.Alias`: an import. */
const ALIAS = 1 << 21;

/** Resolves imports through the parser's types. Opt-in, because it needs a whole program. */
export class TypeInformation {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** @returns the possible strings of an expression by its type; empty if not limited */
  textsOf(node: TSESTree.Node): string[] {
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return [];
    const type = this.#services.getTypeAtLocation?.(node);
    const types = type?.isUnion() ? (type.types ?? []) : type ? [type] : [];
    const texts = types.flatMap((one) => (one.isStringLiteral() && typeof one.value === 'string' ? [one.value] : []));
    return texts.length === types.length && texts.length <= MAX_ALTERNATIVES ? texts : [];
  }

  /** @returns the declaration of a value: the text and path of its file, and the range in it */
  declarationOf(
    node: TSESTree.Node,
  ): { readonly text: string; readonly path: string; readonly start: number; readonly end: number } | undefined {
    const name = node.type === 'MemberExpression' ? node.property : node;
    const symbol = this.#services.getSymbolAtLocation?.(name);
    const target =
      symbol && (symbol.flags & ALIAS) !== 0
        ? this.#services.program?.getTypeChecker().getAliasedSymbol(symbol)
        : symbol;
    const declaration = target?.declarations?.[0];
    if (!declaration) return undefined;
    const { text, fileName } = declaration.getSourceFile();
    return { text, path: fileName, start: declaration.pos, end: declaration.end };
  }
}

/** @returns the type information of a file, if its parser provides it */
export function typeInformationOf(sourceCode: SourceCode): TypeInformation | undefined {
  const services = (sourceCode as { parserServices?: Services }).parserServices;
  return services?.program && services.getTypeAtLocation ? new TypeInformation(services) : undefined;
}
