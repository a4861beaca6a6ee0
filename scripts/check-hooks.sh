#!/usr/bin/env bash
# Tries the hooks with the real programs, each in a fresh repository: pre-commit (from this repository as a git
# URL), husky with and without lint-staged, lefthook, simple-git-hooks and a plain hook. Needs git, npm and
# python3 with venv; installs into a temporary folder. What it checks in each: a commit with a secret is
# stopped and names the place, --no-verify passes, a clean commit passes.
set -uo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home PRE_COMMIT_HOME=$work/pre-commit-home GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME"
git config --file "$GIT_CONFIG_GLOBAL" user.name Ann
git config --file "$GIT_CONFIG_GLOBAL" user.email ann@fleet.example
git config --file "$GIT_CONFIG_GLOBAL" init.defaultBranch main
value=$(printf 'check-hooks' | git hash-object --stdin | cut -c1-32)
passed=0
failed=0

# check <what> <expected status> <text that must be said> <command...>
check() {
  local what=$1 expected=$2 said=$3 output status
  shift 3
  output=$("$@" 2>&1)
  status=$?
  case $output in *"$value"*) status="$status, and the value was printed" ;; esac
  if [ "$status" = "$expected" ] && [[ $output == *"$said"* ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'failed: %s: status %s, expected %s and "%s" in:\n%s\n' "$what" "$status" "$expected" "$said" "$output"
  fi
}

# A repository with the packed tool and what is named.
project() {
  mkdir -p "$work/$1 project"
  cd "$work/$1 project" || exit 2
  git init -q
  printf 'node_modules\n' > .gitignore
  printf '{ "name": "project", "private": true, "devDependencies": {} }\n' > package.json
  shift
  npm install --silent --no-audit --no-fund --ignore-scripts --save-dev "$tarball" "$@"
}

set_up() {
  ./node_modules/.bin/navixy-secrets init --yes --only hook --hooks pre-commit commit-msg pre-push > /dev/null || echo "init failed in $PWD"
}

commits() {
  local what=$1
  git add -A
  check "$what: a clean commit" 0 '' git commit -m clean
  printf 'NAVIXY_API_KEY=%s\n' "$value" > leak.env
  git add -A
  check "$what: a commit with a secret" 1 'leak.env:1:16' git commit -m leak
  git rm -q -f --cached leak.env && rm leak.env
  printf 'x\n' > x && git add -A
  check "$what: a message with a secret" 1 'commit message:1:' git commit -m "use Authorization: NVX $value"
  printf 'NAVIXY_API_KEY=%s\n' "$value" > leak.env
  git add -A
  check "$what: --no-verify" 0 '' git commit --no-verify -m leak
  git init -q --bare "$PWD.git"
  git remote add origin "$PWD.git"
  check "$what: a push with a secret" 1 'leak.env in commit' git push origin main
  check "$what: a push with --no-verify" 0 '' git push --no-verify origin main
  printf 'y\n' > y && git add -A && git commit -q --no-verify -m clean
  check "$what: a clean push" 0 '' git push origin main
}

[ -f "$here/dist/cli.cjs" ] || { echo 'Run "npm run build" first.'; exit 2; }
tarball=$(cd "$here" && npm run pack --silent | tail -n 1) && cp "$here/build/$tarball" "$work/" && tarball=$work/$tarball

project husky husky@9 && npx husky && set_up && commits husky
project lint-staged husky@9 lint-staged && npx husky && printf 'npx lint-staged --allow-empty\n' > .husky/pre-commit && printf '{ "*.txt": "cat" }\n' > .lintstagedrc.json && set_up && commits 'husky with lint-staged'
project lefthook lefthook && printf '# ours\nmin_version: 1.0.0\n' > lefthook.yml && set_up && npx lefthook install > /dev/null && commits lefthook
project simple simple-git-hooks && printf '{ "pre-rebase": "true" }\n' > .simple-git-hooks.json && set_up && npx simple-git-hooks > /dev/null && commits simple-git-hooks
project plain && set_up && commits 'a plain hook'

if python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet pre-commit; then
  PATH=$work/venv/bin:$PATH
  git clone --quiet --bare "$here" "$work/source.git"
  project pre-commit
  printf 'repos:\n  - repo: file://%s\n    rev: %s\n    hooks:\n      - id: navixy-secrets\n      - id: navixy-secrets-commit-msg\n      - id: navixy-secrets-pre-push\n' \
    "$work/source.git" "$(git -C "$here" rev-parse HEAD)" > .pre-commit-config.yaml
  pre-commit install --install-hooks --hook-type pre-commit --hook-type commit-msg --hook-type pre-push > /dev/null || echo 'pre-commit could not install the hooks'
  commits pre-commit
  check 'pre-commit: all files' 1 'leak.env:1:16' pre-commit run --all-files
else
  echo 'pre-commit could not be installed: not checked'
  failed=$((failed + 1))
fi

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
