/** What the process says to its caller. A failure is never {@link ExitCode.Clean}. */
export const ExitCode = {
  /** Everything asked for was looked at and nothing was found. */
  Clean: 0,
  /** Something was found at or above the threshold. */
  Found: 1,
  /** The tool could not do what was asked: bad usage, unreadable input, git or network failure. */
  Failed: 2,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/**
 * The one place where the outcome of a scan becomes an exit status.
 * Incomplete wins over found: a caller that only looks for `1` must not take a half scan for a whole one.
 */
export function exitCodeOf(outcome: { readonly findings: number; readonly complete: boolean }): ExitCode {
  if (!outcome.complete) return ExitCode.Failed;
  return outcome.findings > 0 ? ExitCode.Found : ExitCode.Clean;
}
