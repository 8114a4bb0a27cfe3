import { describe, expect, test } from 'vitest';
import { sameTerms, settingsOf, termsFor } from './approval-terms.ts';

const request = {
  scope: ['accounts:read', 'accounts:write'],
  networks: ['203.0.113.0/24'],
  partnerId: null as string | null,
  platformName: 'Acme',
};
const NOW = 1000;

function termsOf(wanted: Parameters<typeof termsFor>[1], of: Partial<typeof request> = {}) {
  const terms = termsFor({ ...request, ...of }, wanted, NOW);
  if (!terms.ok) throw new Error(terms.refusal);
  return terms.value;
}

describe('the terms of an approval', () => {
  test('are those of the request where nothing else is named', () => {
    expect(termsOf({})).toEqual({
      scope: request.scope,
      networks: { list: request.networks, stage: 'enforce' },
      tokensPerHour: null,
      endsAt: null,
      partnerId: null,
      clientName: 'Acme',
      shareAccount: false,
    });
  });

  test('allow every network where none was asked for', () => {
    expect(termsOf({}, { networks: [] }).networks).toEqual({ list: [], stage: 'off' });
  });

  test('never have a scope that was not asked for', () => {
    expect(termsFor({ ...request, scope: ['accounts:read'] }, { scope: request.scope }, NOW)).toEqual({
      ok: false,
      refusal: 'scope_wider',
    });
  });

  test.each([
    ['an end that is past', { endsAt: NOW }, 'end_past'],
    [
      'an empty list that would shut everybody out',
      { networks: { list: [], stage: 'enforce' } },
      'networks_missing',
    ],
  ] as const)('refuse %s', (_what, wanted, refusal) => {
    expect(termsFor(request, wanted, NOW)).toEqual({ ok: false, refusal });
  });

  test('never give a request of one partner to another', () => {
    const theirs = { ...request, partnerId: 'prt_1' };
    expect(termsFor(theirs, { partnerId: 'prt_2' }, NOW)).toEqual({ ok: false, refusal: 'partner_differs' });
    expect(termsOf({ partnerId: 'prt_1' }, { partnerId: 'prt_1' }).partnerId).toBe('prt_1');
  });

  test('are not to be had for what was erased', () => {
    expect(termsFor({ ...request, platformName: null }, { clientName: 'Acme' }, NOW)).toEqual({
      ok: false,
      refusal: 'texts_erased',
    });
  });

  test('are the same in whatever order scopes and networks are named', () => {
    const networks = { list: ['198.51.100.0/24', '203.0.113.0/24'] };
    const one = termsOf({ scope: ['accounts:write', 'accounts:read'], networks });
    const other = termsOf({ networks: { list: networks.list.toReversed() } });
    expect(sameTerms(one, other)).toBe(true);
  });

  test.each([
    { scope: ['accounts:read'] },
    { networks: { stage: 'report' as const } },
    { tokensPerHour: 10 },
    { endsAt: NOW + 1 },
    { partnerId: 'prt_1' },
    { clientName: 'Other' },
    { shareAccount: true },
  ])('differ where one thing does: %j', (wanted) => {
    expect(sameTerms(termsOf({}), termsOf(wanted))).toBe(false);
  });

  test('give the client its settings, a limit enforced', () => {
    expect(settingsOf(termsOf({ tokensPerHour: 10, endsAt: 5000 }))).toMatchObject({
      authMethod: 'client_secret',
      endsAt: 5000,
      networks: { list: request.networks, stage: 'enforce' },
      tokenBudget: { tokensPerHour: 10, stage: 'enforce' },
    });
  });
});
