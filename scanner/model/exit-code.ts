// Exit codes of the command, and how the outcome of a scan becomes one.

/** Exit codes. A failure is never {@link ExitCode.Clean}. */
export const ExitCode = {
  /** Everything requested was scanned, and nothing was found. */
  Clean: 0,
  /** Something was found at or above the threshold. */
  Found: 1,
  /** The request failed: wrong usage, unreadable input, git or network failure. */
  Failed: 2,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/**
 * The only place where the outcome of a scan becomes an exit code. Incomplete wins over found: a caller that checks
 * only for `1` must not take a partial scan for a complete one.
 */
export function exitCodeOf(outcome: { readonly findings: number; readonly complete: boolean }): ExitCode {
  if (!outcome.complete) return ExitCode.Failed;
  return outcome.findings > 0 ? ExitCode.Found : ExitCode.Clean;
}
