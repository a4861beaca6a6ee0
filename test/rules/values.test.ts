import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../../rules/analysis/analysis.ts';
import type { Node } from '../../rules/syntax/ast.ts';
import { readSettings } from '../../rules/platform/settings.ts';
import { MAX_ALTERNATIVES, HOLE, textsOf } from '../../rules/syntax/values.ts';

/** @returns the possible values of the argument of `show(…)`, with unknown parts as `_` */
function evaluate(code: string): string[] {
  let texts: string[] = [];
  const linter = new Linter();
  const rule = {
    create(context: { sourceCode: unknown }) {
      return {
        Program() {
          const analysis = new Analysis(context.sourceCode as never, readSettings({}));
          const call = analysis.index.callsByName.get('show')?.[0];
          texts = textsOf(analysis.evaluator.evaluate(call!.arguments[0] as Node)).map((text) =>
            text.replaceAll(HOLE, '_'),
          );
        },
      };
    },
  };
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.ts'],
        languageOptions: { parser: tsParser as never },
        plugins: { x: { rules: { y: rule as never } } },
        rules: { 'x/y': 'error' },
      },
    ],
    'a.ts',
  );
  expect(messages).toEqual([]);
  return texts;
}

describe('the evaluator', () => {
  it.each<[name: string, code: string, texts: string[]]>([
    ['literal', "show('a')", ['a']],
    ['number', 'show(1 + "a")', ['1a']],
    ['unknown', 'show(x)', ['_']],
    ['constant', "const a = 'x'; show(a)", ['x']],
    ['template with holes', "const a = 'x'; show(`${a}/${b}/c`)", ['x/_/c']],
    ['raw template', 'show(String.raw`a${"b"}`)', ['ab']],
    ['another tag', 'show(gql`a`)', ['_']],
    ['sum', "show('a' + b + 'c')", ['a_c']],
    ['fallbacks', "show(a || 'x')", ['_', 'x']],
    ['nullish fallback', "show(process.env.A ?? 'x')", ['_', 'x']],
    ['and', "show(a && 'x')", ['x']],
    ['ternary', "show(a ? 'x' : 'y')", ['x', 'y']],
    ['several writes', "let a = 'x'; a = 'y'; if (b) a = 'z'; show(a)", ['x', 'y', 'z']],
    ['a write without a first value', "let a; a = 'y'; show(a)", ['y']],
    ['logical assignment', "let a; a ??= 'y'; show(a)", ['_', 'y']],
    ['appended', "let a = 'x'; a += 'y'; show(a)", ['x', 'xy']],
    ['object member', "const o = { a: { b: 'x' } }; show(o.a.b)", ['x']],
    ['computed member', "const o = { a: 'x' }; show(o['a'])", ['x']],
    ['optional member', "const o = { a: 'x' }; show(o?.a)", ['x']],
    ['unknown member', 'const o = { ...rest }; show(o.a)', ['_']],
    ['spread', "const p = { a: 'x' }; const o = { ...p }; show(o.a)", ['x']],
    ['spread before and after', "const p = { a: 'x' }; const o = { a: 'y', ...p }; show(o.a)", ['x', 'y']],
    ['later property', "const o = {}; o.a = 'x'; show(o.a)", ['x']],
    ['getter', "const o = { get a() { return 'x'; } }; show(o.a)", ['x']],
    ['array', "const [a, b] = ['x', 'y']; show(b)", ['y']],
    ['destructuring', "const { a: { b } } = { a: { b: 'x' } }; show(b)", ['x']],
    ['destructuring with a default', "const { a = 'x' } = unknown; show(a)", ['_', 'x']],
    ['destructuring assignment', "let a; ({ a } = { a: 'x' }); show(a)", ['x']],
    ['parameter default', "function f(a = 'x') { show(a); }", ['x']],
    ['parameter default of an exported function', "export function f(a = 'x') { show(a); }", ['x', '_']],
    ['parameter of a local function', "function f(a) { show(a); } f('x'); f('y');", ['x', 'y']],
    ['parameter of an exported function', "export function f(a) { show(a); } f('x');", ['x', '_']],
    ['object parameter', "const f = ({ a }) => show(a); f({ a: 'x' });", ['x']],
    ['return', "const f = () => 'x'; show(f())", ['x']],
    ['returns', "function f() { if (a) return 'x'; return 'y'; } show(f())", ['x', 'y']],
    ['await', "async function f() { return 'x'; } async function g() { show(await f()); }", ['x']],
    ['promise chain', "const p = Promise.resolve('x').then((a) => a + 'y'); p.then((b) => show(b));", ['xy']],
    ['enum', "enum E { A = 'x' } show(E.A)", ['x']],
    ['static', "class A { static B = 'x'; } show(A.B)", ['x']],
    ['field', "class A { b = 'x'; c() { show(this.b); } }", ['x']],
    ['private field', "class A { #b = 'x'; c() { show(this.#b); } }", ['x']],
    ['written field', "class A { constructor() { this.b = 'x'; } c() { show(this.b); } }", ['x']],
    ['parameter property', "class A { constructor(private b = 'x') {} c() { show(this.b); } }", ['x', '_']],
    [
      'constructor argument',
      "class A { constructor(b) { this.b = b; } c() { show(this.b); } } new A('x');",
      ['x', '_'],
    ],
    ['this of an object', "const o = { a: 'x', b() { show(this.a); } }", ['x']],
    ['casts', "show((('x' as string) satisfies string)!)", ['x']],
    ['conversions', "const a = 'x'; show(String(a).toString().trim())", ['x']],
    ['concat', "show('a'.concat('b', c))", ['ab_']],
    ['join', "show(['a', b, 'c'].join('/'))", ['a/_/c']],
    ['loop', "for (const a of ['x', 'y']) show(a)", ['x', 'y']],
    ['URL', "show(new URL('https://h.example/p'))", ['https://h.example/p']],
    ['URL on a base', "show(new URL('/v2/x', 'https://h.example/p/').href)", ['https://h.example/v2/x']],
    [
      'URL on a base as a string',
      "show(new URL('/v2/x', 'https://h.example/p/').toString())",
      ['https://h.example/v2/x'],
    ],
    ['relative URL', "show(`${new URL('x', 'https://h.example/p/')}`)", ['https://h.example/p/x']],
    ['URLSearchParams', "show(new URLSearchParams({ a: 'x', b }).toString())", ['a=x&b=_']],
    [
      'URLSearchParams filled later',
      "const p = new URLSearchParams('a=x'); p.append('b', c); show(`?${p}`)",
      ['?a=x&b=_'],
    ],
    ['frozen', "const o = Object.freeze({ a: 'x' }); show(o.a)", ['x']],
    ['import', "import { a } from './a.js'; show(a)", ['_']],
    ['a cycle', 'let a = b; let b = a; show(a)', ['_']],
    ['a variable appended to itself', "let a = 'x'; a = a + 'y'; show(a)", ['x', 'xy']],
    ['recursion', "function f(n) { return n ? f(n - 1) : 'x'; } show(f(3))", ['_', 'x']],
    ['no code is executed', "show('x'.padEnd(3e8))", ['_']],
  ])('%s', (_, code, texts) => {
    expect(evaluate(code)).toEqual(texts);
  });

  it('is limited to a few alternatives', () => {
    const choices = Array.from({ length: 6 }, (_, index) => `const v${index} = c ? 'a${index}' : 'b${index}';`).join(
      '\n',
    );
    expect(evaluate(`${choices}\nshow(v0 + v1 + v2 + v3 + v4 + v5)`)).toHaveLength(MAX_ALTERNATIVES);
  });
});
