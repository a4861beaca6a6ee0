/**
 * Tests the traversal of code: every recursion of the rules uses it, it ends, and its answers depend only on
 * but the code.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Node } from '../../rules/syntax/ast.ts';
import plugin from '../../rules/index.ts';
import { MAX_DEPTH, MAX_STEPS, type Question, Traversal } from '../../rules/analysis/traversal.ts';

/** A stand-in for code: the value of a place is its mark and the values of the places it leads to. */
interface Place {
  readonly mark: number;
  to: readonly Place[];
}

const asNode = (place: Place): Node => place as unknown as Node;
let asked = 0;
const MARKS: Question<readonly number[], Traversal> = {
  answer(node, traversal) {
    asked += 1;
    const { mark, to } = node as unknown as Place;
    return [...new Set([mark, ...to.flatMap((one) => traversal.ask(MARKS, asNode(one), traversal))])].slice(0, 8);
  },
  circular: () => [],
  unknown: () => [-1],
};
const ask = (traversal: Traversal, place: Place): readonly number[] => traversal.ask(MARKS, asNode(place), traversal);

/** @returns a chain of places, where each leads to the next `width` times */
function chain(length: number, width: number): Place[] {
  const places = Array.from({ length }, (_, mark): Place => ({ mark, to: [] }));
  places.forEach(
    (place, at) => (place.to = Array.from({ length: width }, () => places[at + 1]).filter((one) => one !== undefined)),
  );
  return places;
}

describe('a question', () => {
  it('ends in a cycle', () => {
    const [first, second] = chain(2, 1) as [Place, Place];
    second.to = [first, second];
    expect(ask(new Traversal(1), first)).toEqual([0, 1]);
  });

  it('returns the unknown value if it goes too deep', () => {
    expect(ask(new Traversal(1), chain(MAX_DEPTH, 1)[0]!)).toHaveLength(8);
    const marks: Question<number, Traversal> = {
      answer: (node, traversal) =>
        (node as unknown as Place).to.map((one) => traversal.ask(marks, asNode(one), traversal))[0] ?? 1,
      circular: () => 0,
      unknown: () => -1,
    };
    const last = (length: number) => {
      const traversal = new Traversal(1);
      return traversal.ask(marks, asNode(chain(length, 1)[0]!), traversal);
    };
    expect([last(MAX_DEPTH), last(MAX_DEPTH + 1), last(100_000)]).toEqual([1, -1, -1]);
  });

  it('returns the unknown value after too many steps, and asks no further', () => {
    const places = chain(12, 1);
    // Every place leads to every other, so the number of paths is a factorial.
    for (const place of places) place.to = places;
    asked = 0;
    expect(ask(new Traversal(1), places[0]!)).toHaveLength(8);
    expect(asked).toBe(12);
    const wide: Place = { mark: 0, to: Array.from({ length: MAX_STEPS }, (_, mark) => ({ mark, to: [] })) };
    expect(ask(new Traversal(1), wide)).toEqual([-1]);
    expect(ask(new Traversal(1), { ...wide, to: wide.to.slice(1) })).toHaveLength(8);
  });

  it('visits a shared place once', () => {
    const traversal = new Traversal(1);
    asked = 0;
    ask(traversal, chain(11, 2)[0]!);
    expect(asked).toBe(11);
  });

  it('has a separate limit for each check', () => {
    const traversal = new Traversal(1);
    const wide = (): Place => ({
      mark: 0,
      to: Array.from({ length: MAX_STEPS - 10 }, (_, mark) => ({ mark, to: [] })),
    });
    const many = () => Array.from({ length: 40 }, () => ask(traversal, wide()).length);
    const first = traversal.isolated(many);
    expect(first[0]).toBe(8);
    expect(first.at(-1)).toBe(1);
    expect(traversal.isolated(many)).toEqual(first);
  });

  it('works again after an error', () => {
    const traversal = new Traversal(1);
    const fails: Question<number, Traversal> = {
      answer: () => {
        throw new Error('x');
      },
      circular: () => 0,
      unknown: () => -1,
    };
    const [place] = chain(1, 1) as [Place];
    expect(() => traversal.ask(fails, asNode(place), traversal)).toThrow('x');
    expect(() => traversal.ask(fails, asNode(place), traversal)).toThrow('x');
    expect(ask(traversal, place)).toEqual([0]);
  });

  it('has the same answer after any other questions', () => {
    const graphs = fc.array(fc.array(fc.nat(14), { maxLength: 4 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(graphs, fc.array(fc.nat(14), { maxLength: 20 }), fc.nat(14), (edges, before, last) => {
        const places = edges.map((_, mark): Place => ({ mark, to: [] }));
        const at = (index: number): Place => places[index % places.length]!;
        edges.forEach((to, from) => (places[from]!.to = to.map(at)));
        const used = new Traversal(1);
        for (const one of before) ask(used, at(one));
        expect(ask(used, at(last))).toEqual(ask(new Traversal(1), at(last)));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a fact', () => {
  it('is computed once and separately, for any first caller', () => {
    const traversal = new Traversal(1);
    const [first, second] = chain(2, 1) as [Place, Place];
    second.to = [first];
    const fact = traversal.lazyFact(() => ask(traversal, second), []);
    const outer: Question<readonly number[], Traversal> = {
      answer: () => [...ask(traversal, first), ...fact()],
      circular: () => [],
      unknown: () => [],
    };
    expect(traversal.ask(outer, asNode(first), traversal)).toEqual([0, 1, 1, 0]);
    expect(fact()).toBe(fact());
  });

  it('returns its placeholder to callers while it is computed', () => {
    const traversal = new Traversal(1);
    const fact: () => string = traversal.lazyFact(() => `not ${fact()}`, 'known');
    expect(fact()).toBe('not known');
  });
});

describe('the rules', () => {
  const linter = new Linter({ configType: 'flat' });
  const lint = (code: string, config: Linter.Config = plugin.configs.strict): string[] =>
    linter.verify(`// navixy\n${code}`, [config]).map(({ ruleId, line, message }) => `${line} ${ruleId}: ${message}`);

  it.each([
    ['an object spread into itself', 'function f(o) { o = { ...o }; g(o); }\nfunction g(p) { send(p.url); }'],
    [
      'an object assigned to itself',
      'function f(o) { o = Object.assign({}, o); g(o); }\nfunction g(p) { send(p.url); }',
    ],
    [
      'a state with an update',
      'let state = {}; function set(s) { state = { ...state, ...s }; show(state); }\nfunction show(x) { send(x.url); }',
    ],
    [
      'states that refer to each other',
      'let a = {}, b = {}; a = { ...b, ...a }; b = { ...a, ...b }; send(a.url, b.url); console.log(a, b.hash);',
    ],
    [
      'an array that contains itself',
      'let list = []; list = [...list, list[0]]; for (const one of list) { list = [one, ...one]; send(list[0].url); }',
    ],
    [
      'functions that call each other',
      'const f = (x) => g(f(x)), g = (y) => f(g(y)); send(f(g(1)).url, { hash: f(g).hash });',
    ],
    [
      'a promise that resolves itself',
      'let p = fetch(u); p = p.then((r) => p.then((s) => p)); p.then((x) => console.log(x.hash));',
    ],
    [
      'a class that creates itself',
      'class A { a = new A(this.a.b); get b() { return this.b.a; } c() { send(this.a.b.a.url, new A().b.hash); } }',
    ],
    [
      'search parameters that contain themselves',
      'let p = new URLSearchParams(p); p.set("hash", p); p.set("q", `${p}`); fetch(`/api-v2/x?${p}`);',
    ],
    [
      'an address that contains itself',
      'let u = "/api-v2/"; u = `${u}?hash=${u}`; u += u; fetch(u, { headers: { Authorization: u } });',
    ],
    ['a pattern that refers to itself', 'let { a, ...b } = b; ({ a, ...b } = { ...a, ...b }); send(a.url, b.url);'],
    [
      'a timer that restarts itself',
      'function f() { g(); setTimeout(f); } function g() { f(); } function h() { call("user/session/renew", { hash: h.hash }); f(); }',
    ],
  ])('accept %s', (_, code) => {
    expect(lint(code).filter((one) => one.includes('Please report'))).toEqual([]);
  });

  it('find the same separately and together', () => {
    const writes = Array.from({ length: 9 }, (_, at) => `state = { ...state, ...s${at}, ...state };`).join('\n');
    const code = `let state = { hash: process.env.NAVIXY_HASH };\n${writes}\nconsole.log(state.hash, state);\nfetch(\`/api-v2/tracker/list?hash=\${state.hash}\`);\ncall('user/logout', state);`;
    const rules = Object.keys(plugin.configs.strict.rules ?? {});
    const alone = rules.flatMap((rule) => lint(code, { ...plugin.configs.strict, rules: { [rule]: 'error' } }));
    expect(alone.sort()).toEqual(lint(code).sort());
    expect(alone.length).toBeGreaterThan(0);
  });

  it('recurse only through the traversal', () => {
    expect(findRecursions()).toEqual([]);
  });

  it('never call the answer of a question directly', () => {
    const folder = new URL('../../rules/', import.meta.url);
    const callers = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        name.endsWith('.ts') &&
        /[A-Z_]{3,}\.answer\b|question\.answer\b/.test(readFileSync(new URL(name, folder), 'utf8')),
    );
    expect(callers).toEqual(['analysis/traversal.ts']);
  });

  it('would be caught if they recursed', () => {
    const extra =
      'export function own(n: number): number { return n === 0 ? 0 : helper(n); }\nconst helper = (n: number): number => own(n - 1);\nexport class C { a(): void { this.b(); } b(): void { [1].forEach(() => this.a()); } }\n';
    expect(findRecursions(extra)).toEqual(['C.a > C.b', 'helper > own']);
  });
});

/** @returns the functions in rules/ that call each other, or themselves, without a question */
function findRecursions(extra?: string): string[] {
  const folder = fileURLToPath(new URL('../../rules/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}${name}`);
  const added = `${folder}added.ts`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === added && extra !== undefined
      ? ts.createSourceFile(name, extra, ts.ScriptTarget.ES2023, true)
      : getSourceFile(name, ...rest);
  host.fileExists = (name) => name === added || fileExists(name);
  host.readFile = (name) => (name === added ? extra : readFile(name));
  const program = ts.createProgram(extra === undefined ? files : [added], options, host);
  const checker = program.getTypeChecker();
  const calls = new Map<ts.Node, Set<ts.Node>>();
  const resolve = (node: ts.Node): ts.Node | undefined => {
    let symbol = checker.getSymbolAtLocation(node);
    if (symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0) symbol = checker.getAliasedSymbol(symbol);
    const declaration = symbol?.valueDeclaration;
    if (!declaration?.getSourceFile().fileName.startsWith(folder)) return undefined;
    return isFunction(declaration) ? declaration : undefined;
  };
  // A function passed as an argument (`list.map(follow)`) counts as a call. The functions of a
  // question are called only by the traversal.
  const isOwn = ({ fileName }: ts.SourceFile): boolean =>
    fileName.startsWith(folder) && !fileName.endsWith('/traversal.ts');
  const names = new Set<string>();
  const visit = (node: ts.Node, owner: ts.Node | undefined): void => {
    const isQuestion =
      ts.isVariableDeclaration(node) &&
      node.type !== undefined &&
      ts.isTypeReferenceNode(node.type) &&
      node.type.typeName.getText() === 'Question';
    const holder = isQuestion ? undefined : isFunction(node) ? node : owner;
    if (
      holder &&
      (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) &&
      names.has(node.text) &&
      !isDeclared(node)
    ) {
      const called = resolve(node);
      if (called) calls.set(holder, (calls.get(holder) ?? new Set()).add(called));
    }
    node.forEachChild((child) => visit(child, holder));
  };
  const own = program.getSourceFiles().filter(isOwn);
  const collect = (node: ts.Node): void => {
    if (isFunction(node)) names.add((node.name as ts.Identifier | undefined)?.text ?? '');
    node.forEachChild(collect);
  };
  own.forEach(collect);
  for (const file of own) visit(file, undefined);
  return cycles(calls)
    .map((members) => members.map(nameOf).sort().join(' > '))
    .sort();
}

type Named = ts.FunctionDeclaration | ts.GetAccessorDeclaration | ts.MethodDeclaration | ts.VariableDeclaration;

/** Whether a node declares a named function. */
function isFunction(node: ts.Node): node is Named {
  if (ts.isVariableDeclaration(node)) return node.initializer !== undefined && ts.isFunctionLike(node.initializer);
  return ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isGetAccessor(node);
}

function isDeclared(node: ts.Node): boolean {
  const { parent } = node;
  return ('name' in parent && parent.name === node && !ts.isPropertyAccessExpression(parent)) || ts.isTypeNode(parent);
}

function nameOf(node: ts.Node): string {
  const { name } = node as ts.NamedDeclaration;
  const owner = ts.isClassDeclaration(node.parent) ? `${node.parent.name?.text ?? ''}.` : '';
  return `${owner}${name?.getText() ?? ''}`;
}

/** @returns the groups of nodes in a cycle, including nodes that reach themselves */
function cycles(edges: ReadonlyMap<ts.Node, ReadonlySet<ts.Node>>): ts.Node[][] {
  const reach = (from: ts.Node): Set<ts.Node> => {
    const found = new Set<ts.Node>();
    const pending = [...(edges.get(from) ?? [])];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      pending.push(...(edges.get(next) ?? []));
    }
    return found;
  };
  const reached = new Map([...edges.keys()].map((node) => [node, reach(node)]));
  const inCycle = [...edges.keys()].filter((node) => reached.get(node)!.has(node));
  const groups: ts.Node[][] = [];
  for (const node of inCycle) {
    const group = groups.find(([first]) => reached.get(first!)!.has(node) && reached.get(node)!.has(first!));
    if (group) group.push(node);
    else groups.push([node]);
  }
  return groups;
}
