const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A span as a person would say it, in its two largest units: `4 minutes 12 seconds`. */
export function durationInWords(seconds: number): string {
  let rest = Math.floor(Math.abs(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return parts.length === 0 ? '0 seconds' : parts.slice(0, 2).join(' ');
}

/** A moment seen from now: `in 4 minutes 12 seconds`, `3 hours ago`. Both in seconds since 1970. */
export function momentInWords(moment: number, now: number): string {
  const span = durationInWords(moment - now);
  if (span === '0 seconds') return 'now';
  return moment > now ? `in ${span}` : `${span} ago`;
}
