import { ADMIN_PATH, JWKS_PATH, METADATA_PATH, PARTNER_PATH } from '@gatepass/protocol';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { header, send } from '../testing/token-endpoint.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const ask = (method: string, path: string, token?: string) =>
  send(system, {
    method,
    path,
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });

test.each([
  [200, 'GET', `${ADMIN_PATH}/deployment`],
  [400, 'GET', `${ADMIN_PATH}/partners?limit=x`],
  [404, 'GET', `${ADMIN_PATH}/partners/prt_nobody`],
  [404, 'GET', `${ADMIN_PATH}/nowhere`],
  [404, 'GET', `${ADMIN_PATH}/partners/%70rt`],
  [405, 'DELETE', `${ADMIN_PATH}/partners`],
  [401, 'GET', `${PARTNER_PATH}/clients`],
  [404, 'GET', `${PARTNER_PATH}/clients/%70rt`],
])(
  '%i %s %s is kept by nobody, taken for nothing but JSON, and names no server',
  async (status, method, path) => {
    const answer = await ask(method, path, system.operatorToken);
    expect(answer.status).toBe(status);
    expect(header(answer, 'content-type')).toMatch(/^application\/(problem\+)?json/);
    expect(header(answer, 'cache-control')).toBe('no-store');
    expect(header(answer, 'x-content-type-options')).toBe('nosniff');
    expect(header(answer, 'referrer-policy')).toBe('no-referrer');
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin']) {
      expect(header(answer, name)).toBeUndefined();
    }
  },
);

test.each([JWKS_PATH, METADATA_PATH, '/nowhere'])('%s is taken for nothing but what it is', async (path) => {
  const answer = await ask('GET', path);
  expect(header(answer, 'x-content-type-options')).toBe('nosniff');
  expect(header(answer, 'referrer-policy')).toBe('no-referrer');
  expect(header(answer, 'server')).toBeUndefined();
});
