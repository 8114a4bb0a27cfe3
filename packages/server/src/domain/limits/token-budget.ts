import type { TokenBudget } from '../client/client.ts';

/** What is left of a client's budget. */
export interface BudgetState {
  /** Whether the budget was used up before this token. At stage `enforce` it is refused, and not counted. */
  readonly over: boolean;
  readonly remaining: number;
  /** Whole seconds, at least 1: until some of the budget comes back. */
  readonly resetSeconds: number;
}

export interface TokenBudgets {
  /** How it stands, with nothing counted. `now` in milliseconds. */
  look(clientId: string, budget: TokenBudget, now: number): BudgetState;
  /** Counts one token against the client's budget. `now` in milliseconds. */
  spend(clientId: string, budget: TokenBudget, now: number): BudgetState;
}

const MINUTE = 60_000;
/** One more than an hour has: the oldest counts until all of it is an hour old, so no hour has more than the budget. */
const MINUTES = 61;

/** What a client was given in each of the last minutes. */
interface Spending {
  readonly minutes: Uint32Array;
  total: number;
  /** The last minute that was counted in, since 1970. */
  latest: number;
}

/**
 * Token budgets in the memory of this node: about 350 bytes for each client that has one and asked within the last
 * two hours. Two generations, the older of which is dropped when nothing in it can count any more; no timer.
 * After a restart an hour begins anew, and each of several nodes counts for itself: the budget is approximate then.
 */
export function createTokenBudgets(): TokenBudgets {
  let young = new Map<string, Spending>();
  let old = new Map<string, Spending>();
  let turnedAt = 0;

  function spendingOf(clientId: string, minute: number): Spending {
    if (Math.abs(minute - turnedAt) >= MINUTES) {
      old = young;
      young = new Map();
      turnedAt = minute;
    }
    let spending = young.get(clientId);
    if (spending === undefined) {
      spending = old.get(clientId) ?? { minutes: new Uint32Array(MINUTES), total: 0, latest: minute };
      young.set(clientId, spending);
    }
    return spending;
  }

  function take(tokens: 0 | 1, clientId: string, budget: TokenBudget, now: number): BudgetState {
    const minute = Math.floor(now / MINUTE);
    const spending = spendingOf(clientId, minute);
    forget(spending, minute);
    const over = spending.total >= budget.tokensPerHour;
    if (!over || budget.stage !== 'enforce') {
      (spending.minutes[spending.latest % MINUTES] as number) += tokens;
      spending.total += tokens;
    }
    return {
      over,
      remaining: Math.max(0, budget.tokensPerHour - spending.total),
      resetSeconds: Math.max(1, Math.ceil((comesBackAt(spending, budget.tokensPerHour) - now) / 1000)),
    };
  }

  return {
    look: (clientId, budget, now) => take(0, clientId, budget, now),
    spend: (clientId, budget, now) => take(1, clientId, budget, now),
  };
}

/** Clears the minutes that have left the window. A clock that was set back by more than a window begins anew. */
function forget(spending: Spending, minute: number): void {
  const passed = minute - spending.latest;
  if (Math.abs(passed) >= MINUTES) {
    spending.minutes.fill(0);
    spending.total = 0;
    spending.latest = minute;
    return;
  }
  for (; spending.latest < minute; spending.latest++) {
    const leaving = (spending.latest + 1) % MINUTES;
    spending.total -= spending.minutes[leaving] as number;
    spending.minutes[leaving] = 0;
  }
}

/** When the first minutes leave with which less than now, and less than the budget, will be counted. */
function comesBackAt({ minutes, total, latest }: Spending, tokensPerHour: number): number {
  let left = total;
  let minute = latest - MINUTES;
  while (left >= Math.min(total, tokensPerHour) && minute < latest) {
    minute++;
    left -= minutes[minute % MINUTES] as number;
  }
  return (minute + MINUTES) * MINUTE;
}
