import type { CreatedKeyClient } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeClientKey, type TestClientKey } from '../../../testing/client-keys.ts';
import { assertionForm, assertionOf, createKeyClient } from '../../../testing/key-client.ts';
import { type KeySetServer, startKeySetServer } from '../../../testing/key-set-server.ts';
import { send, type TokenAnswer } from '../../../testing/token-endpoint.ts';

const minute = 60_000;
const old = makeClientKey('RS256', { kid: 'old' });
const next = makeClientKey('EdDSA', { kid: 'next' });

let system: System;
let server: KeySetServer;
let client: CreatedKeyClient;

beforeAll(async () => {
  system = await startSystem();
  server = await startKeySetServer();
});
afterAll(async () => {
  await system.stop();
  await server.close();
});

/** Each test has a client and a set of its own. */
let sets = 0;
beforeEach(async () => {
  server.publish(old.jwk);
  client = await createKeyClient(system, { jwks_uri: `${server.jwksUri}/${++sets}` });
});

function present(key: TestClientKey): Promise<TokenAnswer> {
  return send(system, { body: assertionForm(assertionOf(system, client.client_id, key)) });
}

function fetches(): number {
  return server.requests.filter(({ url }) => url === `/jwks/${sets}`).length;
}

test('a published key obtains tokens, by one fetch and under one credential', async () => {
  const answers = await Promise.all([present(old), present(old), present(old)]);
  const credentials = answers.map(({ status, json }) => {
    expect(status).toBe(200);
    const payload = String(json.access_token).split('.')[1] ?? '';
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { credential_id: string })
      .credential_id;
  });
  expect(new Set(credentials).size).toBe(1);
  expect(credentials[0]).toMatch(/^jwk_[0-9a-f]{32}$/);
  expect(fetches()).toBe(1);
});

test('a client rotates by publishing: the new key at once, the old one until it is taken out', async () => {
  expect((await present(old)).status).toBe(200);
  system.clock.advance(minute);
  server.publish(old.jwk, next.jwk);
  expect((await present(next)).status).toBe(200);
  expect((await present(old)).status).toBe(200);
  server.publish(next.jwk);
  system.clock.advance(5 * minute);
  expect((await present(old)).status).toBe(401);
  expect((await present(next)).status).toBe(200);
  expect(fetches()).toBe(3);
});

test('a key that nobody published brings about one fetch in 30 seconds', async () => {
  expect((await present(old)).status).toBe(200);
  const stranger = makeClientKey('ES256', { kid: 'stranger' });
  const presentOften = async () => {
    expect((await present(stranger)).status).toBe(401);
    const more = await Promise.all(Array.from({ length: 5 }, () => present(stranger)));
    for (const { status } of more) expect(status).toBe(401);
  };
  await presentOften();
  expect(fetches()).toBe(1);
  system.clock.advance(minute / 2);
  await presentOften();
  expect(fetches()).toBe(2);
});

test('where the set cannot be had the last one serves for an hour, and the log says so', async () => {
  expect((await present(old)).status).toBe(200);
  server.answerWith((_request, response) => response.writeHead(500).end('internal secret'));
  system.clock.advance(6 * minute);
  expect((await present(old)).status).toBe(200);
  expect(system.log()).toContain('a key set could not be fetched');
  expect(system.log()).not.toContain('internal secret');
  system.clock.advance(55 * minute);
  expect((await present(old)).status).toBe(401);
});
