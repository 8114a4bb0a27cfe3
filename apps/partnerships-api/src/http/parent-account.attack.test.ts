import { randomUUID } from 'node:crypto';
import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Answer, inShort } from '../testing/answer.ts';
import { type Partner, REGISTER, statusPath } from '../testing/partner.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const HEADER = 'X-Platform-Parent-Account-Id';

let api: TestApi;
let partner: Partner;
let accountId: string;
beforeAll(async () => {
  api = await startTestApi();
  partner = api.partner({ parent_account_id: 'Parent_1000' });
  accountId = await partner.account();
});
afterAll(() => api.close());

/** A pause of the account, to the byte: with the token and these header lines. */
async function pause(lines: readonly string[], method = 'PUT', caller = partner): Promise<Answer> {
  const request = [
    `${method} ${statusPath(accountId)} HTTP/1.1`,
    'Host: api',
    `Authorization: Bearer ${caller.token}`,
    `Idempotency-Key: ${randomUUID()}`,
    'Content-Type: application/json',
    'Content-Length: 19',
    ...lines,
    '',
    '{"status":"paused"}',
  ];
  const [answer] = await api.raw(Buffer.from(request.join('\r\n'), 'latin1'), 1);
  return answer as Answer;
}

async function isPaused(): Promise<boolean> {
  return (await partner.status(accountId)).envelope.data.status === 'paused';
}

attack(
  'A01',
  'carries out a write for the account of the token, when the header names it',
  async (report) => {
    const registered = await partner.register();
    expect(registered.envelope.data.platform_parent_account_id).toBe('Parent_1000');
    report('POST register with the token’s account', inShort(registered));

    const put = await pause([`${HEADER}: Parent_1000`]);
    expect(put.status).toBe(200);
    expect(await isPaused()).toBe(true);
    report('PUT status with the token’s account', inShort(put));
    await partner.setStatus(accountId, 'active');

    for (const method of ['PATCH', 'DELETE']) {
      const answer = await pause([`${HEADER}: Parent_1000`], method);
      expect([answer.status, answer.header('allow')]).toEqual([404, 'GET, HEAD, PUT']);
      report(
        `${method} status with the token’s account`,
        `${inShort(answer)}: past the account rule, no such call`,
      );
    }
  },
);

attack('A02', 'refuses a write without the header, and has no effect', async (report) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const answer = await pause([], method);
    expect(inShort(answer)).toBe('422 ValidationFailed');
    report(`${method} without the header`, inShort(answer));
  }
  expect(await isPaused()).toBe(false);
});

attack('A03', 'refuses another account than the token’s alike, whether or not it exists', async (report) => {
  const other = api.partner();
  await other.account();
  const existing = await pause([`${HEADER}: ${other.parentAccountId}`]);
  const unknown = await pause([`${HEADER}: nobody`]);

  expect(existing.status).toBe(403);
  expect(unknown.envelope).toEqual({ ...existing.envelope, request_id: unknown.envelope.request_id });
  report('an account that another partner has', inShort(existing));
  report('an account that nobody has', `${inShort(unknown)}, the same bytes but for the request id`);
});

attack('A04', 'refuses the header twice, and a list in it', async (report) => {
  for (const [sent, lines] of [
    ['twice, equal', [`${HEADER}: Parent_1000`, `${HEADER}: Parent_1000`]],
    ['twice, the second another', [`${HEADER}: Parent_1000`, `${HEADER}: other`]],
    ['a list', [`${HEADER}: Parent_1000,other`]],
    ['a list of the same', [`${HEADER}: Parent_1000, Parent_1000`]],
  ] as const) {
    const answer = await pause(lines);
    expect(inShort(answer)).toBe('400 BadRequest');
    report(sent, inShort(answer));
  }
});

attack('A05', 'compares the header as an exact string', async (report) => {
  const trimmed = await pause([`${HEADER}: \t Parent_1000 \t`]);
  expect(trimmed.status).toBe(200);
  report('white space around, which HTTP takes away', inShort(trimmed));
  await partner.setStatus(accountId, 'active');

  for (const [value, status] of [
    ['parent_1000', 403],
    ['PARENT_1000', 403],
    ['Parent_100', 403],
    ['Parent_10000', 403],
    ['Parent_01000', 403],
    ['Parent_1e3', 403],
    ['Parent%5F1000', 400],
    ['Parent 1000', 400],
    ['"Parent_1000"', 400],
    ['', 400],
    // Full-width digits, as the bytes of their UTF-8.
    [Buffer.from('Parent_１０００').toString('latin1'), 400],
  ] as const) {
    const answer = await pause([`${HEADER}: ${value}`]);
    expect([value, answer.status]).toEqual([value, status]);
    report(value.includes('\xef') ? 'full-width digits' : `“${value}” for “Parent_1000”`, inShort(answer));
  }
  expect(await isPaused()).toBe(false);
});

attack('A06', 'knows the header by its name in any case, and by no other', async (report) => {
  const underscores = await pause(['x_platform_parent_account_id: Parent_1000']);
  expect(inShort(underscores)).toBe('422 ValidationFailed');
  report('x_platform_parent_account_id', inShort(underscores));

  const capitals = await pause(['X-PLATFORM-Parent-ACCOUNT-id: Parent_1000']);
  expect(capitals.status).toBe(200);
  report('X-PLATFORM-Parent-ACCOUNT-id', inShort(capitals));
  await partner.setStatus(accountId, 'active');
});

attack(
  'A07',
  'goes by the method of the request line, and takes an unknown one for a write',
  async (report) => {
    for (const name of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const answer = await pause([`${name}: PUT`], 'GET');
      expect(answer.status).toBe(200);
      report(`GET with ${name}: PUT and a body`, `${inShort(answer)}, read as GET`);
    }
    const inQuery = await partner.call({ path: `${statusPath(accountId)}?_method=PUT` });
    expect(inQuery.status).toBe(200);
    report('GET with ?_method=PUT', `${inShort(inQuery)}, read as GET`);
    expect(await isPaused()).toBe(false);

    const head = await fetch(api.url + statusPath(accountId), {
      method: 'HEAD',
      headers: { authorization: `Bearer ${partner.token}` },
    });
    expect([head.status, await head.text()]).toEqual([200, '']);
    report('HEAD without the header', '200 without a body, as GET');

    const options = await pause([], 'OPTIONS');
    expect([options.status, options.header('allow')]).toEqual([404, 'GET, HEAD, PUT']);
    report('OPTIONS without the header', `${inShort(options)}, Allow: GET, HEAD, PUT`);

    for (const method of ['PROPFIND', 'TRACE', 'LINK']) {
      const without = await pause([], method);
      expect(without.status).toBe(422);
      expect((await pause([`${HEADER}: Parent_1000`], method)).status).toBe(404);
      report(`${method} without the header`, inShort(without));
    }
    for (const method of ['get', 'Put', 'NONSENSE']) {
      const answer = await pause([], method);
      expect(answer.status).toBe(400);
      report(`the method ${method}`, `${inShort(answer)}, and the connection is closed`);
    }
  },
);

attack('A08', 'reads without the header, and only what the token’s account manages', async (report) => {
  const own = await partner.status(accountId);
  expect(own.status).toBe(200);
  report('GET own account without the header', inShort(own));

  const foreign = await api.partner().status(accountId);
  expect(foreign.status).toBe(404);
  report('GET another manager’s account without the header', inShort(foreign));

  const contradicted = await partner.call({ path: statusPath(accountId), headers: { [HEADER]: 'other' } });
  expect(contradicted.status).toBe(403);
  report('GET own account with another account in the header', inShort(contradicted));
});

attack('A09', 'acts for the token’s account, whatever body, query and path say', async (report) => {
  const other = api.partner();
  const foreign = await other.account();
  for (const [sent, answer, status] of [
    [
      'another parent account in the body',
      await partner.register({ platform_parent_account_id: other.parentAccountId }),
      403,
    ],
    [
      'another parent account in the query',
      await partner.register({}, `?platform_parent_account_id=${other.parentAccountId}`),
      403,
    ],
    ['another manager’s account in the path', await partner.setStatus(foreign, 'paused'), 404],
    [
      'another manager’s token and header',
      await pause([`${HEADER}: ${other.parentAccountId}`], 'PUT', other),
      404,
    ],
  ] as const) {
    expect(answer.status).toBe(status);
    report(sent, inShort(answer));
  }
  expect((await other.status(foreign)).envelope.data.status).toBe('active');
});

attack('A10', 'refuses a token whose account claim is not one account id', async (report) => {
  for (const [sent, claim] of [
    ['absent', undefined],
    ['null', null],
    ['a list', ['Parent_1000']],
    ['a number', 1000],
    ['empty', ''],
    ['with a space', 'Parent 1000'],
    ['too long', 'x'.repeat(65)],
  ] as const) {
    const claims = { parent_account_id: claim };
    const answer = await api.partner(claims).call({ method: 'POST', path: REGISTER, body: {} });
    expect(answer.status).toBe(401);
    expect(answer.header('www-authenticate')).toMatch(/error="invalid_token"/);
    report(`parent_account_id ${sent}`, inShort(answer));
  }
});
