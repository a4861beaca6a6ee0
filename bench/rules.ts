// Recall and false findings of other scanners with our rules, on our own forms (npm run bench:rules).

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ruleFileName, rulesFor, type RuleTool } from '../scanner/index.ts';
import { detect, reveal } from '../src/index.ts';
import { ALL_HARMLESS, ALL_LEAKS } from '../test/support/forms/corpus.ts';
import { fill } from '../test/support/forms/fill.ts';
import { randomizer } from './randomizer.ts';

/**
 * npm run bench:rules -- [TOOL=PATH…] [SEED, default 1]
 *
 * Writes each form of a leak and each look-alike into a file, and scans the folder with each program that is on PATH or
 * named. Each program uses only our rules, without validation: nothing is sent anywhere. Ours is measured with the
 * same texts; the forms were made to develop its judgement, so it has no error on them.
 */
const words = process.argv.slice(2);
const given = new Map(words.filter((word) => word.includes('=')).map((word) => word.split('=', 2) as [string, string]));
const random = randomizer(Number(words.find((word) => /^\d+$/.test(word)) ?? 1));
const randomHash = () => Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');

interface Form {
  readonly file: string;
  /** The value to find; undefined for a look-alike. */
  readonly value: string | undefined;
  readonly text: string;
  readonly isInRepository: boolean;
}

const forms: Form[] = [
  ...ALL_LEAKS.map(([, text, , options]) => ({ text, isLeak: true, isInRepository: options?.repository === true })),
  ...ALL_HARMLESS.map(([, text, options]) => ({ text, isLeak: false, isInRepository: options?.repository === true })),
].map(({ text, isLeak, isInRepository }, at) => {
  const value = randomHash();
  return { file: `${at}.txt`, value: isLeak ? value : undefined, text: fill(text, value, randomHash), isInRepository };
});

const folder = mkdtempSync(path.join(tmpdir(), 'navixy-rules-'));
const corpus = path.join(folder, 'corpus');
const report = path.join(folder, 'report.json');

/** Findings of a program, by file. */
type Found = Map<string, Set<string>>;

interface Program {
  readonly arguments: (rules: string) => string[];
  /** How the version is asked for. */
  readonly version?: readonly string[];
  readonly read: (output: string) => Iterable<readonly [file: string, value: string]>;
}

interface Leak {
  readonly File: string;
  readonly Secret: string;
}
const leaks = () => (JSON.parse(readFileSync(report, 'utf8')) as Leak[]).map((one) => [one.File, one.Secret] as const);
const lines = <Line>(text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

const LEAKS = ['--no-banner', '--exit-code', '0', '--report-format', 'json', '--report-path', report];
const PROGRAMS: Readonly<Partial<Record<RuleTool, Program>>> = {
  gitleaks: { arguments: (rules) => ['dir', corpus, '-c', rules, ...LEAKS], version: ['version'], read: leaks },
  betterleaks: {
    arguments: (rules) => ['fs', corpus, '-c', rules, '--no-banner', '--exit-code', '0', '--silent', '-o', report],
    read: () =>
      (
        JSON.parse(readFileSync(report, 'utf8')) as {
          findings: { match: { value: string }; location: { path: string } }[];
        }
      ).findings.map(({ match, location }) => [location.path, match.value] as const),
  },
  kingfisher: {
    arguments: (rules) => [
      'scan',
      corpus,
      '--rules-path',
      rules,
      '--load-builtins',
      'false',
      '--no-validate',
      '--no-update-check',
      '--no-dedup',
      '--confidence',
      'low',
      '--format',
      'jsonl',
    ],
    read: (output) =>
      lines<{ finding?: { path: string; snippet: string } }>(output).flatMap(({ finding }) =>
        finding === undefined ? [] : [[finding.path, finding.snippet] as const],
      ),
  },
  trufflehog: {
    arguments: (rules) => ['filesystem', corpus, '--config', rules, '--no-verification', '--no-update', '--json'],
    read: (output) =>
      lines<{ Raw: string; SourceMetadata: { Data: { Filesystem: { file: string } } } }>(output).map(
        (one) => [one.SourceMetadata.Data.Filesystem.file, one.Raw] as const,
      ),
  },
  'detect-secrets': {
    arguments: (rules) => ['scan', '--all-files', '-p', rules, corpus],
    // It prints SHA-1 sums of values, so only the file counts.
    read: (output) =>
      Object.entries((JSON.parse(output) as { results: Record<string, { type: string }[]> }).results).flatMap(
        ([file, all]) => all.filter(({ type }) => type === 'Navixy credential').map(() => [file, '*'] as const),
      ),
  },
  semgrep: {
    arguments: (rules) => [
      'scan',
      '--config',
      rules,
      '--metrics',
      'off',
      '--disable-version-check',
      '--no-git-ignore',
      '--json',
      corpus,
    ],
    read: (output) =>
      (
        JSON.parse(output) as { results: { path: string; start: { offset: number }; end: { offset: number } }[] }
      ).results.map(
        ({ path: file, start, end }) =>
          [file, readFileSync(file).subarray(start.offset, end.offset).toString()] as const,
      ),
  },
};

function print(name: string, version: string, found: Found): void {
  const leaky = forms.filter(({ value }) => value !== undefined);
  const harmless = forms.filter(({ value }) => value === undefined);
  const hits = leaky.filter(({ file, value }) =>
    [...(found.get(file) ?? [])].some((one) => one === '*' || one.toLowerCase().includes(value!)),
  ).length;
  const wrong = harmless.filter(({ file }) => found.has(file)).length;
  const share = (part: number, all: readonly unknown[]) => `${((part / all.length) * 100).toFixed(1)} %`;
  console.log(
    `${name.padEnd(15)} ${version.padEnd(12)} recall ${share(hits, leaky).padStart(7)} of ${leaky.length}   ` +
      `false findings ${share(wrong, harmless).padStart(7)} of ${harmless.length}`,
  );
}

try {
  mkdirSync(corpus);
  for (const { file, text } of forms) writeFileSync(path.join(corpus, file), text);
  const ours: Found = new Map();
  for (const { file, text, isInRepository } of forms) {
    const found = detect(text, { repositoryUsesPlatform: isInRepository });
    if (found.length > 0) ours.set(file, new Set(found.map(({ secret }) => reveal(secret).toLowerCase())));
  }
  print('navixy-secrets', '', ours);
  for (const [tool, program] of Object.entries(PROGRAMS) as [RuleTool, Program][]) {
    const command = given.get(tool) ?? tool;
    const version = spawnSync(command, [...(program.version ?? ['--version'])], { encoding: 'utf8' });
    if (version.error !== undefined) {
      console.log(`${tool.padEnd(15)} not measured: it is not on PATH; name it as ${tool}=PATH`);
      continue;
    }
    const rules = path.join(folder, ruleFileName(tool));
    // Only our rules: the file adds them to those of the program.
    writeFileSync(rules, (await rulesFor(tool)).replace('useDefault = true', 'useDefault = false'));
    rmSync(report, { force: true });
    const run = spawnSync(command, program.arguments(rules), { encoding: 'utf8', cwd: folder, maxBuffer: 1 << 30 });
    try {
      const found: Found = new Map();
      for (const [file, value] of program.read(run.stdout)) {
        const name = path.basename(file);
        found.set(name, (found.get(name) ?? new Set()).add(value));
      }
      print(tool, /\d+\.\d+[\w.-]*/.exec(version.stdout + version.stderr)?.[0] ?? '', found);
    } catch (error) {
      console.log(`${tool.padEnd(15)} failed: ${String(error)}\n${run.stderr.slice(-2000)}`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
