import { randomBytes } from 'node:crypto';
import { makeClientId, makeSecret, ok, refuse } from '@gatepass/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFailureLimiter } from '../../domain/limits/failure-limiter.ts';
import { createTokenBudgets } from '../../domain/limits/token-budget.ts';
import type { WantedSecret } from '../../domain/secret/new-secret.ts';
import type { Change } from '../../domain/store.ts';
import type { Use } from '../../domain/usage/usage.ts';
import { equalDigests } from '../../signing/secret-mac.ts';
import { sha256 } from '../../signing/sha256.ts';
import { createClientCache } from '../../store/client-cache.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { useInGroups } from '../authenticate-client/use-in-groups.ts';
import { createClient } from '../create-client/create-client.ts';
import { createPartner } from '../create-partner/create-partner.ts';
import { createSecret } from '../create-secret/create-secret.ts';
import { revokeSecret } from '../revoke-secret/revoke-secret.ts';
import { setStatus } from '../set-status/set-status.ts';
import { type IssueTokenDeps, issueToken, type TokenRequest } from './issue-token.ts';

const NOW = TEST_CONTEXT.now;
const NO_POLICY = { defaultLifetime: null, maxLifetime: null };

let opened: TestStore;
let now: number;
let counts: { reads: number; digests: number; signatures: number };
let deps: IssueTokenDeps;
let uses: Use[];
let partnerId: string;
let clientId: string;
let secret: string;

beforeEach(async () => {
  opened = await openTestStore();
  const { store, tail, maker } = opened;
  now = NOW;
  uses = [];
  counts = { reads: 0, digests: 0, signatures: 0 };
  const clients = {
    findRecord: (...given: Parameters<typeof store.clients.findRecord>) => {
      counts.reads++;
      return store.clients.findRecord(...given);
    },
  };
  deps = {
    lookup: createClientCache(clients, tail, 100),
    clients,
    clientKeys: store.clientKeys,
    keySets: { keysAt: async () => refuse('key_set_unavailable') },
    verifyAssertion: () => false,
    useAssertion: useInGroups(store.assertions),
    sha256,
    limiter: createFailureLimiter({ seed: new Uint8Array(8), perMinute: { client: 1000, network: 1000 } }),
    budgets: createTokenBudgets(),
    noteUse: (use) => uses.push(use),
    apis: store.apis,
    digest: (text) => {
      counts.digests++;
      return maker.mac.digest(text);
    },
    equalDigests,
    sign: (claims) => {
      counts.signatures++;
      return JSON.stringify(claims);
    },
    tail,
    randomText: () => 'random',
    issuer: 'https://auth.example',
    defaultAudience: 'https://api.example',
    lifetimeSeconds: 300,
  };
  const partner = await createPartner({ store, randomBytes }, TEST_CONTEXT, { name: 'Partner' });
  if (!partner.ok) throw new Error('no partner');
  partnerId = partner.value.id;
  const wanted = { partnerId, name: 'Client', parentAccountId: '42', scope: undefined };
  const clientDeps = { ...maker, store, scopes: ['read', 'write'], secretPolicy: NO_POLICY };
  const client = await createClient(clientDeps, TEST_CONTEXT, wanted);
  if (!client.ok) throw new Error('no client');
  clientId = client.value.client.id;
  secret = client.value.made.text.reveal();
});
afterEach(() => opened.close());

interface Given {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly secretId?: string;
  readonly scope?: string;
  readonly resource?: string;
  readonly network?: string;
}

function request(given: Given): TokenRequest {
  const text = given.clientSecret ?? secret;
  const proof = { kind: 'secret', text, secretId: given.secretId ?? text.slice(5, 13) } as const;
  return {
    presented: { clientId: given.clientId ?? clientId, proof },
    origin: { network: given.network ?? '203.0.113.7', instance: 'instance', version: '1.0.0' },
    scope: given.scope,
    resource: given.resource,
  };
}

async function outcome(given: Given = {}): Promise<unknown> {
  const issued = await issueToken(deps, request(given), now);
  return issued.ok ? JSON.parse(issued.value.accessToken) : issued.refusal.cause;
}

async function anotherSecret(given: Partial<WantedSecret> = {}): Promise<string> {
  const wanted = { clientId, label: 'another', notBefore: null, expiresAt: null, ...given };
  const { store, maker } = opened;
  const made = await createSecret({ ...maker, store, secretPolicy: NO_POLICY }, TEST_CONTEXT, wanted);
  if (!made.ok) throw new Error(made.refusal);
  return made.value.text.reveal();
}

const wrongSecret = () => makeSecret('rsec', 'live', randomBytes).text;
const unknownId = () => makeClientId('rspub', 'live', randomBytes);

describe('a token', () => {
  test('has the claims of RFC 9068, the account and the credential', async () => {
    expect(await outcome()).toEqual({
      iss: 'https://auth.example',
      aud: 'https://api.example',
      sub: clientId,
      client_id: clientId,
      iat: NOW / 1000,
      exp: NOW / 1000 + 300,
      jti: `${opened.tail.appliedSequence.toString(36)}.random`,
      scope: 'read write',
      parent_account_id: '42',
      credential_id: secret.slice(5, 13),
    });
  });

  test('has only the scopes that were asked for', async () => {
    expect(await outcome({ scope: 'write' })).toMatchObject({ scope: 'write' });
  });

  test('ends with the secret that obtained it, if that is sooner', async () => {
    const clientSecret = await anotherSecret({ expiresAt: NOW + 90_500 });
    expect(await outcome({ clientSecret })).toMatchObject({ exp: Math.floor((NOW + 90_500) / 1000) });
  });

  test('ends with the approval of the client, with its account or its partner, if that is sooner', async () => {
    const configure = (end: (change: Change) => Promise<void>) =>
      opened.store.change(TEST_CONTEXT, async (change) => {
        await end(change);
        change.record({ action: 'client.configured', subject: clientId, before: null, after: null });
        return ok(undefined);
      });
    await configure((change) => change.clients.configure(clientId, { endsAt: NOW + 120_000 }));
    expect(await outcome()).toMatchObject({ exp: NOW / 1000 + 120 });
    await configure((change) => change.accounts.setEnd('42', NOW + 60_000));
    expect(await outcome()).toMatchObject({ exp: NOW / 1000 + 60 });
    const partnerId = (await opened.store.clients.find(clientId))?.partnerId ?? '';
    await configure((change) => change.partners.setEnd(partnerId, NOW + 30_000));
    expect(await outcome()).toMatchObject({ exp: NOW / 1000 + 30 });
    now = NOW + 30_000;
    expect(await outcome()).toBe('partner_ended');
    now = NOW + 60_000;
    expect(await outcome()).toBe('account_ended');
    now = NOW + 120_000;
    expect(await outcome()).toBe('client_ended');
  });
});

test('each token is counted, with whence it was asked for and when it ends', async () => {
  await outcome();
  expect(uses).toEqual([
    {
      clientId,
      credentialId: secret.slice(5, 13),
      origin: { network: '203.0.113.7', instance: 'instance', version: '1.0.0' },
      at: NOW,
      tokenEndsAt: NOW + 300_000,
      outsideNetworks: false,
      overBudget: false,
    },
  ]);
  await outcome({ clientSecret: wrongSecret() });
  expect(uses).toHaveLength(1);
});

describe('cost', () => {
  test('the first token of a client takes one read, later ones none; each takes one HMAC and one signature', async () => {
    await outcome();
    expect(counts).toEqual({ reads: 1, digests: 1, signatures: 1 });
    await outcome();
    expect(counts).toEqual({ reads: 1, digests: 2, signatures: 2 });
  });

  test.each([
    ['an unknown client', () => ({ clientId: unknownId() })],
    ['a wrong secret', () => ({ clientSecret: wrongSecret() })],
    [
      'a wrong secret under the id of a right one',
      () => ({ clientSecret: wrongSecret(), secretId: secret.slice(5, 13) }),
    ],
  ])('%s takes one read and one HMAC, whether or not the client is remembered', async (_what, given) => {
    await outcome(given());
    expect(counts).toEqual({ reads: 1, digests: 1, signatures: 0 });
    await outcome();
    counts = { reads: 0, digests: 0, signatures: 0 };
    await outcome(given());
    expect(counts).toEqual({ reads: 1, digests: 1, signatures: 0 });
  });

  test('a wrong secret takes one read and one HMAC with five live secrets as with one', async () => {
    for (let live = 1; live < 5; live++) await anotherSecret();
    counts = { reads: 0, digests: 0, signatures: 0 };
    expect(await outcome({ clientSecret: wrongSecret() })).toBe('secret_wrong');
    expect(counts).toEqual({ reads: 1, digests: 1, signatures: 0 });
  });
});

describe('a refusal', () => {
  test('names its cause to the operator', async () => {
    expect(await outcome({ clientId: unknownId() })).toBe('client_unknown');
    expect(await outcome({ clientSecret: wrongSecret() })).toBe('secret_wrong');
    expect(await outcome({ scope: 'admin' })).toBe('scope_not_granted');
    expect(await outcome({ scope: ' ' })).toBe('scope_malformed');
    expect(await outcome({ resource: 'https://other.example' })).toBe('resource_unknown');
    expect(await outcome({ resource: 'not a uri' })).toBe('resource_malformed');
  });

  test('comes first from the credentials, whatever else is wrong', async () => {
    expect(await outcome({ clientSecret: wrongSecret(), scope: ' ', resource: 'not a uri' })).toBe(
      'secret_wrong',
    );
  });

  test('follows at once when a secret is revoked, a client or a partner disabled, though they were remembered', async () => {
    const { store } = opened;
    const set = async (status: 'active' | 'disabled') => {
      await setStatus({ store }, TEST_CONTEXT, { noun: 'client', id: clientId, status, reason: 'test' });
    };
    await outcome();
    await set('disabled');
    expect(await outcome()).toBe('client_disabled');
    await set('active');
    expect(await outcome()).toMatchObject({ sub: clientId });
    await setStatus({ store }, TEST_CONTEXT, {
      noun: 'partner',
      id: partnerId,
      status: 'disabled',
      reason: 'test',
    });
    expect(await outcome()).toBe('partner_disabled');
    await setStatus({ store }, TEST_CONTEXT, {
      noun: 'partner',
      id: partnerId,
      status: 'active',
      reason: 'test',
    });
    await revokeSecret({ store }, TEST_CONTEXT, { id: secret.slice(5, 13), reason: 'test' });
    expect(await outcome()).toBe('secret_revoked');
  });

  test('follows when a secret’s day has not come, and when it has passed', async () => {
    const clientSecret = await anotherSecret({ notBefore: NOW + 1000, expiresAt: NOW + 2000 });
    expect(await outcome({ clientSecret })).toBe('secret_not_yet_valid');
    now = NOW + 1000;
    expect(await outcome({ clientSecret })).toMatchObject({ sub: clientId });
    now = NOW + 2000;
    expect(await outcome({ clientSecret })).toBe('secret_expired');
  });

  test('is never concluded from what is remembered: a new secret works at once', async () => {
    await outcome();
    const other = await openTestStore({ path: opened.path, maker: opened.maker });
    const wanted = { clientId, label: 'second', notBefore: null, expiresAt: null };
    const made = await createSecret(
      { ...opened.maker, store: other.store, secretPolicy: NO_POLICY },
      TEST_CONTEXT,
      wanted,
    );
    await other.close();
    if (!made.ok) throw new Error(made.refusal);
    expect(await outcome({ clientSecret: made.value.text.reveal() })).toMatchObject({ sub: clientId });
  });
});

test('a record read before a change is used once and not remembered', async () => {
  const { store, tail } = opened;
  let disable: (() => Promise<unknown>) | undefined;
  const clients = createClientCache(
    {
      async findRecord(...given) {
        const record = await store.clients.findRecord(...given);
        await disable?.();
        return record;
      },
    },
    tail,
    100,
  );
  const read = async () => {
    const record = await clients.read(clientId, 'x');
    if (record === undefined) throw new Error('no record');
    clients.remember(record);
    return record;
  };
  disable = () =>
    setStatus({ store }, TEST_CONTEXT, { noun: 'client', id: clientId, status: 'disabled', reason: 'test' });
  expect(await read()).toMatchObject({ clientStatus: 'active' });
  expect(clients.remembered(clientId)).toBeUndefined();
  disable = undefined;
  await read();
  expect(clients.remembered(clientId)).toMatchObject({ clientStatus: 'disabled' });
});
