import * as nodeCrypto from 'node:crypto';
import { createHmac } from 'node:crypto';
import { attack } from '@gatepass/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createGuard } from './create-guard.ts';
import type { GuardRequest } from './guard.ts';
import { expectInvalidToken } from './testing/expect-invalid-token.ts';
import {
  type Answer,
  AUDIENCE,
  inShort,
  NOW,
  type ProtectedApi,
  startProtectedApi,
} from './testing/protected-api.ts';
import { encodeSegment, makeTestKey, signCompact } from './testing/test-key.ts';

const apis: ProtectedApi[] = [];
async function start(options: Parameters<typeof startProtectedApi>[0] = {}): Promise<ProtectedApi> {
  const api = await startProtectedApi(options);
  apis.push(api);
  return api;
}
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(apis.splice(0).map((api) => api.close()));
});

function requestWith(token: string, changes: Partial<GuardRequest> = {}): GuardRequest {
  const header = (name: string) => (name === 'authorization' ? [`Bearer ${token}`] : []);
  return { method: 'GET', url: '/', header, ...changes };
}

function bearer(token: string): readonly string[] {
  return ['Authorization', `Bearer ${token}`];
}

attack(
  'J03',
  'refuses any key id that is not ours, at the cost of one fetch for each cool-down',
  async (report) => {
    const api = await start();
    await api.guard.ready();
    expect(api.issuer.requests.length).toBe(1);
    api.clock.seconds += 1;
    const attacker = makeTestKey('attacker');

    for (const kid of ['key-2', '__proto__', 'constructor', '../../dev/null', "'OR'1'='1", 'key-1\u0000']) {
      const claims = encodeSegment(api.claims());
      const input = `${encodeSegment(api.header({ alg: 'HS256', kid }))}.${claims}`;
      const forged = `${input}.${createHmac('sha256', '').update(input).digest('base64url')}`;
      const name = JSON.stringify(kid);
      report(
        `HS256 with an empty key, kid ${name}`,
        await expectInvalidToken(api, forged, 'alg_not_allowed'),
      );
      const signed = signCompact(attacker, api.header({ kid }), api.claims());
      const outcome = await expectInvalidToken(api, signed, ['kid_unknown', 'kid_malformed']);
      report(`RS256 by a key of the attacker, kid ${name}`, outcome);
    }
    for (const kid of [undefined, null, '', 0, ['key-1'], 'k'.repeat(4000)]) {
      const token = api.token({ header: { kid } });
      const name = kid === undefined ? 'missing' : JSON.stringify(kid).slice(0, 20);
      report(`RS256 by our key, kid ${name}`, await expectInvalidToken(api, token, 'kid_malformed'));
    }
    const long = signCompact(api.key, api.header({ kid: 'k'.repeat(102_400) }), api.claims());
    expect(await api.guard.authenticate(requestWith(long))).toMatchObject({
      refusal: { reason: 'token_too_long' },
    });
    const answer = await api.present(long);
    expect(answer.status).toBe(431);
    report('kid of 100 KiB', '431, by the limit of node:http; 401 by the guard');
    expect(api.issuer.requests.length).toBe(2);

    for (let number = 0; number < 1000; number++) {
      const token = api.token({ header: { kid: `unknown-${number}` } });
      expect(await api.guard.authenticate(requestWith(token))).toMatchObject({
        refusal: { reason: 'kid_unknown' },
      });
    }
    expect(api.issuer.requests.length).toBe(2);
    report(
      '1,000 more unknown key ids within the cool-down',
      '401 each time; fetches: 1 for all of the above',
    );
    api.clock.seconds += 30;
    await expectInvalidToken(api, api.token({ header: { kid: 'unknown' } }), 'kid_unknown');
    expect(api.issuer.requests.length).toBe(3);
    report('one after the cool-down of 30 s', '401; fetches: 1');
  },
);

attack('J24', 'lets nobody pass when something fails inside', async (report) => {
  function expectUnavailable(api: ProtectedApi, answer: Answer): string {
    expect(answer).toMatchObject({ status: 503, challenge: undefined });
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'keys_unavailable' });
    expect(api.handled).toEqual([]);
    expect(api.errors.length).toBe(1);
    return `${inShort(answer)}, the handler not called`;
  }

  for (const failingCall of [1, 2, 3]) {
    let calls = 0;
    const now = () => {
      if (++calls === failingCall) throw new Error('no clock');
      return NOW * 1000;
    };
    const api = await start({ now });
    if (failingCall === 3) await api.guard.ready();
    const answer = await api.present(api.token());
    report(`the clock fails at its call ${failingCall}`, expectUnavailable(api, answer));
  }

  for (const time of [Number.NaN, Number.POSITIVE_INFINITY, undefined, '1767225600000']) {
    const api = await start({ now: () => time as number });
    report(`the clock says ${time}`, expectUnavailable(api, await api.present(api.token())));
  }

  const verifiers: [string, () => unknown][] = [
    [
      'throws',
      () => {
        throw new Error('no crypto');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no crypto'))],
  ];
  for (const [name, verify] of verifiers) {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ ...nodeCrypto, verify } as never);
    const api = await start();
    vi.restoreAllMocks();
    report(`the cryptographic library ${name}`, expectUnavailable(api, await api.present(api.token())));
  }
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue({
    ...nodeCrypto,
    verify: () => 'no boolean',
  } as never);
  const truthy = await start();
  vi.restoreAllMocks();
  const outcome = await expectInvalidToken(truthy, truthy.token(), 'signature_wrong');
  report('the cryptographic library returns something that is merely truthy', outcome);

  const fetches: [string, () => unknown][] = [
    [
      'throws',
      () => {
        throw new Error('no network');
      },
    ],
    ['rejects with no error', () => Promise.reject(undefined)],
    ['gives nothing', () => Promise.resolve(undefined)],
    ['gives an answer without a body', () => Promise.resolve({ status: 200, headers: new Headers() })],
  ];
  for (const [name, fetch] of fetches) {
    const api = await start({ fetch: fetch as never });
    report(`the fetch of the key set ${name}`, expectUnavailable(api, await api.present(api.token())));
  }

  const api = await start({
    onError: () => {
      throw new Error('no log');
    },
    now: () => Number.NaN,
  });
  const answer = await api.present(api.token());
  expect(answer.status).toBe(503);
  report('the clock says NaN, and reporting that fails, too', inShort(answer));

  const broken = requestWith('', {
    header: () => {
      throw new Error('no headers');
    },
  });
  expect(await api.guard.authorize(broken)).toMatchObject({
    ok: false,
    refusal: { reason: 'verification_failed' },
  });
  report('the headers of the request cannot be read', '503');
});

describe('with the issuer away', () => {
  it('answers 503 with Retry-After as long as there is no key set, and does not ask at every call', async () => {
    const api = await start();
    api.issuer.answer((_request, response) => response.writeHead(500).end());
    await expect(api.guard.ready()).rejects.toThrow('The answer has status 500.');
    const outcome = await api.guard.authenticate(requestWith(api.token()));
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'keys_unavailable', status: 503, retryAfterSeconds: 5, reason: 'key_set_unavailable' },
    });
    expect(api.issuer.requests.length).toBe(1);
    api.issuer.publish([api.key.jwk]);
    api.clock.seconds += 5;
    expect(await api.present(api.token())).toMatchObject({ status: 200 });
  });

  it.each([
    ['500', (response: import('node:http').ServerResponse) => response.writeHead(500).end()],
    ['an empty key set', (response: import('node:http').ServerResponse) => response.end('{"keys":[]}')],
    ['HTML', (response: import('node:http').ServerResponse) => response.end('<p>Sign in</p>')],
  ])('keeps the last good key set when it answers with %s', async (_what, answer) => {
    const api = await start();
    await api.guard.ready();
    api.issuer.answer((_request, response) => answer(response));
    api.clock.seconds += 301;
    const token = api.token({ claims: { iat: NOW + 301, exp: NOW + 601 } });
    expect(await api.present(token)).toMatchObject({ status: 200 });
    expect(api.issuer.requests.length).toBe(2);
    expect(api.errors.length).toBe(1);
  });

  it('needs no unhandled rejection to say so when nobody waits for a fetch', async () => {
    const api = await start();
    await api.guard.ready();
    const failed = new Promise<void>((resolve) => {
      api.issuer.answer((_request, response) => {
        response.once('close', () => resolve());
        response.destroy();
      });
    });
    api.clock.seconds += 225;
    const token = api.token({ claims: { iat: NOW + 225, exp: NOW + 525 } });
    expect(await api.present(token)).toMatchObject({ status: 200 });
    await failed;
    expect(await api.present(token)).toMatchObject({ status: 200 });
  });
});

describe('authenticate', () => {
  it('accepts a token by a key that was published since, after one fetch', async () => {
    const api = await start();
    await api.guard.ready();
    const next = makeTestKey('key-2');
    api.issuer.publish([api.key.jwk, next.jwk]);
    api.clock.seconds += 1;
    const token = signCompact(next, api.header({ kid: 'key-2' }), api.claims());
    expect(await api.present(token)).toMatchObject({ status: 200 });
    expect(api.issuer.requests.length).toBe(2);
  });

  it('fetches the key set once for many first calls at the same time', async () => {
    const api = await start();
    const token = api.token();
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () => api.guard.authenticate(requestWith(token))),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(api.issuer.requests.length).toBe(1);
  });

  it('takes the bearer scheme in any case (RFC 9110 §11.1)', async () => {
    const api = await start();
    for (const scheme of ['bearer', 'BEARER']) {
      const headers = ['authorization', `${scheme} ${api.token()}`];
      expect(await api.send({ headers })).toMatchObject({ status: 200 });
    }
  });

  it('asks for a token without an error where none was sent (RFC 6750 §3.1)', async () => {
    const api = await start();
    const token = api.token();
    for (const sent of [
      {},
      { headers: ['authorization', 'Basic eDp5'] },
      { path: `/?access_token=${token}` },
    ]) {
      const answer = await api.send(sent);
      expect(answer).toMatchObject({ status: 401, challenge: 'Bearer realm="gatepass"' });
      expect(answer.body).not.toContain(token);
    }
    expect(api.handled).toEqual([]);
  });

  it('refuses a token sent in two ways with invalid_request (RFC 6750 §2)', async () => {
    const api = await start();
    const twice = [...bearer(api.token()), ...bearer(api.token())];
    const inQuery = { path: '/?access_token=x', headers: bearer(api.token()) };
    for (const sent of [{ headers: twice }, inQuery]) {
      const answer = await api.send(sent);
      expect(answer.status).toBe(400);
      expect(answer.challenge).toMatch(
        /^Bearer realm="gatepass", error="invalid_request", error_description="/,
      );
    }
    expect(api.handled).toEqual([]);
  });

  it('never repeats what it was sent, whatever that is', async () => {
    const api = await start();
    for (const sent of ['canary"', 'canary\\', 'canary.canary.canary', `${api.token()}canary`]) {
      const answer = await api.present(sent);
      expect(JSON.stringify(answer)).not.toMatch(/canary|eyJ|key-1/);
    }
  });
});

describe('requireScope', () => {
  it('names the scope that is missing (RFC 6750 §3.1)', async () => {
    const api = await start({ scope: 'accounts:write' });
    const token = api.token({ claims: { scope: 'accounts:read accounts:writes' } });
    const answer = await api.present(token);
    expect(answer.status).toBe(403);
    expect(answer.challenge).toMatch(
      /error="insufficient_scope", error_description="[^"]+", scope="accounts:write"$/,
    );
    expect(api.handled).toEqual([]);
    expect(await api.present(api.token())).toMatchObject({ status: 200 });
  });

  it.each(['', 'a b', ' a', 'a"', 'a a'])('takes no part in a route that asks for %j', async (scope) => {
    const guard = createGuard({ issuer: 'https://auth.example.com', audience: AUDIENCE });
    const principal = {
      clientId: 'c',
      parentAccountId: '1',
      scopes: [scope],
      credentialId: 'k',
      expiresAt: new Date(0),
    };
    expect(() => guard.requireScope(principal, scope)).toThrow(TypeError);
    await expect(guard.authorize(requestWith('x'), { scope })).rejects.toThrow(TypeError);
  });
});

describe('authorize', () => {
  it('judges the token first, then the account, then the scope', async () => {
    const api = await start({ scope: 'accounts:write' });
    const weak = bearer(api.token({ claims: { scope: 'accounts:read' } }));
    const wrongAccount = ['X-Platform-Parent-Account-Id', '9999'];
    const rightAccount = ['x-platform-parent-account-id', '1234'];
    const post = (...headers: readonly string[]) => api.send({ method: 'POST', headers });
    expect((await post(...bearer('x'), ...wrongAccount)).reason).toBe('not_compact_jws');
    expect((await post(...weak)).reason).toBe('account_header_missing');
    expect((await post(...weak, ...wrongAccount)).reason).toBe('account_not_of_token');
    expect((await post(...weak, ...rightAccount)).reason).toBe('scope_not_granted');
    expect(api.handled).toEqual([]);
    expect(await post(...bearer(api.token()), ...rightAccount)).toMatchObject({ status: 200 });
    expect(api.handled).toEqual(['POST for 1234']);
  });

  it('answers each account mistake with the status of its own, on reads as well', async () => {
    const api = await start();
    const name = 'X-Platform-Parent-Account-Id';
    const statusOf = async (method: string, ...headers: string[]) =>
      (await api.send({ method, headers: [...bearer(api.token()), ...headers] })).status;
    expect(await statusOf('PUT')).toBe(422);
    expect(await statusOf('PUT', name, '9999')).toBe(403);
    expect(await statusOf('PUT', name, '1234,1234')).toBe(400);
    expect(await statusOf('PUT', name, '1234', name, '1234')).toBe(400);
    expect(await statusOf('GET', name, '9999')).toBe(403);
    expect(await statusOf('GET', name, '1234', name, '1234')).toBe(400);
    expect(await statusOf('GET')).toBe(200);
    expect(await statusOf('PUT', name, ' 1234\t')).toBe(200);
    expect(await statusOf('PUT', 'X_Platform_Parent_Account_Id', '1234')).toBe(422);
  });
});
