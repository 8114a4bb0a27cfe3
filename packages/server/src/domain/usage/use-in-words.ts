import { counted } from '../duration-in-words.ts';
import { lastUseInWords } from './last-use-in-words.ts';

/** What is told of the use of credentials, wherever it is told. Times are milliseconds. */
interface ToldUse {
  /** Tokens in the hour that goes on and the 23 before it. */
  readonly usesLately: number;
  readonly lastUsedAt: number | null;
  readonly lastNetwork: string | null;
  /** When the last of the tokens ends that are out; null where none is. */
  readonly tokensEndAt: number | null;
}

/** `used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC`. */
export function useInWords(use: ToldUse, now: number): string {
  const { tokensEndAt } = use;
  const tokens = tokensEndAt === null ? 'no live tokens' : `live tokens end ${clockTime(tokensEndAt)} UTC`;
  return `${usesInWords(use, now)}; ${tokens}`;
}

function usesInWords({ usesLately, lastUsedAt, lastNetwork }: ToldUse, now: number): string {
  if (lastUsedAt === null) return 'never seen in use';
  const uses = usesLately === 0 ? 'not used' : `used ${timesInWords(usesLately)}`;
  return `${uses} in 24 h, last ${lastUseInWords(lastUsedAt, lastNetwork, now)}`;
}

/** `once`, `1,204 times`. */
export function timesInWords(count: number): string {
  return count === 1 ? 'once' : counted(count, 'time');
}

function clockTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 16);
}
