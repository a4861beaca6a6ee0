/** What a rule does on files that may concern the platform. */
import type { TSESLint } from '@typescript-eslint/utils';
import { type Analysis, getAnalysis } from './analysis.ts';
import { isJavaScript } from '../syntax/ast.ts';
import { fileFacts } from '../platform/relevance.ts';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/**
 * @param words a rule's own test: without any of them in the text the rule has nothing to do; none where there is no such test
 * @returns a listener that runs `check` once, on JavaScript that may concern the platform; else an empty one
 */
export function onPlatformFile(context: AnyContext, words: readonly string[], check: (analysis: Analysis) => void): TSESLint.RuleListener {
  const { text, mayConcern } = fileFacts(context);
  if (!mayConcern || (words.length > 0 && !words.some((word) => text.includes(word))) || !isJavaScript(context.sourceCode)) return {};
  return {
    Program() {
      withAnalysis(context, check);
    },
  };
}

/** Runs a check with the analysis of a JavaScript file; how far it may look does not depend on the checks before it. */
export function withAnalysis<Result>(context: AnyContext, check: (analysis: Analysis) => Result): Result {
  const analysis = getAnalysis(context.sourceCode, fileFacts(context).settings);
  return analysis.traversal.apart(() => check(analysis));
}
