// The rule `no-hardcoded-hash`: API keys and session hashes in code or text.
import type { TSESLint } from '@typescript-eslint/utils';
import { findAllowEntry, findExpiredEntry } from '../src/allow-entries.ts';
import { detect } from '../src/detect.ts';
import { findHashRuns } from '../src/hash-runs.ts';
import type { AllowEntry, Confidence, Detection, Kind } from '../src/types.ts';
import { isJavaScript } from './syntax/ast.ts';
import { createRule } from './create-rule.ts';
import { isBrowserCode } from './platform/browser-code.ts';
import { accessByTemplate, defaultAccess } from './fixes/environment-access.ts';
import { getEnvironmentSuggestion } from './fixes/environment-suggestion.ts';
import { attempt } from './analysis/failure.ts';
import { findTracedHashes } from './analysis/literal-flow.ts';
import { rangeToLoc, relativePath, rootType } from './syntax/locations.ts';
import { MAX_MESSAGE, shorten } from './meta/message-length.ts';
import { withAnalysis } from './analysis/platform-file.ts';
import type { SharedSettings } from './platform/settings.ts';
import { relevanceOf } from './platform/relevance.ts';

export type MessageIds = 'hardcodedHash' | 'hardcodedHashInBrowser' | 'readFromEnvironment' | 'removeDefault';
export type Options = readonly [{ environmentExpression?: string; minimumConfidence?: Confidence }?];

const DEFAULT_EXPRESSION = 'process.env.{name}';
const MAX_EXPRESSION = 80;
const RANKS: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };
const KIND_NAMES: Readonly<Record<Kind, string>> = {
  'api-key': 'Navixy API key',
  session: 'Navixy session hash',
  'panel-session': 'Navixy panel session hash',
  'share-key': 'Navixy share key',
  hash: 'Navixy hash',
};

/** A value in the text, with its verdict. */
type Found = Pick<Detection, 'confidence' | 'end' | 'evidence' | 'kind' | 'start'> & {
  /** Last day of an expired allowlist entry. */
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
            description:
              'The expression that the suggestion reads instead; ' +
              '`{name}` stands for a variable name made from the code around.',
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
      hardcodedHash: 'Hardcoded {{kind}} ({{confidence}} confidence: {{reason}}): revoke it.',
      hardcodedHashInBrowser:
        'Hardcoded {{kind}} in browser code ({{confidence}} confidence): revoke it, and call the API from a server.',
      readFromEnvironment: 'Read it from `{{expression}}`.',
      removeDefault: 'Remove this default, and set `{{expression}}`.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const { settings, mayConcern, mayHoldHash } = relevanceOf(context);
    if (!mayHoldHash && !(mayConcern && mayImportHash(sourceCode.text, settings))) return {};
    const [options = {}] = context.options;
    const minimumConfidence = options.minimumConfidence ?? settings.minimumConfidence;
    // ESLint fills in the default, which is only correct for Node.
    const expression = options.environmentExpression === DEFAULT_EXPRESSION ? undefined : options.environmentExpression;
    const check = (): void => {
      const written = findInText(context, minimumConfidence);
      for (const one of written) report(one, expression, context);
      // Findings from the text are reported even if the data flow analysis fails.
      for (const one of attempt(context, () => findTraced(written, context, minimumConfidence)) ?? [])
        report(one, expression, context);
    };
    return { [rootType(sourceCode)]: check };
  },
});

/** A value may be in an imported file, which only types show. */
function mayImportHash(text: string, settings: SharedSettings): boolean {
  return settings.typeInformation && text.includes('import');
}

type Context = Readonly<TSESLint.RuleContext<MessageIds, Options>>;

/** @returns the hashes that their own context identifies */
function findInText(context: Context, minimumConfidence: Confidence): Found[] {
  const { text, settings } = relevanceOf(context);
  const path = relativePath(context.filename, context.cwd);
  return detect(text, { path, settings, minimumConfidence })
    .filter(({ secret }) => findAllowEntry(secret, path, settings.allow) === undefined)
    .map((one) => ({ ...one, ...expiry(findExpiredEntry(one.secret, path, settings.allow)) }));
}

/** @returns the hashes that only their use identifies, without the known ones */
function findTraced(known: readonly Found[], context: Context, minimumConfidence: Confidence): Found[] {
  const { text, settings, mayConcern } = relevanceOf(context);
  if (!isJavaScript(context.sourceCode) || !mayConcern) return [];
  const starts = new Set(known.map(({ start }) => start));
  if (!settings.typeInformation && findHashRuns(text).every((run) => starts.has(run.start))) return [];
  const path = relativePath(context.filename, context.cwd);
  return withAnalysis(context, findTracedHashes).flatMap(({ start, end, detection }) => {
    const { confidence, kind, secret } = detection;
    if (
      starts.has(start) ||
      RANKS[confidence] < RANKS[minimumConfidence] ||
      findAllowEntry(secret, path, settings.allow)
    )
      return [];
    const evidence = [
      { signal: 'flow', effect: 'for', detail: 'it reaches an authorized call of the platform' },
    ] as const;
    return [{ start, end, confidence, kind, evidence, ...expiry(findExpiredEntry(secret, path, settings.allow)) }];
  });
}

function expiry(entry: AllowEntry | undefined): Pick<Found, 'allowedUntil'> {
  return entry?.expires === undefined ? {} : { allowedUntil: entry.expires };
}

/** @param template the option's expression, if set */
function report(found: Found, template: string | undefined, context: Context): void {
  const { sourceCode, filename } = context;
  const { confidence, allowedUntil } = found;
  const loc = rangeToLoc(found.start, found.end, sourceCode);
  const kind = KIND_NAMES[found.kind];
  const isBrowser = template === undefined && attempt(context, () => isBrowserCode(filename, sourceCode)) === true;
  if (isBrowser && allowedUntil === undefined) {
    context.report({ loc, messageId: 'hardcodedHashInBrowser', data: { kind, confidence } });
    return;
  }
  const room = MAX_MESSAGE - `Hardcoded ${kind} (${confidence} confidence: ): revoke it.`.length;
  context.report({
    loc,
    messageId: 'hardcodedHash',
    data: { kind, confidence, reason: shorten(firstClause(readReason(found, sourceCode.text), room), room) },
    // The server that should make the browser's calls is elsewhere.
    suggest: isBrowser ? [] : suggestionsFor(found, template, context),
  });
}

/** `is called "sessionKey", as the platform calls its credential`: the first half is enough. */
function firstClause(reason: string, room: number): string {
  return reason.length > room ? reason.split(', ', 1)[0]! : reason;
}

type Suggestions = TSESLint.ReportSuggestionArray<MessageIds>;

function suggestionsFor({ start, end }: Found, template: string | undefined, context: Context): Suggestions {
  const { filename, sourceCode } = context;
  if (!isJavaScript(sourceCode)) return [];
  const suggestion = attempt(context, () => {
    const access = template === undefined ? defaultAccess(filename, sourceCode) : accessByTemplate(template);
    return access && getEnvironmentSuggestion(start, end, access, sourceCode);
  });
  if (!suggestion) return [];
  const { fix, replacesDefault } = suggestion;
  const data = { expression: shorten(suggestion.expression, MAX_EXPRESSION) };
  if (replacesDefault) return [{ messageId: 'removeDefault', data, fix }];
  return [{ messageId: 'readFromEnvironment', data, fix }];
}

/** @returns the main reason for the report, without the value even if the evidence quotes it */
function readReason({ allowedUntil, evidence, start, end }: Found, text: string): string {
  if (allowedUntil !== undefined) return `the settings allowed it until ${allowedUntil}`;
  const reason = evidence.find(({ effect }) => effect === 'for');
  if (!reason) return 'by its surroundings';
  return reason.detail.includes(text.slice(start, end)) ? reason.signal : reason.detail;
}
