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
    // A worker loads each module once, not once for each file: half of all time went there. Tests keep nothing in
    // modules, so they have nothing to leave behind.
    isolate: false,
    // Every core: many tests wait for processes and sockets.
    maxWorkers: '100%',
    // These only end what hangs.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
