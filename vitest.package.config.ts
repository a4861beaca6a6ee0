import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

/** The packed tarball in empty projects: slow, needs the registry, so `.ci/run` asks for it apart from `npm test`. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    globalSetup: ['test/package/pack.setup.ts'],
    ...reporters,
  },
});
