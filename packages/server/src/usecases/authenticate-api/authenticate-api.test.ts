import { randomBytes } from 'node:crypto';
import { makeSecret } from '@gatepass/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFailureLimiter } from '../../domain/limits/failure-limiter.ts';
import { equalDigests } from '../../signing/secret-mac.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { createApi } from '../create-api/create-api.ts';
import { type AuthenticateApiDeps, authenticateApi } from './authenticate-api.ts';

const NETWORK = '192.0.2.1';
const NOW = TEST_CONTEXT.now;

let opened: TestStore;
let reads: number;
let deps: AuthenticateApiDeps;
let apiKey: string;

beforeEach(async () => {
  opened = await openTestStore();
  reads = 0;
  const { store, maker } = opened;
  deps = {
    apis: {
      findByKeyId: (keyId) => {
        reads++;
        return store.apis.findByKeyId(keyId);
      },
    },
    digest: maker.mac.digest,
    equalDigests,
    limiter: createFailureLimiter({ seed: randomBytes(8), perMinute: { client: 100, network: 5 } }),
    believed: new Set(),
  };
  const wanted = { name: 'API', audience: 'https://api.example' };
  const api = await createApi({ ...maker, store }, TEST_CONTEXT, wanted);
  if (!api.ok) throw new Error('no API');
  apiKey = api.value.apiKey.reveal();
});
afterEach(() => opened.close());

/** The key's text begins with `rsapi_` and its id. */
const present = (key: string, network = NETWORK) =>
  authenticateApi(deps, { key, keyId: key.slice(6, 14) }, network, NOW);
const strangers = () => makeSecret('rsapi', 'live', randomBytes).text;

async function useUpTheLimit(): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) await present(strangers());
}

test('the key of an API is its proof', async () => {
  expect(await present(apiKey)).toMatchObject({ ok: true, value: { audience: 'https://api.example' } });
});

test('a key that is nobody’s, and one that has the id of another, are wrong alike', async () => {
  const forged = apiKey.slice(0, 14) + strangers().slice(14);
  for (const key of [strangers(), forged]) {
    expect(await present(key)).toEqual({ ok: false, refusal: { cause: 'api_key_wrong' } });
  }
  expect(reads).toBe(2);
});

test('over the limit of its network a wrong key is told to wait, and costs no read', async () => {
  await useUpTheLimit();
  reads = 0;
  expect(await present(strangers())).toEqual({
    ok: false,
    refusal: { cause: 'too_many_failures', retryAfterSeconds: expect.any(Number) },
  });
  expect(reads).toBe(0);
  expect((await present(strangers(), '192.0.2.2')).ok).toBe(false);
  expect(reads).toBe(1);
});

test('a key that was right before is not refused by that limit', async () => {
  await present(apiKey);
  await useUpTheLimit();
  expect((await present(apiKey)).ok).toBe(true);
});
