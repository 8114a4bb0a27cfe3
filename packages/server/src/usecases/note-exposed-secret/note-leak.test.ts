import { randomBytes } from 'node:crypto';
import { ok } from '@gatepass/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Exposure, LeakPolicy } from '../../domain/leak/exposure.ts';
import { type NewSecret, newSecret } from '../../domain/secret/new-secret.ts';
import { secretState } from '../../domain/secret/secret.ts';
import { equalDigests } from '../../signing/secret-mac.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { createClient } from '../create-client/create-client.ts';
import { createPartner } from '../create-partner/create-partner.ts';
import { addSecret } from '../create-secret/add-secret.ts';
import { noteLeak } from './note-leak.ts';

const NOW = TEST_CONTEXT.now;
const MINUTE = 60_000;

let opened: TestStore;
let alarms: Exposure[];
let clientId: string;
let first: NewSecret;

beforeEach(async () => {
  opened = await openTestStore();
  alarms = [];
  const { store, maker } = opened;
  const partner = await createPartner({ store, randomBytes }, TEST_CONTEXT, { name: 'Partner' });
  if (!partner.ok) throw new Error('no partner');
  const policy = { defaultLifetime: null, maxLifetime: null };
  const wanted = { partnerId: partner.value.id, name: 'Client', parentAccountId: '42', scope: undefined };
  const created = await createClient(
    { ...maker, store, scopes: ['read'], secretPolicy: policy },
    TEST_CONTEXT,
    wanted,
  );
  if (!created.ok) throw new Error('no client');
  clientId = created.value.client.id;
  first = created.value.made;
});
afterEach(() => opened.close());

/** One more secret of the client, made by itself with another one where that is given. */
async function another(madeWith?: string): Promise<NewSecret> {
  const wanted = { clientId, label: 'another', notBefore: null, expiresAt: null };
  const made = newSecret(opened.maker, madeWith === undefined ? wanted : { ...wanted, madeWith }, NOW);
  await opened.store.change(TEST_CONTEXT, async (change) => {
    await addSecret(change, made.secret);
    return ok(undefined);
  });
  return made;
}

async function leak(text: string, policy: LeakPolicy, url = 'https://a.example'): Promise<void> {
  const { store, maker } = opened;
  const deps = {
    ...maker,
    store,
    digest: maker.mac.digest,
    equalDigests,
    policy,
    alarm: (exposure: Exposure) => alarms.push(exposure),
    flushUsage: () => Promise.resolve(),
    now: () => NOW,
  };
  await noteLeak(deps, { text, url, source: 'test', reporter: 'github', requestId: 'request' });
}

async function stateOf({ secret }: NewSecret): Promise<string> {
  const found = await opened.store.secrets.find(secret.id);
  return found === undefined ? 'none' : secretState(found, NOW);
}

async function use({ secret }: NewSecret, at: number): Promise<void> {
  const uses = { credentialId: secret.id, clientId, firstUsedAt: at, lastUsedAt: at, uses: 1 };
  const credentials = [{ ...uses, lastNetwork: '192.0.2.1', lastTokenEndsAt: at + 1 }];
  await opened.store.usage.add({ credentials, networks: [], instances: [], clientDays: [] });
}

const actions = async () =>
  (await opened.store.ledger.rowsAfter(0, 1000))
    .map(({ action }) => action)
    .filter((action) => action.startsWith('secret.'));

describe('the policy', () => {
  test('mark leaves a secret working', async () => {
    await leak(first.text.reveal(), 'mark');
    expect(await stateOf(first)).toBe('active');
    expect(await actions()).toEqual(['secret.created', 'secret.exposed']);
    expect(alarms).toEqual([
      {
        kind: 'secret',
        credentialId: first.secret.id,
        ownerId: clientId,
        where: 'leak',
        reporter: 'github',
        descendantIds: [],
        ended: null,
      },
    ]);
  });

  test('revoke ends it at once, with all that was made with it, and no other', async () => {
    const [child, sibling] = [await another(first.secret.id), await another()];
    await leak(first.text.reveal(), 'revoke');
    expect(await Promise.all([first, child, sibling].map(stateOf))).toEqual(['revoked', 'revoked', 'active']);
    expect(alarms).toMatchObject([{ ended: 'revoked' }]);
  });

  test('retire ends a secret that is unused, where another one is live', async () => {
    await another();
    await use(first, NOW - 16 * MINUTE);
    await leak(first.text.reveal(), 'retire');
    expect(await stateOf(first)).toBe('retired');
    expect(alarms).toMatchObject([{ ended: 'retired' }]);
  });

  test('retire leaves the last live secret to people', async () => {
    await leak(first.text.reveal(), 'retire');
    expect(await stateOf(first)).toBe('active');
    expect(alarms).toMatchObject([{ ended: null }]);
  });

  test('retire leaves a secret that was just used to people', async () => {
    await another();
    await use(first, NOW - 14 * MINUTE);
    await leak(first.text.reveal(), 'retire');
    expect(await stateOf(first)).toBe('active');
  });

  test('is done again when the same place is reported again, and nothing is noted twice', async () => {
    await leak(first.text.reveal(), 'mark');
    await leak(first.text.reveal(), 'mark');
    expect(alarms).toHaveLength(1);
    await leak(first.text.reveal(), 'revoke');
    expect(await stateOf(first)).toBe('revoked');
    expect(alarms).toMatchObject([{ ended: null }, { ended: 'revoked' }]);
    expect(await opened.store.leaks.listByCredential(first.secret.id)).toHaveLength(1);
    await leak(first.text.reveal(), 'revoke');
    expect(alarms).toHaveLength(2);
  });
});

test('a secret that has ended is noted as well: somebody may still use it', async () => {
  await leak(first.text.reveal(), 'revoke');
  await leak(first.text.reveal(), 'revoke', 'https://b.example');
  expect(await opened.store.leaks.listByCredential(first.secret.id)).toHaveLength(2);
  expect(alarms).toMatchObject([{ ended: 'revoked' }, { ended: null }]);
});
