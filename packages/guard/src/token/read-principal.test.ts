import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import type { TokenDefect } from '../refusal/guard-refusals.ts';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
});
afterAll(() => api.close());

const NO_STRING = [undefined, null, '', 1, true, {}];

const MALFORMED: Record<string, { defect: TokenDefect; values: readonly unknown[] }> = {
  sub: {
    defect: 'subject_malformed',
    values: [...NO_STRING, ['rspub_0123456789abcdef'], 'rspub_fedcba9876543210', 'rspub_0123456789ABCDEF'],
  },
  client_id: { defect: 'subject_malformed', values: [...NO_STRING, ['rspub_0123456789abcdef'], 'other'] },
  jti: { defect: 'jti_malformed', values: [...NO_STRING, ['a'], 'a b', 'a\nb'] },
  credential_id: { defect: 'credential_id_malformed', values: [...NO_STRING, ['cred0001'], 'cred\n0001'] },
  scope: {
    defect: 'scope_malformed',
    values: [
      ...NO_STRING,
      ['accounts:read'],
      ' ',
      'accounts:read  accounts:write',
      ' accounts:read',
      'a"b',
      'a\\b',
    ],
  },
  parent_account_id: {
    defect: 'parent_account_id_malformed',
    values: [
      ...NO_STRING,
      '*',
      ['1234'],
      [1234],
      1234,
      [],
      '1234,5678',
      '1234 ',
      '\uff11\uff12',
      'a'.repeat(65),
    ],
  },
};

attack('J22', 'refuses a token whose client, scope or account is missing or malformed', async (report) => {
  for (const [claim, { defect, values }] of Object.entries(MALFORMED)) {
    for (const value of values) {
      const token = api.token({ claims: { [claim]: value } });
      const name = value === undefined ? 'missing' : JSON.stringify(value);
      report(`${claim}: ${name}`, await expectInvalidToken(api, token, defect));
    }
  }
  const both = api.token({ claims: { sub: ' ', client_id: ' ' } });
  report('sub and client_id: one space', await expectInvalidToken(api, both, 'subject_malformed'));
  const answer = await api.present(api.token());
  expect(JSON.parse(answer.body)).toEqual({
    clientId: 'rspub_0123456789abcdef',
    parentAccountId: '1234',
    scopes: ['accounts:read', 'accounts:write'],
    credentialId: 'cred0001',
    expiresAt: '2026-01-01T00:05:00.000Z',
  });
  report('all of them as they should be', '200');
});
