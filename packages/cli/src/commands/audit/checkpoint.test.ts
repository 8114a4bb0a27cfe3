import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runHere } from '../../testing/start-here.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem();
  system.clock.advance(40 * 86_400_000);
});
afterAll(() => system.stop());

const audit = (...words: string[]) =>
  runHere(['audit', ...words], {
    env: { GATEPASS_URL: system.issuer, GATEPASS_TOKEN: system.operatorToken },
  });

test('shows how many rows would go, and removes them when it is meant', async () => {
  const shown = await audit('checkpoint', '--older-than', '30d', '--dry-run');
  expect(shown.exitCode).toBe(0);
  expect(shown.stderr).toMatch(/^\d+ rows, up to row \d+\na dry run: nothing was changed\n$/);
  expect((await audit('verify')).stdout).toMatch(/^begins_after +0$/m);

  const asked = await audit('checkpoint', '--older-than', '30d');
  expect([asked.exitCode, asked.stderr]).toEqual([2, expect.stringContaining('nobody to ask')]);

  const made = await audit('checkpoint', '--older-than', '30d', '--yes');
  expect(made.exitCode).toBe(0);
  const sequence = /^sequence +(\d+)$/m.exec(made.stdout)?.[1];
  const verified = await audit('verify');
  expect(verified.exitCode).toBe(0);
  expect(verified.stdout).toMatch(new RegExp(`^begins_after +${sequence}$`, 'm'));
  expect((await audit('tail')).stdout).toContain('ledger.checkpointed  ledger');
});
