// Rules for every run on any repository: its exit code, its report, and what it must never print.
import { createHash } from 'node:crypto';
import type { JsonReport } from '../../scanner/report/json-report-types.ts';
import type { Ended } from '../support/hosted-program.ts';
import { holdToReportSchema } from '../support/schema.ts';
import type { Expected } from './scenario.ts';

/** Output that indicates a crash. */
const CRASHES =
  /unexpected error|node:internal|\n\s+at .+:\d+:\d+|(?:Range|Type|Reference|Syntax)Error|heap out of memory|Maximum call stack|is not a function|Cannot read propert|\[object Object\]|undefined is|ERR_[A-Z_]+|\bE(?:ACCES|PERM|ISDIR|NOTDIR|LOOP|NOENT|INVAL|MFILE|NAMETOOLONG)\b/;
/** Characters that move the cursor, or hide or reverse text, except line breaks. */
const CONTROL = /[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/u;

/**
 * @param secrets values that must not be printed
 * @returns a description of each broken rule; empty if there is none
 */
export function broken(ended: Ended, expected: Expected, secret: string, secrets: readonly string[]): string[] {
  const { status, stdout, stderr } = ended;
  if (status === null) return ['it did not end'];
  const faults: string[] = [];
  if (![0, 1, 2].includes(status)) faults.push(`exit status ${status}`);
  for (const value of secrets) if (`${stdout}${stderr}`.includes(value)) faults.push(`prints ${value.slice(0, 4)}…`);
  const crash = CRASHES.exec(`${stdout}\n${stderr}`);
  if (crash !== null) faults.push(`a message of a lower layer: ${crash[0]}`);
  const control = CONTROL.exec(`${stdout}${stderr}`);
  if (control !== null) faults.push(`a control character: U+${control[0].codePointAt(0)!.toString(16)}`);
  if (status === 2 && !`${stdout}${stderr}`.trim()) faults.push('exit status 2 without a word');
  const report = parse(stdout, faults);
  return [...faults, ...unexpected(report, status, expected, secret)];
}

function parse(stdout: string, faults: string[]): JsonReport | undefined {
  if (!stdout.startsWith('{')) return undefined;
  try {
    const report = JSON.parse(stdout) as JsonReport;
    holdToReportSchema(report);
    return report;
  } catch (error) {
    faults.push(`the report: ${(error as Error).message.slice(0, 200)}`);
    return undefined;
  }
}

function unexpected(report: JsonReport | undefined, status: number, expected: Expected, secret: string): string[] {
  const id = createHash('sha256').update(secret).digest('hex');
  const isFound = report?.findings.some(({ sha256 }) => sha256 === id) === true;
  const isComplete = report?.complete === true;
  const said = `(exit status ${status}, ${isFound ? 'found' : 'not found'}, ${isComplete ? 'complete' : 'incomplete'}: ${JSON.stringify(report?.notLookedAt ?? [])})`;
  const isRight = {
    found: isFound && isComplete && status === 1,
    'found, incomplete': isFound && !isComplete && status === 2,
    'found or listed': isFound ? status !== 0 : !isComplete && status === 2,
    listed: !isComplete && status === 2,
    clean: !isFound && isComplete && status === 0 && report?.findings.length === 0,
  }[expected];
  return isRight ? [] : [`expected "${expected}" ${said}`];
}
