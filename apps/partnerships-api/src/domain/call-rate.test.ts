import { describe, expect, test } from 'vitest';
import { admitCall, type RecentCalls } from './call-rate.ts';
import type { Result } from './result.ts';

function admitted(result: Result<RecentCalls, unknown>): RecentCalls {
  if (!result.ok) expect.fail('the call was refused');
  return result.value;
}

describe('admitCall', () => {
  test('admits a call when the oldest of as many as the limit is a minute old', () => {
    const calls = [0, 10_000];
    expect(admitCall(calls, 2, 59_999)).toEqual({ ok: false, refusal: { retryAfterSeconds: 1 } });
    expect(admitted(admitCall(calls, 2, 60_000))).toEqual([10_000, 60_000]);
  });

  test('lets nobody have twice the limit around a full minute', () => {
    let calls: RecentCalls = [];
    for (let time = 59_000; time < 59_010; time++) calls = admitted(admitCall(calls, 10, time));
    expect(admitCall(calls, 10, 61_000)).toEqual({ ok: false, refusal: { retryAfterSeconds: 58 } });
  });

  test('rounds the seconds up, so that whoever waits them is admitted', () => {
    expect(admitCall([0], 1, 1)).toEqual({ ok: false, refusal: { retryAfterSeconds: 60 } });
    expect(admitCall([0], 1, 1000)).toEqual({ ok: false, refusal: { retryAfterSeconds: 59 } });
  });

  test('waits for the right call when the limit was lowered', () => {
    expect(admitCall([0, 10_000, 20_000], 1, 30_000)).toEqual({
      ok: false,
      refusal: { retryAfterSeconds: 50 },
    });
  });

  test('does not lock anybody out when the clock is set back', () => {
    expect(admitted(admitCall([3_600_000], 1, 0))).toEqual([0]);
  });
});
