import { describe, expect, expectTypeOf, test } from 'vitest';
import { ok } from '../result.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import type { Client, Partner } from './api-types.ts';

type Sent = readonly [method: string, path: string, body: object | undefined];

/** A client whose requests are kept, and answered by nothing. */
function recorder(): { readonly client: ApiClient<never>; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const client = createApiClient<never>(async <Answer>(method: string, path: string, body?: object) => {
    sent.push([method, path, body]);
    return ok({} as Answer);
  });
  return { client, sent };
}

describe('a function of the client', () => {
  test('takes path parameters, then the body, then the query', async () => {
    const { client, sent } = recorder();
    await client.disablePartner('prt_1', { reason: 'gone' }, { dry_run: 'true' });
    await client.listClients({ limit: '5', after: 'c_1' });
    expect(sent).toEqual([
      ['POST', '/api/v1/admin/partners/prt_1/disable?dry_run=true', { reason: 'gone' }],
      ['GET', '/api/v1/admin/clients?limit=5&after=c_1', undefined],
    ]);
  });

  test('leaves out a query that is not given, or has nothing in it', async () => {
    const { client, sent } = recorder();
    await client.disablePartner('prt_1', { reason: 'gone' });
    await client.listPartners({});
    await client.listPartners();
    expect(sent.map(([, path]) => path)).toEqual([
      '/api/v1/admin/partners/prt_1/disable',
      '/api/v1/admin/partners',
      '/api/v1/admin/partners',
    ]);
  });

  test('encodes what it is given, so that it stays in its place', async () => {
    const { client, sent } = recorder();
    await client.showPartner('a/b?c#d');
    await client.reportNetworks('c_1', { networks: '10.0.0.0/8,::1&x=y' });
    expect(sent.map(([, path]) => path)).toEqual([
      '/api/v1/admin/partners/a%2Fb%3Fc%23d',
      '/api/v1/admin/clients/c_1/networks/report?networks=10.0.0.0%2F8%2C%3A%3A1%26x%3Dy',
    ]);
  });

  test('is typed by its operation', () => {
    type Api = ApiClient<'refused'>;
    expectTypeOf<Parameters<Api['showPartner']>>().toEqualTypeOf<[id: string]>();
    expectTypeOf<
      Extract<Awaited<ReturnType<Api['showPartner']>>, { ok: true }>['value']
    >().toEqualTypeOf<Partner>();
    expectTypeOf<
      Extract<Awaited<ReturnType<Api['showClient']>>, { ok: false }>['refusal']
    >().toEqualTypeOf<'refused'>();
    expectTypeOf<Client['status']>().toEqualTypeOf<'active' | 'disabled'>();
  });
});
