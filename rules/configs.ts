// Builds the shared configs from the rules' own metadata.
import type { ESLint, Linter } from 'eslint';
import type { NavixyRule } from './create-rule.ts';
import { TEXT_FILES } from './languages/text-files.ts';

const SEVERITY = 'error';

/** @returns the configs, derived from the rules' metadata so they stay in sync */
export function createConfigs(
  plugin: ESLint.Plugin,
  rules: Readonly<Record<string, NavixyRule>>,
): Record<'recommended' | 'recommended-type-checked' | 'strict' | 'text', Linter.Config> {
  const create = (name: string, isWanted: (rule: NavixyRule) => boolean, more: Linter.Config = {}): Linter.Config => ({
    name: `navixy/${name}`,
    plugins: { navixy: plugin },
    ...more,
    rules: Object.fromEntries(
      Object.entries(rules)
        .filter(([, rule]) => isWanted(rule))
        .map(([id]) => [`navixy/${id}`, SEVERITY]),
    ),
  });
  const isRecommended = ({ meta }: NavixyRule): boolean => meta.docs?.recommended === true;
  return {
    recommended: create('recommended', isRecommended),
    'recommended-type-checked': create('recommended-type-checked', isRecommended, {
      settings: { navixy: { typeInformation: true } },
    }),
    strict: create('strict', () => true),
    text: create('text', ({ meta }) => meta.docs?.readsText === true, { files: TEXT_FILES, language: 'navixy/text' }),
  };
}
