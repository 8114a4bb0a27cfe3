import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../../../testing/partner.ts';
import { startTestApi, type TestApi } from '../../../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function registerTimes(partner: Partner, times: number, query = ''): Promise<number[]> {
  const statuses = [];
  for (let call = 0; call < times; call++) statuses.push((await partner.register({}, query)).status);
  return statuses;
}

describe('POST /v1/accounts/register/partnership → 429', () => {
  test('takes ten calls in a minute and refuses the eleventh until the first is a minute old', async () => {
    const partner = api.partner();
    expect(await registerTimes(partner, 10)).toEqual(Array(10).fill(200));

    api.clock.ms += 15_000;
    const refused = await partner.register();
    expect(refused.status).toBe(429);
    expect(refused.header('retry-after')).toBe('45');

    api.clock.ms += 44_999;
    expect((await partner.register()).status).toBe(429);
    api.clock.ms += 1;
    expect((await partner.register()).status).toBe(200);
  });

  test('keeps a bucket for each manager, though all call from one address', async () => {
    const partner = api.partner();
    await registerTimes(partner, 10);

    expect((await partner.register()).status).toBe(429);
    expect((await api.partner().register()).status).toBe(200);
  });

  test('keeps one bucket for all clients of a manager', async () => {
    const partner = api.partner();
    await registerTimes(partner, 10);

    const colleague = api.partner({ parent_account_id: partner.parentAccountId, client_id: 'b', sub: 'b' });
    expect((await colleague.register()).status).toBe(429);
  });

  test('counts dry runs and refused bodies too', async () => {
    const partner = api.partner();
    expect(await registerTimes(partner, 5, '?dry_run=true')).toEqual(Array(5).fill(200));
    expect(await registerTimes(partner, 5, '?dry_run=no')).toEqual(Array(5).fill(400));
    expect((await partner.register()).status).toBe(429);
  });

  test('counts each route for itself', async () => {
    const partner = api.partner();
    const accountId = await partner.account();
    await registerTimes(partner, 10);

    expect((await partner.setStatus(accountId, 'paused')).status).toBe(200);
    expect((await partner.status(accountId)).status).toBe(200);
  });
});
