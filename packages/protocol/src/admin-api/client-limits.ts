import type { Client, Timestamp } from './types.ts';

/** `PUT /clients/{id}/networks`. */
export interface SetNetworks {
  /** IPv4 addresses and CIDR blocks, IPv6 up to /64; at most 64. Only `off` may have none. */
  readonly networks: readonly string[];
  /** `report` refuses nothing and counts what `enforce` would have refused. */
  readonly stage: Client['networks_stage'];
}

/** What a list of networks would have refused of the tokens that were issued. */
export interface NetworkReport {
  /** In a sentence, for people. */
  readonly summary: string;
  readonly days: number;
  readonly requests: number;
  /** Of these from networks that the list does not have. */
  readonly outside: number;
  /** Of these from networks that were too many to be told apart. */
  readonly unknown: number;
  /** Those that the list does not have, the most used first; 50 at the most. */
  readonly networks: {
    readonly network: string;
    readonly requests: number;
    readonly last_used_at: Timestamp;
  }[];
  /** What happened within so many seconds may not be counted yet. */
  readonly delay_seconds: number;
}

export interface ConfiguredNetworks extends Client {
  readonly report: NetworkReport;
}

/** `PUT /clients/{id}/token-budget`. */
export interface SetTokenBudget {
  /** Null for no budget. */
  readonly tokens_per_hour: number | null;
  /** `observe` counts, `warn` also tells the client, `enforce` also refuses. Default: `observe`. */
  readonly stage?: 'observe' | 'warn' | 'enforce';
}

/** What a token budget would have refused of the tokens that were issued, by full hours. */
export interface TokenBudgetReport {
  /** In a sentence, for people. */
  readonly summary: string;
  readonly hours: number;
  /** How many tokens the busiest hour saw. */
  readonly busiest_hour: number;
  /** How many hours saw more than the budget. */
  readonly hours_over: number;
  /** How many tokens these hours saw beyond it. */
  readonly tokens_over: number;
  /** What happened within so many seconds may not be counted yet. */
  readonly delay_seconds: number;
}

export interface ConfiguredTokenBudget extends Client {
  /** Null where the budget was removed. */
  readonly report: TokenBudgetReport | null;
}
