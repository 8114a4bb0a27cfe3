import { EVIDENCE, type EvidenceName, ok, TOKEN_REFUSALS, type TokenRefusalCause } from '@gatepass/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_CLIENT_SETTINGS } from '../../domain/client/client.ts';
import type { ClientKey } from '../../domain/client-key/client-key.ts';
import type { FailedRequest } from '../../domain/failure/failed-request.ts';
import { FailureCollector } from '../../domain/failure/failure-collector.ts';
import { whyNotKept } from '../../domain/failure/why-not-kept.ts';
import type { Secret } from '../../domain/secret/secret.ts';
import type { Change } from '../../domain/store.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import type { Asker } from './asker.ts';
import { type ExplainRequestDeps, explainRequest } from './explain-request.ts';

const AT = Date.parse('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OPERATOR: Asker = { kind: 'operator' };
const CLIENT = 'rspub_0000000000000001';

let opened: TestStore;
let failures: FailureCollector;
let deps: ExplainRequestDeps;

beforeEach(async () => {
  opened = await openTestStore();
  failures = new FailureCollector();
  deps = { store: opened.store, failures, delaySeconds: 10 };
  await change(async ({ partners, accounts, clients }) => {
    await partners.insert({
      id: 'prt_1',
      name: 'Shop Systems',
      status: 'active',
      statusChange: null,
      endsAt: null,
      createdAt: AT - 99 * DAY,
    });
    await accounts.insert({
      id: '42',
      status: 'active',
      statusChange: null,
      endsAt: null,
      createdAt: AT - 99 * DAY,
    });
    await clients.insert({
      id: CLIENT,
      partnerId: 'prt_1',
      name: 'Checkout',
      parentAccountId: '42',
      scope: ['read'],
      status: 'active',
      statusChange: null,
      settings: DEFAULT_CLIENT_SETTINGS,
      createdAt: AT - 90 * DAY,
    });
  });
});
afterEach(() => opened.close());

/** Changes what is stored, as some use case would. */
async function change(work: (change: Change) => Promise<void>, at = AT): Promise<void> {
  await opened.store.change({ ...TEST_CONTEXT, now: at }, async (given) => {
    await work(given);
    given.record({ action: 'client.configured', subject: CLIENT, before: null, after: null });
    return ok(undefined);
  });
}

function secret(given: Partial<Secret> = {}): Secret {
  return {
    id: 'secret01',
    clientId: CLIENT,
    label: 'first',
    hint: 'Ab3x',
    digest: new Uint8Array(32),
    macKeyVersion: 1,
    notBefore: null,
    expiresAt: null,
    retireAt: null,
    retiredAt: null,
    revokedAt: null,
    revokedReason: null,
    retireReason: null,
    exposedAt: null,
    madeWith: null,
    replaces: null,
    retireUnusedFor: null,
    heldAt: null,
    warnedDays: null,
    createdAt: AT - 60 * DAY,
    ...given,
  };
}

function key(given: Partial<ClientKey> = {}): ClientKey {
  return {
    id: 'key_1',
    clientId: CLIENT,
    label: 'hsm',
    kid: 'k1',
    alg: 'ES256',
    publicJwk: { kty: 'EC' },
    thumbprint: 'thumbprint',
    expiresAt: null,
    revokedAt: null,
    revokedReason: null,
    createdAt: AT - 60 * DAY,
    ...given,
  };
}

function failed(cause: TokenRefusalCause, given: Partial<FailedRequest> = {}): FailedRequest {
  return {
    requestId: 'request-1',
    at: AT,
    cause,
    endpoint: '/api/v1/oauth/token',
    clientId: CLIENT,
    credentialId: 'secret01',
    network: '203.0.113.7',
    ...given,
  };
}

async function used(credentialId: string, at: number, network = '203.0.113.7'): Promise<void> {
  const uses = 7;
  const ever = { firstUsedAt: at, lastUsedAt: at, lastNetwork: network, lastTokenEndsAt: at + 300_000 };
  await opened.store.usage.add({
    credentials: [{ credentialId, clientId: CLIENT, ...ever, uses }],
    networks: [{ credentialId, hour: Math.floor(at / HOUR), network, uses, lastUsedAt: at }],
    instances: [],
    clientDays: [],
  });
}

async function explained(failure: FailedRequest, asker = OPERATOR) {
  await opened.store.failures.add([failure]);
  const result = await explainRequest(deps, failure.requestId, asker);
  if (!result.ok) throw new Error('not explained');
  return result.value;
}

async function evidence(failure: FailedRequest, name: EvidenceName): Promise<string | undefined> {
  return (await explained(failure)).evidence.find((found) => found.name === name)?.text;
}

describe('an explanation', () => {
  test('says what was answered, what brings that about, and what to do', async () => {
    const { when, cure, status, error } = TOKEN_REFUSALS.secret_expired;
    const failure = failed('secret_expired');
    expect(await explained(failure)).toMatchObject({ failure, status, error, when, cure, delaySeconds: 10 });
  });

  test('repeats the answer where that said already what to do', async () => {
    expect((await explained(failed('grant_type_missing'))).cure).toBe(
      TOKEN_REFUSALS.grant_type_missing.description,
    );
  });

  test('is there at once on the server that refused, before the request is written', async () => {
    failures.note(failed('secret_wrong'));
    expect(await explainRequest(deps, 'request-1', OPERATOR)).toMatchObject({ ok: true });
  });

  test('shows nothing of a client that there is not', async () => {
    expect((await explained(failed('secret_wrong', { requestId: 'b', clientId: null }))).evidence).toEqual(
      [],
    );
  });

  test('has the evidence that the table of causes names, in its order', async () => {
    await change(({ secrets }) => secrets.insert(secret({ expiresAt: AT - DAY })));
    const { evidence: found } = await explained(failed('secret_expired'));
    expect(found.map(({ name }) => name)).toEqual(TOKEN_REFUSALS.secret_expired.evidence);
  });
});

describe('who may have it', () => {
  test('an operator: any; a client: what was refused in its name, and of all else it hears the same', async () => {
    const own: Asker = { kind: 'client', clientId: CLIENT };
    const other: Asker = { kind: 'client', clientId: 'rspub_other' };
    await explained(failed('secret_wrong'), own);
    await explained(failed('malformed_http', { requestId: 'b', clientId: null }));
    const nothing = await explainRequest(deps, 'never', own);
    expect(nothing).toMatchObject({ ok: false });
    expect(await explainRequest(deps, 'request-1', other)).toEqual(nothing);
    expect(await explainRequest(deps, 'b', own)).toEqual(nothing);
  });
});

test('where a request is not kept, the reasons are told, with what this server knows of them', async () => {
  for (let index = 0; index < 1001; index++)
    failures.note(failed('secret_wrong', { requestId: `r${index}` }));
  const unknown = await explainRequest(deps, 'r1000', OPERATOR);
  if (unknown.ok) throw new Error('explained');
  expect(whyNotKept(unknown.refusal)).toBe(
    'No refused request is kept under this id; it may not have been refused, or by the admin API; it may be older than 7 days; another server may have refused it less than 10 seconds ago; it may have been beyond the quota of its day, as 1 request to this server since its start.',
  );
});

describe('the evidence', () => {
  test('of a secret: its name, its course, its last use, each with its distance from the request', async () => {
    await change(async ({ secrets }) => {
      await secrets.insert(secret({ expiresAt: AT - 3 * DAY, exposedAt: AT - 2 * HOUR }));
      await secrets.insert(secret({ id: 'secret02', label: 'second', hint: 'Zz9y', replaces: 'secret01' }));
    });
    await used('secret01', AT - 4 * DAY);
    expect(await evidence(failed('secret_expired'), 'secret')).toBe(
      'Secret …Ab3x "first" (id secret01) was made on 2026-09-25T12:00:00Z, 60 days before this request. It expired on 2026-11-21T12:00:00Z, 3 days before this request. It counts as exposed since 2026-11-24T10:00:00Z, 2 hours before this request. It was last used on 2026-11-20T12:00:00Z, 4 days before this request, from 203.0.113.7. Secret …Zz9y "second" (id secret02) was made to take its place.',
    );
  });

  test.each([
    ['secret_revoked', { revokedAt: AT - 60_000 }, 'It was revoked on 2026-11-24T11:59:00Z, 1 minute before'],
    [
      'secret_retired',
      { retiredAt: AT },
      'It was retired on 2026-11-24T12:00:00Z, at the time of this request.',
    ],
    ['secret_not_yet_valid', { notBefore: AT + HOUR }, 'It is good from 2026-11-24T13:00:00Z, 1 hour after'],
  ] as const)('of %s says when', async (cause, course, sentence) => {
    await change(({ secrets }) => secrets.insert(secret(course)));
    const text = await evidence(failed(cause), 'secret');
    expect(text).toContain(sentence);
    expect(text).toContain('It was never used.');
  });

  test("of a secret is never another client's", async () => {
    await change(({ secrets }) => secrets.insert(secret()));
    expect(await evidence(failed('secret_revoked', { credentialId: 'secret99' }), 'secret')).toBeUndefined();
  });

  test('of live secrets is of those that were good then, whatever became of them', async () => {
    await change(async ({ secrets }) => {
      await secrets.insert(secret({ id: 'good', hint: 'good', revokedAt: AT + 1, retiredAt: AT + 1 }));
      await secrets.insert(secret({ id: 'ended', hint: 'ended', expiresAt: AT }));
      await secrets.insert(secret({ id: 'revoked', hint: 'revoked', revokedAt: AT }));
      await secrets.insert(secret({ id: 'later', hint: 'later', createdAt: AT + 1 }));
    });
    await used('good', AT - HOUR, '198.51.100.1');
    expect(await evidence(failed('secret_wrong'), 'live_secrets')).toBe(
      'Secret …good "first" (id good) was good at the time of this request. It was last used on 2026-11-24T11:00:00Z, 1 hour before this request, from 198.51.100.1.',
    );
  });

  test('of live secrets says where there were none', async () => {
    expect(await evidence(failed('secret_wrong'), 'live_secrets')).toBe(
      'No secret of this client was good at the time of this request.',
    );
  });

  test('of a key, and of the keys that were good then', async () => {
    await change(async ({ clientKeys }) => {
      await clientKeys.insert(key({ expiresAt: AT - DAY }));
      await clientKeys.insert(key({ id: 'key_2', kid: null, thumbprint: 'other', label: 'new' }));
    });
    const failure = failed('key_expired', { credentialId: 'key_1' });
    expect(await evidence(failure, 'key')).toBe(
      'Key "hsm" (id key_1, kid k1, ES256) was registered on 2026-09-25T12:00:00Z, 60 days before this request. It expired on 2026-11-23T12:00:00Z, 1 day before this request. It was never used.',
    );
    expect(await evidence(failure, 'live_keys')).toBe(
      'Key "new" (id key_2, no kid, ES256) was good at the time of this request. It was never used.',
    );
  });

  test('of the keys of a client with a jwks_uri says where they are', async () => {
    await change(({ clients }) =>
      clients.configure(CLIENT, { authMethod: 'private_key_jwt', jwksUri: 'https://partner.example/jwks' }),
    );
    expect(await evidence(failed('key_unknown', { credentialId: null }), 'live_keys')).toBe(
      'The keys of this client are those at https://partner.example/jwks.',
    );
  });

  test('of the client says its state, and since when it has been so', async () => {
    await opened.store.change({ ...TEST_CONTEXT, now: AT - 2 * DAY }, async (given) => {
      await given.clients.setStatus(CLIENT, 'disabled', { at: AT - 2 * DAY, reason: 'review' });
      given.record({ action: 'client.disabled', subject: CLIENT, before: null, after: null });
      return ok(undefined);
    });
    await change(({ clients }) => clients.configure(CLIENT, { endsAt: AT + DAY }));
    expect(await evidence(failed('client_disabled'), 'client')).toBe(
      `Client ${CLIENT} "Checkout" was made on 2026-08-26T12:00:00Z, 90 days before this request; it is disabled now, and was last disabled on 2026-11-22T12:00:00Z, 2 days before this request. The reason given when it was disabled: "review". Its approval ends on 2026-11-25T12:00:00Z, 1 day after this request. It proves itself with a client_secret.`,
    );
  });

  test('of the partner and the account says the same', async () => {
    await change(({ accounts }) => accounts.setEnd('42', AT - HOUR));
    expect(await evidence(failed('partner_disabled'), 'partner')).toBe(
      'Partner prt_1 "Shop Systems" is active now.',
    );
    await change(({ partners }) => partners.setEnd('prt_1', AT + DAY));
    expect(await evidence(failed('partner_ended', { requestId: 'c' }), 'partner')).toBe(
      'Partner prt_1 "Shop Systems" is active now. It ends on 2026-11-25T12:00:00Z, 1 day after this request.',
    );
    expect(await evidence(failed('account_ended', { requestId: 'b' }), 'account')).toBe(
      'Parent account 42 is active now. It ended on 2026-11-24T11:00:00Z, 1 hour before this request.',
    );
  });

  test('of the network says whether the client was seen there', async () => {
    await used('secret01', AT - DAY, '198.51.100.1');
    expect(await evidence(failed('network_not_allowed'), 'network')).toBe(
      'The request came from 203.0.113.7, where this client got no token in the 30 days before.',
    );
    const known = failed('network_not_allowed', { requestId: 'b', network: '198.51.100.1' });
    expect(await evidence(known, 'network')).toBe(
      'The request came from 198.51.100.1, where this client got 7 tokens in 30 days, the last on 2026-11-23T12:00:00Z, 1 day before this request.',
    );
  });

  test('of the networks and the budget says what is set, and what was used', async () => {
    await change(({ clients }) =>
      clients.configure(CLIENT, {
        networks: { list: ['192.0.2.0/24', '2001:db8::/48'], stage: 'enforce' },
        tokenBudget: { tokensPerHour: 1000, stage: 'enforce' },
      }),
    );
    await used('secret01', AT);
    expect(await evidence(failed('network_not_allowed'), 'networks')).toBe(
      'The client may ask from 192.0.2.0/24, 2001:db8::/48 (stage: enforce).',
    );
    expect(await evidence(failed('token_budget_exceeded', { requestId: 'b' }), 'budget')).toBe(
      'The client may get 1,000 tokens an hour (stage: enforce). In the clock hour of this request it got 7 tokens, in the one before 0 tokens.',
    );
  });

  test('of the scope says what was granted', async () => {
    expect(await evidence(failed('scope_not_granted'), 'scope')).toBe(
      'The client was granted the scope: read.',
    );
  });

  test('of the failures of a network counts those of everybody, for operators', async () => {
    await opened.store.failures.add([
      failed('secret_wrong', { requestId: 'b' }),
      failed('secret_wrong', { requestId: 'c', network: '198.51.100.1' }),
    ]);
    const failure = failed('client_unknown', { clientId: CLIENT });
    expect((await explained(failure)).evidence).toEqual([
      {
        name: 'network_failures',
        text: 'The request came from 203.0.113.7. Refused requests from there within an hour of this one, of those kept: 1 × client_unknown, 1 × secret_wrong.',
      },
    ]);
    expect((await explained(failure, { kind: 'client', clientId: CLIENT })).evidence).toEqual([]);
  });

  test('has the reasons that operators gave, for operators alone', async () => {
    await change(async ({ clients, partners, accounts, secrets, clientKeys }) => {
      const because = (reason: string) => ({ at: AT - DAY, reason });
      await clients.setStatus(CLIENT, 'disabled', because('of the client'));
      await partners.setStatus('prt_1', 'disabled', because('of the partner'));
      await accounts.setStatus('42', 'active', because('of the account'));
      await secrets.insert(secret());
      await secrets.setRevoked('secret01', AT - DAY, 'of the secret');
      await secrets.insert(secret({ id: 'secret02', retiredAt: AT - DAY, retireReason: 'of the other' }));
      await clientKeys.insert(key());
      await clientKeys.setRevoked('key_1', AT - DAY, 'of the key');
    });
    const cases = [
      [failed('client_disabled'), 'it was disabled: "of the client".'],
      [failed('partner_disabled'), 'it was disabled: "of the partner".'],
      [failed('account_disabled'), 'it was enabled again: "of the account".'],
      [failed('secret_revoked'), 'it was revoked: "of the secret".'],
      [failed('secret_retired', { credentialId: 'secret02' }), 'it was retired: "of the other".'],
      [failed('key_revoked', { credentialId: 'key_1' }), 'it was revoked: "of the key".'],
    ] as const;
    for (const [index, [failure, words]] of cases.entries()) {
      const noted = { ...failure, requestId: `r${index}` };
      const told = JSON.stringify((await explained(noted)).evidence);
      expect(told).toContain(JSON.stringify(words).slice(1, -1));
      const own = await explained(noted, { kind: 'client', clientId: CLIENT });
      expect(JSON.stringify(own)).not.toContain('The reason given');
    }
  });

  test('of failures counts those of the client within an hour, by cause', async () => {
    await opened.store.failures.add([
      failed('secret_expired', { requestId: 'b', at: AT - HOUR }),
      failed('secret_wrong', { requestId: 'c', at: AT + HOUR }),
      failed('secret_wrong', { requestId: 'd', at: AT - HOUR - 1 }),
    ]);
    expect(await evidence(failed('secret_wrong'), 'failures')).toBe(
      'Refused requests of this client within an hour of this one, of those kept: 2 × secret_wrong, 1 × secret_expired.',
    );
  });
});

test('every kind of evidence is named by a cause', () => {
  const named = Object.values(TOKEN_REFUSALS).flatMap((facts) => ('evidence' in facts ? facts.evidence : []));
  expect(Object.keys(EVIDENCE).filter((name) => !named.includes(name as never))).toEqual([]);
});
