import { CLIENT_CREDENTIALS, FORM_MEDIA_TYPE, TOKEN_PATH } from '@gatepass/protocol';
import { jsonCases, naughtyStrings, urlencodedCases } from '@gatepass/testing';
import type { Pair } from '@gatepass/testing/system';
import fc from 'fast-check';

/** A request that is framed so that its end is known, whatever else is wrong with it. */
export interface FramedRequest {
  readonly method: string;
  readonly target: string;
  /** As they go over the wire; neither `Host` nor `Content-Length` is among them. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export function toBytes({ method, target, headers, body }: FramedRequest): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Content-Length: ${body.length}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}

const FORM_HEADERS = [['Content-Type', FORM_MEDIA_TYPE]] as const;

function post(body: Buffer | string, headers: FramedRequest['headers'] = FORM_HEADERS): FramedRequest {
  return { method: 'POST', target: TOKEN_PATH, headers, body: Buffer.from(body) };
}

/** Every case of the corpora, in each place of a token request where it could do harm. */
export function corpusRequests(pair: Pair): FramedRequest[] {
  const valid = validForm(pair);
  const json = jsonCases().flatMap(({ bytes }) => [
    post(Buffer.from(bytes), [['Content-Type', 'application/json']]),
    post(Buffer.from(bytes)),
  ]);
  const urlencoded = urlencodedCases().flatMap(({ input }) => [post(input), post(`${valid}&${input}&x`)]);
  const naughty = naughtyStrings().flatMap((text) => [
    post(`${valid}&scope=${encodeURIComponent(text)}`),
    post(`grant_type=${CLIENT_CREDENTIALS}&client_id=${encodeURIComponent(text)}&client_secret=${text}`),
    post(valid, [...FORM_HEADERS, ['Authorization', `Basic ${Buffer.from(text).toString('base64')}`]]),
    post(valid, [['Content-Type', oneLine(text)]]),
    { ...post(valid), target: `${TOKEN_PATH}?client_secret=${encodeURIComponent(text)}` },
    { ...post(valid), target: `/${encodeURIComponent(text)}` },
  ]);
  return [...json, ...urlencoded, ...naughty];
}

function validForm({ clientId, clientSecret }: Pair): string {
  return `grant_type=${CLIENT_CREDENTIALS}&client_id=${clientId}&client_secret=${clientSecret}`;
}

/** A header value with the characters that would end it left out; others that are forbidden there stay. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, '');
}

/** Token requests with something wrong in method, target, headers or body, the same ones for the same seed. */
export function inventedRequests(pair: Pair, count: number, seed: number): FramedRequest[] {
  return fc.sample(invented(pair), { numRuns: count, seed });
}

function invented(pair: Pair): fc.Arbitrary<FramedRequest> {
  const body = fc.oneof(
    mutated(validForm(pair)),
    parameters(pair),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.integer({ min: 8_000, max: 9_000 }).map((length) => Buffer.alloc(length, 'a=')),
  );
  const headers = fc
    .tuple(fc.option(contentType, { freq: 8 }), fc.array(strangeHeader, { maxLength: 2 }))
    .map(([type, others]) => [...(type === null ? [] : [['Content-Type', type] as const]), ...others]);
  return fc.record({ method, target, headers, body });
}

const method = fc.oneof(
  { weight: 12, arbitrary: fc.constant('POST') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'post', 'PRI', 'X'),
  },
);

const target = fc.oneof(
  { weight: 12, arbitrary: fc.constant(TOKEN_PATH) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }).map((text) => TOKEN_PATH + encodeURI(text)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `${TOKEN_PATH}/`,
      `/${TOKEN_PATH}`,
      `${TOKEN_PATH}?client_id=a&client_secret=b`,
      '/api/v1/oauth/%74oken',
      '/api/v1/oauth/../oauth/token',
      '/%',
      '*',
      'http://other.example/api/v1/oauth/token',
    ),
  },
);

const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constant(FORM_MEDIA_TYPE) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'application/json',
      'multipart/form-data; boundary=x',
      'text/plain',
      `${FORM_MEDIA_TYPE}; charset=utf-16`,
      `${FORM_MEDIA_TYPE};;;`,
      ';',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);

const strangeHeader = fc.oneof(
  fc.string({ maxLength: 60 }).map((text) => ['Authorization', `Basic ${text}`] as const),
  fc
    .string({ unit: 'binary', maxLength: 60 })
    .map((text) => ['Authorization', `Basic ${Buffer.from(text).toString('base64')}`] as const),
  fc.constantFrom(
    ['Authorization', 'Bearer a.b.c'] as const,
    ['Content-Encoding', 'gzip'] as const,
    ['Origin', 'https://evil.example'] as const,
    ['Sec-Fetch-Site', 'cross-site'] as const,
    ['X-Forwarded-For', '"><script>'] as const,
    ['X-Request-Id', '../../etc/passwd'] as const,
    ['Accept-Encoding', 'br;q=x'] as const,
    ['Upgrade', 'h2c'] as const,
    ['Expect', 'a miracle'] as const,
    ['Transfer-Encoding', 'chunked'] as const,
  ),
  fc.integer({ min: 15_000, max: 20_000 }).map((length) => ['X-Long', 'x'.repeat(length)] as const),
);

/** Parameters in any number and order, with values from nowhere. */
function parameters(pair: Pair): fc.Arbitrary<Buffer> {
  const name = fc.oneof(
    fc.constantFrom('grant_type', 'client_id', 'client_secret', 'scope', 'resource', 'client_assertion'),
    fc.constantFrom('__proto__', 'constructor', 'client_id[]', 'toString'),
    fc.string({ maxLength: 8 }),
  );
  const value = fc.oneof(
    fc.constantFrom(CLIENT_CREDENTIALS, pair.clientId, pair.clientSecret, 'accounts:read', 'password', ''),
    fc.constantFrom('%', '%zz', '%00', '%C0%80', '%ED%A0%80', '+', 'urn:x#y'),
    fc.string({ unit: 'binary', maxLength: 40 }).map(encodeURIComponent),
  );
  return fc
    .array(fc.tuple(name, value), { maxLength: 8 })
    .map((pairs) => Buffer.from(pairs.map(([key, text]) => `${key}=${text}`).join('&')));
}

/** A text with a few bytes replaced, left out or put in. */
function mutated(text: string): fc.Arbitrary<Buffer> {
  const change = fc.record({
    at: fc.nat(text.length),
    remove: fc.nat(2),
    insert: fc.uint8Array({ maxLength: 2 }),
  });
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce<Buffer>(
        (bytes, { at, remove, insert }) =>
          Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
        Buffer.from(text),
      ),
    );
}
