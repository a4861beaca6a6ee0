/** Keeps a failure of a rule from ending ESLint: the file gets one report of it, and everything else goes on. */
import type { TSESLint } from '@typescript-eslint/utils';
import { SettingsError } from '../../src/settings.ts';
import { rangeToLoc } from '../syntax/locations.ts';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Added to the messages of every rule. */
export const FAILURE_MESSAGES = {
  ruleFailed: '{{rule}} failed: this file is not fully checked. Please report: {{error}}.',
};

/** With it no message is longer than 120 characters. */
const MAX_ERROR = 37;
/** By tree: oxlint gives every file the same `SourceCode` object. */
const reported = new WeakSet<object>();

/**
 * Runs a part of a rule without which the rest still has a meaning.
 * @returns what `run` gives, or `undefined` if it failed; wrong settings are no failure of ours and end ESLint
 */
export function attempt<Result>(context: AnyContext, run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    reportFailure(context, error);
    return undefined;
  }
}

/** @returns a listener whose handlers are attempts, one by one */
export function guardListener(context: AnyContext, listener: TSESLint.RuleListener): TSESLint.RuleListener {
  return Object.fromEntries(
    Object.entries(listener).map(([selector, handle]) => [
      selector,
      (...values: readonly unknown[]) => {
        attempt(context, () => (handle as ((...values: readonly unknown[]) => void) | undefined)?.(...values));
      },
    ]),
  );
}

function reportFailure(context: AnyContext, error: unknown): void {
  const { id, sourceCode } = context;
  if (reported.has(sourceCode.ast)) return;
  reported.add(sourceCode.ast);
  context.report({
    loc: rangeToLoc(0, 0, sourceCode),
    messageId: 'ruleFailed',
    data: { rule: id.slice(id.lastIndexOf('/') + 1), error: nameOf(error) },
  });
}

/** What an error says, short and without anything that may be a value of the file. */
function nameOf(error: unknown): string {
  const [line = ''] = String(error)
    .replaceAll(/[\da-f]{16,}/gi, '…')
    .split('\n');
  return line.length > MAX_ERROR ? `${line.slice(0, MAX_ERROR - 1)}…` : line;
}
