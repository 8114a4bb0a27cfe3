import { makeClientId, makeSecret, type RandomBytes, TOKEN_PATH } from '@gatepass/protocol';
import { RawConnection } from '@gatepass/testing';
import { basicOf, formOf, send, toAnswer } from '../token-endpoint.ts';
import type { Laboratory, Producers } from './laboratory.ts';

const zeroes: RandomBytes = (size) => new Uint8Array(size);
const PAIR = {
  clientId: makeClientId('rspub', 'live', zeroes),
  clientSecret: makeSecret('rsec', 'live', zeroes).text,
  parentAccountId: '42',
  partnerId: 'prt_1',
};
const SANDBOX = {
  clientId: makeClientId('rspub', 'sandbox', zeroes),
  clientSecret: makeSecret('rsec', 'sandbox', zeroes).text,
};
const BASIC = basicOf(PAIR.clientId, PAIR.clientSecret);

async function raw({ system }: Laboratory, bytes: string) {
  const connection = await RawConnection.open(system.port);
  connection.write(bytes);
  const response = await connection.next();
  connection.close();
  return toAnswer(response);
}

/** Every refusal that the request itself gives rise to, whatever is stored, in the order of checks. */
export const BY_THE_BYTES = {
  malformed_http: (laboratory) => raw(laboratory, 'GARBAGE\r\n\r\n'),
  headers_too_large: (laboratory) => raw(laboratory, `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`),
  request_timeout: (laboratory) => raw(laboratory, `POST ${TOKEN_PATH} HTTP/1.1\r\nhost: here\r\n`),
  path_unknown: ({ token }) => token(PAIR, {}, { path: `${TOKEN_PATH}s` }),
  method_not_allowed: ({ token }) => token(PAIR, {}, { method: 'PUT' }),
  body_too_large: ({ token }) => token(PAIR, { more: 'x'.repeat(9000) }),
  content_encoding_unsupported: ({ token }) => token(PAIR, {}, { headers: { 'content-encoding': 'gzip' } }),
  media_type_json: ({ token }) => token(PAIR, {}, { headers: { 'content-type': 'application/json' } }),
  media_type_unsupported: ({ token }) => token(PAIR, {}, { headers: { 'content-type': 'text/plain' } }),
  form_malformed_percent: ({ token }) => token(PAIR, {}, { body: 'a=%zz' }),
  form_invalid_utf8: ({ token }) => token(PAIR, {}, { body: 'a=%ff' }),
  form_duplicate_parameter: ({ token }) => token(PAIR, {}, { body: 'a=1&a=1' }),
  credentials_in_query: async ({ system, token }) => {
    const pair = await system.createClient();
    return token(pair, {}, { path: `${TOKEN_PATH}?client_secret=${pair.clientSecret}` });
  },
  authorization_repeated: (laboratory) => {
    const body = 'grant_type=client_credentials';
    const lines = [
      `POST ${TOKEN_PATH} HTTP/1.1`,
      'host: here',
      'content-type: application/x-www-form-urlencoded',
      `content-length: ${body.length}`,
      `authorization: ${BASIC}`,
      `authorization: ${BASIC}`,
    ];
    return raw(laboratory, `${lines.join('\r\n')}\r\n\r\n${body}`);
  },
  two_authentication_methods: ({ token }) => token(PAIR, {}, { headers: { authorization: BASIC } }),
  client_id_contradicts: ({ system }) =>
    send(system, {
      headers: { authorization: BASIC },
      body: `grant_type=client_credentials&client_id=${SANDBOX.clientId}`,
    }),
  secret_from_browser: async ({ system, token }) =>
    token(await system.createClient(), {}, { headers: { origin: 'https://shop.example' } }),
  grant_type_missing: ({ token }) => token(PAIR, { grant_type: '' }),
  grant_type_unsupported: ({ token }) => token(PAIR, { grant_type: 'password' }),
  basic_malformed: ({ system }) =>
    send(system, { headers: { authorization: 'Basic ~' }, body: 'grant_type=client_credentials' }),
  client_id_missing: ({ token }) => token({ ...PAIR, clientId: '' }),
  client_secret_missing: ({ token }) => token({ ...PAIR, clientSecret: '' }),
  client_id_environment: ({ token }) => token({ ...PAIR, clientId: SANDBOX.clientId }),
  client_id_malformed: ({ token }) => token({ ...PAIR, clientId: 'x' }),
  client_secret_environment: ({ token }) => token({ ...PAIR, clientSecret: SANDBOX.clientSecret }),
  client_secret_malformed: ({ token }) => token({ ...PAIR, clientSecret: 'x' }),
  client_secret_checksum: ({ system }) =>
    send(system, { body: formOf({ ...PAIR, clientSecret: `${PAIR.clientSecret.slice(0, -1)}x` }) }),
} as const satisfies Producers;
