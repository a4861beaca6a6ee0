/** Detects code for browsers, where every visitor can read it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type SourceCode, isJavaScript } from '../syntax/ast.ts';

/** SvelteKit's load functions without `.server` in their name also run in browsers. */
const BROWSER_FILE = /\.(?:vue|svelte|html?)$|(?:^|[\\/])\+(?:page|layout)\.[jt]s$/i;
/** Directories whose code frameworks run on a server or at build time. */
const SERVER_FOLDER = /(?:^|[\\/])(?:server|netlify|functions|pages[\\/]api|app[\\/]api)[\\/]/i;
/** Tests do not run for visitors either. */
const TEST_FILE = /\.(?:test|spec|cy|e2e)\.[cm]?[jt]sx?$/i;
const SERVER_FILE =
  /[.-]server\.[\w.]+$|(?:^|[\\/])(?:\+server|route|middleware|[\w.-]+\.config)\.[cm]?[jt]sx?$|\.astro$/i;
const BROWSER_MODULES: readonly RegExp[] = [
  /^@angular\/(?!ssr|platform-server)/,
  /^react-dom(?!\/server)/,
  /^vue(?:$|\/(?!server))/,
  /^svelte(?:$|\/(?!compiler|server))/,
  /^(?:preact|solid-js|lit|\$app)(?:$|\/)/,
  /^(?:vue-router|pinia|vuex|jquery|alpinejs|swr|zustand|@tanstack\/react-query|@reduxjs\/toolkit\/query\/react)$/,
];
const SERVER_MODULE =
  /^(?:node:|@nestjs\/|(?:server-only|fs|path|https?|child_process|express|fastify|koa|next\/server|electron)(?:$|\/))/;
/** Hooks that React runs only in browsers. */
const BROWSER_HOOK = /^use(?:State|Effect|LayoutEffect|Reducer|Ref|Context|SyncExternalStore|Transition|Optimistic)$/;
const BROWSER_GLOBALS = [
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'navigator',
  'location',
  'XMLHttpRequest',
  'GM_xmlhttpRequest',
  'jQuery',
];
/** Globals of Node, Deno and Bun, and of tools that control a browser. */
const OTHER_GLOBALS = [
  'require',
  'module',
  '__dirname',
  'Buffer',
  'Deno',
  'Bun',
  'page',
  'cy',
  'jest',
  'vi',
  'describe',
];

/** @returns whether a file is certainly for browsers; `false` if it may run on a server */
export function isBrowserCode(filename: string, sourceCode: SourceCode): boolean {
  if (BROWSER_FILE.test(filename)) return true;
  if (!isJavaScript(sourceCode)) return false;
  const directives = directivesOf(sourceCode.ast);
  if (directives.includes('use client')) return true;
  const imports = importsOf(sourceCode.ast);
  if (
    directives.includes('use server') ||
    isServerFile(filename) ||
    imports.some(({ from }) => SERVER_MODULE.test(from))
  )
    return false;
  // Only browser code built by Vite reads its environment there; server code was excluded above.
  return imports.some(isForBrowsers) || /\bimport\.meta\.env\b/.test(sourceCode.text) || usesBrowserGlobals(sourceCode);
}

/** Whether a file runs on a server, or is a test. */
export function isServerFile(filename: string): boolean {
  return SERVER_FOLDER.test(filename) || SERVER_FILE.test(filename) || TEST_FILE.test(filename);
}

function directivesOf({ body }: TSESTree.Program): string[] {
  return body.flatMap((statement) =>
    statement.type === 'ExpressionStatement' && statement.directive !== undefined ? [statement.directive] : [],
  );
}

interface Import {
  readonly from: string;
  readonly names: readonly string[];
}

function importsOf({ body }: TSESTree.Program): Import[] {
  return body.flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') return [];
    const names = statement.specifiers.flatMap((one) =>
      one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' ? [one.imported.name] : [],
    );
    return [{ from: statement.source.value, names }];
  });
}

function isForBrowsers({ from, names }: Import): boolean {
  return (
    BROWSER_MODULES.some((one) => one.test(from)) || (from === 'react' && names.some((name) => BROWSER_HOOK.test(name)))
  );
}

/** A page's script uses browser globals and none of Node's. */
function usesBrowserGlobals({ scopeManager }: SourceCode): boolean {
  const scope = scopeManager?.globalScope;
  const unknown = (scope?.through ?? []).map(({ identifier }) => identifier.name);
  const known = (scope?.variables ?? [])
    .filter(({ defs, references }) => defs.length === 0 && references.length > 0)
    .map(({ name }) => name);
  const used = new Set<unknown>([...unknown, ...known]);
  return BROWSER_GLOBALS.some((name) => used.has(name)) && !OTHER_GLOBALS.some((name) => used.has(name));
}
