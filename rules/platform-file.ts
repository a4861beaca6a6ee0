import type { TSESLint } from '@typescript-eslint/utils';
import { type Analysis, getAnalysis } from './analysis.ts';
import { isJavaScript } from './ast.ts';
import { readSettings } from './settings.ts';
import { mayConcernPlatform } from './worthwhile.ts';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const concerns = new WeakMap<object, boolean>();

/**
 * @param words a rule's own test: without any of them in the text the rule has nothing to do; none where there is no such test
 * @returns a listener that runs `check` once, on JavaScript that may concern the platform; else an empty one
 */
export function onPlatformFile(context: AnyContext, words: readonly string[], check: (analysis: Analysis) => void): TSESLint.RuleListener {
  const { sourceCode } = context;
  const { text } = sourceCode as { readonly text?: unknown };
  if (typeof text !== 'string' || !concernsPlatform(context)) return {};
  if (words.length > 0 && !words.some((word) => text.includes(word))) return {};
  return {
    Program() {
      check(getAnalysis(sourceCode, readSettings(context.settings)));
    },
  };
}

/** Asked by every rule of every file, so answered once for each file. */
function concernsPlatform({ sourceCode, settings }: AnyContext): boolean {
  let concern = concerns.get(sourceCode);
  if (concern === undefined) {
    concern = mayConcernPlatform(sourceCode.text, readSettings(settings)) && isJavaScript(sourceCode);
    concerns.set(sourceCode, concern);
  }
  return concern;
}
