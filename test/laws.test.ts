import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

// ESLint needs plain JavaScript, so the type checker does not know this module.
const { default: laws, ROOMS: rooms } = (await import(new URL('../eslint.laws.js', import.meta.url).href)) as {
  default: Linter.Config[];
  ROOMS: Record<string, readonly string[]>;
};

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { '@typescript-eslint': tseslint.plugin },
    } as unknown as Linter.Config,
    ...laws,
  ],
});

async function broken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: file });
  return result!.messages.map(({ message }) => message);
}

const PARTS = /rules\/ and scanner\/ see only src\//;
const REVEAL = /Only the API client/;
const PUBLIC = /The command sees of the scanner only scanner\/library\//;
const ABOVE = /sees only the rooms below it/;
const PROCESS = /Take it as an argument/;

describe('eslint.laws.js', () => {
  it.each([
    ['src/secret.ts', "import '../scanner/scan/scan.ts';", PARTS],
    ['src/secret.ts', "import type { Rule } from '../rules/index.ts'; export type { Rule };", PARTS],
    ['src/secret.ts', "export * from '../scanner/scan/scan.ts';", PARTS],
    ['rules/index.ts', "export const late = () => import('../scanner/scan/scan.ts');", PARTS],
    ['rules/index.ts', "export type Late = import('../scanner/scan/scan.ts').ScanReport;", PARTS],
    ['scanner/scan/scan.ts', "import '../../rules/index.ts';", PARTS],
    ['scanner/remediation/client/api-calls.ts', "import '../../../rules/index.ts';", PARTS],
    ['scanner/scan/scan.ts', "import { reveal } from '../../src/secret.ts'; reveal();", REVEAL],
    ['scanner/bin.ts', "import { reveal } from '../src/secret.ts'; reveal();", REVEAL],
    ['scanner/remediation/rotate/rotate-key.ts', "import { reveal } from '../../../src/secret.ts'; reveal();", REVEAL],
    ['scanner/cli/commands/run-scan.ts', "import { reveal } from '../../../src/index.ts'; reveal();", REVEAL],
    ['scanner/cli/commands/run-scan.ts', "import { reveal } from '../../library/secrets.ts'; reveal();", REVEAL],
    ['scanner/cli/commands/run-scan.ts', "import { scan } from '../../scan/scan.ts'; scan();", PUBLIC],
    [
      'scanner/cli/commands/run-scan.ts',
      "import type { ScanReport } from '../../model/scan-report.ts'; export type { ScanReport };",
      PUBLIC,
    ],
    ['scanner/cli/commands/run-scan.ts', "export { scan } from '../../sources/files.ts';", PUBLIC],
    [
      'scanner/cli/commands/run-scan.ts',
      "export const late = () => import('../../remediation/verify/verify.ts');",
      PUBLIC,
    ],
    [
      'scanner/cli/arguments/input-options.ts',
      "export type Late = import('../../git/revisions.ts').CommitRange;",
      PUBLIC,
    ],
    ['scanner/cli/terminal/progress.ts', "import '../../text/numbers.ts';", PUBLIC],
    ['scanner/cli/completion/bash.ts', "import '../../model/tool.ts';", PUBLIC],
    ['scanner/cli/program.ts', "import '../model/failure.ts';", PUBLIC],
    ['scanner/cli/program.ts', "export const late = () => import('../history/history-source.ts');", PUBLIC],
    ['scanner/text/clean.ts', "import type { Finding } from '../model/finding.ts'; export type { Finding };", ABOVE],
    ['scanner/prefilter/hash-traces.ts', "import '../packs/delta.ts';", ABOVE],
    ['scanner/history/cache/digest.ts', "export const late = () => import('../../sources/files.ts');", ABOVE],
    ['scanner/remediation/client/api-calls.ts', "export type Late = import('../../report/json.ts').JsonReport;", ABOVE],
    ['scanner/library/scan.ts', "import '../index.ts';", ABOVE],
    ['rules/analysis/analysis.ts', "import '../fixes/edits.ts';", ABOVE],
    ['rules/platform/settings.ts', "import '../create-rule.ts';", ABOVE],
    ['scanner/scan/scan.ts', 'export const env = process.env;', PROCESS],
    ['scanner/scan/scan.ts', 'export const env = globalThis.process.env;', PROCESS],
    ['scanner/scan/scan.ts', "import { cwd } from 'node:process'; cwd();", PROCESS],
    ['scanner/scan/scan.ts', "console.log('here');", PROCESS],
    ['scanner/sources/prefilter-worker.ts', 'process.exit();', PROCESS],
  ])('%s must not contain: %s', async (file, code, message) => {
    const messages = await broken(file, code);
    expect(messages).toContainEqual(expect.stringMatching(message));
    // There must be no other message, such as a parse error.
    for (const one of messages)
      expect(one).toMatch(new RegExp([PARTS, REVEAL, PROCESS, PUBLIC, ABOVE].map(({ source }) => source).join('|')));
  });

  it.each([
    [
      'rules/index.ts',
      "import { Secret } from '../src/secret.ts'; export const late = () => import('./syntax/values.ts'); export { Secret };",
    ],
    ['rules/fixes/edits.ts', "import '../analysis/prefer-api-key/login.ts'; import './locations.ts';"],
    ['rules/analysis/prefer-api-key/login.ts', "import '../analysis.ts'; import '../../syntax/ast.ts';"],
    [
      'scanner/remediation/client/api-calls.ts',
      "import { reveal } from '../../../src/secret.ts'; import './index.ts'; reveal();",
    ],
    [
      'scanner/scan/scan.ts',
      "import { Secret } from '../../src/secret.ts'; import '../io/turns.ts'; export type Env = NodeJS.ProcessEnv; export { Secret };",
    ],
    [
      'scanner/cli/commands/run-scan.ts',
      "import { scan } from '../../library/scan.ts'; import type { CliIo } from '../terminal/io.ts'; import '../context.ts'; import { collect } from './collect.ts'; export const late = () => import('../arguments/online-options.ts'); export { scan, collect }; export type { CliIo };",
    ],
    [
      'scanner/cli/program.ts',
      "import { scan } from '../library/scan.ts'; import './arguments/inputs.ts'; import { Secret } from '../../src/secret.ts'; export const late = () => import('./commands/scan.ts'); export { scan, Secret };",
    ],
    ['scanner/bin.ts', 'process.exitCode = 1;'],
  ])('%s may contain: %s', async (file, code) => {
    expect(await broken(file, code)).toEqual([]);
  });
});

const FILES = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'rules', 'scanner'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => existsSync(file));

describe('the rooms', () => {
  it.each(Object.entries(rooms))('of %s list each of its directories once', (part, names) => {
    const folders = FILES.filter((file) => file.startsWith(`${part}/`) && file.split('/').length > 2).map(
      (file) => file.split('/')[1]!,
    );
    expect([...names].sort()).toEqual([...new Set(folders)].sort());
  });

  it('have no import cycles', () => {
    expect(
      cycles(new Map(FILES.filter((file) => /\.[jt]s$/.test(file)).map((file) => [file, importsOf(file)]))),
    ).toEqual([]);
    expect(
      cycles(
        new Map([
          ['a', ['b']],
          ['b', ['c', 'd']],
          ['c', ['a']],
          ['d', []],
        ]),
      ),
    ).toEqual([['a', 'b', 'c']]);
  });

  it('and loose files at the top two levels of scanner/ are at most 40', () => {
    const top = FILES.filter((file) => file.startsWith('scanner/')).map((file) => file.split('/').slice(1));
    const names = top.flatMap((parts) =>
      parts.length === 1 ? parts : parts.length === 2 ? [parts[0]!] : [parts[0]!, parts.slice(0, 2).join('/')],
    );
    expect(new Set(names).size).toBeLessThanOrEqual(40);
  });
});

/** @returns the files that a file imports, including types and dynamic imports */
function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => path.posix.normalize(`${path.posix.dirname(file)}/${fileName}`));
}

/** @returns the groups of nodes in a cycle, sorted */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = new Map(
    [...graph.keys()].map((from) => {
      const seen = new Set<string>();
      for (const waiting = [...graph.get(from)!]; waiting.length > 0;) {
        const next = waiting.pop()!;
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(...(graph.get(next) ?? []));
      }
      return [from, seen] as const;
    }),
  );
  const groups = [...reached]
    .filter(([from, seen]) => seen.has(from))
    .map(([from, seen]) =>
      [...seen]
        .filter((to) => reached.get(to)?.has(from))
        .sort()
        .join('\n'),
    );
  return [...new Set(groups)].sort().map((group) => group.split('\n'));
}

describe('the source of the scanner', () => {
  const sources = execFileSync('git', ['ls-files', 'scanner/*.ts'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((file) => existsSync(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

  it('prints commands through one module; only help, hook scripts and project files contain them', () => {
    const own =
      /navixy-secrets (?:scan|verify|revoke|rotate|keys|baseline|explain|allow|config|merge|repos|ci|init|install-hook|completion)\b/;
    const allowed =
      /^scanner\/(?:cli\/(?:program\.ts|arguments\/|completion\/)|integrations\/(?:init\/|hooks\/(?:global-)?hook-script\.ts))/;
    const code = ({ text }: { text: string }) =>
      text
        .split('\n')
        .filter((line) => !/^\s*(?:\*|\/\*|\/\/)/.test(line))
        .join('\n');
    expect(sources.filter((one) => !allowed.test(one.file) && own.test(code(one))).map(({ file }) => file)).toEqual([]);
  });

  it('disables the redaction of output only for --show-secrets and --show', () => {
    // A new file in this list can print values.
    expect(
      sources
        .filter(({ text }) => /\bwithValues\b/.test(text))
        .map(({ file }) => file)
        .sort(),
    ).toEqual([
      'scanner/cli/commands/platform-session.ts',
      'scanner/cli/commands/run-repos.ts',
      'scanner/cli/terminal/io.ts',
      'scanner/cli/terminal/report-writer.ts',
    ]);
  });
});
