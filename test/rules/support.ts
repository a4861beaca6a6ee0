import tsParser from '@typescript-eslint/parser';
import { RuleTester as TypeScriptRuleTester } from '@typescript-eslint/rule-tester';
import { RuleTester as JavaScriptRuleTester } from 'eslint';
import { afterAll, describe, it } from 'vitest';
import type { NavixyRule } from '../../rules/create-rule.ts';

for (const tester of [TypeScriptRuleTester, JavaScriptRuleTester] as {
  afterAll?: unknown;
  describe?: unknown;
  it?: unknown;
  itOnly?: unknown;
}[]) {
  tester.afterAll = afterAll;
  tester.describe = describe;
  tester.it = it;
  tester.itOnly = it.only;
}

export interface ValidCase {
  readonly name?: string;
  readonly code: string;
  readonly options?: readonly unknown[];
  readonly settings?: Record<string, unknown>;
  readonly filename?: string;
  /** TypeScript syntax, so the case is not run with espree. */
  readonly ts?: boolean;
}

export interface ExpectedError {
  readonly messageId: string;
  readonly data?: Record<string, string>;
  readonly suggestions?: readonly { messageId: string; data?: Record<string, string>; output: string }[];
}

export interface InvalidCase extends ValidCase {
  /** One for each `«…»` in the code, in order. */
  readonly errors: readonly ExpectedError[];
  /** The code after the fix, if there is one. */
  readonly output?: string;
}

interface Located {
  readonly code: string;
  readonly places: readonly { line: number; column: number; endLine: number; endColumn: number }[];
}

/** Removes marks from code, as in `fetch(«url»)`. @returns the code and the places of the marks */
export function locate(marked: string): Located {
  const places: { line: number; column: number; endLine: number; endColumn: number }[] = [];
  let code = '';
  for (const part of marked.split(/([«»])/)) {
    if (part !== '«' && part !== '»') {
      code += part;
      continue;
    }
    const lines = code.split('\n');
    const here = { line: lines.length, column: lines.at(-1)!.length + 1 };
    if (part === '«') places.push({ ...here, endLine: 0, endColumn: 0 });
    else Object.assign(places.at(-1)!, { endLine: here.line, endColumn: here.column });
  }
  return { code, places };
}

/** Runs the cases with espree and with the TypeScript parser. */
export function runRule(rule: NavixyRule, valid: readonly ValidCase[], invalid: readonly InvalidCase[]): void {
  const jsx = { ecmaFeatures: { jsx: true } };
  const ts = new TypeScriptRuleTester({ languageOptions: { parser: tsParser, parserOptions: jsx } });
  const js = new JavaScriptRuleTester({ languageOptions: { parserOptions: jsx } });
  const expand = ({ ts: _, errors, ...one }: InvalidCase) => {
    const { code, places } = locate(one.code);
    if (places.length !== errors.length) throw new Error(`${places.length} marks, ${errors.length} errors: ${code}`);
    return { ...one, code, errors: errors.map((error, index) => ({ ...error, ...places[index]! })) };
  };
  const clean = ({ ts: _, ...one }: ValidCase) => one;
  const filename = (one: ValidCase) => ({
    filename: one.code.includes('</') || one.code.includes('/>') ? 'react.tsx' : 'file.ts',
    ...one,
  });
  describe('typescript', () => {
    ts.run(
      rule.name,
      rule as never,
      {
        valid: valid.map((one) => clean(filename(one))),
        invalid: invalid.map((one) => expand(filename(one) as InvalidCase)),
      } as never,
    );
  });
  describe('espree', () => {
    js.run(
      rule.name,
      rule as never,
      {
        valid: valid.filter((one) => !one.ts).map(clean),
        invalid: invalid.filter((one) => !one.ts).map(expand),
        assertionOptions: { requireMessage: 'messageId', requireLocation: true },
      } as never,
    );
  });
}
