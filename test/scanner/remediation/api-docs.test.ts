import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as api from '../../../scanner/index.ts';
import { libraryExamples } from '../../support/examples.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder } from '../../support/repo.ts';
import { leak } from '../run.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const page = readFileSync(path.join(ROOT, 'docs/api.md'), 'utf8');
const examples = libraryExamples();

describe('the documentation of the library', () => {
  it('has examples that compile', () => {
    const files = new Map(
      examples.map(({ name, text }) => [
        path.join(ROOT, 'scanner', `example-${name}.ts`),
        text.replaceAll("'eslint-plugin-navixy/scanner'", "'./index.ts'"),
      ]),
    );
    const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile) as {
      config: { compilerOptions: object };
    };
    const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, noUnusedLocals: false }, ROOT);
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (file) => files.has(path.normalize(file)) || fileExists(file);
    host.readFile = (file) => files.get(path.normalize(file)) ?? readFile(file);
    host.getSourceFile = (file, target) => {
      const text = files.get(path.normalize(file));
      return text === undefined ? getSourceFile(file, target) : ts.createSourceFile(file, text, target, true);
    };
    const program = ts.createProgram([...files.keys()], options, host);
    const wrong = [...files.keys()]
      .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(wrong).toEqual([]);
    expect(new Set(examples.map(({ name }) => name.replace(/-\d+$/, '')))).toEqual(new Set(['api', 'redact', 'scan']));
    expect(examples.length).toBeGreaterThan(4);
  });

  it('lists exactly the exports of the library', () => {
    const listed = page
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .flatMap((line) => [...line.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
    expect(listed.sort()).toEqual(Object.keys(api).sort());
  });
});

describe('the library', () => {
  it('streams events, stops at an abort, and does not change the process', async () => {
    using folder = new TempFolder();
    for (let file = 0; file < 5; file += 1) folder.write(`f${file}.ts`, leak(hex(`api ${file}`)));
    const before = JSON.stringify([
      process.cwd(),
      process.env,
      process.exitCode,
      process.argv,
      process.listenerCount('SIGINT'),
    ]);
    const types: string[] = [];
    for await (const { type } of api.scanEvents({ cwd: folder.root })) types.push(type);
    expect(types).toEqual([...Array<string>(5).fill('finding'), 'summary']);
    const report = await api.scan({ cwd: folder.root, signal: AbortSignal.abort() });
    expect([report.complete, report.findings.length, report.notLookedAt.length]).toEqual([false, 0, 1]);
    expect(
      JSON.stringify([process.cwd(), process.env, process.exitCode, process.argv, process.listenerCount('SIGINT')]),
    ).toBe(before);
  });
});
