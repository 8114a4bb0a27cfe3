import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, type RotationBench, rotationBench } from '../../testing/rotation-bench.ts';
import { createSecret } from '../create-secret/create-secret.ts';
import { revokeSecret } from '../revoke-secret/revoke-secret.ts';

let bench: RotationBench;

beforeEach(async () => {
  bench = await rotationBench();
});
afterEach(() => bench.close());

async function addSecret(label: string, more: { notBefore?: number } = {}): Promise<string> {
  bench.advance(1);
  const { store, maker, clientId } = bench;
  const wanted = { clientId, label, notBefore: null, expiresAt: null, ...more };
  const created = await createSecret({ ...maker, store }, bench.context(), wanted);
  if (!created.ok) throw new Error(created.refusal);
  return created.value.secret.id;
}

const causeOf = async (...given: Parameters<RotationBench['rotate']>) => {
  const started = await bench.rotate(...given);
  return started.ok ? 'started' : started.refusal.cause;
};

describe('rotating a secret', () => {
  test('makes one that takes over, and both are good', async () => {
    const started = await bench.rotate();
    if (!started.ok) throw new Error(started.refusal.cause);
    const { old, successor, text } = started.value;
    expect(old).toEqual(await bench.secret(bench.secretId));
    const { digest, ...kept } = successor;
    expect(await bench.secret(successor.id)).toEqual({ ...kept, digest: new Uint8Array(digest) });
    expect(successor).toMatchObject({ replaces: old.id, madeWith: null, label: 'rotated 2023-11-14' });
    expect(text.reveal()).toContain(successor.id);
    expect(await bench.states()).toEqual({ [old.id]: 'retiring', [successor.id]: 'active' });
  });

  test('leaves the old one a week, and until it is unused for a day, unless other terms are named', async () => {
    await bench.rotate();
    expect(await bench.secret(bench.secretId)).toMatchObject({
      retireAt: bench.now() + 7 * DAY,
      retireUnusedFor: DAY,
    });
  });

  test('takes terms, label and end as they are named', async () => {
    const expiresAt = bench.now() + DAY;
    const id = await bench.rotated({ label: 'blue', expiresAt, terms: { overlap: 0, unusedFor: HOUR } });
    expect(await bench.secret(id)).toMatchObject({ label: 'blue', expiresAt });
    expect(await bench.secret(bench.secretId)).toMatchObject({
      retireAt: bench.now(),
      retireUnusedFor: HOUR,
    });
  });

  test('is two rows in the ledger, of one change', async () => {
    const id = await bench.rotated();
    expect(await bench.recorded()).toEqual([
      {
        actor: 'operator:opr_1',
        action: 'secret.created',
        subject: id,
        after: { client_id: bench.clientId, not_before: null, expires_at: null, replaces: bench.secretId },
      },
      {
        actor: 'operator:opr_1',
        action: 'secret.rotating',
        subject: bench.secretId,
        after: {
          client_id: bench.clientId,
          replaced_by: id,
          retire_at: new Date(bench.now() + 7 * DAY).toISOString(),
          retire_unused_for_seconds: 86_400,
        },
      },
    ]);
  });
});

describe('which secret', () => {
  test('must be said where several are active', async () => {
    const other = await addSecret('other');
    const refused = await bench.rotate();
    expect(refused).toMatchObject({
      ok: false,
      refusal: { cause: 'which_secret', active: [{ id: bench.secretId }, { id: other }] },
    });
    expect(await causeOf({ secretId: other })).toBe('started');
    expect(await bench.states()).toMatchObject({ [bench.secretId]: 'active', [other]: 'retiring' });
  });

  test('may be left out where one is active beside others that are not', async () => {
    await addSecret('later', { notBefore: bench.now() + DAY });
    expect(await causeOf()).toBe('started');
  });
});

describe('a rotation is refused', () => {
  test('for a client or a secret that does not exist, or is of another client', async () => {
    expect(await causeOf({ clientId: 'rspub_nobody' })).toBe('client_unknown');
    expect(await causeOf({ secretId: 'nothing' })).toBe('secret_unknown');
  });

  test('while another one goes on', async () => {
    const successor = await bench.rotated();
    expect(await causeOf()).toBe('already_rotating');
    expect(await causeOf({ secretId: successor })).toBe('already_rotating');
  });

  test('of a secret that has ended, or has not begun', async () => {
    const later = await addSecret('later', { notBefore: bench.now() + DAY });
    expect(await causeOf({ secretId: later })).toBe('secret_not_active');
    await revokeSecret(bench, bench.context(), { id: bench.secretId, reason: 'test' });
    expect(await causeOf()).toBe('secret_not_active');
  });

  test('where five secrets are live, of which a pending one counts', async () => {
    await addSecret('later', { notBefore: bench.now() + DAY });
    for (const label of ['c', 'd', 'e']) await addSecret(label);
    const before = await bench.recorded();
    expect(before).toHaveLength(4);
    expect(await causeOf({ secretId: bench.secretId })).toBe('too_many_secrets');
    expect(await bench.recorded()).toEqual([]);
  });

  test('for a client that proves itself with keys', async () => {
    await bench.store.change(bench.context(), async (change) => {
      await change.clients.configure(bench.clientId, { authMethod: 'private_key_jwt' });
      change.record({ action: 'client.configured', subject: bench.clientId, before: null, after: null });
      return { ok: true, value: undefined };
    });
    expect(await causeOf()).toBe('client_has_keys');
  });

  test('for an end that is past', async () => {
    expect(await causeOf({ expiresAt: bench.now() })).toBe('lifetime_empty');
  });
});
