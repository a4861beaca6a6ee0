import { defineConfig } from 'eslint/config';
import navixy from 'eslint-plugin-navixy';

/** Every way of `defineConfig`, without a cast. Checked by `test/package/types.test.ts`. */
export default defineConfig([
  navixy.configs.recommended,
  navixy.configs.text,
  { extends: [navixy.configs.strict] },
  { files: ['**/*.ts'], plugins: { navixy }, extends: ['navixy/recommended'] },
  { files: ['**/*.ts'], extends: [navixy.configs['recommended-type-checked']] },
  { files: ['**/*.conf.tpl'], plugins: { navixy }, language: 'navixy/text' },
  {
    plugins: { navixy },
    settings: { navixy: { hosts: ['gps.brand.example'] } },
    rules: {
      'navixy/no-hardcoded-hash': ['error', { minimumConfidence: 'high' }],
      'navixy/no-public-env-hash': ['warn', { prefixes: ['NG_APP_'] }],
    },
  },
]);
