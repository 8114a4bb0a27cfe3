import { randomBytes } from 'node:crypto';
import {
  makeSecret,
  PARTNER_SELF_PATH,
  type RequestExplanation,
  tokenRefusalFacts,
} from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formOf, header, send, type TokenAnswer } from '../../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;
let other: Pair;
beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
  other = await system.createClient();
});
afterAll(() => system.stop());

const explain = (asker: Pair, request: Readonly<Record<string, string>>): Promise<TokenAnswer> =>
  send(system, { path: `${PARTNER_SELF_PATH}/explanations`, body: formOf(asker, request) });

/** The request id of a refusal in this client's name. */
async function refusedOf({ clientId }: Pair): Promise<string> {
  const clientSecret = makeSecret('rsec', 'live', randomBytes).text;
  return (
    header(await send(system, { body: formOf({ ...pair, clientId, clientSecret }) }), 'x-request-id') ?? ''
  );
}

test('a client learns the cause, the evidence and the cure of what was refused in its name', async () => {
  const answer = await explain(pair, { request_id: await refusedOf(pair) });
  expect(answer.status).toBe(200);
  const explanation = answer.json as unknown as RequestExplanation;
  expect(explanation).toMatchObject({ cause: 'secret_wrong', client_id: pair.clientId });
  expect(explanation.evidence.map(({ name }) => name)).toContain('live_secrets');
});

test("of another client's it learns the same as of what never was", async () => {
  const { status, error, description } = tokenRefusalFacts('explanation_unknown');
  for (const request_id of [await refusedOf(other), crypto.randomUUID(), 'x']) {
    const answer = await explain(pair, { request_id });
    expect([answer.status, answer.json]).toEqual([status, { error, error_description: description }]);
  }
  expect((await explain(pair, {})).status).toBe(status);
});

test('a secret that is wrong asks in vain', async () => {
  const answer = await explain({ ...pair, clientSecret: other.clientSecret }, { request_id: 'x' });
  expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
});
