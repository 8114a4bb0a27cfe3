import type { Usage } from '@gatepass/protocol';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** How a credential is used, or all of a client: a sentence, and tables of days, networks and SDK processes. */
export function usageLines(usage: Usage): string {
  const days = usage.days.filter(({ uses }) => uses > 0);
  return [
    `${printable(usage.summary)}\n${delayLine(usage.delay_seconds)}\n`,
    ...tableOf(days, ['day', 'uses']),
    ...tableOf(usage.networks, ['network', 'uses', 'last_used_at']),
    ...tableOf(usage.instances, ['instance', 'version', 'uses', 'first_used_at', 'last_used_at']),
  ].join('\n');
}

/** Stands wherever figures of use do. */
export function delayLine(seconds: number): string {
  return `uses of the last ${seconds} seconds may be missing`;
}

function tableOf<Item>(items: readonly Item[], columns: readonly (keyof Item & string)[]): readonly string[] {
  return items.length === 0 ? [] : [table(items, columns)];
}
