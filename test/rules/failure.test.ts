/** Tests that an error in a rule is reported once for each file, and does not end the run. */
import { Linter } from 'eslint';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Analysis } from '../../rules/analysis/analysis.ts';
import plugin from '../../rules/index.ts';
import { Tracer } from '../../rules/analysis/tracer.ts';
import { hex } from '../support/hex.ts';

const value = hex('failure');
const linter = new Linter({ configType: 'flat' });
const lint = (
  code: string,
  config: Linter.Config = plugin.configs.strict,
  filename = 'a.js',
): { rule: string | null; at: string; message: string }[] =>
  linter
    .verify(code, [{ ...config, files: ['**/*'] }], { filename })
    .map(({ ruleId, line, column, message }) => ({ rule: ruleId, at: `${line}:${column}`, message }));

const CODE = `const NAVIXY_HASH = '${value}';\nconst url = 'http://api.eu.navixy.com/v2/tracker/list?hash=' + key;\nconsole.log(navixyApiKey);\n`;

afterEach(() => vi.restoreAllMocks());

describe('a failure of the analysis', () => {
  it('is reported once for the file, and the text is still judged', () => {
    vi.spyOn(Tracer.prototype, 'sources').mockImplementation(() => {
      throw new RangeError('Maximum call stack size exceeded');
    });
    const found = lint(CODE);
    expect(found.filter(({ message }) => message.includes('Please report'))).toHaveLength(1);
    expect(found.map(({ rule, at }) => `${rule} ${at}`)).toEqual(
      expect.arrayContaining(['navixy/no-hardcoded-hash 1:22', 'navixy/no-insecure-http 2:14']),
    );
  });

  it('is reported with the rule and the error, at the top of the file', () => {
    vi.spyOn(Analysis.prototype, 'entries').mockImplementation(() => {
      throw new TypeError('x is no y');
    });
    const config = { ...plugin.configs.strict, rules: { 'navixy/require-api-key-title': 'error' } } as Linter.Config;
    expect(lint("// navixy\ncall('api/key/create', { title: '' });\n", config)).toEqual([
      {
        rule: 'navixy/require-api-key-title',
        at: '1:1',
        message: 'require-api-key-title failed: this file is not fully checked. Please report: TypeError: x is no y.',
      },
    ]);
  });

  it('does not affect the next file', () => {
    const spy = vi.spyOn(Tracer.prototype, 'sources').mockImplementation(() => {
      throw new Error('x');
    });
    expect(lint(CODE).some(({ message }) => message.includes('Please report'))).toBe(true);
    spy.mockRestore();
    expect(lint(CODE).some(({ message }) => message.includes('Please report'))).toBe(false);
  });

  it('is reported without values, in a short message', () => {
    for (const id of Object.keys(plugin.configs.strict.rules ?? {})) {
      vi.restoreAllMocks();
      vi.spyOn(Tracer.prototype, 'sources').mockImplementation(() => {
        throw new Error(`${value} ${'long '.repeat(99)}\n${value}`);
      });
      for (const { message } of lint(CODE, { ...plugin.configs.strict, rules: { [id]: 'error' } })) {
        expect(message).not.toContain(value.slice(0, 16));
        if (message.includes('Please report')) expect(message.length).toBeLessThanOrEqual(120);
      }
    }
  });
});

it('throws for invalid settings, because an ignored setting could hide findings', () => {
  expect(() => lint(CODE, { ...plugin.configs.strict, settings: { navixy: { hots: [] } } })).toThrow('hots');
});
