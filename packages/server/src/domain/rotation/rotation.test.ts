import { expect, test } from 'vitest';
import { secretOf } from '../../testing/secrets.ts';
import { findRotation, rotationFrom } from './rotation.ts';

const NOW = 5000;
const old = secretOf({ id: 'a' });
const idsOf = (rotation: ReturnType<typeof findRotation>) =>
  rotation && [rotation.old.id, rotation.successor.id];

test('without a successor there is no rotation', () => {
  expect(findRotation([old, secretOf({ id: 'b' })], NOW)).toBeUndefined();
});

test('a secret that is replaced and its successor are a rotation, also when it is done', () => {
  const successor = secretOf({ id: 'b', replaces: 'a' });
  expect(idsOf(findRotation([old, successor], NOW))).toEqual(['a', 'b']);
  expect(idsOf(findRotation([{ ...old, retiredAt: 4000 }, successor], NOW))).toEqual(['a', 'b']);
});

test('a revoked successor takes over from nothing', () => {
  const successor = secretOf({ id: 'b', replaces: 'a', revokedAt: 4000 });
  expect(findRotation([old, successor], NOW)).toBeUndefined();
});

test('of several successors the latest counts', () => {
  const secrets = [old, secretOf({ id: 'b', replaces: 'a' }), secretOf({ id: 'c', replaces: 'a' })];
  expect(rotationFrom(old, secrets)?.successor.id).toBe('c');
});

test('an overlap that has begun comes first, then one that may begin, then what is done', () => {
  const done = [secretOf({ id: 'x', retiredAt: 4000 }), secretOf({ id: 'y', replaces: 'x' })];
  const own = [secretOf({ id: 'p' }), secretOf({ id: 'q', replaces: 'p', madeWith: 'p' })];
  const begun = [secretOf({ id: 'a', retireAt: 9000 }), secretOf({ id: 'b', replaces: 'a' })];
  expect(idsOf(findRotation([...begun, ...own, ...done], NOW))).toEqual(['a', 'b']);
  expect(idsOf(findRotation([...own, ...done], NOW))).toEqual(['p', 'q']);
  expect(idsOf(findRotation(done, NOW))).toEqual(['x', 'y']);
});
