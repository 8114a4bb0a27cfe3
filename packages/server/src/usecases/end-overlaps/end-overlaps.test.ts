import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  DAY,
  HOUR,
  NOTHING_TO_FLUSH,
  type RotationBench,
  rotationBench,
} from '../../testing/rotation-bench.ts';
import { cancelRotation } from '../cancel-rotation/cancel-rotation.ts';
import { endOverlaps } from './end-overlaps.ts';

let bench: RotationBench;
let successor: string;

beforeEach(async () => {
  bench = await rotationBench();
  successor = await bench.rotated();
  await bench.recorded();
});
afterEach(() => bench.close());

const sweep = (flushUsage = NOTHING_TO_FLUSH) => endOverlaps({ store: bench.store, flushUsage }, bench.now());

describe('an overlap', () => {
  test('goes on until it is due, however unused the old secret is', async () => {
    await bench.use(successor);
    bench.advance(7 * DAY - 1);
    expect(await sweep()).toEqual({ retired: 0, newlyHeld: 0, held: 0 });
    expect(await bench.recorded()).toEqual([]);
  });

  test('ends by itself when it is due, the old secret unused, and the new one used', async () => {
    await bench.use(bench.secretId);
    bench.advance(HOUR);
    await bench.use(successor);
    bench.advance(7 * DAY);
    expect(await sweep()).toEqual({ retired: 1, newlyHeld: 0, held: 0 });
    expect(await bench.states()).toEqual({ [bench.secretId]: 'retired', [successor]: 'active' });
    expect(await bench.recorded()).toMatchObject([
      {
        actor: 'system:rotation',
        action: 'secret.retired',
        subject: bench.secretId,
        after: { replaced_by: successor },
      },
    ]);
  });

  test.each([
    ['the old secret is used', () => bench.secretId],
    ['nobody has used the new one', () => undefined],
  ])('is held, once and loudly, when %s', async (_why, used) => {
    bench.advance(7 * DAY);
    const id = used();
    if (id !== undefined) await bench.use(id);
    expect(await sweep()).toEqual({ retired: 0, newlyHeld: 1, held: 1 });
    expect(await sweep()).toEqual({ retired: 0, newlyHeld: 0, held: 1 });
    expect(await bench.recorded()).toMatchObject([
      { actor: 'system:rotation', action: 'secret.held', subject: bench.secretId },
    ]);
    expect(await bench.secret(bench.secretId)).toMatchObject({ heldAt: bench.now() });
    expect((await bench.states())[bench.secretId]).toBe('retiring');
  });

  test('that was held ends once nothing holds it any more', async () => {
    bench.advance(7 * DAY);
    await bench.use(bench.secretId);
    await sweep();
    bench.advance(HOUR);
    await bench.use(successor);
    bench.advance(23 * HOUR - 1);
    expect(await sweep()).toMatchObject({ retired: 0, held: 1 });
    bench.advance(1);
    expect(await sweep()).toMatchObject({ retired: 1, held: 0 });
  });

  test('is not ended by counts that are missing only since they cannot be written', async () => {
    await bench.use(successor);
    bench.advance(7 * DAY);
    await expect(sweep(() => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect((await bench.states())[bench.secretId]).toBe('retiring');
  });

  test('of a secret that has ended otherwise is looked at no more', async () => {
    await bench.store.change(bench.context(), async (change) => {
      await change.secrets.update(bench.secretId, { expiresAt: bench.now() + DAY });
      change.record({ action: 'secret.rotating', subject: bench.secretId, before: null, after: null });
      return { ok: true, value: undefined };
    });
    bench.advance(8 * DAY);
    expect(await sweep()).toEqual({ retired: 0, newlyHeld: 0, held: 0 });
  });

  test('that was cancelled meanwhile is left alone', async () => {
    bench.advance(7 * DAY);
    const wanted = { clientId: bench.clientId, reason: 'test', force: false };
    await cancelRotation({ store: bench.store, flushUsage: NOTHING_TO_FLUSH }, bench.context(), wanted);
    expect(await sweep()).toEqual({ retired: 0, newlyHeld: 0, held: 0 });
    expect((await bench.states())[bench.secretId]).toBe('active');
  });
});
