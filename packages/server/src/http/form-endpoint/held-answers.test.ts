import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldAnswers } from './held-answers.ts';

const HOLD_MILLISECONDS = 5;

/** A clock that a test moves, and timers that fire when it passes them. */
function manualTiming() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds: number, run: () => void) {
      timers.push({ at: now + milliseconds, run });
    },
    pass(milliseconds: number) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
    get waiting() {
      return timers.length;
    },
  };
}

test('an answer leaves at the same time after its arrival, whenever its cause was found', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: HOLD_MILLISECONDS - 0.1, noNaN: true }), (took) => {
      const timing = manualTiming();
      const arrival = heldAnswers(timing, HOLD_MILLISECONDS).arrive();
      let sentAt = 0;
      timing.pass(took);
      arrival.hold(() => {
        sentAt = timing.now();
      });
      timing.pass(20);
      expect(sentAt).toBe(HOLD_MILLISECONDS);
    }),
  );
});

test('every held answer is sent once, never before its time, and at most two holds after the later of arrival and cause', () => {
  const request = fc.record({ gap: fc.integer({ min: 0, max: 9 }), took: fc.integer({ min: 0, max: 30 }) });
  fc.assert(
    fc.property(fc.array(request, { maxLength: 40 }), (requests) => {
      const timing = manualTiming();
      const answers = heldAnswers(timing, HOLD_MILLISECONDS);
      const sent: number[] = [];
      const expected: { arrived: number; found: number }[] = [];
      for (const { gap, took } of requests) {
        timing.pass(gap);
        const arrival = answers.arrive();
        const index = expected.length;
        const arrived = timing.now();
        expected.push({ arrived, found: arrived + took });
        timing.after(took, () => {
          if (took % 3 === 0) {
            arrival.leave();
            sent[index] = Number.NaN;
          } else arrival.hold(() => (sent[index] = timing.now()));
        });
      }
      timing.pass(200);
      for (const [index, { arrived, found: foundAt }] of expected.entries()) {
        const at = sent[index] ?? Number.POSITIVE_INFINITY;
        if (Number.isNaN(at)) continue;
        expect(at).toBeGreaterThanOrEqual(arrived + HOLD_MILLISECONDS);
        expect(at).toBeLessThanOrEqual(Math.max(arrived, foundAt) + 2 * HOLD_MILLISECONDS);
      }
      expect(timing.waiting).toBe(0);
    }),
  );
});
