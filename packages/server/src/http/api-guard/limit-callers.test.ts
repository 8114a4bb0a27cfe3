import type { CreatedOperator } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adminCall, causeOf } from '../../testing/admin-call.ts';
import { header } from '../../testing/token-endpoint.ts';

let system: System;

beforeEach(async () => {
  const settings = { GATEPASS_OPERATOR_LIMIT: '3', GATEPASS_FAILURE_LIMIT_NETWORK: '2' };
  system = await startSystem({ settings });
});
afterEach(() => system.stop());

const ask = (token?: string, path = '/deployment') =>
  adminCall(system, 'GET', path, token === undefined ? {} : { token });
/** Well-formed, and nobody's. */
const NOBODY = 'rsop_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno4GCTHl';

test('an operator asks so often a minute, twice as often at once, and then waits', async () => {
  for (let count = 0; count < 6; count++) expect((await ask()).status).toBe(200);
  const refused = await ask();
  expect([refused.status, causeOf(refused)]).toEqual([429, 'too_many_requests']);
  expect(header(refused, 'retry-after')).toBe('20');
  expect(header(refused, 'cache-control')).toBe('no-store');
  system.clock.advance(20_000);
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
});

test('one operator’s haste is not another’s', async () => {
  const { body } = await system.admin<CreatedOperator>('POST', '/operators', { name: 'x', role: 'viewer' });
  for (let count = 0; count < 6; count++) await ask();
  expect((await ask()).status).toBe(429);
  expect((await ask(body.operator_token)).status).toBe(200);
});

test('whatever an operator asks for counts, and a refusal for haste says so whatever was asked for', async () => {
  for (const path of ['/nowhere', '/partners/prt_x', '/partners?limit=x']) await ask(undefined, path);
  for (let count = 0; count < 3; count++) expect((await ask()).status).toBe(200);
  for (const path of ['/deployment', '/nowhere']) expect((await ask(undefined, path)).status).toBe(429);
});

test('tokens that are nobody’s are counted by network, and a right one is never refused for them', async () => {
  for (let count = 0; count < 4; count++) expect(causeOf(await ask(NOBODY))).toBe('token_wrong');
  const refused = await ask(NOBODY);
  expect([refused.status, causeOf(refused)]).toEqual([429, 'too_many_wrong_tokens']);
  expect(header(refused, 'retry-after')).toBe('30');
  expect((await ask()).status).toBe(200);
  system.clock.advance(30_000);
  expect([(await ask(NOBODY)).status, (await ask(NOBODY)).status]).toEqual([401, 429]);
});

test('what cannot be a token is told so each time, since nothing is looked up for it', async () => {
  for (let count = 0; count < 10; count++) expect(causeOf(await ask('rsop_x'))).toBe('token_malformed');
  expect(causeOf(await ask(NOBODY))).toBe('token_wrong');
});
