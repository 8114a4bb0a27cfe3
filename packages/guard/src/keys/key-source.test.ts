import { describe, expect, it } from 'vitest';
import { createKeySource, type KeySource } from './key-source.ts';
import type { LoadedKeys } from './load-keys.ts';

const RETRY_SECONDS = 5;
const FRESH_SECONDS = 300;
const COOLDOWN_SECONDS = 30;
const MAX_STALE_SECONDS = 3600;

/** A key source whose issuer answers when, and what, the test says. */
function sourceUnderTest() {
  const clock = { seconds: 1_000_000 };
  const errors: Error[] = [];
  const waiting: ((answer: Promise<LoadedKeys>) => void)[] = [];
  const prepared: Promise<LoadedKeys>[] = [];
  let loads = 0;

  /** Answers the fetch that waits, or else the next one. */
  function answer(keys: Promise<LoadedKeys>): void {
    keys.catch(() => undefined);
    const waits = waiting.shift();
    if (waits) waits(keys);
    else prepared.push(keys);
  }

  const source = createKeySource({
    load: () =>
      new Promise((resolve) => {
        loads++;
        const next = prepared.shift();
        if (next) resolve(next);
        else waiting.push(resolve);
      }),
    now: () => clock.seconds * 1000,
    unknownKeyCooldownSeconds: COOLDOWN_SECONDS,
    maxStaleSeconds: MAX_STALE_SECONDS,
    onError: (error) => errors.push(error),
  });
  return {
    source,
    clock,
    errors,
    loads: () => loads,
    publish: (...kids: string[]) =>
      answer(
        Promise.resolve({ byId: new Map(kids.map((kid) => [kid, () => true])), freshSeconds: FRESH_SECONDS }),
      ),
    fail: () => answer(Promise.reject(new Error('away'))),
  };
}

async function loadedSource() {
  const test = sourceUnderTest();
  const ready = test.source.ready();
  test.publish('old');
  await ready;
  return test;
}

async function outcomeOf(found: ReturnType<KeySource['find']>): Promise<string> {
  const key = await found;
  return key.ok ? 'found' : key.refusal;
}

describe('with no key set yet', () => {
  it('one fetch serves any number of callers', async () => {
    const { source, loads, publish } = sourceUnderTest();
    const callers = Array.from({ length: 1000 }, () => outcomeOf(source.find('old')));
    publish('old');
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['found']));
    expect(loads()).toBe(1);
  });

  it('nobody passes when the fetch fails, and the next fetch waits', async () => {
    const { source, clock, loads, fail, publish, errors } = sourceUnderTest();
    const first = outcomeOf(source.find('old'));
    fail();
    expect(await first).toBe('key_set_unavailable');
    clock.seconds += RETRY_SECONDS - 1;
    expect(await outcomeOf(source.find('old'))).toBe('key_set_unavailable');
    expect(loads()).toBe(1);
    clock.seconds += 1;
    const second = outcomeOf(source.find('old'));
    publish('old');
    expect(await second).toBe('found');
    expect(loads()).toBe(2);
    expect(errors.map(({ message }) => message)).toEqual(['away']);
  });

  it('ready rejects with the reason, and resolves once there is one', async () => {
    const { source, fail, publish, loads } = sourceUnderTest();
    const first = source.ready();
    fail();
    await expect(first).rejects.toThrow('away');
    const second = source.ready();
    publish('old');
    await second;
    await source.ready();
    expect(loads()).toBe(2);
  });

  it('an unknown key id costs the one fetch that loads the set', async () => {
    const { source, publish, loads } = sourceUnderTest();
    const found = outcomeOf(source.find('other'));
    publish('old');
    expect(await found).toBe('kid_unknown');
    expect(loads()).toBe(1);
  });
});

describe('with a key set that is fresh', () => {
  it('nothing is fetched', async () => {
    const { source, clock, loads } = await loadedSource();
    clock.seconds += FRESH_SECONDS * 0.75 - 1;
    expect(await outcomeOf(source.find('old'))).toBe('found');
    expect(loads()).toBe(1);
  });

  it('the next one is fetched ahead of its age, and nobody waits for it', async () => {
    const { source, clock, loads, publish } = await loadedSource();
    clock.seconds += FRESH_SECONDS * 0.75;
    expect(await outcomeOf(source.find('old'))).toBe('found');
    expect(await outcomeOf(source.find('old'))).toBe('found');
    expect(loads()).toBe(2);
    publish('new');
    await source.find('old');
    expect(await outcomeOf(source.find('old'))).toBe('kid_unknown');
  });
});

describe('with a key set past its age', () => {
  it('a key that the issuer has taken away is not used once more', async () => {
    const { source, clock, publish } = await loadedSource();
    clock.seconds += FRESH_SECONDS;
    const found = outcomeOf(source.find('old'));
    publish('new');
    expect(await found).toBe('kid_unknown');
  });

  it('an earlier failure, long over, is no reason to use it unasked', async () => {
    const { source, clock, fail, publish } = await loadedSource();
    clock.seconds += 1;
    const unknown = outcomeOf(source.find('other'));
    fail();
    expect(await unknown).toBe('kid_unknown');
    clock.seconds += FRESH_SECONDS;
    const found = outcomeOf(source.find('old'));
    publish('new');
    expect(await found).toBe('kid_unknown');
  });

  it('the last good set serves on when the issuer is away, without making anybody wait again', async () => {
    const { source, clock, fail, loads } = await loadedSource();
    clock.seconds += FRESH_SECONDS;
    const first = outcomeOf(source.find('old'));
    fail();
    expect(await first).toBe('found');
    expect(await outcomeOf(source.find('old'))).toBe('found');
    expect(loads()).toBe(2);
    clock.seconds += RETRY_SECONDS;
    expect(await outcomeOf(source.find('old'))).toBe('found');
    expect(loads()).toBe(3);
  });

  it('it serves no longer than the stale bound', async () => {
    const { source, clock, fail } = await loadedSource();
    clock.seconds += MAX_STALE_SECONDS;
    const last = outcomeOf(source.find('old'));
    fail();
    expect(await last).toBe('found');
    clock.seconds += RETRY_SECONDS;
    const late = outcomeOf(source.find('old'));
    fail();
    expect(await late).toBe('key_set_unavailable');
  });
});

describe('with a key id that the set does not have', () => {
  it('one fetch finds a key published since, for every caller at once', async () => {
    const { source, clock, loads, publish } = await loadedSource();
    clock.seconds += 1;
    const callers = Array.from({ length: 1000 }, () => outcomeOf(source.find('new')));
    publish('old', 'new');
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['found']));
    expect(loads()).toBe(2);
  });

  it.each([
    ['succeeds', 'publish'],
    ['fails', 'fail'],
  ] as const)('no second fetch is made within the cool-down when the first %s', async (_outcome, answer) => {
    const { source, clock, loads, ...issuer } = await loadedSource();
    clock.seconds += 1;
    const first = outcomeOf(source.find('nobody-0'));
    issuer[answer]('old');
    expect(await first).toBe('kid_unknown');
    clock.seconds += COOLDOWN_SECONDS - 1;
    for (let number = 1; number <= 1000; number++) {
      expect(await outcomeOf(source.find(`nobody-${number}`))).toBe('kid_unknown');
    }
    expect(await outcomeOf(source.find('old'))).toBe('found');
    expect(loads()).toBe(2);
    clock.seconds += 1;
    const second = outcomeOf(source.find('nobody'));
    issuer[answer]('old');
    expect(await second).toBe('kid_unknown');
    expect(loads()).toBe(3);
  });
});

it('goes on fetching when the clock was set back', async () => {
  const { source, clock, loads, publish } = await loadedSource();
  clock.seconds -= 3000;
  const found = outcomeOf(source.find('old'));
  publish('old');
  expect(await found).toBe('found');
  expect(loads()).toBe(2);
});
