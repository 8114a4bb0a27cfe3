import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOTHING_TO_FLUSH, type RotationBench, rotationBench } from '../../testing/rotation-bench.ts';
import { retireSecret } from '../retire-secret/retire-secret.ts';
import { cancelRotation } from './cancel-rotation.ts';

let bench: RotationBench;

beforeEach(async () => {
  bench = await rotationBench();
});
afterEach(() => bench.close());

const cancel = (force = false, clientId = bench.clientId) =>
  cancelRotation({ store: bench.store, flushUsage: NOTHING_TO_FLUSH }, bench.context(), {
    clientId,
    reason: 'test',
    force,
  });
const causeOf = async (...given: Parameters<typeof cancel>) => {
  const cancelled = await cancel(...given);
  return cancelled.ok ? 'cancelled' : cancelled.refusal.cause;
};

test('a cancelled rotation leaves the old secret as it was, and revokes the new one', async () => {
  const before = await bench.secret(bench.secretId);
  const successor = await bench.rotated();
  await bench.recorded();
  expect(await cancel()).toMatchObject({
    ok: true,
    value: { restored: before, withdrawn: { id: successor, revokedAt: bench.now() } },
  });
  expect(await bench.secret(bench.secretId)).toEqual(before);
  expect((await bench.recorded()).map(({ action, subject }) => [action, subject])).toEqual([
    ['secret.revoked', successor],
    ['secret.restored', bench.secretId],
  ]);
});

test('afterwards there is no rotation, and another one may begin', async () => {
  await bench.rotated();
  await cancel();
  expect(await causeOf()).toBe('rotation_unknown');
  expect((await bench.rotate()).ok).toBe(true);
});

test('once the new secret was used, it takes a second word', async () => {
  const successor = await bench.rotated();
  await bench.use(successor);
  expect(await causeOf()).toBe('secret_in_use');
  expect(await bench.states()).toEqual({ [bench.secretId]: 'retiring', [successor]: 'active' });
  expect(await causeOf(true)).toBe('cancelled');
  expect(await bench.states()).toEqual({ [bench.secretId]: 'active', [successor]: 'revoked' });
});

test('where the old secret counts as exposed, it takes a second word', async () => {
  await bench.rotated();
  await bench.expose(bench.secretId);
  expect([await causeOf(), await causeOf(true)]).toEqual(['secret_exposed', 'cancelled']);
  expect((await bench.states())[bench.secretId]).toBe('active');
});

test('once the old secret has ended, there is nothing to go back to', async () => {
  await bench.rotated();
  await retireSecret({ store: bench.store, flushUsage: NOTHING_TO_FLUSH }, bench.context(), {
    id: bench.secretId,
    reason: 'test',
    force: true,
  });
  expect([await causeOf(), await causeOf(true)]).toEqual(['rotation_done', 'rotation_done']);
});

test('there must be a client, and a rotation', async () => {
  expect([await causeOf(false, 'rspub_nobody'), await causeOf()]).toEqual([
    'client_unknown',
    'rotation_unknown',
  ]);
});
