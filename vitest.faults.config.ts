import { defineConfig } from 'vitest/config';

// Speed, load and timing: one test at a time, each with the machine for itself.
export default defineConfig({
  test: {
    include: ['faults/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 180_000,
  },
});
