import { randomBytes } from 'node:crypto';
import { makeClientId, ok, type Result, refuse } from '@gatepass/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_VERIFICATIONS } from '../../domain/assertion/find-signer.ts';
import { parseAssertion } from '../../domain/assertion/parse-assertion.ts';
import { type ClientSettings, DEFAULT_CLIENT_SETTINGS } from '../../domain/client/client.ts';
import type { ClientKey, PublicKey } from '../../domain/client-key/client-key.ts';
import { StoreUnavailable } from '../../domain/store.ts';
import { sha256 } from '../../signing/sha256.ts';
import { createVerifyAssertion } from '../../signing/verify-assertion.ts';
import {
  assertionClaims,
  makeClientKey,
  publicKeyOf,
  signAssertion,
  type TestClientKey,
} from '../../testing/client-keys.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { type AuthenticateByAssertionDeps, authenticateByAssertion } from './authenticate-by-assertion.ts';
import { useInGroups } from './use-in-groups.ts';

const NOW = TEST_CONTEXT.now;
const issuer = 'https://auth.example';
const key = makeClientKey('ES256', { kid: 'key-1' });
const stranger = makeClientKey('ES256', { kid: 'key-1' });

let opened: TestStore;
let deps: AuthenticateByAssertionDeps;
let counts: { records: number; lists: number; verifications: number; uses: number; fetches: number };
let published: Result<readonly PublicKey[], 'key_set_unavailable'>;
let clientId: string;

beforeEach(async () => {
  opened = await openTestStore();
  const { store } = opened;
  counts = { records: 0, lists: 0, verifications: 0, uses: 0, fetches: 0 };
  published = ok([]);
  const verify = createVerifyAssertion(new Map());
  const use = useInGroups(store.assertions);
  deps = {
    clients: {
      findRecord(...given) {
        counts.records++;
        return store.clients.findRecord(...given);
      },
    },
    clientKeys: {
      listByClient(id) {
        counts.lists++;
        return store.clientKeys.listByClient(id);
      },
    },
    keySets: {
      async keysAt() {
        counts.fetches++;
        return published;
      },
    },
    verifyAssertion(...given) {
      counts.verifications++;
      return verify(...given);
    },
    useAssertion(assertion) {
      counts.uses++;
      return use(assertion);
    },
    sha256,
  };
  clientId = makeClientId('rspub', 'live', randomBytes);
  await store.change(TEST_CONTEXT, async (change) => {
    await change.partners.insert({
      id: 'prt_1',
      name: 'Partner',
      status: 'active',
      statusChange: null,
      endsAt: null,
      createdAt: NOW,
    });
    await change.accounts.insert({
      id: '42',
      status: 'active',
      statusChange: null,
      endsAt: null,
      createdAt: NOW,
    });
    await change.clients.insert({
      id: clientId,
      partnerId: 'prt_1',
      name: 'Client',
      parentAccountId: '42',
      scope: ['read'],
      status: 'active',
      statusChange: null,
      settings: { ...DEFAULT_CLIENT_SETTINGS, authMethod: 'private_key_jwt' },
      createdAt: NOW,
    });
    change.record({ action: 'client.created', subject: clientId, before: null, after: null });
    return ok(undefined);
  });
});
afterEach(() => opened.close());

async function configure(settings: Partial<ClientSettings>): Promise<void> {
  await opened.store.change(TEST_CONTEXT, async (change) => {
    await change.clients.configure(clientId, settings);
    change.record({ action: 'client.configured', subject: clientId, before: null, after: null });
    return ok(undefined);
  });
}

async function register(pair: TestClientKey, more: Partial<ClientKey> = {}): Promise<ClientKey> {
  const registered: ClientKey = {
    ...publicKeyOf(pair),
    id: `key_${more.kid ?? pair.kid ?? 'none'}`,
    clientId,
    label: 'test',
    expiresAt: null,
    revokedAt: null,
    revokedReason: null,
    createdAt: NOW,
    ...more,
  };
  await opened.store.change(TEST_CONTEXT, async (change) => {
    await change.clientKeys.insert(registered);
    change.record({
      action: 'client_key.created',
      subject: registered.id,
      before: null,
      after: { client_id: clientId },
    });
    return ok(undefined);
  });
  return registered;
}

/** How an assertion by this key is answered; every one has a `jti` of its own. */
async function present(pair = key, subject = clientId, claims: Readonly<Record<string, unknown>> = {}) {
  const text = signAssertion(pair, assertionClaims({ clientId: subject, issuer, now: NOW }, claims));
  const rules = {
    issuer,
    now: NOW,
    clientId: undefined,
    clientIdPrefix: 'rspub',
    environment: 'live',
  } as const;
  const assertion = parseAssertion(text, rules);
  if (!assertion.ok) throw new Error(assertion.refusal);
  const outcome = await authenticateByAssertion(deps, assertion.value, NOW);
  return outcome.ok ? outcome.value.credential : outcome.refusal;
}

describe('an assertion is believed', () => {
  test('that a registered key made, once', async () => {
    await register(key);
    expect(await present(key, clientId, { jti: 'one' })).toEqual({
      id: 'key_key-1',
      kind: 'key',
      expiresAt: null,
      exposed: false,
    });
    expect(await present(key, clientId, { jti: 'one' })).toEqual({
      cause: 'assertion_replayed',
      credentialId: 'key_key-1',
    });
  });

  test('until just before its key ends', async () => {
    await register(key, { expiresAt: NOW + 1 });
    expect(await present()).toMatchObject({ id: 'key_key-1', expiresAt: NOW + 1 });
  });

  test('that a key of the published set made, whose id follows from client and key', async () => {
    await configure({ jwksUri: 'https://partner.example.com/jwks' });
    published = ok([publicKeyOf(stranger), publicKeyOf(key)]);
    const { thumbprint } = publicKeyOf(key);
    expect(await present()).toEqual({
      id: `jwk_${sha256(`${clientId} ${thumbprint}`).slice(0, 32)}`,
      kind: 'key',
      expiresAt: null,
      exposed: false,
    });
  });

  test('of two in the same moment one', async () => {
    await register(key);
    const outcomes = await Promise.all(['x', 'x', 'y'].map((jti) => present(key, clientId, { jti })));
    const causes = outcomes.map((outcome) => ('cause' in outcome ? outcome.cause : 'believed'));
    expect(causes).toEqual(['believed', 'assertion_replayed', 'believed']);
  });
});

/** Each brings one cause about. */
const REFUSALS: Readonly<Record<string, () => Promise<unknown>>> = {
  client_unknown: () => present(key, makeClientId('rspub', 'live', randomBytes)),
  method_not_registered: async () => {
    await register(key);
    await configure({ authMethod: 'client_secret' });
    return present();
  },
  key_unknown: () => present(),
  assertion_signature_wrong: async () => {
    await register(key);
    return present(stranger);
  },
  key_expired: async () => {
    await register(key, { expiresAt: NOW });
    return present();
  },
  key_revoked: async () => {
    await register(key, { revokedAt: NOW - 1 });
    return present();
  },
  key_set_unavailable: async () => {
    await register(key);
    await configure({ jwksUri: 'https://partner.example.com/jwks' });
    published = refuse('key_set_unavailable');
    return present();
  },
  client_ended: async () => {
    await register(key);
    await configure({ endsAt: NOW });
    return present();
  },
  client_disabled: async () => {
    await register(key);
    await opened.store.change(TEST_CONTEXT, async (change) => {
      await change.clients.setStatus(clientId, 'disabled', { at: NOW, reason: 'test' });
      change.record({ action: 'client.disabled', subject: clientId, before: null, after: null });
      return ok(undefined);
    });
    return present();
  },
};

describe('an assertion is refused', () => {
  test.each(Object.entries(REFUSALS))(
    '%s, at the cost of all refusals, and without using up its jti',
    async (cause, bringAbout) => {
      expect(await bringAbout()).toMatchObject({ cause });
      expect(counts).toMatchObject({ records: 1, lists: 1, verifications: MAX_VERIFICATIONS, uses: 0 });
    },
  );

  test('where its key is registered, and the client publishes a set without it', async () => {
    await register(key);
    await configure({ jwksUri: 'https://partner.example.com/jwks' });
    published = ok([publicKeyOf(makeClientKey('EdDSA'))]);
    expect(await present()).toEqual({ cause: 'key_unknown' });
  });

  test('where another client registered its key', async () => {
    await register(stranger);
    expect(await present()).toEqual({ cause: 'assertion_signature_wrong', credentialId: 'key_key-1' });
  });

  test('and names the key that had ended, though a good one would have fitted', async () => {
    await register(stranger);
    await register(key, { id: 'key_old', revokedAt: 1 });
    expect(await present()).toEqual({ cause: 'key_revoked', credentialId: 'key_old' });
  });

  test('nothing is fetched for a client that publishes no set', async () => {
    await register(key);
    await present();
    await present(stranger);
    await present(key, makeClientId('rspub', 'live', randomBytes));
    expect(counts.fetches).toBe(0);
  });
});

test('where its use cannot be noted, it is not believed: the outage goes up', async () => {
  await register(key);
  deps = { ...deps, useAssertion: () => Promise.reject(new StoreUnavailable('gone')) };
  await expect(present()).rejects.toBeInstanceOf(StoreUnavailable);
});

test('a use is kept for a minute longer than the assertion lives, for nodes whose clocks are behind', async () => {
  await register(key);
  const exp = NOW / 1000 + 300;
  await present(key, clientId, { exp });
  expect(await opened.store.assertions.prune(exp * 1000 + 60_000)).toBe(0);
  expect(await opened.store.assertions.prune(exp * 1000 + 60_001)).toBe(1);
});
