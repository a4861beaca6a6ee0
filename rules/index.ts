import type { ESLint, Linter } from 'eslint';
import packageJson from '../package.json' with { type: 'json' };
import { createConfig } from './configs.ts';
import type { NavixyRule } from './create-rule.ts';
import noHardcodedHash from './no-hardcoded-hash.ts';
import noHashInUrl from './no-hash-in-url.ts';
import preferApiKey from './prefer-api-key.ts';

const rules = {
  'no-hardcoded-hash': noHardcodedHash,
  'no-hash-in-url': noHashInUrl,
  'prefer-api-key': preferApiKey,
} as unknown as Record<'no-hardcoded-hash' | 'no-hash-in-url' | 'prefer-api-key', NavixyRule>;

/** Written out, for the inferred types of the rules do not fit ESLint's `Plugin` and every typed config would fail. */
export interface NavixyPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  readonly configs: { readonly recommended: Linter.Config; readonly strict: Linter.Config };
}

const configs = {} as { recommended: Linter.Config; strict: Linter.Config };

const plugin: NavixyPlugin = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: 'navixy' },
  rules: rules as unknown as NavixyPlugin['rules'],
  configs,
};

// The configs hold the plugin object itself, so they can only be made once it is there.
configs.recommended = createConfig('recommended', plugin, rules);
configs.strict = createConfig('strict', plugin, rules);

export { plugin as default, plugin as 'module.exports' };
