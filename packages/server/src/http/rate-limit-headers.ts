import type { TokenBudget } from '../domain/client/client.ts';
import type { BudgetState } from '../domain/limits/token-budget.ts';

/**
 * What a client is told of its token budget, from stage `warn` on: draft-ietf-httpapi-ratelimit-headers-11 §3 and §4.
 * `r` is what is left, and `t` the seconds within which no more than that can be had. The window is a minute longer
 * than the hour, as the counts are of whole minutes.
 */
export function rateLimitHeaders(budget: TokenBudget, state: BudgetState): Readonly<Record<string, string>> {
  if (budget.stage === 'observe') return {};
  const { over, remaining, resetSeconds } = state;
  return {
    'ratelimit-policy': `"tokens";q=${budget.tokensPerHour};w=3660`,
    ratelimit: `"tokens";r=${remaining};t=${resetSeconds}`,
    // §6: never earlier than `t` ends.
    ...(over && budget.stage === 'enforce' && { 'retry-after': String(resetSeconds) }),
  };
}
