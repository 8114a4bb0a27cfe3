import type { Command } from 'commander';

/** Which rows are meant; the server checks what was typed. */
export interface LedgerFilterOptions {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly until?: string;
  readonly partner?: string;
}

export function addLedgerFilterOptions(command: Command): Command {
  return command
    .option('--actor <actor>', 'who did it: operator:OPERATOR_ID, or a kind: operator:')
    .option('--action <action>', 'what was done: secret.created, or a noun: secret.')
    .option('--subject <id>', 'what it was done to')
    .option('--from <time>', 'from when on, e.g. 2027-01-01T00:00:00Z')
    .option('--until <time>', 'until when, itself not included')
    .option('--partner <id>', 'only what is of this partner');
}

/** As the API names them. */
export function toLedgerQuery({ actor, action, subject, from, until, partner }: LedgerFilterOptions) {
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(subject !== undefined && { subject }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(partner !== undefined && { partner_id: partner }),
  };
}
