import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

/** Work that takes one turn, with how often it was done and how much of it was under way at once. */
function counted() {
  const seen = { runs: 0, atOnce: 0 };
  let underWay = 0;
  const work = async () => {
    seen.runs++;
    underWay++;
    seen.atOnce = Math.max(seen.atOnce, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay--;
  };
  return { seen, run: oneAtATime(work) };
}

test('no two runs overlap, whenever a call comes: also just as one ends', async () => {
  for (let turns = 0; turns < 12; turns++) {
    const { seen, run } = counted();
    const calls = [run(), run()];
    await calls[0];
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    calls.push(run());
    await Promise.all(calls);
    expect(seen.atOnce).toBe(1);
  }
});

test('each call is answered by a run that began after it, which those that wait share', async () => {
  let runs = 0;
  const waiting: (() => void)[] = [];
  const work = oneAtATime(async () => {
    runs++;
    await new Promise<void>((resolve) => waiting.push(resolve));
  });
  const calls = [work(), work(), work()];
  expect(runs).toBe(1);
  waiting[0]?.();
  await calls[0];
  await new Promise((resolve) => setImmediate(resolve));
  expect(runs).toBe(2);
  waiting[1]?.();
  await Promise.all(calls);
  expect(runs).toBe(2);
});

test('a run that fails is told to whoever called it, and keeps nobody else’s from beginning', async () => {
  let runs = 0;
  const run = oneAtATime(async () => {
    runs++;
    if (runs === 1) throw new Error('an outage');
  });
  await expect(run()).rejects.toThrow('an outage');
  await expect(run()).resolves.toBeUndefined();
});
