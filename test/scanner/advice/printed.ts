// Extracts the commands from an output and runs them.
import { spawnSync } from 'node:child_process';
import type { FormatName } from '../../../scanner/report/format-registry.ts';
import { cli, type CliRun, type RunOptions } from '../run.ts';

/** @returns the text of a report as displayed, with entities and escapes decoded */
function readable(report: string, format: FormatName | 'stream'): string {
  switch (format) {
    case 'github':
      return report.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
    case 'json':
    case 'sarif':
    case 'gitlab':
    case 'gitlab-codequality':
      return texts(JSON.parse(report)).join('\n');
    case 'junit':
    case 'html':
      return (
        report
          // The words of a command are in elements of their own.
          .replaceAll(/<\/?span>/g, '')
          .replaceAll(/<[^>]*>/g, '\n')
          .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&')
      );
    default:
      return report;
  }
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** @returns the printed commands of one name, each once, in order; everything to the end of the line belongs to one */
export function printedCommands(report: string, format: FormatName | 'stream', name: string): string[] {
  const lines = readable(report, format).split('\n');
  return [
    ...new Set(
      lines.flatMap((line) => new RegExp(`navixy-secrets ${name}\\b(?! --help).*$`).exec(line)?.[0].trimEnd() ?? []),
    ),
  ];
}

/** Runs a printed command. A shell only splits it into words. */
export async function runPrinted(command: string, options: RunOptions, ...more: readonly string[]): Promise<CliRun> {
  return cli([...wordsOf(command).slice(1), ...more], options);
}

/** @returns the words of a line as split by a shell; fails if the line does more than call one program */
export function wordsOf(command: string): string[] {
  const script = `navixy-secrets() { printf '%s\\0' navixy-secrets "$@"; }\n${command}`;
  // The PATH has no programs, so any other command of the shell is an error.
  const { stdout, stderr, status } = spawnSync('/bin/bash', ['--norc', '-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { PATH: '/nowhere', LC_ALL: 'C.UTF-8' },
  });
  if (status !== 0 || stderr !== '') throw new Error(`${command}\n${stderr}`);
  return stdout.split('\0').slice(0, -1);
}
