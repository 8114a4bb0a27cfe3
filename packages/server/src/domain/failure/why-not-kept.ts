import { counted } from '../duration-in-words.ts';
import type { NotKept } from './failure-collector.ts';

/** Why a request that somebody asks about may not be there, in words for an operator. */
export function whyNotKept({
  overQuota,
  overflowed,
  delaySeconds,
}: NotKept & { readonly delaySeconds: number }): string {
  const reasons = [
    'it was not refused, or by the admin API',
    'it is older than 7 days',
    `another server refused it less than ${counted(delaySeconds, 'second')} ago`,
    `it was beyond the quota of its day: ${counted(overQuota, 'request')} on this server since its start`,
    `memory was full while it could not be written: ${counted(overflowed, 'request')} on this server since its start`,
  ];
  return `No refused request is kept under this id. It may be that ${reasons.join('; ')}.`;
}
