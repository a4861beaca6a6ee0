import type { ESLint, Linter } from 'eslint';
import navixy, { type NavixyPlugin } from 'eslint-plugin-navixy';

/** The plugin is what ESLint calls one, and its configs go into a plain list. */
export const plugin: ESLint.Plugin = navixy;
export const own: NavixyPlugin = navixy;
export const list: Linter.Config[] = [navixy.configs.recommended, navixy.configs.strict, navixy.configs.text];
export const name: string = navixy.meta.name;
export const version: string = navixy.meta.version;
export const rules: string[] = Object.keys(navixy.rules);
export const language = navixy.languages['text'];
