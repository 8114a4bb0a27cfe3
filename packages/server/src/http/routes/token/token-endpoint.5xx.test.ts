import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_PREFIXES } from '@gatepass/protocol';
import { LogSink } from '@gatepass/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreUnavailable } from '../../../domain/store.ts';
import { formEndpoints } from '../../form-endpoint/form-endpoint.ts';
import { createLog, createRequestLog } from '../../request-log.ts';
import { tokenEndpoint } from './token-endpoint.ts';

const SECRET = 'rsec_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno4D56Ve';

let server: Server;
let log: LogSink;
let fault: Error;

beforeEach(async () => {
  log = new LogSink();
  const endpoints = formEndpoints(
    {
      log: createRequestLog(createLog('info', log)),
      prefixes: DEFAULT_PREFIXES,
      environment: 'live',
      issuer: 'http://127.0.0.1',
      trustedProxies: [],
      now: () => 0,
      noteExposed: () => {},
      noteFailure: () => {},
    },
    [tokenEndpoint({ issueToken: () => Promise.reject(fault) })],
  );
  server = createServer((request, response) => endpoints.answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function request(): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'rspub_0123456789ABCDEF',
    client_secret: SECRET,
  });
  return fetch(`http://127.0.0.1:${port}/api/v1/oauth/token`, { method: 'POST', body });
}

test('a database that does not answer is 503 with Retry-After, and its reason goes to the log alone', async () => {
  fault = new StoreUnavailable('the database refused a statement', { cause: new Error('disk I/O error') });
  const answer = await request();
  const body = await answer.text();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(JSON.parse(body)).toMatchObject({ error: 'temporarily_unavailable' });
  expect(body).not.toContain('disk');
  expect(log.text).toContain('disk I/O error');
  expect(log.text).toContain(answer.headers.get('x-request-id'));
});

test('a bug is 500 without a word about it, and without the secret in the log', async () => {
  fault = new Error(`something with ${SECRET} in it`);
  const answer = await request();
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ error: 'server_error', error_description: expect.any(String) });
  expect(log.text).toContain('something with [credential] in it');
  expect(log.text).not.toContain(SECRET);
});
