/** Built together with the command: runs command lines one after the other in one process. */
import { runCli } from '../../scanner/cli/run-cli.ts';
import type { CommandLine } from './hosted-program.ts';

process.on('message', (line: CommandLine) => void run(line));

async function run({ argv, cwd, env, stdin }: CommandLine): Promise<void> {
  let stdout = '';
  let stderr = '';
  const io = {
    stdout: (chunk: string) => void (stdout += chunk),
    stderr: (chunk: string) => void (stderr += chunk),
    stdin: (async function* () {
      yield stdin;
    })(),
    isOutTerminal: false,
    isErrTerminal: false,
    isInTerminal: false,
  };
  const { exitCode } = await runCli([...argv], io, env, cwd);
  process.send!({ status: exitCode, stdout, stderr });
}
