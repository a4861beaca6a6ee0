import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { terminalPrompts } from '../../../../scanner/cli/terminal/prompts.ts';
import type { Prompts } from '../../../../scanner/remediation/session/leaked-secret.ts';

/** Types `keys` into a prompt. @returns the answer, and everything that was printed */
async function type(
  keys: string,
  ask: (prompts: Prompts) => Promise<unknown>,
): Promise<{ answer: unknown; drawn: string }> {
  const stdin = new PassThrough();
  const stderr = new PassThrough();
  let drawn = '';
  stderr.on('data', (chunk: Buffer) => (drawn += chunk.toString()));
  const prompts = await terminalPrompts(undefined, { stdin, stderr });
  const pending = ask(prompts);
  for (const key of keys) {
    await new Promise((resolve) => setImmediate(resolve));
    stdin.write(key);
  }
  return { answer: await pending, drawn };
}

test.each(['password', 'code'] as const)('hides a %s and its length', async (question) => {
  const short = await type('Zq\r', (prompts) => prompts[question]('Secret'));
  const long = await type('a much longer one\r', (prompts) => prompts[question]('Secret'));
  expect([short.answer, long.answer]).toEqual(['Zq', 'a much longer one']);
  expect(long.drawn).toBe(short.drawn);
});

test('shows a login', async () => {
  const { answer, drawn } = await type('me@x.example\r', (prompts) => prompts.login('Login'));
  expect(answer).toBe('me@x.example');
  expect(drawn).toContain('me@x.exampl');
});

test('treats Enter as no, so nothing is revoked by accident', async () => {
  expect((await type('\r', (prompts) => prompts.confirm('Revoke?'))).answer).toBe(false);
  expect((await type('y', (prompts) => prompts.confirm('Revoke?'))).answer).toBe(true);
});

test('treats Ctrl-C as a cancelled prompt', async () => {
  expect((await type('ab\u0003', (prompts) => prompts.password('Secret'))).answer).toBeUndefined();
  expect((await type('\u0003', (prompts) => prompts.confirm('Revoke?'))).answer).toBe(false);
});
