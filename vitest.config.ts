import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What starts processes waits for them the longest: were it last, all but one core would be idle at the end. */
class ProcessesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ moduleId }: TestSpecification) => moduleId.includes('/e2e/');
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}

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
    sequence: { sequencer: ProcessesFirst },
    // Every core: many tests wait for processes and sockets.
    maxWorkers: '100%',
    // These only end what hangs.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
