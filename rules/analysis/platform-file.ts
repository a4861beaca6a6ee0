/** Runs a rule only on files that may concern the platform. */
import type { TSESLint } from '@typescript-eslint/utils';
import { type Analysis, getAnalysis } from './analysis.ts';
import { isJavaScript } from '../syntax/ast.ts';
import type { QuickFilter } from '../platform/quick-filter.ts';
import { relevanceOf } from '../platform/relevance.ts';

type FileCheck = (analysis: Analysis) => void;
type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/**
 * @param mayFind a rule's quick check of the text: if it returns false, the rule has nothing to report; default: no
 *   check
 * @returns a listener that runs `check` once, on JavaScript that may concern the platform; otherwise an empty one
 */
export function onPlatformFile(
  context: AnyContext,
  mayFind: QuickFilter | undefined,
  check: FileCheck,
): TSESLint.RuleListener {
  const { text, mayConcern } = relevanceOf(context);
  if (!mayConcern || mayFind?.(text) === false || !isJavaScript(context.sourceCode)) return {};
  return {
    Program() {
      withAnalysis(context, check);
    },
  };
}

/** Runs a check with the analysis of a JavaScript file; its budget does not depend on earlier checks. */
export function withAnalysis<Result>(context: AnyContext, check: (analysis: Analysis) => Result): Result {
  const analysis = getAnalysis(context.sourceCode, relevanceOf(context).settings);
  return analysis.traversal.isolated(() => check(analysis));
}
