import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Named, since vitest does not leave `dist` out by itself.
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'tools/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
