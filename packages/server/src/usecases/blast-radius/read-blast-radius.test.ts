import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeClient } from '../../testing/make-client.ts';
import { makeOwnSecret } from '../../testing/make-own-secret.ts';
import { noteUses } from '../../testing/note-uses.ts';
import { DAY, HOUR, type RotationBench, rotationBench } from '../../testing/rotation-bench.ts';
import { revokeSecret } from '../revoke-secret/revoke-secret.ts';
import {
  accountBlastRadius,
  clientBlastRadius,
  keyBlastRadius,
  partnerBlastRadius,
  secretBlastRadius,
} from './read-blast-radius.ts';

let bench: RotationBench;

beforeEach(async () => {
  bench = await rotationBench();
});
afterEach(() => bench.close());

async function value<Value>(result: Promise<{ ok: true; value: Value } | { ok: false; refusal: unknown }>) {
  const given = await result;
  if (!given.ok) throw new Error(String(given.refusal));
  return given.value;
}

const UNUSED = {
  uses: 0,
  instances: 0,
  lastUsedAt: null,
  lastNetwork: null,
  tokensEndAt: null,
  descendantIds: [],
  descendantsGo: false,
};

describe('of a secret', () => {
  const read = (leaked = false) => value(secretBlastRadius(bench.store, bench.secretId, bench.now(), leaked));

  test('that was never used there is nothing but its client', async () => {
    expect(await read()).toEqual({ ...UNUSED, clientIds: [bench.clientId], liveSecretsLeft: 0 });
  });

  test('there are its uses of 24 hours, the last of them, its instances, and the end of its tokens', async () => {
    const at = bench.now();
    await bench.use(bench.secretId, { at: at - 3 * DAY, instance: 'gone' });
    await bench.use(bench.secretId, { at: at - HOUR, instance: 'a' });
    await bench.use(bench.secretId, { at: at - 60_000, instance: 'b', network: '198.51.100.9' });
    expect(await read()).toMatchObject({
      uses: 2,
      instances: 2,
      lastUsedAt: at - 60_000,
      lastNetwork: '198.51.100.9',
      tokensEndAt: at + 240_000,
    });
    bench.advance(240_000);
    expect((await read()).tokensEndAt).toBeNull();
  });

  test('what is left to the client is told', async () => {
    await bench.rotated();
    expect(await read()).toMatchObject({ liveSecretsLeft: 1, descendantIds: [] });
  });

  test('what was made with it stays, unless it leaked: then it goes, and its uses count', async () => {
    await bench.rotated();
    const child = await makeOwnSecret(bench, bench.secretId);
    const grandchild = await makeOwnSecret(bench, child);
    const context = bench.context();
    await revokeSecret(bench, context, { id: child, reason: 'between the two' });
    await bench.use(grandchild);
    const descendantIds = [grandchild];
    expect(await read()).toMatchObject({
      uses: 0,
      descendantIds,
      descendantsGo: false,
      liveSecretsLeft: 2,
    });
    expect(await read(true)).toMatchObject({
      uses: 1,
      descendantIds,
      descendantsGo: true,
      liveSecretsLeft: 1,
    });
  });
});

describe('of all that have it in common', () => {
  let sibling: Awaited<ReturnType<typeof makeClient>>;

  beforeEach(async () => {
    sibling = await makeClient(bench);
    const at = bench.now();
    await noteUses(bench.store, [
      { credentialId: bench.secretId, clientId: bench.clientId, at: at - 60_000 },
      {
        credentialId: sibling.secretId,
        clientId: sibling.clientId,
        at: at - 30_000,
        network: '198.51.100.9',
      },
    ]);
  });

  test('a client counts its own', async () => {
    expect(await value(clientBlastRadius(bench.store, bench.clientId, bench.now()))).toMatchObject({
      clientIds: [bench.clientId],
      uses: 1,
      liveSecretsLeft: null,
    });
  });

  test('a partner counts its clients, a parent account all that act for it', async () => {
    expect(await value(partnerBlastRadius(bench.store, bench.partnerId, bench.now()))).toMatchObject({
      clientIds: [bench.clientId],
      uses: 1,
    });
    const radius = await value(accountBlastRadius(bench.store, 'pa_main', bench.now()));
    expect([...radius.clientIds].sort()).toEqual([bench.clientId, sibling.clientId].sort());
    expect(radius).toMatchObject({ uses: 2, lastNetwork: '198.51.100.9' });
  });
});

test('what is not there has none', async () => {
  const { store } = bench;
  const now = bench.now();
  expect([
    await secretBlastRadius(store, 'x', now),
    await keyBlastRadius(store, 'x', now),
    await clientBlastRadius(store, 'x', now),
    await accountBlastRadius(store, 'x', now),
    await partnerBlastRadius(store, 'x', now),
  ]).toMatchObject([
    { refusal: 'secret_unknown' },
    { refusal: 'key_unknown' },
    { refusal: 'client_unknown' },
    { refusal: 'account_unknown' },
    { refusal: 'partner_unknown' },
  ]);
});
