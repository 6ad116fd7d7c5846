import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/integration/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Commands read these; a developer's own settings must not reach a test.
    env: { NO_COLOR: '1', DP_REGISTRY: '' },
    reporters: ['default', './test/support/totals-reporter.ts'],
    maxWorkers: 2,
  },
});
