import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, type RotationBench, rotationBench } from '../../testing/rotation-bench.ts';
import { createSecret } from '../create-secret/create-secret.ts';
import { revokeSecret } from '../revoke-secret/revoke-secret.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

let bench: RotationBench;

beforeEach(async () => {
  bench = await rotationBench();
});
afterEach(() => bench.close());

async function secretFor(days: number): Promise<string> {
  const { store, maker, clientId } = bench;
  const wanted = { clientId, label: 'x', notBefore: null, expiresAt: bench.now() + days * DAY };
  const created = await createSecret({ ...maker, store }, bench.context(), wanted);
  if (!created.ok) throw new Error(created.refusal);
  await bench.recorded();
  return created.value.secret.id;
}
const sweep = () => warnOfExpiry(bench, bench.now());

test('a secret is warned of 30, 14, 7 and 1 days before its end, once each, by the system', async () => {
  const id = await secretFor(90);
  const days: unknown[] = [];
  for (let day = 0; day <= 91; day++) {
    for (let look = 0; look < 2; look++) await sweep();
    for (const { actor, action, subject, after } of await bench.recorded()) {
      expect([actor, action, subject]).toEqual(['system:expiry', 'secret.expiring', id]);
      days.push([90 - day, after?.days]);
    }
    bench.advance(DAY);
  }
  expect(days).toEqual([
    [30, 30],
    [14, 14],
    [7, 7],
    [1, 1],
  ]);
});

test('a secret of ten days is warned of what lies ahead of its making only', async () => {
  await secretFor(10);
  expect((await sweep()).warned).toBe(0);
  bench.advance(3 * DAY);
  expect((await sweep()).warned).toBe(1);
  expect(await bench.recorded()).toMatchObject([{ after: { days: 7 } }]);
});

test('those that end soon are counted for each number of days, also after their warning', async () => {
  await secretFor(10);
  await secretFor(29);
  const expiring = [
    { withinDays: 30, secrets: 2 },
    { withinDays: 14, secrets: 1 },
    { withinDays: 7, secrets: 0 },
    { withinDays: 1, secrets: 0 },
  ];
  expect(await sweep()).toEqual({ warned: 0, expiring });
});

test('what has ended before its time is not warned of', async () => {
  const id = await secretFor(31);
  await revokeSecret(bench, bench.context(), { id, reason: 'test' });
  bench.advance(30 * DAY);
  expect((await sweep()).warned).toBe(0);
});
