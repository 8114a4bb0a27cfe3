import { expect, test } from 'vitest';
import { rateLimitHeaders } from './rate-limit-headers.ts';

const left = { over: false, remaining: 50, resetSeconds: 30 };
const over = { over: true, remaining: 0, resetSeconds: 30 };

test('a client hears nothing of a budget that is only observed', () => {
  expect(rateLimitHeaders({ tokensPerHour: 600, stage: 'observe' }, over)).toEqual({});
});

test.each(['warn', 'enforce'] as const)('at stage %s it is told policy and state', (stage) => {
  expect(rateLimitHeaders({ tokensPerHour: 600, stage }, left)).toEqual({
    'ratelimit-policy': '"tokens";q=600;w=3660',
    ratelimit: '"tokens";r=50;t=30',
  });
});

test('only a refused one is told when to come back', () => {
  const warned = rateLimitHeaders({ tokensPerHour: 600, stage: 'warn' }, over);
  expect(warned).not.toHaveProperty('retry-after');
  expect(rateLimitHeaders({ tokensPerHour: 600, stage: 'enforce' }, over)).toEqual({
    ...warned,
    'retry-after': '30',
  });
});
