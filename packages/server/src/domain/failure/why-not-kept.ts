import { counted } from '../duration-in-words.ts';
import type { NotKept } from './failure-collector.ts';

/** Why a request that somebody asks about may not be there, in words for an operator: the fact, then each possibility. */
export function whyNotKept({
  overQuota,
  overflowed,
  delaySeconds,
}: NotKept & { readonly delaySeconds: number }): string {
  const parts = [
    'No refused request is kept under this id',
    'it may not have been refused, or by the admin API',
    'it may be older than 7 days',
    `another server may have refused it less than ${counted(delaySeconds, 'second')} ago`,
    ...lost(overQuota, 'beyond the quota of its day'),
    ...lost(overflowed, 'refused while no more could be written'),
  ];
  return `${parts.join('; ')}.`;
}

function lost(count: number, how: string): readonly string[] {
  if (count === 0) return [];
  return [`it may have been ${how}, as ${counted(count, 'request')} to this server since its start`];
}
