/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed tests, files that do not load, errors outside of tests
 * @property {string[]} skipped for each skipped test the note that names the absent tool
 */

/**
 * A test may be skipped only where a tool is absent, and must name it (`context.skip(note)`); any other skip is
 * a failure, since nobody would ever see it again.
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @param {number} unhandledErrors
 * @returns {Tally}
 */
export function tallyOf(modules, unhandledErrors) {
  const tally = { passed: 0, failed: unhandledErrors, skipped: /** @type {string[]} */ ([]) };
  for (const module of modules) {
    const before = tally.failed;
    for (const test of module.children.allTests()) count(tally, test);
    // A file that does not load, or whose hooks fail, may have no failing test of its own.
    if (!module.ok() && tally.failed === before) tally.failed++;
  }
  if (tally.passed + tally.failed + tally.skipped.length === 0) tally.failed = 1;
  return tally;
}

/**
 * @param {Tally} tally
 * @param {import('vitest/node').TestCase} test
 */
function count(tally, test) {
  const result = test.result();
  if (result.state === 'passed') tally.passed++;
  else if (result.state === 'skipped' && result.note !== undefined) tally.skipped.push(result.note);
  else tally.failed++;
}

/**
 * The run's last line.
 * @param {Tally} tally
 */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}
