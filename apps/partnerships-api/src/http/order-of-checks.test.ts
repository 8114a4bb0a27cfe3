import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Partner, REGISTER, type Sent, statusPath } from '../testing/partner.ts';
import { revokeRelationship } from '../testing/revoke-relationship.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** One thing that is wrong with a call, and the answer it brings. The call is a PUT of a status. */
interface Fault {
  readonly name: string;
  readonly status: number;
  readonly message: RegExp;
  /** Makes a right call wrong in this one way. */
  spoil(call: Call): void | Promise<void>;
}

interface Call {
  partner: Partner;
  readonly headers: Record<string, string | undefined>;
  query: string;
  body: unknown;
  accountId: string;
  readonly key: string;
}

/** In the order of the contract: each is answered however wrong the call is in all the ways below it. */
const FAULTS: readonly Fault[] = [
  {
    name: 'token',
    status: 401,
    message: /access token/,
    spoil: ({ headers }) => {
      headers.authorization = 'Bearer x.y.z';
    },
  },
  {
    name: 'rate limit',
    status: 429,
    message: /Too many calls/,
    spoil: async ({ partner }) => {
      for (let call = 0; call < 60; call++) await partner.setStatus('acct_1', 'nonsense');
    },
  },
  {
    name: 'parent header',
    status: 422,
    message: /X-Platform-Parent-Account-Id/,
    spoil: ({ headers }) => {
      headers['x-platform-parent-account-id'] = undefined;
    },
  },
  {
    name: 'scope',
    status: 403,
    message: /scope/,
    spoil: (call) => {
      const { parentAccountId } = call.partner;
      call.partner = api.partner({ parent_account_id: parentAccountId, scope: 'accounts:read' });
    },
  },
  {
    name: 'idempotency key',
    status: 400,
    message: /Idempotency-Key must be a UUID/,
    spoil: ({ headers }) => {
      headers['idempotency-key'] = 'no uuid';
    },
  },
  {
    name: 'body',
    status: 400,
    message: /^status must be/,
    spoil: (call) => {
      call.body = { status: 'nonsense' };
    },
  },
  {
    name: 'parent account named otherwise',
    status: 403,
    message: /names another parent account/,
    spoil: (call) => {
      call.query = '?platform_parent_account_id=nobody';
    },
  },
  {
    name: 'relationship',
    status: 403,
    message: /revoked/,
    spoil: ({ accountId }) => revokeRelationship(api, accountId),
  },
  {
    name: 'key used for another body',
    status: 409,
    message: /Idempotency-Key was used/,
    spoil: async ({ partner, accountId, key }) => {
      await partner.setStatus(accountId, 'active', key);
    },
  },
];

describe('a call that is wrong in many ways is answered by the first check of the contract', () => {
  test.each(FAULTS.map(({ name }, index) => [name, index] as const))('%s', async (_name, index) => {
    const { status, message } = FAULTS[index] as Fault;
    const call = await rightCall();
    // From the last to the first, since some need what the others take away.
    for (const fault of FAULTS.slice(index).reverse()) await fault.spoil(call);
    const answer = await call.partner.call(toSent(call));
    expect([answer.status, answer.envelope.message]).toEqual([status, expect.stringMatching(message)]);
  });

  test('nothing wrong', async () => {
    const call = await rightCall();
    expect((await call.partner.call(toSent(call))).status).toBe(200);
  });
});

test('the store of a registration is looked at before the parent account in its body', async () => {
  const partner = api.partner();
  const body = partner.registration({ platform_parent_account_id: 'nobody', store_identifier: 'acme' });
  const { status, envelope } = await partner.call({ method: 'POST', path: REGISTER, body });
  expect([status, envelope.message]).toEqual([400, expect.stringMatching(/^store_identifier/)]);
});

async function rightCall(): Promise<Call> {
  const partner = api.partner();
  const key = randomUUID();
  return {
    partner,
    headers: { 'idempotency-key': key },
    query: '',
    body: { status: 'paused' },
    accountId: await partner.account(),
    key,
  };
}

function toSent({ headers, query, body, accountId }: Call): Sent {
  return { method: 'PUT', path: statusPath(accountId) + query, headers, body };
}
