import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOTHING_TO_FLUSH, type RotationBench, rotationBench } from '../../testing/rotation-bench.ts';
import { revokeSecret } from '../revoke-secret/revoke-secret.ts';
import { retireSecret } from './retire-secret.ts';

const MINUTE = 60_000;

let bench: RotationBench;
let successor: string;

beforeEach(async () => {
  bench = await rotationBench();
  successor = await bench.rotated();
  await bench.recorded();
});
afterEach(() => bench.close());

const retire = (id: string, force = false, flushUsage = NOTHING_TO_FLUSH) =>
  retireSecret({ store: bench.store, flushUsage }, bench.context(), { id, reason: 'test', force });
const causeOf = async (...given: Parameters<typeof retire>) => {
  const retired = await retire(...given);
  return retired.ok ? 'retired' : retired.refusal.cause;
};

describe('retiring a secret', () => {
  test('ends it at once, with a row', async () => {
    expect(await causeOf(bench.secretId)).toBe('retired');
    expect(await bench.states()).toEqual({ [bench.secretId]: 'retired', [successor]: 'active' });
    expect(await bench.recorded()).toMatchObject([
      { action: 'secret.retired', subject: bench.secretId, after: { retired: true, forced: false } },
    ]);
  });

  test('that has ended changes nothing', async () => {
    await retire(bench.secretId);
    await revokeSecret(bench, bench.context(), { id: successor, reason: 'test' });
    await bench.recorded();
    expect([await causeOf(bench.secretId), await causeOf(successor)]).toEqual(['retired', 'retired']);
    expect(await bench.recorded()).toEqual([]);
    expect(await bench.states()).toMatchObject({ [successor]: 'revoked' });
  });

  test('is refused where there is none', async () => {
    expect(await causeOf('nothing')).toBe('secret_unknown');
  });
});

describe('without a second word', () => {
  test('a secret that was used in the last 15 minutes is not retired', async () => {
    await bench.use(bench.secretId);
    bench.advance(15 * MINUTE - 1);
    expect(await retire(bench.secretId)).toMatchObject({
      refusal: { cause: 'secret_in_use', use: { lastNetwork: '203.0.113.7' } },
    });
    bench.advance(1);
    expect(await causeOf(bench.secretId)).toBe('retired');
  });

  test('a use that this node has only counted keeps it as well', async () => {
    expect(await causeOf(bench.secretId, false, () => bench.use(bench.secretId))).toBe('secret_in_use');
  });

  test('the last secret that works is not retired; one that waits for its day is none', async () => {
    await retire(bench.secretId);
    expect(await causeOf(successor)).toBe('last_secret');
  });

  test('and with it both are, which the ledger tells', async () => {
    await bench.use(bench.secretId);
    expect([await causeOf(bench.secretId, true), await causeOf(successor, true)]).toEqual([
      'retired',
      'retired',
    ]);
    expect((await bench.recorded()).map(({ after }) => after?.forced)).toEqual([true, true]);
  });
});
