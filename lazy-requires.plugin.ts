// Build plugins for a command in CommonJS: a chunk loads another chunk, package or module of Node when it first uses
// it, and an ES module hands on the exports of the library.

import { parseAst } from 'rolldown/parseAst';

/** Node has these in memory when a program starts, so there is nothing to put off. */
const IN_MEMORY = new Set(['node:buffer', 'node:fs', 'node:path', 'node:process']);
/** As the bundler writes them at the top of a CommonJS chunk. */
const REQUIRED = /^(?:let|const) (\w+) = require\(["']([^"']+)["']\);\n/gm;
const WRAPPED = /^(\w+) = require_rolldown_runtime\.__toESM\(\1, 1\);\n/gm;

/** An export as the bundler writes it at the end of a chunk. */
const GETTER =
  /^Object\.defineProperty\(exports, ["'](\w+)["'], \{\s*enumerable: true,\s*get: function ?\(\) \{\s*return (\w+);\s*\}\s*\}\);$/gm;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly object?: Node;
  readonly property?: Node;
  readonly left?: Node;
  readonly argument?: Node;
  readonly source?: { readonly value: string };
}

interface ModuleInfo {
  /** `*` for each `export * from`. */
  readonly exports: readonly string[];
  readonly importedIds: readonly string[];
}

interface Emitter {
  readonly getModuleInfo: (id: string) => ModuleInfo | null;
  readonly emitFile: (file: { readonly type: 'asset'; readonly fileName: string; readonly source: string }) => void;
}

interface Plugin {
  readonly name: string;
  readonly renderChunk?: (code: string, chunk: { readonly fileName: string }) => string | null;
  readonly generateBundle?: (
    this: Emitter,
    options: unknown,
    bundle: Readonly<Record<string, { readonly exports?: readonly string[]; readonly facadeModuleId?: string | null }>>,
  ) => void;
}

/** A name that stands for a module, and what is read from it. */
interface Use {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A clean commit runs a tenth of the command. Loaded as a whole, the modules of Node alone would take 15 ms, for
 * example `node:crypto` 7. Modules of the command have no effects when they are loaded, so the order does not matter.
 */
export function lazyRequires(): Plugin {
  return {
    name: 'lazy-requires',
    renderChunk: (code, { fileName }) => (fileName.endsWith('.cjs') ? deferRequires(code) : null),
  };
}

/**
 * @returns the CommonJS program with each `required.name` replaced by `(required ??= require("…")).name`
 * @throws Error if the program gives the name `require` to something else
 */
export function deferRequires(given: string): string {
  const program = withoutImports(given);
  const modules = new Map([...program.matchAll(REQUIRED)].map(([, name = '', module = '']) => [name, module]));
  // A module that is used as a whole is loaded as before.
  for (const name of usesOf(modules, program).others) modules.delete(name);
  const code = program.replace(WRAPPED, (line, name: string) => (modules.has(name) ? '' : line));
  if (/\b(?:const|let|var|function) require(?![\w$])/.test(code))
    throw new Error('a variable hides the function "require"');
  const isLazy = (name: string) => !IN_MEMORY.has(modules.get(name) ?? 'node:fs');
  let result = '';
  let copied = 0;
  for (const { name, start, end } of usesOf(modules, code).uses) {
    result += code.slice(copied, start) + (isLazy(name) ? `(${name} ??= require("${modules.get(name)}"))` : name);
    copied = end;
  }
  return plainExports(
    (result + code.slice(copied)).replace(REQUIRED, (line, name: string) => (isLazy(name) ? `let ${name};\n` : line)),
  );
}

/** A getter for each export takes longer to make and to read than a value. One whose value changes keeps it. */
function plainExports(code: string): string {
  const getters = [...code.matchAll(GETTER)].map(([, , name = '']) => name);
  if (getters.length === 0) return code;
  const changed = changedIn(new Set(getters), code);
  return code.replace(GETTER, (whole, exported: string, name: string) =>
    changed.has(name) ? whole : `exports.${exported} = ${name};`,
  );
}

/**
 * @returns uses of which a member is read, in the order of the text; `name.default` counts as the module itself, which
 *   it is for a CommonJS module. And the names that are used in another way
 */
function usesOf(names: ReadonlyMap<string, unknown>, code: string): { uses: Use[]; others: Set<string> } {
  const uses: Use[] = [];
  const others = new Set<string>();
  for (const { node, parent } of nodesOf(code)) {
    if (node.type !== 'Identifier' || !names.has(node.name!)) continue;
    if (parent?.type === 'MemberExpression' && parent.object === node)
      uses.push({ name: node.name!, start: node.start, end: endOfModule(parent, node) });
    else if (!isDeclaration(code, node)) others.add(node.name!);
  }
  return { uses: uses.sort((a, b) => a.start - b.start), others };
}

/** @returns those of the names that are assigned to; in which scope does not matter */
function changedIn(names: ReadonlySet<string>, code: string): Set<string> {
  const changed = new Set<string>();
  for (const { node } of nodesOf(code)) {
    const target =
      node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : undefined;
    if (target?.type === 'Identifier' && names.has(target.name!)) changed.add(target.name!);
  }
  return changed;
}

/**
 * @returns the program with each `import("package")` replaced by a `require` of the same result: V8 does not keep what
 *   it needs for an import with the code that Node 20 keeps
 */
function withoutImports(code: string): string {
  const imports = [...nodesOf(code)]
    .map(({ node }) => node)
    .filter(({ type, source }) => type === 'ImportExpression' && /^[^./]/.test(source?.value ?? '.'))
    .sort((a, b) => a.start - b.start);
  let result = '';
  let copied = 0;
  for (const { start, end, source } of imports) {
    const loaded = `const loaded = require("${source!.value}"); return { ...loaded, default: loaded };`;
    result += `${code.slice(copied, start)}Promise.resolve().then(() => { ${loaded} })`;
    copied = end;
  }
  return result + code.slice(copied);
}

/** In no particular order. */
function* nodesOf(code: string): Generator<{ readonly node: Node; readonly parent: Node | undefined }> {
  const waiting: { readonly value: unknown; readonly parent: Node | undefined }[] = [
    { value: parseAst(code), parent: undefined },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, parent } = next;
    if (Array.isArray(value)) for (const one of value) waiting.push({ value: one, parent });
    else if (isNode(value)) {
      yield { node: value, parent };
      for (const one of Object.values(value)) waiting.push({ value: one, parent: value });
    }
  }
}

function endOfModule(member: Node, name: Node): number {
  return member.property?.type === 'Identifier' && member.property.name === 'default' ? member.end : name.end;
}

/** In one of the lines at the top that declare and wrap a module. */
function isDeclaration(code: string, { start }: Node): boolean {
  const from = code.lastIndexOf('\n', start) + 1;
  const line = code.slice(from, code.indexOf('\n', start) + 1);
  return [REQUIRED, WRAPPED].some((pattern) => new RegExp(pattern.source).test(line));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/**
 * Writes an ES module beside each of the named entries, with the same exports: whoever imports the library needs no
 * interoperation with CommonJS.
 */
export function moduleFacades(entries: readonly string[]): Plugin {
  return {
    name: 'module-facades',
    generateBundle(_, bundle) {
      for (const [name, { exports, facadeModuleId }] of Object.entries(bundle)) {
        const entry = entries.find((one) => name === `${one}.cjs`);
        if (entry === undefined || exports === undefined || !facadeModuleId) continue;
        // The chunk also exports what other chunks take from it.
        const own = ownExports(facadeModuleId, (id) => this.getModuleInfo(id) ?? undefined);
        const names = exports
          .filter((one) => own.has(one))
          .sort()
          .join(', ');
        this.emitFile({
          type: 'asset',
          fileName: `${entry}.js`,
          source: `import library from './${name}';\n\nexport const { ${names} } = library;\n`,
        });
      }
    },
  };
}

/** @returns the exports of a module, and of those that it hands on as a whole */
function ownExports(id: string, infoOf: (id: string) => ModuleInfo | undefined): Set<string> {
  const info = infoOf(id);
  const names = new Set(info?.exports.filter((name) => name !== '*'));
  if (info?.exports.includes('*') === true)
    for (const imported of info.importedIds) for (const name of ownExports(imported, infoOf)) names.add(name);
  return names;
}
