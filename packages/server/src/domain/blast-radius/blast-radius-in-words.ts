import { counted } from '../duration-in-words.ts';
import { lastUseInWords } from '../usage/last-use-in-words.ts';
import type { BlastRadius } from './blast-radius.ts';

/** `used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC`. */
export function blastRadiusInWords(radius: BlastRadius, now: number): string {
  return [
    useInWords(radius, now),
    radius.tokensEndAt === null ? 'no live tokens' : `live tokens end ${clockTime(radius.tokensEndAt)} UTC`,
    ...(radius.clientIds.length > 1 ? [`${counted(radius.clientIds.length, 'client')} affected`] : []),
    ...descendantsInWords(radius.descendantIds.length),
    ...leftInWords(radius.liveSecretsLeft),
  ].join('; ');
}

function useInWords({ uses, lastUsedAt, lastNetwork }: BlastRadius, now: number): string {
  if (lastUsedAt === null) return 'never seen in use';
  const times = uses === 0 ? 'not used in 24 h' : `used ${counted(uses, 'time')} in 24 h`;
  return `${times}, last ${lastUseInWords(lastUsedAt, lastNetwork, now)}`;
}

function descendantsInWords(count: number): readonly string[] {
  return count === 0 ? [] : [`${counted(count, 'live secret')} made with it`];
}

function leftInWords(count: number | null): readonly string[] {
  if (count === null) return [];
  return [count === 0 ? 'the client has no other live secret' : `${counted(count, 'other live secret')}`];
}

function clockTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 16);
}
