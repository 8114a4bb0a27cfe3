import { describe, expect, test } from 'vitest';
import { createFailureLimiter, type FailureLimiter } from './failure-limiter.ts';

const START = 1_700_000_000_000;
const seed = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
const limiter = (client = 10, network = 100) =>
  createFailureLimiter({ seed, perMinute: { client, network } });

const NOT_BLOCKED = { blocked: false, retryAfterSeconds: 0 };

function failUntilBlocked(
  limit: FailureLimiter,
  clientOf: (failure: number) => string,
  network = '203.0.113.7',
) {
  for (let failure = 0; failure < 100_000; failure++) {
    if (limit.noteFailure(clientOf(failure), network, START).blocked) return failure;
  }
  return Number.POSITIVE_INFINITY;
}

describe('the limit for a client in a network', () => {
  test('blocks after twice the rate at once, and says when to come back', () => {
    const limit = limiter();
    expect(failUntilBlocked(limit, () => 'rspub_a')).toBe(20);
    expect(limit.noteFailure('rspub_a', '203.0.113.7', START)).toEqual({
      blocked: true,
      retryAfterSeconds: 6,
    });
    expect(limit.noteFailure('rspub_a', '203.0.113.7', START + 5001).retryAfterSeconds).toBe(1);
    expect(limit.noteFailure('rspub_a', '203.0.113.7', START + 6000)).toEqual(NOT_BLOCKED);
  });

  test('concerns neither another client there, nor the client elsewhere', () => {
    const limit = limiter();
    failUntilBlocked(limit, () => 'rspub_a');
    expect(limit.noteFailure('rspub_b', '203.0.113.7', START)).toEqual(NOT_BLOCKED);
    expect(limit.noteFailure('rspub_a', '203.0.113.8', START)).toEqual(NOT_BLOCKED);
    expect(limit.networkIsBlocked('203.0.113.7', START)).toBe(false);
  });

  test('takes id and network as two things, however they are cut', () => {
    const limit = limiter();
    failUntilBlocked(limit, () => 'rspub_a', '::/64');
    expect(limit.noteFailure('rspub_', 'a::/64', START)).toEqual(NOT_BLOCKED);
  });
});

describe('the limit for a network', () => {
  test('blocks whoever tries one secret over many client ids', () => {
    const limit = limiter();
    expect(failUntilBlocked(limit, (failure) => `rspub_${failure}`)).toBe(200);
    expect(limit.networkIsBlocked('203.0.113.7', START)).toBe(true);
    expect(limit.networkIsBlocked('203.0.113.8', START)).toBe(false);
    expect(limit.noteFailure('rspub_new', '203.0.113.7', START)).toEqual({
      blocked: true,
      retryAfterSeconds: 1,
    });
    expect(limit.networkIsBlocked('203.0.113.7', START + 600)).toBe(false);
  });

  test('asks for the longer of the two waits', () => {
    const limit = limiter(1, 100);
    failUntilBlocked(limit, () => 'rspub_a');
    failUntilBlocked(limit, (failure) => `rspub_${failure % 100}`);
    expect(limit.noteFailure('rspub_a', '203.0.113.7', START).retryAfterSeconds).toBe(60);
  });
});

test('blocks another network, while a thousand are over their limit, once in a thousand times at the most', () => {
  const limit = limiter(1000, 1);
  for (let index = 0; index < 1000; index++) {
    failUntilBlocked(limit, () => 'rspub_a', `198.51.${index >> 8}.${index & 255}`);
  }
  const others = Array.from({ length: 10_000 }, (_, index) => `203.0.${index >> 8}.${index & 255}`);
  const blocked = others.filter((network) => limit.networkIsBlocked(network, START));
  expect(blocked.length).toBeLessThanOrEqual(10);
});
