import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  DAY,
  HOUR,
  NOTHING_TO_FLUSH,
  type RotationBench,
  rotationBench,
} from '../../testing/rotation-bench.ts';
import { createSecret } from '../create-secret/create-secret.ts';
import { endOverlaps } from '../end-overlaps/end-overlaps.ts';
import { retireSecret } from '../retire-secret/retire-secret.ts';
import { revokeSecret } from '../revoke-secret/revoke-secret.ts';
import { showRotation } from '../show-rotation/show-rotation.ts';
import { rollBackRotation } from './roll-back-rotation.ts';

let bench: RotationBench;
let successor: string;

beforeEach(async () => {
  bench = await rotationBench();
  successor = await bench.rotated();
});
afterEach(() => bench.close());

const rollBack = (clientId = bench.clientId, force = false) =>
  rollBackRotation(bench, bench.context(), { clientId, reason: 'test', force });
const step = async () => {
  const shown = await showRotation(bench.store, bench.clientId, bench.now());
  if (!shown.ok) throw new Error(shown.refusal);
  return [shown.value.verdict.step, shown.value.old.id, shown.value.successor.id];
};
const sweep = () => endOverlaps({ store: bench.store, flushUsage: NOTHING_TO_FLUSH }, bench.now());
const retireOld = () =>
  retireSecret({ store: bench.store, flushUsage: NOTHING_TO_FLUSH }, bench.context(), {
    id: bench.secretId,
    reason: 'test',
    force: true,
  });

describe('a roll-back', () => {
  test('before the new secret was used makes the old one active, and the new one retire', async () => {
    await bench.recorded();
    expect(await rollBack()).toMatchObject({
      ok: true,
      value: { restored: { id: bench.secretId }, withdrawn: { id: successor } },
    });
    expect(await bench.states()).toEqual({ [bench.secretId]: 'active', [successor]: 'retiring' });
    expect((await bench.recorded()).map(({ action, subject }) => [action, subject])).toEqual([
      ['secret.restored', bench.secretId],
      ['secret.rotating', successor],
    ]);
  });

  test('while both are used keeps both working, and the terms', async () => {
    const { retireAt } = await bench.secret(bench.secretId);
    await bench.use(bench.secretId);
    await bench.use(successor);
    await rollBack();
    expect(await bench.secret(successor)).toMatchObject({ retireAt, retireUnusedFor: DAY, replaces: null });
    expect(await step()).toEqual(['seen', successor, bench.secretId]);
  });

  test('after the old secret was retired brings it back', async () => {
    await bench.use(successor);
    await retireOld();
    expect(await step()).toEqual(['done', bench.secretId, successor]);
    await rollBack();
    expect(await bench.states()).toEqual({ [bench.secretId]: 'active', [successor]: 'retiring' });
  });

  test('while the overlap is held puts its end off until there can be evidence', async () => {
    bench.advance(8 * DAY);
    await bench.use(bench.secretId);
    await sweep();
    expect((await step())[0]).toBe('held');
    await rollBack();
    expect(await bench.secret(bench.secretId)).toMatchObject({ heldAt: null, retireAt: null });
    expect(await bench.secret(successor)).toMatchObject({ retireAt: bench.now() + DAY, heldAt: null });
  });

  test('ends by itself as a rotation does: once the old secret has taken over again', async () => {
    await bench.use(successor);
    await rollBack();
    bench.advance(7 * DAY + HOUR);
    expect(await sweep()).toMatchObject({ retired: 0, held: 1 });
    await bench.use(bench.secretId);
    expect(await sweep()).toMatchObject({ retired: 1, held: 0 });
    expect(await bench.states()).toEqual({ [bench.secretId]: 'active', [successor]: 'retired' });
  });

  test('of a roll-back is the rotation again', async () => {
    await rollBack();
    await rollBack();
    expect(await bench.states()).toEqual({ [bench.secretId]: 'retiring', [successor]: 'active' });
    expect((await step()).slice(1)).toEqual([bench.secretId, successor]);
  });
});

describe('a roll-back is refused', () => {
  test('without a client or a rotation', async () => {
    expect(await rollBack('rspub_nobody')).toMatchObject({ refusal: 'client_unknown' });
    await revokeSecret(bench, bench.context(), { id: successor, reason: 'test' });
    expect(await rollBack()).toMatchObject({ refusal: 'rotation_unknown' });
  });

  test('where the old secret was revoked', async () => {
    await revokeSecret(bench, bench.context(), { id: bench.secretId, reason: 'test' });
    expect(await rollBack()).toMatchObject({ refusal: 'secret_not_restorable' });
  });

  test.each([
    ['retires', () => Promise.resolve()],
    ['was retired', () => retireOld()],
  ])('where the old secret counts as exposed and %s, without a second word', async (_state, before) => {
    await before();
    await bench.expose(bench.secretId);
    const states = await bench.states();
    expect(await rollBack()).toMatchObject({ refusal: 'secret_exposed' });
    expect(await bench.states()).toEqual(states);
    expect(await rollBack(bench.clientId, true)).toMatchObject({ ok: true });
    expect((await bench.states())[bench.secretId]).toBe('active');
  });

  test('where five others are live', async () => {
    await retireOld();
    const { store, maker, clientId } = bench;
    for (const label of ['b', 'c', 'd', 'e']) {
      const wanted = { clientId, label, notBefore: null, expiresAt: null };
      await createSecret({ ...maker, store }, bench.context(), wanted);
    }
    expect(await rollBack()).toMatchObject({ refusal: 'too_many_secrets' });
  });
});
