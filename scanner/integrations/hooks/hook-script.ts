// The shell script of an installed git hook.

import type { HookType } from './hook-types.ts';

/** Marks a hook as ours. */
const MARK = '# navixy-secrets hook 1';
/** Suffix for the file of the previous hook. */
const KEPT = '.before-navixy-secrets';

/** @returns the second line of our script for a hook, which marks it as ours */
export function markOf(name: string): string {
  return `${MARK}: ${name}`;
}

/** @returns the file name for the previous hook */
export function keptName(type: HookType): string {
  return type + KEPT;
}

/**
 * A hook for any POSIX shell, including Git for Windows. Runs the previous hook, then ours, both with git's arguments
 * and input; fails if either fails, or if navixy-secrets is not found.
 * @param folder the folder of `node_modules`, relative to the top of the working tree; `.` for the top
 */
export function hookScript(type: HookType, folder: string): string {
  const input = type === 'pre-push';
  const feed = input ? 'printf \'%s\\n\' "$input" | ' : '';
  return `#!/bin/sh
${markOf(type)}
# Written by "navixy-secrets install-hook --type ${type}", which also takes it away: add --uninstall.
# The hook that was here before is ${keptName(type)}; it runs first.
folder=${quoted(folder)}
before=$(dirname "$0")/${keptName(type)}
status=0
${input ? 'input=$(cat)\n' : ''}if [ -x "$before" ]; then
  ${feed}"$before" "$@" || status=$?
fi

main=$(cd "$(git rev-parse --git-common-dir 2>/dev/null)" 2>/dev/null && cd .. && pwd)
scan=
for place in "$folder" . "$main/$folder" "$main"; do
  if [ -f "$place/node_modules/.bin/navixy-secrets" ]; then
    scan=$place/node_modules/.bin/navixy-secrets
    break
  fi
done
[ -n "$scan" ] || scan=$(command -v navixy-secrets)
if [ -z "$scan" ]; then
  echo "navixy-secrets was not found, so nothing was scanned and this is stopped (hook ${type})." >&2
  echo "  Install it: npm install --save-dev eslint-plugin-navixy" >&2
  if [ -e "$before" ]; then
    echo "  Or put the old hook back: mv \\"$before\\" \\"$0\\"" >&2
  else
    echo "  Or take the hook away: rm \\"$0\\"" >&2
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

/** @returns whether it is our hook, in any version */
export function isOurs(script: string): boolean {
  return script.split('\n', 3).some((line) => /^# navixy-secrets hook \d+: /.test(line));
}

/** Whether our hook is unmodified; a modified one must not be deleted. */
export function isPristine(type: HookType, script: string): boolean {
  if (!script.includes(`\n${MARK}: `)) return true;
  const folder = /^folder='((?:[^']|'\\'')*)'$/m.exec(script)?.[1]?.replaceAll(String.raw`'\''`, "'");
  return folder !== undefined && script === hookScript(type, folder);
}

/** @returns a word that a shell takes as it is */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
