import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CreatedSecret, makeClientId, makeSecret, type Secret, TOKEN_PATH } from '@gatepass/protocol';
import { attack, type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRows } from '../../../testing/count-rows.ts';
import { sendForms } from '../../../testing/send-forms.ts';
import {
  basicOf,
  comparable,
  formOf,
  header,
  describe as line,
  type Sent,
  send,
  type TokenAnswer,
} from '../../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;
let refused: unknown;

const grant = 'grant_type=client_credentials';
const wrongSecret = () => makeSecret('rsec', 'live', randomBytes).text;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
  refused = comparable(await send(system, { body: formOf({ ...pair, clientSecret: wrongSecret() }) }));
});
afterAll(() => system.stop());

/** The one answer for everything that depends on stored state. */
function expectRefused(answer: TokenAnswer): void {
  expect(answer.status).toBe(401);
  expect(answer.json.error).toBe('invalid_client');
  expect(comparable(answer)).toEqual(refused);
}

function expectError(answer: TokenAnswer, status: number, error: string): void {
  expect(answer.status, answer.body).toBe(status);
  expect(answer.json.error).toBe(error);
  if (status === 401) expect(header(answer, 'www-authenticate')).toMatch(/^Basic realm="/);
}

async function secretOf(clientId: string): Promise<Secret> {
  const { body } = await system.admin<{ items: Secret[] }>('GET', `/clients/${clientId}/secrets`);
  return body.items[0] as Secret;
}

attack('C01', 'an unknown client and a wrong secret get the same bytes', async (report) => {
  const unknown = { ...pair, clientId: makeClientId('rspub', 'live', randomBytes) };
  const cases = {
    'an unknown client_id, the secret of another client': unknown,
    'an unknown client_id, a secret that was never made': { ...unknown, clientSecret: wrongSecret() },
    'a known client_id, a secret that was never made': { ...pair, clientSecret: wrongSecret() },
  };
  for (const [what, presented] of Object.entries(cases)) {
    const answer = await send(system, { body: formOf(presented) });
    expectRefused(answer);
    report(what, line(answer));
  }
});

attack('C02', 'two ways to authenticate at once are refused, equal or not', async (report) => {
  const authorization = basicOf(pair.clientId, pair.clientSecret);
  const assertion = 'client_assertion_type=x&client_assertion=y';
  const cases: Record<string, Sent> = {
    'Basic and the same pair in the body': { headers: { authorization }, body: formOf(pair) },
    'Basic and another secret in the body': {
      headers: { authorization },
      body: formOf({ ...pair, clientSecret: wrongSecret() }),
    },
    'Basic and a client_assertion': { headers: { authorization }, body: `${grant}&${assertion}` },
    'a secret and a client_assertion': { body: `${formOf(pair)}&${assertion}` },
    'Bearer and a pair in the body': { headers: { authorization: 'Bearer abc' }, body: formOf(pair) },
  };
  for (const [what, sent] of Object.entries(cases)) {
    const answer = await send(system, sent);
    expectError(answer, 400, 'invalid_request');
    report(what, line(answer));
  }
});

attack('C03', 'a client_id in the body must be the one in Basic', async (report) => {
  const authorization = basicOf(pair.clientId, pair.clientSecret);
  const other = makeClientId('rspub', 'live', randomBytes);
  const contradicting = await send(system, {
    headers: { authorization },
    body: `${grant}&client_id=${other}`,
  });
  expectError(contradicting, 400, 'invalid_request');
  report('another client_id in the body', line(contradicting));
  const same = await send(system, {
    headers: { authorization },
    body: `${grant}&client_id=${pair.clientId}`,
  });
  expect(same.status).toBe(200);
  report('the same client_id in the body', line(same));
});

attack('C04', 'malformed Basic is refused; the scheme is compared without regard to case', async (report) => {
  const good = basicOf(pair.clientId, pair.clientSecret);
  const base64 = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const malformed = {
    'no colon': base64(pair.clientId),
    'no base64': 'Basic !!!!',
    'base64 with a space inside': `${good.slice(0, 30)} ${good.slice(30)}`,
    base64url: `Basic ${Buffer.from('a>b?:c').toString('base64url')}`,
    'bits set behind the end of the base64': base64('ab:c').replace(/.=*$/, (end) =>
      end.startsWith('=') ? end : 'B',
    ),
    'an empty user': base64(`:${pair.clientSecret}`),
    'an empty password': base64(`${pair.clientId}:`),
    'Basic alone': 'Basic',
    Digest: `Digest ${good.slice(6)}`,
    'malformed percent-encoding': base64(`${pair.clientId}%zz:${pair.clientSecret}`),
    'bytes outside UTF-8': `Basic ${Buffer.from([0xff, 0x3a, 0xff]).toString('base64')}`,
  };
  for (const [what, authorization] of Object.entries(malformed)) {
    const answer = await send(system, { headers: { authorization }, body: grant });
    expectError(answer, 401, 'invalid_client');
    report(what, line(answer));
  }
  const twice = await send(system, { headers: { Authorization: good, authorization: good }, body: grant });
  expectError(twice, 400, 'invalid_request');
  report('two Authorization headers', line(twice));
  const mixed = await send(system, {
    headers: { authorization: good.replace('Basic', 'bAsIc') },
    body: grant,
  });
  expect(mixed.status).toBe(200);
  report('bAsIc', line(mixed));
});

attack('C05', 'Basic is form-decoded, and only the first colon splits', async (report) => {
  const encoded = `${pair.clientId.replace('_', '%5F')}:${pair.clientSecret.replace('_', '%5f')}`;
  const headers = { authorization: `Basic ${Buffer.from(encoded).toString('base64')}` };
  const answer = await send(system, { headers, body: grant });
  expect(answer.status).toBe(200);
  report('an encoded underscore in id and secret', line(answer));
  const odd = await send(system, {
    headers: { authorization: basicOf(pair.clientId, `${pair.clientSecret}:%2B+é`) },
    body: grant,
  });
  expectError(odd, 401, 'invalid_client');
  report('a secret with a colon, %2B, + and é behind it', line(odd));
});

attack('C06', 'a secret altered in any way is refused, and what its text shows is said', async (report) => {
  const secret = pair.clientSecret;
  const cases = {
    'a trailing space': `${secret} `,
    'a trailing line feed': `${secret}\n`,
    'wrong case': secret.slice(0, 5) + secret.slice(5).toUpperCase(),
    'truncated by one': secret.slice(0, -1),
    'its first half': secret.slice(0, 31),
    'one letter altered': secret.slice(0, 20) + (secret[20] === 'A' ? 'B' : 'A') + secret.slice(21),
    'more behind 72 bytes': secret.padEnd(80, 'A'),
  };
  for (const [what, clientSecret] of Object.entries(cases)) {
    const answer = await send(system, { body: formOf({ ...pair, clientSecret }) });
    expectError(answer, 401, 'invalid_client');
    expect(comparable(answer)).not.toEqual(refused);
    report(what, line(answer));
  }
});

attack('C07', 'the secret of another client of the same partner is refused', async (report) => {
  const wanted = { partner_id: pair.partnerId, name: 'Sibling', parent_account_id: pair.parentAccountId };
  const { body: sibling } = await system.admin<{ client_secret: string }>('POST', '/clients', wanted);
  const answer = await send(system, { body: formOf({ ...pair, clientSecret: sibling.client_secret }) });
  expectRefused(answer);
  report('the sibling’s secret', line(answer));
});

attack('C08', 'a secret is in no file, log or memory once its answer is sent', async (report) => {
  const { clientId, clientSecret } = await system.createClient();
  const own = { ...pair, clientId, clientSecret };
  expect((await send(system, { body: formOf(own) })).status).toBe(200);
  for (const file of readdirSync(system.dataDir)) {
    expect(readFileSync(join(system.dataDir, file)).includes(clientSecret), file).toBe(false);
  }
  expect(system.log()).not.toContain(clientSecret);
  report('every file of the data directory and the log', 'the secret is in none');
});

attack(
  'C09',
  'no answer after the first shows more of a secret than its last four characters',
  async (report) => {
    const { clientId, clientSecret } = await system.createClient();
    const paths = [`/clients/${clientId}`, '/clients', `/clients/${clientId}/secrets`];
    for (const path of paths) {
      const { body } = await system.admin('GET', path);
      const text = JSON.stringify(body);
      expect(text).not.toContain(clientSecret);
      expect(text).not.toContain(clientSecret.slice(13, 56));
      report(`GET ${path.replace(clientId, '<client>')}`, 'no secret');
    }
    expect((await secretOf(clientId)).hint).toBe(clientSecret.slice(-4));
  },
);

attack(
  'C11',
  'a disabled client or partner and an ended secret are refused with the same bytes',
  async (report) => {
    const states: Record<string, (own: Pair) => Promise<unknown>> = {
      'a disabled client': (own) =>
        system.admin('POST', `/clients/${own.clientId}/disable`, { reason: 'test' }),
      'a disabled partner': (own) =>
        system.admin('POST', `/partners/${own.partnerId}/disable`, { reason: 'test' }),
      'a revoked secret': async (own) =>
        system.admin('POST', `/secrets/${(await secretOf(own.clientId)).id}/revoke`, { reason: 'test' }),
    };
    for (const [what, end] of Object.entries(states)) {
      const own = await system.createClient();
      expect((await send(system, { body: formOf(own) })).status).toBe(200);
      await end(own);
      const answer = await send(system, { body: formOf(own) });
      expectRefused(answer);
      report(what, line(answer));
    }
    const expires = new Date(system.clock.now() + 60_000).toISOString();
    const { body } = await system.admin<CreatedSecret>('POST', `/clients/${pair.clientId}/secrets`, {
      expires_at: expires,
    });
    const expiring = { ...pair, clientSecret: body.client_secret };
    expect((await send(system, { body: formOf(expiring) })).json.expires_in).toBe(60);
    system.clock.advance(60_000);
    const answer = await send(system, { body: formOf(expiring) });
    expectRefused(answer);
    report('an expired secret', line(answer));
  },
);

attack(
  'R04',
  'clients that do not exist leave no row but the failures of the day’s quota, which all of them share',
  async (report) => {
    await system.work();
    const { failed_request: failedBefore = 0, ...before } = await countRows(system.dataDir);
    const known = comparable(await send(system, { body: formOf({ ...pair, clientSecret: wrongSecret() }) }));
    expect(await sendForms(system.port, 10_000, unknownForm)).toEqual({ 401: 10_000 });
    expect(known).toEqual(refused);
    await system.work();
    const { failed_request: failed = 0, ...after } = await countRows(system.dataDir);
    expect(after).toEqual(before);
    expect(failed - failedBefore).toBeLessThanOrEqual(2000);
    report('10,000 random client ids', '401 each; no row but at most 2,000 failures, kept for 7 days');
  },
);

function unknownForm(): string {
  return formOf({
    ...pair,
    clientId: makeClientId('rspub', 'live', randomBytes),
    clientSecret: wrongSecret(),
  });
}

describe('a secret that was laid open', () => {
  const exposures: readonly (readonly [string, (own: Pair) => Sent])[] = [
    [
      'in the query',
      (own) => ({
        path: `${TOKEN_PATH}?client_id=${own.clientId}&client_secret=${own.clientSecret}`,
        body: grant,
      }),
    ],
    ['in the query of a GET', (own) => ({ method: 'GET', path: `${TOKEN_PATH}?${formOf(own)}` })],
    [
      'by a script in a browser (Origin)',
      (own) => ({ body: formOf(own), headers: { origin: 'https://shop.example' } }),
    ],
    [
      'by a script in a browser (Sec-Fetch-Site)',
      (own) => ({ body: formOf(own), headers: { 'sec-fetch-site': 'cross-site' } }),
    ],
    [
      'by a script in a browser, in Basic',
      (own) => ({
        body: grant,
        headers: { origin: 'null', authorization: basicOf(own.clientId, own.clientSecret) },
      }),
    ],
  ];

  test.each(exposures)(
    '%s is noted when it was right, and the answer does not depend on that',
    async (_where, sent) => {
      const own = await system.createClient();
      const right = await send(system, sent(own));
      const wrong = await send(system, sent({ ...own, clientSecret: wrongSecret() }));
      const unknown = await send(
        system,
        sent({ ...own, clientId: makeClientId('rspub', 'live', randomBytes) }),
      );
      expect(right.status).toBeGreaterThanOrEqual(400);
      expect(comparable(wrong)).toEqual(comparable(right));
      expect(comparable(unknown)).toEqual(comparable(right));
      await expect.poll(async () => (await secretOf(own.clientId)).exposed_at).not.toBeNull();
    },
  );

  test('is noted once, however often it is seen', async () => {
    const own = await system.createClient();
    const [, sent] = exposures[0] as (typeof exposures)[0];
    await send(system, sent(own));
    await expect.poll(async () => (await secretOf(own.clientId)).exposed_at).not.toBeNull();
    const first = (await secretOf(own.clientId)).exposed_at;
    const rows = (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
    system.clock.advance(1000);
    await send(system, sent(own));
    await send(system, sent({ ...own, clientSecret: wrongSecret() }));
    await secretOf(own.clientId);
    expect((await secretOf(own.clientId)).exposed_at).toBe(first);
    expect((await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows).toBe(rows);
  });

  test('still gets tokens until somebody revokes it: the note does not break the partner', async () => {
    const own = await system.createClient();
    const [, sent] = exposures[0] as (typeof exposures)[0];
    await send(system, sent(own));
    expect((await send(system, { body: formOf(own) })).status).toBe(200);
  });
});
