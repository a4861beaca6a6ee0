/** How the code of a file reads a variable of the environment. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type SourceCode, isJavaScript } from '../syntax/ast.ts';
import { isServerFile } from '../platform/browser-code.ts';
import type { Edit } from './edits.ts';

export interface EnvironmentAccess {
  /** @returns the expression that reads a variable */
  readonly expressionFor: (name: string) => string;
  /** What the file has to import for it, if it does not yet. */
  readonly importEdit?: Edit | undefined;
}

/** Places without `process.env`, by what is only there. */
const PLATFORM_EXPRESSIONS: readonly (readonly [RegExp, string])[] = [
  [/\bDeno\./, "Deno.env.get('{name}')"],
  [
    /\b(?:UrlFetchApp|PropertiesService|SpreadsheetApp|ScriptApp)\./,
    "PropertiesService.getScriptProperties().getProperty('{name}')",
  ],
];

/** Files of SvelteKit that only its server runs, and what else is known by an import of the framework. */
const SVELTEKIT_FILE = /(?:^|[\\/])(?:\+(?:page|layout)\.server|\+server|hooks\.server)\.[jt]s$/;
const SVELTEKIT_MODULE = /^(?:@sveltejs\/kit$|\$env\/(?:static|dynamic)\/private$)/;
const PRIVATE_ENVIRONMENT = '$env/dynamic/private';
/** What the name of the import is where the file has a name `env` of its own. */
const SVELTEKIT_NAMES = ['env', 'privateEnv'];
/** Folders of Nuxt's server, which other servers have as well, and what only Nuxt's has in them. */
const NUXT_FILE = /(?:^|[\\/])server[\\/](?:api|routes|middleware|plugins|utils|tasks)[\\/].*\.[cm]?[jt]s$/;
const NUXT_CALL =
  /\b(?:useRuntimeConfig|define(?:Cached|Lazy)?EventHandler|eventHandler|defineNitroPlugin|defineTask|defineWebSocketHandler)\(/;

/** The option's placeholder for the derived variable name. */
const NAME = '{name}';

/** @returns what reads the variable as the option says, with `{name}` for its name */
export function accessByTemplate(template: string): EnvironmentAccess {
  return { expressionFor: (name) => template.replaceAll(NAME, name) };
}

/** @returns how the code of a file reads a variable; `undefined` where there is no way that is surely right */
export function defaultAccess(filename: string, sourceCode: SourceCode): EnvironmentAccess | undefined {
  const { text } = sourceCode;
  // The code between the fences runs on a server, and Vite gives it its environment.
  if (filename.endsWith('.astro')) return accessByTemplate('import.meta.env.{name}');
  if (isSvelteKitServer(filename, sourceCode)) return svelteKitAccess(sourceCode);
  if (NUXT_FILE.test(filename) && NUXT_CALL.test(text))
    return { expressionFor: (name) => `useRuntimeConfig().${camelCase(name)}` };
  return accessByTemplate(PLATFORM_EXPRESSIONS.find(([sign]) => sign.test(text))?.[1] ?? 'process.env.{name}');
}

/** `NAVIXY_HASH` is `navixyHash` in the runtime configuration of Nuxt, set by `NUXT_NAVIXY_HASH`. */
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

/** `env.NAVIXY_HASH`, with the import that gives `env`, unless the file has it. */
function svelteKitAccess(sourceCode: SourceCode): EnvironmentAccess | undefined {
  const known = importsOf(sourceCode)
    .filter(({ source }) => source.value === PRIVATE_ENVIRONMENT)
    .flatMap(({ specifiers }) => specifiers)
    .find((one) => one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' && one.imported.name === 'env');
  const local = known?.local.name ?? SVELTEKIT_NAMES.find((name) => !isTaken(name, sourceCode));
  if (local === undefined) return undefined;
  const imported = local === 'env' ? 'env' : `env as ${local}`;
  return {
    expressionFor: (name) => `${local}.${name}`,
    importEdit: known ? undefined : (fixer) => addImport(`{ ${imported} }`, PRIVATE_ENVIRONMENT, fixer, sourceCode),
  };
}

/** Whether any scope of a file has the name, or uses it of outside. */
function isTaken(name: string, { scopeManager }: SourceCode): boolean {
  return (scopeManager?.scopes ?? []).some(
    (scope) => scope.set.has(name) || scope.through.some(({ identifier }) => identifier.name === name),
  );
}

/** Puts an import after the others, written as they are; else before the first statement that is no directive. */
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
