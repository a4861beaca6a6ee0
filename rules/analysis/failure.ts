/** Contains failures of rules: the file gets one report, and ESLint continues. */
import type { TSESLint } from '@typescript-eslint/utils';
import { SettingsError } from '../../src/validate-settings.ts';
import { rangeToLoc } from '../syntax/locations.ts';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Added to the messages of every rule. */
export const FAILURE_MESSAGES = {
  ruleFailed: '{{rule}} failed: this file is not fully checked. Please report: {{error}}.',
};

/** Keeps the message within 120 characters. */
const MAX_ERROR = 37;
/** Keyed by tree, because oxlint gives every file the same `SourceCode` object. */
const reported = new WeakSet<object>();

/**
 * Runs a part of a rule that the rest does not depend on.
 * @returns the result of `run`, or `undefined` if it failed
 * @throws SettingsError for invalid settings, which are the user's to fix and stop ESLint
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

/** @returns a listener with each handler wrapped in {@link attempt} */
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

/** The message of an error, shortened and without possible secrets. */
function nameOf(error: unknown): string {
  const [line = ''] = String(error)
    .replaceAll(/[\da-f]{16,}/gi, '…')
    .split('\n');
  return line.length > MAX_ERROR ? `${line.slice(0, MAX_ERROR - 1)}…` : line;
}
