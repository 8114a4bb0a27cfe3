import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeOwnSecret } from '../../testing/make-own-secret.ts';
import { type RotationBench, rotationBench } from '../../testing/rotation-bench.ts';
import { revokeSecret } from './revoke-secret.ts';

let bench: RotationBench;

beforeEach(async () => {
  bench = await rotationBench();
});
afterEach(() => bench.close());

const madeWith = (id: string) => makeOwnSecret(bench, id);
const revoke = (id: string, leaked = false) =>
  revokeSecret(bench, bench.context(), { id, reason: 'test', leaked });

describe('revoking a secret', () => {
  test('ends it at once and for ever, and what was made with it stays', async () => {
    const child = await madeWith(bench.secretId);
    expect(await revoke(bench.secretId)).toMatchObject({ ok: true, value: { revokedWithIt: [] } });
    expect(await bench.states()).toEqual({ [bench.secretId]: 'revoked', [child]: 'active' });
  });

  test('again changes nothing', async () => {
    await revoke(bench.secretId);
    await bench.recorded();
    expect((await revoke(bench.secretId)).ok).toBe(true);
    expect(await bench.recorded()).toEqual([]);
  });

  test('that was to take over gives the old one back', async () => {
    const successor = await bench.rotated();
    await revoke(successor);
    expect(await bench.states()).toEqual({ [bench.secretId]: 'active', [successor]: 'revoked' });
    expect(await bench.secret(successor)).toMatchObject({ revokedReason: 'test' });
  });

  test('that was to take over from an exposed one makes that one good for no longer: it works, and can be rotated', async () => {
    const successor = await bench.rotated();
    await bench.expose(bench.secretId);
    await revoke(successor);
    expect(await bench.states()).toEqual({ [bench.secretId]: 'retiring', [successor]: 'revoked' });
    const next = await bench.rotated();
    expect(await bench.secret(next)).toMatchObject({ replaces: bench.secretId });
  });
});

describe('a secret that leaked', () => {
  test('is marked, and takes all that descends from it along, in one change', async () => {
    const child = await madeWith(bench.secretId);
    const grandchild = await madeWith(child);
    const stranger = await madeWith('elsewhere');
    await bench.recorded();
    expect(await revoke(bench.secretId, true)).toMatchObject({
      ok: true,
      value: { exposedAt: bench.now(), revokedAt: bench.now(), revokedWithIt: [child, grandchild] },
    });
    expect(await bench.states()).toEqual({
      [bench.secretId]: 'revoked',
      [child]: 'revoked',
      [grandchild]: 'revoked',
      [stranger]: 'active',
    });
    expect((await bench.recorded()).map(({ action, after }) => [action, after?.descends_from])).toEqual([
      ['secret.exposed', undefined],
      ['secret.revoked', undefined],
      ['secret.revoked', bench.secretId],
      ['secret.revoked', bench.secretId],
    ]);
  });

  test('takes them along also when it was revoked before it was known', async () => {
    const child = await madeWith(bench.secretId);
    await revoke(bench.secretId);
    expect(await revoke(bench.secretId, true)).toMatchObject({ value: { revokedWithIt: [child] } });
    expect(await bench.secret(bench.secretId)).toMatchObject({ exposedAt: bench.now() });
  });

  test('takes its descendants along where they are retired, since those could be taken back', async () => {
    const child = await madeWith(bench.secretId);
    await bench.store.change(bench.context(), async (change) => {
      await change.secrets.update(child, { retiredAt: bench.now() });
      change.record({ action: 'secret.retired', subject: child, before: null, after: null });
      return { ok: true, value: undefined };
    });
    await revoke(bench.secretId, true);
    expect((await bench.states())[child]).toBe('revoked');
  });
});

test('there must be such a secret', async () => {
  expect(await revoke('nothing')).toEqual({ ok: false, refusal: 'secret_unknown' });
});
