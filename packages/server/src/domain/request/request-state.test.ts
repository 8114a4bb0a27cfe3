import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nextState,
  REQUEST_STATES,
  type RequestEvent,
  type RequestState,
  TRANSITIONS,
} from './request-state.ts';

const EVENTS = Object.keys(TRANSITIONS) as RequestEvent[];
const ENDS: readonly RequestState[] = ['approved', 'denied', 'withdrawn', 'lapsed'];

/** The states after each event, those that were refused left out. */
function walk(start: RequestState, events: readonly RequestEvent[]): RequestState[] {
  const path = [start];
  for (const event of events) {
    const next = nextState(path.at(-1) ?? start, event);
    if (next.ok) path.push(next.value);
  }
  return path;
}

describe('the life of a request', () => {
  test('has no step outside the table, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
        const path = walk('draft', events);
        for (const [index, state] of path.slice(1).entries()) {
          const from = path[index] as RequestState;
          expect(EVENTS.some((event) => TRANSITIONS[event][from] === state)).toBe(true);
        }
      }),
    );
  });

  test('never goes on after an end', () => {
    for (const end of ENDS) {
      for (const event of EVENTS)
        expect(nextState(end, event)).toEqual({ ok: false, refusal: { notIn: end } });
    }
  });

  test('reaches an operator and approval only through the confirmation', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS.filter((event) => event !== 'confirm'))), (events) => {
        for (const state of walk('draft', events)) expect(['draft', 'withdrawn', 'lapsed']).toContain(state);
      }),
    );
  });

  test('is never approved while a question waits for its answer', () => {
    expect(nextState('question', 'approve').ok).toBe(false);
    expect(nextState('question', 'second').ok).toBe(false);
  });

  test('lapses only where somebody else has the next move', () => {
    expect(REQUEST_STATES.filter((state) => nextState(state, 'lapse').ok)).toEqual(['draft', 'question']);
  });
});
