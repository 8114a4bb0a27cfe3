import type { Usage } from '@gatepass/protocol';
import { momentInWords } from './in-words.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** How a credential is used, or all of a client: a sentence, and tables of days, networks and SDK processes. */
export function usageLines(usage: Usage): string {
  const days = usage.days.filter(({ uses }) => uses > 0);
  return [
    `${printable(useInWords(usage))}\n${delayLine(usage.delay_seconds)}\n`,
    ...tableOf(days, ['day', 'uses']),
    ...tableOf(usage.networks, ['network', 'uses', 'last_used_at']),
    ...tableOf(usage.instances, ['instance', 'version', 'uses', 'first_used_at', 'last_used_at']),
  ].join('\n');
}

/** Stands wherever figures of use do. */
export function delayLine(seconds: number): string {
  return `uses of the last ${seconds} seconds may be missing`;
}

function useInWords(usage: Usage): string {
  const { uses, uses_last_24_hours, last_used_at, last_network, last_token_ends_at } = usage;
  if (last_used_at === null) return 'never used';
  const moment = (time: string) => momentInWords(Date.parse(time) / 1000, Date.parse(usage.as_of) / 1000);
  return [
    `used ${times(uses_last_24_hours)} in 24 hours, ${times(uses)} in all`,
    `last ${moment(last_used_at)} from ${last_network}`,
    last_token_ends_at !== null && last_token_ends_at > usage.as_of
      ? `live tokens end ${moment(last_token_ends_at)}`
      : 'no live tokens',
  ].join('; ');
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count.toLocaleString('en-US')} times`;
}

function tableOf<Item>(items: readonly Item[], columns: readonly (keyof Item & string)[]): readonly string[] {
  return items.length === 0 ? [] : [table(items, columns)];
}
