// npm run test:faults [-- file filters]: what a busy machine may fail, in place of its own: times and loads.
import { build } from './test/build.mjs';
import { runVitest } from './test/run-vitest.mjs';
import { tallyLine } from './test/tally.mjs';

if (!build()) process.exit(1);
const { tally } = await runVitest(process.argv.slice(2), {
  config: 'vitest.faults.config.ts',
  reporters: ['default'],
});
for (const note of new Set(tally.skipped)) console.log(`skipped: ${note}`);
process.stdout.write(`${tallyLine(tally)}\n`, () => process.exit(tally.failed === 0 ? 0 : 1));
