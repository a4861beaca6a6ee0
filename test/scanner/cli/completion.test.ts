import { execFileSync } from 'node:child_process';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { completionScript } from '../../../scanner/cli/completion/scripts.ts';
import { SHELLS } from '../../../scanner/cli/completion/shells.ts';
import { FORMAT_NAMES } from '../../../scanner/report/format-registry.ts';
import { cli } from '../run.ts';

const COMMANDS = [
  'allow',
  'baseline',
  'ci',
  'completion',
  'config',
  'explain',
  'help',
  'hook',
  'init',
  'install-hook',
  'keys',
  'merge',
  'purge',
  'redact',
  'repos',
  'revoke',
  'rotate',
  'rules',
  'scan',
  'verify',
];

async function script(shell: string): Promise<string> {
  return (await cli(['completion', shell], { cwd: '/' })).stdout;
}

/** @returns what bash offers after these words; the user is typing the last one */
async function offered(...words: string[]): Promise<string[]> {
  const program = `${await script('bash')}
COMP_WORDS=(navixy-secrets "$@"); COMP_CWORD=$#
_navixy_secrets 2>/dev/null
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', program, 'bash', ...words], { encoding: 'utf8' })
    .split('\n')
    .filter((word) => word !== '')
    .sort();
}

describe('completion in bash', () => {
  it.each<[string[], string[]]>([
    [[''], COMMANDS],
    [['sc'], ['scan']],
    [
      ['baseline', ''],
      ['create', 'diff', 'help', 'update'],
    ],
    [
      ['baseline', 'create', '--h'],
      ['--help', '--history'],
    ],
    [['scan', '--fo'], ['--format']],
    [['scan', '--format', ''], [...FORMAT_NAMES].sort()],
    // Bash splits --format=js into three words.
    [
      ['scan', '--format', '=', 'js'],
      ['json', 'jsonl'],
    ],
    [['scan', '--format', '='], [...FORMAT_NAMES].sort()],
    // The value of an option is not a command.
    [['scan', '--config', 'verify', '--show'], ['--show-secrets']],
    // Several values may follow, and then an option.
    [['init', '--only', 'eslint', 'h'], ['hook']],
    [['init', '--only', 'eslint', '--ch'], ['--check']],
    [
      ['scan', '--staged', '--fail-on', 'a'],
      ['alive', 'any'],
    ],
    [
      ['hook', ''],
      ['commit-msg', 'pre-commit', 'pre-push', 'pre-receive'],
    ],
    [['hook', 'commit-msg', ''], []],
    [
      ['help', 're'],
      ['redact', 'repos', 'revoke'],
    ],
    // No completions of ours, so readline offers paths.
    [['scan', 'src'], []],
    [['scan', '--', '--fo'], []],
    [['scan', '--jobs', ''], []],
  ])('completes %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });
});

describe.each(SHELLS)('the script for %s', (shell) => {
  it('has each command and each option of scan', async () => {
    const text = await script(shell);
    const help = (await cli(['scan', '--help'], { cwd: '/' })).stdout;
    const options = [...help.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, name]) => name!);
    expect(options.length).toBeGreaterThan(30);
    for (const name of [...COMMANDS, ...options, ...FORMAT_NAMES]) expect(text).toContain(name);
  });

  it('quotes descriptions so that their text cannot end the quotes', () => {
    const program = new Command('tool').description('x');
    program
      .command('go')
      .description(`it's, it\u2019s [a] \\ "trap": $(touch /tmp/x)`)
      .option('--to <file>', `it's, it\u2019s [a] \\ "trap": $(touch /tmp/x)`);
    const text = completionScript(shell, program);
    // Outside of single quotes, with the shell's own way to write one inside of them taken out, nothing is left of it.
    const inner = { bash: /$^/, zsh: /'\\''/g, fish: /\\['\\]/g, powershell: /(['\u2019])\1/g }[shell];
    expect(text.replace(inner, '').replace(/'[^'\n]*'/g, '')).not.toContain('touch');
  });
});

describe('the script for PowerShell', () => {
  /** The keys and values of each `[ordered]@{ … }` and table, in lower case: PowerShell keys ignore case. */
  async function literals(): Promise<{ readonly key: string; readonly value: string }[][]> {
    const text = await script('powershell');
    const entries = (body: string, value: string) =>
      [...body.matchAll(new RegExp(`'((?:[^']|'')*)' = (${value})`, 'g'))].map((match) => ({
        key: match[1]!.toLowerCase(),
        value: match[2]!,
      }));
    const ordered = [...text.matchAll(/\[ordered\]@\{ ((?:'(?:[^']|'')*'|[^'}])*) \}/g)].map(([, body]) =>
      entries(body!, "'(?:[^']|'')*'"),
    );
    const tables = [...text.matchAll(/ = @\{\n(.*?)\n {4}\}/gs)].map(([, body]) =>
      body!.split('\n').flatMap((line) => entries(line, '.*').slice(0, 1)),
    );
    return [...ordered, ...tables];
  }

  it('has no duplicate key and no empty text, which PowerShell rejects', async () => {
    const all = await literals();
    expect(all.flat().length).toBeGreaterThan(500);
    for (const entries of all) {
      const keys = entries.map(({ key }) => key);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
      expect(entries.filter(({ value }) => value === "''")).toEqual([]);
    }
  });

  it('is plain ASCII, because Windows PowerShell reads program output in the code page of its console', async () => {
    expect(await script('powershell')).toMatch(/^[\n\x20-\x7E]+$/);
  });
});

describe('completion', () => {
  it('refuses an unsupported shell', async () => {
    const { stderr, exitCode } = await cli(['completion', 'tcsh'], { cwd: '/' });
    expect(stderr).toContain('Allowed choices are bash, zsh, fish, powershell.');
    expect(exitCode).toBe(2);
  });
});
