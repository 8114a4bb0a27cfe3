import { counted } from '../duration-in-words.ts';
import { useInWords } from '../usage/use-in-words.ts';
import type { BlastRadius } from './blast-radius.ts';

/** `used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC; 1 other live secret stays`. */
export function blastRadiusInWords(radius: BlastRadius, now: number): string {
  return [
    useInWords({ ...radius, usesLately: radius.uses }, now),
    ...(radius.clientIds.length > 1 ? [`${counted(radius.clientIds.length, 'client')} affected`] : []),
    ...secretsInWords(radius),
  ].join('; ');
}

function secretsInWords({ descendantIds, descendantsGo, liveSecretsLeft }: BlastRadius): readonly string[] {
  if (liveSecretsLeft === null) return [];
  const descendants = descendantIds.length;
  const going = `${counted(descendants, 'live secret')} made with it ${goes(descendants)}, too`;
  const staying = `${counted(liveSecretsLeft, 'other live secret')} ${liveSecretsLeft === 1 ? 'stays' : 'stay'}`;
  if (descendants === 0) return [liveSecretsLeft === 0 ? NONE_LEFT : staying];
  if (descendantsGo) return [going, liveSecretsLeft === 0 ? NONE_LEFT : staying];
  return [`${staying}, ${descendants} of them made with it`];
}

const NONE_LEFT = 'the client has no other live secret';

function goes(count: number): string {
  return count === 1 ? 'goes' : 'go';
}
