import { expect, test } from 'vitest';
import { TokenRequestRefusedError } from '../errors/token-request-refused-error.ts';
import { TokenResponseInvalidError } from '../errors/token-response-invalid-error.ts';
import { TokenServerBusyError } from '../errors/token-server-busy-error.ts';
import { TokenServerUnreachableError } from '../errors/token-server-unreachable-error.ts';
import { retryDelay } from './retry-delay.ts';

const unreachable = new TokenServerUnreachableError('https://auth.example', 'ECONNREFUSED');

function busy(retryAfterMs: number | undefined): TokenServerBusyError {
  return new TokenServerBusyError({ status: 503, retryAfterMs, requestId: undefined });
}

test('waits exactly as long as the server asked', () => {
  expect(retryDelay(busy(0), 1, 0.9)).toBe(0);
  expect(retryDelay(busy(7_000), 2, 0.9)).toBe(7_000);
});

test('does not wait, and does not come sooner, when the server asked for more than half a minute', () => {
  expect(retryDelay(busy(30_001), 1, 0)).toBeUndefined();
});

test('backs off twice as long at each attempt, spread by half either way, when nothing was asked', () => {
  expect([1, 2, 3].map((attempt) => retryDelay(unreachable, attempt, 0.5))).toEqual([200, 400, 800]);
  expect([0, 0.5].map((random) => retryDelay(busy(undefined), 1, random))).toEqual([100, 200]);
});

test('never repeats what was refused or not understood', () => {
  const refusal = { status: 401, error: 'invalid_client', errorDescription: undefined, requestId: undefined };
  expect(retryDelay(new TokenRequestRefusedError(refusal), 1, 0)).toBeUndefined();
  expect(retryDelay(new TokenResponseInvalidError(200, 'it is no JSON object'), 1, 0)).toBeUndefined();
});
