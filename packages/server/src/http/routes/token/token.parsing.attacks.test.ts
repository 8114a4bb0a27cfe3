import { TOKEN_PATH } from '@gatepass/protocol';
import {
  attack,
  type Pair,
  RawConnection,
  rawHttpCases,
  type System,
  sendRaw,
  startSystem,
} from '@gatepass/testing';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect } from 'vitest';
import {
  formOf,
  header,
  describe as line,
  type Sent,
  send,
  type TokenAnswer,
  toAnswer,
} from '../../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;
let form: string;

beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_READ_TIMEOUT: '200' } });
  pair = await system.createClient();
  form = formOf(pair);
});
afterAll(() => system.stop());

function expectToken(answer: TokenAnswer): void {
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.json)).toEqual(['access_token', 'token_type', 'expires_in']);
  expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 300 });
  expect(header(answer, 'content-type')).toMatch(/^application\/json(; ?charset=utf-8)?$/i);
  expect(header(answer, 'cache-control')).toBe('no-store');
  expect(header(answer, 'pragma')).toBe('no-cache');
}

function expectError(answer: TokenAnswer, status: number, error: string): void {
  expect(answer.status, answer.body).toBe(status);
  expect(Object.keys(answer.json)).toEqual(['error', 'error_description']);
  expect(answer.json.error).toBe(error);
  expect(answer.json.error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  expect(header(answer, 'cache-control')).toBe('no-store');
  expect(header(answer, 'pragma')).toBe('no-cache');
  expect(header(answer, 'x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  if (status === 401) expect(header(answer, 'www-authenticate')).toMatch(/^Basic realm="/);
  expect(answer.body).not.toContain(pair.clientSecret);
}

/** Sends each, expects the same of each, and reports it. */
async function all(
  cases: Readonly<Record<string, Sent>>,
  check: (answer: TokenAnswer) => void,
  report: (sent: string, answered: string) => void,
): Promise<void> {
  for (const [what, sent] of Object.entries(cases)) {
    const answer = await send(system, sent);
    check(answer);
    report(what, line(answer));
  }
}

attack('T01', 'a correct form gets a token, with a new jti each time', async (report) => {
  const answer = await send(system, { body: form });
  expectToken(answer);
  const token = answer.json.access_token as string;
  const claims = decodeJwt(token);
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: expect.any(String) });
  expect((claims.exp as number) - (claims.iat as number)).toBe(300);
  const again = decodeJwt((await send(system, { body: form })).json.access_token as string);
  expect(again.jti).not.toBe(claims.jti);
  report('the correct form', line(answer));
});

attack('T02', 'Basic with form-encoded id and secret gets a token', async (report) => {
  // Encoding letters that need none must change nothing (RFC 6749 Appendix B).
  const encoded = [pair.clientId, pair.clientSecret].map((text) => text.replace('r', '%72')).join(':');
  const headers = { authorization: `Basic ${Buffer.from(encoded).toString('base64')}` };
  await all(
    { 'Basic, form-encoded': { headers, body: 'grant_type=client_credentials' } },
    expectToken,
    report,
  );
});

attack(
  'T03',
  'every other method is 405 with Allow, and what the query held is not logged',
  async (report) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const answer = await send(system, { method, path: `${TOKEN_PATH}?${form}` });
      expect(answer.status).toBe(405);
      expect(header(answer, 'allow')).toBe('POST');
      if (method !== 'HEAD') expectError(answer, 405, 'invalid_request');
      report(`${method}, everything in the query`, line(answer));
    }
    expect(system.log()).not.toContain(pair.clientSecret);
  },
);

attack('T04', 'credentials in the query never get a token', async (report) => {
  const { clientId, clientSecret } = pair;
  await all(
    {
      'both in the query': {
        path: `${TOKEN_PATH}?client_id=${clientId}&client_secret=${clientSecret}`,
        body: 'grant_type=client_credentials',
      },
      'the secret in the query, all in the body': {
        path: `${TOKEN_PATH}?client_secret=${clientSecret}`,
        body: form,
      },
      'the id in the query, all in the body': { path: `${TOKEN_PATH}?client_id=${clientId}`, body: form },
      'the secret in the query, its name percent-encoded': {
        path: `${TOKEN_PATH}?client%5Fsecret=${clientSecret}`,
        body: form,
      },
    },
    (answer) => expectError(answer, 400, 'invalid_request'),
    report,
  );
});

attack('T05', 'JSON is refused, with the way out', async (report) => {
  const body = JSON.stringify(Object.fromEntries(new URLSearchParams(form)));
  await all(
    {
      'application/json': { body, headers: { 'content-type': 'application/json' } },
      'application/json; charset=utf-8': {
        body,
        headers: { 'content-type': 'application/json; charset=utf-8' },
      },
      'application/vnd.api+json': { body, headers: { 'content-type': 'application/vnd.api+json' } },
    },
    (answer) => {
      expectError(answer, 400, 'invalid_request');
      expect(answer.json.error_description).toContain('JSON');
    },
    report,
  );
});

attack('T06', 'any other media type, or none, is refused', async (report) => {
  const types = [
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/x-www-form-urlencodedx',
    'nonsense',
    ';',
    '',
  ];
  const cases = types.map((type) => [
    type || 'no Content-Type',
    { body: form, headers: { 'content-type': type } },
  ]);
  await all(Object.fromEntries(cases), (answer) => expectError(answer, 400, 'invalid_request'), report);
});

attack(
  'T07',
  'the media type is compared without regard to case, and the charset must be UTF-8',
  async (report) => {
    const type = 'application/x-www-form-urlencoded';
    const ok = [`${type}; charset=UTF-8`, `${type};charset="utf-8"`, type.toUpperCase(), `${type}; foo=bar`];
    const cases = (types: string[]) =>
      Object.fromEntries(types.map((t) => [t, { body: form, headers: { 'content-type': t } }]));
    await all(cases(ok), expectToken, report);
    await all(
      cases([`${type}; charset=ISO-8859-1`]),
      (answer) => expectError(answer, 400, 'invalid_request'),
      report,
    );
  },
);

attack('T08', 'a missing grant_type and an empty one are the same error', async (report) => {
  const rest = formOf(pair).replace('grant_type=client_credentials&', '');
  await all(
    {
      'no grant_type': { body: rest },
      'grant_type=': { body: `grant_type=&${rest}` },
      'an empty body': { body: '' },
    },
    (answer) => {
      expectError(answer, 400, 'invalid_request');
      expect(answer.json.error_description).toContain('grant_type');
    },
    report,
  );
});

attack('T09', 'any grant_type but exactly client_credentials is unsupported', async (report) => {
  const types = [
    'password',
    'authorization_code',
    'CLIENT_CREDENTIALS',
    'client_credentials ',
    'refresh_token',
  ];
  const cases = types.map((type) => [JSON.stringify(type), { body: formOf(pair, { grant_type: type }) }]);
  await all(
    Object.fromEntries(cases),
    (answer) => expectError(answer, 400, 'unsupported_grant_type'),
    report,
  );
});

attack('T10', 'a parameter sent twice is refused, equal or not, known or not', async (report) => {
  const cases = ['client_id', 'client_secret', 'grant_type', 'scope', 'foo'].flatMap((name) => {
    const value = new URLSearchParams(form).get(name) ?? 'x';
    const body = form.includes(`${name}=`) ? form : `${form}&${name}=${value}`;
    return [
      [`${name} twice, equal`, { body: `${body}&${name}=${value}` }],
      [`${name} twice, different`, { body: `${body}&${name}=other` }],
      [`${name} twice, the second empty`, { body: `${body}&${name}=` }],
    ];
  });
  await all(Object.fromEntries(cases), (answer) => expectError(answer, 400, 'invalid_request'), report);
});

attack('T11', 'brackets, dots and prototypes are names like any other, and unknown', async (report) => {
  const rest = `grant_type=client_credentials&client_secret=${pair.clientSecret}`;
  const names = ['client_id[]', 'client_id[a]', 'client_id.x'];
  const cases = names.map((name) => [name, { body: `${rest}&${encodeURIComponent(name)}=${pair.clientId}` }]);
  await all(Object.fromEntries(cases), (answer) => expectError(answer, 401, 'invalid_client'), report);
  await all(
    { '__proto__[admin]=1&constructor=1': { body: `${form}&__proto__[admin]=1&constructor=1` } },
    expectToken,
    report,
  );
  expect(({} as { admin?: unknown }).admin).toBeUndefined();
});

attack('T12', 'unknown parameters are ignored, and resource names the audience', async (report) => {
  await all({ 'foo=bar': { body: formOf(pair, { foo: 'bar' }) } }, expectToken, report);
  const audience = 'https://other.example/api';
  expect((await system.admin('POST', '/apis', { name: 'Other', audience })).status).toBe(201);
  const named = await send(system, { body: formOf(pair, { resource: audience }) });
  expectToken(named);
  expect(decodeJwt(named.json.access_token as string).aud).toBe(audience);
  const byDefault = await send(system, { body: formOf(pair, { resource: system.audience }) });
  expect(decodeJwt(byDefault.json.access_token as string).aud).toBe(system.audience);
  report('resource of a registered API', `${line(named)} with that aud`);
  const wrong = [
    'https://unknown.example',
    `${audience}/`,
    'relative',
    `${audience}#fragment`,
    'HTTPS://OTHER.EXAMPLE/API',
  ];
  const cases = wrong.map((resource) => [`resource=${resource}`, { body: formOf(pair, { resource }) }]);
  await all(Object.fromEntries(cases), (answer) => expectError(answer, 400, 'invalid_target'), report);
});

attack('T13', 'a scope that is unknown or not granted is refused whole', async (report) => {
  const narrow = await system.createClient({ scope: 'accounts:read' });
  await all(
    {
      'an unknown scope': { body: formOf(pair, { scope: 'nonsense' }) },
      'one granted, one unknown': { body: formOf(pair, { scope: 'accounts:read nonsense' }) },
      'one that this client was not granted': { body: formOf(narrow, { scope: 'accounts:write' }) },
    },
    (answer) => expectError(answer, 400, 'invalid_scope'),
    report,
  );
});

attack(
  'T14',
  'a scope outside its grammar is refused, and a long one before it is looked at',
  async (report) => {
    const malformed = ['a  b', ' a', 'a ', 'a\tb', 'a"b', 'a\\b', 'a\u00e9', 's '.repeat(1000).trim()];
    const cases = malformed.map((scope) => [
      JSON.stringify(scope.slice(0, 12)),
      { body: formOf(pair, { scope }) },
    ]);
    await all(Object.fromEntries(cases), (answer) => expectError(answer, 400, 'invalid_scope'), report);
    await all(
      {
        '10,000 scopes': { body: formOf(pair, { scope: 'ab '.repeat(10_000).trim() }) },
        '1 MB of scope': { body: formOf(pair, { scope: 'a'.repeat(1_000_000) }) },
      },
      (answer) => expectError(answer, 413, 'invalid_request'),
      report,
    );
  },
);

attack(
  'T15',
  'an empty scope is as none: three keys, and all granted scopes in the claim',
  async (report) => {
    const answer = await send(system, { body: formOf(pair, { scope: '' }) });
    expectToken(answer);
    expect(decodeJwt(answer.json.access_token as string).scope).toBe('accounts:read accounts:write');
    report('scope=', line(answer));
  },
);

attack(
  'T16',
  'a body over 8 KiB is 413, and one that does not arrive is 408; others are served meanwhile',
  async (report) => {
    const padded = (length: number) => `${form}&pad=`.padEnd(length, 'x');
    expectToken(await send(system, { body: padded(8192) }));
    const chunked = `${(8193).toString(16)}\r\n${padded(8193)}\r\n0\r\n\r\n`;
    await all(
      {
        '8 KiB + 1': { body: padded(8193) },
        '8 KiB + 1, chunked': {
          body: chunked,
          headers: { 'content-length': '', 'transfer-encoding': 'chunked' },
        },
      },
      (answer) => expectError(answer, 413, 'invalid_request'),
      report,
    );
    const parameters = Array.from({ length: 1000 }, (_, index) => `p${index}=`).join('&');
    await all({ '1,000 parameters': { body: `${form}&${parameters}` } }, expectToken, report);

    const slow = await RawConnection.open(system.port);
    slow.write(
      `POST ${TOKEN_PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 400\r\n\r\ngrant`,
    );
    expectToken(await send(system, { body: form }));
    const late = toAnswer(await slow.next());
    expectError(late, 408, 'invalid_request');
    expect(await slow.next()).toBeUndefined();
    report('a body shorter than its Content-Length', line(late));
  },
);

attack('T17', 'malformed percent-encoding, bytes outside UTF-8 and NUL are refused', async (report) => {
  const bad = ['%', '%zz', '%C0%AF', '%FF', '%ED%A0%80'];
  const cases = bad.flatMap((value) => [
    [`client_id=…${value}`, { body: form.replace(pair.clientId, pair.clientId + value) }],
    [`client_secret=…${value}`, { body: form.replace(pair.clientSecret, pair.clientSecret + value) }],
  ]);
  await all(Object.fromEntries(cases), (answer) => expectError(answer, 400, 'invalid_request'), report);
  await all(
    {
      'client_id=…%00': { body: form.replace(pair.clientId, `${pair.clientId}%00`) },
      'client_secret=…%00': { body: form.replace(pair.clientSecret, `${pair.clientSecret}%00`) },
    },
    (answer) => expectError(answer, 401, 'invalid_client'),
    report,
  );
});

attack('T18', 'a semicolon is data, plus is a space, %2B is a plus', async (report) => {
  await all(
    {
      'a=1;client_id=…': {
        body: `grant_type=client_credentials&client_secret=${pair.clientSecret}&a=1;client_id=${pair.clientId}`,
      },
    },
    (answer) => expectError(answer, 401, 'invalid_client'),
    report,
  );
  const scoped = (scope: string) => send(system, { body: `${form}&scope=${scope}` });
  for (const scope of ['accounts:read+accounts:write', 'accounts:read%20accounts:write']) {
    const answer = await scoped(scope);
    expect(answer.json.scope).toBe('accounts:read accounts:write');
    report(`scope=${scope}`, line(answer));
  }
  const plus = await scoped('accounts:read%2Baccounts:write');
  expectError(plus, 400, 'invalid_scope');
  report('scope=accounts:read%2Baccounts:write', line(plus));
});

attack('T19', 'a Content-Encoding is refused, and nothing is inflated', async (report) => {
  const cases = ['gzip', 'deflate', 'br', 'x-unknown'].map((encoding) => [
    encoding,
    { body: form, headers: { 'content-encoding': encoding } },
  ]);
  await all(Object.fromEntries(cases), (answer) => expectError(answer, 415, 'invalid_request'), report);
});

attack(
  'T20',
  'requests that contradict themselves are refused and closed; nothing smuggled is handled',
  async (report) => {
    const smuggled = `POST ${TOKEN_PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n\r\n${form}`;
    const head = `POST ${TOKEN_PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
    const cases: Record<string, string> = {
      'Content-Length and Transfer-Encoding': `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
      'two Content-Lengths': `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello${smuggled}`,
      'Transfer-Encoding: xchunked': `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`,
      'a space before the colon': `${head}Content-Length : 5\r\n\r\nhello${smuggled}`,
      'a folded header': `${head}X-A: 1\r\n 2\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n${smuggled}`,
      'bare line feeds': `${head.replaceAll('\r\n', '\n')}Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n${smuggled}`,
    };
    for (const [what, bytes] of Object.entries(cases)) {
      const responses = await sendRaw(system.port, bytes);
      expect(
        responses.map(({ status }) => status),
        what,
      ).toEqual([400]);
      report(what, line(toAnswer(responses[0])));
    }
    const closing = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    for (const { id, bytes, expect: word } of rawHttpCases()) {
      if (word !== 'reject') continue;
      const responses = await sendRaw(system.port, Buffer.concat([bytes, Buffer.from(`\r\n\r\n${closing}`)]));
      const statuses = responses.map(({ status }) => status);
      expect(
        statuses.filter((status) => status < 400 || status >= 500),
        id,
      ).toEqual([]);
    }
    report(
      'every request that llhttp’s strict tests reject, a good one behind it',
      '400 and closed; the good one unanswered',
    );
  },
);

attack('T21', 'another spelling of the path is another path', async (report) => {
  const spellings = [
    '/api/v1/oauth/token/',
    '/api/v1/oauth//token',
    '//api/v1/oauth/token',
    '/api/v1/oauth/%74oken',
    '/api/v1/oauth/token;x=1',
    '/API/v1/oauth/TOKEN',
    '/api/v1/oauth/./token',
    '/api/v1/x/../oauth/token',
    '/api/v1/oauth/token%00',
    '/api/v1/oauth/token%zz',
  ];
  const cases = spellings.map((path) => [path, { path, body: form }]);
  await all(Object.fromEntries(cases), (answer) => expectError(answer, 404, 'invalid_request'), report);
});

attack('T22', 'no origin is allowed to read the answers of token and admin endpoints', async (report) => {
  const headers = { origin: 'https://evil.example' };
  for (const sent of [
    { body: form, headers },
    { method: 'OPTIONS', headers: { ...headers, 'access-control-request-method': 'POST' } },
    {
      method: 'GET',
      path: '/api/v1/admin/partners',
      headers: { ...headers, authorization: `Bearer ${system.operatorToken}` },
    },
  ]) {
    const answer = await send(system, sent);
    expect(
      [...(answer.headers as Map<string, unknown>).keys()].filter((name) =>
        name.startsWith('access-control'),
      ),
    ).toEqual([]);
    report(
      `${'path' in sent ? sent.path : TOKEN_PATH} ${'method' in sent ? sent.method : 'POST'} with Origin`,
      `${answer.status}, no Access-Control header`,
    );
  }
});
