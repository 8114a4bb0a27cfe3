import { InvalidArgumentError } from 'commander';

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

const LARGEST_FIRST = Object.entries(UNIT_SECONDS).reverse();

/**
 * The one way in which durations are typed, as seconds: `90s`, `15m`, `24h`, `7d`. For commander's options.
 * @throws {InvalidArgumentError} for anything else
 */
export function durationSeconds(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const size = UNIT_SECONDS[unit];
  if (size === undefined) throw new InvalidArgumentError('Write it as 90s, 15m, 24h or 7d.');
  return Number(count) * size;
}

/** Seconds as they would be typed, in the largest unit that they are a multiple of: `90s`, `1m`, `365d`. */
export function durationText(seconds: number): string {
  const [unit, size] = LARGEST_FIRST.find(([, size]) => seconds % size === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}
