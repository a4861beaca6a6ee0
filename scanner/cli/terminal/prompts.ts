import type { Readable, Writable } from 'node:stream';
import type { Prompts } from '../../library/platform.ts';
import { clean } from '../../library/text.ts';

interface Streams {
  readonly stdin: Readable;
  readonly stderr: Writable;
}

/**
 * Questions at the terminal. They are written to stderr, so that stdout stays the report; what is
 * typed for a password or a code leaves no trace, not even its length.
 * @param signal takes an open question away
 * @param streams another terminal than the process's own
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
