import type { ESLint, Linter } from 'eslint';
import type { NavixyRule } from './create-rule.ts';

const SEVERITY = 'error';

/**
 * @param name `recommended`, or `strict` which holds all of it and more
 * @returns a config derived from what the rules say of themselves, so that it cannot lag behind them
 */
export function createConfig(name: 'recommended' | 'strict', plugin: ESLint.Plugin, rules: Readonly<Record<string, NavixyRule>>): Linter.Config {
  const wanted = Object.entries(rules).filter(([, { meta }]) => name === 'strict' || meta.docs?.config === 'recommended');
  return {
    name: `navixy/${name}`,
    plugins: { navixy: plugin },
    rules: Object.fromEntries(wanted.map(([id]) => [`navixy/${id}`, SEVERITY])),
  };
}
