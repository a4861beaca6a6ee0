// The rule `no-hash-in-log`: hashes in logs, errors and telemetry.
import type { TSESLint } from '@typescript-eslint/utils';
import type { Analysis } from './analysis/analysis.ts';
import type { Node } from './syntax/ast.ts';
import { createRule } from './create-rule.ts';
import { type Exposure, type Shape, findExposures } from './analysis/exposure.ts';
import { findLogSinks } from './sinks/log-sinks.ts';
import { shorten } from './meta/message-length.ts';
import { onPlatformFile } from './analysis/platform-file.ts';

export type MessageIds = 'hashInLog';
export type Options = readonly [];

const SHAPES: Readonly<Record<Shape, string>> = {
  hash: 'A Navixy hash',
  url: 'A URL with a Navixy hash',
  header: 'A header with a Navixy hash',
  body: 'Data with a Navixy hash',
  answer: 'An answer with a Navixy hash',
};

const MAX_SINK = 36;

interface Problem extends Exposure {
  readonly sink: string;
}

/**
 * Ownership: a URL built inside a log call is never sent, so this rule reports it instead of `no-hash-in-url`; literal
 * hashes always belong to `no-hardcoded-hash`.
 */
export default createRule<MessageIds, Options>({
  name: 'no-hash-in-log',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow Navixy hashes in logs, error messages and telemetry',
      recommended: true,
      since: '0.1.0',
    },
    schema: [],
    messages: {
      hashInLog: '{{shape}} reaches {{sink}}: leave it out, or log only whether it is set.',
    },
  },
  create(context) {
    return onPlatformFile(context, undefined, (analysis) => {
      for (const problem of findProblems(analysis)) report(problem, context);
    });
  },
});

function report({ node, shape, sink }: Problem, context: Readonly<TSESLint.RuleContext<MessageIds, Options>>): void {
  context.report({ node, messageId: 'hashInLog', data: { shape: SHAPES[shape], sink: shorten(sink, MAX_SINK) } });
}

function findProblems(analysis: Analysis): Iterable<Problem> {
  const problems = new Map<Node, Problem>();
  for (const sink of findLogSinks(analysis)) {
    for (const argument of sink.arguments) {
      for (const exposed of findExposures(argument, analysis)) {
        if (!problems.has(exposed.node)) problems.set(exposed.node, { ...exposed, sink: sink.name });
      }
    }
  }
  return problems.values();
}
