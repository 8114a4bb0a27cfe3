import { ok, refuse } from '@gatepass/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PublicKey } from '../../domain/client-key/client-key.ts';
import type { KeySets } from '../../domain/client-key/key-sets.ts';
import { rememberKeySets } from './remember-key-sets.ts';

const minute = 60_000;
const uri = 'https://partner.example.com/jwks';
const unavailable = refuse('key_set_unavailable');

let now: number;
let published: readonly PublicKey[] | Error;
let fetched: string[];
let failures: string[];
let keySets: KeySets;
let patience: Promise<void>;

beforeEach(() => {
  now = 1_700_000_000_000;
  published = [key('a')];
  fetched = [];
  failures = [];
  patience = new Promise(() => {});
  keySets = remembering(async () => {
    if (published instanceof Error) throw published;
    return published;
  });
});

function remembering(fetchKeys: (jwksUri: string) => Promise<readonly PublicKey[]>): KeySets {
  return rememberKeySets({
    fetchKeys(jwksUri) {
      fetched.push(jwksUri);
      return fetchKeys(jwksUri);
    },
    remembered: new Map(),
    now: () => now,
    pause: () => patience,
    onFailure: (jwksUri, error) => failures.push(`${jwksUri}: ${(error as Error).message}`),
  });
}

function key(kid: string): PublicKey {
  return { kid, alg: 'ES256', publicJwk: {}, thumbprint: kid };
}

/** What an assertion that names this key is held against. */
function keysFor(kid: string, jwksUri = uri) {
  return keySets.keysAt(jwksUri, (candidate) => candidate.kid === kid);
}

describe('a set', () => {
  test('is fetched once in five minutes', async () => {
    expect(await keysFor('a')).toEqual(ok([key('a')]));
    now += 5 * minute - 1;
    expect(await keysFor('a')).toEqual(ok([key('a')]));
    expect(fetched.length).toBe(1);
    now += 1;
    await keysFor('a');
    expect(fetched.length).toBe(2);
  });

  test('is fetched once for any number of requests at a time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => keysFor('a')));
    expect(fetched).toEqual([uri]);
  });

  test('is one for each URI', async () => {
    await Promise.all([keysFor('a'), keysFor('a', `${uri}/2`)]);
    expect(fetched).toEqual([uri, `${uri}/2`]);
  });

  test('that has lost a key is believed after five minutes, also when it is empty now', async () => {
    await keysFor('a');
    published = [];
    now += 5 * minute;
    expect(await keysFor('a')).toEqual(unavailable);
    expect(failures).toEqual([]);
  });
});

describe('a key that is not in the set', () => {
  test('is looked for again, and so a new one is good at once', async () => {
    await keysFor('a');
    published = [key('a'), key('b')];
    now += 30_000;
    expect(await keysFor('b')).toEqual(ok([key('a'), key('b')]));
  });

  test('brings about one fetch in 30 seconds, however many such are sent', async () => {
    await keysFor('a');
    for (let second = 0; second < 90; second++) {
      await Promise.all([keysFor(`x${second}`), keysFor(`y${second}`)]);
      now += 1000;
    }
    expect(fetched.length).toBe(1 + 2);
  });
});

describe('where no set can be had', () => {
  test('the last one serves for an hour, and is asked for each 30 seconds', async () => {
    await keysFor('a');
    published = new Error('the answer has status 500');
    now += 5 * minute;
    for (let second = 0; second < 60; second++) {
      expect(await keysFor('a')).toEqual(ok([key('a')]));
      now += 1000;
    }
    expect(fetched.length).toBe(1 + 2);
    expect(failures).toEqual(Array.from({ length: 2 }, () => `${uri}: the answer has status 500`));
    now += 54 * minute;
    expect(await keysFor('a')).toEqual(unavailable);
    published = [key('a')];
    now += 30_000;
    expect(await keysFor('a')).toEqual(ok([key('a')]));
  });

  test('there is none from the beginning, and nobody is made to wait for another try', async () => {
    published = new Error('nobody there');
    expect(await keysFor('a')).toEqual(unavailable);
    expect(await keysFor('a')).toEqual(unavailable);
    expect(fetched.length).toBe(1);
  });

  test('a clock that was set back does not stop fetches', async () => {
    await keysFor('a');
    now -= 24 * 60 * minute;
    await keysFor('a');
    expect(fetched.length).toBe(2);
  });
});

test('at most 32 fetches are made at a time; beyond them a set that is not known is not to be had', async () => {
  const waiting: (() => void)[] = [];
  keySets = remembering(() => new Promise((resolve) => waiting.push(() => resolve([key('a')]))));
  const asked = Array.from({ length: 40 }, (_, index) => keysFor('a', `${uri}/${index}`));
  for (const answer of waiting) answer();
  const outcomes = await Promise.all(asked);
  expect(outcomes.filter((outcome) => outcome.ok).length).toBe(32);
  expect(fetched.length).toBe(32);
  const later = keysFor('a', `${uri}/39`);
  waiting.at(-1)?.();
  expect((await later).ok).toBe(true);
});

test('a fetch that takes too long serves the next request', async () => {
  let arrive: (keys: readonly PublicKey[]) => void = () => {};
  keySets = remembering(
    () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  );
  patience = Promise.resolve();
  expect(await keysFor('a')).toEqual(unavailable);
  arrive([key('a')]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await keysFor('a')).toEqual(ok([key('a')]));
  expect(fetched.length).toBe(1);
});
