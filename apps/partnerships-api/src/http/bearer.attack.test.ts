import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Answer, inShort } from '../testing/answer.ts';
import { type Partner, REGISTER, statusPath } from '../testing/partner.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const NO_ERROR = '401 Unauthorized, WWW-Authenticate: Bearer realm="gatepass"';

let api: TestApi;
let partner: Partner;
let accountId: string;
beforeAll(async () => {
  api = await startTestApi();
  partner = api.partner();
  accountId = await partner.account();
});
afterAll(() => api.close());

/** A read with these header lines and no others but Host. */
async function read(lines: readonly string[], query = ''): Promise<Answer> {
  const request = [`GET ${statusPath(accountId)}${query} HTTP/1.1`, 'Host: api', ...lines, '\r\n'];
  const [answer] = await api.raw(request.join('\r\n'), 1);
  return answer as Answer;
}

attack('B01', 'refuses a call without Authorization, and names no error', async (report) => {
  for (const [sent, answer] of [
    ['GET status', await read([])],
    [
      'GET a path that is not there',
      await partner.call({ path: '/v2', headers: { authorization: undefined } }),
    ],
    [
      'POST register',
      await partner.call({ method: 'POST', path: REGISTER, headers: { authorization: undefined } }),
    ],
  ] as const) {
    expect(inShort(answer)).toBe(NO_ERROR);
    report(`${sent} without Authorization`, inShort(answer));
  }
});

attack('B02', 'refuses another scheme than Bearer, and names no error', async (report) => {
  const answer = await read(['Authorization: Basic cnNwdWI6cnNlYw==']);
  expect(inShort(answer)).toBe(NO_ERROR);
  report('Authorization: Basic …', inShort(answer));
});

attack('B03', 'takes the name of the scheme in any case', async (report) => {
  for (const scheme of ['bearer', 'BEARER', 'bEaReR']) {
    const answer = await read([`Authorization: ${scheme} ${partner.token}`]);
    expect(answer.status).toBe(200);
    report(`Authorization: ${scheme} and a right token`, inShort(answer));
  }
});

attack('B04', 'accepts no token that is not written as one', async (report) => {
  const { token } = partner;
  for (const [sent, value] of [
    ['Bearer alone', 'Bearer'],
    ['two spaces', `Bearer  ${token}`],
    ['a tab', `Bearer\t${token}`],
    ['two words', `Bearer ${token} ${token}`],
    ['quotation marks', `Bearer "${token}"`],
    ['a comma list', `Bearer ${token}, Bearer ${token}`],
    ['a comma behind', `Bearer ${token},`],
    ['padding behind', `Bearer ${token}==`],
    ['one letter more', `Bearer ${token}A`],
    ['one letter less', `Bearer ${token.slice(0, -1)}`],
  ] as const) {
    const answer = await read([`Authorization: ${value}`]);
    expect(answer.status).toBe(401);
    expect(answer.header('www-authenticate')).toMatch(/^Bearer realm="gatepass", error="invalid_token"/);
    report(`Authorization with ${sent}`, inShort(answer));
  }
});

attack('B05', 'refuses two tokens at once', async (report) => {
  const line = `Authorization: Bearer ${partner.token}`;
  const form = `access_token=${partner.token}`;
  for (const [sent, answer] of [
    ['two Authorization headers, equal', await read([line, line])],
    ['two Authorization headers, the second another', await read([line, 'Authorization: Bearer x.y.z'])],
    ['the header, and access_token in the query', await read([line], `?${form}`)],
    [
      'the header, and access_token in a form body',
      await partner.call({
        method: 'POST',
        path: REGISTER,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form,
      }),
    ],
  ] as const) {
    expect(answer.status).toBe(400);
    expect(answer.header('www-authenticate')).toMatch(/^Bearer .*error="invalid_request"/);
    report(sent, inShort(answer));
  }
});

attack('B06', 'reads no token from the query, and keeps it out of the log', async (report) => {
  for (const name of ['access_token', 'access%5Ftoken']) {
    const answer = await read([], `?${name}=${partner.token}`);
    expect(inShort(answer)).toBe(NO_ERROR);
    report(`?${name}=… and no header`, inShort(answer));
  }
  expect(api.log.text).toContain('"refusal":"token_in_query"');
  expect(api.log.text).not.toContain('eyJ');
  report('the log', 'the refusal with its reason; no token, no query');
});

attack('B07', 'reads no token from a form body', async (report) => {
  const answer = await partner.call({
    method: 'POST',
    path: REGISTER,
    headers: { authorization: undefined, 'content-type': 'application/x-www-form-urlencoded' },
    body: `access_token=${partner.token}`,
  });
  expect(inShort(answer)).toBe(NO_ERROR);
  report('a form body with access_token and no header', inShort(answer));
});

attack('B08', 'refuses a token without the scope of the call, and names that scope', async (report) => {
  const reader = api.partner({ parent_account_id: partner.parentAccountId, scope: 'accounts:read' });
  const writer = api.partner({ parent_account_id: partner.parentAccountId, scope: 'accounts:write' });
  for (const [sent, answer, needed] of [
    ['PUT status with accounts:read', await reader.setStatus(accountId, 'paused'), 'accounts:write'],
    ['GET status with accounts:write', await writer.status(accountId), 'accounts:read'],
    ['GET operation with accounts:write', await writer.operation('op_1'), 'accounts:read'],
  ] as const) {
    expect(answer.status).toBe(403);
    expect(answer.header('www-authenticate')).toMatch(
      new RegExp(`^Bearer realm="gatepass", error="insufficient_scope", .*scope="${needed}"$`),
    );
    report(sent, inShort(answer));
  }
});

attack('B09', 'tells nothing in a refusal that was in the request or behind the API', async (report) => {
  const canary = 'canary"\\<script>';
  const answers = [
    await read([`Authorization: Bearer ${partner.token.slice(0, -8)}AAAAAAAA`]),
    await read([`Authorization: Bearer ${canary}`]),
    await partner.call({ path: `/v1/${encodeURIComponent(canary)}` }),
    await partner.register({ [canary]: canary }),
    await partner.register({ brand: [canary] }),
    await partner.register({}, `?${encodeURIComponent(canary)}=1`),
  ];
  for (const answer of answers) {
    const challenge = answer.header('www-authenticate') ?? '';
    expect(answer.status).toBeGreaterThanOrEqual(400);
    for (const tell of ['canary', 'eyJ', 'key-1', 'kid', '.ts', '.js', 'node_modules', '    at ', 'SQL']) {
      expect(answer.text).not.toContain(tell);
      expect(challenge).not.toContain(tell);
    }
    expect(challenge.replace(/="[^"\\]*"/g, '')).not.toMatch(/["\\]/);
  }
  report(
    'a token, a path, a field, a value and a query with quotes in them',
    'fixed texts; nothing comes back',
  );
});

attack('B10', 'forbids caches to keep any answer', async (report) => {
  for (const [sent, answer] of [
    ['GET status', await partner.status(accountId)],
    ['POST register', await partner.register()],
    ['GET status without a token', await read([])],
    ['GET an account that is not there', await partner.status('acct_nobody')],
    ['no HTTP at all', (await api.raw('no HTTP at all\r\n\r\n'))[0] as Answer],
  ] as const) {
    expect(answer.header('cache-control')).toBe('no-store');
    report(sent, `${answer.status}, Cache-Control: ${answer.header('cache-control')}`);
  }
});
