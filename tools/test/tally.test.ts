import { describe, expect, test } from 'vitest';
import type { TestModule } from 'vitest/node';
import { tallyLine, tallyOf } from './tally.mjs';

type Outcome = { state: 'passed' | 'failed' | 'skipped' | 'pending'; note?: string };

/** As much of a finished file as the tally reads. */
function file(ok: boolean, ...outcomes: Outcome[]): TestModule {
  const tests = outcomes.map((outcome) => ({ result: () => outcome }));
  return { ok: () => ok, children: { allTests: () => tests } } as unknown as TestModule;
}

describe('the tally', () => {
  test('counts what passed and what failed', () => {
    const modules = [file(true, { state: 'passed' }, { state: 'passed' }), file(false, { state: 'failed' })];
    expect(tallyOf(modules, 0)).toEqual({ passed: 2, failed: 1, skipped: [] });
  });

  test('counts a skip that names the absent tool as skipped', () => {
    expect(tallyOf([file(true, { state: 'skipped', note: 'curl is absent' })], 0)).toEqual({
      passed: 0,
      failed: 0,
      skipped: ['curl is absent'],
    });
  });

  test('counts a skip without a reason, and a test that never ran, as failed', () => {
    expect(tallyOf([file(true, { state: 'skipped' }, { state: 'pending' })], 0).failed).toBe(2);
  });

  test('counts a file that does not load as failed', () => {
    expect(tallyOf([file(false)], 0).failed).toBe(1);
  });

  test('counts errors outside of tests as failed', () => {
    expect(tallyOf([file(true, { state: 'passed' })], 2)).toMatchObject({ passed: 1, failed: 2 });
  });

  test('counts a run without any test as failed', () => {
    expect(tallyOf([], 0).failed).toBe(1);
  });
});

test('the last line names skipped tests only where there are some', () => {
  expect(tallyLine({ passed: 3, failed: 1, skipped: [] })).toBe('3 passed, 1 failed');
  expect(tallyLine({ passed: 3, failed: 0, skipped: ['curl is absent'] })).toBe(
    '3 passed, 0 failed, 1 skipped',
  );
});
