import { durationInWords } from '../duration-in-words.ts';

/** A time as RFC 3339, without the milliseconds where there are none. */
function timeInWords(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

/** A time, and how far it lies from the request that is explained: `2026-11-01T00:00:00Z, 3 days before this request`. */
export function sayWhen(time: number, requestAt: number): string {
  const away = Math.abs(time - requestAt);
  if (away < 1000) return `${timeInWords(time)}, at the time of this request`;
  return `${timeInWords(time)}, ${durationInWords(away)} ${time < requestAt ? 'before' : 'after'} this request`;
}
