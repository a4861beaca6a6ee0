import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

const report = process.env['VITEST_REPORT'];

/** Writes down which tests passed only when they ran again, and why they had failed before. */
class FlakyTests implements Reporter {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return;
    const { errors = [] } = test.result();
    appendFileSync(
      this.#file,
      `${test.module.relativeModuleId}: ${test.fullName}\n${errors.map(({ message }) => message).join('\n')}\n`,
    );
  }
}

/**
 * `.ci/run` adds up the tests of several runs, so it asks for a report that a machine can read. There a test that
 * fails runs once more: what a busy machine did to one of seven thousand is named at the end and stops nobody, and
 * what is wrong fails twice.
 */
export const reporters =
  report === undefined
    ? {}
    : { retry: 1, reporters: ['dot', 'json', new FlakyTests(`${report}.flaky`)], outputFile: { json: report } };
