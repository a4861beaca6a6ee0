/** Library: exit codes, and the error whose message is meant for the user. */
export { ExitCode, exitCodeOf } from '../model/exit-code.ts';
export { explainError } from '../io/error-message.ts';
export { FAIL_ON, failing, type FailOn } from '../model/fail-on.ts';
export { cannotRead } from '../io/file-failures.ts';
export { Failure } from '../model/failure.ts';
export { TOOL } from '../model/tool.ts';
