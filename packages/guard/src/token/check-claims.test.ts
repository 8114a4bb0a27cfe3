import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInvalidToken } from '../testing/expect-invalid-token.ts';
import { AUDIENCE, NOW, type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { signCompact } from '../testing/test-key.ts';
import { type ClaimRules, checkTimes } from './check-claims.ts';

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
});
afterAll(() => api.close());

function withClaims(claims: Record<string, unknown>): string {
  return api.token({ claims });
}

async function expectAccepted(token: string): Promise<void> {
  expect(await api.present(token)).toMatchObject({ status: 200 });
}

attack('J09', 'accepts the issuer byte for byte and in no other form', async (report) => {
  const good = api.issuer.origin;
  await expectAccepted(withClaims({ iss: good }));
  const issuers: [string, unknown][] = [
    ['a slash at its end', `${good}/`],
    ['another case', good.replace('http', 'HTTP')],
    ['a prefix of ours', good.slice(0, -1)],
    ['ours and more', `${good}.attacker.example`],
    ['ours after more', `https://attacker.example/${good}`],
    ['white space around it', ` ${good}`],
    ['an array of ours', [good]],
    ['an array of ours and another', ['https://attacker.example', good]],
    ['missing', undefined],
    ['null', null],
    ['a number', 1],
    ['an object', { [good]: good }],
  ];
  for (const [name, iss] of issuers) {
    report(`iss: ${name}`, await expectInvalidToken(api, withClaims({ iss }), 'iss_wrong'));
  }
});

attack('J10', 'accepts our audience alone or in an array, and no part of it', async (report) => {
  await expectAccepted(withClaims({ aud: AUDIENCE }));
  await expectAccepted(withClaims({ aud: ['https://other.example.com', AUDIENCE] }));
  report('aud: an array of another API and us', '200');
  const audiences: [string, unknown][] = [
    ['missing', undefined],
    ['another API', 'https://other.example.com'],
    ['""', ''],
    ['[]', []],
    ['an array without us', ['https://other.example.com', `${AUDIENCE}/`]],
    ['a part of ours', AUDIENCE.slice(0, -1)],
    ['ours and more', `${AUDIENCE}/v2`],
    ['ours in an array in an array', [[AUDIENCE]]],
    ['ours beside a number in an array', [AUDIENCE, 1]],
    ['ours and another, joined by a space', `https://other.example.com ${AUDIENCE}`],
    ['a number', 1],
    ['null', null],
    ['an object', { 0: AUDIENCE, length: 1 }],
  ];
  for (const [name, aud] of audiences) {
    report(`aud: ${name}`, await expectInvalidToken(api, withClaims({ aud }), 'aud_wrong'));
  }
});

attack('J11', 'refuses a token past its end, and one that has no proper end', async (report) => {
  await expectAccepted(withClaims({ iat: NOW - 300, exp: NOW - 4 }));
  report('exp 4 s ago, with 5 s of tolerance', '200');
  for (const secondsAgo of [5, 6, 3600]) {
    const token = withClaims({ iat: NOW - secondsAgo - 300, exp: NOW - secondsAgo });
    report(`exp ${secondsAgo} s ago`, await expectInvalidToken(api, token, 'expired'));
  }
  const malformed = [
    '1700000000',
    String(NOW + 300),
    null,
    undefined,
    NOW + 0.5,
    2 ** 53,
    true,
    [NOW],
    {},
    -1,
  ];
  for (const exp of malformed) {
    const name =
      exp === undefined
        ? 'missing'
        : typeof exp === 'number'
          ? `a number such as ${kindOf(exp)}`
          : typeof exp;
    report(`exp: ${name}`, await expectInvalidToken(api, withClaims({ exp }), 'exp_malformed'));
  }
  const claims = JSON.stringify(api.claims({ exp: 0 }));
  const infinite = signCompact(api.key, api.header(), claims.replace('"exp":0', '"exp":1e400'));
  report('exp: 1e400', await expectInvalidToken(api, infinite, 'exp_malformed'));
});

function kindOf(exp: number): string {
  if (exp < 0) return '-1';
  return exp === 2 ** 53 ? '2^53' : 'one with a fraction';
}

attack('J12', 'refuses a token of the future, and one that lives longer than tokens do', async (report) => {
  await expectAccepted(withClaims({ iat: NOW + 5, nbf: NOW + 5, exp: NOW + 305 }));
  report('iat and nbf 5 s ahead, with 5 s of tolerance', '200');
  const early = withClaims({ iat: NOW + 6, exp: NOW + 300 });
  report('iat 6 s ahead', await expectInvalidToken(api, early, 'issued_in_future'));
  const notYet = withClaims({ nbf: NOW + 6 });
  report('nbf 6 s ahead', await expectInvalidToken(api, notYet, 'not_yet_valid'));
  await expectAccepted(withClaims({ exp: NOW + 305 }));
  report('a life of 305 s, with 5 s of tolerance', '200');
  for (const lifetime of [306, 3600, 10 * 365 * 86_400]) {
    const token = withClaims({ exp: NOW + lifetime });
    report(`a life of ${lifetime} s`, await expectInvalidToken(api, token, 'lifetime_too_long'));
  }
  const hidden = withClaims({ iat: NOW - 3600, exp: NOW + 1 });
  report('a life of 3601 s that is nearly over', await expectInvalidToken(api, hidden, 'lifetime_too_long'));
  for (const value of [undefined, null, String(NOW), NOW + 0.5, -1, [NOW]]) {
    const token = withClaims({ iat: value });
    const name = value === undefined ? 'missing' : typeof value;
    report(`iat: ${name}`, await expectInvalidToken(api, token, 'iat_malformed'));
  }
  for (const value of [null, String(NOW), NOW + 0.5, -1]) {
    report(
      `nbf: ${typeof value}`,
      await expectInvalidToken(api, withClaims({ nbf: value }), 'nbf_malformed'),
    );
  }
});

describe('checkTimes', () => {
  const rules: ClaimRules = {
    issuer: 'https://auth.example.com',
    audience: AUDIENCE,
    clockToleranceSeconds: 0,
    maxTokenLifetimeSeconds: 300,
  };
  const claims = { iat: NOW, nbf: NOW, exp: NOW + 300 };

  it('takes the first instant and not the last (RFC 7519 §4.1.4)', () => {
    expect(checkTimes(claims, rules, NOW)).toEqual({ ok: true, value: new Date((NOW + 300) * 1000) });
    expect(checkTimes(claims, rules, NOW + 299.999)).toMatchObject({ ok: true });
    expect(checkTimes(claims, rules, NOW + 300)).toEqual({ ok: false, refusal: 'expired' });
    expect(checkTimes(claims, rules, NOW - 0.001)).toEqual({ ok: false, refusal: 'issued_in_future' });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'lets nothing pass when the clock says %d',
    (now) => {
      expect(checkTimes(claims, rules, now)).toMatchObject({ ok: false });
    },
  );
});
