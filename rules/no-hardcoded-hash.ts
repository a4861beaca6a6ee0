import type { TSESLint } from '@typescript-eslint/utils';
import { allowedBy, expiredFor } from '../src/allow.ts';
import { detect } from '../src/detect.ts';
import { findHashRuns } from '../src/hash-runs.ts';
import type { AllowEntry, Confidence, Detection, Kind } from '../src/types.ts';
import { getAnalysis } from './analysis.ts';
import { isJavaScript } from './ast.ts';
import { createRule } from './create-rule.ts';
import { getEnvironmentSuggestion } from './environment-suggestion.ts';
import { findFlowedHashes } from './hash-flows.ts';
import { rangeToLoc, relativePath, rootType } from './locations.ts';
import type { SharedSettings } from './settings.ts';
import { fileFacts } from './worthwhile.ts';

export type MessageIds = 'hardcodedHash' | 'readFromEnvironment';
export type Options = readonly [{ environmentExpression?: string; minimumConfidence?: Confidence }?];

const DEFAULT_EXPRESSION = 'process.env.{name}';
const RANKS: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };
const KIND_NAMES: Readonly<Record<Kind, string>> = {
  'api-key': 'Navixy API key',
  session: 'Navixy session hash',
  'panel-session': 'Navixy panel session hash',
  'share-key': 'Navixy share key',
  hash: 'Navixy hash',
};

/** A value in the text and the verdict on it. */
type Found = Pick<Detection, 'confidence' | 'end' | 'evidence' | 'kind' | 'start'> & {
  /** The last day of an entry of the settings that has expired. */
  readonly allowedUntil?: string;
};

export default createRule<MessageIds, Options>({
  name: 'no-hardcoded-hash',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow Navixy API keys and session hashes written into code',
      recommended: true,
      since: '0.1.0',
      readsText: true,
    },
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        description: 'What to report and what to suggest.',
        properties: {
          environmentExpression: {
            type: 'string',
            minLength: 1,
            description: 'The expression that the suggestion reads instead; `{name}` stands for a variable name made from the code around.',
          },
          minimumConfidence: {
            type: 'string',
            enum: ['low', 'medium', 'high'],
            description: 'The least confidence to report; overrides `settings.navixy.minimumConfidence`.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ environmentExpression: DEFAULT_EXPRESSION }],
    messages: {
      hardcodedHash:
        'Hardcoded {{kind}} ({{confidence}} confidence: {{reason}}). Whoever reads this file can use it: revoke it, then read the new one from the environment or a secret store.',
      readFromEnvironment: 'Read it from `{{expression}}`.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const { settings, mayConcern, mayHoldHash } = fileFacts(context);
    if (!mayHoldHash && !(mayConcern && mayImportHash(sourceCode.text, settings))) return {};
    const [options = {}] = context.options;
    const minimumConfidence = options.minimumConfidence ?? settings.minimumConfidence;
    const expression = options.environmentExpression ?? DEFAULT_EXPRESSION;
    const check = (): void => {
      for (const one of findHashes(context, minimumConfidence)) report(one, expression, context);
    };
    return { [rootType(sourceCode)]: check };
  },
});

/** A value may stand in a file that this one imports; only types show that. */
function mayImportHash(text: string, settings: SharedSettings): boolean {
  return settings.typeInformation && text.includes('import');
}

function findHashes(context: Readonly<TSESLint.RuleContext<MessageIds, Options>>, minimumConfidence: Confidence): Found[] {
  const { sourceCode, filename, cwd } = context;
  const { text, settings, mayConcern } = fileFacts(context);
  const path = relativePath(filename, cwd);
  const found: Found[] = detect(text, { path, settings, minimumConfidence })
    .filter(({ secret }) => allowedBy(secret, path, settings.allow) === undefined)
    .map((one) => ({ ...one, ...expiry(expiredFor(one.secret, path, settings.allow)) }));
  if (!isJavaScript(sourceCode) || !mayConcern) return found;
  const isKnown = (start: number): boolean => found.some((one) => one.start === start);
  if (!settings.typeInformation && findHashRuns(text).every((run) => isKnown(run.start))) return found;
  for (const { start, end, detection } of findFlowedHashes(getAnalysis(sourceCode, settings))) {
    if (isKnown(start) || RANKS[detection.confidence] < RANKS[minimumConfidence] || allowedBy(detection.secret, path, settings.allow)) continue;
    const { confidence, kind } = detection;
    found.push({ start, end, confidence, kind, evidence: [{ signal: 'flow', effect: 'for', detail: 'it reaches an authorized call of the platform' }], ...expiry(expiredFor(detection.secret, path, settings.allow)) });
  }
  return found;
}

function expiry(entry: AllowEntry | undefined): Pick<Found, 'allowedUntil'> {
  return entry?.expires === undefined ? {} : { allowedUntil: entry.expires };
}

function report(found: Found, template: string, context: Readonly<TSESLint.RuleContext<MessageIds, Options>>): void {
  const { sourceCode } = context;
  const suggestion = isJavaScript(sourceCode) ? getEnvironmentSuggestion(found.start, found.end, template, sourceCode) : undefined;
  context.report({
    loc: rangeToLoc(found.start, found.end, sourceCode),
    messageId: 'hardcodedHash',
    data: { kind: KIND_NAMES[found.kind], confidence: found.confidence, reason: readReason(found, sourceCode.text) + (found.allowedUntil === undefined ? '' : `; the settings allowed it until ${found.allowedUntil}`) },
    suggest: suggestion
      ? [{ messageId: 'readFromEnvironment', data: { expression: suggestion.expression }, fix: suggestion.fix }]
      : [],
  });
}

/** @returns the first thing that speaks for the verdict, without the value even if the evidence quoted it */
function readReason({ evidence, start, end }: Found, text: string): string {
  const reason = evidence.find(({ effect }) => effect === 'for');
  if (!reason) return 'by its surroundings';
  return reason.detail.includes(text.slice(start, end)) ? reason.signal : reason.detail;
}
