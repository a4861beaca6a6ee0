// The shell scripts in the folder of global hooks: those that scan, and those that only run a repository's own hook.

import { HOOK_TYPES, type HookType } from './hook-types.ts';
import { keptName, markOf, quoted } from './hook-script.ts';

/**
 * Hooks that git takes from `core.hooksPath` as soon as it is set, and no longer from the repository. Left out:
 * `push-to-checkout`, because its mere presence changes what git does, and `reference-transaction`, because git starts
 * it several times for each ref.
 */
const OTHER_HOOKS = [
  'applypatch-msg',
  'pre-applypatch',
  'post-applypatch',
  'pre-merge-commit',
  'prepare-commit-msg',
  'post-commit',
  'pre-rebase',
  'post-checkout',
  'post-merge',
  'pre-receive',
  'update',
  'proc-receive',
  'post-receive',
  'post-update',
  'pre-auto-gc',
  'post-rewrite',
  'sendemail-validate',
  'post-index-change',
  'p4-changelist',
  'p4-prepare-changelist',
  'p4-post-changelist',
  'p4-pre-submit',
];

/** Names of all hooks that the folder needs, so each repository's own hooks still run. */
export const PASSED_ON: readonly string[] = [...HOOK_TYPES, ...OTHER_HOOKS];

/** What a global hook needs to know. */
export interface GlobalScript {
  /** The folder of the command, as a shell writes it; searched after `PATH`. */
  readonly tools: string;
  /** Whether to run the hook in the repository's own hooks folder, which git skips because of `core.hooksPath`. */
  readonly runsOwn: boolean;
}

/** Finds the repository's own hooks folder; nothing if that is the folder of this script. */
const FIND_OWN = `here=$(CDPATH= cd "$(dirname "$0")" && pwd -P)
common=$(git rev-parse --git-common-dir) || exit 2
own=$(CDPATH= cd "$common/hooks" 2>/dev/null && pwd -P)
[ "$own" != "$here" ] || own=
`;

const IGNORED = `echo "hint: $1 was ignored because it is not executable" >&2`;

/**
 * A hook for any POSIX shell that runs for all repositories of a user. The command comes only from `PATH` and the
 * folder of the installed command, never from the repository, which may be an attacker's.
 * @returns the script. It runs the previous hook, the repository's own hook and the scan, and fails if one of them does
 */
export function globalHookScript(type: HookType, { tools, runsOwn }: GlobalScript): string {
  const kept = keptName(type);
  const feed = type === 'pre-push' ? '{ [ -z "$input" ] || printf \'%s\\n\' "$input"; } | ' : '';
  const order = [`${kept} beside it`, ...(runsOwn ? ["the repository's own hook"] : []), 'navixy-secrets'];
  return `#!/bin/sh
${markOf(type)}
# Written by "navixy-secrets install-hook --global --type ${type}", which also takes it away: add --uninstall.
# Runs in this order: ${order.join(', ')}.
tools=${quoted(tools)}
${runsOwn ? FIND_OWN : 'here=$(CDPATH= cd "$(dirname "$0")" && pwd -P)\nown=\n'}status=0
${type === 'pre-push' ? 'input=$(cat)\n' : ''}run() {
  [ -f "$1" ] || return 0
  [ -x "$1" ] || { ${IGNORED}; return 0; }
  hook=$1
  shift
  ${feed}"$hook" "$@"
}
run "$here/${kept}" "$@" || status=$?
if [ -n "$own" ]; then
  run "$own/${type}" "$@" || status=$?
  # The repository has our hook too, which has scanned already.
  if [ -x "$own/${type}" ] && [ -n "$(sed -n '2{/^# navixy-secrets hook /p;}' "$own/${type}" 2>/dev/null)" ]; then
    exit "$status"
  fi
fi

PATH=$PATH:$tools
scan=$(command -v navixy-secrets)
case $scan in
  /*) ;;
  *) scan= ;; # a relative folder in PATH would be one of the repository
esac
if [ -z "$scan" ]; then
  echo "navixy-secrets was not found, so nothing was scanned and this is stopped (global hook ${type})." >&2
  echo "  Install it: npm install --global eslint-plugin-navixy" >&2
  if [ -e "$here/${kept}" ]; then
    echo "  Or put the old hook back: mv \\"$here/${kept}\\" \\"$0\\"" >&2
  else
    echo "  Or take the hook away: ${runsOwn ? 'git config --global --unset core.hooksPath' : 'rm \\"$0\\"'}" >&2
  fi
  exit 2
fi
${feed}"$scan" hook ${type} "$@"
found=$?
if [ "$found" -eq 126 ] || [ "$found" -eq 127 ]; then
  echo "navixy-secrets could not be run ($scan): is Node.js on the PATH of this git? This is stopped (hook ${type})." >&2
fi
[ "$status" -ne 0 ] || status=$found
exit "$status"
`;
}

/** @returns the script of a hook that only runs the repository's own hook of that name */
export function passOnScript(name: string): string {
  return `#!/bin/sh
${markOf(name)}
# Written by "navixy-secrets install-hook --global": while core.hooksPath is set, git does not run a repository's own
# ${name}, so this does.
${FIND_OWN}set -- "$own/${name}" "$@"
[ -n "$own" ] && [ -f "$1" ] || exit 0
[ -x "$1" ] || { ${IGNORED}; exit 0; }
exec "$@"
`;
}

/** Whether a global hook of ours is unmodified; a modified one must not be deleted. */
export function isPristineGlobal(type: HookType, script: string): boolean {
  if (script === passOnScript(type)) return true;
  const tools = /^tools='((?:[^']|'\\'')*)'$/m.exec(script)?.[1]?.replaceAll(String.raw`'\''`, "'");
  return tools !== undefined && [true, false].some((runsOwn) => script === globalHookScript(type, { tools, runsOwn }));
}

/** @returns an absolute path as Git's shell writes it: on Windows `/c/Users/Ann` for `C:\Users\Ann` */
export function shellPath(folder: string, isWindows: boolean): string {
  if (!isWindows) return folder;
  return folder.replaceAll('\\', '/').replace(/^([a-z]):\//i, (_, drive: string) => `/${drive.toLowerCase()}/`);
}
