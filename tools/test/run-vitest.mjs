import { startVitest } from 'vitest/node';
import { attackRows } from '../attacks/attack-rows.mjs';
import { root } from '../root.mjs';
import { tallyOf } from './tally.mjs';

/**
 * Runs the tests of the files whose path contains one of the filters; all of them where there is none.
 * @param {string[]} filters
 * @param {import('vitest/node').TestUserConfig} [options]
 * @returns {Promise<{ tally: import('./tally.mjs').Tally, attacks: import('../attacks/attack-rows.mjs').AttackRow[] }>}
 */
export async function runVitest(filters, options = {}) {
  const vitest = await startVitest('test', filters, {
    root,
    run: true,
    watch: false,
    reporters: ['minimal'],
    ...options,
  });
  const modules = vitest.state.getTestModules();
  const result = {
    tally: tallyOf(modules, vitest.state.getUnhandledErrors().length),
    attacks: attackRows(modules),
  };
  await vitest.close();
  return result;
}
