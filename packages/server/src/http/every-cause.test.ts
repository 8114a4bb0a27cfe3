import {
  ADMIN_PATH,
  type FailedRequests,
  type RequestExplanation,
  TOKEN_REFUSALS,
  type TokenRefusalCause,
  tokenRefusalFacts,
} from '@gatepass/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AT_OTHER_ENDPOINTS } from '../testing/refusals/at-other-endpoints.ts';
import { BY_THE_BYTES } from '../testing/refusals/by-the-bytes.ts';
import { type Laboratory, openLaboratory, type Produce } from '../testing/refusals/laboratory.ts';
import { OF_ASSERTIONS } from '../testing/refusals/of-assertions.ts';
import { OF_SECRETS_AND_CLIENTS } from '../testing/refusals/of-secrets-and-clients.ts';
import { header, send } from '../testing/token-endpoint.ts';

/** One for each, or this does not compile. */
const PRODUCERS: Readonly<Record<TokenRefusalCause, Produce>> = {
  ...BY_THE_BYTES,
  ...OF_ASSERTIONS,
  ...OF_SECRETS_AND_CLIENTS,
  ...AT_OTHER_ENDPOINTS,
};

let laboratory: Laboratory;
beforeAll(async () => {
  laboratory = await openLaboratory();
});
afterAll(() => laboratory.stop());

const causes = Object.keys(TOKEN_REFUSALS) as TokenRefusalCause[];

describe('every cause is answered as the table says, and explained with its evidence and its cure', () => {
  test.each(causes)('%s', async (cause) => {
    const answer = await PRODUCERS[cause](laboratory);
    const facts = tokenRefusalFacts(cause);
    expect([answer.status, answer.json]).toEqual([
      facts.status,
      { error: facts.error, error_description: facts.description },
    ]);

    await laboratory.system.work();
    const requestId = header(answer, 'x-request-id');
    const path = `/requests/${requestId}/explanation`;
    const explanation = await laboratory.admin<RequestExplanation>('GET', path);
    expect(explanation).toMatchObject({
      request_id: requestId,
      cause,
      status: facts.status,
      error: facts.error,
      when: facts.when,
      cure: facts.cure ?? facts.description,
      delay_seconds: 10,
    });
    expect(explanation.evidence.map(({ name }) => name)).toEqual(facts.evidence ?? []);
    expect(JSON.stringify(explanation)).not.toMatch(/(?:rsec|rsapi)_[0-9A-Za-z]{20}|eyJ/);
  });
});

describe('an explanation', () => {
  test('is there before anything is written, on the server that refused', async () => {
    const answer = await PRODUCERS.secret_wrong(laboratory);
    const path = `/requests/${header(answer, 'x-request-id')}/explanation`;
    expect((await laboratory.admin<RequestExplanation>('GET', path)).cause).toBe('secret_wrong');
  });

  test('of a request that is not kept says why that may be so', async () => {
    const path = `/requests/${crypto.randomUUID()}/explanation`;
    const answer = await laboratory.system.admin<{ type: string; detail: string }>('GET', path);
    expect(answer).toMatchObject({ status: 404, body: { type: 'urn:gatepass:problem:request_not_kept' } });
    expect(answer.body.detail).toContain('older than 7 days');
    expect(answer.body.detail).toContain('less than 10 seconds ago');
  });

  test('of a request is gone after 7 days', async () => {
    const answer = await PRODUCERS.secret_wrong(laboratory);
    const path = `/requests/${header(answer, 'x-request-id')}/explanation`;
    await laboratory.system.work();
    expect((await laboratory.system.admin('GET', path)).status).toBe(200);
    laboratory.system.clock.advance(7 * 86_400_000 + 1);
    await laboratory.system.work();
    expect((await laboratory.system.admin('GET', path)).status).toBe(404);
  });

  test('is for operators', async () => {
    const answer = await PRODUCERS.secret_wrong(laboratory);
    const path = `${ADMIN_PATH}/requests/${header(answer, 'x-request-id')}/explanation`;
    expect((await send(laboratory.system, { method: 'GET', path })).status).toBe(401);
  });
});

describe('the failures of a client', () => {
  test('are listed from the latest on, as many as are asked for', async () => {
    const pair = await laboratory.system.createClient();
    for (const scope of ['unknown', 'a  b']) await laboratory.token(pair, { scope });
    await laboratory.system.work();
    const path = `/clients/${pair.clientId}/failures`;
    const all = await laboratory.admin<FailedRequests>('GET', path);
    expect(all.delay_seconds).toBe(10);
    expect(all.items.map(({ cause }) => cause).sort()).toEqual(['scope_malformed', 'scope_not_granted']);
    expect(all.items[0]).toEqual({
      request_id: expect.any(String),
      at: new Date(laboratory.system.clock.now()).toISOString(),
      cause: expect.any(String),
      endpoint: '/api/v1/oauth/token',
      client_id: pair.clientId,
      credential_id: pair.clientSecret.slice(5, 13),
      network: '127.0.0.1',
    });
    const latest = await laboratory.admin<FailedRequests>('GET', `${path}?limit=1`);
    expect(latest.items).toHaveLength(1);
  });

  test('are of clients that there are, and limits that can be', async () => {
    expect((await laboratory.system.admin('GET', '/clients/nobody/failures')).status).toBe(404);
    const { clientId } = await laboratory.system.createClient();
    for (const query of ['limit=0', 'limit=1001', 'after=x']) {
      expect((await laboratory.system.admin('GET', `/clients/${clientId}/failures?${query}`)).status).toBe(
        400,
      );
    }
  });
});
