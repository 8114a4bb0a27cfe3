import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { platformCrypto } from '../crypto/platform-crypto.ts';
import { startTestIssuer, type TestIssuer } from '../testing/test-issuer.ts';
import { makeTestKey } from '../testing/test-key.ts';
import { loadKeys } from './load-keys.ts';

const { jwk } = makeTestKey('good');
const document = JSON.stringify({ keys: [jwk] });

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer([jwk]);
});
afterEach(() => {
  issuer.requests.length = 0;
});
afterAll(() => issuer.close());

function load(timeoutMs = 60_000) {
  return loadKeys({ fetch, timeoutMs, importKey: platformCrypto() }, issuer.jwksUri);
}

describe('loadKeys', () => {
  it('gives the keys by id and how long they are fresh', async () => {
    issuer.publish([jwk], { 'cache-control': 'public, max-age=120' });
    const { byId, freshSeconds } = await load();
    expect([...byId.keys()]).toEqual(['good']);
    expect(freshSeconds).toBe(120);
    expect(issuer.requests).toEqual(['GET /.well-known/jwks.json']);
  });

  it('does not mind which media type a key set has', async () => {
    issuer.publish([jwk], { 'content-type': 'text/plain' });
    expect((await load()).byId.size).toBe(1);
  });

  it('passes over a key that cannot be imported', async () => {
    issuer.publish([{ ...jwk, kid: 'refused' }, jwk]);
    const usual = platformCrypto();
    const importKey: typeof usual = async (key) => {
      if (importCount++ === 0) throw new Error('the library refuses this key');
      return usual(key);
    };
    let importCount = 0;
    const { byId } = await loadKeys({ fetch, timeoutMs: 60_000, importKey }, issuer.jwksUri);
    expect([...byId.keys()]).toEqual(['good']);
  });

  it.each([
    ['500', 500, document],
    ['404', 404, document],
    ['204', 204, ''],
    ['206', 206, document],
  ])('refuses an answer with status %s', async (_status, status, body) => {
    issuer.answer((_request, response) => response.writeHead(status).end(body));
    await expect(load()).rejects.toThrow(
      `The key set at ${issuer.jwksUri} could not be loaded: The answer has status ${status}.`,
    );
  });

  it.each([
    ['HTML', '<!doctype html><p>Sign in</p>'],
    ['an empty body', ''],
    ['no keys', '{"keys":[]}'],
    ['no key that is usable', '{"keys":[{"kty":"oct","k":"AAAA","kid":"x","alg":"HS256"}]}'],
    ['half of a key set', document.slice(0, -20)],
  ])('refuses %s', async (_what, body) => {
    issuer.answer((_request, response) => response.end(body));
    await expect(load()).rejects.toThrow('The answer is not a JWK Set with a key for RS256.');
  });

  it('reads no more than 64 KiB, however long the answer is', async () => {
    issuer.answer((_request, response) => {
      response.writeHead(200);
      const write = () => {
        while (response.write('x'.repeat(16_384))) if (response.destroyed) return;
        response.once('drain', write);
      };
      write();
    });
    await expect(load()).rejects.toThrow('The answer is longer than 65536 bytes.');
  });

  it('counts the bytes behind a compression', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    issuer.answer((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    await expect(load()).rejects.toThrow('The answer is longer than 65536 bytes.');
  });

  it('follows no redirect, and asks nobody else', async () => {
    const asked: unknown[] = [];
    const other = createServer((request, response) => {
      asked.push(request.url);
      response.end(document);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    issuer.answer((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}/keys` }).end(),
    );
    await expect(load()).rejects.toThrow(issuer.jwksUri);
    expect(asked).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  it.each([
    ['headers', () => undefined],
    ['the rest of the body', (response: import('node:http').ServerResponse) => response.write('{')],
  ])('does not wait longer than its time limit for %s', async (_what, begin) => {
    issuer.answer((_request, response) => void begin(response));
    await expect(load(50)).rejects.toThrow(issuer.jwksUri);
  });

  it('says what is wrong when nobody answers', async () => {
    const gone = await startTestIssuer([]);
    await gone.close();
    const loading = loadKeys({ fetch, timeoutMs: 60_000, importKey: platformCrypto() }, gone.jwksUri);
    await expect(loading).rejects.toThrow(`The key set at ${gone.jwksUri} could not be loaded: `);
  });
});
