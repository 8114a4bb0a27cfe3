// npm run check: formatting, types, structure. One line for each check, and what is wrong under it.
import { BUILT_CHECKS, SOURCE_CHECKS } from './check/checks.mjs';

let failed = 0;
for (const group of [SOURCE_CHECKS, BUILT_CHECKS]) {
  // Started together, told in order.
  const runs = group.map(({ name, run }) => ({
    name,
    wrong: Promise.resolve()
      .then(run)
      .catch((error) => [String(error)]),
  }));
  for (const { name, wrong } of runs) report(name, await wrong);
}
console.log(`${SOURCE_CHECKS.length + BUILT_CHECKS.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {string} name @param {readonly string[]} wrong */
function report(name, wrong) {
  console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const line of wrong) console.log(`     ${line}`);
  if (wrong.length > 0) failed++;
}
