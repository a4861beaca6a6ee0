// Prints "PASSED FAILED" of a vitest JSON report, and adds each test that failed, or passed only at the second try, to
// a text file. node .ci/tally.js REPORT FAILURES
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';

const [report, failures] = process.argv.slice(2);
const run = JSON.parse(readFileSync(report, 'utf8'));

for (const file of run.testResults) {
  const broken = file.assertionResults.filter((test) => test.status === 'failed');
  const where = `${relative(process.cwd(), file.name)} (${basename(report)})`;
  if (file.status === 'failed' && broken.length === 0) appendFileSync(failures, `-- ${where}\n${head(file.message)}\n`);
  for (const test of broken)
    appendFileSync(failures, `-- ${where}: ${test.fullName}\n${head(test.failureMessages.join('\n'))}\n`);
}
if (existsSync(`${report}.flaky`))
  appendFileSync(
    failures,
    `-- passed at the second try (${basename(report)}):\n${head(readFileSync(`${report}.flaky`, 'utf8'), 40)}\n`,
  );
console.log(run.numPassedTests, run.numFailedTests);

function head(message, lines = 12) {
  const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
  return message
    .replaceAll(escapes, '')
    .split('\n')
    .slice(0, lines)
    .map((line) => `   ${line}`)
    .join('\n');
}
