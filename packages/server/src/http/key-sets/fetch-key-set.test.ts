import type { LookupAddress } from 'node:dns';
import { attack } from '@gatepass/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspectKey } from '../../signing/public-keys.ts';
import { makeClientKey, publicKeyOf } from '../../testing/client-keys.ts';
import { type KeySetServer, startKeySetServer } from '../../testing/key-set-server.ts';
import { type FetchKeySetDeps, fetchKeySet } from './fetch-key-set.ts';

const key = makeClientKey('ES256', { kid: 'key-1' });

let server: KeySetServer;
let resolved: string[];
let addresses: readonly LookupAddress[];
let deps: FetchKeySetDeps;

beforeEach(async () => {
  server = await startKeySetServer();
  resolved = [];
  addresses = [{ address: '127.0.0.1', family: 4 }];
  deps = {
    async resolve(hostname) {
      resolved.push(hostname);
      return addresses;
    },
    onLoopback: true,
    inspect: inspectKey,
  };
});
afterEach(() => server.close());

/** Why nothing is fetched, in words. */
async function failure(uri: string, given: Partial<FetchKeySetDeps> = {}): Promise<string> {
  const error: unknown = await fetchKeySet({ ...deps, ...given }, uri).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) expect.fail('a key set was fetched');
  return error.message;
}

describe('a key set is fetched', () => {
  test('by a request that has nothing of ours in it', async () => {
    server.publish(key.jwk);
    expect(await fetchKeySet(deps, server.jwksUri)).toEqual([publicKeyOf(key)]);
    const [request] = server.requests;
    expect(request?.method).toBe('GET');
    expect(request?.headers).toEqual({
      host: `127.0.0.1:${server.port}`,
      connection: 'close',
      accept: 'application/jwk-set+json, application/json',
      'user-agent': 'gatepass',
    });
  });

  test('also when it is empty: its client has no key any more', async () => {
    server.publish();
    expect(await fetchKeySet(deps, server.jwksUri)).toEqual([]);
  });
});

describe('no key set is had', () => {
  test.each([301, 302, 303, 307, 308])('from a redirect by %i, which is not followed', async (status) => {
    server.answerWith((request, response) => {
      response
        .writeHead(request.url === '/jwks' ? status : 200, { location: '/elsewhere' })
        .end('{"keys":[]}');
    });
    expect(await failure(server.jwksUri)).toBe(`the answer has status ${status}`);
    expect(server.requests.length).toBe(1);
  });

  test.each([201, 204, 404, 500])('from an answer with status %i', async (status) => {
    server.answerWith((_request, response) => response.writeHead(status).end());
    expect(await failure(server.jwksUri)).toBe(`the answer has status ${status}`);
  });

  test('from an answer that is encoded, since nothing is inflated', async () => {
    server.answerWith((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end());
    expect(await failure(server.jwksUri)).toBe('the answer is encoded');
  });

  test('from more than 64 KiB, of which no more is read', async () => {
    let written = 0;
    server.answerWith((_request, response) => {
      const chunk = Buffer.alloc(16 * 1024, ' ');
      const write = () => {
        if (response.destroyed || written > 64 * 1024 * 1024) return;
        written += chunk.length;
        response.write(chunk, () => setImmediate(write));
      };
      write();
    });
    expect(await failure(server.jwksUri)).toBe('the answer is longer than 65536 bytes');
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test('from what is no JWK Set, and nothing of it is repeated', async () => {
    server.answerWith((_request, response) => response.end('{"root":"secret of an inner server"}'));
    expect(await failure(server.jwksUri)).toBe('the answer is not a JWK Set of at most 20 keys');
  });

  test.each([
    ['never answers', () => {}],
    [
      'stops in the middle',
      (_request: unknown, response: { write(text: string): void }) => response.write('{"keys":['),
    ],
  ])('from a server that %s, when the time is up', async (_what, listener) => {
    server.answerWith(listener as Parameters<KeySetServer['answerWith']>[0]);
    expect(await failure(server.jwksUri, { timeoutMilliseconds: 50 })).toMatch(/abort/i);
  });

  test('from a connection that breaks', async () => {
    server.answerWith((request) => request.socket.destroy());
    expect(await failure(server.jwksUri)).toMatch(/hang up|ECONNRESET/);
  });

  test('over TLS from a server that does not speak it, or that nobody vouches for', async () => {
    expect(await failure(`https://127.0.0.1:${server.port}/jwks`)).not.toBe('');
    expect(server.requests).toEqual([]);
  });
});

const names = (...texts: string[]) =>
  texts.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

attack(
  'W14',
  'a jwks_uri is fetched from public addresses alone, as they are when it is connected to',
  async (report) => {
    const standsFor: Record<string, readonly LookupAddress[]> = {
      '127.0.0.1': names('127.0.0.1'),
      '::1': names('::1'),
      '10.0.0.1': names('10.0.0.1'),
      '169.254.169.254': names('169.254.169.254'),
      'fd00::1': names('fd00::1'),
      '::ffff:127.0.0.1': names('::ffff:127.0.0.1'),
      'a public and a private address': names('8.8.8.8', '127.0.0.1'),
      'what is no address': names('localhost'),
      nothing: [],
    };
    for (const [what, given] of Object.entries(standsFor)) {
      addresses = given;
      resolved = [];
      const uri = `https://partner.example.com:${server.port}/jwks`;
      expect(await failure(uri), what).toBe('the host has no public address');
      expect(resolved).toEqual(['partner.example.com']);
      report(`a name that stands for ${what}`, 'no connection is made');
    }
    expect(server.connections()).toBe(0);

    server.answerWith((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    );
    expect(await failure(server.jwksUri)).toBe('the answer has status 302');
    report('a redirect to 169.254.169.254', 'it is not followed');
    server.answerWith((_request, response) => response.end(Buffer.alloc(65_537, ' ')));
    expect(await failure(server.jwksUri)).toBe('the answer is longer than 65536 bytes');
    report('an answer of 64 KiB and a byte', 'no more is read');
  },
);

describe('no connection is made', () => {
  test('to a name that has changed its mind: it is asked once, and what it said is connected to', async () => {
    const answers = [names('127.0.0.1'), names('8.8.8.8')];
    const resolve = async (hostname: string) => {
      resolved.push(hostname);
      return answers[resolved.length - 1] ?? [];
    };
    expect(await failure(`https://partner.example.com:${server.port}/jwks`, { resolve })).toBe(
      'the host has no public address',
    );
    expect(resolved).toEqual(['partner.example.com']);
  });

  test('to a name that cannot be found', async () => {
    const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
    expect(await failure('https://partner.example.com/jwks', { resolve })).toBe('getaddrinfo ENOTFOUND');
  });

  test('to this machine, unless server and keys are both on it', async () => {
    expect(await failure(server.jwksUri, { onLoopback: false })).toBe('the URI is not accepted (scheme)');
    const secure = `https://127.0.0.1:${server.port}/jwks`;
    expect(await failure(secure, { onLoopback: false })).toBe('the URI is not accepted (host)');
    expect(server.connections()).toBe(0);
  });
});
