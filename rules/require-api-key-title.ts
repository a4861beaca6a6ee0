// The rule `require-api-key-title`: API keys without a title that names their user.
import type { TSESLint } from '@typescript-eslint/utils';
import { KEY_CREATION_PATH } from '../src/navixy/call-facts.ts';
import { isGenericTitle } from '../src/navixy/titles.ts';
import type { Analysis } from './analysis/analysis.ts';
import { type Call, type Node, chainNames, isFunction, unwrap } from './syntax/ast.ts';
import { createRule } from './create-rule.ts';
import { onPlatformFile } from './analysis/platform-file.ts';
import { anyWord, lastSegment } from './platform/quick-filter.ts';
import type { Question } from './analysis/traversal.ts';
import { HOLE, toText } from './syntax/values.ts';

export type MessageIds = 'emptyTitle' | 'genericTitle' | 'longTitle' | 'missingTitle';
export type Options = readonly [];

const LONGEST = 255;
/** Options that contain parameters. */
const STRUCTURED = /^(?:body|data|json|form|params|payload|searchParams|query)$/;
type Problem = TSESLint.ReportDescriptor<MessageIds>;
/** The fault, independent of where the title is. */
type Fault = Pick<Problem, 'messageId'>;

export default createRule<MessageIds, Options>({
  name: 'require-api-key-title',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a telling title for each Navixy API key that is created',
      recommended: false,
      since: '0.1.0',
    },
    schema: [],
    messages: {
      missingTitle: 'The platform refuses an API key without a title: name the integration that will use it.',
      emptyTitle: 'The platform refuses an empty title: name the integration that will use this API key.',
      genericTitle: 'This title does not say who uses the API key: name the integration.',
      longTitle: 'The platform refuses a title of more than 255 characters: shorten it.',
    },
  },
  create(context) {
    return onPlatformFile(context, anyWord([lastSegment(KEY_CREATION_PATH)]), (analysis) => {
      for (const problem of findProblems(analysis)) context.report(problem);
    });
  },
});

function findProblems(analysis: Analysis): Problem[] {
  const requests = analysis.requests
    .filter(({ endpoints }) => endpoints.some(({ path }) => path === KEY_CREATION_PATH))
    .map(({ node, url, query, body, address }) => ({
      url,
      parameters: [...query, ...body, ...parametersOf(node, url, body)],
      isInUrl: address.some((one) => /[?&]title=/.test(toText(one))),
    }));
  const problems = requests.flatMap(({ url, parameters, isInUrl }) =>
    isInUrl ? [] : checkParameters(url, parameters, analysis),
  );
  return [...problems, ...findSdkProblems(analysis)];
}

function parametersOf(call: Call, url: Node, body: readonly Node[]): Node[] {
  // No parameters follow the body of `axios.post(url, body, config)`.
  const given = body.includes(call.arguments[1] as Node) ? call.arguments.slice(0, 2) : call.arguments;
  return given
    .filter((argument) => argument !== url && !isFunction(argument))
    .map((argument) => (argument.type === 'SpreadElement' ? argument.argument : argument));
}

/** `api.api.key.create({ title })` */
function findSdkProblems(analysis: Analysis): Problem[] {
  if (!analysis.platform.isMentioned) return [];
  return (analysis.index.callsByName.get(lastSegment(KEY_CREATION_PATH)) ?? []).flatMap((call) => {
    const isKey = chainNames(call.callee).slice(-3).join('/') === KEY_CREATION_PATH;
    return isKey
      ? checkParameters(
          call,
          call.arguments.filter((one) => one.type !== 'SpreadElement'),
          analysis,
        )
      : [];
  });
}

function checkParameters(call: Node, parameters: readonly Node[], analysis: Analysis): Problem[] {
  const title = analysis.entries(parameters).find(({ name }) => name === 'title');
  if (title) return checkTitle(title.value, analysis);
  return areKnown(parameters, analysis) ? [{ node: call, messageId: 'missingTitle' }] : [];
}

const KNOWN_PARAMETERS: Question<boolean, Analysis> = {
  answer(source, analysis) {
    if (source.type === 'NewExpression' || source.type === 'CallExpression') {
      const isBody = /^(?:URLSearchParams|JSON\.stringify)$/.test(chainNames(source.callee).join('.'));
      return isBody && areKnown(source.arguments, analysis);
    }
    if (source.type !== 'ObjectExpression') return false;
    const inner = source.properties.flatMap((property) => {
      if (property.type === 'SpreadElement') return [property.argument];
      return STRUCTURED.test(property.key.type === 'Identifier' ? property.key.name : '')
        ? [property.value as Node]
        : [];
    });
    return areKnown(inner, analysis);
  },
  // A spread of an object into itself adds no title.
  circular: () => true,
  unknown: () => false,
};

/** Whether the parameters are known literals, so a missing title is certain. */
function areKnown(parameters: readonly Node[], analysis: Analysis): boolean {
  const { tracer, traversal } = analysis;
  return parameters.every((node) =>
    tracer.sources(node).every((source) => traversal.ask(KNOWN_PARAMETERS, unwrap(source), analysis)),
  );
}

function checkTitle(title: Node, { evaluator }: Analysis): Problem[] {
  const texts = evaluator.evaluate(title).map(toText);
  const fault = texts.map(getFault).find((one) => one !== undefined);
  return fault ? [{ node: title, ...fault }] : [];
}

function getFault(text: string): Fault | undefined {
  if (text.trim() === '') return { messageId: 'emptyTitle' };
  if (text.replaceAll(HOLE, '').length > LONGEST) return { messageId: 'longTitle' };
  return !text.includes(HOLE) && isGenericTitle(text) ? { messageId: 'genericTitle' } : undefined;
}
