import { expect, test } from 'vitest';
import { createCallLimiter } from './call-limiter.ts';

test('counts each bucket for itself', () => {
  const limiter = createCallLimiter(() => 0);
  expect(limiter.admit('a', 1).ok).toBe(true);
  expect(limiter.admit('a', 1).ok).toBe(false);
  expect(limiter.admit('b', 1).ok).toBe(true);
});

test('goes on counting a bucket across the moment when quiet ones are dropped', () => {
  let now = 0;
  const limiter = createCallLimiter(() => now);
  limiter.admit('quiet', 1);
  now = 59_000;
  limiter.admit('busy', 1);
  now = 61_000;
  expect(limiter.admit('quiet', 1).ok).toBe(true);
  expect(limiter.admit('busy', 1).ok).toBe(false);
});
