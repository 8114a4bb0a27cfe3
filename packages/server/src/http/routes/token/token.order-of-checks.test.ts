import { TOKEN_PATH, type TokenRefusalCause, tokenRefusalFacts } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { basicOf, formOf, type Sent, send } from '../../../testing/token-endpoint.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
});
afterAll(() => system.stop());

interface Spoiled {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

/** One thing wrong each, in the contract's order. Each leaves alone what the others spoil. */
const CHECKS: readonly (readonly [cause: TokenRefusalCause, spoil: (request: Spoiled) => void])[] = [
  [
    'path_unknown',
    (request) => {
      request.path = request.path.replace('token', 'tokens');
    },
  ],
  [
    'method_not_allowed',
    (request) => {
      request.method = 'PATCH';
    },
  ],
  [
    'body_too_large',
    (request) => {
      request.body += `&pad=${'x'.repeat(9000)}`;
    },
  ],
  [
    'content_encoding_unsupported',
    (request) => {
      request.headers['content-encoding'] = 'gzip';
    },
  ],
  [
    'media_type_unsupported',
    (request) => {
      request.headers['content-type'] = 'text/plain';
    },
  ],
  [
    'form_duplicate_parameter',
    (request) => {
      request.body += '&foo=1&foo=2';
    },
  ],
  [
    'credentials_in_query',
    (request) => {
      request.path += `?client_id=${pair.clientId}`;
    },
  ],
  [
    'two_authentication_methods',
    (request) => {
      request.headers.authorization = basicOf(pair.clientId, 'x');
    },
  ],
  [
    'secret_from_browser',
    (request) => {
      request.headers.origin = 'https://shop.example';
    },
  ],
  [
    'grant_type_unsupported',
    (request) => {
      request.body = request.body.replace('=client_credentials', '=password');
    },
  ],
  [
    'client_secret_checksum',
    (request) => {
      request.body = request.body.replace(/(client_secret=.{62})/, (all) => flipLast(all));
    },
  ],
  [
    'resource_unknown',
    (request) => {
      request.body += '&resource=https%3A%2F%2Funknown.example';
    },
  ],
  [
    'scope_not_granted',
    (request) => {
      request.body += '&scope=unknown';
    },
  ],
];

function flipLast(text: string): string {
  return text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
}

function spoiledBy(checks: typeof CHECKS): Sent {
  const request: Spoiled = { path: TOKEN_PATH, method: 'POST', headers: {}, body: formOf(pair) };
  for (const [, spoil] of checks) spoil(request);
  return request;
}

test('a request with nothing wrong gets a token', async () => {
  expect((await send(system, spoiledBy([]))).status).toBe(200);
});

test.each(CHECKS.map(([cause], index) => [cause, index] as const))(
  '%s is told before everything that comes later in the order, all of it wrong at once',
  async (cause, index) => {
    const alone = await send(system, spoiledBy(CHECKS.slice(index, index + 1)));
    const withAllLater = await send(system, spoiledBy(CHECKS.slice(index)));
    const { status, error, description } = tokenRefusalFacts(cause);
    for (const answer of [alone, withAllLater]) {
      expect(answer.status).toBe(status);
      expect(answer.json).toEqual({ error, error_description: description });
    }
  },
);
