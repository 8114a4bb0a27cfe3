import { randomBytes } from 'node:crypto';
import { makeSecret, ok } from '@gatepass/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Exposure } from '../../domain/leak/exposure.ts';
import { equalDigests } from '../../signing/secret-mac.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { createClient } from '../create-client/create-client.ts';
import { createPartner } from '../create-partner/create-partner.ts';
import { noteExposedSecret } from './note-exposed-secret.ts';

let opened: TestStore;
let alarms: Exposure[];
let clientId: string;
let secret: { id: string; text: string };

beforeEach(async () => {
  opened = await openTestStore();
  alarms = [];
  const { store, maker } = opened;
  const partner = await createPartner({ store, randomBytes }, TEST_CONTEXT, { name: 'Partner' });
  if (!partner.ok) throw new Error('no partner');
  const deps = {
    ...maker,
    store,
    scopes: ['read'],
    secretPolicy: { defaultLifetime: null, maxLifetime: null },
  };
  const wanted = { partnerId: partner.value.id, name: 'Client', parentAccountId: '42', scope: undefined };
  const created = await createClient(deps, TEST_CONTEXT, wanted);
  if (!created.ok) throw new Error('no client');
  clientId = created.value.client.id;
  secret = { id: created.value.made.secret.id, text: created.value.made.text.reveal() };
});
afterEach(() => opened.close());

async function see(text: string, now = TEST_CONTEXT.now): Promise<void> {
  const { store, maker } = opened;
  const alarm = (exposure: Exposure) => alarms.push(exposure);
  const deps = { ...maker, store, digest: maker.mac.digest, equalDigests, alarm, now: () => now };
  await noteExposedSecret(deps, { text, where: 'query', requestId: 'request', network: '203.0.113.7' });
}

const exposedAt = async () => (await opened.store.secrets.find(secret.id))?.exposedAt;
const head = async () => (await opened.store.ledger.head()).sequence;

test('a right secret is noted once, when it was first seen, and raises one alarm', async () => {
  await see(secret.text, 1000);
  await see(secret.text, 2000);
  expect(await exposedAt()).toBe(1000);
  expect(alarms).toEqual([
    {
      kind: 'secret',
      credentialId: secret.id,
      ownerId: clientId,
      where: 'query',
      descendantIds: [],
      ended: null,
    },
  ]);
});

test('a right secret is noted whatever has become of its client', async () => {
  await opened.store.change(TEST_CONTEXT, async (change) => {
    await change.clients.setStatus(clientId, 'disabled', { at: 1, reason: 'a test' });
    change.record({ action: 'client.disabled', subject: clientId, before: null, after: null });
    return ok(undefined);
  });
  await see(secret.text);
  expect(alarms).toHaveLength(1);
});

test('any other text leaves no trace, not even one with the id of a secret', async () => {
  const stranger = makeSecret('rsec', 'live', randomBytes).text;
  const sameId = makeSecret('rsec', 'live', withId(secret.id)).text;
  const before = await head();
  for (const text of ['', 'abc', clientId, stranger, sameId, secret.text.slice(0, -1)]) await see(text);
  expect(await exposedAt()).toBeNull();
  expect([await head(), alarms.length]).toEqual([before, 0]);
});

/** Random bytes that give a secret this id, and anything behind it. */
function withId(id: string): (size: number) => Uint8Array {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let left = [...id].map((digit) => digits.indexOf(digit));
  return (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, at) => left[at] ?? 7);
    left = [];
    return bytes;
  };
}
