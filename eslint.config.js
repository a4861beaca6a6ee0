import js from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import navixy from 'eslint-plugin-navixy';
import tseslint from 'typescript-eslint';
import laws from './eslint.laws.js';

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  navixy.configs.recommended,
  {
    languageOptions: { globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly' } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // index access is checked by the type checker; `!` says "in range"
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-control-regex': 'off', // we read binaries and clean terminals
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  ...laws,
  {
    files: ['rules/**'],
    extends: [eslintPlugin.configs.all],
    rules: {
      // Both come from `createRule`, the same for every rule.
      'eslint-plugin/require-meta-docs-url': 'off',
      'eslint-plugin/require-meta-languages': 'off',
      'eslint-plugin/require-meta-docs-description': ['error', { pattern: '^(?:Disallow|Prefer|Require) ' }],
    },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      // Tests call the API in the wrong ways on purpose; a hardcoded hash stays forbidden.
      ...Object.fromEntries(
        Object.keys(navixy.rules)
          .filter((id) => id !== 'no-hardcoded-hash')
          .map((id) => [`navixy/${id}`, 'off']),
      ),
    },
  },
);
