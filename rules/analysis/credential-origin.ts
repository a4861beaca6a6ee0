/** Determines where a credential comes from: the program's configuration, or a person. */
import { lazy } from '../../src/lazy.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Analysis } from './analysis.ts';
import { type Call, type Node, chainNames, unwrap } from '../syntax/ast.ts';
import { patternPath } from '../syntax/scopes.ts';
import type { Question } from './traversal.ts';

/**
 * Where a credential comes from: the program (`environment`, `configuration`, `literal`), a person who enters it
 * (`person`), or undetermined within this file (`unknown`).
 */
export type Origin = 'configuration' | 'environment' | 'literal' | 'person' | 'unknown';

/** Members of a parameter count as a parameter: the origin of `config.password` of a caller's `config` is unknown. */
type TracedOrigin = Origin | 'parameter';

const ENVIRONMENT =
  /^(?:(?:globalThis\.)?process\.env|import\.meta\.env|Bun\.env|Deno\.env|env|Env|environment|ENV)(?:\.|$)/;
const ENVIRONMENT_CALL = lazy(
  () =>
    new RegExp(
      String.raw`^(?:Deno\.env\.get|process\.env\.get|getenv|getEnv|requireEnv|env|mustGetEnv|env\.get|` +
        String.raw`core\.getInput|functions\.config)$`,
    ),
);
const CONFIGURATION_CALL = lazy(
  () =>
    new RegExp(
      String.raw`(?:^|\.)(?:config|configService|configuration|settings|secrets?|vault|nconf|conf|` +
        String.raw`scriptProperties|userProperties)(?:\.\w+)*\.(?:get|getProperty|getOrThrow|read|value|` +
        String.raw`require|fetch)$|^(?:readFileSync|fs\.readFileSync|fs\.readFile|readFile|` +
        String.raw`fs\.promises\.readFile|PropertiesService\.get(?:Script|User|Document)Properties|getSecret|` +
        String.raw`loadConfig|readConfig|loadSettings|require)$`,
      'i',
    ),
);
const CONFIGURATION_NAME = lazy(
  () =>
    new RegExp(
      String.raw`^(?:config|cfg|conf|configuration|settings|secrets?|credentials?|creds|constants|keys)$|` +
        String.raw`(?:config|settings|secrets|credentials|options)$`,
      'i',
    ),
);
const CONFIGURATION_MODULE = /(?:config|env|settings|secret|credential|constant|const)|\.json$/i;
const PERSON = lazy(
  () =>
    new RegExp(
      String.raw`^(?:req|request|ctx|event|evt|e|form|formData|body|prompt|prompts|inquirer|readline|rl|` +
        String.raw`input|inputs|document|window|values|answers|argv|args|fields|state|formState|localStorage|` +
        String.raw`sessionStorage)$|(?:^|[a-z])(?:Form|FormData|Input|Ref|Field|Prompt|Answers?)$|^\$|^use[A-Z]`,
    ),
);
const PERSON_MEMBER =
  /^(?:value|target|currentTarget|form|body|formData|elements|valueOf|state|question|prompt|innerText)$/;

const ORIGIN: Question<TracedOrigin, Analysis> = {
  answer: readOrigin,
  circular: () => 'unknown',
  unknown: () => 'unknown',
};

/** @returns the origins of an expression's value, over all its sources */
export function originsOf(node: Node, analysis: Analysis): Set<Origin> {
  return new Set(tracedOrigins(node, analysis).map((origin) => (origin === 'parameter' ? 'unknown' : origin)));
}

function tracedOrigins(node: Node, analysis: Analysis): TracedOrigin[] {
  return analysis.tracer.sources(node).map((source) => originOf(source, analysis));
}

function originOf(source: Node, analysis: Analysis): TracedOrigin {
  return analysis.traversal.ask(ORIGIN, unwrap(source), analysis);
}

function readOrigin(node: Node, analysis: Analysis): TracedOrigin {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && node.value !== '' ? 'literal' : 'unknown';
    case 'TemplateLiteral':
      return node.expressions.length === 0
        ? 'literal'
        : mainOrigin(node.expressions.flatMap((one) => [...originsOf(one, analysis)]));
    case 'ObjectExpression':
      return 'unknown';
    case 'Identifier':
      return originOfName(node, analysis);
    case 'MemberExpression':
      return originOfMember(node, analysis);
    case 'CallExpression':
    case 'NewExpression':
      return originOfCall(node, analysis);
    default:
      return 'unknown';
  }
}

function originOfName(node: TSESTree.Identifier, analysis: Analysis): TracedOrigin {
  const { name } = node;
  if (PERSON().test(name)) return 'person';
  const definition = analysis.tracer.variableOf(node)?.defs[0];
  if ((definition?.type as string | undefined) === 'ImportBinding') {
    const module = (definition?.parent as { source?: { value?: unknown } } | null)?.source?.value;
    const isConfiguration =
      CONFIGURATION_NAME().test(name) || /^[A-Z][A-Z\d_]+$/.test(name) || CONFIGURATION_MODULE.test(String(module));
    return isConfiguration ? 'configuration' : 'unknown';
  }
  const path = definition && patternPath(definition.name as Node);
  if (path?.holder.type === 'VariableDeclarator' && path.holder.init && path.steps.length > 0) {
    return mainOrigin(tracedOrigins(path.holder.init, analysis));
  }
  // A parameter of unknown callers may contain input from a person, whatever its name.
  return (definition?.type as string | undefined) === 'Parameter' ? 'parameter' : 'unknown';
}

function originOfMember(node: TSESTree.MemberExpression, analysis: Analysis): TracedOrigin {
  const names = chainNames(node);
  if (ENVIRONMENT.test(names.join('.'))) return 'environment';
  if (names.slice(1).some((name) => PERSON_MEMBER.test(name)) || PERSON().test(names[0] ?? '')) return 'person';
  const root = mainOrigin(tracedOrigins(node.object, analysis));
  if (root === 'literal') return 'unknown';
  if (root !== 'unknown') return root;
  // `this.config.navixy.password`: a configuration is not entered by a person.
  return names
    .slice(0, -1)
    .some((name) => CONFIGURATION_NAME().test(name) && !/^(?:credentials?|creds|options)$/i.test(name))
    ? 'configuration'
    : 'unknown';
}

function originOfCall(node: Call, analysis: Analysis): TracedOrigin {
  const names = chainNames(node.callee);
  const called = names.join('.');
  if (ENVIRONMENT_CALL().test(called)) return 'environment';
  if (called === 'require')
    return CONFIGURATION_MODULE.test(String((node.arguments[0] as { value?: unknown } | undefined)?.value))
      ? 'configuration'
      : 'unknown';
  if (CONFIGURATION_CALL().test(called)) return 'configuration';
  if (names.some((name) => PERSON().test(name) || PERSON_MEMBER.test(name))) return 'person';
  if (/^(?:JSON\.parse|parse|atob|Buffer\.from|Object\.assign|merge|_\.merge)$/.test(called)) {
    return mainOrigin(node.arguments.flatMap((one) => tracedOrigins(one, analysis)));
  }
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return 'unknown';
  return mainOrigin(tracedOrigins(callee.object, analysis));
}

/** A person among the sources decides; otherwise the program's sources do. */
function mainOrigin(origins: readonly TracedOrigin[]): TracedOrigin {
  for (const wanted of ['person', 'environment', 'configuration', 'literal', 'parameter'] as const)
    if (origins.includes(wanted)) return wanted;
  return 'unknown';
}

/** Whether the value comes from the program: at least one source does, and no source is a person. */
export function isFromProgram(origins: ReadonlySet<Origin>): boolean {
  return (
    !origins.has('person') && (origins.has('environment') || origins.has('configuration') || origins.has('literal'))
  );
}
