import { expect, test } from 'vitest';
import { exitCodeForStatus } from './exit-code.ts';

test.each([
  [400, 2],
  [401, 4],
  [403, 5],
  [404, 3],
  [409, 6],
  [413, 2],
  [422, 2],
  [429, 7],
  [500, 8],
  [503, 8],
  [418, 1],
])('an answer of %i ends the process with %i', (status, exitCode) => {
  expect(exitCodeForStatus(status)).toBe(exitCode);
});
