import { defineConfig } from 'vitest/config';
import { reportSchema } from './report-schema.plugin.ts';
import { reporters } from './vitest.reporters.ts';

export default defineConfig({
  plugins: [reportSchema()],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/package/**', '**/node_modules/**'],
    // Most tests wait for git or for the command: a core that is left free is idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...reporters,
  },
});
