import type { TSESLint } from '@typescript-eslint/utils';
import { type Analysis, getAnalysis } from './analysis.ts';
import { isJavaScript } from './ast.ts';
import { fileFacts } from './worthwhile.ts';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/**
 * @param words a rule's own test: without any of them in the text the rule has nothing to do; none where there is no such test
 * @returns a listener that runs `check` once, on JavaScript that may concern the platform; else an empty one
 */
export function onPlatformFile(context: AnyContext, words: readonly string[], check: (analysis: Analysis) => void): TSESLint.RuleListener {
  const { sourceCode } = context;
  const { text, settings, mayConcern } = fileFacts(context);
  if (!mayConcern || (words.length > 0 && !words.some((word) => text.includes(word))) || !isJavaScript(sourceCode)) return {};
  return {
    Program() {
      check(getAnalysis(sourceCode, settings));
    },
  };
}
