import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { format } from 'node:util';
import { describe, expect, it } from 'vitest';
import { redact, redactStream } from '../../../scanner/index.ts';
import { hex } from '../../support/hex.ts';

const value = hex('redacted logger');
const shown = `${value.slice(0, 4)}…${value.slice(-4)}`;
const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The JavaScript examples of the page, by the first package that they import. */
const EXAMPLES = new Map(
  [...readFileSync(path.join(ROOT, 'docs/redact.md'), 'utf8').matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => [
    /from '([^']+)'/.exec(code!)![1]!,
    code!,
  ]),
);

/** Runs an example with `given` instead of its imports. @returns the variable `result` of the example */
function example(name: string, given: Readonly<Record<string, unknown>>, result: string): unknown {
  const code = EXAMPLES.get(name)!.replace(/^import .*\n/gm, '');
  const make = new Function(...Object.keys(given), `${code}\nreturn ${result};`) as (...all: unknown[]) => unknown;
  return make(...Object.values(given));
}

describe('the documented examples', () => {
  it('redact the output of pino, with its hook for finished lines', () => {
    const lines: string[] = [];
    // Has the same hook as pino: a function from the finished line to the line that is written.
    const pino = ({ hooks }: { readonly hooks: { readonly streamWrite: (line: string) => string } }) => ({
      info: (fields: object, msg: string) => lines.push(hooks.streamWrite(`${JSON.stringify({ ...fields, msg })}\n`)),
    });
    const logger = example('pino', { pino, redact }, 'logger') as ReturnType<typeof pino>;
    logger.info({ hash: value }, `GET https://api.navixy.com/v2/x?hash=${value}`);
    expect(lines).toEqual([`{"hash":"${shown}","msg":"GET https://api.navixy.com/v2/x?hash=${shown}"}\n`]);
  });

  it('redact the output of winston, with a format after the one that creates the line', () => {
    type Info = Record<string | symbol, unknown>;
    type Format = (info: Info) => Info;
    const lines: unknown[] = [];
    const LINE = Symbol.for('message');
    // A format is a function from one object to the next. A transport writes the value of the symbol.
    const winston = {
      format: Object.assign((change: Format) => () => change, {
        combine:
          (...all: Format[]): Format =>
          (info) =>
            all.reduce((changed, one) => one(changed), info),
        json: (): Format => (info) => ({ ...info, [LINE]: JSON.stringify(info) }),
      }),
      createLogger: (options: { readonly format: Format; readonly transports: readonly unknown[] }) => ({
        info: (message: string, fields: Info) =>
          lines.push(options.format({ ...fields, level: 'info', message })[LINE]),
      }),
      transports: { Console: Object },
    };
    const logger = example('winston', { winston, redact }, 'logger') as ReturnType<typeof winston.createLogger>;
    logger.info('request', { hash: value });
    expect(lines).toEqual([`{"hash":"${shown}","level":"info","message":"request"}`]);
  });

  it('redact the output of console', () => {
    const lines: string[] = [];
    const fake = Object.fromEntries(
      ['debug', 'error', 'info', 'log', 'warn'].map((level) => [
        level,
        (...args: unknown[]) => void lines.push(`${level}: ${format(...args)}`),
      ]),
    ) as Record<string, (...args: unknown[]) => void>;
    example('node:util', { console: fake, redact, format }, 'undefined');
    fake['log']!('%s 100%', { hash: value });
    fake['error']!(new Error(`hash=${value} was refused`).message);
    expect(lines).toEqual([`log: { hash: '${shown}' } 100%`, `error: hash=${shown} was refused`]);
  });
});

describe('redact', () => {
  it('returns a text without a value unchanged', () => {
    expect(redact(`commit ${'ab12'.repeat(10)} is no value`)).toBe(`commit ${'ab12'.repeat(10)} is no value`);
  });

  it('redacts each encoding, and keeps line breaks', () => {
    const encoded = Buffer.from(`hash=${value}`).toString('base64');
    expect(redact(`q=hash%3D${value}&a=1`)).toBe(`q=hash%3D${shown}&a=1`);
    expect(redact(`Authorization: NVX ${value}`)).toBe(`Authorization: NVX ${shown}`);
    expect(redact(`navixy ${encoded}`)).not.toContain(encoded.slice(8, -4));
    expect(redact(`navixy hash=${value}`, { key: 'a key of 16 bytes.' })).toMatch(
      /^navixy hash=redacted-[0-9a-f]{16}$/,
    );
  });
});

describe('redactStream', () => {
  it('is a transform for bytes and text', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const done = pipeline(input, redactStream(), output);
    input.write(`navixy ha`);
    input.write(Buffer.from(`sh=${value}\nnext`));
    input.end();
    expect(await text(output)).toBe(`navixy hash=${shown}\nnext`);
    await done;
  });
});
