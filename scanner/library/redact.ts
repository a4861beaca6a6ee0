/** Library: masks credentials in log lines, streams and files. */
export { redact } from '../redact/redact-text.ts';
export { redactStream } from '../redact/redact-stream.ts';
export {
  checkFile,
  redactFile,
  redactInPlace,
  redactInput,
  type FileOptions,
  type Redaction,
  type Sink,
} from '../redact/redact-file.ts';
export { readKeyFile } from '../redact/key-file.ts';
export { redactSettings } from '../redact/redact-settings.ts';
export type { RedactOptions } from '../redact/replacement.ts';
