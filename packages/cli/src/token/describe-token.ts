import { describe } from '../output/describe.ts';
import { momentInWords } from '../output/in-words.ts';
import type { InspectedToken } from './inspect-token.ts';

/** Claims that are times: seconds since 1970 (RFC 7519 §4.1.4 to §4.1.6). */
const TIME_CLAIMS: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat']);

/** Header and claims for a person; times also as a date and in words. `now` is in milliseconds since 1970. */
export function describeToken(token: InspectedToken, now: number): string {
  const claims = Object.fromEntries(
    Object.entries(token.claims).map(([name, value]) => [
      name,
      TIME_CLAIMS.has(name) && isDate(value) ? describeTime(value, now) : value,
    ]),
  );
  return `${describe({ header: token.header, claims })}\n${verdict(token.claims.exp, now)}The signature was not checked: this shows what the token says, not that it is true.\n`;
}

function describeTime(seconds: number, now: number): string {
  return `${seconds} (${new Date(seconds * 1000).toISOString()}, ${momentInWords(seconds, Math.floor(now / 1000))})`;
}

function verdict(exp: unknown, now: number): string {
  if (!isDate(exp)) return 'It names no time at which it ends.\n';
  const words = momentInWords(exp, Math.floor(now / 1000));
  return exp * 1000 > now ? `By its own words it ends ${words}.\n` : `By its own words it ended ${words}.\n`;
}

function isDate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < 8.64e12;
}
