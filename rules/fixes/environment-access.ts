/** Determines how the code of a file reads an environment variable. */
import { lazy } from '../../src/lazy.ts';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type SourceCode, isJavaScript } from '../syntax/ast.ts';
import { isServerFile } from '../platform/browser-code.ts';
import type { Edit } from './edits.ts';

export interface EnvironmentAccess {
  /** @returns the expression that reads a variable */
  readonly expressionFor: (name: string) => string;
  /** The import it needs, unless the file has it. */
  readonly importEdit?: Edit | undefined;
}

/** Environments without `process.env`, recognized by their globals. */
const PLATFORM_EXPRESSIONS: readonly (readonly [RegExp, string])[] = [
  [/\bDeno\./, "Deno.env.get('{name}')"],
  [
    /\b(?:UrlFetchApp|PropertiesService|SpreadsheetApp|ScriptApp)\./,
    "PropertiesService.getScriptProperties().getProperty('{name}')",
  ],
];

/** SvelteKit's server-only files, and imports that identify the framework elsewhere. */
const SVELTEKIT_FILE = /(?:^|[\\/])(?:\+(?:page|layout)\.server|\+server|hooks\.server)\.[jt]s$/;
const SVELTEKIT_MODULE = /^(?:@sveltejs\/kit$|\$env\/(?:static|dynamic)\/private$)/;
const PRIVATE_ENVIRONMENT = '$env/dynamic/private';
/** Local names of the import; the second is for files with a different `env`. */
const SVELTEKIT_NAMES = ['env', 'privateEnv'];
/** Nuxt's server directories, which other frameworks also use, and calls that only Nuxt has. */
const NUXT_FILE = /(?:^|[\\/])server[\\/](?:api|routes|middleware|plugins|utils|tasks)[\\/].*\.[cm]?[jt]s$/;
const NUXT_CALL = lazy(
  () =>
    new RegExp(
      String.raw`\b(?:useRuntimeConfig|define(?:Cached|Lazy)?EventHandler|eventHandler|defineNitroPlugin|` +
        String.raw`defineTask|defineWebSocketHandler)\(`,
    ),
);

/** The option's placeholder for the derived variable name. */
const NAME = '{name}';

/** @returns access by the option's template, with `{name}` for the variable's name */
export function accessByTemplate(template: string): EnvironmentAccess {
  return { expressionFor: (name) => template.replaceAll(NAME, name) };
}

/** @returns how the code of a file reads a variable; `undefined` if no way is certain to work */
export function defaultAccess(filename: string, sourceCode: SourceCode): EnvironmentAccess | undefined {
  const { text } = sourceCode;
  // The code between the fences runs on a server, with the environment from Vite.
  if (filename.endsWith('.astro')) return accessByTemplate('import.meta.env.{name}');
  if (isSvelteKitServer(filename, sourceCode)) return svelteKitAccess(sourceCode);
  if (NUXT_FILE.test(filename) && NUXT_CALL().test(text))
    return { expressionFor: (name) => `useRuntimeConfig().${camelCase(name)}` };
  return accessByTemplate(PLATFORM_EXPRESSIONS.find(([sign]) => sign.test(text))?.[1] ?? 'process.env.{name}');
}

/** `NAVIXY_HASH` is `navixyHash` in Nuxt's runtime configuration, set by `NUXT_NAVIXY_HASH`. */
function camelCase(name: string): string {
  return name.toLowerCase().replace(/_+([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

function importsOf(sourceCode: SourceCode): TSESTree.ImportDeclaration[] {
  return isJavaScript(sourceCode) ? sourceCode.ast.body.filter((one) => one.type === 'ImportDeclaration') : [];
}

function isSvelteKitServer(filename: string, sourceCode: SourceCode): boolean {
  if (SVELTEKIT_FILE.test(filename)) return true;
  return isServerFile(filename) && importsOf(sourceCode).some(({ source }) => SVELTEKIT_MODULE.test(source.value));
}

/** `env.NAVIXY_HASH`, with the import of `env` unless the file has it. */
function svelteKitAccess(sourceCode: SourceCode): EnvironmentAccess | undefined {
  const known = importsOf(sourceCode)
    .filter(({ source }) => source.value === PRIVATE_ENVIRONMENT)
    .flatMap(({ specifiers }) => specifiers)
    .find((one) => one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' && one.imported.name === 'env');
  const local = known?.local.name ?? SVELTEKIT_NAMES.find((name) => !isNameUsed(name, sourceCode));
  if (local === undefined) return undefined;
  const imported = local === 'env' ? 'env' : `env as ${local}`;
  return {
    expressionFor: (name) => `${local}.${name}`,
    importEdit: known ? undefined : (fixer) => addImport(`{ ${imported} }`, PRIVATE_ENVIRONMENT, fixer, sourceCode),
  };
}

/** Whether any scope of a file declares the name or uses it as a global. */
function isNameUsed(name: string, { scopeManager }: SourceCode): boolean {
  return (scopeManager?.scopes ?? []).some(
    (scope) => scope.set.has(name) || scope.through.some(({ identifier }) => identifier.name === name),
  );
}

/** Inserts an import after the others in their style, or before the first statement that is not a directive. */
function addImport(names: string, from: string, fixer: TSESLint.RuleFixer, sourceCode: SourceCode): TSESLint.RuleFix {
  const last = importsOf(sourceCode).at(-1);
  const quote = last?.source.raw[0] ?? "'";
  const semicolon = last && sourceCode.getLastToken(last)?.value !== ';' ? '' : ';';
  const statement = `import ${names} from ${quote}${from}${quote}${semicolon}`;
  if (last) return fixer.insertTextAfter(last, `\n${statement}`);
  const first = sourceCode.ast.body.find((one) => one.type !== 'ExpressionStatement' || one.directive === undefined);
  return first
    ? fixer.insertTextBefore(first, `${statement}\n`)
    : fixer.insertTextBeforeRange([0, 0], `${statement}\n`);
}
