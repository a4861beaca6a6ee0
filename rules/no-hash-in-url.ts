import type { TSESLint } from '@typescript-eslint/utils';
import { createRule } from './create-rule.ts';
import { getHeaderFix } from './header-suggestion.ts';
import { onPlatformFile } from './platform-file.ts';
import { type UrlHash, findUrlHashes } from './url-hashes.ts';

export type MessageIds = 'hashInUrl' | 'moveToHeader' | 'sessionKeyInUrl';
export type Options = readonly [];

/**
 * Ownership: characters of a hash written out in a URL are the worse defect and belong to
 * `no-hardcoded-hash`; this rule reports the operand through which any other value gets there. A URL put
 * together within what is logged is never sent: `no-hash-in-log` reports it.
 */
export default createRule<MessageIds, Options>('no-hash-in-url', {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow sending a Navixy hash in the query string of a URL', config: 'recommended' },
    hasSuggestions: true,
    messages: {
      hashInUrl:
        'A Navixy hash travels in the query string of this URL (`{{carrier}}`), where proxies, server logs and browser history keep it. Send it in the header `Authorization: NVX <hash>` instead.',
      sessionKeyInUrl:
        'A Navixy credential travels in the query string of this URL (`{{carrier}}`), where logs, browser history and the Referer header keep it. Never put an API key there; hand over a short-lived session, and drop it from the address once read.',
      moveToHeader: 'Move the hash to the `Authorization: NVX` header.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    return onPlatformFile(context, ['hash', 'session_key'], (analysis) => {
      for (const problem of findUrlHashes(analysis)) report(problem, context);
    });
  },
});

function report({ carrier, site }: UrlHash, context: Readonly<TSESLint.RuleContext<MessageIds, Options>>): void {
  const isHash = carrier === 'hash';
  const fix = isHash ? getHeaderFix(site, context.sourceCode) : undefined;
  context.report({
    node: site,
    messageId: isHash ? 'hashInUrl' : 'sessionKeyInUrl',
    data: { carrier },
    suggest: fix ? [{ messageId: 'moveToHeader', fix }] : [],
  });
}
