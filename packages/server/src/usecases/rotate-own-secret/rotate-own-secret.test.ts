import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientSettings } from '../../domain/client/client.ts';
import type { SecretPolicy } from '../../domain/secret/secret-policy.ts';
import { DAY, NOTHING_TO_FLUSH, type RotationBench, rotationBench } from '../../testing/rotation-bench.ts';
import { revokeSecret } from '../revoke-secret/revoke-secret.ts';
import { setStatus } from '../set-status/set-status.ts';
import { rotateOwnSecret } from './rotate-own-secret.ts';

let bench: RotationBench;

beforeEach(async () => {
  bench = await rotationBench();
  await configure({ selfRotation: true });
});
afterEach(() => bench.close());

function configure(settings: Partial<ClientSettings>) {
  return bench.store.change(bench.context(), async (change) => {
    await change.clients.configure(bench.clientId, settings);
    change.record({ action: 'client.configured', subject: bench.clientId, before: null, after: null });
    return { ok: true, value: undefined };
  });
}

interface Given {
  readonly secretPolicy?: SecretPolicy;
  readonly selfRotationOverlap?: number;
  readonly kind?: 'secret' | 'key';
  readonly flushUsage?: () => Promise<void>;
}

async function rotate(id = bench.secretId, { kind = 'secret', ...given }: Given = {}) {
  const { store, maker, clientId } = bench;
  const client = await store.clients.findRecord(clientId, id);
  if (client === undefined) throw new Error('no client');
  const deps = { ...maker, store, selfRotationOverlap: null, flushUsage: NOTHING_TO_FLUSH, ...given };
  const credential = { id, kind, expiresAt: null, exposed: false };
  const wanted = { label: 'own', requestId: 'req_1', now: bench.now() };
  return rotateOwnSecret(deps, { client, credential }, wanted);
}
async function made(...given: Parameters<typeof rotate>): Promise<string> {
  const rotated = await rotate(...given);
  if (!rotated.ok) throw new Error(rotated.refusal);
  return rotated.value.secret.id;
}
const refusalOf = async (...given: Parameters<typeof rotate>) => {
  const rotated = await rotate(...given);
  return rotated.ok ? 'made' : rotated.refusal;
};

describe('a client that makes itself a secret', () => {
  test('gets one that records what it was made with, and retires nothing', async () => {
    await bench.recorded();
    const id = await made();
    expect(await bench.secret(id)).toMatchObject({
      madeWith: bench.secretId,
      replaces: bench.secretId,
      label: 'own',
    });
    expect(await bench.states()).toEqual({ [bench.secretId]: 'active', [id]: 'active' });
    expect(await bench.recorded()).toMatchObject([
      {
        actor: `client:${bench.clientId}`,
        action: 'secret.created',
        subject: id,
        after: { made_with: bench.secretId, replaces: bench.secretId },
      },
    ]);
  });

  test('has the old one retire only where the platform has set after how long', async () => {
    const id = await made(bench.secretId, { selfRotationOverlap: 30 * DAY });
    expect(await bench.states()).toEqual({ [bench.secretId]: 'retiring', [id]: 'active' });
    expect(await bench.secret(bench.secretId)).toMatchObject({
      retireAt: bench.now() + 30 * DAY,
      retireUnusedFor: DAY,
    });
  });

  test('gets one that ends by the policy, and never after its approval', async () => {
    const secretPolicy = { defaultLifetime: 90 * DAY, maxLifetime: null };
    const id = await made(bench.secretId, { secretPolicy });
    expect((await bench.secret(id)).expiresAt).toBe(bench.now() + 90 * DAY);
    await bench.use(id);
    await configure({ endsAt: bench.now() + 5 * DAY });
    const next = await made(id, { secretPolicy });
    expect((await bench.secret(next)).expiresAt).toBe(bench.now() + 5 * DAY);
  });
});

describe('it gets none', () => {
  test('where an operator has not allowed it, which is the default', async () => {
    await configure({ selfRotation: false });
    expect(await refusalOf()).toBe('self_rotation_not_allowed');
  });

  test('with a secret that counts as exposed, or with one that descends from it', async () => {
    const child = await made();
    await bench.use(child);
    const grandchild = await made(child);
    await bench.use(grandchild);
    await bench.expose(bench.secretId);
    const refusals = [await refusalOf(), await refusalOf(child), await refusalOf(grandchild)];
    expect(new Set(refusals)).toEqual(new Set(['self_rotation_exposed']));
  });

  test('with one that is to retire in favour of another: the operator’s successor stays the only one', async () => {
    const successor = await bench.rotated();
    expect(await refusalOf()).toBe('self_rotation_replaced');
    expect(await refusalOf(successor)).toBe('made');
  });

  test('while one that it made was not used yet, with whichever secret it asks', async () => {
    const id = await made();
    expect([await refusalOf(), await refusalOf(id)]).toEqual([
      'self_rotation_pending',
      'self_rotation_pending',
    ]);
    // What this node has only counted is a use.
    expect(await refusalOf(bench.secretId, { flushUsage: () => bench.use(id) })).toBe('made');
  });

  test('twice at the same moment', async () => {
    expect((await Promise.all([refusalOf(), refusalOf()])).sort()).toEqual(['made', 'self_rotation_pending']);
  });

  test('while five are live', async () => {
    let last = bench.secretId;
    for (let count = 1; count < 5; count++) {
      last = await made(last);
      await bench.use(last);
    }
    expect(await refusalOf(last)).toBe('self_rotation_full');
  });

  test('with a secret that was revoked since the request was believed', async () => {
    await revokeSecret(bench, bench.context(), { id: bench.secretId, reason: 'test' });
    expect(await refusalOf()).toBe('secret_revoked');
  });

  test('where the client was disabled since then', async () => {
    const wanted = { noun: 'client', id: bench.clientId, status: 'disabled', reason: 'test' } as const;
    await setStatus(bench, bench.context(), wanted);
    expect(await refusalOf()).toBe('client_disabled');
  });

  test('with a key: such a client has no secrets', async () => {
    expect(await refusalOf(bench.secretId, { kind: 'key' })).toBe('method_not_registered');
  });
});
