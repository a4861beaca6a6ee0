// The plugin: rules, configs and the text language.
import type { ESLint, Linter } from 'eslint';
import packageJson from '../package.json' with { type: 'json' };
import { createConfigs } from './configs.ts';
import type { NavixyRule } from './create-rule.ts';
import { textLanguage } from './languages/text-language.ts';
import noHardcodedCredentials from './no-hardcoded-credentials.ts';
import noHardcodedHash from './no-hardcoded-hash.ts';
import noHashInLog from './no-hash-in-log.ts';
import noHashInStorage from './no-hash-in-storage.ts';
import noHashInUrl from './no-hash-in-url.ts';
import noInsecureHttp from './no-insecure-http.ts';
import noPublicEnvHash from './no-public-env-hash.ts';
import noUnusableCredential from './no-unusable-credential.ts';
import preferApiKey from './prefer-api-key.ts';
import preferAuthorizationHeader from './prefer-authorization-header.ts';
import requireApiKeyTitle from './require-api-key-title.ts';
import validAuthorizationHeader from './valid-authorization-header.ts';

const rules = {
  'no-hardcoded-credentials': noHardcodedCredentials,
  'no-hardcoded-hash': noHardcodedHash,
  'no-hash-in-log': noHashInLog,
  'no-hash-in-storage': noHashInStorage,
  'no-hash-in-url': noHashInUrl,
  'no-insecure-http': noInsecureHttp,
  'no-public-env-hash': noPublicEnvHash,
  'no-unusable-credential': noUnusableCredential,
  'prefer-api-key': preferApiKey,
  'prefer-authorization-header': preferAuthorizationHeader,
  'require-api-key-title': requireApiKeyTitle,
  'valid-authorization-header': validAuthorizationHeader,
};

type ConfigName = 'recommended' | 'recommended-type-checked' | 'strict' | 'text';

/**
 * An explicit type, because the inferred types of the rules do not fit ESLint's `Plugin` and would break every typed
 * config.
 */
export interface NavixyPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  readonly languages: NonNullable<ESLint.Plugin['languages']>;
  readonly configs: Readonly<Record<ConfigName, Linter.Config>>;
}

const configs = {} as Record<ConfigName, Linter.Config>;

const plugin: NavixyPlugin = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: 'navixy' },
  rules: rules as unknown as NavixyPlugin['rules'],
  languages: { text: textLanguage },
  configs,
};

// The configs contain the plugin object itself, so they are created after it.
Object.assign(configs, createConfigs(plugin, rules as unknown as Readonly<Record<string, NavixyRule>>));

export { plugin as default, plugin as 'module.exports' };
