// The rule `prefer-api-key`: programs that log in where an API key would do.
import type { TSESLint } from '@typescript-eslint/utils';
import { LOGIN_PATH, RENEWAL_PATH } from '../src/navixy/call-facts.ts';
import { PASSWORD_FIELD } from '../src/navixy/carriers.ts';
import type { Analysis } from './analysis/analysis.ts';
import { createRule } from './create-rule.ts';
import { onPlatformFile } from './analysis/platform-file.ts';
import { findLogins, loginsOf } from './analysis/prefer-api-key/login.ts';
import { findRenewals } from './analysis/prefer-api-key/renewal.ts';
import { findSdkLogins } from './analysis/prefer-api-key/sdk.ts';
import { anyWord, lastSegment } from './platform/quick-filter.ts';

export type MessageIds = 'preferApiKey' | 'preferApiKeyRenewal' | 'preferApiKeySdk';
export type Options = readonly [];

const mayLogIn = anyWord([lastSegment(LOGIN_PATH), lastSegment(RENEWAL_PATH), PASSWORD_FIELD]);

type Problem = TSESLint.ReportDescriptor<MessageIds>;

export default createRule<MessageIds, Options>({
  name: 'prefer-api-key',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Prefer an API key to a session for programs that log in by themselves',
      recommended: true,
      since: '0.1.0',
    },
    schema: [],
    messages: {
      preferApiKey:
        'This program logs in with a password from {{source}}: create an API key, and send it as `NVX <key>`.',
      preferApiKeyRenewal:
        'This program keeps renewing a session from {{source}}: use an API key, which never expires.',
      preferApiKeySdk:
        'The SDK logs in with a password from {{source}}: pass an API key as `{ user: { hash } }` instead.',
    },
  },
  create(context) {
    return onPlatformFile(context, mayLogIn, (analysis) => {
      for (const problem of findProblems(analysis)) context.report(problem);
    });
  },
});

function findProblems(analysis: Analysis): Problem[] {
  const logins = loginsOf(analysis);
  const replaceable = findLogins(logins, analysis);
  return [
    ...replaceable.map(({ node, source }): Problem => ({ node, messageId: 'preferApiKey', data: { source } })),
    ...findSdkLogins(analysis).map(({ node, source }): Problem => ({
      node,
      messageId: 'preferApiKeySdk',
      data: { source },
    })),
    ...findRenewals(logins, replaceable, analysis).map(({ node, source }): Problem => ({
      node,
      messageId: 'preferApiKeyRenewal',
      data: { source },
    })),
  ];
}
