import js from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import navixy from 'eslint-plugin-navixy';
import tseslint from 'typescript-eslint';

/** The three rooms: `rules -> src <- scanner`. */
const closedRooms = (...rooms) => ({
  group: rooms.map((room) => `**/${room}/**`),
  message: 'rules/ and scanner/ see only src/, and src/ sees neither (see the architecture section of the README).',
});

/** A value leaves its `Secret` only to be sent, to be handed over in a rotation, or under --show-secrets. */
const noReveal = {
  name: '../../src/secret.ts',
  importNames: ['reveal'],
  message: 'Only the API client, the hand-over of a rotation and --show-secrets may read a secret.',
};

const restrict = (patterns, paths = []) => ({ 'no-restricted-imports': ['error', { patterns, paths }] });

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
  { files: ['src/**'], rules: restrict([closedRooms('rules', 'scanner')]) },
  { files: ['rules/**'], extends: [eslintPlugin.configs.recommended], rules: restrict([closedRooms('scanner')]) },
  { files: ['scanner/**'], ignores: ['scanner/api/**', 'scanner/report/**', 'scanner/rotate/hand-over.ts', 'scanner/commands/scan.ts'], rules: restrict([closedRooms('rules')], [noReveal, { ...noReveal, name: '../src/secret.ts' }, { ...noReveal, name: '../../src/index.ts' }]) },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      // Tests call the API in the wrong ways on purpose; a hardcoded hash stays forbidden.
      ...Object.fromEntries(Object.keys(navixy.rules).filter((id) => id !== 'no-hardcoded-hash').map((id) => [`navixy/${id}`, 'off'])),
    },
  },
);
