/** What is set and cleared: `setTimeout` and `performance.now`, or a test's own. */
export interface Timing {
  /** Milliseconds, with fractions. */
  now(): number;
  after(milliseconds: number, run: () => void): void;
}

/** One request that has arrived. It must come to one of the two ends. */
export interface Arrival {
  /** Its answer goes out at once. */
  leave(): void;
  /** Its answer goes out when the time is over that was set at its arrival. */
  hold(send: () => void): void;
}

export interface HeldAnswers {
  arrive(): Arrival;
}

interface Held {
  readonly due: number;
  readonly send: () => void;
}

/**
 * Refusals that depend on stored state leave at a time that was set when their request arrived, before anything was
 * looked up: so their time tells nothing of what was found. That cannot be had by doing equal work: reading a row
 * that is there costs microseconds more than reading one that is not, and ten thousand attempts show one of them.
 *
 * `holdMilliseconds` must be longer than any of the causes takes to find. One timer serves all. It is set at arrivals and when it fires, never when a cause is found.
 */
export function heldAnswers(timing: Timing, holdMilliseconds: number): HeldAnswers {
  let held: Held[] = [];
  let underWay = 0;
  let isSet = false;

  function fire(): void {
    const now = timing.now();
    // In the order of their arrival: the order of their finding would tell which was found sooner.
    const due = held.filter((answer) => answer.due <= now).sort((one, other) => one.due - other.due);
    held = held.filter((answer) => answer.due > now);
    isSet = underWay - due.length > 0;
    if (isSet) timing.after(waitFor(held, now, holdMilliseconds), fire);
    for (const { send } of due) {
      underWay--;
      send();
    }
  }

  return {
    arrive() {
      const due = timing.now() + holdMilliseconds;
      underWay++;
      if (!isSet) {
        isSet = true;
        timing.after(holdMilliseconds, fire);
      }
      return {
        leave() {
          underWay--;
        },
        hold(send) {
          held.push({ due, send });
        },
      };
    },
  };
}

/** Until the first of them is due; those whose cause is still looked for are asked after again in a while. */
function waitFor(held: readonly Held[], now: number, most: number): number {
  const first = held.reduce((least, { due }) => Math.min(least, due), now + most);
  return Math.max(1, Math.ceil(first - now));
}
