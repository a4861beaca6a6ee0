import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import tseslint from 'typescript-eslint';

// It is plain JavaScript, for ESLint to read it, and so unknown to the type checker.
const { default: laws } = (await import(new URL('../eslint.laws.js', import.meta.url).href)) as { default: Linter.Config[] };

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { '@typescript-eslint': tseslint.plugin } } as unknown as Linter.Config, ...laws],
});

async function broken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: file });
  return result!.messages.map(({ message }) => message);
}

const ROOMS = /rules\/ and scanner\/ see only src\//;
const REVEAL = /Only the API client/;
const PUBLIC = /The command sees of the scanner only scanner\/public\//;
const PROCESS = /Take it as an argument/;

describe('eslint.laws.js', () => {
  it.each([
    ['src/secret.ts', "import '../scanner/scan/scan.ts';", ROOMS],
    ['src/secret.ts', "import type { Rule } from '../rules/index.ts'; export type { Rule };", ROOMS],
    ['src/secret.ts', "export * from '../scanner/scan/scan.ts';", ROOMS],
    ['rules/index.ts', "export const late = () => import('../scanner/scan/scan.ts');", ROOMS],
    ['rules/index.ts', "export type Late = import('../scanner/scan/scan.ts').ScanReport;", ROOMS],
    ['scanner/scan/scan.ts', "import '../rules/index.ts';", ROOMS],
    ['scanner/remediation/client/client.ts', "import '../../rules/index.ts';", ROOMS],
    ['scanner/scan/scan.ts', "import { reveal } from '../src/secret.ts'; reveal();", REVEAL],
    ['scanner/cli/commands/scan.ts', "import { reveal } from '../../src/secret.ts'; reveal();", REVEAL],
    ['scanner/cli/commands/scan.ts', "import { reveal } from '../public/secrets.ts'; reveal();", REVEAL],
    ['scanner/cli/commands/scan.ts', "import { scan } from '../scan.ts'; scan();", PUBLIC],
    ['scanner/cli/commands/scan.ts', "import type { ScanReport } from '../scan.ts'; export type { ScanReport };", PUBLIC],
    ['scanner/cli/commands/scan.ts', "export { scan } from '../sources/files.ts';", PUBLIC],
    ['scanner/cli/commands/scan.ts', "export const late = () => import('../verify/verify.ts');", PUBLIC],
    ['scanner/cli/commands/scan.ts', "import { Secret } from '../../src/secret.ts'; export { Secret };", PUBLIC],
    ['scanner/cli/commands/scan.ts', "import '../../rules/index.ts';", ROOMS],
    ['scanner/cli/arguments/inputs.ts', "export type Late = import('../git/revisions.ts').CommitRange;", PUBLIC],
    ['scanner/cli/terminal/progress.ts', "import '../text/numbers.ts';", PUBLIC],
    ['scanner/cli/completion/bash.ts', "import '../tool.ts';", PUBLIC],
    ['scanner/cli/program.ts', "import './failure.ts';", PUBLIC],
    ['scanner/cli/program.ts', "export const late = () => import('./history/source.ts');", PUBLIC],
    ['scanner/scan/scan.ts', 'export const env = process.env;', PROCESS],
    ['scanner/scan/scan.ts', 'export const env = globalThis.process.env;', PROCESS],
    ['scanner/scan/scan.ts', "import { cwd } from 'node:process'; cwd();", PROCESS],
    ['scanner/scan/scan.ts', "console.log('here');", PROCESS],
    ['scanner/sources/prefilter-worker.ts', 'process.exit();', PROCESS],
  ])('%s may not: %s', async (file, code, message) => {
    const told = await broken(file, code);
    expect(told).toContainEqual(expect.stringMatching(message));
    // Nothing else is told of, such as that the code cannot be parsed.
    for (const one of told) expect(one).toMatch(new RegExp([ROOMS, REVEAL, PROCESS, PUBLIC].map(({ source }) => source).join('|')));
  });

  it.each([
    ['rules/index.ts', "import { Secret } from '../src/secret.ts'; export const late = () => import('./values.ts'); export { Secret };"],
    ['scanner/remediation/client/client.ts', "import { reveal } from '../../src/secret.ts'; reveal();"],
    ['scanner/scan/scan.ts', "import { Secret } from '../src/secret.ts'; export type Env = NodeJS.ProcessEnv; export { Secret };"],
    ['scanner/cli/commands/scan.ts', "import { scan } from '../public/scan.ts'; import type { CliIo } from '../terminal/io.ts'; import { collect } from './collect.ts'; export const late = () => import('../cli/online-options.ts'); export { scan, collect }; export type { CliIo };"],
    ['scanner/cli/program.ts', "import { scan } from './public/scan.ts'; import './cli/inputs.ts'; export const late = () => import('./commands/scan.ts'); export { scan };"],
    ['scanner/bin.ts', 'process.exitCode = 1;'],
  ])('%s may: %s', async (file, code) => {
    expect(await broken(file, code)).toEqual([]);
  });
});

describe('what is printed', () => {
  const sources = execFileSync('git', ['ls-files', 'scanner/*.ts'], { encoding: 'utf8' }).trim().split('\n').filter((file) => existsSync(file)).map((file) => ({ file, text: readFileSync(file, 'utf8') }));

  it('commands are called in one place; only the help, scripts of hooks and files of projects write the name out', () => {
    const own = /navixy-secrets (?:scan|verify|revoke|rotate|keys|baseline|explain|merge|repos|ci|init|install-hook|completion)\b/;
    const allowed = /^scanner\/(?:cli\.ts|cli\/|completion\/|init\/|hooks\/script\.ts)/;
    const code = ({ text }: { text: string }) => text.split('\n').filter((line) => !/^\s*(?:\*|\/\*|\/\/)/.test(line)).join('\n');
    expect(sources.filter((one) => !allowed.test(one.file) && own.test(code(one))).map(({ file }) => file)).toEqual([]);
  });

  it('only --show-secrets and --show get past the guard of the streams', () => {
    // Whoever adds one of these decides that a value is shown.
    expect(sources.filter(({ text }) => /\bwithValues\b/.test(text)).map(({ file }) => file).sort()).toEqual(['scanner/cli/commands/platform-session.ts', 'scanner/cli/commands/repos.ts', 'scanner/cli/terminal/io.ts', 'scanner/cli/terminal/report-writer.ts']);
  });
});
