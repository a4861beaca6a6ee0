/** How things end: exit statuses and what they follow from, and the one error whose message is for people. */
export { ExitCode, exitCodeOf } from '../model/exit-code.ts';
export { explainError } from '../io/error-message.ts';
export { FAIL_ON, failing, type FailOn } from '../model/fail-on.ts';
export { cannotRead } from '../io/file-failures.ts';
export { Failure } from '../model/failure.ts';
export { TOOL } from '../model/tool.ts';
