import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AssertionStore, StoreUnavailable } from '../../domain/store.ts';
import { openTestStore, type TestStore } from '../../testing/open-test-store.ts';
import { useInGroups } from './use-in-groups.ts';

let opened: TestStore;
let groups: number[];
let store: Pick<AssertionStore, 'use'>;

beforeEach(async () => {
  opened = await openTestStore();
  groups = [];
  store = {
    use(assertions) {
      groups.push(assertions.length);
      return opened.store.assertions.use(assertions);
    },
  };
});
afterEach(() => opened.close());

const assertion = (jti: string, clientId = 'rspub_a') => ({ clientId, jtiDigest: jti, expiresAt: 1 });

test('all that come in one turn share a transaction, and each is told whether it was the first', async () => {
  const use = useInGroups(store);
  const uses = ['a', 'b', 'a', 'c', 'a'].map((jti) => use(assertion(jti)));
  expect(await Promise.all(uses)).toEqual([true, true, false, true, false]);
  expect(groups).toEqual([5]);
});

test('what comes while a group is written shares the next transaction', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const use = useInGroups({
    async use(assertions) {
      groups.push(assertions.length);
      await held;
      return opened.store.assertions.use(assertions);
    },
  });
  const first = use(assertion('a'));
  await new Promise((resolve) => setImmediate(resolve));
  const later = [use(assertion('a')), use(assertion('b'))];
  release();
  expect(await Promise.all([first, ...later])).toEqual([true, false, true]);
  expect(groups).toEqual([1, 2]);
});

test('two clients may use the same jti', async () => {
  const use = useInGroups(store);
  expect(await Promise.all([use(assertion('a', 'one')), use(assertion('a', 'two'))])).toEqual([true, true]);
});

test('a use is remembered by the database, not by the process', async () => {
  expect(await useInGroups(store)(assertion('a'))).toBe(true);
  expect(await useInGroups(store)(assertion('a'))).toBe(false);
});

test('where the store fails nobody is told yes, and what comes afterwards is served', async () => {
  const outage = new StoreUnavailable('gone');
  let isDown = true;
  const use = useInGroups({
    use: async (assertions) => {
      if (isDown) throw outage;
      return store.use(assertions);
    },
  });
  const uses = await Promise.allSettled([use(assertion('a')), use(assertion('b'))]);
  expect(uses).toEqual([
    { status: 'rejected', reason: outage },
    { status: 'rejected', reason: outage },
  ]);
  isDown = false;
  expect(await use(assertion('a'))).toBe(true);
});
