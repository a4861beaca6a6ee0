/**
 * Answers JavaScript rules on a text file: no tokens, comments, scopes or variables. A config without `files` applies
 * such rules to every file, and they query it before checking its language.
 */

/** An empty scope, for rules that read the outermost scope when they start. */
function emptyScope(block: unknown): object {
  const scope = {
    type: 'global',
    isStrict: false,
    upper: null,
    block,
    functionExpressionScope: false,
    childScopes: [],
    variables: [],
    references: [],
    through: [],
    implicit: { variables: [], set: new Map(), left: [] },
    set: new Map(),
  };
  return Object.assign(scope, { variableScope: scope });
}

export abstract class NoJavaScript {
  abstract readonly ast: unknown;
  readonly parserServices = {};
  readonly tokensAndComments: readonly never[] = [];
  readonly isESTree = false;
  #scope: object | undefined;

  get scopeManager(): object {
    const globalScope = this.getScope();
    return {
      scopes: [globalScope],
      globalScope,
      acquire: () => globalScope,
      acquireAll: () => [globalScope],
      getDeclaredVariables: () => [],
      isModule: () => false,
    };
  }

  getScope(): object {
    this.#scope ??= emptyScope(this.ast);
    return this.#scope;
  }

  getDeclaredVariables(): readonly never[] {
    return [];
  }

  markVariableAsUsed(): boolean {
    return false;
  }

  isGlobalReference(): boolean {
    return false;
  }

  isSpaceBetween(): boolean {
    return false;
  }

  commentsExistBetween(): boolean {
    return false;
  }
}

const NONE = [
  'getTokenByRangeStart',
  'getFirstToken',
  'getLastToken',
  'getTokenBefore',
  'getTokenAfter',
  'getFirstTokenBetween',
  'getLastTokenBetween',
];
const NO_LIST = [
  'getAllComments',
  'getCommentsBefore',
  'getCommentsAfter',
  'getCommentsInside',
  'getInlineConfigNodes',
  'getTokens',
  'getFirstTokens',
  'getLastTokens',
  'getTokensBefore',
  'getTokensAfter',
  'getTokensBetween',
  'getFirstTokensBetween',
  'getLastTokensBetween',
];
for (const name of NONE) Object.defineProperty(NoJavaScript.prototype, name, { value: () => null });
for (const name of NO_LIST) Object.defineProperty(NoJavaScript.prototype, name, { value: () => [] });
