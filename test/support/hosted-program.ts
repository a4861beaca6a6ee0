/**
 * Runs many command lines in one process, because a short run mostly starts Node and loads the command.
 * The process is restarted after a run that ended it or was killed.
 */
import { type ChildProcess, fork } from 'node:child_process';

export interface CommandLine {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: string | Uint8Array;
}

/** How a run ended. */
export interface Ended {
  /** `null` if the run did not end, so its process was killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class HostedProgram {
  readonly #host: string;
  readonly #timeoutMs: number;
  #process: ChildProcess | undefined;

  /** @param host the built `command-host.js` */
  constructor(host: string, timeoutMs: number) {
    this.#host = host;
    this.#timeoutMs = timeoutMs;
  }

  run(line: CommandLine): Promise<Ended> {
    const child = (this.#process ??= fork(this.#host, { silent: true, serialization: 'advanced' }));
    return new Promise((resolve) => {
      // Other output of the process belongs to the run too, such as a crash or a warning of Node.
      let stdout = '';
      let stderr = '';
      const onStdout = (chunk: Buffer) => void (stdout += chunk.toString());
      const onStderr = (chunk: Buffer) => void (stderr += chunk.toString());
      const timer = setTimeout(() => child.kill('SIGKILL'), this.#timeoutMs);
      const onMessage = (ended: Ended) => {
        end({ status: ended.status, stdout: stdout + ended.stdout, stderr: stderr + ended.stderr });
      };
      const onClose = (status: number | null) => {
        this.#process = undefined;
        end({ status, stdout, stderr });
      };
      const end = (ended: Ended) => {
        clearTimeout(timer);
        child.off('message', onMessage).off('close', onClose);
        child.stdout!.off('data', onStdout);
        child.stderr!.off('data', onStderr);
        resolve(ended);
      };
      child.on('message', onMessage).on('close', onClose);
      child.stdout!.on('data', onStdout);
      child.stderr!.on('data', onStderr);
      child.send(line);
    });
  }

  close(): void {
    this.#process?.kill('SIGKILL');
  }
}
