/** The git hooks that the command supports. */
export const HOOK_TYPES = ['pre-commit', 'commit-msg', 'pre-push'] as const;

export type HookType = (typeof HOOK_TYPES)[number];
