// Types command lines into real shells and checks their completions: bash and zsh in a terminal (tmux), fish and
// PowerShell through the function that their Tab key calls. Not part of CI. Needs a build, tmux and the shells (Debian
// packages tmux, zsh, fish). Ends with 1 if something is wrong, and with 2 if a shell is missing.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const project = path.resolve(import.meta.dirname, '..');
const work = mkdtempSync(path.join(os.tmpdir(), 'navixy-check-completion-'));
const bin = path.join(work, 'bin');
const folder = path.join(work, 'folder');
const server = ['-L', path.basename(work), '-f', '/dev/null'];
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, HOME: work, LC_ALL: 'C.UTF-8' };

// The input after the command; words that must be offered or completed; words that must not.
const CASES = [
  ['', ['scan', 'baseline', 'install-hook'], ['src']],
  ['sc', ['scan'], ['verify']],
  ['baseline ', ['create', 'update', 'diff'], ['scan']],
  ['baseline create --hi', ['--history']],
  ['help re', ['repos', 'revoke'], ['scan']],
  ['scan --sta', ['--staged']],
  ['scan --format ', ['sarif', 'jsonl'], ['src']],
  ['scan --format=jso', ['json'], ['sarif']],
  ['scan --config s', ['src'], ['staged']],
  ['scan s', ['src'], ['staged']],
  ['scan --config verify --show', ['--show-secrets']],
  ['scan --staged --fail-on a', ['alive', 'any'], ['high']],
  ['scan --jobs ', [], ['src', 'staged']],
  ['scan -- --fo', [], ['--format']],
  ['init --only eslint h', ['hook'], ['update']],
  ['init --only eslint --che', ['--check']],
  ['hook ', ['pre-commit', 'commit-msg', 'pre-push'], ['src']],
  ['completion ', ['bash', 'zsh', 'fish', 'powershell'], ['src']],
];

const SHELLS = {
  bash: {
    needs: ['tmux', 'bash'],
    offered: (line) => screen('bash --norc --noprofile', line, `PS1=; . ${work}/script.bash`),
  },
  zsh: {
    needs: ['tmux', 'zsh'],
    offered: (line) => screen('zsh -f', line, `PS1=; autoload -U compinit; compinit -u -D; . ${work}/script.zsh`),
  },
  fish: {
    needs: ['fish'],
    offered: (line) =>
      printed(
        'fish',
        '--no-config',
        '-c',
        'source $argv[1]; complete -C $argv[2]',
        `${work}/script.fish`,
        line,
      ).replace(/\t.*/g, ''),
  },
  powershell: {
    needs: ['pwsh'],
    offered: (line) =>
      printed(
        'pwsh',
        '-NoProfile',
        '-NonInteractive',
        '-Command',
        `Get-Content -Raw '${work}/script.powershell' | Invoke-Expression; $line = '${line}'; [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches | ForEach-Object { $_.CompletionText }`,
      ),
  },
};

let [right, wrong] = [0, 0];
const absent = [];
try {
  for (const made of [bin, path.join(folder, 'src')]) mkdirSync(made, { recursive: true });
  writeFileSync(path.join(folder, 'src', 'a.ts'), '');
  writeFileSync(
    path.join(bin, 'navixy-secrets'),
    `#!/bin/sh\nexec '${process.execPath}' '${project}/dist/cli.cjs' "$@"\n`,
  );
  chmodSync(path.join(bin, 'navixy-secrets'), 0o755);
  for (const [shell, { needs, offered }] of Object.entries(SHELLS)) {
    const missing = needs.filter((program) => spawnSync('which', [program]).status !== 0);
    if (missing.length > 0) {
      absent.push(`${shell} (no ${missing.join(', ')})`);
      continue;
    }
    writeFileSync(path.join(work, `script.${shell}`), printed('navixy-secrets', 'completion', shell));
    for (const [typed, wanted, unwanted = []] of CASES)
      judge(shell, typed, offered(`navixy-secrets ${typed}`), wanted, unwanted);
  }
} finally {
  spawnSync('tmux', [...server, 'kill-server'], { env });
  rmSync(work, { recursive: true, force: true });
}
console.log(`${right} right, ${wrong} wrong${absent.length > 0 ? `; not tried: ${absent.join(', ')}` : ''}`);
process.exitCode = wrong > 0 ? 1 : absent.length > 0 ? 2 : 0;

function judge(shell, typed, text, wanted, unwanted) {
  // Up to a word boundary: "--format" is not in "--format-x", but a folder may end with a slash.
  const has = (word) => new RegExp(`(?:^|[\\s='"])${word}(?:$|[\\s/='"])`, 'm').test(text);
  const said = [
    ...wanted.filter((word) => !has(word)).map((word) => `no ${word}`),
    ...unwanted.filter(has).map((word) => `has ${word}`),
  ];
  if (said.length === 0) right += 1;
  else {
    wrong += 1;
    console.log(`${shell}: after "navixy-secrets ${typed}": ${said.join(', ')}, in:\n${text}`);
  }
}

function printed(file, ...args) {
  return execFileSync(file, args, { cwd: folder, env, encoding: 'utf8' });
}

function tmux(...args) {
  return execFileSync('tmux', [...server, ...args], { cwd: folder, env, encoding: 'utf8' });
}

/** @returns the terminal's content after the line and two Tabs */
function screen(shell, line, setUp) {
  // A tmux server ends with its last session, and a call during its end fails.
  if (spawnSync('tmux', [...server, 'has-session', '-t', 'idle'], { env }).status !== 0)
    tmux('new-session', '-d', '-s', 'idle', 'cat');
  tmux('new-session', '-d', '-s', 'shell', '-x', '200', '-y', '60', shell);
  try {
    tmux('send-keys', '-t', 'shell', '-l', `${setUp}; clear; echo rea''dy`);
    tmux('send-keys', '-t', 'shell', 'Enter');
    settled((text) => text.startsWith('ready'));
    tmux('send-keys', '-t', 'shell', '-l', line);
    settled((text) => text.includes(line.trim()));
    tmux('send-keys', '-t', 'shell', 'Tab');
    settled();
    tmux('send-keys', '-t', 'shell', 'Tab');
    return settled().replace(/^ready\n/, '');
  } finally {
    tmux('kill-session', '-t', 'shell');
  }
}

/** Waits until the terminal shows the expected text and stays unchanged for half a second. */
function settled(isThere = () => true) {
  const end = Date.now() + 20_000;
  for (let [last, same] = ['', 0]; Date.now() < end;) {
    const text = tmux('capture-pane', '-p', '-t', 'shell').replace(/\s+$/, '');
    same = text === last ? same + 1 : 0;
    if (same >= 5 && isThere(text)) return text;
    last = text;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  throw new Error('the shell did not come to rest');
}
