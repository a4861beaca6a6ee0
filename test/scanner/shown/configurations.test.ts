// Runs the configurations that the documentation shows, as whoever copies them would.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import plugin from '../../../rules/index.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { holdToSarifSchema } from '../../support/schema.ts';
import { cli, json, leak, places } from '../run.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const HERE = 'test/scanner/shown/configurations.test.ts';
const CONFIGS = 'test/package/shown-configs.test.ts';
/** Which tests run the blocks of a page, in a language of configurations; the number of blocks. */
const RUN: Readonly<Record<string, readonly [blocks: number, ...tests: string[]]>> = {
  'README.md js': [3, CONFIGS],
  'README.md json': [2, CONFIGS, 'test/package/editor.test.ts'],
  'docs/baseline.md json': [2, HERE],
  'docs/ci.md js': [1, CONFIGS],
  'docs/ci.md yaml': [2, HERE, 'test/workflows.test.ts'],
  'docs/editors.md js': [1, CONFIGS],
  'docs/editors.md json': [1, 'test/package/editor.test.ts'],
  'docs/many-repositories.md yaml': [4, 'test/scanner/integrations/repositories/docs.test.ts', HERE],
  'docs/pre-commit.md json': [1, HERE],
  'docs/pre-commit.md yaml': [2, HERE],
  'docs/redact.md js': [3, 'test/scanner/redact/loggers.test.ts'],
  // A sample of a report, no configuration.
  'docs/reports.md json': [1],
  'docs/reports.md yaml': [2, HERE],
  'docs/rules/no-hardcoded-hash.md json': [1, HERE],
  'docs/rules/no-public-env-hash.md json': [1, HERE],
  'docs/settings.md js': [5, CONFIGS],
  'docs/settings.md json': [1, HERE],
  'docs/verify.md json': [1, HERE],
};

const PAGES = ['README.md', ...(readdirSync(path.join(ROOT, 'docs'), { recursive: true }) as string[])]
  .map((name) => (name === 'README.md' ? name : path.posix.join('docs', name.replaceAll('\\', '/'))))
  .filter((name) => name.endsWith('.md'));

const byReason = (one: object, other: object) => (reasonOf(one) > reasonOf(other) ? 1 : -1);
const reasonOf = (one: { reason?: string }) => one.reason ?? '';

/** The blocks of a page in a language, in order. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  return [...text.matchAll(/^( *)```(\w+)\n(.*?)^\1```$/gms)]
    .filter(([, , name]) => name === language)
    .map(([, indent, , code]) => code!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

it('each configuration has a test that runs it', () => {
  const counts = PAGES.flatMap((page) =>
    ['js', 'json', 'jsonc', 'yaml', 'yml', 'toml', 'ini', 'groovy'].map((language): [string, number] => {
      // The code of these pages is linted by test/rules/docs.test.ts.
      const isExample = page.startsWith('docs/rules/') && language === 'js';
      return [`${page} ${language}`, isExample ? 0 : blocks(page, language).length];
    }),
  ).filter(([, count]) => count > 0);
  expect(Object.fromEntries(counts)).toEqual(
    Object.fromEntries(Object.entries(RUN).map(([key, [count]]) => [key, count])),
  );
  for (const [key, [, ...tests]] of Object.entries(RUN))
    for (const test of tests)
      expect(readFileSync(path.join(ROOT, test), 'utf8'), `${test}, ${key}`).toContain(
        key.split(' ')[0]!.replace(/^(docs\/rules)\/.*/, '$1/'),
      );
});

describe('settings', () => {
  it('of docs/settings.md add a host and a name, and allow a folder', async () => {
    using folder = new TempFolder();
    folder.write('.navixy-secrets.json', blocks('docs/settings.md', 'json')[0]!);
    folder.write('host.js', `fetch('https://gps.brand.example/api-v2/tracker/list?hash=${hex('host')}');\n`);
    folder.write('name.js', `const FLEET_KEY = '${hex('name')}';\n`);
    folder.write('fixtures/made-up.js', leak(hex('made up')));
    const { report } = await json(['scan'], { cwd: folder.root });
    expect(places(report).sort()).toEqual(['host.js:1:59', 'name.js:1:20']);
    expect(report.suppressed.map(({ path: file, by }) => [file, by])).toEqual([
      ['fixtures/made-up.js', expect.objectContaining({ reason: 'made up' })],
    ]);
  });

  it('of docs/baseline.md allow a folder until a day, and a value', async () => {
    using folder = new TempFolder();
    folder.write('fixtures/made-up.js', leak(hex('made up')));
    folder.write('revoked.js', leak(hex('revoked')));
    const { report } = await json(['scan', 'revoked.js'], { cwd: folder.root });
    const settings = blocks('docs/baseline.md', 'json')[1]!.replace('…', report.findings[0]!.sha256);
    const day = /"expires": "([\d-]+)"/.exec(settings)![1]!;
    folder.write('.navixy-secrets.json', settings.replace(day, '2999-12-31'));
    const allowed = await json(['scan'], { cwd: folder.root });
    expect(allowed.report.findings).toEqual([]);
    expect(allowed.report.suppressed.map(({ by }) => by).sort(byReason)).toEqual([
      expect.objectContaining({ reason: 'made up' }),
      expect.objectContaining({ reason: 'revoked in May' }),
    ]);
    folder.write('.navixy-secrets.json', settings.replace(day, '2024-12-31'));
    expect(places((await json(['scan'], { cwd: folder.root })).report)).toEqual(['fixtures/made-up.js:1:29']);
  });

  it('the baseline of docs/baseline.md accepts its secret', async () => {
    using folder = new TempFolder();
    folder.write('src/client.ts', leak(hex('known')));
    const { report } = await json(['scan'], { cwd: folder.root });
    const [shown] = (JSON.parse(blocks('docs/baseline.md', 'json')[0]!) as { secrets: { fingerprint: string }[] })
      .secrets;
    const known = blocks('docs/baseline.md', 'json')[0]!.replace(shown!.fingerprint, report.findings[0]!.fingerprint);
    folder.write('.navixy-secrets-baseline.json', known);
    const accepted = await json(['scan'], { cwd: folder.root });
    expect([accepted.exitCode, accepted.report.suppressed.map(({ by }) => by)]).toEqual([
      0,
      [expect.objectContaining({ reason: 'revoked in May' })],
    ]);
  });

  it('of a user, in docs/verify.md, add the host of an installation', async () => {
    using folder = new TempFolder();
    using home = new TempFolder();
    const file = home.write('navixy-secrets/config.json', blocks('docs/verify.md', 'json')[0]!);
    const { stdout } = await cli(['config'], { cwd: folder.root, env: { XDG_CONFIG_HOME: home.root } });
    expect(stdout).toContain(`https://gps.brand.example/api-v2 (${file})`);
  });
});

describe('options of rules', () => {
  const lint = (rule: string, code: string) => {
    const rules = JSON.parse(blocks(`docs/rules/${rule}.md`, 'json')[0]!) as Linter.RulesRecord;
    const config: Linter.Config = { ...plugin.configs.recommended, rules, files: ['**/*.ts'] };
    return new Linter({ configType: 'flat' }).verify(
      code,
      [{ ...config, languageOptions: { parser: tsParser as never } }],
      'a.ts',
    );
  };

  it('of no-hardcoded-hash decide how the environment is read', () => {
    const [message] = lint('no-hardcoded-hash', `const NAVIXY_HASH = '${hex('option')}';\n`);
    expect(message).toMatchObject({ ruleId: 'navixy/no-hardcoded-hash', severity: 2 });
    expect(message!.suggestions!.map(({ fix }) => fix.text)).toEqual(['process.env.NAVIXY_HASH']);
  });

  it('of no-public-env-hash add no prefix to the known ones', () => {
    const [known, unknown] = ['VITE_NAVIXY_HASH', 'PLAIN_NAVIXY_HASH'].map((name) =>
      lint('no-public-env-hash', `const hash = import.meta.env.${name};\n`).map(({ ruleId }) => ruleId),
    );
    expect([known, unknown]).toEqual([['navixy/no-public-env-hash'], []]);
  });
});

describe('git hooks of docs/pre-commit.md', () => {
  /** The arguments of a command of a hook manager. @param given what the manager puts in the place of `{…}` */
  const argumentsOf = (command: string, given: readonly string[] = []): string[] => {
    const words = command.replace(/^npx --no -- /, '').split(' ');
    expect(words[0]).toBe('navixy-secrets');
    return words.slice(1).flatMap((word) => (/^\{\d\}$/.test(word) ? given : [word]));
  };
  const staged = () => {
    const repo = new TempRepo();
    repo.write('.env', `NAVIXY_API_KEY=${hex('staged')}\n`);
    repo.git('add', '.env');
    return repo;
  };
  interface Command {
    readonly run: string;
    readonly use_stdin?: boolean;
  }
  const [programHooks, lefthook] = blocks('docs/pre-commit.md', 'yaml').map((text) => parse(text) as unknown) as [
    { readonly repos: readonly { readonly hooks: readonly { readonly id: string }[] }[] },
    Readonly<Record<string, { readonly commands: { readonly 'navixy-secrets': Command } }>>,
  ];

  it.each([
    ['lefthook', lefthook['pre-commit']!.commands['navixy-secrets'].run],
    [
      'simple-git-hooks',
      (JSON.parse(blocks('docs/pre-commit.md', 'json')[0]!) as { 'simple-git-hooks': { 'pre-commit': string } })[
        'simple-git-hooks'
      ]['pre-commit'],
    ],
  ])('%s stops a commit', async (_, command) => {
    using repo = staged();
    const { exitCode, stdout } = await cli(argumentsOf(command), { cwd: repo.root });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('navixy-secrets stopped this commit')]);
  });

  it('lefthook stops a commit message and a push', async () => {
    using repo = staged();
    const { run } = lefthook['commit-msg']!.commands['navixy-secrets'];
    repo.write('.git/COMMIT_EDITMSG', `Use Authorization: NVX ${hex('message')}\n`);
    const message = await cli(argumentsOf(run, ['.git/COMMIT_EDITMSG']), { cwd: repo.root });
    expect([message.exitCode, message.stdout]).toEqual([1, expect.stringContaining('commit message:')]);
    const push = lefthook['pre-push']!.commands['navixy-secrets'];
    expect(push.use_stdin).toBe(true);
    const commit = repo.commitStaged('Leak');
    const pushed = await cli(argumentsOf(push.run, ['origin', 'https://git.example/fleet']), {
      cwd: repo.root,
      stdin: `refs/heads/main ${commit} refs/heads/main ${'0'.repeat(40)}\n`,
    });
    expect([pushed.exitCode, pushed.stdout]).toEqual([1, expect.stringContaining('navixy-secrets stopped this push')]);
  });

  it('the pre-commit program finds the hooks by their ids', () => {
    const published = parse(readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string }[];
    expect(programHooks.repos[0]!.hooks).toEqual(published.map(({ id }) => ({ id })));
  });
});

describe('jobs', () => {
  /** The arguments that a script passes to the command. Nothing is installed. */
  const argumentsIn = (script: string): string[] => {
    const run = spawnSync('bash', ['-ec', `npm() { :; }\nnode() { shift; printf '%s\\n' "$@"; }\n${script}`], {
      encoding: 'utf8',
    });
    expect([run.status, run.stderr]).toEqual([0, '']);
    return run.stdout.trimEnd().split('\n');
  };

  it('the GitHub workflow of docs/ci.md uses inputs and outputs of the action', () => {
    const text = blocks('docs/ci.md', 'yaml')[0]!;
    const { jobs } = parse(text) as { jobs: Record<string, { steps: { id?: string; with?: object }[] }> };
    const action = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as Record<'inputs' | 'outputs', object>;
    const step = jobs['navixy-secrets']!.steps.find(({ id }) => id === 'navixy')!;
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with!)));
    const outputs = [...text.matchAll(/steps\.navixy\.outputs\.([\w-]+)/g)].map(([, name]) => name!);
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(outputs));
    expect(outputs).toHaveLength(2);
  });

  it('the CircleCI step of docs/ci.md scans the pushed commits, or everything for a new branch', async () => {
    using repo = new TempRepo();
    repo.write('old.js', leak(hex('old')));
    const base = repo.commit('Old');
    repo.write('new.js', leak(hex('new')));
    repo.commit('New');
    const [step] = parse(blocks('docs/ci.md', 'yaml')[1]!) as [{ run: string }];
    const scan = async (revision: string) => {
      const argv = argumentsIn(step.run.replace('<< pipeline.git.base_revision >>', revision));
      const file = repo.path('report.json');
      const { exitCode } = await cli([...argv, '--format', 'json', '--output', file], {
        cwd: repo.root,
        env: { CIRCLECI: 'true' },
      });
      const { findings } = JSON.parse(readFileSync(file, 'utf8')) as { findings: { path: string }[] };
      return [exitCode, findings.map((finding) => finding.path).sort()];
    };
    expect(await scan(base)).toEqual([1, ['new.js']]);
    expect(await scan('')).toEqual([1, ['new.js', 'old.js']]);
  });

  it('the steps of docs/reports.md write the reports that they upload', async () => {
    const [github, gitlab] = blocks('docs/reports.md', 'yaml').map((text) => parse(text) as unknown) as [
      [{ run: string }, { with: { sarif_file: string } }],
      { script: string; artifacts: { reports: Record<'secret_detection' | 'codequality', string> } },
    ];
    using folder = new TempFolder();
    folder.write('a.js', leak(hex('job')));
    const written = async (script: string, file: string) => {
      expect((await cli(argumentsIn(script), { cwd: folder.root })).exitCode).toBe(1);
      return JSON.parse(readFileSync(folder.path(file), 'utf8')) as unknown;
    };
    holdToSarifSchema(await written(github[0].run, github[1].with.sarif_file));
    const { secret_detection, codequality } = gitlab.artifacts.reports;
    expect(await written(gitlab.script, secret_detection)).toMatchObject({
      vulnerabilities: [{ severity: 'High' }],
    });
    expect(await written(gitlab.script, codequality)).toMatchObject([{ location: { path: 'a.js' } }]);
  });

  it('the list in docs/many-repositories.md has the keys that its matrix reads', async () => {
    const workflow = blocks('docs/many-repositories.md', 'yaml')[1]!;
    const { jobs } = parse(workflow) as { jobs: { list: { steps: { id?: string; run: string }[] } } };
    const { run } = jobs.list.steps.find(({ id }) => id === 'list')!;
    using folder = new TempFolder();
    folder.write('repositories.txt', 'https://git.example/fleet/one\nhttps://git.example/fleet/two\n');
    const script = /\$\(node "[^"]*" (.*?)\)"/.exec(run)![1]!;
    const { stdout, exitCode } = await cli(script.split(' '), { cwd: folder.root });
    const read = [...workflow.matchAll(/matrix\.(\w+)/g)].map(([, key]) => key!).sort();
    expect([exitCode, (JSON.parse(stdout) as object[]).map((entry) => Object.keys(entry).sort())]).toEqual([
      0,
      [expect.arrayContaining(read), expect.arrayContaining(read)],
    ]);
    // `$GITHUB_OUTPUT` takes one line.
    expect(stdout.trimEnd()).not.toContain('\n');
  });
});
