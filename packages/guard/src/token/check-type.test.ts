import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { signCompact } from '../testing/test-key.ts';

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
  await api.guard.ready();
});
afterAll(() => api.close());

attack('J07', 'accepts the type at+jwt in its three spellings only', async (report) => {
  for (const typ of ['at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/At+JWT']) {
    const answer = await api.present(api.token({ header: { typ } }));
    expect(answer.status).toBe(200);
    report(`typ ${JSON.stringify(typ)}`, '200');
  }
  const others = [
    'JWT',
    'jwt',
    undefined,
    null,
    '',
    'logout+jwt',
    'at+jwt ',
    'at',
    'text/at+jwt',
    ['at+jwt'],
    1,
  ];
  for (const typ of others) {
    const token = api.token({ header: { typ } });
    const name = typ === undefined ? 'missing' : JSON.stringify(typ);
    report(`typ ${name}`, await expectInvalidToken(api, token, 'typ_not_access_token'));
  }
});

attack('J08', 'refuses other tokens that the trusted key signed', async (report) => {
  const { claims } = api;
  const others: [string, string, Record<string, unknown>][] = [
    [
      'a client assertion (RFC 7523)',
      'JWT',
      claims({ iss: 'rspub_0123456789abcdef', aud: api.issuer.origin }),
    ],
    ['an assertion with the claims of an access token', 'client-authentication+jwt', claims()],
    ['an introspection response (RFC 9701)', 'token-introspection+jwt', claims({ active: true })],
    ['a console session', 'session+jwt', claims()],
    ['a cut-off document', 'cutoffs+jwt', { epoch: 1, version: 1, iat: 1, exp: 61, entries: [] }],
    ['an ID token', 'JWT', claims()],
  ];
  for (const [name, typ, payload] of others) {
    const token = signCompact(api.key, api.header({ typ }), payload);
    report(`${name}, typ ${typ}`, await expectInvalidToken(api, token, 'typ_not_access_token'));
  }
});

describe('the header', () => {
  it('is accepted as our issuer writes it, so that the refusals above mean something', async () => {
    expect(await api.present(api.token())).toMatchObject({ status: 200 });
  });

  it.each([undefined, null, '', 7, ['key-1'], 'key 1', 'key-1\n', 'k'.repeat(129)])(
    'is refused with the key id %j, without a fetch',
    async (kid) => {
      const requestsBefore = api.issuer.requests.length;
      await expectInvalidToken(api, api.token({ header: { kid } }), 'kid_malformed');
      expect(api.issuer.requests.length).toBe(requestsBefore);
    },
  );
});
