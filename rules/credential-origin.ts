import { type Node, chainNames, unwrap } from './ast.ts';
import { findVariable, patternPath } from './scopes.ts';
import type { Analysis } from './analysis.ts';

/**
 * Who holds a credential: the program (`environment`, `configuration`, `literal`), a person who types it
 * in (`person`), or nobody can tell from this file (`unknown`).
 */
export type Origin = 'configuration' | 'environment' | 'literal' | 'person' | 'unknown';

/** A parameter stays one through its members: `config.password` of a caller's `config` is nobody's known. */
type Traced = Origin | 'parameter';

const ENVIRONMENT = /^(?:(?:globalThis\.)?process\.env|import\.meta\.env|Bun\.env|Deno\.env|env|Env|environment|ENV)(?:\.|$)/;
const ENVIRONMENT_CALL = /^(?:Deno\.env\.get|process\.env\.get|getenv|getEnv|requireEnv|env|mustGetEnv|env\.get|core\.getInput|functions\.config)$/;
const CONFIGURATION_CALL = /(?:^|\.)(?:config|configService|configuration|settings|secrets?|vault|nconf|conf|scriptProperties|userProperties)(?:\.\w+)*\.(?:get|getProperty|getOrThrow|read|value|require|fetch)$|^(?:readFileSync|fs\.readFileSync|fs\.readFile|readFile|fs\.promises\.readFile|PropertiesService\.get(?:Script|User|Document)Properties|getSecret|loadConfig|readConfig|loadSettings|require)$/i;
const CONFIGURATION_NAME = /^(?:config|cfg|conf|configuration|settings|secrets?|credentials?|creds|constants|keys)$|(?:config|settings|secrets|credentials|options)$/i;
const CONFIGURATION_MODULE = /(?:config|env|settings|secret|credential|constant|const)|\.json$/i;
const PERSON = /^(?:req|request|ctx|event|evt|e|form|formData|body|prompt|prompts|inquirer|readline|rl|input|inputs|document|window|values|answers|argv|args|fields|state|formState|localStorage|sessionStorage)$|(?:^|[a-z])(?:Form|FormData|Input|Ref|Field|Prompt|Answers?)$|^\$|^use[A-Z]/;
const PERSON_MEMBER = /^(?:value|target|currentTarget|form|body|formData|elements|valueOf|state|question|prompt|innerText)$/;

/** @returns where the value of an expression comes from, over all its sources */
export function originsOf(node: Node, analysis: Analysis): Set<Origin> {
  return new Set(
    analysis.tracer.sources(node).map((source) => {
      const origin = originOf(source, analysis, 0);
      return origin === 'parameter' ? 'unknown' : origin;
    }),
  );
}

function originOf(given: Node, analysis: Analysis, depth: number): Traced {
  const node = unwrap(given);
  if (depth > 6) return 'unknown';
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && node.value !== '' ? 'literal' : 'unknown';
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? 'literal' : combine(node.expressions.flatMap((one) => [...originsOf(one, analysis)]));
    case 'ObjectExpression':
      return 'unknown';
    case 'Identifier':
      return originOfName(node.name, node, analysis, depth);
    case 'MemberExpression':
      return originOfMember(node, analysis, depth);
    case 'CallExpression':
    case 'NewExpression':
      return originOfCall(node, analysis, depth);
    default:
      return 'unknown';
  }
}

function originOfName(name: string, node: Node, analysis: Analysis, depth: number): Traced {
  if (PERSON.test(name)) return 'person';
  const variable = node.type === 'Identifier' ? findVariable(node, analysis.sourceCode) : undefined;
  const definition = variable?.defs[0];
  if ((definition?.type as string | undefined) === 'ImportBinding') {
    const module = (definition?.parent as { source?: { value?: unknown } } | null)?.source?.value;
    const isConfiguration = CONFIGURATION_NAME.test(name) || /^[A-Z][A-Z\d_]+$/.test(name) || CONFIGURATION_MODULE.test(String(module));
    return isConfiguration ? 'configuration' : 'unknown';
  }
  const path = definition && patternPath(definition.name as Node);
  if (path?.holder.type === 'VariableDeclarator' && path.holder.init && path.steps.length > 0) {
    return combine(analysis.tracer.sources(path.holder.init).map((source) => originOf(source, analysis, depth + 1)));
  }
  // A parameter of unknown callers, whatever it is called, may hold what a person typed.
  return (definition?.type as string | undefined) === 'Parameter' ? 'parameter' : 'unknown';
}

function originOfMember(node: Node, analysis: Analysis, depth: number): Traced {
  const names = chainNames(node);
  if (ENVIRONMENT.test(names.join('.'))) return 'environment';
  if (names.slice(1).some((name) => PERSON_MEMBER.test(name)) || PERSON.test(names[0] ?? '')) return 'person';
  if (node.type !== 'MemberExpression') return 'unknown';
  const roots = analysis.tracer.sources(node.object).map((source) => (source === node ? 'unknown' : originOf(source, analysis, depth + 1)));
  const root = combine(roots);
  if (root === 'literal') return 'unknown';
  if (root !== 'unknown') return root;
  // `this.config.navixy.password`: nobody types into a configuration.
  return names.slice(0, -1).some((name) => CONFIGURATION_NAME.test(name) && !/^(?:credentials?|creds|options)$/i.test(name)) ? 'configuration' : 'unknown';
}

function originOfCall(node: Node & { callee: Node; arguments: Node[] }, analysis: Analysis, depth: number): Traced {
  const names = chainNames(node.callee);
  const called = names.join('.');
  if (ENVIRONMENT_CALL.test(called)) return 'environment';
  if (called === 'require') return CONFIGURATION_MODULE.test(String((node.arguments[0] as { value?: unknown } | undefined)?.value)) ? 'configuration' : 'unknown';
  if (CONFIGURATION_CALL.test(called)) return 'configuration';
  if (names.some((name) => PERSON.test(name) || PERSON_MEMBER.test(name))) return 'person';
  if (/^(?:JSON\.parse|parse|atob|Buffer\.from|Object\.assign|merge|_\.merge)$/.test(called)) {
    return combine(node.arguments.flatMap((one) => analysis.tracer.sources(one)).map((source) => originOf(source, analysis, depth + 1)));
  }
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return 'unknown';
  return combine(analysis.tracer.sources(callee.object).map((source) => (source === node ? 'unknown' : originOf(source, analysis, depth + 1))));
}

/** A person among the sources settles it; else what the program holds does. */
function combine(origins: readonly Traced[]): Traced {
  for (const wanted of ['person', 'environment', 'configuration', 'literal', 'parameter'] as const) if (origins.includes(wanted)) return wanted;
  return 'unknown';
}

/** Whether a program holds the value: some source shows it, and no source is a person. */
export function isHeldByProgram(origins: ReadonlySet<Origin>): boolean {
  return !origins.has('person') && (origins.has('environment') || origins.has('configuration') || origins.has('literal'));
}
