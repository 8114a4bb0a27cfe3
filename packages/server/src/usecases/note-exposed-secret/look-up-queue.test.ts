import { beforeEach, expect, test } from 'vitest';
import { StoreUnavailable } from '../../domain/store.ts';
import { createLookUpQueue, type LookUpQueue } from './look-up-queue.ts';
import type { LeakReport } from './note-leak.ts';

let noted: string[];
let failures: unknown[];
let begun: (() => Promise<void>)[];
let note: (report: LeakReport) => Promise<void>;
let queue: LookUpQueue<LeakReport>;

beforeEach(() => {
  noted = [];
  failures = [];
  begun = [];
  note = async ({ text }) => {
    noted.push(text);
  };
  queue = createLookUpQueue({
    note: (report) => note(report),
    start: (work) => begun.push(work),
    pause: () => Promise.resolve(),
    onError: (error) => failures.push(error),
    most: 3,
  });
});

function reports(...texts: string[]): LeakReport[] {
  return texts.map((text) => ({ text, url: null, source: 'unknown', reporter: 'anonymous', requestId: 'r' }));
}

const answered = () => Promise.all(begun.splice(0).map((work) => work()));

test('nothing is looked at before the answer', async () => {
  expect(queue.offer(reports('a', 'b'))).toBe(true);
  expect(noted).toEqual([]);
  await answered();
  expect(noted).toEqual(['a', 'b']);
});

test('a report that finds no room is not taken, not even in part', async () => {
  expect(queue.offer(reports('a', 'b'))).toBe(true);
  expect(queue.offer(reports('c', 'd'))).toBe(false);
  expect(queue.offer(reports('e'))).toBe(true);
  await answered();
  expect(noted).toEqual(['a', 'b', 'e']);
  expect(queue.offer(reports('f', 'g', 'h'))).toBe(true);
});

test('one is looked at after the other, however many were begun', async () => {
  let atOnce = 0;
  let most = 0;
  note = async ({ text }) => {
    most = Math.max(most, ++atOnce);
    await Promise.resolve();
    atOnce--;
    noted.push(text);
  };
  queue.offer(reports('a'));
  queue.offer(reports('b', 'c'));
  await answered();
  expect(noted).toEqual(['a', 'b', 'c']);
  expect(most).toBe(1);
});

test('an outage of the database holds them up, and none is lost', async () => {
  const works = note;
  note = () => Promise.reject(new StoreUnavailable('no'));
  queue.offer(reports('a', 'b'));
  await answered();
  expect(failures).toHaveLength(1);
  note = works;
  await queue.work();
  expect(noted).toEqual(['a', 'b']);
});

test('a bug costs the one report that brings it about', async () => {
  const works = note;
  note = (report) => (report.text === 'a' ? Promise.reject(new Error('bug')) : works(report));
  queue.offer(reports('a', 'b'));
  await answered();
  expect(failures).toHaveLength(1);
  expect(noted).toEqual(['b']);
});
