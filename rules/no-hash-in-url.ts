// The rule `no-hash-in-url`: hashes in the query of a URL.
import type { TSESLint } from '@typescript-eslint/utils';
import { QUERY_CARRIERS } from '../src/navixy/carriers.ts';
import type { Analysis } from './analysis/analysis.ts';
import { isCompared } from './analysis/comparison.ts';
import { createRule } from './create-rule.ts';
import { getHeaderFix } from './fixes/header-suggestion.ts';
import { onPlatformFile } from './analysis/platform-file.ts';
import { anyWord } from './platform/quick-filter.ts';
import { type UrlHash, findUrlHashes } from './sinks/url-hashes.ts';

export type MessageIds = 'hashInUrl' | 'moveToHeader' | 'sessionKeyInUrl';
export type Options = readonly [];

/**
 * Ownership: a literal hash in a URL is the worse defect and belongs to `no-hardcoded-hash`; this rule reports the
 * operand that inserts any other value. A URL built inside a log call is never sent: `no-hash-in-log` reports it.
 */
export default createRule<MessageIds, Options>({
  name: 'no-hash-in-url',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow sending a Navixy hash in the query string of a URL',
      recommended: true,
      since: '0.1.0',
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      hashInUrl:
        'A Navixy hash in a URL (`{{carrier}}`) ends up in logs: send it in the header `Authorization: NVX <hash>`.',
      sessionKeyInUrl:
        'A Navixy credential in a URL (`{{carrier}}`) ends up in logs: pass a short-lived session, never an API key.',
      moveToHeader: 'Move the hash to the `Authorization: NVX` header.',
    },
  },
  create(context) {
    return onPlatformFile(context, anyWord(QUERY_CARRIERS), (analysis) => {
      for (const problem of findUrlHashes(analysis)) {
        if (!isCompared(problem.site)) report(problem, analysis, context);
      }
    });
  },
});

type Context = Readonly<TSESLint.RuleContext<MessageIds, Options>>;

function report({ carrier, site }: UrlHash, analysis: Analysis, context: Context): void {
  if (carrier !== 'hash') {
    context.report({ node: site, messageId: 'sessionKeyInUrl', data: { carrier } });
    return;
  }
  const fix = getHeaderFix(site, analysis);
  context.report({
    node: site,
    messageId: 'hashInUrl',
    data: { carrier },
    suggest: fix ? [{ messageId: 'moveToHeader', fix }] : [],
  });
}
