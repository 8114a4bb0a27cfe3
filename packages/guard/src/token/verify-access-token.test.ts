import fc from 'fast-check';
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCE, NOW, type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { makeTestKey, signCompact } from '../testing/test-key.ts';

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
  await api.guard.ready();
});
afterAll(() => api.close());

async function guardAccepts(token: string): Promise<boolean> {
  const request = { method: 'GET', url: '/', header: (name: string) => bearer(name, token) };
  return (await api.guard.authenticate(request)).ok;
}

function bearer(name: string, token: string): string[] {
  return name === 'authorization' ? [`Bearer ${token}`] : [];
}

describe('an access token', () => {
  it('is refused after any change of a single character', async () => {
    const token = api.token();
    const character = fc.constantFrom(
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/~',
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), character, async (index, replacement) => {
        fc.pre(token[index] !== replacement);
        expect(await guardAccepts(token.slice(0, index) + replacement + token.slice(index + 1))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused after a character is inserted, removed, or swapped with its neighbour', async () => {
    const token = api.token();
    for (let index = 0; index < token.length; index++) {
      const before = token.slice(0, index);
      expect(await guardAccepts(`${before}A${token.slice(index)}`)).toBe(false);
      expect(await guardAccepts(before + token.slice(index + 1))).toBe(false);
      const [first, second] = [token[index] ?? '', token[index + 1] ?? ''];
      if (first !== second)
        expect(await guardAccepts(before + second + first + token.slice(index + 2))).toBe(second === '');
    }
  });
});

describe('the guard and jose, pinned to the same issuer, audience, type and algorithm', () => {
  const stranger = makeTestKey('key-1');

  /** Stands for the issuer, whose port is known only later. */
  const OURS = 'ours';

  /** Right values more often than wrong ones, so that many tokens are right in everything. */
  function mostly(right: readonly unknown[], wrong: readonly unknown[]): fc.Arbitrary<unknown> {
    return fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...right) },
      { weight: 1, arbitrary: fc.constantFrom(...wrong) },
    );
  }

  /** Everything that both of them check. */
  const change = {
    claims: fc.record({
      iss: mostly([OURS], ['https://attacker.example.com', '', undefined, 1, ['x']]),
      aud: mostly([AUDIENCE, [AUDIENCE], ['x', AUDIENCE]], [['x'], [], 'x', undefined]),
      iat: mostly([NOW - 50, NOW, NOW + 4, NOW + 5], [NOW + 6, NOW + 50, undefined, 'now']),
      exp: mostly([NOW + 200, NOW + 1, NOW, NOW - 4], [NOW - 5, NOW - 6, NOW - 50, undefined, 'then']),
      nbf: mostly([undefined, NOW - 50, NOW, NOW + 5], [NOW + 6, NOW + 50, 'now']),
      jti: mostly(['a.1', 'b.2'], [undefined]),
    }),
    header: fc.record({
      alg: mostly(['RS256'], ['RS512', 'none', 'HS256', undefined]),
      typ: mostly(['at+jwt', 'AT+JWT', 'application/at+jwt'], ['JWT', 'at', undefined]),
      kid: mostly(['key-1'], ['key-2']),
      crit: mostly([undefined], [['exp'], ['x']]),
      cty: mostly([undefined, 'json'], ['x']),
    }),
    isStranger: mostly([false], [true]),
  };

  it('judge every token alike', async () => {
    const keySet = createLocalJWKSet({ keys: [api.key.jwk as never] });
    const seen = { accepted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.record(change), async ({ claims, header, isStranger }) => {
        const signer = isStranger ? stranger : api.key;
        const named = claims.iss === OURS ? { ...claims, iss: api.issuer.origin } : claims;
        const token = signCompact(signer, api.header(header), api.claims(named));
        const joseAccepts = await jwtVerify<JWTPayload>(token, keySet, {
          algorithms: ['RS256'],
          typ: 'at+jwt',
          issuer: api.issuer.origin,
          audience: AUDIENCE,
          clockTolerance: 5,
          maxTokenAge: 300,
          currentDate: new Date(NOW * 1000),
          requiredClaims: ['exp', 'iat', 'jti'],
        }).then(
          () => true,
          () => false,
        );
        expect(await guardAccepts(token)).toBe(joseAccepts);
        seen[joseAccepts ? 'accepted' : 'refused']++;
      }),
      { numRuns: 1000, seed: 20260101 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(200);
  });
});
