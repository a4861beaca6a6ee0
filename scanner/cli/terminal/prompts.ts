// Questions to the user at a terminal.

import type { Readable, Writable } from 'node:stream';
import type { Prompts } from '../../library/platform.ts';
import { clean } from '../../library/text.ts';

interface Streams {
  readonly stdin: Readable;
  readonly stderr: Writable;
}

/**
 * Questions at the terminal. They are written to stderr, because stdout is for the report. A password or code is not
 * echoed, not even its length.
 * @param signal cancels an open question
 * @param streams replaces the process's terminal
 */
export async function terminalPrompts(signal?: AbortSignal, streams: Streams = process): Promise<Prompts> {
  const clack = await import('@clack/prompts');
  const common = { input: streams.stdin, output: streams.stderr, ...(signal === undefined ? {} : { signal }) };
  const answered = (answer: string | symbol): string | undefined =>
    typeof answer === 'symbol' || answer === '' ? undefined : answer;
  const hidden = async (message: string): Promise<string | undefined> =>
    answered(await clack.password({ ...common, message: clean(message), mask: '', clearOnError: true }));
  return {
    confirm: async (message) => {
      const answer = await clack.confirm({ ...common, message: clean(message), initialValue: false });
      return answer === true;
    },
    login: async (message) => answered(await clack.text({ ...common, message: clean(message) })),
    password: hidden,
    code: hidden,
  };
}
