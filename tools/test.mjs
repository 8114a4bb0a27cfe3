// npm test [-- file filters | --suite store,http]: builds, runs the tests, ends with `N passed, N failed`.
import { attackDocument } from './attacks/attack-document.mjs';
import { staleness } from './docs/documents.mjs';
import { build } from './test/build.mjs';
import { runVitest } from './test/run-vitest.mjs';
import { selection } from './test/suites.mjs';
import { tallyLine } from './test/tally.mjs';

const selected = selection(process.argv.slice(2));
if (!build()) {
  finish({ passed: 0, failed: 1, skipped: [] });
} else {
  const { tally, attacks } = await runVitest(selected.filters);
  // A partial run knows only some of the rows, and failing tests leave rows unfinished.
  const complete = selected.whole && tally.failed === 0;
  const stale = complete ? await staleness(attackDocument(attacks)) : undefined;
  if (stale !== undefined) console.error(`\n${stale}`);
  finish(stale === undefined ? tally : { ...tally, failed: tally.failed + 1 });
}

/** @param {import('./test/tally.mjs').Tally} tally */
function finish(tally) {
  for (const note of new Set(tally.skipped)) console.log(`skipped: ${note}`);
  // Leaves at once: nothing that a test left open may keep the run from ending.
  process.stdout.write(`${tallyLine(tally)}\n`, () => process.exit(tally.failed === 0 ? 0 : 1));
}
