import { expect, test } from 'vitest';
import { workerPool } from './worker-pool.ts';

/** Things to do, each of which takes until it is let go. */
function chores(count: number) {
  const begun: (() => void)[] = [];
  let left = count;
  return {
    begun,
    add: () => left++,
    async doNext() {
      if (left === 0) return false;
      left--;
      await new Promise<void>((resolve) => begun.push(resolve));
      return true;
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('so many workers are at work at once, and no more', async () => {
  const { begun, doNext } = chores(5);
  const done = workerPool(2, doNext, () => {}).work();
  await turn();
  expect(begun.length).toBe(2);
  for (let next = 0; next < 5; next++) {
    begun[next]?.();
    await turn();
  }
  await done;
  expect(begun.length).toBe(5);
});

test('one that takes long holds up no other, and what comes later is begun at once', async () => {
  const { begun, add, doNext } = chores(1);
  const pool = workerPool(2, doNext, () => {});
  const first = pool.work();
  await turn();
  add();
  const second = pool.work();
  await turn();
  expect(begun.length).toBe(2);
  for (const finish of begun) finish();
  await Promise.all([first, second]);
});

test('a call is not lost that comes while all of them find nothing', async () => {
  let due = 0;
  let done = 0;
  let look: () => void = () => {};
  const pool = workerPool(
    1,
    async () => {
      if (due > 0) {
        due--;
        done++;
        return true;
      }
      await new Promise<void>((resolve) => {
        look = resolve;
      });
      return false;
    },
    () => {},
  );
  const first = pool.work();
  due = 1;
  const second = pool.work();
  look();
  await turn();
  expect(done).toBe(1);
  look();
  await Promise.all([first, second]);
});

test('a failure is told, and ends one worker alone', async () => {
  const told: unknown[] = [];
  const pool = workerPool(
    2,
    () => Promise.reject(new Error('away')),
    (error) => told.push(error),
  );
  await pool.work();
  expect(told.length).toBe(2);
});
