/** The hooks of a clone that the command installs. */
export const HOOK_TYPES = ['pre-commit', 'commit-msg', 'pre-push'] as const;

export type HookType = (typeof HOOK_TYPES)[number];

/** The hooks that the command can run as: also that of a server, which decides whether to accept a push. */
export const RUN_TYPES = [...HOOK_TYPES, 'pre-receive'] as const;

export type RunType = (typeof RUN_TYPES)[number];

/** Whether a word names a hook that the command can run as. */
export function isRunType(word: string): word is RunType {
  return (RUN_TYPES as readonly string[]).includes(word);
}
