import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TempFolder } from '../../../support/repo.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');

interface Step {
  readonly id: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as Action;
const read = (file: string): unknown => parse(readFileSync(path.join(ROOT, file), 'utf8'));

/** Runs a step of the action as a runner does: replaces expressions, and reads outputs from the file. */
function runStep(
  id: string,
  folder: TempFolder,
  inputs: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
) {
  const step = action.runs.steps.find((one) => one.id === id)!;
  const known: Record<string, string> = { 'runner.temp': folder.root, 'github.action_path': ROOT, ...more };
  for (const [name, { default: value }] of Object.entries(action.inputs))
    known[`inputs.${name}`] = inputs[name] ?? value;
  const env = Object.fromEntries(
    Object.entries(step.env).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ (.*?) \}\}/g, (_, key: string) => known[key]!),
    ]),
  );
  const file = folder.write('output', '');
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: folder.root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GITHUB_OUTPUT: file, ...env },
  });
  const outputs = Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(/=(.*)/s).slice(0, 2)),
  );
  return { status, stdout, stderr, outputs: outputs as Record<string, string> };
}

/** A command that prints its arguments and exits with a status. */
function standIn(folder: TempFolder, status: number): Record<string, string> {
  return {
    'steps.install.outputs.cli': folder.write(
      'cli.cjs',
      `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = ${status};`,
    ),
  };
}

describe('the GitHub action', () => {
  it('uses the command of its own checkout', () => {
    using folder = new TempFolder();
    const { status, outputs } = runStep('install', folder, {});
    expect({ status, outputs }).toEqual({ status: 0, outputs: { cli: path.join(ROOT, 'dist/cli.cjs') } });
  });

  it.each([0, 1, 2])('ends with exit code %i of the command, after writing its outputs', (status) => {
    using folder = new TempFolder();
    mkdirSync(folder.path('navixy-secrets'));
    const run = runStep('scan', folder, {}, standIn(folder, status));
    const reports = folder.path('navixy-secrets');
    expect(run.status).toBe(status);
    expect(run.outputs).toEqual({
      'exit-status': String(status),
      'json-file': `${reports}/report.json`,
      'sarif-file': `${reports}/report.sarif`,
    });
    expect(JSON.parse(run.stdout)).toEqual([
      'ci',
      '--fail-on',
      'any',
      '--format',
      'json',
      '--output',
      `${reports}/report.json`,
      '--format',
      'sarif',
      '--output',
      `${reports}/report.sarif`,
    ]);
  });

  it('passes its inputs as arguments, without executing them', () => {
    using folder = new TempFolder();
    const inputs = {
      'fail-on': 'alive',
      verify: 'true',
      'min-confidence': 'low',
      range: 'a..b; touch pwned',
      args: '--jobs 2 * $(touch pwned)',
    };
    const { stdout } = runStep('scan', folder, inputs, standIn(folder, 0));
    expect((JSON.parse(stdout) as string[]).slice(0, 12)).toEqual([
      'ci',
      '--fail-on',
      'alive',
      '--min-confidence',
      'low',
      '--verify',
      '--range',
      'a..b; touch pwned',
      '--jobs',
      '2',
      '*',
      '$(touch',
    ]);
    expect(existsSync(folder.path('pwned'))).toBe(false);
  });

  it('passes every input as a variable, never in the script', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
  });

  it('declares only outputs that its steps write', () => {
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.scan.outputs.${name} }}`);
  });
});

describe('files read by other programs', () => {
  it.each([
    ['action.yml', 'github-action.json'],
    ['.pre-commit-hooks.yaml', 'pre-commit-hooks.json'],
  ])('%s matches its published schema', (file, schema) => {
    const published = path.join(ROOT, '../shared/schemas', schema);
    // The schemas are next to the project where it is developed. Elsewhere only the shape is checked.
    const valid = existsSync(published)
      ? new Ajv({ strict: false, validateFormats: false }).compile(
          JSON.parse(readFileSync(published, 'utf8')) as object,
        )
      : (value: unknown) => typeof value === 'object';
    expect(valid(read(file))).toBe(true);
  });

  it('the pre-commit hooks are hooks of the command', () => {
    const hooks = read('.pre-commit-hooks.yaml') as { id: string; entry: string; language: string; stages: string[] }[];
    expect(hooks.map(({ id, entry, language, stages }) => ({ id, entry, language, stages }))).toEqual(
      ['pre-commit', 'commit-msg', 'pre-push'].map((type) => ({
        id: type === 'pre-commit' ? 'navixy-secrets' : `navixy-secrets-${type}`,
        entry: `navixy-secrets hook ${type}`,
        language: 'node',
        stages: [type],
      })),
    );
  });

  it('the GitLab template fetches the whole history and publishes both reports', () => {
    const job = (
      read('templates/gitlab-ci.yml') as Record<
        string,
        {
          variables: Record<string, string>;
          script: string[];
          artifacts: { when: string; reports: Record<string, string> };
        }
      >
    )['navixy-secrets']!;
    expect(job.variables['GIT_DEPTH']).toBe('0');
    expect(job.artifacts).toMatchObject({
      when: 'always',
      reports: { secret_detection: 'gl-secret-detection-report.json', codequality: 'gl-code-quality-report.json' },
    });
    for (const file of Object.values(job.artifacts.reports)) expect(job.script.join(' ')).toContain(`--output ${file}`);
  });
});
